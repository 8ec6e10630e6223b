package indicator

import "baolei/internal/core/scoring"

// Set is one version of an indicator table: what is asked, what it is worth and
// where the grades lie. A set that Read returned without problems is sound and
// must not be changed.
type Set struct {
	Code       string // names the version for good, as in jinhua-2018
	Name       string
	Version    string
	Subject    Subject
	Categories []Category   // base, pioneer, bottom, in this order; those that the set has
	Kinds      []BranchKind // empty where one table is for all
	Grades     []Grade      // from the lowest up
	VetoGrade  string       // code of the grade that a veto sets
	Areas      []Area

	table *scoring.Table
}

// Subject is who is examined by a set.
type Subject string

// The subjects.
const (
	Branch Subject = "branch"
	Member Subject = "member"
)

// Category is a part of the index. Weight is what a branch can reach in it
// (base, pioneer), nil on the bottom line. The caps limit all its items
// together; nil is none.
type Category struct {
	Code        string // base, pioneer or bottom
	Name        string
	Weight      *scoring.Points
	EarnsAtMost *scoring.Points
	LosesAtMost *scoring.Points
}

// BranchKind is a kind of branch that some items are for.
type BranchKind struct {
	Code string
	Name string
}

// Grade holds from a total on. The lowest holds from anywhere: its From does
// not count, and HasFrom is false.
type Grade struct {
	Code    string
	Name    string
	From    scoring.Points
	HasFrom bool
}

// Area groups items. Weight is what its items add up to, for each kind of
// branch that has any of them.
type Area struct {
	Code        string
	Title       string
	Category    string // base, pioneer or bottom
	Weight      scoring.Points
	HasWeight   bool
	EarnsAtMost *scoring.Points
	LosesAtMost *scoring.Points
	Items       []Item
}

// Item is one thing that is examined.
type Item struct {
	Code      string
	Title     string
	Ask       string // what is wanted, one plain sentence
	Text      string // the official wording, if the organisation put it in
	Weight    scoring.Points
	HasWeight bool
	Limit     *scoring.Points // caps an item that has no weight; nil for none
	Direction scoring.Direction
	Kinds     []string // codes of the kinds of branch it is for; empty for all
	Clauses   []Clause
}

// Clause is one rule of an item. See scoring.Kind for the fields that count.
type Clause struct {
	Code     string
	Kind     scoring.Kind
	Label    string // what is stated, neutral between a good and a bad answer
	Unit     string // measure word of its counts: 次, 人, 项, 例
	Yes      string // once, veto: the words for "it occurred"
	No       string // once, veto: the words for "it did not"; range: for 0; choice: for none
	Amount   scoring.Points
	Expected *int64 // per_missing: the default, nil where each branch gives its own
	Min      scoring.Points
	Max      scoring.Points
	Step     scoring.Points
	From     int64
	Flat     scoring.Points
	Options  []Option
	Zero     bool     // veto: sets the total to 0 instead of the grade
	Measure  *Measure // what its suggested finding is made from; nil for none
}

// Option is an option of a choice or tiers clause.
type Option struct {
	Code   string
	Label  string
	Amount scoring.Points
}
