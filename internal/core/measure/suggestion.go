package measure

import (
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// Suggestion is a proposed finding about a clause, with what it rests on.
type Suggestion struct {
	Clause  string
	Finding scoring.Finding
	Records []Source // in the order in which they are told: by day
	Because string   // one plain sentence: "记实本登记了 10 个月的主题党日"
	Missing []Gap    // what was not done in its time; empty where nothing is missing
	Open    []Gap    // what is not done and still can be
	Running bool     // the year still runs
}

// Source is a record on which a suggestion rests, with what people know it by.
type Source struct {
	record.Ref
	On   calendar.Date // of a term or seat the first day, of dues that of the month
	Name string
}

func source(kind record.Kind, id int64, on calendar.Date, name string) Source {
	return Source{record.Ref{Kind: kind, ID: id}, on, name}
}

// Gap is one thing that is missing, and the record that would fill it.
type Gap struct {
	Name   string // "3月", a member's name, a kind of plan
	Record record.Kind
	Kind   string          // code of the kind of activity, plan or rule; "" for any
	Days   calendar.Window // within which it is due
	Member int64           // 0 where it is not about one member
	Group  int64           // 0 where it is not about one party group
}

// Suggest makes the suggestions for a branch of a kind, in table order. The set
// must be sound. A clause of which nothing can be said has none.
func Suggest(set *indicator.Set, kind string, facts Facts) []Suggestion {
	book := open(facts)
	if facts.blank() || book.nothing() {
		return nil
	}
	var list []Suggestion
	for a := range set.Areas {
		for i := range set.Areas[a].Items {
			if item := &set.Areas[a].Items[i]; item.AppliesTo(kind) {
				list = book.suggestItem(list, item)
			}
		}
	}
	return list
}

func (b *book) suggestItem(list []Suggestion, item *indicator.Item) []Suggestion {
	for i := range item.Clauses {
		c := &item.Clauses[i]
		if c.Measure == nil {
			continue
		}
		j := judge{book: b, clause: c, m: c.Measure, earns: item.Direction == scoring.Earn}
		if s, ok := j.suggest(); ok {
			list = append(list, s)
		}
	}
	return list
}

// judge makes the suggestion for one clause.
type judge struct {
	*book
	clause *indicator.Clause
	m      *indicator.Measure
	earns  bool
}

var measures = map[indicator.MeasureName]func(judge) (Suggestion, bool){
	indicator.Activities: judge.activities, indicator.Talks: judge.talks, indicator.Plans: judge.plans,
	indicator.CleanGovernment: judge.cleanGovernment, indicator.Rules: judge.rules, indicator.VacantSeats: judge.vacantSeats,
	indicator.Reelection: judge.reelection, indicator.Transfers: judge.transfers, indicator.DuesKept: judge.dues,
	indicator.Honours: judge.honours, indicator.Sanctions: judge.sanctions, indicator.MemberIndex: judge.memberIndex,
	indicator.BottomLine: judge.bottomLine,
}

// suggest completes what a measure found; false where it has nothing to say.
func (j judge) suggest() (Suggestion, bool) {
	s, ok := measures[j.m.Name](j)
	s.Clause, s.Finding, s.Running = j.clause.Code, only(j.clause, s.Finding), j.running
	if j.running {
		s.Because = "截至" + calendar.MonthOf(j.until).Short() + "：" + s.Because
	}
	return s, ok
}

// some makes the finding of a clause that asks whether there was any: what
// occurred is that there was none, or, where the item earns, that there was one.
func (j judge) some(n int) scoring.Finding {
	return scoring.Finding{Occurred: j.earns == (n > 0)}
}

// bad makes the finding of a number of cases, none of which there should be.
func (j judge) bad(n int) scoring.Finding {
	return scoring.Finding{Occurred: n > 0, Count: int64(n)}
}

// held makes the finding of a number that is expected, which is stated where
// the clause's own does not hold.
func (j judge) held(actual, expected int) scoring.Finding {
	f := scoring.Finding{Actual: int64(actual), Expected: int64(expected)}
	f.HasExpected = j.clause.Expected == nil || *j.clause.Expected != f.Expected
	if !f.HasExpected {
		f.Expected = 0
	}
	return f
}

// due puts what is lacking where it belongs: what can no longer be done in its
// time is missing, the rest is open.
func (j judge) due(s *Suggestion, g Gap) {
	if g.Days.Until.Before(j.today) {
		s.Missing = append(s.Missing, g)
	} else {
		s.Open = append(s.Open, g)
	}
}
