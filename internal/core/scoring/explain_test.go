package scoring

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// A page writes the derivation from the parts alone. Adding the parts up must
// give the score.
func TestExplanationAddsUpToTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, table, kind, findings, r := scored(t)
		x, err := table.Explain(kind, findings)
		if err != nil || !reflect.DeepEqual(x.Result, r) {
			t.Fatalf("explained %+v, %v\nscored %+v", x.Result, err, r)
		}
		got := addUp(t, x)
		want := map[Category]Points{Base: r.Base, Pioneer: r.Pioneer, Bottom: -r.Bottom}
		for c, sum := range want {
			if got[c] != sum {
				t.Fatalf("%s adds up to %s, scored %s", c, got[c], sum)
			}
		}
		answered, clauses := countAnswered(x)
		if answered != r.Answered || clauses != r.Clauses || answered != len(findings) {
			t.Fatalf("%d of %d answered, result says %d of %d", answered, clauses, r.Answered, r.Clauses)
		}
	})
}

func addUp(t *rapid.T, x Explanation) map[Category]Points {
	sums := map[Category]Points{}
	for _, c := range x.Categories {
		var weight, earned, lost Points
		for _, a := range c.Areas {
			w, e, l := addUpArea(t, a)
			weight, earned, lost = weight+w, earned+e, lost+l
		}
		sums[c.Category] = capped(c.Sum, weight, earned, lost)
		if sums[c.Category] != c.Sum.Score {
			t.Fatalf("%s: %+v", c.Category, c.Sum)
		}
	}
	return sums
}

func capped(s Sum, weight, earned, lost Points) Points {
	if s.EarnedLimit {
		earned = min(earned, s.EarnedCap)
	}
	if s.LostLimit {
		lost = min(lost, s.LostCap)
	}
	return weight + earned - lost
}

func addUpArea(t *rapid.T, a AreaPart) (weight, earned, lost Points) {
	for _, it := range a.Items {
		counted := addUpItem(t, it)
		if it.Direction == Earn {
			earned += counted
		} else {
			weight, lost = weight+it.Weight, lost+counted
		}
	}
	if a.Sum.Score != capped(a.Sum, weight, earned, lost) {
		t.Fatalf("%s: %+v", a.Area, a.Sum)
	}
	if a.Sum.EarnedLimit {
		earned = min(earned, a.Sum.EarnedCap)
	}
	if a.Sum.LostLimit {
		lost = min(lost, a.Sum.LostCap)
	}
	return weight, earned, lost
}

func addUpItem(t *rapid.T, it ItemPart) Points {
	var raw Points
	for _, c := range it.Clauses {
		if got := amountByParts(c); got != c.Amount {
			t.Fatalf("%s: parts give %s: %+v", c.Clause, got, c)
		}
		raw += c.Amount
	}
	counted := raw
	if it.HasLimit {
		counted = min(raw, it.Limit)
		if it.Room != it.Limit-counted {
			t.Fatalf("%s: room %s", it.Item, it.Room)
		}
	}
	score := counted
	if it.Direction == Deduct {
		score = it.Weight - counted
	}
	if it.Raw != raw || it.Counted != counted || it.Score != score || it.Capped() != (raw > counted) {
		t.Fatalf("%s: %+v", it.Item, it)
	}
	return counted
}

// amountByParts uses only what a page shows.
func amountByParts(c ClausePart) Points {
	if !c.Answered || c.Finding.NotApplicable {
		return 0
	}
	switch c.Kind {
	case Once:
		if c.Finding.Occurred {
			return c.Unit
		}
		return 0
	case PerCase:
		return c.Unit * Points(c.Finding.Count)
	case PerMissing:
		return c.Unit * Points(c.Missing)
	case Stepped:
		if c.Flat {
			return c.Amount
		}
		return c.Unit * Points(c.Finding.Count)
	case Tiers:
		var sum Points
		for _, tier := range c.Tiers {
			sum += tier.Unit * Points(tier.Count)
		}
		return sum
	}
	return c.Amount
}

func countAnswered(x Explanation) (answered, clauses int) {
	for _, c := range x.Categories {
		for _, a := range c.Areas {
			for _, it := range a.Items {
				for _, cl := range it.Clauses {
					clauses++
					if cl.Answered {
						answered++
					}
				}
			}
		}
	}
	return answered, clauses
}
