package table

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/calendar"
)

func date(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

// Of the file format: day 1 is 1900-01-01, day 59 is 1900-02-28, day 60 does not exist, day 61 is 1900-03-01. 2026-03-01 is
// 46082: from 1900-03-01 (61) there are 126 years of 365 days and 31 leap days (1904 to 2024), 61 + 45990 + 31 = 46082.
// Counted from 1904-01-01 (0) it is 122 years of 365 days, 31 leap days and 31 + 28 days: 44530 + 31 + 59 = 44620.
func TestDays(t *testing.T) {
	first := date(2026, time.March, 1)
	for _, c := range []struct {
		cell     Cell
		from1904 bool
		want     calendar.Date
	}{
		{Cell{Text: "2026-03-01"}, false, first}, {Cell{Text: "2026/3/1"}, false, first}, {Cell{Text: "2026.3.1"}, false, first},
		{Cell{Text: "2026年3月1日"}, false, first}, {Cell{Text: " 2026 年 03 月 01 号 "}, false, first}, {Cell{Text: "２０２６年３月１日"}, false, first},
		{Cell{Text: "2026／3／1"}, false, first}, {Cell{Text: "20260301"}, false, first}, {Cell{Text: "20260301", Kind: Number}, false, first},
		{Cell{Text: "2026-03-01 00:00:00"}, false, first}, {Cell{Text: "2026/3/1 8:30"}, false, first}, {Cell{Text: "2026-03-01T00:00:00"}, false, first},
		{Cell{Text: "46082", Kind: Number}, false, first}, {Cell{Text: "46082.5", Kind: Number}, false, first}, {Cell{Text: "44620", Kind: Number}, true, first},
		{Cell{Text: "1", Kind: Number}, false, date(1900, 1, 1)}, {Cell{Text: "59", Kind: Number}, false, date(1900, 2, 28)}, {Cell{Text: "61", Kind: Number}, false, date(1900, 3, 1)},
		{Cell{Text: "1940-06-01"}, false, date(1940, 6, 1)}, {Cell{Text: "2024-02-29"}, false, date(2024, 2, 29)},
	} {
		if got, ok := day(c.cell, c.from1904); !ok || got != c.want {
			t.Errorf("%+v: %v, %v, want %v", c.cell, got, ok, c.want)
		}
	}
	for _, c := range []Cell{{}, {Text: "2026-02-29"}, {Text: "2026-13-01"}, {Text: "2026-3"}, {Text: "2026年3月"}, {Text: "去年"}, {Text: "46082"}, {Text: "60", Kind: Number},
		{Text: "0", Kind: Number}, {Text: "2026", Kind: Number}, {Text: "2026.3", Kind: Number}, {Text: "-5", Kind: Number}, {Text: "3000000", Kind: Number}, {Text: "1E300", Kind: Number},
		{Text: "NaN", Kind: Number}, {Text: "2026-03-01x"}, {Text: "2026-03/01"}, {Text: "202603011"}, {Text: "0001-01-01"}, {Text: "2026--1"}} {
		if got, ok := day(c, false); ok {
			t.Errorf("%+v is taken as %v", c, got)
		}
	}
}

// Every day is read again from each way in which it is written.
func TestDaysAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := date(1900, time.March, 1).AddDays(rapid.IntRange(0, 100_000).Draw(t, "day"))
		for _, c := range []Cell{{Text: d.String()}, {Text: d.Chinese()}, {Text: d.UTC().Format("2006/1/2")}, {Text: d.UTC().Format("20060102")}} {
			if got, ok := day(c, false); !ok || got != d {
				t.Fatalf("%+v: %v, %v, want %v", c, got, ok, d)
			}
		}
	})
}

func TestMonths(t *testing.T) {
	march := calendar.Month{Year: 2026, Month: time.March}
	for _, c := range []Cell{{Text: "2026-03"}, {Text: "2026年3月"}, {Text: "2026/3"}, {Text: "2026.3"}, {Text: "202603"}, {Text: "202603", Kind: Number}, {Text: "2026-03-01"},
		{Text: "46082", Kind: Number}, {Text: "２０２６年０３月"}} {
		if got, ok := month(c, false); !ok || got != march {
			t.Errorf("%+v: %v, %v", c, got, ok)
		}
	}
	for _, c := range []Cell{{}, {Text: "3月"}, {Text: "2026-13"}, {Text: "2026"}, {Text: "2026.3", Kind: Number}, {Text: "2026-3x"}, {Text: "2026-0"}} {
		if got, ok := month(c, false); ok {
			t.Errorf("%+v is taken as %v", c, got)
		}
	}
}

func TestClocks(t *testing.T) {
	for _, c := range []struct {
		cell Cell
		want int
	}{{Cell{Text: "15:00"}, 900}, {Cell{Text: "15：00"}, 900}, {Cell{Text: "8:05"}, 485}, {Cell{Text: "15:00:00"}, 900}, {Cell{Text: "下午3:30"}, 930}, {Cell{Text: "下午 3点半"}, 930},
		{Cell{Text: "15时30分"}, 930}, {Cell{Text: "9点"}, 540}, {Cell{Text: "0.625", Kind: Number}, 900}, {Cell{Text: "0", Kind: Number}, 0}, {Cell{Text: "0.999305555555556", Kind: Number}, 1439}} {
		if got, ok := clock(c.cell); !ok || got != c.want {
			t.Errorf("%+v: %d, %v, want %d", c.cell, got, ok, c.want)
		}
	}
	for _, c := range []Cell{{}, {Text: "24:00"}, {Text: "15:60"}, {Text: "15:0"}, {Text: "三点"}, {Text: "1.5", Kind: Number}, {Text: "0.9999999", Kind: Number}, {Text: "-0.5", Kind: Number}, {Text: "15"}} {
		if got, ok := clock(c); ok {
			t.Errorf("%+v is taken as %d", c, got)
		}
	}
}
