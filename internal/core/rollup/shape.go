package rollup

import (
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// Shape is what a roll-up needs to know of an indicator set: its grades, its
// items in table order, and which of them are for which kind of branch.
type Shape struct {
	Grades []string // codes, from the lowest up
	Items  []Item
	kinds  map[string][]int // the items of a kind of branch, in table order, as its scores list them
}

// Item is an item of the set as the roll-up counts it.
type Item struct {
	Code      string
	Area      string
	Weight    scoring.Points // 0 without one
	Direction scoring.Direction
}

// ShapeOf takes the shape from a set.
func ShapeOf(set *indicator.Set) *Shape {
	s := &Shape{kinds: map[string][]int{}}
	for _, g := range set.Grades {
		s.Grades = append(s.Grades, g.Code)
	}
	kinds := []string{""}
	for _, k := range set.Kinds {
		kinds = append(kinds, k.Code)
	}
	for _, area := range set.Areas {
		for _, item := range area.Items {
			for _, kind := range kinds {
				if item.AppliesTo(kind) {
					s.kinds[kind] = append(s.kinds[kind], len(s.Items))
				}
			}
			it := Item{Code: item.Code, Area: area.Code, Direction: item.Direction}
			if item.HasWeight {
				it.Weight = item.Weight
			}
			s.Items = append(s.Items, it)
		}
	}
	return s
}

// Moved is what an item's score took from the total, or added to it: the points
// lost of an item that deducts, the points won of one that earns. Never negative.
func (i Item) Moved(score int64) int64 {
	if i.Direction == scoring.Earn {
		return score
	}
	return int64(i.Weight) - score
}

// Place is where a kind of branch has an item among its scores, from 0; false
// where the item is not for that kind.
func (s *Shape) Place(kind, item string) (int, bool) {
	for at, i := range s.kinds[kind] {
		if s.Items[i].Code == item {
			return at, true
		}
	}
	return 0, false
}

// Kinds lists the kinds of branch that the set knows, "" where it has none.
func (s *Shape) Kinds() []string {
	var kinds []string
	for k := range s.kinds {
		kinds = append(kinds, k)
	}
	return kinds
}

func (s *Shape) grade(code string) int {
	for i, g := range s.Grades {
		if g == code {
			return i + 1
		}
	}
	return 0
}

var states = workflow.States()

// cell is where a state and a grade stand in a tally: the states one after
// another, within each first those without a grade.
func (s *Shape) cell(state workflow.State, grade int) int {
	for i, x := range states {
		if x == state {
			return i*(len(s.Grades)+1) + grade
		}
	}
	return -1
}
