package scoring

// The methods below let an encoder walk a finished sheet without copying it.

// Items is the number of items, whatever kind of branch they are for.
func (t *Table) Items() int { return len(t.items) }

// ItemCode is the code of the item with that index.
func (t *Table) ItemCode(i int) string { return t.items[i].code }

// ItemWeight is the weight of an item. ok is false where it has none.
func (t *Table) ItemWeight(i int) (weight Points, ok bool) {
	return t.items[i].weight, t.items[i].hasWeight
}

// ItemClauses bounds the indices of an item's clauses.
func (t *Table) ItemClauses(i int) (from, to int32) { return t.items[i].from, t.items[i].to }

// VetoClauses are the indices of the clauses that can veto, in table order.
func (t *Table) VetoClauses() []int32 { return t.vetoes }

// Item is the outcome of an item of a finished sheet. ok is false where the
// item is not for the kind of branch.
func (s *Sheet) Item(i int) (raw, score Points, ok bool) {
	return s.raw[i], s.score[i], s.t.items[i].kinds&s.kind != 0
}

// Clause is the amount of a clause, a magnitude. ok is false without a finding.
func (s *Sheet) Clause(i int32) (amount Points, ok bool) {
	return s.amount[i], s.state[i] != unanswered
}

// VetoedBy tells whether the clause vetoed.
func (s *Sheet) VetoedBy(i int32) bool { return s.state[i] == vetoed }

// BlankScore is the score of an item without any finding.
func (t *Table) BlankScore(i int) Points {
	if t.items[i].direction == Earn {
		return 0
	}
	return t.items[i].weight
}
