package measure

import (
	"testing"

	"baolei/internal/core/scoring"
)

func TestMeanIsRoundedToTheNearestHundredth(t *testing.T) {
	for _, c := range []struct {
		sum  scoring.Points
		n    int
		want scoring.Points
	}{
		{25000, 3, 8333}, // 83.333… → 83.33
		{20000, 3, 6667}, // 66.666… → 66.67
		{1, 2, 1},        // 0.005 → 0.01
		{-1, 2, -1},      // −0.005 → −0.01
		{-20000, 3, -6667},
		{8000, 1, 8000},
		{0, 0, 0},
	} {
		if got := Mean(c.sum, c.n); got != c.want {
			t.Errorf("the mean of %d over %d is %d, want %d", c.sum, c.n, got, c.want)
		}
	}
}
