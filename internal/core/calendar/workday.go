package calendar

import (
	"slices"
	"time"
)

// Exception is a day on which the holiday arrangement of a year differs from the
// week: a day off, or a working day made up for one (调休上班).
type Exception struct {
	Day  Date
	Off  bool   // false: people work, though it may be a Saturday or Sunday
	Name string // the holiday that it belongs to: 国庆节
}

// Days tells working days from days off. Monday to Friday are working days, but
// for the exceptions of the arrangements that the State Council publishes for
// each year, usually in October or November of the year before. The zero Days
// knows only the week.
type Days struct{ exceptions map[Date]Exception }

// NewDays makes a calendar of exceptions. Of two for one day the later counts.
func NewDays(list []Exception) Days {
	d := Days{make(map[Date]Exception, len(list))}
	for _, e := range list {
		d.exceptions[e.Day] = e
	}
	return d
}

// Working tells whether people work on a day.
func (d Days) Working(day Date) bool {
	if e, ok := d.exceptions[day]; ok {
		return !e.Off
	}
	return !day.Weekend()
}

// Next returns the first working day after a day.
func (d Days) Next(day Date) Date {
	for {
		if day = day.AddDays(1); d.Working(day) {
			return day
		}
	}
}

// Add returns the n-th working day after a day, which itself does not count. For
// n ≤ 0 it is the day itself, where people work on it, or else the next working
// day.
func (d Days) Add(day Date, n int) Date {
	if n <= 0 {
		return d.Next(day.AddDays(-1))
	}
	for range n {
		day = d.Next(day)
	}
	return day
}

// Count returns how many working days a window has, both ends included.
func (d Days) Count(w Window) int {
	n := 0
	for day := w.From; !w.Until.Before(day); day = day.AddDays(1) {
		if d.Working(day) {
			n++
		}
	}
	return n
}

// Exceptions lists the exceptions within a window, by day.
func (d Days) Exceptions(w Window) []Exception {
	var list []Exception
	for day, e := range d.exceptions {
		if w.Has(day) {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b Exception) int { return a.Day.Compare(b.Day) })
	return list
}

// Entered tells whether the arrangement of a year is known. Only New Year's
// reaches over a year's ends, so a day off from February to November tells.
func (d Days) Entered(year int) bool {
	w := Window{Date{year, time.February, 1}, Date{year, time.November, 30}}
	return slices.ContainsFunc(d.Exceptions(w), func(e Exception) bool { return e.Off })
}

// Missing lists the years of a window whose arrangement is not known: there,
// working days are counted by the week alone.
func (d Days) Missing(w Window) []int {
	var years []int
	for year := w.From.Year; year <= w.Until.Year; year++ {
		if !d.Entered(year) {
			years = append(years, year)
		}
	}
	return years
}

// Span is a run of exceptions of one holiday and one sort, day after day.
type Span struct {
	Window
	Off  bool
	Name string
}

// Idle returns the days of an arrangement that would change nothing, by the week
// alone: a Monday to Friday that is worked on, and a run of days off without one.
// A weekend within a holiday is none: arrangements announce it with the rest.
func Idle(list []Exception) []Date {
	var idle []Date
	var week Days
	free := slices.ContainsFunc(list, func(e Exception) bool { return e.Off && week.Working(e.Day) })
	for _, e := range list {
		if e.Off && !free || !e.Off && week.Working(e.Day) {
			idle = append(idle, e.Day)
		}
	}
	return idle
}

// Spans puts the exceptions of a window together as arrangements announce them.
func (d Days) Spans(w Window) []Span {
	var spans []Span
	for _, e := range d.Exceptions(w) {
		if n := len(spans); n > 0 && spans[n-1].Off == e.Off && spans[n-1].Name == e.Name && spans[n-1].Until.AddDays(1) == e.Day {
			spans[n-1].Until = e.Day
			continue
		}
		spans = append(spans, Span{Window{e.Day, e.Day}, e.Off, e.Name})
	}
	return spans
}

// Chinese returns what the arrangement calls the day.
func (e Exception) Chinese() string { return sortOf(e.Off) }

// Chinese returns what the arrangement calls the days.
func (s Span) Chinese() string { return sortOf(s.Off) }

func sortOf(off bool) string {
	if off {
		return "放假"
	}
	return "上班"
}

// Days is how many days the span has.
func (s Span) Days() int { return s.From.DaysUntil(s.Until) + 1 }
