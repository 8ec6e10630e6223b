// Package calendar thinks about days the way the offices do: in Asia/Shanghai,
// with windows that include both their ends. Instants are stored; days are
// derived here and nowhere else.
package calendar

import (
	"fmt"
	"time"
)

// Shanghai is the zone of every deadline: UTC+8, without summer time since 1991.
// A fixed zone keeps the package free of zone files; instants before 1992 are
// never turned into days (births and joinings are stored as dates).
var Shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// Date is a day of the civil calendar. The zero Date means "not set".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day that it is in Shanghai at an instant.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Shanghai).Date()
	return Date{y, m, d}
}

// FromUTC returns the day of a time that stands for a date at midnight UTC,
// which is how the database driver hands over a DATE.
func FromUTC(t time.Time) Date {
	y, m, d := t.UTC().Date()
	return Date{y, m, d}
}

// Parse reads "2026-12-31", strictly.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date of the form 2026-12-31", s)
	}
	return FromUTC(t), nil
}

// UTC returns midnight UTC of the day, for storing it as a DATE.
func (d Date) UTC() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// IsZero tells whether the date is not set.
func (d Date) IsZero() bool { return d == Date{} }

// Before tells whether d comes before e.
func (d Date) Before(e Date) bool { return d.UTC().Before(e.UTC()) }

// AddDays returns the day n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date { return FromUTC(d.UTC().AddDate(0, 0, n)) }

// AddMonths returns the same day n months later, or earlier where n is negative;
// the last of a month that has no such day.
func (d Date) AddMonths(n int) Date {
	m := MonthOf(d).Add(n)
	return Date{m.Year, m.Month, min(d.Day, m.Last().Day)}
}

// DaysUntil returns how many days lie between d and e; negative when e is past.
func (d Date) DaysUntil(e Date) int { return int(e.UTC().Sub(d.UTC()).Hours() / 24) }

// String returns "2026-12-31".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// Chinese returns "2026年12月31日".
func (d Date) Chinese() string { return fmt.Sprintf("%d年%d月%d日", d.Year, int(d.Month), d.Day) }

// Short returns "12月31日", for pages of which the year is clear.
func (d Date) Short() string { return fmt.Sprintf("%d月%d日", int(d.Month), d.Day) }

// In returns the day for a page of which one year is clear: "12月31日" of that year,
// "2026年12月31日" of another.
func (d Date) In(year int) string {
	if d.Year == year {
		return d.Short()
	}
	return d.Chinese()
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.UTC().Weekday() }

// Weekend tells whether the day is a Saturday or a Sunday.
func (d Date) Weekend() bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

// Compare returns -1, 0 or 1 as d comes before e, is e, or comes after.
func (d Date) Compare(e Date) int { return d.UTC().Compare(e.UTC()) }
