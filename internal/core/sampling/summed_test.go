package sampling_test

import (
	"math"
	"testing"

	"baolei/internal/core/sampling"
)

// 1, 2 and 6 points of 12 branches: mean 3, s² = (4+1+9)/2 = 7, variance
// 7/3·(1−3/12) = 1.75, t with 2 degrees of freedom 4.3027: 3 ± 5.692.
func TestAnEstimateFromSums(t *testing.T) {
	e := sampling.Summed(12, 3, 9, 41)
	if e.Mean != 3 || !e.Interval || math.Abs(e.Low+2.692) > 0.001 || math.Abs(e.High-8.692) > 0.001 || !e.Rough.FewDrawn {
		t.Errorf("%+v", e)
	}
	if two := sampling.Summed(12, 2, 3, 5); two.Interval || two.Mean != 1.5 {
		t.Errorf("two drawn: %+v", two)
	}
	if all := sampling.Summed(3, 3, 9, 41); all.Interval {
		t.Errorf("all drawn: %+v", all)
	}
}
