package sampling

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
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
	Tickets          *Ticketing `json:"tickets,omitempty"` // nil in bundles of format 1
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

// Digests fills in the digests of the files.
func (a Announcement) Digests() Announcement {
	a.PopulationDigest = Digest([]byte(a.Population))
	a.InspectorsDigest = Digest([]byte(a.Inspectors))
	if a.Tickets != nil {
		tickets := *a.Tickets
		tickets.ReasonsDigest = Digest([]byte(tickets.Reasons))
		a.Tickets = &tickets
	}
	return a
}

// Format is the version of the bundle's schema that the announcement fits.
func (a Announcement) Format() int {
	if a.Tickets == nil {
		return BundleFormat - 1
	}
	return BundleFormat
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
	if a.Tickets != nil && len(a.Tickets.Rules) > 0 {
		for _, rule := range a.Tickets.Rules {
			line("rule", rule)
		}
		line("reasons", a.Tickets.ReasonsDigest)
	}
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
