package scoring

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPointsAreShortestDecimals(t *testing.T) {
	for p, want := range map[Points]string{
		0: "0", 5: "0.05", 10: "0.1", 150: "1.5", 6750: "67.5", -200: "-2", -5: "-0.05", 10000: "100", 12345: "123.45",
		math.MaxInt64: "92233720368547758.07", math.MinInt64: "-92233720368547758.08",
	} {
		if got := p.String(); got != want {
			t.Errorf("%d is %s, want %s", int64(p), got, want)
		}
	}
}

func TestParsePoints(t *testing.T) {
	for s, want := range map[string]Points{"67.5": 6750, "-2": -200, "0": 0, "-0": 0, "1.500": 150, "1e2": 10000, "92233720368547758.07": math.MaxInt64} {
		if got, err := ParsePoints(s); err != nil || got != want {
			t.Errorf("%s is %d, %v; want %d", s, int64(got), err, int64(want))
		}
	}
	for _, s := range []string{"", "1.005", ".5", "5.", "1,5", " 1", "１", "1e400", "92233720368547758.08"} {
		if p, err := ParsePoints(s); err == nil {
			t.Errorf("%q is taken for %s", s, p)
		}
	}
}

func TestPointsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Points(rapid.Int64Range(-math.MaxInt64, math.MaxInt64).Draw(t, "points"))
		if back, err := ParsePoints(p.String()); err != nil || back != p {
			t.Fatalf("%d comes back as %d, %v", int64(p), int64(back), err)
		}
	})
}

// 5.5 and −5.5 hundredths are halves, away from zero; 16/3 and 17/3 are nearest.
func TestMeansAreRoundedToTheNearestHundredth(t *testing.T) {
	for _, x := range []struct{ sum, n, want int64 }{{11, 2, 6}, {-11, 2, -6}, {16, 3, 5}, {17, 3, 6}, {0, 4, 0}, {-1, 3, 0}, {9, 11, 1}} {
		if got := Mean(x.sum, x.n); got != Points(x.want) {
			t.Errorf("%d / %d is %d, want %d", x.sum, x.n, got, x.want)
		}
	}
}
