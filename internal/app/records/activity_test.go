package records_test

import (
	"errors"
	"testing"
	"time"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
)

// partyDay is a theme party day at which some were present.
func partyDay(on calendar.Date, present ...int64) record.Activity {
	return record.Activity{Kinds: []record.ActivityKind{record.ThemePartyDay}, On: on, Begins: -1, Title: "主题党日", Present: present}
}

func (c *city) addActivity(a record.Activity) int64 {
	c.Helper()
	id, err := c.records.AddActivity(c.Context(), c.Who("liufang"), c.form(), a, nil)
	c.Must(err)
	return id
}

func (c *city) activity(id int64) records.ActivityPage {
	c.Helper()
	v, err := c.records.Activity(c.Context(), c.Who("wangming"), c.branch, id)
	c.Must(err)
	return v
}

// What a change overwrites can be read again, in full.
func TestAnActivityIsCorrectedAndTheOldIsKept(t *testing.T) {
	c := newCity(t)
	one, two := c.member("甲", day(2024, 1, 1), calendar.Date{}), c.member("乙", day(2024, 1, 1), calendar.Date{})
	first := partyDay(day(2026, 12, 10), one)
	first.Absent, first.Reasons, first.Begins, first.Minutes = []int64{two}, map[int64]string{two: " 值班 "}, 870, 90
	first.Place, first.Chair, first.Recorder, first.Content, first.Resolutions = "会议室", one, two, "内容", "决议"
	id := c.addActivity(first)
	a := c.activity(id).Record
	if a.Version != 1 || a.RecordedName != "刘芳" || a.Reasons[two] != "值班" || a.Rate() != 5000 {
		t.Fatalf("kept %+v", a)
	}
	form := c.form()
	c.Must(c.records.ChangeActivity(t.Context(), c.Who("wangming"), form, a)) // says the same
	if v := c.activity(id); v.Record.Version != 1 || len(v.Past) != 0 {
		t.Errorf("saving what is there makes a version: %d, %d", v.Record.Version, len(v.Past))
	}
	was := a
	a.Present, a.Absent, a.Place = []int64{one, two}, nil, "礼堂"
	c.Must(c.records.ChangeActivity(t.Context(), c.Who("wangming"), c.form(), a))
	v := c.activity(id)
	if len(v.Past) != 1 || v.Record.Version != 2 || v.Record.Reasons[two] != "" {
		t.Fatalf("%d versions before, now %+v", len(v.Past), v.Record)
	}
	if !v.Past[0].Was.Same(&was) || v.Past[0].MadeName != "王明" {
		t.Errorf("the old version reads %+v, want %+v", v.Past[0].Was, was)
	}
	err := c.records.ChangeActivity(t.Context(), c.Who("liufang"), c.form(), a) // saw version 1
	var faster *records.Changed
	if c.kind("stale", err, fault.Conflict); !errors.As(err, &faster) || faster.By != "王明" {
		t.Errorf("the second is told %v", err)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'record.save' and outcome = 'done' and object_kind = 'activity'`); n != 2 {
		t.Errorf("%d entries in the log for one record and one correction", n)
	}
}

func TestAnActivityTakenBackStaysToBeRead(t *testing.T) {
	c := newCity(t)
	one := c.member("甲", day(2024, 1, 1), calendar.Date{})
	id := c.addActivity(partyDay(day(2026, 12, 10), one))
	c.kind("stale", c.records.RemoveActivity(t.Context(), c.Who("liufang"), c.form(), id, 2), fault.Conflict)
	c.Must(c.records.RemoveActivity(t.Context(), c.Who("liufang"), c.form(), id, 1))
	c.kind("again", c.records.RemoveActivity(t.Context(), c.Who("wangming"), c.form(), id, 1), fault.Conflict)
	_, err := c.records.Activity(t.Context(), c.Who("wangming"), c.branch, id)
	c.kind("reading it", err, fault.NotFound)
	y, err := c.records.Activities(t.Context(), c.Who("wangming"), c.branch, 2026)
	c.Must(err)
	if len(y.Activities) != 0 || len(y.Gone) != 1 || y.Gone[0].By != "刘芳" || y.Gone[0].Title != "主题党日" {
		t.Errorf("listed %+v, gone %+v", y.Activities, y.Gone)
	}
	c.kind("none such", c.records.RemoveActivity(t.Context(), c.Who("liufang"), c.form(), 999999, 1), fault.NotFound)
}

// A form that is sent twice records once.
func TestAnActivitySentTwiceIsOne(t *testing.T) {
	c := newCity(t)
	form, a := c.form(), partyDay(day(2026, 12, 10), c.member("甲", day(2024, 1, 1), calendar.Date{}))
	for range 2 {
		if _, err := c.records.AddActivity(t.Context(), c.Who("liufang"), form, a, nil); err != nil {
			t.Fatal(err)
		}
	}
	if n := c.Count(`select count(*) from activity`); n != 1 {
		t.Errorf("%d activities", n)
	}
}

func TestAfterSubmissionAnActivityChangesOnlyWithAReason(t *testing.T) {
	c := newCity(t)
	id := c.addActivity(partyDay(day(2026, 12, 10), c.member("甲", day(2024, 1, 1), calendar.Date{})))
	c.submit()
	a := c.activity(id).Record
	a.Place = "礼堂"
	c.kind("without a reason", c.records.ChangeActivity(t.Context(), c.Who("liufang"), c.form(), a), fault.Invalid)
	form := c.form()
	form.Reason = "地点写错了"
	c.Must(c.records.ChangeActivity(t.Context(), c.Who("liufang"), form, a))
	if v := c.activity(id); len(v.Past) != 1 || !v.Past[0].Late || v.Past[0].Reason != "地点写错了" {
		t.Errorf("kept %+v", v.Past)
	}
}

// Members who left, days to come and other branches' people are refused, each at
// its field; who may not keep the book is refused altogether.
func TestWhatIsWrongInAnActivityIsToldByField(t *testing.T) {
	c := newCity(t)
	gone := c.member("甲", day(2024, 1, 1), day(2026, 6, 1))
	for field, a := range map[string]record.Activity{
		"day":        partyDay(day(2026, 12, 21)),
		"attendance": partyDay(day(2026, 12, 10), gone),
		"chair":      {Kinds: []record.ActivityKind{record.ThemePartyDay}, On: day(2026, 12, 10), Begins: -1, Title: "主题党日", Chair: 999999},
		"group":      {Kinds: []record.ActivityKind{record.GroupMeeting}, On: day(2026, 12, 10), Begins: -1, Title: "党小组会", Group: 999999},
		"kinds":      {On: day(2026, 12, 10), Begins: -1, Title: "主题党日"},
	} {
		_, err := c.records.AddActivity(t.Context(), c.Who("liufang"), c.form(), a, nil)
		var f *fault.Error
		if !errors.As(err, &f) || f.Fields[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	c.addActivity(partyDay(day(2026, time.May, 31), gone))
	for _, account := range []string{"chenjing", "zhaogang", "lishan", "cz-01", "zhoujie"} {
		if _, err := c.records.AddActivity(t.Context(), c.Who(account), c.form(), partyDay(day(2026, 12, 10)), nil); err == nil {
			t.Errorf("%s records an activity at CZ-02", account)
		}
	}
}
