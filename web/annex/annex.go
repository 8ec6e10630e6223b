// Package annex is an assessment as the form of the document's annex: category,
// area, item, weight, and the scores of the levels beside each other, with room
// for the signatures. It prints on A4, and goes out as an Excel file with the
// same lines. What a person may not see of a result is left blank, as on paper.
package annex

import (
	"bytes"
	"mime"
	"net/http"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/app/records"
	"baolei/internal/app/records/sheet"
	"baolei/web/page"
)

// Screen is the form.
type Screen struct {
	*page.Site
	office *oversee.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service) *Screen { return &Screen{site, office} }

// Show shows the form, ready to be printed.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	f, err := s.form(r)
	if err != nil {
		return err
	}
	frame := s.Frame(r, f.Title+" "+f.Branch)
	frame.Sheets = []string{"yearbook.css"}
	s.Render(w, r, http.StatusOK, formPage(frame, f))
	return nil
}

// Download sends the form as an Excel file.
func (s *Screen) Download(w http.ResponseWriter, r *http.Request) error {
	f, err := s.form(r)
	if err != nil {
		return err
	}
	data, err := sheet.Write(f.sheet())
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", records.WorkbookType)
	h.Set("Content-Length", strconv.Itoa(len(data)))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Branch + f.Title + ".xlsx"}))
	h.Set("Cache-Control", "private, no-store")
	if _, err := bytes.NewReader(data).WriteTo(w); err != nil {
		s.Log.DebugContext(r.Context(), "client went away", "route", r.Pattern)
	}
	return nil
}

func (s *Screen) form(r *http.Request) (form, error) {
	id, err := page.PathID(r, "assessment")
	if err != nil {
		return form{}, err
	}
	result, err := s.office.Result(r.Context(), s.Actor(r), id)
	if err != nil {
		return form{}, err
	}
	return formOf(result, s.office.Today()), nil
}
