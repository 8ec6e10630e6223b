package oversee

import (
	"testing"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/store"
)

func TestANewCycleIsProposedFromTodayAndTheLast(t *testing.T) {
	date := func(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }
	for today, year := range map[calendar.Date]int{date(2026, 11, 20): 2026, date(2027, 2, 28): 2026, date(2027, 3, 1): 2027} {
		if got := propose(today, nil); got.Year != year || got.Self.From != date(year, 11, 16) || got.Review.Until != date(year+1, 1, 31) {
			t.Errorf("the first cycle on %v: %+v", today, got)
		}
		if err := propose(today, nil).check(); err != nil {
			t.Errorf("what is proposed on %v is refused: %v", today, err)
		}
	}
	last := store.Cycle{Year: 2027, Set: 7, Target: 85_00, AnswerDays: 7, Self: calendar.Window{From: date(2027, 12, 1), Until: date(2028, 1, 10)},
		Review: calendar.Window{From: date(2027, 12, 10), Until: date(2028, 2, 29)}}
	got := propose(date(2028, 11, 1), []store.Cycle{last, {Year: 2026}})
	want := NewCycle{Year: 2028, Set: 7, Target: 85_00, Answer: 7, Self: calendar.Window{From: date(2028, 12, 1), Until: date(2029, 1, 10)},
		Review: calendar.Window{From: date(2028, 12, 10), Until: date(2029, 2, 28)}}
	if got != want {
		t.Errorf("proposed %+v, want %+v", got, want)
	}
}
