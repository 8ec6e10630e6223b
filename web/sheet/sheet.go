// Package sheet takes records in from Excel files and sends them as such: the
// page with template and upload, the preview of what a table would do, and its
// confirmation. Until then nothing of a table is in the book.
package sheet

import (
	"net/http"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/record/table"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen takes in and sends tables.
type Screen struct {
	*page.Site
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen { return &Screen{site, keep} }

// partOf tells in which part of the book the records of a form stand.
var partOf = map[string]book.Part{table.Roster.Code: book.Roster, table.Dues.Code: book.Dues, table.Honours.Code: book.Honours, table.Activities.Code: book.Activities}

// named reads which branch and form the address names.
func named(r *http.Request) (branch int64, form table.Form, err error) {
	if branch, err = page.PathID(r, "branch"); err != nil {
		return 0, form, err
	}
	form, known := table.FormByCode(r.PathValue("form"))
	if !known {
		return 0, form, page.NotFound()
	}
	return branch, form, nil
}

// year is that of which records are written.
func (s *Screen) year(r *http.Request) int { return book.Year(r.URL.Query(), s.records.Today()) }

func (s *Screen) frame(r *http.Request, in records.Import, title string) ui.PageProps {
	return book.Under(s.Frame(r, title), s.Actor(r), in.Place, s.year(r), partOf[in.Form.Code])
}

// Form shows how to take in and to write a table.
func (s *Screen) Form(w http.ResponseWriter, r *http.Request) error {
	return s.form(w, r, http.StatusOK, "")
}

func (s *Screen) form(w http.ResponseWriter, r *http.Request, status int, wrong string) error {
	branch, form, err := named(r)
	if err != nil {
		return err
	}
	in, err := s.records.NewImport(r.Context(), s.Actor(r), branch, form)
	if err != nil {
		return err
	}
	return s.start(w, r, status, in, wrong)
}

// start answers with the page that takes a file, with the faults of one that was
// not taken.
func (s *Screen) start(w http.ResponseWriter, r *http.Request, status int, in records.Import, wrong string) error {
	v := startOf(in, s.year(r), wrong)
	v.Upload.Hidden = s.Hidden(r)
	if in.Form.Code == table.Roster.Code && access.Allow(s.Actor(r), access.Unmask, in.Place.Place()).Allowed {
		v.Full = &ui.Form{Action: page.FullExportURL(in.Branch), Hidden: s.Hidden(r)}
	}
	s.Render(w, r, status, startPage(s.frame(r, in, v.Head.Title), v))
	return nil
}
