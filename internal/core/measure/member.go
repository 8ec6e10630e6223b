package measure

import (
	"slices"
	"strconv"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// MemberFacts are what the record book says of one member in a year.
type MemberFacts struct {
	Year       int
	Today      calendar.Date
	Activities []MemberActivity
	Dues       []record.Dues
}

// MemberActivity is an activity at which the member was expected.
type MemberActivity struct {
	On    calendar.Date
	Kinds []record.ActivityKind
	Came  Attendance
}

// Attendance is whether a member came.
type Attendance string

// The ways to attend, or not.
const (
	Present Attendance = "present"
	OnLeave Attendance = "leave"
	Absent  Attendance = "absent"
)

// SuggestMember makes the suggestions for a member by a set of subject member,
// in table order. A member of whom nothing is recorded has none.
func SuggestMember(set *indicator.Set, f MemberFacts) []Suggestion {
	var list []Suggestion
	for a := range set.Areas {
		for i := range set.Areas[a].Items {
			for c := range set.Areas[a].Items[i].Clauses {
				clause := &set.Areas[a].Items[i].Clauses[c]
				if clause.Measure == nil {
					continue
				}
				if s, ok := f.suggest(clause); ok {
					list = append(list, s)
				}
			}
		}
	}
	return list
}

func (f MemberFacts) suggest(c *indicator.Clause) (Suggestion, bool) {
	s := Suggestion{Clause: c.Code, Finding: scoring.Finding{Clause: c.Code}, Running: !calendar.Year(f.Year).Until.Before(f.Today)}
	switch c.Measure.Name {
	case indicator.Attended:
		if len(f.Activities) == 0 {
			return s, false
		}
		f.attended(c, &s)
	case indicator.Absences:
		if len(f.Activities) == 0 {
			return s, false
		}
		n := f.count(c.Measure, Absent)
		s.Finding.Count, s.Because = int64(n), "记实本登记了 "+strconv.Itoa(n)+" 次缺席"
	case indicator.DuesPaid:
		if len(f.Dues) == 0 {
			return s, false
		}
		n := f.paid()
		s.Finding.Actual, s.Because = int64(n), "党费台账中有 "+strconv.Itoa(n)+" 个月交足"
	default:
		return s, false
	}
	return s, true
}

// attended counts the months, quarters or year in which the member came, or how
// often. One who was on leave did not come and did not miss it either: a month
// in which there was only leave counts as attended.
func (f MemberFacts) attended(c *indicator.Clause, s *Suggestion) {
	if c.Kind != scoring.PerMissing {
		n := f.count(c.Measure, Present)
		s.Finding.Count, s.Because = int64(n), "记实本登记参加 "+strconv.Itoa(n)+" 次"
		return
	}
	spans := map[int]bool{}
	for _, a := range f.Activities {
		if a.Came != Absent && a.counts(c.Measure) && a.On.Year == f.Year {
			spans[spanOf(a.On, c.Measure.Each)] = true
		}
	}
	s.Finding.Actual, s.Because = int64(len(spans)), "记实本登记参加（含请假）"+strconv.Itoa(len(spans))+" 个"+map[indicator.Each]string{indicator.Month: "月", indicator.Quarter: "季度", indicator.WholeYear: "年"}[c.Measure.Each]
}

func spanOf(d calendar.Date, each indicator.Each) int {
	return (int(d.Month) - 1) * int(each.InAYear()) / 12
}

func (f MemberFacts) count(m *indicator.Measure, came Attendance) int {
	n := 0
	for _, a := range f.Activities {
		if a.Came == came && a.counts(m) && a.On.Year == f.Year {
			n++
		}
	}
	return n
}

func (a MemberActivity) counts(m *indicator.Measure) bool {
	return slices.ContainsFunc(a.Kinds, func(k record.ActivityKind) bool { return slices.Contains(m.Kinds, string(k)) })
}

// paid counts the months of which what was due was paid.
func (f MemberFacts) paid() int {
	n := 0
	for _, d := range f.Dues {
		if d.Month.Year == f.Year && d.Paid >= d.Due {
			n++
		}
	}
	return n
}
