// Package activity is the part of the record book that keeps meetings, classes,
// party days, talks and the like: the list of a year, one activity, and the form
// that records or corrects one.
//
// The form is made for a phone: what is known stands in it already, and everybody
// is present until said otherwise. What is missing is told beside it and never
// keeps anybody from saving.
package activity

import (
	"errors"
	"net/http"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/recordfile"
	"baolei/web/ui"
)

// Screen is the activities of a branch.
type Screen struct {
	*page.Site
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen { return &Screen{site, keep} }

// frame puts a page under the book's navigation.
func (s *Screen) frame(r *http.Request, p records.Place, year int, title string) ui.PageProps {
	return book.Under(s.Frame(r, title), s.Actor(r), p, year, book.Activities)
}

// List shows the activities of a year, those of one kind where the address says so.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	q := r.URL.Query()
	year := book.Year(q, s.records.Today())
	y, err := s.records.Activities(r.Context(), s.Actor(r), branch, year)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.frame(r, y.Place, year, "会议活动"), listOf(y, kindOf(page.Query(q, "kind")), s.records.Today())))
	return nil
}

// kindOf is the kind that a code names; "" for none.
func kindOf(code string) record.ActivityKind {
	if k := record.ActivityKind(code); k.Chinese() != "" {
		return k
	}
	return ""
}

// one reads the activity that the address names.
func (s *Screen) one(r *http.Request) (records.ActivityPage, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return records.ActivityPage{}, err
	}
	id, err := page.PathID(r, "activity")
	if err != nil {
		return records.ActivityPage{}, err
	}
	return s.records.Activity(r.Context(), s.Actor(r), branch, id)
}

// Show shows one activity.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	v, err := s.one(r)
	if err != nil {
		return err
	}
	s.show(w, r, http.StatusOK, v, nil)
	return nil
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, status int, v records.ActivityPage, wrong map[string]string) {
	shown := showOf(v, wrong)
	if v.CanSave {
		shown.Remove = removal(v, ui.Form{Action: page.RemoveActivityURL(v.Branch, v.Record.ID), Hidden: s.Hidden(r, "version", version(v.Record.Version)), Unchecked: true}, r.PostFormValue("reason"), wrong)
	}
	if v.CanSave || len(v.Files) > 0 {
		shown.Files = recordfile.Box(s.Site, r, v.Attached, "")
	}
	s.Render(w, r, status, showPage(s.frame(r, v.Place, v.Record.On.Year, v.Record.Title), shown))
}

// Remove takes an activity's record back.
func (s *Screen) Remove(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "activity")
	if err != nil {
		return err
	}
	saw, err := page.Version(r, "version")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	err = s.records.RemoveActivity(r.Context(), s.Actor(r), records.Change{Branch: branch, Key: key, Reason: r.PostFormValue("reason")}, id, saw)
	if err == nil {
		return page.See(w, r, page.Done(page.ActivitiesURL(branch, 0, ""), "removed"))
	}
	return s.kept(w, r, err)
}

// kept shows an activity that was not taken back, and why: the reason is
// missing, or the record is another by now than the person saw.
func (s *Screen) kept(w http.ResponseWriter, r *http.Request, refused error) error {
	wrong, known := page.Wrong(refused)
	if _, overtaken := errors.AsType[*records.Changed](refused); overtaken {
		wrong, known = map[string]string{"": refused.Error()}, true
	}
	if !known {
		return refused
	}
	v, err := s.one(r)
	if err != nil {
		return err
	}
	s.show(w, r, page.Status(refused), v, wrong)
	return nil
}
