package scoring

// Finding is what a person states about one clause of one branch. Which of the
// fields count depends on the clause's kind:
//
//	once, veto         Occurred
//	per_case, stepped  Count
//	per_missing        Actual; Expected if HasExpected, else the clause's own
//	range              Amount
//	choice             Option: a code, or NoOption
//	tiers              Counts, each option at most once
//
// With NotApplicable none of them counts, and Reason must say why.
type Finding struct {
	Clause        string
	Occurred      bool
	Count         int64
	Actual        int64
	Expected      int64
	HasExpected   bool
	Amount        Points
	Option        string
	Counts        []Tier
	NotApplicable bool
	Reason        string
}

// Tier is how often one option of a tiers clause occurred.
type Tier struct {
	Option string
	Count  int64
}

// NoOption is the answer to a choice of which no option holds.
const NoOption = "none"
