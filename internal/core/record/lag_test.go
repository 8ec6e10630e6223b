package record

import (
	"testing"
	"time"

	"baolei/internal/core/calendar"
)

func on(month time.Month, day int) calendar.Date {
	return calendar.Date{Year: 2026, Month: month, Day: day}
}

// noon is an instant within a day in Shanghai.
func noon(d calendar.Date) time.Time { return d.UTC().Add(4 * time.Hour) }

func TestAnEntryIsLateFromTheSixteenthDayOn(t *testing.T) {
	for days, want := range map[int]int{0: 0, 15: 0, 16: 1, 47: 32} { // 47 − 15 = 32
		if got := LateBy(on(3, 1), noon(on(3, 1).AddDays(days))); got != want {
			t.Errorf("%d days after: late by %d, want %d", days, got, want)
		}
	}
	// 2026-03-16 16:30 UTC is the 17th in Shanghai, 16 days after the 1st.
	if got := LateBy(on(3, 1), time.Date(2026, 3, 16, 16, 30, 0, 0, time.UTC)); got != 1 {
		t.Errorf("late by %d, want 1", got)
	}
}

func TestLagNamesTheMonthOfABurst(t *testing.T) {
	var made []Dated
	for m := time.January; m <= time.December; m++ {
		made = append(made, Dated{on(m, 5), noon(on(m, 10))}) // 12 in time
	}
	for m := time.January; m <= time.April; m++ {
		made = append(made, Dated{on(m, 20), noon(on(12, 28))}) // 4 made up for in December: no burst yet
	}
	if l := LagOf(made); l.Entries != 16 || l.Late != 4 || l.Percent() != 25 || l.InBurst != 0 { // 4 of 16
		t.Errorf("%+v, %d%%", l, l.Percent())
	}
	made = append(made, Dated{on(5, 20), noon(on(12, 29))}, Dated{on(5, 21), noon(on(7, 1))}) // the fifth, and one of July
	l := LagOf(made)
	if l.Late != 6 || l.InBurst != 5 || l.Burst != (calendar.Month{Year: 2026, Month: 12}) || l.Percent() != 33 { // 6 of 18
		t.Errorf("%+v, %d%%", l, l.Percent())
	}
	if l := LagOf(nil); l != (Lag{}) || l.Percent() != 0 {
		t.Errorf("nothing recorded: %+v", l)
	}
}
