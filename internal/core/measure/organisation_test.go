package measure_test

import (
	"slices"
	"testing"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// A seat left on the 1st of October is vacant for 3 months on the last of
// December, and for longer on the 1st of January.
func TestSeatsVacantForOverThreeMonths(t *testing.T) {
	seat := func(id int64, from calendar.Date, until, again calendar.Date) record.Seat {
		s := record.Seat{Entry: entry(id), Post: "组织委员", Opened: on(2020, 1, 1)}
		if !again.IsZero() {
			s.Holdings = append(s.Holdings, record.Holding{ID: 2, Since: again})
		}
		s.Holdings = append(s.Holdings, record.Holding{ID: 1, Since: from, Until: until}) // not in order
		return s
	}
	first := on(2020, 1, 1)
	for _, c := range []struct {
		name         string
		until, again calendar.Date
		vacant       bool
	}{
		{"held all the time", calendar.Date{}, calendar.Date{}, false},
		{"1 October to the end of the year", day(10, 1), calendar.Date{}, false},
		{"30 September to the end of the year", day(9, 30), calendar.Date{}, true},
		{"1 October 2025 to 1 January", on(2025, 10, 1), day(1, 1), false},
		{"1 October 2025 to 2 January", on(2025, 10, 1), day(1, 2), true},
		{"a vacancy of the year before", on(2025, 1, 1), on(2025, 12, 31), false},
		{"30 November 2025 to 28 February", on(2025, 11, 30), day(2, 28), false}, // there is no 30th
		{"30 November 2025 to 1 March", on(2025, 11, 30), day(3, 1), true},
	} {
		f := over()
		f.Seats = []record.Seat{seat(9, first, c.until, c.again)}
		if s := one(t, "B3.1a", f); s.Finding.Occurred != c.vacant || !slices.Equal(ids(s.Records), []int64{9}) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
	f := over()
	if _, ok := maybe("B3.1a", f); ok {
		t.Error("a suggestion without seats")
	}
	// Opened in May and never filled; today is the 1st, then the 2nd of August.
	f.Seats = []record.Seat{{Entry: entry(9), Post: "宣传委员", Opened: day(5, 2)}}
	for today, vacant := range map[calendar.Date]bool{day(8, 1): false, day(8, 2): true} {
		f.Today = today
		if s := one(t, "B3.1a", f); s.Finding.Occurred != vacant {
			t.Errorf("%v: %+v", today, s)
		}
	}
	f.Today, f.Seats[0].Closed = day(9, 1), day(8, 2) // it is no seat any more
	if s := one(t, "B3.1a", f); s.Finding.Occurred {
		t.Errorf("%+v", s)
	}
}

func TestReelectionLate(t *testing.T) {
	term := func(id int64, elected, due calendar.Date) record.Term {
		return record.Term{Entry: entry(id), Elected: elected, Due: due}
	}
	for _, c := range []struct {
		name   string
		terms  []record.Term
		today  calendar.Date
		option string
		rests  int64
	}{
		{"not due yet", []record.Term{term(1, on(2024, 6, 30), on(2027, 6, 30))}, on(2027, 1, 10), "none", 1},
		{"on the day", []record.Term{term(2, day(6, 30), on(2029, 6, 30)), term(1, on(2023, 6, 30), day(6, 30))}, on(2027, 1, 10), "none", 2},
		{"a day late", []record.Term{term(2, day(7, 1), on(2029, 7, 1)), term(1, on(2023, 6, 30), day(6, 30))}, on(2027, 1, 10), "late", 1},
		{"due at the year's end", []record.Term{term(1, on(2023, 12, 31), day(12, 31))}, on(2027, 1, 10), "none", 1},
		{"still not held", []record.Term{term(1, on(2023, 6, 30), day(6, 30))}, on(2028, 1, 10), "late", 1}, // 184 days at the year's end
		{"a year less a day", []record.Term{term(1, on(2022, 6, 30), on(2025, 6, 30))}, day(6, 29), "late", 1},
		{"a year", []record.Term{term(1, on(2022, 6, 30), on(2025, 6, 30))}, day(6, 30), "over_a_year", 1},
		{"the year before's", []record.Term{term(2, on(2025, 12, 31), on(2028, 12, 31)), term(1, on(2020, 6, 30), on(2023, 6, 30))}, on(2027, 1, 10), "none", 2},
		{"elected early", []record.Term{term(2, day(3, 1), on(2029, 3, 1)), term(1, on(2023, 6, 30), day(6, 30))}, on(2027, 1, 10), "none", 2},
	} {
		f := over()
		f.Terms, f.Today = c.terms, c.today
		if s := one(t, "B3.2a", f); s.Finding.Option != c.option || !slices.Equal(ids(s.Records), []int64{c.rests}) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
	f := over()
	f.Terms = []record.Term{term(1, on(2023, 6, 30), day(6, 30))}
	// July to December are 31+31+30+31+30+31 = 184 days.
	if s := one(t, "B3.2a", f); s.Because != "应于2026年6月30日换届，推延了 184 天" {
		t.Error(s.Because)
	}
	f.Terms = []record.Term{term(1, on(2027, 1, 5), on(2030, 1, 5))}
	if _, ok := maybe("B3.2a", f); ok {
		t.Error("a suggestion from a term of the next year")
	}
}

// Six months from the 10th of January end on the 10th of July.
func TestTransfersOpenOverSixMonths(t *testing.T) {
	f := over()
	asked := func(id int64, asked, done calendar.Date) {
		f.Transfers = append(f.Transfers, record.Transfer{Entry: entry(id), Asked: asked, Done: done})
	}
	asked(1, day(1, 10), day(7, 10))
	asked(2, day(1, 10), day(7, 11))
	asked(3, on(2025, 1, 10), on(2025, 12, 31)) // late, but in the year before
	asked(4, on(2025, 1, 10), calendar.Date{})
	asked(5, day(6, 30), calendar.Date{}) // until the 30th of December
	asked(6, day(7, 1), calendar.Date{})  // until the 1st of January
	s := one(t, "B3.4a", f)
	if s.Finding.Count != 3 || !slices.Equal(ids(s.Records), []int64{4, 2, 5}) {
		t.Errorf("%+v", s)
	}
	f.Transfers = f.Transfers[5:]
	if s := one(t, "B3.4a", f); s.Finding.Count != 0 {
		t.Errorf("%+v", s)
	}
}
