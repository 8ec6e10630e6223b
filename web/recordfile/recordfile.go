// Package recordfile shows, serves and takes the files of records. The box of
// files stands on the page of its record; without script a form that was
// refused comes back on a page of its own.
package recordfile

import (
	"errors"
	"net/http"

	"baolei/internal/app/records"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
)

// Screen serves the files of records.
type Screen struct {
	*page.Site
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen { return &Screen{site, keep} }

// Open sends a file.
func (s *Screen) Open(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "file")
	if err != nil {
		return err
	}
	file, err := s.records.OpenFile(r.Context(), s.Actor(r), branch, id)
	if err != nil {
		return err
	}
	return s.Send(w, r, file)
}

// Show shows the files of a record.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	branch, ref, err := named(r)
	if err != nil {
		return err
	}
	return s.answer(w, r, branch, ref, nil)
}

// Add attaches files to a record.
func (s *Screen) Add(w http.ResponseWriter, r *http.Request) error {
	branch, ref, err := named(r)
	if err != nil {
		return err
	}
	files, key, err := s.ReadFiles(w, r, "file")
	if err == nil {
		err = s.records.AddFiles(r.Context(), s.Actor(r), records.Change{Branch: branch, Key: key}, ref, files)
	}
	kind := fault.KindOf(err)
	if err != nil && kind != fault.Invalid && (kind != fault.TooLarge || page.Partial(r)) {
		return err // the script shows the words of a form that is too large by itself
	}
	return s.answer(w, r, branch, ref, err)
}

// Remove detaches a file.
func (s *Screen) Remove(w http.ResponseWriter, r *http.Request) error {
	branch, ref, err := named(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "file")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	if err := s.records.RemoveFile(r.Context(), s.Actor(r), records.Change{Branch: branch, Key: key}, ref, id); err != nil {
		return err
	}
	return s.answer(w, r, branch, ref, nil)
}

// answer answers with the box of files, or leads back to the record's page. A
// form that was refused comes back with why.
func (s *Screen) answer(w http.ResponseWriter, r *http.Request, branch int64, ref record.Ref, refused error) error {
	if r.Method == http.MethodPost && refused == nil && !page.Partial(r) {
		return page.See(w, r, page.RecordURL(branch, ref))
	}
	a, err := s.records.Files(r.Context(), s.Actor(r), branch, ref)
	if err != nil {
		return err
	}
	status, wrong := http.StatusOK, ""
	if refused != nil {
		status, wrong = page.Status(refused), words(refused)
	}
	box := Box(s.Site, r, a, wrong)
	if page.Partial(r) {
		s.Render(w, r, status, box)
		return nil
	}
	frame := book.Under(s.Frame(r, "照片和文件"), s.Actor(r), a.Place, s.records.Today().Year, partOf[ref.Kind])
	s.Render(w, r, status, filesPage(frame, page.RecordURL(branch, ref), box))
	return nil
}

func words(err error) string {
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Fields["file"] != "" {
		return f.Fields["file"]
	}
	return err.Error()
}

// named reads which record the address names.
func named(r *http.Request) (branch int64, ref record.Ref, err error) {
	if branch, err = page.PathID(r, "branch"); err != nil {
		return 0, ref, err
	}
	ref.Kind = record.Kind(r.PathValue("kind"))
	ref.ID, err = page.PathID(r, "record")
	return branch, ref, err
}

// partOf tells in which part of the book the records of a kind stand.
var partOf = map[record.Kind]book.Part{record.ActivityRecord: book.Activities, record.PlanRecord: book.Plans, record.HonourRecord: book.Honours,
	record.RuleRecord: book.Rules, record.TermRecord: book.Organisation, record.SanctionRecord: book.Sanctions}
