package sampling

import (
	"math"

	"baolei/internal/core/scoring"
)

// Levels are the figures of the three levels for one thing, in hundredths.
type Levels struct{ Self, Review, Spot scoring.Points }

// Checked is a branch whose check was handed in.
type Checked struct {
	Code      string
	Committee string  // its code
	Weight    float64 // for how many branches it stands, as Weights tells
	Total     Levels
	Items     map[string]Levels // those that the check covers, by item
}

// Gap tells how often and by how much one level is above another.
type Gap struct {
	Compared int
	Differ   int
	Sum      scoring.Points // of the signed differences
	Apart    scoring.Points // the largest, without its sign
}

func (g *Gap) add(difference scoring.Points) {
	g.Compared++
	g.Sum += difference
	if difference != 0 {
		g.Differ++
	}
	g.Apart = max(g.Apart, difference, -difference)
}

// Mean is the mean difference, rounded to a hundredth of a point, halves away
// from zero.
func (g Gap) Mean() scoring.Points {
	if g.Compared == 0 {
		return 0
	}
	return scoring.Mean(int64(g.Sum), int64(g.Compared))
}

// Where tells of a committee, or of an item, where the levels differ.
type Where struct {
	Key        string // code of the committee or item
	SelfReview Gap    // self-assessment − review
	ReviewSpot Gap    // review − spot check
	SelfSpot   Gap    // self-assessment − spot check

	weighted, weight float64 // of review − spot check
	uneven           bool    // whether the branches stand for different numbers
	first            float64
}

func (w *Where) add(l Levels, weight float64) {
	w.SelfReview.add(l.Self - l.Review)
	w.ReviewSpot.add(l.Review - l.Spot)
	w.SelfSpot.add(l.Self - l.Spot)
	if w.first == 0 {
		w.first = weight
	}
	w.uneven = w.uneven || weight != w.first
	w.weighted += weight * float64(l.Review-l.Spot)
	w.weight += weight
}

// Inflation is the mean of review − spot check over all that the checked ones
// stand for, rounded to a hundredth of a point.
func (w Where) Inflation() scoring.Points {
	if !w.uneven {
		return w.ReviewSpot.Mean()
	}
	return scoring.Points(math.Round(w.weighted / w.weight))
}

// Beyond tells whether the mean, not rounded, is further from 0 than a tolerance.
func (w Where) Beyond(tolerance scoring.Points) bool {
	if !w.uneven { // exact: nobody is to be proposed for a rounding error
		return max(w.ReviewSpot.Sum, -w.ReviewSpot.Sum) > tolerance*scoring.Points(w.ReviewSpot.Compared)
	}
	return math.Abs(w.weighted/w.weight) > float64(tolerance)
}

// WhereByCommittee sums up the branches' totals by committee, in the order in
// which the committees come.
func WhereByCommittee(checked []Checked) []Where {
	var list []Where
	at := map[string]int{}
	for _, c := range checked {
		list = place(list, at, c.Committee)
		list[at[c.Committee]].add(c.Total, c.Weight)
	}
	return list
}

// WhereByItem sums up the items that were covered, in the order given; items
// that no check covers are left out.
func WhereByItem(checked []Checked, items []string) []Where {
	var list []Where
	at := map[string]int{}
	for _, item := range items {
		for _, c := range checked {
			if l, covered := c.Items[item]; covered {
				list = place(list, at, item)
				list[at[item]].add(l, c.Weight)
			}
		}
	}
	return list
}

func place(list []Where, at map[string]int, key string) []Where {
	if _, there := at[key]; there {
		return list
	}
	at[key] = len(list)
	return append(list, Where{Key: key})
}
