package scoring

// Result is a score with the figures it is made of.
type Result struct {
	Base    Points
	Pioneer Points
	Bottom  Points // a magnitude: what the bottom line takes away
	Total   Points // base + pioneer − bottom, or 0 by a zeroing veto
	Vetoed  bool
	Vetoes  []string // clauses that vetoed, in table order
	Grade   string
	Items   []ItemResult // every item that is for this kind of branch, in table order

	Answered int // clauses with a finding, those that do not apply included
	Clauses  int // clauses that are for this kind of branch
}

// ItemResult is the score of one item.
type ItemResult struct {
	Item      string
	Weight    Points
	HasWeight bool
	Raw       Points // Σ amounts of its clauses, before any cap; a magnitude
	Score     Points // what it adds to the total before area and category caps; 0 or less without weight where it deducts
	Clauses   []ClauseResult
}

// ClauseResult is the amount of one clause that has a finding.
type ClauseResult struct {
	Clause        string
	Amount        Points // a magnitude; 0 for a veto and where it does not apply
	NotApplicable bool
	Vetoed        bool
}
