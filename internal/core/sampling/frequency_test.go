package sampling

import "testing"

// One branch drawn from 10 with tickets 1, 2, 3, 4, 1, 2, 3, 4, 1, 2: of 23
// tickets the smallest belongs to each branch with chance tickets/23. Chi-square
// with 9 degrees of freedom is above 27.877 once in a thousand (tables).
func TestFrequencyFitsTickets(t *testing.T) {
	const trials = 20_000
	pop := gridPopulation(10, 1, 2, 3, 4)
	counts := countDrawn(t, pop, 1, trials)
	chi := 0.0
	for _, e := range pop {
		expected := trials * float64(e.Tickets) / 23
		chi += (counts[e.Code] - expected) * (counts[e.Code] - expected) / expected
	}
	if chi > 27.877 {
		t.Errorf("chi-square %.2f with 9 degrees of freedom: the draw favours somebody", chi)
	}
}

// Five of 20 with equal tickets: each branch in a quarter of the draws. Drawing
// without putting back makes the counts spread less, by (N−k)/(N−1) = 15/19, so
// the sum is scaled by 19/15. Chi-square with 19 degrees of freedom is above
// 43.820 once in a thousand (tables).
func TestFrequencyIsEvenForEqualTickets(t *testing.T) {
	const trials = 20_000
	pop := gridPopulation(20, 1)
	counts := countDrawn(t, pop, 5, trials)
	chi := 0.0
	for _, e := range pop {
		chi += (counts[e.Code] - trials/4) * (counts[e.Code] - trials/4) / (trials / 4)
	}
	if chi *= 19.0 / 15; chi > 43.820 {
		t.Errorf("chi-square %.2f with 19 degrees of freedom: the draw favours somebody", chi)
	}
}

// Two drawn of tickets 1, 2, 3 (6 in all). A branch of t tickets comes first with
// t/6; then another of u tickets with u/(6−t):
// {1,2}: 1/6·2/5 + 2/6·1/4 = 18/120; {1,3}: 1/6·3/5 + 3/6·1/3 = 32/120;
// {2,3}: 2/6·3/4 + 3/6·2/3 = 70/120. So drawn: 50/120, 88/120, 102/120.
func TestFrequencyOfTwoDrawnWithUnequalTickets(t *testing.T) {
	const trials = 12_000
	pop := gridPopulation(3, 1, 2, 3)
	counts := countDrawn(t, pop, 2, trials)
	// Who is left out is one of three: chi-square with 2 degrees of freedom,
	// above 13.816 once in a thousand (tables).
	chi := 0.0
	for i, left := range []float64{70, 32, 18} {
		expected := trials * left / 120
		seen := trials - counts[pop[i].Code]
		chi += (seen - expected) * (seen - expected) / expected
	}
	if chi > 13.816 {
		t.Errorf("chi-square %.2f with 2 degrees of freedom", chi)
	}
}

func countDrawn(t *testing.T, pop Population, k, trials int) map[string]float64 {
	counts := make(map[string]float64)
	for trial := range trials {
		for _, d := range mustDraw(t, pop, gridSeed(trial), map[string]int{"全部": k}) {
			counts[d.Code]++
		}
	}
	return counts
}
