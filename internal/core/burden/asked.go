// Package burden tells how much is asked of a branch, for those who ask: what
// an indicator set wants done and filled in each month, and which of its
// questions the record book answers already.
//
// Grass-roots offices are to be relieved of repeated reporting; an office that
// sees what it adds, adds less. Nothing here tells of persons, log-ins or hours.
package burden

import (
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
)

// Asked is what a branch has to do in a month, and the fields to be filled in
// for it.
type Asked struct{ Tasks, Fields int }

// Year is what is asked in each month; the first is January.
type Year [12]Asked

// Sum is what is asked in the year.
func (y Year) Sum() Asked {
	var sum Asked
	for _, m := range y {
		sum.Tasks, sum.Fields = sum.Tasks+m.Tasks, sum.Fields+m.Fields
	}
	return sum
}

// Of works out what a set asks of a branch of a kind that has so many members
// and no party groups, and keeps its book: each thing once, in the month in
// which its time ends, however many clauses it answers. Questions of the
// self-assessment that no record answers come in the month in which that ends.
func Of(set *indicator.Set, kind string, members, year int, selfEnds time.Month) Year {
	var asked Year
	for _, g := range wanted(set, kind, members, year) {
		m := &asked[g.Days.Until.Month-1]
		m.Tasks++
		m.Fields += fields(g, members)
	}
	if n := typed(set, kind); n > 0 {
		asked[selfEnds-1].Tasks++
		asked[selfEnds-1].Fields += n
	}
	return asked
}

// wanted are the gaps of a book in which nothing stands on the first of January.
func wanted(set *indicator.Set, kind string, members, year int) []measure.Gap {
	first := calendar.Year(year).From
	facts := measure.Facts{Year: year, Today: first}
	for i := range max(members, 1) {
		facts.Members = append(facts.Members, record.Member{ID: int64(i + 1), Since: first.AddDays(-1)})
	}
	seen := map[measure.Gap]bool{}
	var list []measure.Gap
	for _, s := range measure.Suggest(set, kind, facts) {
		for _, g := range s.Open {
			named := g
			if g.Kind != "" && g.Member == 0 {
				named.Name = "" // two clauses may call the same thing by different names
			}
			if !seen[named] {
				seen[named] = true
				list = append(list, g)
			}
		}
	}
	return list
}

// typed counts the questions that a branch of a kind answers by hand.
func typed(set *indicator.Set, kind string) int {
	n := 0
	for _, area := range set.Areas {
		for _, item := range area.Items {
			for _, c := range item.Clauses {
				if c.Measure == nil && item.AppliesTo(kind) {
					n++
				}
			}
		}
	}
	return n
}
