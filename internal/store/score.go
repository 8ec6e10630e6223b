package store

import (
	"baolei/internal/core/counting"
	"baolei/internal/core/scoring"
)

// Level is whose finding it is; a finding belongs to one level.
type Level = counting.Level

// The levels, in the order in which they come about.
const (
	Self   = counting.Self
	Review = counting.Review
	Spot   = counting.Spot
)

// Score is what is kept of a scoring result beside the findings: sums, grade
// and the items' scores in table order, all in hundredths of a point.
type Score struct {
	Base, Pioneer, Bottom, Total scoring.Points
	Vetoed                       bool
	Grade                        string // grade's code; "" where there is no score yet
	Items                        []int64
	Answered                     int // clauses with a finding
}

// ScoreOf takes what is kept from a result.
func ScoreOf(r scoring.Result) Score {
	s := Score{Base: r.Base, Pioneer: r.Pioneer, Bottom: r.Bottom, Total: r.Total, Vetoed: r.Vetoed, Grade: r.Grade, Answered: r.Answered}
	s.Items = make([]int64, len(r.Items))
	for i := range r.Items {
		s.Items[i] = int64(r.Items[i].Score)
	}
	return s
}
