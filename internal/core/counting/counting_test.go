package counting_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/counting"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// Written by hand from the rule: the spot check's where officers decided for it,
// else the review's, else the self-assessment's.
func TestWhichLevelCounts(t *testing.T) {
	for _, c := range []struct {
		name                       string
		decided, reviewed, checked bool
		want                       counting.Level
	}{
		{"not reviewed", false, false, false, counting.Self},
		{"reviewed", false, true, false, counting.Review},
		{"checked, not decided", false, true, true, counting.Review},
		{"decided", true, true, true, counting.Spot},
		{"decided, a clause that the check does not cover", true, true, false, counting.Review},
	} {
		got := counting.Clause{Item: "B1.1", Reviewed: c.reviewed, Checked: c.checked}.Level(map[string]bool{"B1.1": c.decided, "B1.2": true})
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// With a tolerance of 1 a difference of 1 is within, of 1.01 beyond, in either
// direction; a veto on one side alone is beyond whatever it costs.
func TestBeyondTheTolerance(t *testing.T) {
	at := func(points scoring.Points, veto bool) scoring.ItemResult {
		return scoring.ItemResult{Score: points, Clauses: []scoring.ClauseResult{{Vetoed: veto}}}
	}
	for _, c := range []struct {
		review, spot scoring.ItemResult
		want         bool
	}{
		{at(300, false), at(200, false), false}, {at(200, false), at(300, false), false}, {at(300, false), at(199, false), true},
		{at(199, false), at(300, false), true}, {at(0, false), at(0, true), true}, {at(0, true), at(0, false), true}, {at(0, true), at(0, true), false},
	} {
		if got := counting.Beyond(c.review, c.spot, 100); got != c.want {
			t.Errorf("review %v, spot %v: beyond %v, want %v", c.review, c.spot, got, c.want)
		}
	}
}

// Scoring the mixture gives every item just the score that it has on the level
// that was chosen for it: choosing for one item touches no other.
func TestTheMixtureScoresAsItsParts(t *testing.T) {
	set := indicator.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		review, spot := statements(t, set, "review"), statements(t, set, "spot")
		decided := map[string]bool{}
		var mixture, whole []scoring.Finding
		for _, area := range set.Areas {
			for _, item := range area.Items {
				decided[item.Code] = rapid.Bool().Draw(t, "decided "+item.Code)
				for _, clause := range item.Clauses {
					theirs, checked := spot[clause.Code]
					ours, said := review[clause.Code]
					level := counting.Clause{Item: item.Code, Reviewed: true, Checked: checked}.Level(decided)
					if (level == counting.Spot) != (decided[item.Code] && checked) {
						t.Fatalf("%s counts %s", clause.Code, level)
					}
					if level == counting.Spot {
						mixture = append(mixture, theirs)
					} else if said {
						mixture = append(mixture, ours)
					}
					if checked {
						whole = append(whole, theirs)
					} else if said {
						whole = append(whole, ours)
					}
				}
			}
		}
		byReview, bySpot, counts := items(t, set, flat(set, review)), items(t, set, whole), items(t, set, mixture)
		for i := range counts {
			want := byReview[i].Score
			if decided[counts[i].Item] {
				want = bySpot[i].Score
			}
			if counts[i].Score != want {
				t.Fatalf("%s counts %v, want %v", counts[i].Item, counts[i].Score, want)
			}
		}
	})
}

func flat(set *indicator.Set, said map[string]scoring.Finding) []scoring.Finding {
	var list []scoring.Finding
	for _, area := range set.Areas {
		for _, item := range area.Items {
			for _, clause := range item.Clauses {
				if f, ok := said[clause.Code]; ok {
					list = append(list, f)
				}
			}
		}
	}
	return list
}

func items(t *rapid.T, set *indicator.Set, said []scoring.Finding) []scoring.ItemResult {
	r, bad := set.Table().Score("", said)
	if bad != nil {
		t.Fatalf("%v", bad)
	}
	return slices.Clone(r.Items)
}

// statements says something about some of the clauses whose answer is a count
// or a yes.
func statements(t *rapid.T, set *indicator.Set, level string) map[string]scoring.Finding {
	said := map[string]scoring.Finding{}
	for _, area := range set.Areas {
		for _, item := range area.Items {
			for _, c := range item.Clauses {
				f := scoring.Finding{Clause: c.Code}
				switch c.Kind { //nolint:exhaustive // the others would only repeat it
				case scoring.Once, scoring.Veto:
					f.Occurred = rapid.Bool().Draw(t, level+c.Code)
				case scoring.PerCase, scoring.Stepped:
					f.Count = rapid.Int64Range(0, 4).Draw(t, level+c.Code)
				case scoring.PerMissing:
					f.Actual = rapid.Int64Range(0, 14).Draw(t, level+c.Code)
					f.HasExpected = c.Expected == nil
					if f.HasExpected {
						f.Expected = 12
					}
				default:
					continue
				}
				if rapid.Bool().Draw(t, level+" says "+c.Code) {
					said[c.Code] = f
				}
			}
		}
	}
	return said
}
