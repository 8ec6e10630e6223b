package record

import (
	"cmp"
	"slices"
	"time"

	"baolei/internal/core/calendar"
)

// Dated is when something happened and when it was entered.
type Dated struct {
	On calendar.Date
	At time.Time
}

// burstFrom is from how many late entries of one month on people speak of a
// burst.
const burstFrom = 5

// Lag is how far a branch's book runs behind what happened.
type Lag struct {
	Entries, Late int
	Burst         calendar.Month // in which the most late entries were made; zero without a burst
	InBurst       int            // late entries made in that month
}

// LagOf sums up when entries were made.
func LagOf(entries []Dated) Lag {
	l := Lag{Entries: len(entries)}
	made := map[calendar.Month]int{}
	for _, e := range entries {
		if LateBy(e.On, e.At) > 0 {
			l.Late++
			made[calendar.MonthOf(calendar.DateOf(e.At))]++
		}
	}
	months := make([]calendar.Month, 0, len(made))
	for m := range made {
		months = append(months, m)
	}
	slices.SortFunc(months, func(a, b calendar.Month) int {
		return cmp.Or(cmp.Compare(made[b], made[a]), cmp.Compare(b.ID(), a.ID()))
	})
	if len(months) > 0 && made[months[0]] >= burstFrom {
		l.Burst, l.InBurst = months[0], made[months[0]]
	}
	return l
}

// Percent is the share of late entries, rounded down; 0 without entries.
func (l Lag) Percent() int {
	if l.Entries == 0 {
		return 0
	}
	return 100 * l.Late / l.Entries
}
