package sampling

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"testing"
)

// normal is a standard normal deviate that depends on nothing but its labels
// (Box and Muller), in thousandths.
func normal(trial int, code string) int64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "deviate %d %s", trial, code))
	u := (float64(binary.BigEndian.Uint64(sum[:])>>11) + 0.5) / (1 << 53)
	v := (float64(binary.BigEndian.Uint64(sum[8:])>>11) + 0.5) / (1 << 53)
	return int64(math.Round(1000 * math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*v)))
}

// covered is the share of trials, each with its own differences and its own
// draw, in which the interval holds the true mean over all branches.
func covered(t *testing.T, pop Population, k, trials int) float64 {
	hits := 0
	for trial := range trials {
		truth, drift := make(map[string]int64), int64(0)
		for _, e := range pop {
			truth[e.Code] = 2000 + normal(trial, e.Code)
			drift += truth[e.Code]
		}
		mean := float64(drift) / 1000 / float64(len(pop))
		sizes := map[string]int{"全部": k}
		var results []Result
		for _, d := range mustDraw(t, pop, gridSeed(trial), sizes) {
			results = append(results, Result{d.Code, big.NewRat(truth[d.Code], 1000), new(big.Rat)})
		}
		estimates, err := EstimateInflation(pop, gridSeed(trial), sizes, results)
		if err != nil {
			t.Fatal(err)
		}
		if e := estimates[0]; e.Interval && e.Low <= mean && mean <= e.High {
			hits++
		}
	}
	return float64(hits) / float64(trials)
}

// The standard error of 4,000 trials at 95 % is √(0.95·0.05/4000) = 0.0034; three
// of them are 0.0103.
func TestCoverageForEqualTickets(t *testing.T) {
	if got := covered(t, gridPopulation(60, 1), 12, 4_000); math.Abs(got-0.95) > 0.0103 {
		t.Errorf("the interval covers %.4f, want 0.95 within 0.0103", got)
	}
}

func TestCoverageForTicketsUpToFive(t *testing.T) {
	if got := covered(t, gridPopulation(60, 1, 2, 3, 4, 5), 12, 4_000); math.Abs(got-0.95) > 0.02 {
		t.Errorf("the interval covers %.4f, want 0.95 within 0.02", got)
	}
}
