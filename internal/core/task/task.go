// Package task makes a branch's list of what is due (任务清单化) out of the
// suggestions that measures make: what this month asks for, done or not; what
// is overdue; what the year still asks for. Nobody types a task.
//
// It is pure. A task has a key that stays the same for as long as it is the same
// task, so that whoever is reminded is reminded once.
package task

import (
	"cmp"
	"fmt"
	"slices"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
)

// Standing is where a task stands.
type Standing uint8

// The standings, in the order in which tasks are listed.
const (
	Overdue Standing = iota // its time is over and nothing is recorded
	Now                     // due within this month or quarter
	Later                   // due within the year
	Done                    // of this month or quarter, recorded
)

// Task is one thing that a branch has to do and record.
type Task struct {
	Key      string
	Clause   string
	Item     string
	Title    string        // "主题党日"
	What     string        // what it is about: "3月", a member's name; "" where the title says it
	Due      calendar.Date // the last day
	Standing Standing
	Record   record.Kind // what records it
	Kind     string      // code of the kind of activity, plan or rule; "" for any
	Member   int64
	Group    int64
}

// soon is from how many days before the end of the year on its tasks are due now.
const soon = 45

// List makes the tasks of a branch from its suggestions of a running year, the
// overdue ones first, within a standing by day and clause.
func List(set *indicator.Set, suggested []measure.Suggestion, today calendar.Date) []Task {
	var list []Task
	for _, s := range suggested {
		clause, item, found := set.Clause(s.Clause)
		if !found || !s.Running {
			continue
		}
		for _, g := range s.Missing {
			list = append(list, of(clause, item, g, Overdue))
		}
		for _, g := range s.Open {
			if g.Days.From.Before(today.AddDays(1)) {
				list = append(list, of(clause, item, g, when(g, today)))
			}
		}
		list = append(list, done(clause, item, s, today)...)
	}
	slices.SortStableFunc(list, func(a, b Task) int {
		return cmp.Or(cmp.Compare(a.Standing, b.Standing), a.Due.UTC().Compare(b.Due.UTC()), cmp.Compare(a.Item, b.Item), cmp.Compare(a.Clause, b.Clause))
	})
	return list
}

// when tells whether something open is due now or only in the course of the year.
func when(g measure.Gap, today calendar.Date) Standing {
	if today.DaysUntil(g.Days.Until) <= soon || g.Days.From.DaysUntil(g.Days.Until) < 100 {
		return Now
	}
	return Later
}

func of(c *indicator.Clause, item *indicator.Item, g measure.Gap, s Standing) Task {
	t := Task{Clause: c.Code, Item: item.Code, Title: title(item, g), What: g.Name, Due: g.Days.Until, Standing: s, Record: g.Record, Kind: g.Kind, Member: g.Member, Group: g.Group}
	if t.What == t.Title {
		t.What = ""
	}
	t.Key = fmt.Sprintf("%s %s %s %d %d %s", c.Code, g.Days.Until, g.Kind, g.Member, g.Group, g.Record)
	return t
}

// title names a task by the kind of activity where there is one, else by its item.
func title(item *indicator.Item, g measure.Gap) string {
	if g.Record == record.ActivityRecord {
		if name := record.ActivityKind(g.Kind).Chinese(); name != "" {
			return name
		}
	}
	return item.Title
}

// done tells what this month or quarter asked for and has.
func done(c *indicator.Clause, item *indicator.Item, s measure.Suggestion, today calendar.Date) []Task {
	m := c.Measure
	if m == nil || m.Name != indicator.Activities || m.Each == "" || m.Each == indicator.WholeYear || s.Finding.NotApplicable {
		return nil
	}
	span := spanAt(m.Each, today)
	lacks := func(g measure.Gap) bool { return span.Has(g.Days.Until) }
	if slices.ContainsFunc(s.Open, lacks) || slices.ContainsFunc(s.Missing, lacks) {
		return nil
	}
	g := measure.Gap{Record: record.ActivityRecord, Kind: m.Kinds[0], Days: span}
	return []Task{of(c, item, g, Done)}
}

// spanAt is the month or quarter of a day.
func spanAt(each indicator.Each, today calendar.Date) calendar.Window {
	month := calendar.MonthOf(today)
	if each == indicator.Month {
		return month.Window()
	}
	first := month.Add(-((int(month.Month) - 1) % 3))
	return calendar.Window{From: first.First(), Until: first.Add(2).Last()}
}
