package paper

import (
	"errors"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
)

// NewForm shows the form of a new record.
func (s *Screen) NewForm(w http.ResponseWriter, r *http.Request) error {
	p, err := s.blank(r)
	if err != nil {
		return err
	}
	return s.form(w, r, http.StatusOK, p, nil)
}

func (s *Screen) blank(r *http.Request) (Paper, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return Paper{}, err
	}
	return s.kind.New(r, s.Actor(r), branch)
}

// Add adds a record.
func (s *Screen) Add(w http.ResponseWriter, r *http.Request) error {
	c, t, err := s.posted(r)
	if err != nil {
		return err
	}
	id, err := s.kind.Save(r.Context(), s.Actor(r), c, record.Entry{}, t)
	if t.Add(err) {
		p, err := s.blank(r)
		if err != nil {
			return err
		}
		p.Typed = t
		return s.form(w, r, http.StatusUnprocessableEntity, p, nil)
	}
	if err != nil {
		return err
	}
	if id == 0 {
		return page.See(w, r, page.Done(page.BookPartURL(c.Branch, s.part(), 0), "saved"))
	}
	return page.See(w, r, page.Done(page.BookRecordURL(c.Branch, s.part(), id), "saved"))
}

// EditForm shows the form that changes a record.
func (s *Screen) EditForm(w http.ResponseWriter, r *http.Request) error {
	p, err := s.Open(r)
	if err != nil {
		return err
	}
	if !p.CanSave {
		return app.NotFound()
	}
	return s.form(w, r, http.StatusOK, p, nil)
}

// Edit changes a record. Who was overtaken sees both versions, with the form as
// it was typed, which then is about the version that is there.
func (s *Screen) Edit(w http.ResponseWriter, r *http.Request) error {
	c, t, err := s.posted(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "record")
	if err != nil {
		return err
	}
	version, err := page.Version(r, "version")
	if err != nil {
		return err
	}
	_, err = s.kind.Save(r.Context(), s.Actor(r), c, record.Entry{ID: id, Version: version}, t)
	other, overtaken := errors.AsType[*records.Changed](err)
	switch {
	case err == nil:
		return page.See(w, r, page.Done(page.BookRecordURL(c.Branch, s.part(), id), "saved"))
	case !overtaken && !t.Add(err):
		return err
	}
	status := page.Status(err)
	p, err := s.Open(r)
	if err != nil {
		return err
	}
	saved := p.Typed
	p.Typed = t
	if !overtaken {
		p.Version = version // a form that is refused stays about what it was made for
		return s.form(w, r, status, p, nil)
	}
	return s.form(w, r, status, p, s.conflict(p, saved, other))
}

// Remove takes a record back.
func (s *Screen) Remove(w http.ResponseWriter, r *http.Request) error {
	c, t, err := s.posted(r)
	if err != nil {
		return err
	}
	in := records.Removal{Change: c}
	if in.ID, err = page.PathID(r, "record"); err != nil {
		return err
	}
	if in.Version, err = page.Version(r, "version"); err != nil {
		return err
	}
	err = s.kind.Remove(r.Context(), s.Actor(r), in)
	_, overtaken := errors.AsType[*records.Changed](err)
	switch {
	case err == nil:
		return page.See(w, r, page.Done(page.BookPartURL(c.Branch, s.part(), 0), "removed"))
	case !overtaken && !t.Add(err):
		return err
	}
	status, message := page.Status(err), err.Error()
	p, err := s.Open(r)
	if err != nil {
		return err
	}
	v := s.sheet(r, p)
	v.refuse(message, t)
	s.Render(w, r, status, sheetPage(s.frame(r, p, p.Title), v))
	return nil
}

func versionText(v int) string { return strconv.Itoa(v) }
