package scoring

import (
	"math/big"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func TestAgreesWithTheNaiveScorer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def, table, kind, findings := drawCase(t, true)
		want := scoreNaively(def, kind, findings)
		got, err := table.Score(kind, findings)
		if !want.ok {
			if err == nil || err.Code != CodeOutOfRange {
				t.Fatalf("a figure passes int64, but: %v", err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		same := func(name string, got Points, want *big.Int) {
			if big64(got).Cmp(want) != 0 {
				t.Fatalf("%s is %s, want %s hundredths", name, got, want)
			}
		}
		same("base", got.Base, want.base)
		same("pioneer", got.Pioneer, want.pioneer)
		same("bottom", got.Bottom, want.bottom)
		same("total", got.Total, want.total)
		if got.Vetoed != want.vetoed || got.Grade != want.grade || len(got.Items) != len(want.raw) {
			t.Fatalf("vetoed %v, grade %s, %d items; want %v, %s, %d", got.Vetoed, got.Grade, len(got.Items), want.vetoed, want.grade, len(want.raw))
		}
		for _, it := range got.Items {
			same(it.Item+" raw", it.Raw, want.raw[it.Item])
			same(it.Item+" score", it.Score, want.score[it.Item])
		}
	})
}

// scored is a case that does not come near int64, and its score.
func scored(t *rapid.T) (def Definition, table *Table, kind string, findings []Finding, r Result) {
	def, table, kind, findings = drawCase(t, false)
	r, err := table.Score(kind, findings)
	if err != nil {
		t.Fatal(err)
	}
	return def, table, kind, findings, r
}

func TestOrderOfFindingsIsIrrelevant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, table, kind, findings, want := scored(t)
		shuffled := rapid.Permutation(findings).Draw(t, "order")
		got, err := table.Score(kind, shuffled)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, %v\nwant %+v", got, err, want)
		}
	})
}

func TestNoCapIsPassed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def, table, kind, findings, r := scored(t)
		score := map[string]ItemResult{}
		for _, it := range r.Items {
			score[it.Item] = it
		}
		for _, a := range def.Areas {
			for _, it := range a.Items {
				if got, ok := score[it.Code]; ok {
					checkItemCap(t, it, got)
				}
			}
		}
		x, err := table.Explain(kind, findings)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range x.Categories {
			checkSumCap(t, def.Categories[c.Category], c.Sum)
			for _, a := range c.Areas {
				checkSumCap(t, areaOf(def, a.Area).Caps, a.Sum)
			}
		}
		if limit := def.Categories[Bottom].Lost; limit != nil && r.Bottom > *limit {
			t.Fatalf("bottom %s passes %s", r.Bottom, *limit)
		}
	})
}

func areaOf(def Definition, code string) AreaDefinition {
	for _, a := range def.Areas {
		if a.Code == code {
			return a
		}
	}
	return AreaDefinition{}
}

func checkItemCap(t *rapid.T, def ItemDefinition, got ItemResult) {
	low, high := Points(0), got.Score
	if def.Weight != nil {
		high = *def.Weight
	} else if def.Direction == Deduct {
		low, high = got.Score, 0
	}
	if def.Limit != nil && def.Direction == Deduct {
		low = -*def.Limit
	} else if def.Limit != nil {
		high = *def.Limit
	}
	if got.Score < low || got.Score > high {
		t.Fatalf("%s scores %s, not within %s and %s", def.Code, got.Score, low, high)
	}
}

func checkSumCap(t *rapid.T, limits Caps, s Sum) {
	if limits.Lost != nil && s.Score < s.Weight-*limits.Lost {
		t.Fatalf("more than %s is lost: %+v", *limits.Lost, s)
	}
	if limits.Earned != nil && s.Score > s.Weight+*limits.Earned {
		t.Fatalf("more than %s is earned: %+v", *limits.Earned, s)
	}
}

func TestItemsAddUpToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def := drawDefinition(t)
		def.Categories = [3]Caps{}
		for i := range def.Areas {
			def.Areas[i].Caps = Caps{}
		}
		table, err := NewTable(def)
		if err != nil {
			t.Fatal(err)
		}
		kind, findings := "", []Finding{}
		if len(def.Kinds) > 0 {
			kind = def.Kinds[0]
		}
		d := &drawing{t: t}
		for _, c := range admitted(def, kind) {
			if !c.Zero {
				findings = append(findings, d.finding(c))
			}
		}
		r, fault := table.Score(kind, findings)
		if fault != nil {
			t.Fatal(fault)
		}
		var sum Points
		for _, it := range r.Items {
			sum += it.Score
		}
		if sum != r.Total || r.Total != r.Base+r.Pioneer-r.Bottom {
			t.Fatalf("items add up to %s, total %s", sum, r.Total)
		}
	})
}

// worse is a finding that costs as much or more, or would earn as much or more:
// it adds to the clause's amount.
func worse(c ClauseDefinition, f Finding) Finding {
	switch c.Kind {
	case Veto, Once:
		f.Occurred = true
	case PerCase, Stepped:
		f.Count++
	case PerMissing:
		f.Actual = max(0, f.Actual-1)
	case Range:
		if f.Amount == 0 {
			f.Amount = c.Min
		} else {
			f.Amount = min(c.Max, f.Amount+c.Step)
		}
	case Choice:
		f.Option = dearer(c, f.Option)
	case Tiers:
		f.Counts = append([]Tier{}, f.Counts...)
		for i := range f.Counts {
			f.Counts[i].Count++
		}
	}
	return f
}

func dearer(c ClauseDefinition, option string) string {
	amount := Points(0)
	for _, o := range c.Options {
		if o.Code == option {
			amount = o.Amount
		}
	}
	for _, o := range c.Options {
		if o.Amount > amount {
			return o.Code
		}
	}
	return option
}

func TestAWorseFindingNeverRaisesAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def, table, kind, findings, before := scored(t)
		for i, f := range findings {
			clause, direction := clauseOf(def, f.Clause)
			if f.NotApplicable {
				continue
			}
			changed := append([]Finding{}, findings...)
			changed[i] = worse(clause, f)
			low, err := table.Score(kind, changed)
			if err != nil {
				t.Fatal(err)
			}
			high := before
			if direction == Earn && clause.Kind != Veto { // more is better there
				low, high = high, low
			}
			if low.Total > high.Total || gradeRank(def, low.Grade) > gradeRank(def, high.Grade) {
				t.Fatalf("%+v to %+v: %s %s to %s %s", f, changed[i], high.Total, high.Grade, low.Total, low.Grade)
			}
		}
	})
}

func clauseOf(def Definition, code string) (ClauseDefinition, Direction) {
	for _, a := range def.Areas {
		for _, it := range a.Items {
			for _, c := range it.Clauses {
				if c.Code == code {
					return c, it.Direction
				}
			}
		}
	}
	return ClauseDefinition{}, Deduct
}

func gradeRank(def Definition, code string) int {
	for i, g := range def.Grades {
		if g.Code == code {
			return i
		}
	}
	return -1
}
