package sampling

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// InspectorsPerBranch is how many inspectors check a drawn branch.
const InspectorsPerBranch = 2

// Assignment is who checks a drawn branch.
type Assignment struct {
	Branch     string   `json:"branch"`
	Inspectors []string `json:"inspectors"` // account codes, smallest number first
}

// TooFewError names the drawn branches for which fewer inspectors are left than
// are needed once everybody who must stand back has done so.
type TooFewError struct {
	Branches []string // in the order of the draw
	Needed   int      // inspectors for each branch
}

// Error tells which branches lack inspectors and what to do.
func (e *TooFewError) Error() string {
	return fmt.Sprintf("以下支部回避后可用的检查人员不足 %d 名，请增补检查人员：%s", e.Needed, strings.Join(e.Branches, "、"))
}

// Inspect assigns perBranch inspectors to every drawn branch, in the order of
// the draw: those with the smallest SHA-256 of
// "<seed>\n<branch code>\n<account code>" among those who need not stand back,
// equal numbers by account code. It gives a *TooFewError where there are not
// enough of them.
func Inspect(seed string, drawn []Drawn, inspectors []Inspector, perBranch int) ([]Assignment, error) {
	if err := CheckSeed(seed); err != nil {
		return nil, err
	}
	if perBranch < 1 {
		return nil, fmt.Errorf("每个支部至少要有 1 名检查人员，不能是 %d 名", perBranch)
	}
	away, s := recusals(drawn, inspectors), newShortlist(seed, inspectors, perBranch)
	assignments := make([]Assignment, 0, len(drawn))
	short := &TooFewError{Needed: perBranch}
	for _, d := range drawn {
		if strings.Contains(d.Code, ",") {
			return nil, fmt.Errorf("支部编码 %q 含有逗号，检查人员名单无法写明对它的回避，请更换编码", d.Code)
		}
		able := s.of(d.Code, away[d.Code])
		if len(able) < perBranch {
			short.Branches = append(short.Branches, d.Code)
			continue
		}
		assignments = append(assignments, Assignment{d.Code, able})
	}
	if len(short.Branches) > 0 {
		return nil, short
	}
	return assignments, nil
}

// recusals turns the inspectors' file round: who stands back, by branch drawn.
func recusals(drawn []Drawn, inspectors []Inspector) map[string]map[string]bool {
	away := make(map[string]map[string]bool, len(drawn))
	for _, d := range drawn {
		away[d.Code] = nil
	}
	for _, in := range inspectors {
		for _, branch := range in.StandsBack {
			codes, asked := away[branch]
			if !asked {
				continue
			}
			if codes == nil {
				codes = make(map[string]bool)
				away[branch] = codes
			}
			codes[in.Code] = true
		}
	}
	return away
}

// shortlist finds those with the smallest numbers among the inspectors.
type shortlist struct {
	inspectors []Inspector
	text       []byte // what is hashed; begins with the seed
	seed       int    // length of that beginning
	most       int
	best       []candidate
}

type candidate struct {
	code   string
	number number
}

func newShortlist(seed string, inspectors []Inspector, most int) *shortlist {
	text := append([]byte(seed), '\n')
	return &shortlist{inspectors, text, len(text), most, make([]candidate, 0, min(most, len(inspectors))+1)}
}

// of lists the account codes of those who are to check a branch, the smallest
// number first; fewer than asked for where no more may.
func (s *shortlist) of(branch string, away map[string]bool) []string {
	s.text = append(append(s.text[:s.seed], branch...), '\n')
	prefix := len(s.text)
	s.best = s.best[:0]
	for _, in := range s.inspectors {
		if len(away) == 0 || !away[in.Code] {
			s.text = append(s.text[:prefix], in.Code...)
			s.offer(candidate{in.Code, sha256.Sum256(s.text)})
		}
	}
	codes := make([]string, len(s.best))
	for i, c := range s.best {
		codes[i] = c.code
	}
	return codes
}

// offer puts a candidate into its place among the best, unless there are better.
func (s *shortlist) offer(c candidate) {
	at := len(s.best)
	for at > 0 && c.before(s.best[at-1]) {
		at--
	}
	if at < s.most {
		s.best = slices.Insert(s.best, at, c)
		s.best = s.best[:min(len(s.best), s.most)]
	}
}

func (c candidate) before(other candidate) bool {
	return cmp.Or(bytes.Compare(c.number[:], other.number[:]), strings.Compare(c.code, other.code)) < 0
}
