package sampling

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// resultsOf gives the branches drawn these differences in the order of the draw:
// spot check 80, review the difference more.
func resultsOf(drawn []Drawn, y ...int64) []Result {
	results := make([]Result, len(drawn))
	for i, d := range drawn {
		results[i] = Result{d.Code, big.NewRat(80+y[i], 1), big.NewRat(80, 1)}
	}
	return results
}

func estimateOf(t *testing.T, pop Population, sizes map[string]int, y ...int64) []Estimate {
	t.Helper()
	results := resultsOf(mustDraw(t, pop, testSeed, sizes), y...)
	estimates, err := EstimateInflation(pop, testSeed, sizes, results)
	if err != nil {
		t.Fatal(err)
	}
	return estimates
}

func wantEstimate(t *testing.T, got Estimate, name string, n, k int, mean, low, high float64) {
	t.Helper()
	if got.Stratum != name || got.N != n || got.K != k || !got.Interval {
		t.Fatalf("got %+v, want stratum %s with %d of %d and an interval", got, name, k, n)
	}
	for _, pair := range [][2]float64{{got.Mean, mean}, {got.Low, low}, {got.High, high}} {
		if math.Abs(pair[0]-pair[1]) > 1e-7 {
			t.Errorf("stratum %s: %.8f, want %.8f", name, pair[0], pair[1])
		}
	}
}

func wantBare(t *testing.T, got Estimate, name string, n, k int, mean float64) {
	t.Helper()
	if got.Stratum != name || got.N != n || got.K != k || got.Interval || got.Rough.Any() || math.Abs(got.Mean-mean) > 1e-12 {
		t.Errorf("got %+v, want stratum %s with %d of %d, mean %f and no interval", got, name, k, n, mean)
	}
}

func strata(sizes map[string]int, tickets int) Population {
	var entries []Entry
	for _, s := range Sizes(sizes) {
		for _, e := range gridPopulation(s.Branches, tickets) {
			entries = append(entries, Entry{s.Stratum + e.Code, s.Stratum, e.Tickets})
		}
	}
	return entries
}

// 4 of 10 with 1, 2, 3, 4: mean 2.5, s² = (2.25 + 0.25 + 0.25 + 2.25)/3 = 5/3,
// variance 5/3/4·(1 − 0.4) = 0.25, so 2.5 ± 0.5·t₃ = 2.5 ± 0.5·3.182446305.
func TestEqualTicketsByHand(t *testing.T) {
	for _, tickets := range []int{1, 7} {
		got := estimateOf(t, strata(map[string]int{"a": 10}, tickets), map[string]int{"a": 4}, 1, 2, 3, 4)
		wantEstimate(t, got[0], "a", 10, 4, 2.5, 0.9087768475, 4.0912231525)
		wantEstimate(t, got[1], AllStrata, 10, 4, 2.5, 0.9087768475, 4.0912231525)
	}
}

// As above, and 3 of 20 with 0, 0, 3: mean 1, s² = (1 + 1 + 4)/2 = 3, variance
// 3/3·(1 − 0.15) = 0.85, t₂ = 4.302652730·0.921954446 = 3.966849829.
// Together: mean (10·2.5 + 20·1)/30 = 1.5, variance (100·0.25 + 400·0.85)/900,
// that is a deviation of √365/30 = 0.636832439, 5 degrees of freedom.
func TestTwoStrataByHand(t *testing.T) {
	pop := strata(map[string]int{"a": 10, "b": 20, "c": 5}, 1)
	got := estimateOf(t, pop, map[string]int{"a": 4, "b": 3}, 1, 2, 3, 4, 0, 0, 3)
	if len(got) != 3 {
		t.Fatalf("%d lines, want one for each stratum drawn from and one for all", len(got))
	}
	wantEstimate(t, got[1], "b", 20, 3, 1, -2.966849829, 4.966849829)
	wantEstimate(t, got[2], AllStrata, 30, 7, 1.5, 1.5-2.570581836*0.6368324391, 1.5+2.570581836*0.6368324391)
	if want := (Rough{FewDrawn: true, MostlyZero: true}); got[2].Rough != want {
		t.Errorf("rough %+v, want %+v", got[2].Rough, want)
	}
}

// A full stratum counts as it is: together (10·2.5 + 2·0.5)/12 = 13/6, variance
// 100·0.25/144, deviation 5/12, still 3 degrees of freedom.
func TestFullStratumByHand(t *testing.T) {
	pop := strata(map[string]int{"a": 10, "b": 2}, 1)
	got := estimateOf(t, pop, map[string]int{"a": 4, "b": 2}, 1, 2, 3, 4, 0, 1)
	wantBare(t, got[1], "b", 2, 2, 0.5)
	wantEstimate(t, got[2], AllStrata, 12, 6, 13.0/6, 13.0/6-3.182446305*5/12, 13.0/6+3.182446305*5/12)
}

func TestNoIntervalWithoutGround(t *testing.T) {
	pop := strata(map[string]int{"a": 10, "b": 3}, 1)
	for _, k := range []int{1, 2} {
		got := estimateOf(t, pop, map[string]int{"a": k, "b": 3}, []int64{4, 4, 4, 4, 4}[:k+3]...)
		wantBare(t, got[0], "a", 10, k, 4)
		wantBare(t, got[1], "b", 3, 3, 4)
		wantBare(t, got[2], AllStrata, 13, k+3, 4) // a has no interval, so together there is none
	}
	full := estimateOf(t, pop, map[string]int{"b": 3}, 1, 2, 6)
	wantBare(t, full[0], "b", 3, 3, 3)
	wantBare(t, full[1], AllStrata, 3, 3, 3) // nothing is left to guess
}

