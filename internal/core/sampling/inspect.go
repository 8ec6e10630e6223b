package sampling

import (
	"bytes"
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
	away := recusals(inspectors)
	assignments := make([]Assignment, 0, len(drawn))
	short := &TooFewError{Needed: perBranch}
	for _, d := range drawn {
		if strings.Contains(d.Code, ",") {
			return nil, fmt.Errorf("支部编码 %q 含有逗号，检查人员名单无法写明对它的回避，请更换编码", d.Code)
		}
		able := rankInspectors(seed, d.Code, inspectors, away[d.Code])
		if len(able) < perBranch {
			short.Branches = append(short.Branches, d.Code)
			continue
		}
		assignments = append(assignments, Assignment{d.Code, able[:perBranch:perBranch]})
	}
	if len(short.Branches) > 0 {
		return nil, short
	}
	return assignments, nil
}

// recusals turns the inspectors' file round: who stands back, by branch.
func recusals(inspectors []Inspector) map[string]map[string]bool {
	away := make(map[string]map[string]bool)
	for _, in := range inspectors {
		for _, branch := range in.StandsBack {
			if away[branch] == nil {
				away[branch] = make(map[string]bool)
			}
			away[branch][in.Code] = true
		}
	}
	return away
}

// rankInspectors lists the account codes of those who may check a branch, the
// smallest number first.
func rankInspectors(seed, branch string, inspectors []Inspector, away map[string]bool) []string {
	type candidate struct {
		code   string
		number number
	}
	var able []candidate
	for _, in := range inspectors {
		if !away[in.Code] {
			able = append(able, candidate{in.Code, sha256.Sum256([]byte(seed + "\n" + branch + "\n" + in.Code))})
		}
	}
	slices.SortFunc(able, func(a, b candidate) int {
		if c := bytes.Compare(a.number[:], b.number[:]); c != 0 {
			return c
		}
		return strings.Compare(a.code, b.code)
	})
	codes := make([]string, len(able))
	for i, c := range able {
		codes[i] = c.code
	}
	return codes
}
