package scoring

// Definition is an indicator set as far as scoring needs it. Package indicator
// makes one from a set's file; NewTable compiles it.
type Definition struct {
	Code       string
	Kinds      []string // codes of the kinds of branch; empty where the set has none
	Grades     []GradeDefinition
	VetoGrade  string // the grade of a veto that sets the grade
	Categories [3]Caps
	Areas      []AreaDefinition
}

// Caps limit what the items of an area or category earn or lose together.
// A nil cap is none.
type Caps struct {
	Earned *Points
	Lost   *Points
}

// GradeDefinition is a grade that holds from a total on. Grades are given from
// the lowest up; the lowest holds from anywhere, its From does not count.
type GradeDefinition struct {
	Code string
	From Points
}

// AreaDefinition is an area with its items in table order.
type AreaDefinition struct {
	Code     string
	Category Category
	Caps     Caps
	Items    []ItemDefinition
}

// ItemDefinition is an item. Weight and Limit exclude each other: the weight is
// what an item is worth, the limit caps one that has no weight.
type ItemDefinition struct {
	Code      string
	Weight    *Points
	Limit     *Points
	Direction Direction
	Kinds     []string // the kinds of branch it is for; empty for all
	Clauses   []ClauseDefinition
}

// ClauseDefinition is a clause; see Kind for which fields count.
type ClauseDefinition struct {
	Code     string
	Kind     Kind
	Amount   Points // once, per_case, per_missing, stepped: for each
	Expected *int64 // per_missing: the default, nil for none
	Min      Points // range
	Max      Points // range
	Step     Points // range
	From     int64  // stepped: the count from which Flat holds
	Flat     Points // stepped
	Options  []OptionDefinition
	Zero     bool // veto: sets the total to 0 instead of the grade
}

// OptionDefinition is an option of a choice or tiers clause.
type OptionDefinition struct {
	Code   string
	Amount Points
}
