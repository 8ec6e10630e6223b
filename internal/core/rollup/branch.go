package rollup

import (
	"fmt"

	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// Branch is what a roll-up takes from one assessment.
type Branch struct {
	State workflow.State
	Ended bool // the cycle has: see workflow.State.HasResult
	Kind  string
	Grade string // that counts
	Self  Score
	// Review, Counts and Spot say nothing where there is no result, or before the check
	// is handed in.
	Review, Counts, Spot Score
	HandedIn             bool
}

// Score is a total with its items' scores, in table order.
type Score struct {
	Total scoring.Points
	Items []int64
}

// HasResult tells whether the branch has a result.
func (b *Branch) HasResult() bool { return b.State.HasResult(b.Ended) }

// Take adds a branch. It fails where an item list is not as long as the set has
// items for the kind of branch: then the stored score is of another set.
func (s *Shape) Take(r *Rollup, b Branch) error {
	grade := 0
	if b.HasResult() {
		grade = s.grade(b.Grade)
	}
	at := s.cell(b.State, grade)
	if at < 0 {
		return fmt.Errorf("roll up: no state %q", b.State)
	}
	r.Branches++
	r.Tally[at]++
	if b.State.Claimed() {
		r.Claims.take(b.Self.Total)
	}
	if !b.HasResult() {
		return nil
	}
	return s.result(r, b)
}

func (s *Shape) result(r *Rollup, b Branch) error {
	r.Results.take(b.Counts.Total)
	items := s.kinds[b.Kind]
	if len(b.Counts.Items) != len(items) {
		return fmt.Errorf("roll up: %d item scores, the set has %d", len(b.Counts.Items), len(items))
	}
	for k, i := range items {
		if moved := s.Items[i].Moved(b.Counts.Items[k]); moved > 0 {
			r.Lost[i] += moved
			r.Losers[i]++
		}
	}
	if err := r.Review.take(items, b.Self, b.Review); err != nil {
		return err
	}
	if !b.HandedIn {
		return nil
	}
	return r.Spot.take(items, b.Review, b.Spot)
}

func (s *Spread) take(total scoring.Points) {
	s.N++
	s.Sum += int64(total)
	s.Bands[Band(total)]++
}

func (g *Gap) take(items []int, first, second Score) error {
	if len(first.Items) != len(items) || len(second.Items) != len(items) {
		return fmt.Errorf("roll up: %d and %d item scores to compare, the set has %d", len(first.Items), len(second.Items), len(items))
	}
	d := int64(first.Total - second.Total)
	g.N++
	g.Sum += d
	g.Squares += d * d
	switch {
	case d > 0:
		g.Higher++
	case d < 0:
		g.Lower++
	}
	for k, i := range items {
		g.Items[i] += first.Items[k] - second.Items[k]
	}
	return nil
}
