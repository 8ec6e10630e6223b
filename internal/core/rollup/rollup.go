package rollup

import (
	"baolei/internal/core/workflow"
)

// Rollup is the sum over some branches. All its lists belong to one Shape.
type Rollup struct {
	Branches int64
	Tally    []int64 // branches by state and grade that counts, see Shape
	Claims   Spread  // self-assessments that were submitted
	Results  Spread  // scores that count, of branches with a result
	Lost     []int64 // by item, over results: points lost, or won by items that earn
	Losers   []int64 // by item, over results: branches that lost, or won, any
	Review   Gap     // self-assessment − review, over results
	Spot     Gap     // review − spot check, over checks handed in
}

// Spread is how totals lie.
type Spread struct {
	N, Sum int64
	Bands  []int64 // see Band
}

// Gap is how two levels differ, the first less the second: the number of pairs,
// the sum and the sum of squares of their differences, how many are above and
// below 0, and the sums by item.
type Gap struct {
	N, Sum, Squares, Higher, Lower int64
	Items                          []int64
}

// Empty is the roll-up of no branch.
func (s *Shape) Empty() Rollup {
	items := func() []int64 { return make([]int64, len(s.Items)) }
	return Rollup{Tally: make([]int64, len(states)*(len(s.Grades)+1)), Claims: Spread{Bands: make([]int64, Bands)}, Results: Spread{Bands: make([]int64, Bands)},
		Lost: items(), Losers: items(), Review: Gap{Items: items()}, Spot: Gap{Items: items()}}
}

// Fits tells whether a roll-up is of this shape.
func (s *Shape) Fits(r Rollup) bool {
	n := len(s.Items)
	return len(r.Tally) == len(states)*(len(s.Grades)+1) && len(r.Claims.Bands) == Bands && len(r.Results.Bands) == Bands &&
		len(r.Lost) == n && len(r.Losers) == n && len(r.Review.Items) == n && len(r.Spot.Items) == n
}

// Add adds another roll-up of the same shape, as often as times says: 1, or −1
// to take it away.
func (r *Rollup) Add(o Rollup, times int64) {
	r.Branches += times * o.Branches
	add(r.Tally, o.Tally, times)
	r.Claims.add(o.Claims, times)
	r.Results.add(o.Results, times)
	add(r.Lost, o.Lost, times)
	add(r.Losers, o.Losers, times)
	r.Review.add(o.Review, times)
	r.Spot.add(o.Spot, times)
}

func (s *Spread) add(o Spread, times int64) {
	s.N += times * o.N
	s.Sum += times * o.Sum
	add(s.Bands, o.Bands, times)
}

func (g *Gap) add(o Gap, times int64) {
	g.N += times * o.N
	g.Sum += times * o.Sum
	g.Squares += times * o.Squares
	g.Higher += times * o.Higher
	g.Lower += times * o.Lower
	add(g.Items, o.Items, times)
}

func add(to, from []int64, times int64) {
	for i, n := range from {
		to[i] += times * n
	}
}

// In counts the branches in any of the states.
func (s *Shape) In(r Rollup, in ...workflow.State) int {
	n := int64(0)
	for _, state := range in {
		from := s.cell(state, 0)
		for _, c := range r.Tally[from : from+len(s.Grades)+1] {
			n += c
		}
	}
	return int(n)
}

// Graded counts the branches that have a result with a grade. The sums of a cycle
// that runs tell too, with ended, which results there would be if it ended now.
func (s *Shape) Graded(r Rollup, grade string, ended bool) int {
	n := int64(0)
	for _, state := range workflow.WithResult(ended) {
		n += r.Tally[s.cell(state, s.grade(grade))]
	}
	return int(n)
}

// Attained counts the branches that have a result with one of the grades. For ended
// see Graded.
func (s *Shape) Attained(r Rollup, grades []string, ended bool) int {
	n := 0
	for _, g := range grades {
		n += s.Graded(r, g, ended)
	}
	return n
}
