package scoring

// Explanation is a result together with how each figure came about, down to
// count, amount and cap, in table order. It holds every clause that is for this
// kind of branch, answered or not, so that a page can be written from it alone.
type Explanation struct {
	Result
	Categories []CategoryPart // base, pioneer, bottom; without those that have no area
}

// Sum is what the items of an area or a category come to. Base and pioneer
// score Weight + earned − lost after the caps, the bottom line minus what is
// lost.
type Sum struct {
	Weight      Points // of the items that deduct from their weight
	Earned      Points // Σ of what items earn, before this cap
	Lost        Points // Σ of what items lose, before this cap; a magnitude
	EarnedCap   Points
	LostCap     Points
	EarnedLimit bool   // EarnedCap holds
	LostLimit   bool   // LostCap holds
	Score       Points // after the caps; 0 or less on the bottom line
}

// Capped tells whether a cap took something away from the sum.
func (s Sum) Capped() bool {
	return s.EarnedLimit && s.Earned > s.EarnedCap || s.LostLimit && s.Lost > s.LostCap
}

// CategoryPart is a category: its areas, then what they come to.
type CategoryPart struct {
	Category Category
	Sum      Sum
	Areas    []AreaPart
}

// AreaPart is an area: its items, then what they come to.
type AreaPart struct {
	Area  string
	Sum   Sum
	Items []ItemPart
}

// ItemPart is an item: its clauses, what they add up to, and what of that
// counts.
type ItemPart struct {
	Item      string
	Direction Direction
	Weight    Points
	HasWeight bool
	Raw       Points // Σ amounts of the clauses
	Limit     Points // what the item earns or loses at most
	HasLimit  bool
	Counted   Points // min(Raw, Limit): what is earned or lost
	Room      Points // how much more can be earned or lost; counts if HasLimit
	Score     Points // Counted if it earns; otherwise weight − Counted
	Clauses   []ClausePart
}

// Capped tells whether the limit took something away.
func (p ItemPart) Capped() bool { return p.Raw > p.Counted }

// ClausePart is a clause and how its amount came about. Finding is what was
// stated; the fields after it count for some kinds only.
type ClausePart struct {
	Clause   string
	Kind     Kind
	Answered bool
	Finding  Finding
	Amount   Points // a magnitude

	Unit     Points     // once, per_case, per_missing, stepped: for each
	Expected int64      // per_missing: the number that was compared with
	Missing  int64      // per_missing: max(0, expected − actual)
	From     int64      // stepped: the count from which the flat amount holds
	Flat     bool       // stepped: it holds, Amount is it
	Tiers    []TierPart // tiers: options with a count above 0
	Vetoed   bool       // veto: it occurred
	Zero     bool       // veto: it sets the total to 0, not the grade
}

// TierPart is one option of a tiers clause.
type TierPart struct {
	Option string
	Count  int64
	Unit   Points
	Amount Points // Unit × Count
}
