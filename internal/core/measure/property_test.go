package measure_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// near draws a day around the year 2026.
func near(t *rapid.T, name string) calendar.Date {
	return on(2025, 6, 1).AddDays(rapid.IntRange(0, 730).Draw(t, name))
}

// later is a day after another, or none.
func later(t *rapid.T, from calendar.Date, name string) calendar.Date {
	if rapid.Bool().Draw(t, name+" set") {
		return from.AddDays(rapid.IntRange(1, 700).Draw(t, name))
	}
	return calendar.Date{}
}

func drawActivity(t *rapid.T, id int64) record.Activity {
	kinds := rapid.SliceOfNDistinct(rapid.SampledFrom(record.ActivityKinds()), 1, 3, func(n record.Named) string { return n.Code }).Draw(t, "kinds")
	a := activity(id, near(t, "on"))
	for _, k := range kinds {
		a.Kinds = append(a.Kinds, record.ActivityKind(k.Code))
	}
	a.Group = rapid.Int64Range(0, 3).Draw(t, "group")
	a.Chair = rapid.Int64Range(0, 6).Draw(t, "chair")
	a.Present = rapid.SliceOfN(rapid.Int64Range(1, 6), 0, 4).Draw(t, "present")
	return a
}

func drawPlan(t *rapid.T, id int64) record.Plan {
	return record.Plan{Entry: entry(id), Kind: record.PlanKind(rapid.SampledFrom(record.PlanKinds()).Draw(t, "plan").Code), Year: rapid.IntRange(2025, 2027).Draw(t, "year"),
		CleanGovernment: rapid.Bool().Draw(t, "clean"), On: near(t, "made")}
}

func drawRule(t *rapid.T, id int64) record.Rule {
	u := record.Rule{Entry: entry(id), Kind: record.RuleKind(rapid.SampledFrom(record.RuleKinds()).Draw(t, "rule").Code), On: near(t, "adopted")}
	u.Repealed = later(t, u.On, "repealed")
	return u
}

