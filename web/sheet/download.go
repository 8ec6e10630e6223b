package sheet

import (
	"mime"
	"net/http"
	"strconv"

	"baolei/internal/app/records"
	"baolei/web/page"
)

// Template sends the empty table of a form.
func (s *Screen) Template(w http.ResponseWriter, r *http.Request) error {
	branch, form, err := named(r)
	if err != nil {
		return err
	}
	book, err := s.records.ImportTemplate(r.Context(), s.Actor(r), branch, form)
	return s.send(w, r, book, err)
}

// Export sends a branch's records of a year.
func (s *Screen) Export(w http.ResponseWriter, r *http.Request) error {
	branch, form, err := named(r)
	if err != nil {
		return err
	}
	book, err := s.records.Export(r.Context(), s.Actor(r), branch, form, s.year(r))
	return s.send(w, r, book, err)
}

// ExportFull sends the roster with identity cards and telephones in full.
func (s *Screen) ExportFull(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	book, err := s.records.ExportFull(r.Context(), s.Actor(r), branch)
	return s.send(w, r, book, err)
}

func (s *Screen) send(w http.ResponseWriter, r *http.Request, book records.Workbook, err error) error {
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", records.WorkbookType)
	h.Set("Content-Length", strconv.Itoa(len(book.Data)))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": book.Name}))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	if _, err := w.Write(book.Data); err != nil {
		s.Log.DebugContext(r.Context(), "client went away", "route", r.Pattern)
	}
	return nil
}
