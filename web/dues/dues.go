// Package dues is the part of the record book about dues: a year's months with
// who owes, and a month's table, which is filled in as one form.
package dues

import (
	"net/http"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/web/book"
	"baolei/web/page"
)

// Screen shows and takes dues.
type Screen struct {
	*page.Site
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen { return &Screen{site, keep} }

// Year shows the months of a year and who owes.
func (s *Screen) Year(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	year := book.Year(r.URL.Query(), s.records.Today())
	y, err := s.records.DuesOfYear(r.Context(), s.Actor(r), branch, year)
	if err != nil {
		return err
	}
	frame := book.Under(s.Frame(r, "党费收缴"), s.Actor(r), y.Place, year, book.Dues)
	s.Render(w, r, http.StatusOK, yearPage(frame, yearOf(y)))
	return nil
}

// Month shows a month's table.
func (s *Screen) Month(w http.ResponseWriter, r *http.Request) error {
	branch, m, err := s.path(r)
	if err != nil {
		return err
	}
	return s.show(w, r, branch, m, answer{status: http.StatusOK})
}

// path takes branch and month from the address. A month in which nobody can
// have paid yet is not there.
func (s *Screen) path(r *http.Request) (int64, calendar.Month, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return 0, calendar.Month{}, err
	}
	id, err := page.PathID(r, "month")
	if err != nil {
		return 0, calendar.Month{}, err
	}
	m, err := calendar.MonthFromID(id)
	if err != nil || m.Year < 2000 || calendar.MonthOf(s.records.Today()).Add(ahead).Before(m) {
		return 0, calendar.Month{}, page.NotFound()
	}
	return branch, m, nil
}

// ahead is for how many months dues may be paid before they are due.
const ahead = 12

func (s *Screen) show(w http.ResponseWriter, r *http.Request, branch int64, m calendar.Month, a answer) error {
	t, err := s.records.DuesOfMonth(r.Context(), s.Actor(r), branch, m)
	if err != nil {
		return err
	}
	frame := book.Under(s.Frame(r, m.Chinese()+"党费"), s.Actor(r), t.Place, m.Year, book.Dues)
	s.Render(w, r, a.status, monthPage(frame, s.table(r, t, a)))
	return nil
}