func drawFacts(t *rapid.T) measure.Facts {
	f := measure.Facts{Year: 2026, Today: near(t, "today")}
	if rapid.Bool().Draw(t, "young") {
		f.Founded = near(t, "founded")
	}
	many := func(name string, n int, each func(id int64)) {
		for i := range rapid.IntRange(0, n).Draw(t, name) {
			each(int64(i + 1))
		}
	}
	many("members", 6, func(id int64) {
		m := record.Member{ID: id, Name: "某", Since: near(t, "since"), Duty: rapid.SampledFrom([]string{"", "副书记"}).Draw(t, "duty")}
		m.Until = later(t, m.Since, "until")
		f.Members = append(f.Members, m)
	})
	many("groups", 3, func(id int64) {
		g := record.Group{Entry: entry(id), Name: "组", Formed: near(t, "formed")}
		g.Dissolved = later(t, g.Formed, "dissolved")
		f.Groups = append(f.Groups, g)
	})
	many("seats", 3, func(id int64) {
		s := record.Seat{Entry: entry(id), Post: rapid.SampledFrom([]string{"书记", "组织委员"}).Draw(t, "post"), Opened: near(t, "opened")}
		s.Closed = later(t, s.Opened, "closed")
		since := s.Opened
		many("holdings", 2, func(h int64) {
			since = since.AddDays(rapid.IntRange(0, 200).Draw(t, "gap"))
			holding := record.Holding{ID: h, Member: rapid.Int64Range(1, 6).Draw(t, "holder"), Since: since, Until: since.AddDays(rapid.IntRange(1, 300).Draw(t, "held"))}
			s.Holdings, since = append(s.Holdings, holding), holding.Until
		})
		f.Seats = append(f.Seats, s)
	})
	many("terms", 3, func(id int64) {
		elected := near(t, "elected").AddDays(-365)
		f.Terms = append(f.Terms, record.Term{Entry: entry(id), Elected: elected, Due: elected.AddDays(rapid.IntRange(1, 900).Draw(t, "due"))})
	})
	many("transfers", 3, func(id int64) {
		asked := near(t, "asked")
		f.Transfers = append(f.Transfers, record.Transfer{Entry: entry(id), Asked: asked, Done: later(t, asked, "done")})
	})
	many("activities", 25, func(id int64) { f.Activities = append(f.Activities, drawActivity(t, id)) })
	many("plans", 4, func(id int64) { f.Plans = append(f.Plans, drawPlan(t, id)) })
	many("rules", 4, func(id int64) { f.Rules = append(f.Rules, drawRule(t, id)) })
	many("dues", 20, func(id int64) {
		f.Dues = append(f.Dues, record.Dues{Month: calendar.MonthOf(near(t, "owed")), Member: id, Due: 10, Paid: record.Fen(rapid.Int64Range(8, 12).Draw(t, "paid"))})
	})
	many("months", 12, func(id int64) {
		m := calendar.Month{Year: 2026, Month: calendar.Months(2026)[id-1].Month}
		f.DuesMonths = append(f.DuesMonths, record.DuesMonth{Month: m, HandedUpOn: later(t, m.First(), "handed"), PublishedOn: later(t, m.First(), "published")})
	})
	many("honours", 6, func(id int64) {
		kind, level := rapid.SampledFrom(record.HonourKinds()).Draw(t, "honour"), rapid.SampledFrom(record.HonourLevels()).Draw(t, "level")
		f.Honours = append(f.Honours, honour(id, record.HonourKind(kind.Code), level.Code, rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "identity"), near(t, "given")))
	})
	many("sanctions", 3, func(id int64) {
		f.Sanctions = append(f.Sanctions, record.Sanction{Entry: entry(id), Kind: record.SanctionKind(rapid.SampledFrom(record.SanctionKinds()).Draw(t, "sanction").Code), On: near(t, "decided")})
	})
	if rapid.Bool().Draw(t, "index") {
		points := rapid.Int64Range(0, 12000)
		f.Index = measure.Index{Members: 3, Average: scoring.Points(points.Draw(t, "average")), City: scoring.Points(points.Draw(t, "city")), CityTaken: rapid.Bool().Draw(t, "taken"),
			BottomLost: []scoring.Points{scoring.Points(points.Draw(t, "lost"))}}
	}
	return f
}

// dated tells of each record on which days it stood; of a plan, those of its year.
func dated(f measure.Facts) map[record.Ref]calendar.Window {
	days := map[record.Ref]calendar.Window{}
	end := func(d calendar.Date) calendar.Date {
		if d.IsZero() {
			return on(2100, 1, 1)
		}
		return d
	}
	put := func(kind record.Kind, id int64, from, until calendar.Date) {
		days[record.Ref{Kind: kind, ID: id}] = calendar.Window{From: from, Until: until}
	}
	for _, a := range f.Activities {
		put(record.ActivityRecord, a.ID, a.On, a.On)
	}
	for _, p := range f.Plans {
		put(record.PlanRecord, p.ID, on(p.Year, 1, 1), on(p.Year, 12, 31))
	}
	for _, h := range f.Honours {
		put(record.HonourRecord, h.ID, h.On, h.On)
	}
	for _, s := range f.Sanctions {
		put(record.SanctionRecord, s.ID, s.On, s.On)
	}
	for _, u := range f.Rules {
		put(record.RuleRecord, u.ID, u.On, end(u.Repealed))
	}
	for _, x := range f.Terms { // it stands until the next election, however late
		put(record.TermRecord, x.ID, x.Elected, end(calendar.Date{}))
	}
	for _, s := range f.Seats {
		put(record.SeatRecord, s.ID, s.Opened, end(s.Closed))
	}
	for _, x := range f.Transfers {
		put(record.TransferRecord, x.ID, x.Asked, end(x.Done))
	}
	for _, d := range f.Dues {
		put(record.DuesRecord, d.Month.ID(), d.Month.First(), d.Month.Last())
	}
	for _, d := range f.DuesMonths {
		put(record.DuesRecord, d.Month.ID(), d.Month.First(), d.Month.Last())
	}
	return days
}