// Unequal tickets and all drawn: the plain mean, since each stands for itself.
func TestFullStratumOfUnequalTickets(t *testing.T) {
	got := estimateOf(t, gridPopulation(4, 1, 100), map[string]int{"全部": 4}, 1, 2, 3, 6)
	wantBare(t, got[0], "全部", 4, 4, 3)
}

// τ = 1/2, so p = 1/2 for one ticket and 3/4 for two. Differences 2, 4, 6 for
// tickets 1, 1, 2: weights 2, 2, 4/3, together 16/3; mean (4 + 8 + 8)·3/16 = 3.75;
// w = 3/8, 3/8, 1/4; residuals −1.75/(5/8) = −2.8, 0.25/(5/8) = 0.4,
// 2.25/(3/4) = 3; (1 − p)/p² = 2, 2, 4/9; 15.68 + 0.32 + 4 = 20; variance
// 20·(3/16)² = 0.703125. With t₂ = 4.302652730 and √0.703125 = 0.838525492.
func TestUnequalTicketsByHand(t *testing.T) {
	branches := []numbered{
		{Entry: Entry{"A", "s", 1}, number: number{0x10}},
		{Entry: Entry{"B", "s", 1}, number: number{0x20}},
		{Entry: Entry{"C", "s", 2}, number: number{0x30}},
		{Entry: Entry{"D", "s", 2}, number: number{0x80}},
		{Entry: Entry{"E", "s", 1}, number: number{0x90}},
	}
	inflation := map[string]float64{"A": 2, "B": 4, "C": 6}
	got := estimateStratum(branches, 3, inflation)
	half := 4.302652730 * 0.838525492
	wantEstimate(t, got, "s", 5, 3, 3.75, 3.75-half, 3.75+half)
	if math.Abs(got.variance-0.703125) > 1e-15 {
		t.Errorf("variance %.17g, want 0.703125", got.variance)
	}
}

// With τ = 2^−80, p is tickets·τ to 24 digits: the mean is Σ(y/tickets)/Σ(1/tickets)
// = (100/1 + 300/100)/(1.01) = 103/1.01. Computed as 1 − (1 − τ)^tickets it would be 0/0.
// With τ next to 1 every p is 1: the plain mean, and no variance is left.
func TestExtremeThresholds(t *testing.T) {
	branches := []numbered{
		{Entry: Entry{"A", "s", 1}}, {Entry: Entry{"B", "s", 100}},
		{Entry: Entry{"C", "s", 1}, number: number{9: 1}},
	}
	if tau := branches[2].number.fraction(); tau != math.Ldexp(1, -80) {
		t.Fatalf("τ = %g, want 2^−80", tau)
	}
	if mean, _ := rankMean([]float64{100, 300}, branches); math.Abs(mean-103/1.01) > 1e-9 {
		t.Errorf("mean %.12f, want %.12f", mean, 103/1.01)
	}
	for i := range branches[2].number {
		branches[2].number[i] = 0xff
	}
	if mean, variance := rankMean([]float64{100, 300}, branches); mean != 200 || variance != 0 {
		t.Errorf("mean %g, variance %g, want 200 and 0", mean, variance)
	}
}

func TestMismatchNamesTheBranches(t *testing.T) {
	pop, sizes := gridPopulation(10, 1), map[string]int{"全部": 3}
	drawn := mustDraw(t, pop, testSeed, sizes)
	good := resultsOf(drawn, 1, 2, 3)
	bad := append(slices.Clone(good[1:]), good[2], good[2], Result{"stranger", good[0].Spot, good[0].Spot})
	_, err := EstimateInflation(pop, testSeed, sizes, bad)
	wrong, ok := errors.AsType[*MismatchError](err)
	want := slices.Sorted(slices.Values([]string{drawn[0].Code, drawn[2].Code, "stranger"}))
	if !ok || !slices.Equal(wrong.Codes, want) {
		t.Errorf("got %v, want the missing, the doubled and the strange one: %q", err, want)
	}
}

func TestOrderOfResultsIsIrrelevant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pop, seed := anyPopulation(t), anySeed(t)
		sizes := map[string]int{}
		for _, s := range pop.Strata() {
			sizes[s.Name] = rapid.IntRange(1, s.Branches).Draw(t, "size")
		}
		var results []Result
		for _, d := range mustDraw(t, pop, seed, sizes) {
			review := rapid.Int64Range(0, 10_000).Draw(t, "review")
			results = append(results, Result{d.Code, big.NewRat(review, 100), big.NewRat(7_000, 100)})
		}
		one, err := EstimateInflation(pop, seed, sizes, results)
		if err != nil {
			t.Fatal(err)
		}
		two, err := EstimateInflation(pop, seed, sizes, rapid.Permutation(results).Draw(t, "order"))
		if err != nil || !slices.Equal(one, two) {
			t.Fatalf("%v and %v (%v)", one, two, err)
		}
	})
}
