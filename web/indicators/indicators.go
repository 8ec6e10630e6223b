// Package indicators is the desk on which indicator sets are made: the list of
// published sets and drafts, and the editor of a draft, a page for each item,
// area, and the general data.
//
// Fields are named by the path of what they hold within their part of the file,
// "clauses.0.amount"; so a problem leads from its path to its field.
package indicators

import (
	"net/http"
	"strconv"

	"baolei/internal/app/indicators"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	sets *indicators.Service
}

// New makes the screen.
func New(site *page.Site, sets *indicators.Service) *Screen { return &Screen{site, sets} }

// List shows published sets and drafts.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	shelf, err := s.sets.Shelf(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "指标体系"), draftTable(shelf.Drafts), setTable(shelf.Sets)))
	return nil
}

// Show shows a published set.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	book, err := s.book(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, bookPage(s.Frame(r, book.Name), bookOf(book)))
	return nil
}

func (s *Screen) book(r *http.Request) (indicators.Book, error) {
	id, err := page.PathID(r, "set")
	if err != nil {
		return indicators.Book{}, err
	}
	return s.sets.Open(r.Context(), s.Actor(r), id)
}

// work opens the draft that the address names.
func (s *Screen) work(r *http.Request) (*indicators.Work, error) {
	id, err := page.PathID(r, "draft")
	if err != nil {
		return nil, err
	}
	return s.sets.Work(r.Context(), s.Actor(r), id)
}

// Draft shows a draft: its items by area, and what is wrong.
func (s *Screen) Draft(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.PublishedAs != 0 {
		return page.See(w, r, page.SetURL(work.PublishedAs))
	}
	v := overviewOf(work)
	v.Order = ui.Form{ID: "order", Action: page.DraftOrderURL(work.ID), Hidden: s.Hidden(r)}
	s.Render(w, r, http.StatusOK, draftPage(s.Frame(r, work.Name), v))
	return nil
}

func number(n int) string { return strconv.Itoa(n) }
