package calendar

import "time"

// Window is a span of days in which something may be done, both ends included.
type Window struct{ From, Until Date }

// Phase says where a day lies towards a window.
type Phase int8

// The phases of a window.
const (
	NotYet Phase = iota - 1
	Open
	Over
)

// At returns the phase of the window on a day.
func (w Window) At(day Date) Phase {
	switch {
	case day.Before(w.From):
		return NotYet
	case w.Until.Before(day):
		return Over
	}
	return Open
}

// Chinese returns "2026年12月1日至12月31日", with the second year where it is another.
func (w Window) Chinese() string { return w.From.Chinese() + "至" + w.Until.In(w.From.Year) }

// In returns the window for a page of which one year is clear.
func (w Window) In(year int) string { return w.From.In(year) + "至" + w.Until.In(year) }

// ReportDue returns the last day of February of the year after, by which the
// committees' results are due (opinion, V(2)); leap years included.
func ReportDue(year int) Date {
	return FromUTC(time.Date(year+1, time.March, 0, 0, 0, 0, 0, time.UTC))
}

// Minute returns "12月31日 18:02" in Shanghai.
func Minute(t time.Time) string { return DateOf(t).Short() + " " + t.In(Shanghai).Format("15:04") }
