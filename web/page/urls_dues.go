package page

import "baolei/internal/core/calendar"

// DuesURL is a year of a branch's dues.
func DuesURL(branch int64, year int) string { return BookPartURL(branch, "dues", year) }

// DuesMonthURL is a month of a branch's dues.
func DuesMonthURL(branch int64, m calendar.Month) string {
	return of(BookURL(branch)+"/dues", m.ID())
}

// DuesWholeURL takes that a month's dues were handed up and published.
func DuesWholeURL(branch int64, m calendar.Month) string { return DuesMonthURL(branch, m) + "/whole" }
