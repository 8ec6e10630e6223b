// Package burden is the office's page of what it asks of branches.
package burden

import (
	"net/http"

	"baolei/internal/app/burden"
	"baolei/web/page"
)

// Screen is the page.
type Screen struct {
	*page.Site
	load *burden.Service
}

// New makes the screen.
func New(site *page.Site, load *burden.Service) *Screen { return &Screen{site, load} }

// Show shows a year.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	y, err := s.load.Year(r.Context(), s.Actor(r), int(page.QueryID(r.URL.Query(), "year")))
	if err != nil {
		return err
	}
	v, err := viewOf(y)
	if err != nil {
		return err
	}
	frame := s.Frame(r, "基层负担")
	frame.Sheets = []string{"boards.css"}
	s.Render(w, r, http.StatusOK, showPage(frame, v))
	return nil
}
