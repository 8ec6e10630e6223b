package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func date(t *testing.T, text string) Date {
	t.Helper()
	d, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// national is the arrangement around the National Day of 2026: off from 1 to 7
// October, made up for on Sunday 20 September and Saturday 10 October.
func national(t *testing.T) Days {
	t.Helper()
	list := []Exception{{date(t, "2026-09-20"), false, "国庆节"}, {date(t, "2026-10-10"), false, "国庆节"}}
	for day := range 7 {
		list = append(list, Exception{Date{2026, time.October, 1 + day}, true, "国庆节"})
	}
	return NewDays(list)
}

// Wednesday 30 September; off until Wednesday 7 October; Thursday 8 and Friday 9
// are the first and second working day, Saturday the 10th is the third, and after
// the Sunday come Monday 12 and Tuesday 13.
func TestWorkingDaysAroundTheNationalDay(t *testing.T) {
	d := national(t)
	for n, want := range map[int]string{0: "2026-09-30", 1: "2026-10-08", 2: "2026-10-09", 3: "2026-10-10", 4: "2026-10-12", 5: "2026-10-13"} {
		if got := d.Add(date(t, "2026-09-30"), n); got.String() != want {
			t.Errorf("working day %d after 30 September is %s, want %s", n, got, want)
		}
	}
	if got := d.Add(date(t, "2026-10-03"), 0).String(); got != "2026-10-08" {
		t.Errorf("what falls on 3 October is moved to %s", got)
	}
	// 21–25 and 28–30 September, 8–10 October: 5 + 3 + 3; and the 20th is one more.
	if got := d.Count(Window{date(t, "2026-09-20"), date(t, "2026-10-11")}); got != 12 {
		t.Errorf("%d working days from 20 September to 11 October, want 12", got)
	}
}

func TestTheWeekAloneCountsWhereNothingIsKnown(t *testing.T) {
	var d Days
	// 1 October 2026 is a Thursday.
	if got := d.Add(date(t, "2026-09-30"), 5).String(); got != "2026-10-07" {
		t.Errorf("five working days after 30 September is %s by the week", got)
	}
	if got := d.Missing(Window{date(t, "2026-12-28"), date(t, "2027-01-08")}); len(got) != 2 || got[0] != 2026 || got[1] != 2027 {
		t.Errorf("years not known: %v", got)
	}
}

// New Year's alone does not make a year known: its arrangement may have been
// published with the year before.
func TestAYearIsKnownByItsHolidays(t *testing.T) {
	d := NewDays([]Exception{{date(t, "2027-01-01"), true, "元旦"}, {date(t, "2026-10-01"), true, "国庆节"}})
	if d.Entered(2027) || !d.Entered(2026) {
		t.Errorf("known: 2026 %v, 2027 %v", d.Entered(2026), d.Entered(2027))
	}
}

func TestSpansAreAsAnnounced(t *testing.T) {
	got := national(t).Spans(Year(2026))
	want := []Span{{Window{date(t, "2026-09-20"), date(t, "2026-09-20")}, false, "国庆节"},
		{Window{date(t, "2026-10-01"), date(t, "2026-10-07")}, true, "国庆节"}, {Window{date(t, "2026-10-10"), date(t, "2026-10-10")}, false, "国庆节"}}
	if len(got) != len(want) {
		t.Fatalf("spans %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("span %v, want %v", got[i], want[i])
		}
	}
}

// Whatever is off: the n-th working day after a day is one, and exactly n lie
// between; and counting a window adds up from its parts.
func TestAddingAndCountingWorkingDaysAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := Date{2026, time.January, 1}
		var list []Exception
		for range rapid.IntRange(0, 60).Draw(t, "exceptions") {
			list = append(list, Exception{first.AddDays(rapid.IntRange(-30, 400).Draw(t, "day")), rapid.Bool().Draw(t, "off"), ""})
		}
		d := NewDays(list)
		day, n := first.AddDays(rapid.IntRange(0, 365).Draw(t, "from")), rapid.IntRange(1, 60).Draw(t, "n")
		end := d.Add(day, n)
		if !d.Working(end) || !day.Before(end) {
			t.Fatalf("working day %d after %v is %v", n, day, end)
		}
		if got := d.Count(Window{day.AddDays(1), end}); got != n {
			t.Fatalf("%d working days from %v to %v, want %d", got, day, end, n)
		}
		if d.Add(day, n+1) != d.Next(end) {
			t.Fatalf("one more working day after %v is not the next", end)
		}
		middle := day.AddDays(rapid.IntRange(0, day.DaysUntil(end)).Draw(t, "middle"))
		if d.Count(Window{day, middle})+d.Count(Window{middle.AddDays(1), end}) != d.Count(Window{day, end}) {
			t.Fatalf("parts of %v to %v at %v do not add up", day, end, middle)
		}
		off := len(d.Exceptions(Window{day, end}))
		if spans := d.Spans(Window{day, end}); spanned(spans) != off {
			t.Fatalf("spans %v hold another number of days than %d", spans, off)
		}
	})
}

func spanned(spans []Span) int {
	n := 0
	for _, s := range spans {
		n += s.From.DaysUntil(s.Until) + 1
	}
	return n
}
