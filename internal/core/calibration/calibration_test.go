package calibration

import (
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/scoring"
)

// Worked by hand, in hundredths: 0, 100, 200 have the mean 100 and deviate by
// √((100² + 0 + 100²) / 2) = 100. 0, 0, 100 have the mean 33.33 and
// √((33.33² · 2 + 66.67²) / 2) = √(6666.67 / 2) = 57.74. 100 and 150 have 125
// and √(25² + 25²) = 35.36.
func TestSummariesByHand(t *testing.T) {
	for _, c := range []struct {
		amounts []scoring.Points
		want    Summary
	}{
		{nil, Summary{}},
		{[]scoring.Points{150}, Summary{N: 1, Mean: 150, Least: 150, Most: 150}},
		{[]scoring.Points{200, 0, 100}, Summary{N: 3, Mean: 100, Least: 0, Most: 200, Deviation: 100}},
		{[]scoring.Points{0, 100, 0}, Summary{N: 3, Mean: 33, Least: 0, Most: 100, Deviation: 58}},
		{[]scoring.Points{100, 150}, Summary{N: 2, Mean: 125, Least: 100, Most: 150, Deviation: 35}},
		{[]scoring.Points{-100, -50}, Summary{N: 2, Mean: -75, Least: -100, Most: -50, Deviation: 35}},
	} {
		if got := Of(c.amounts); got != c.want {
			t.Errorf("%v: %+v, want %+v", c.amounts, got, c.want)
		}
	}
	if !Of(make([]scoring.Points, 4)).Few() || Of(make([]scoring.Points, 5)).Few() {
		t.Error("few is fewer than five")
	}
}

// Moving everything by the same moves mean and bounds, and nothing else.
func TestMovingAllMovesTheMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scoring.Points { return scoring.Points(rapid.Int64Range(0, 1_000_000).Draw(t, "x")) }), 1, 40).Draw(t, "amounts")
		by := scoring.Points(rapid.Int64Range(0, 1_000_000).Draw(t, "by"))
		moved := make([]scoring.Points, len(amounts))
		for i, a := range amounts {
			moved[i] = a + by
		}
		s, m := Of(amounts), Of(moved)
		want := Summary{N: s.N, Mean: s.Mean + by, Least: s.Least + by, Most: s.Most + by, Deviation: s.Deviation}
		if m != want {
			t.Fatalf("%v by %v: %+v, want %+v", amounts, by, m, want)
		}
	})
}
