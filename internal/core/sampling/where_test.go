package sampling

import (
	"math"
	"math/big"
	"testing"

	"baolei/internal/core/scoring"
)

// Three branches, totals self/review/spot:
//
//	甲 90/88/85   乙 80/80/81   of committee A
//	丙 95/90/84                 of committee B
//
// A: self − review 2, 0: 1 of 2 differ, mean 1; review − spot 3, −1: mean 1,
// largest 3; self − spot 5, −1: mean 2. B: 5, 6 and 11.
var threeChecked = []Checked{
	{"甲", "A", 2, Levels{90_00, 88_00, 85_00}, map[string]Levels{"B1.1": {400, 400, 200}, "B1.2": {300, 300, 300}}},
	{"丙", "B", 2, Levels{95_00, 90_00, 84_00}, map[string]Levels{"B1.1": {400, 300, 250}}},
	{"乙", "A", 2, Levels{80_00, 80_00, 81_00}, nil},
}

func TestWhereByCommittee(t *testing.T) {
	got := WhereByCommittee(threeChecked)
	if len(got) != 2 || got[0].Key != "A" || got[1].Key != "B" {
		t.Fatalf("committees %+v", got)
	}
	a, b := got[0], got[1]
	if a.SelfReview != (Gap{2, 1, 200, 200}) || a.ReviewSpot != (Gap{2, 2, 200, 300}) || a.SelfSpot != (Gap{2, 2, 400, 500}) {
		t.Errorf("A: %+v", a)
	}
	if a.Inflation() != 100 || a.SelfSpot.Mean() != 200 || b.Inflation() != 600 || b.SelfReview.Mean() != 500 {
		t.Errorf("means %v, %v, %v, %v", a.Inflation(), a.SelfSpot.Mean(), b.Inflation(), b.SelfReview.Mean())
	}
	// Just at the tolerance is within it.
	if a.Beyond(100) || !a.Beyond(99) || b.Beyond(600) || !b.Beyond(599) {
		t.Error("the tolerance is judged wrongly")
	}
}

func TestWhereByItem(t *testing.T) {
	got := WhereByItem(threeChecked, []string{"B1.3", "B1.2", "B1.1"})
	if len(got) != 2 || got[0].Key != "B1.2" || got[0].ReviewSpot != (Gap{1, 0, 0, 0}) {
		t.Fatalf("items %+v", got)
	}
	if got[1].ReviewSpot != (Gap{2, 2, 250, 200}) || got[1].SelfReview != (Gap{2, 1, 100, 100}) || got[1].ReviewSpot.Mean() != 125 {
		t.Errorf("B1.1: %+v", got[1])
	}
}

// A branch that stands for three counts three times: (3·200 + 1·(−200))/4 = 100;
// one below the mean of a hundred is −1, and halves go away from zero.
func TestInflationWeighsBranches(t *testing.T) {
	got := WhereByCommittee([]Checked{{"甲", "A", 3, Levels{0, 200, 0}, nil}, {"乙", "A", 1, Levels{0, 0, 200}, nil}})
	if got[0].Inflation() != 100 || got[0].Beyond(100) || !got[0].Beyond(99) || got[0].ReviewSpot.Mean() != 0 {
		t.Errorf("inflation %v, plain mean %v", got[0].Inflation(), got[0].ReviewSpot.Mean())
	}
	if m := (Gap{Compared: 2, Sum: -1}).Mean(); m != -1 {
		t.Errorf("−1/2 is %v", m)
	}
	if m := (Gap{}).Mean(); m != 0 {
		t.Errorf("of nothing: %v", m)
	}
}

// The weights are those of the estimate: the weighted mean of a stratum is its.
func TestWeightsAreThoseOfTheEstimate(t *testing.T) {
	for _, tickets := range [][]int{{1}, {1, 2, 5}} {
		pop, sizes := gridPopulation(40, tickets...), map[string]int{"全部": 8}
		weights, err := Weights(pop, testSeed, sizes)
		if err != nil || len(weights) != 8 {
			t.Fatalf("%d weights, %v", len(weights), err)
		}
		var results []Result
		var checked []Checked
		for i, d := range mustDraw(t, pop, testSeed, sizes) {
			results = append(results, Result{d.Code, big.NewRat(int64(i*i), 1), new(big.Rat)})
			checked = append(checked, Checked{d.Code, "A", weights[d.Code], Levels{Review: scoring.Points(i * i * 100)}, nil})
		}
		estimates, err := EstimateInflation(pop, testSeed, sizes, results)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := WhereByCommittee(checked)[0].Inflation(), scoring.Points(math.Round(estimates[0].Mean*100)); got != want {
			t.Errorf("tickets %v: %v, want %v", tickets, got, want)
		}
	}
	whole, err := Weights(gridPopulation(3, 1, 2), testSeed, map[string]int{"全部": 3})
	if err != nil || whole["B-000000"] != 1 || whole["B-000001"] != 1 {
		t.Errorf("of a whole stratum: %v, %v", whole, err)
	}
	if _, err := Weights(gridPopulation(3, 1), "1", map[string]int{"全部": 3}); err == nil {
		t.Error("a short seed is taken")
	}
}
