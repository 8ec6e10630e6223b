package sampling

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Size is how many branches are drawn from a stratum.
type Size struct {
	Stratum  string `json:"stratum"`
	Branches int    `json:"branches"` // at least 1, at most the stratum's branches
}

// Sizes lists a map of sizes by stratum, names rising byte by byte.
func Sizes(sizes map[string]int) []Size {
	list := make([]Size, 0, len(sizes))
	for _, stratum := range slices.Sorted(maps.Keys(sizes)) {
		list = append(list, Size{stratum, sizes[stratum]})
	}
	return list
}

// Tolerances are the differences, in hundredths of a point and never negative,
// up to which a review stands against the spot check.
type Tolerances struct {
	Item      int64 `json:"item_hundredths"`      // one item of one branch
	Branch    int64 `json:"branch_hundredths"`    // a branch's total
	Committee int64 `json:"committee_hundredths"` // the mean over a committee's branches
}

// Announcement is all that is fixed and published before the seed exists.
type Announcement struct {
	Title            string     `json:"title"`             // which draw of which cycle this is
	Population       string     `json:"population"`        // the population file as text
	PopulationDigest string     `json:"population_digest"` // its SHA-256, lower-case hex
	Inspectors       string     `json:"inspectors"`        // the inspectors' file as text
	InspectorsDigest string     `json:"inspectors_digest"` // its SHA-256, lower-case hex
	Sizes            []Size     `json:"sizes"`             // strata drawn from, names rising byte by byte
	PerBranch        int        `json:"per_branch"`        // inspectors for each drawn branch, at least 1
	Tolerances       Tolerances `json:"tolerances"`
	Items            []string   `json:"items"`        // codes of the items to be checked; none means all
	DrawnBefore      []string   `json:"drawn_before"` // branches drawn earlier in the cycle, codes rising
	SeedSource       string     `json:"seed_source"`  // where the seed is going to come from
	Sealed           bool       `json:"sealed"`       // whether the checker scores without seeing the others' figures
	By               string     `json:"announced_by"` // account that published it
	At               time.Time  `json:"announced_at"`
}

// SizeMap gives the sizes as Draw takes them.
func (a Announcement) SizeMap() map[string]int {
	sizes := make(map[string]int, len(a.Sizes))
	for _, s := range a.Sizes {
		sizes[s.Stratum] = s.Branches
	}
	return sizes
}

// Digests fills in the digests of both files.
func (a Announcement) Digests() Announcement {
	a.PopulationDigest = Digest([]byte(a.Population))
	a.InspectorsDigest = Digest([]byte(a.Inspectors))
	return a
}

// Notice is the announcement as lines "name\tvalue…\n": short enough to print
// on a notice board. Digest(Notice()) commits to all that was fixed before the
// seed, so one line of hex on paper is enough to hold a whole draw to account.
func (a Announcement) Notice() []byte {
	var b strings.Builder
	line := func(cells ...string) { b.WriteString(strings.Join(cells, "\t") + "\n") }
	hundredths := func(name string, v int64) { line("tolerance", name, strconv.FormatInt(v, 10)) }
	line("title", a.Title)
	line("population", a.PopulationDigest)
	line("inspectors", a.InspectorsDigest)
	for _, s := range a.Sizes {
		line("size", s.Stratum, strconv.Itoa(s.Branches))
	}
	line("per_branch", strconv.Itoa(a.PerBranch))
	hundredths("item", a.Tolerances.Item)
	hundredths("branch", a.Tolerances.Branch)
	hundredths("committee", a.Tolerances.Committee)
	for _, item := range a.Items {
		line("item", item)
	}
	for _, code := range a.DrawnBefore {
		line("drawn_before", code)
	}
	line("seed_source", a.SeedSource)
	line("sealed", strconv.FormatBool(a.Sealed))
	line("announced", a.By, a.At.UTC().Format(time.RFC3339Nano))
	return []byte(b.String())
}

// Check tells in Chinese why nothing could be drawn from an announcement,
// whatever the seed: a malformed file, a size that does not fit, a branch drawn
// before that is in the population again, words that would break the notice.
func (a Announcement) Check() error {
	pop, err := ParsePopulation([]byte(a.Population))
	if err != nil {
		return fmt.Errorf("总体名单：%w", err)
	}
	if _, err := ParseInspectors([]byte(a.Inspectors)); err != nil {
		return fmt.Errorf("检查人员名单：%w", err)
	}
	return errors.Join(a.checkSizes(pop), a.checkDrawnBefore(pop), a.checkWords(), a.checkFigures())
}

func (a Announcement) checkSizes(pop Population) error {
	for i := 1; i < len(a.Sizes); i++ {
		if a.Sizes[i-1].Stratum >= a.Sizes[i].Stratum {
			return fmt.Errorf("抽取数应按分层名称的字节顺序排列且不重复，%q 的位置不对", a.Sizes[i].Stratum)
		}
	}
	return CheckSizes(pop, a.SizeMap())
}

func (a Announcement) checkDrawnBefore(pop Population) error {
	before := make(map[string]bool, len(a.DrawnBefore))
	for i, code := range a.DrawnBefore {
		if i > 0 && a.DrawnBefore[i-1] >= code {
			return fmt.Errorf("本周期已抽过的支部应按编码的字节顺序排列且不重复，%q 的位置不对", code)
		}
		before[code] = true
	}
	for _, e := range pop {
		if before[e.Code] {
			return fmt.Errorf("支部 %q 本周期已经抽过，不能再列入总体名单", e.Code)
		}
	}
	return nil
}

func (a Announcement) checkWords() error {
	words := []string{a.Title, a.SeedSource, a.By}
	words = append(append(words, a.Items...), a.DrawnBefore...)
	for _, w := range words {
		if err := checkWord(w); err != nil {
			return err
		}
	}
	return nil
}

// checkWord refuses what would not stand on one line of the notice.
func checkWord(word string) error {
	if strings.TrimSpace(word) == "" || !utf8.ValidString(word) || strings.ContainsFunc(word, unicode.IsControl) {
		return fmt.Errorf("%q 不能为空，也不能含有制表符、换行符等控制字符", word)
	}
	return nil
}

func (a Announcement) checkFigures() error {
	if a.PerBranch < 1 {
		return errors.New("每个支部至少要有 1 名检查人员")
	}
	if min(a.Tolerances.Item, a.Tolerances.Branch, a.Tolerances.Committee) < 0 {
		return errors.New("允许差不能为负数")
	}
	if a.At.IsZero() {
		return errors.New("缺少公布时间")
	}
	return nil
}
