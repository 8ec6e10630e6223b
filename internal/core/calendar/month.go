package calendar

import (
	"fmt"
	"time"
)

// Month is a month of the civil calendar. The zero Month means "not set".
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf returns the month of a day.
func MonthOf(d Date) Month { return Month{d.Year, d.Month} }

// MonthFromID is the inverse of ID; it fails on what is no month.
func MonthFromID(id int64) (Month, error) {
	m := Month{int(id / 100), time.Month(id % 100)}
	if m.Year < 1900 || m.Year > 2200 || m.Month < time.January || m.Month > time.December {
		return Month{}, fmt.Errorf("%d is no month of the form 202612", id)
	}
	return m, nil
}

// ID returns 202612 for December 2026.
func (m Month) ID() int64 { return int64(m.Year)*100 + int64(m.Month) }

// First returns the first day.
func (m Month) First() Date { return Date{m.Year, m.Month, 1} }

// Last returns the last day, the 29th of February in leap years.
func (m Month) Last() Date {
	return FromUTC(time.Date(m.Year, m.Month+1, 0, 0, 0, 0, 0, time.UTC))
}

// Window returns the days of the month.
func (m Month) Window() Window { return Window{m.First(), m.Last()} }

// Add returns the month n months later, or earlier where n is negative.
func (m Month) Add(n int) Month {
	return MonthOf(FromUTC(time.Date(m.Year, m.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)))
}

// Before tells whether m comes before o.
func (m Month) Before(o Month) bool { return m.ID() < o.ID() }

// String returns "2026-12".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year, int(m.Month)) }

// Chinese returns "2026年12月".
func (m Month) Chinese() string { return fmt.Sprintf("%d年%d月", m.Year, int(m.Month)) }

// Short returns "12月", for pages of which the year is clear.
func (m Month) Short() string { return fmt.Sprintf("%d月", int(m.Month)) }

// Year returns the days of a year.
func Year(year int) Window {
	return Window{Date{year, time.January, 1}, Date{year, time.December, 31}}
}

// Months returns the twelve months of a year.
func Months(year int) []Month {
	var list []Month
	for m := time.January; m <= time.December; m++ {
		list = append(list, Month{year, m})
	}
	return list
}

// Has tells whether a day lies in the window.
func (w Window) Has(day Date) bool { return w.At(day) == Open }
