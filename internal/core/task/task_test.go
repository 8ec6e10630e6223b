package task

import (
	"reflect"
	"testing"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
)

func day(m time.Month, d int) calendar.Date { return calendar.Date{Year: 2026, Month: m, Day: d} }

func held(id int64, on calendar.Date, kind record.ActivityKind) record.Activity {
	return record.Activity{Entry: record.Entry{ID: id}, Kinds: []record.ActivityKind{kind}, On: on}
}

// Today is 20 April. Party days: January, February and April are held, March is
// missing; a members' meeting was held in the first quarter, none yet in the
// second; a branch committee meeting only in April. So overdue: the party day of
// March and three committee meetings; due now: the members' meeting of the
// second quarter and a party class (of which the first quarter is overdue);
// done: this month's party day and committee meeting.
func TestWhatIsDueInApril(t *testing.T) {
	facts := measure.Facts{Year: 2026, Today: day(time.April, 20), Members: []record.Member{{ID: 1, Name: "王明", Since: day(time.January, 1)}},
		Activities: []record.Activity{held(1, day(time.January, 9), record.ThemePartyDay), held(2, day(time.February, 9), record.ThemePartyDay), held(3, day(time.April, 9), record.ThemePartyDay),
			held(4, day(time.March, 2), record.MembersMeeting), held(5, day(time.April, 2), record.CommitteeMeeting)}}
	set := indicator.Embedded()
	got := map[Standing][]string{}
	for _, task := range List(set, measure.Suggest(set, "", facts), facts.Today) {
		if task.Clause == "B2.4a" || task.Clause[:4] == "B3.3" {
			got[task.Standing] = append(got[task.Standing], task.Title+" "+task.What)
		}
	}
	want := map[Standing][]string{
		Overdue: {"支委会 1月", "支委会 2月", "主题党日 3月", "支委会 3月", "党课 第一季度"},
		Now:     {"党员大会 第二季度", "党课 第二季度"},
		Done:    {"主题党日 ", "支委会 "},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What a year asks for once is not pressing in April, and is in December; a
// year that is over has no tasks.
func TestAYearsTasksPressAtItsEnd(t *testing.T) {
	set := indicator.Embedded()
	at := func(today calendar.Date) (Standing, bool) {
		facts := measure.Facts{Year: 2026, Today: today, Members: []record.Member{{ID: 1, Name: "王明", Since: day(time.January, 1)}}}
		for _, task := range List(set, measure.Suggest(set, "", facts), today) {
			if task.Clause == "B2.6b" {
				return task.Standing, true
			}
		}
		return 0, false
	}
	for today, want := range map[calendar.Date]Standing{day(time.April, 20): Later, day(time.December, 1): Now} {
		if got, there := at(today); !there || got != want {
			t.Errorf("on %s a talk is %d (%v), want %d", today, got, there, want)
		}
	}
	if _, there := at(calendar.Date{Year: 2027, Month: 1, Day: 3}); there {
		t.Error("a year that is over has tasks")
	}
}

// A task keeps its key from day to day, and no two tasks share one.
func TestKeysStayAndDiffer(t *testing.T) {
	set := indicator.Embedded()
	keys := func(today calendar.Date) map[string]bool {
		facts := measure.Facts{Year: 2026, Today: today, Members: []record.Member{{ID: 1, Since: day(time.January, 1)}, {ID: 2, Since: day(time.January, 1)}}}
		seen := map[string]bool{}
		for _, task := range List(set, measure.Suggest(set, "", facts), today) {
			if seen[task.Key] {
				t.Errorf("%s twice", task.Key)
			}
			seen[task.Key] = true
		}
		return seen
	}
	later := keys(day(time.April, 21))
	for key := range keys(day(time.April, 20)) {
		if !later[key] {
			t.Errorf("%s is gone the day after", key)
		}
	}
}
