package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestReportDueIsTheLastOfFebruary(t *testing.T) {
	for year, want := range map[int]string{2018: "2019-02-28", 2019: "2020-02-29", 2026: "2027-02-28", 2099: "2100-02-28"} {
		if got := ReportDue(year).String(); got != want {
			t.Errorf("report of %d is due on %s, want %s", year, got, want)
		}
	}
}

func TestADayBeginsAtMidnightInShanghai(t *testing.T) {
	// 16:00 UTC is midnight in Shanghai.
	before := time.Date(2026, 12, 31, 15, 59, 59, 0, time.UTC)
	if got := DateOf(before).String(); got != "2026-12-31" {
		t.Errorf("one second before midnight is %s", got)
	}
	if got := DateOf(before.Add(time.Second)).String(); got != "2027-01-01" {
		t.Errorf("midnight is %s", got)
	}
}

func TestAWindowIncludesBothEnds(t *testing.T) {
	w := Window{Date{2026, 12, 1}, Date{2026, 12, 31}}
	for day, want := range map[string]Phase{"2026-11-30": NotYet, "2026-12-01": Open, "2026-12-31": Open, "2027-01-01": Over} {
		d, err := Parse(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.At(d); got != want {
			t.Errorf("%s: phase %d, want %d", day, got, want)
		}
	}
}

func TestTheYearIsToldWhereItIsNotClear(t *testing.T) {
	d := Date{2027, time.January, 8}
	if got := d.In(2027) + " " + d.In(2026); got != "1月8日 2027年1月8日" {
		t.Error(got)
	}
	for want, w := range map[string]Window{
		"2026年12月1日至12月31日":     {Date{2026, 12, 1}, Date{2026, 12, 31}},
		"2026年12月21日至2027年1月8日": {Date{2026, 12, 21}, d},
	} {
		if got := w.Chinese(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := (Window{Date{2026, 12, 21}, d}).In(2026); got != "12月21日至2027年1月8日" {
		t.Error(got)
	}
}

func TestAddingDaysAndCountingThemAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date{rapid.IntRange(1992, 2100).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day")}
		n := rapid.IntRange(-800, 800).Draw(t, "n")
		if got := d.DaysUntil(d.AddDays(n)); got != n {
			t.Fatalf("%v plus %d days lies %d days away", d, n, got)
		}
		if back, err := Parse(d.String()); err != nil || back != d {
			t.Fatalf("%v read back as %v (%v)", d, back, err)
		}
	})
}
