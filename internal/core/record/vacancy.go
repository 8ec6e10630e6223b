package record

import (
	"cmp"
	"slices"

	"baolei/internal/core/calendar"
)

// longVacant is after how many months an empty seat is a matter of the annex.
const longVacant = 3

// HolderOn returns who holds the seat on a day; false where nobody does.
func (s *Seat) HolderOn(day calendar.Date) (Holding, bool) {
	for _, h := range s.Holdings {
		if !day.Before(h.Since) && (h.Until.IsZero() || day.Before(h.Until)) {
			return h, true
		}
	}
	return Holding{}, false
}

// StandsOn tells whether the seat exists on a day.
func (s *Seat) StandsOn(day calendar.Date) bool {
	return !day.Before(s.Opened) && (s.Closed.IsZero() || day.Before(s.Closed))
}

// VacantSince returns since when the seat is empty on a day; zero where it is
// held or does not exist.
func (s *Seat) VacantSince(day calendar.Date) calendar.Date {
	if _, held := s.HolderOn(day); held || !s.StandsOn(day) {
		return calendar.Date{}
	}
	since := s.Opened
	for _, h := range s.Holdings {
		if !h.Until.IsZero() && since.Before(h.Until) && !day.Before(h.Until) {
			since = h.Until
		}
	}
	return since
}

// LongVacantOn tells whether the seat has been empty for more than three months
// on a day.
func (s *Seat) LongVacantOn(day calendar.Date) bool {
	since := s.VacantSince(day)
	return !since.IsZero() && since.AddMonths(longVacant).Before(day)
}

// Overlap returns the first holding that begins before the one before it has
// ended, or lies outside the seat's own time; false where they fit.
func (s *Seat) Overlap() (Holding, bool) {
	list := slices.Clone(s.Holdings)
	slices.SortFunc(list, func(a, b Holding) int { return cmp.Compare(a.Since.String(), b.Since.String()) })
	for i, h := range list {
		outside := h.Since.Before(s.Opened) || !s.Closed.IsZero() && (h.Until.IsZero() || s.Closed.Before(h.Until))
		early := i > 0 && (list[i-1].Until.IsZero() || h.Since.Before(list[i-1].Until))
		if outside || early || !h.Until.IsZero() && !h.Since.Before(h.Until) {
			return h, true
		}
	}
	return Holding{}, false
}
