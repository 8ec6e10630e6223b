package rectify_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/access"
	"baolei/internal/core/rectify"
)

var all = []rectify.Action{rectify.Measure, rectify.Start, rectify.Progress, rectify.HandOver, rectify.Pass, rectify.Fail, rectify.Replan, rectify.End, rectify.GiveBack}

// The ways, written by hand: problems → measures → progress → check by the
// committee → closed by the officer.
var ways = map[rectify.State]map[rectify.Action]rectify.State{
	rectify.Planning: {rectify.Measure: rectify.Planning, rectify.Start: rectify.Mending},
	rectify.Mending:  {rectify.Progress: rectify.Mending, rectify.HandOver: rectify.Checking, rectify.Replan: rectify.Planning},
	rectify.Checking: {rectify.Pass: rectify.Checked, rectify.Fail: rectify.Mending},
	rectify.Checked:  {rectify.End: rectify.Ended, rectify.GiveBack: rectify.Mending},
	rectify.Ended:    {},
}

func TestEveryStepFromEveryState(t *testing.T) {
	for _, s := range rectify.States() {
		if s.Chinese() == "" {
			t.Errorf("%s has no name", s)
		}
		for _, a := range append(all, "tea.drink") {
			want, possible := ways[s][a]
			got, why := rectify.Decide(s, a, rectify.Facts{Person: 1, KeptBy: []int64{2}, CheckedBy: []int64{3}})
			if (why == nil) != possible || possible && got != want || !possible && got != s || rectify.May(s, a, rectify.Facts{Person: 1}) != possible {
				t.Errorf("%s in %s: %s, %v", a, s, got, why)
			}
		}
	}
}

func TestWhatEachStepNeeds(t *testing.T) {
	for _, c := range []struct {
		name string
		from rectify.State
		a    rectify.Action
		f    rectify.Facts

		incomplete bool
	}{
		{"a problem without a measure", rectify.Planning, rectify.Start, rectify.Facts{Unplanned: 1}, true},
		{"a measure not done", rectify.Mending, rectify.HandOver, rectify.Facts{Undone: 1}, true},
		{"handing over without a word since it was sent back", rectify.Mending, rectify.HandOver, rectify.Facts{Unanswered: true}, true},
		{"a measure not done in the wrong state", rectify.Checking, rectify.HandOver, rectify.Facts{Undone: 1}, false},
		{"checking one's own", rectify.Checking, rectify.Pass, rectify.Facts{Person: 1, KeptBy: []int64{1}}, false},
		{"failing one's own", rectify.Checking, rectify.Fail, rectify.Facts{Person: 1, KeptBy: []int64{1}}, false},
		{"ending what one kept", rectify.Checked, rectify.End, rectify.Facts{Person: 1, KeptBy: []int64{1}}, false},
		{"ending what one checked", rectify.Checked, rectify.End, rectify.Facts{Person: 1, CheckedBy: []int64{1}}, false},
	} {
		if _, why := rectify.Decide(c.from, c.a, c.f); why == nil || why.Incomplete != c.incomplete {
			t.Errorf("%s: %+v", c.name, why)
		}
	}
}

func TestWhoseEachStepIs(t *testing.T) {
	for right, steps := range map[access.Action][]rectify.Action{
		access.KeepRectification:  {rectify.Measure, rectify.Start, rectify.Progress, rectify.HandOver},
		access.CheckRectification: {rectify.Pass, rectify.Fail, rectify.Replan},
		access.EndRectification:   {rectify.End, rectify.GiveBack},
	} {
		for _, a := range steps {
			if a.Right() != right {
				t.Errorf("%s asks for %s, want %s", a, a.Right(), right)
			}
		}
	}
}

// Whatever people do, a file ends only after a check by somebody who did not
// keep it and an end by somebody who did neither, with nothing left undone.
func TestAFileEndsOnlyTheRightWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rectify.Planning
		var kept, checked []int64
		plannedAll, doneAll := false, false
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			a := rapid.SampledFrom(all).Draw(t, "step")
			f := rectify.Facts{Person: rapid.Int64Range(1, 4).Draw(t, "person"), KeptBy: kept, CheckedBy: checked,
				Unplanned: rapid.IntRange(0, 1).Draw(t, "unplanned"), Undone: rapid.IntRange(0, 1).Draw(t, "undone"), Unanswered: rapid.Bool().Draw(t, "unanswered")}
			to, why := rectify.Decide(s, a, f)
			if why != nil {
				if to != s {
					t.Fatalf("%s refused in %s moved to %s", a, s, to)
				}
				continue
			}
			if want, possible := ways[s][a]; !possible || to != want {
				t.Fatalf("%s in %s led to %s", a, s, to)
			}
			switch a {
			case rectify.Measure, rectify.Progress:
				kept = append(kept, f.Person)
			case rectify.Start:
				kept, plannedAll = append(kept, f.Person), f.Unplanned == 0
			case rectify.HandOver:
				kept, doneAll = append(kept, f.Person), f.Undone == 0 && !f.Unanswered
			case rectify.Pass:
				checked = append(checked, f.Person)
				if slices.Contains(kept, f.Person) {
					t.Fatal("checked by who kept it")
				}
			case rectify.End:
				if !plannedAll || !doneAll || len(checked) == 0 || slices.Contains(kept, f.Person) || slices.Contains(checked, f.Person) {
					t.Fatalf("ended with planned %v, done %v, checked by %v, by %d", plannedAll, doneAll, checked, f.Person)
				}
			case rectify.Fail, rectify.Replan, rectify.GiveBack:
			}
			s = to
		}
	})
}
