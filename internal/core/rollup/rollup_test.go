package rollup_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/indicator"
	"baolei/internal/core/rollup"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// full is an untouched table of the embedded set: 80 base points, nothing won,
// nothing taken away.
func full(t interface{ Fatal(...any) }, set *indicator.Set) rollup.Score {
	r, bad := set.Table().Score("", nil)
	if bad != nil {
		t.Fatal(bad)
	}
	s := rollup.Score{Total: r.Total}
	for _, i := range r.Items {
		s.Items = append(s.Items, int64(i.Score))
	}
	return s
}

// less is the score with so many hundredths taken off an item.
func less(shape *rollup.Shape, s rollup.Score, item string, points int64) rollup.Score {
	at, _ := shape.Place("", item)
	s.Items = slices.Clone(s.Items)
	s.Items[at] -= points
	s.Total -= scoring.Points(points)
	return s
}

// Four branches: a draft; a submission of 80; a result of 78, 2 lost on B2.4,
// claimed as 80; a reported one of 83, 3 won on P1, which the check found to be 1.
func TestARollupIsTheSumOfItsBranches(t *testing.T) {
	set := indicator.Embedded()
	shape := rollup.ShapeOf(set)
	plain := full(t, set)
	lost := less(shape, plain, "B2.4", 200)
	won, found := less(shape, plain, "P1", -300), less(shape, plain, "P1", -100)
	r := shape.Empty()
	for _, b := range []rollup.Branch{
		{State: workflow.Draft, Self: plain},
		{State: workflow.Submitted, Self: plain, Grade: "not_attained"},
		{State: workflow.Verified, Self: plain, Review: lost, Counts: lost, Grade: "lagging"},
		{State: workflow.Reported, Self: won, Review: won, Counts: won, Grade: "not_attained", Spot: found, HandedIn: true},
	} {
		if err := shape.Take(&r, b); err != nil {
			t.Fatal(err)
		}
	}
	if r.Branches != 4 || shape.In(r, workflow.Draft) != 1 || shape.In(r, workflow.Verified, workflow.Reported) != 2 {
		t.Errorf("%d branches, tally %v", r.Branches, r.Tally)
	}
	if shape.Graded(r, "not_attained", false) != 1 || shape.Graded(r, "lagging", false) != 1 {
		t.Error("a submission is counted as a result, or a result is not")
	}
	if r.Claims.N != 3 || r.Claims.Sum != 80_00+80_00+83_00 || r.Results.N != 2 || r.Results.Sum != 78_00+83_00 {
		t.Errorf("claims %+v, results %+v", r.Claims, r.Results)
	}
	// 78 lies in [75, 80), 83 in [80, 85).
	if r.Results.Bands[16] != 1 || r.Results.Bands[17] != 1 {
		t.Errorf("bands %v", r.Results.Bands)
	}
	for i, item := range shape.Items {
		want := map[string]int64{"B2.4": 200, "P1": 300}[item.Code]
		if r.Lost[i] != want || (r.Losers[i] == 1) != (want > 0) {
			t.Errorf("%s: %d lost by %d branches, want %d", item.Code, r.Lost[i], r.Losers[i], want)
		}
	}
	// Self less review: 2 and 0. Review less spot check: 2.
	if g := r.Review; g.N != 2 || g.Sum != 200 || g.Squares != 40000 || g.Higher != 1 || g.Lower != 0 {
		t.Errorf("self less review: %+v", g)
	}
	if g := r.Spot; g.N != 1 || g.Sum != 200 || g.Higher != 1 {
		t.Errorf("review less spot check: %+v", g)
	}
}

func TestAScoreOfAnotherSetIsRefused(t *testing.T) {
	set := indicator.Embedded()
	shape := rollup.ShapeOf(set)
	r, short := shape.Empty(), rollup.Score{Total: 80_00, Items: []int64{1, 2}}
	if err := shape.Take(&r, rollup.Branch{State: workflow.Verified, Self: short, Review: short, Counts: short}); err == nil {
		t.Error("a score of two items was taken")
	}
	if err := shape.Take(&r, rollup.Branch{State: "nowhere"}); err == nil {
		t.Error("a state that is none was taken")
	}
}

// Whatever the branches, the sum of two roll-ups is the roll-up of all of them,
// and what was added can be taken away again.
func TestRollupsAddUp(t *testing.T) {
	set := indicator.Embedded()
	shape := rollup.ShapeOf(set)
	plain := full(t, set)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) rollup.Score {
			item := rapid.SampledFrom(shape.Items).Draw(t, name+" item").Code
			return less(shape, plain, item, rapid.Int64Range(-40_00, 40_00).Draw(t, name))
		}
		one, two, all := shape.Empty(), shape.Empty(), shape.Empty()
		for range rapid.IntRange(0, 8).Draw(t, "branches") {
			b := rollup.Branch{State: rapid.SampledFrom(workflow.States()).Draw(t, "state"), Grade: rapid.SampledFrom(shape.Grades).Draw(t, "grade"),
				Self: draw("self"), Review: draw("review"), Counts: draw("counts"), Spot: draw("spot"), HandedIn: rapid.Bool().Draw(t, "handed in")}
			part := &one
			if rapid.Bool().Draw(t, "second") {
				part = &two
			}
			for _, r := range []*rollup.Rollup{part, &all} {
				if err := shape.Take(r, b); err != nil {
					t.Fatal(err)
				}
			}
		}
		sum := shape.Empty()
		sum.Add(one, 1)
		sum.Add(two, 1)
		if !reflect.DeepEqual(sum, all) {
			t.Fatalf("%+v is not %+v", sum, all)
		}
		sum.Add(two, -1)
		if !reflect.DeepEqual(sum, one) {
			t.Fatalf("%+v is not %+v", sum, one)
		}
	})
}

func TestBandsLieSideBySide(t *testing.T) {
	for _, x := range []struct {
		total scoring.Points
		band  int
	}{{-1, 0}, {0, 1}, {4_99, 1}, {5_00, 2}, {79_99, 16}, {80_00, 17}, {199_99, 40}, {200_00, 41}, {999_00, 41}} {
		if got := rollup.Band(x.total); got != x.band {
			t.Errorf("%d lies in band %d, want %d", x.total, got, x.band)
		}
	}
	for band := range rollup.Bands {
		from, hasFrom, until, hasUntil := rollup.Bounds(band)
		if hasFrom && rollup.Band(from) != band || hasUntil && (rollup.Band(until-1) != band || rollup.Band(until) != band+1) {
			t.Errorf("band %d goes from %d until %d", band, from, until)
		}
	}
}

// By the formula ((p + z²/2n) ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n) with
// z = 1.96: 11 of 12 give 0.6461 to 0.9851, 50 of 100 give 0.4038 to 0.5962,
// none of five 0 to 0.4345.
func TestWilson(t *testing.T) {
	for _, x := range []struct{ k, n, low, high int }{{11, 12, 64_61, 98_52}, {50, 100, 40_38, 59_62}, {0, 5, 0, 43_45}, {5, 5, 56_55, 100_00}} {
		if low, high := rollup.Wilson(x.k, x.n); low != x.low || high != x.high {
			t.Errorf("%d of %d: %d to %d, want %d to %d", x.k, x.n, low, high, x.low, x.high)
		}
	}
}
