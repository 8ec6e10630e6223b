// Package counting says which of the three levels counts for each clause, and
// where a spot check and a review are too far apart for the review to stand by
// itself.
//
// Item by item, what counts is the spot check's finding where officers decided
// for it, else the review's, else the self-assessment's. All three stay as they
// are; what counts is scored anew from the mixture by the one engine, so that
// caps and grades hold for it as for each level.
package counting

import "baolei/internal/core/scoring"

// Level is whose finding it is; a finding belongs to one level.
type Level string

// The levels, in the order in which they come about.
const (
	Self   Level = "self"
	Review Level = "review"
	Spot   Level = "spot"
)

// Clause is what the choice for a clause rests on.
type Clause struct {
	Item     string
	Reviewed bool // a review has begun: its statement holds, and so does its silence
	Checked  bool // the spot check states something about the clause
}

// Level returns the level whose statement counts for the clause. decided holds the
// items for which officers decided for the spot check. What a check does not
// cover stands as reviewed, even within such an item.
func (c Clause) Level(decided map[string]bool) Level {
	switch {
	case decided[c.Item] && c.Checked:
		return Spot
	case c.Reviewed:
		return Review
	}
	return Self
}

// Beyond tells whether an item is scored so differently by a review and a spot
// check that officers have to choose: by more than the tolerance, in hundredths
// of a point, or by a veto that one of them has and the other has not. A veto
// costs no points, and yet decides on the grade.
func Beyond(review, spot scoring.ItemResult, tolerance scoring.Points) bool {
	difference := spot.Score - review.Score
	return difference > tolerance || -difference > tolerance || vetoes(review) != vetoes(spot)
}

func vetoes(it scoring.ItemResult) bool {
	for _, c := range it.Clauses {
		if c.Vetoed {
			return true
		}
	}
	return false
}
