package record

import "baolei/internal/core/calendar"

// overdueAfter is after how many months an open transfer is overdue: the annex
// counts against a branch what was not transferred within half a year.
const overdueAfter = 6

// OverdueOn tells whether the transfer has been open for more than six months on
// a day.
func (t *Transfer) OverdueOn(day calendar.Date) bool {
	return t.Done.IsZero() && t.Asked.AddMonths(overdueAfter).Before(day)
}
