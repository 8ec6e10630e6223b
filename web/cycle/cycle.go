// Package cycle is the work committee's desk for a year's examination: opening
// it, seeing where every committee stands, and giving a branch more time.
package cycle

import (
	"net/http"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/web/page"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	office *oversee.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service) *Screen { return &Screen{site, office} }

// List shows all cycles.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	list, err := s.office.CycleList(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	year, err := s.office.WorkingYear(r.Context(), s.Actor(r), 0)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "考评周期"), listTable(list), year, toEnd(list.Running())))
	return nil
}

// Show shows where the branches of a cycle stand.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	number := page.QueryPage(r.URL.Query())
	o, err := s.office.Overview(r.Context(), s.Actor(r), id, number)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, showPage(s.Frame(r, strconv.Itoa(o.Year)+" 年考评"), viewOf(o, s.office.Today(), number)))
	return nil
}
