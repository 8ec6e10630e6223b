// Package yearbook is a branch's record book of a year as one document to be
// printed (年度记实本): a cover, and the annex's parts with all that was recorded.
// It is laid out for A4 by its own sheet; the browser makes the paper, or the PDF,
// of it.
//
// Identity cards and telephones are not in it, births only by their month.
// Disciplinary decisions are in it only where they were asked for by who may see
// them.
package yearbook

import (
	"net/http"

	"baolei/internal/app/records"
	"baolei/web/page"
)

// Screen is the document.
type Screen struct {
	*page.Site
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen { return &Screen{site, keep} }

// Years that a book can be of.
const firstYear = 2000

// Show shows a branch's book of a year.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	year, err := page.PathID(r, "year")
	if err != nil || year < firstYear || int(year) > s.records.Today().Year+1 {
		return page.NotFound()
	}
	y, err := s.records.YearBook(r.Context(), s.Actor(r), branch, int(year), r.URL.Query().Get("sanctions") == "1")
	if err != nil {
		return err
	}
	v := bookOf(&y)
	frame := s.Frame(r, v.Branch+" "+v.Year+"年度记实本")
	frame.Sheets = []string{"yearbook.css"}
	s.Render(w, r, http.StatusOK, bookPage(frame, v))
	return nil
}