// Every suggestion can be taken, is of a clause that is measured, once, and
// names records that exist and stood in the year.
func TestSuggestionsAreSound(t *testing.T) {
	set := indicator.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		there, seen := dated(f), map[string]bool{}
		for _, s := range measure.Suggest(set, "", f) {
			if bad := set.Table().Check(s.Finding); bad != nil {
				t.Fatalf("%+v: %v", s, bad)
			}
			if seen[s.Clause] || s.Finding.Clause != s.Clause || s.Because == "" {
				t.Fatalf("%+v", s)
			}
			seen[s.Clause] = true
			if !s.Running && len(s.Open) > 0 {
				t.Fatalf("open in a year that is over: %+v", s)
			}
			for _, r := range s.Records {
				days, ok := there[r.Ref]
				if !ok || days.Until.Before(on(2026, 1, 1)) || on(2026, 12, 31).Before(days.From) || f.Today.Before(days.From) && r.Kind != record.PlanRecord {
					t.Fatalf("%s rests on %+v of %+v, there %v", s.Clause, r, days, ok)
				}
			}
			for i, r := range s.Records {
				if slices.Contains(s.Records[:i], r) {
					t.Fatalf("%s names %+v twice", s.Clause, r)
				}
			}
			for _, g := range s.Missing {
				if !g.Days.Until.Before(f.Today) {
					t.Fatalf("%s misses what can still be done: %+v on %v", s.Clause, g, f.Today)
				}
			}
		}
	})
}

// lacking is by how much a finding falls short; -1 where it asks for nothing.
func lacking(set *indicator.Set, s measure.Suggestion) int64 {
	if s.Finding.NotApplicable {
		return -1
	}
	c, _, _ := set.Clause(s.Clause)
	expected := s.Finding.Expected
	if !s.Finding.HasExpected {
		expected = *c.Expected
	}
	return max(0, expected-s.Finding.Actual)
}

// One more record of what was done never makes worse what is expected.
func TestARecordMoreNeverMakesItWorse(t *testing.T) {
	set := indicator.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		f.Members = append(f.Members, member(99, "人")) // so that the book is not blank
		more := f
		switch rapid.IntRange(0, 2).Draw(t, "what") {
		case 0:
			more.Activities = append(slices.Clone(f.Activities), drawActivity(t, 100))
		case 1:
			more.Plans = append(slices.Clone(f.Plans), drawPlan(t, 100))
		case 2:
			more.Rules = append(slices.Clone(f.Rules), drawRule(t, 100))
		}
		before, after := measure.Suggest(set, "", f), measure.Suggest(set, "", more)
		if len(before) != len(after) {
			t.Fatalf("%d suggestions, then %d", len(before), len(after))
		}
		for i := range before {
			c, _, _ := set.Clause(before[i].Clause)
			if c.Kind == scoring.PerMissing && lacking(set, after[i]) > lacking(set, before[i]) {
				t.Fatalf("worse: %+v, then %+v", before[i], after[i])
			}
		}
	})
}

// In whatever order the facts come, the suggestions are the same, and the facts
// stay as they are.
func TestTheOrderOfFactsDoesNotMatter(t *testing.T) {
	set := indicator.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		want := measure.Suggest(set, "", f)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		shuffle(r, &f.Members)
		shuffle(r, &f.Groups)
		shuffle(r, &f.Seats)
		shuffle(r, &f.Terms)
		shuffle(r, &f.Transfers)
		shuffle(r, &f.Plans)
		shuffle(r, &f.Activities)
		shuffle(r, &f.Dues)
		shuffle(r, &f.DuesMonths)
		shuffle(r, &f.Honours)
		shuffle(r, &f.Sanctions)
		shuffle(r, &f.Rules)
		shuffled := slices.Clone(f.Activities)
		if got := measure.Suggest(set, "", f); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
		if !reflect.DeepEqual(f.Activities, shuffled) {
			t.Fatal("the facts were changed")
		}
	})
}

func shuffle[T any](r *rand.Rand, list *[]T) {
	*list = slices.Clone(*list)
	r.Shuffle(len(*list), func(i, j int) { (*list)[i], (*list)[j] = (*list)[j], (*list)[i] })
}
