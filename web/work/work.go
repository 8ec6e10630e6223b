// Package work shows the long work that a person asked for: a list, and for each
// how far it is, what came of it, and trying again what failed.
package work

import (
	"net/http"

	"baolei/internal/app/work"
	"baolei/web/page"
)

// Screen shows long work.
type Screen struct {
	*page.Site
	work *work.Service
}

// New makes the screen.
func New(site *page.Site, service *work.Service) *Screen { return &Screen{site, service} }

// List shows what the person asked for.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	number := page.QueryPage(r.URL.Query())
	list, total, err := s.work.List(r.Context(), s.Actor(r), number)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, title), listOf(list, total, number)))
	return nil
}

// Show shows one piece of work; a part of the page where the page asks for it
// while it goes on.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "task")
	if err != nil {
		return err
	}
	t, err := s.work.Show(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	v := s.viewOf(r, t)
	if page.Partial(r) {
		s.Render(w, r, http.StatusOK, livePart(v))
		return nil
	}
	s.Render(w, r, http.StatusOK, showPage(s.Frame(r, t.Title), v))
	return nil
}

// File sends the result.
func (s *Screen) File(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "task")
	if err != nil {
		return err
	}
	file, err := s.work.Open(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	return s.Send(w, r, file)
}

// Retry has failed work tried again.
func (s *Screen) Retry(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "task")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	if err := s.work.Retry(r.Context(), s.Actor(r), id, key); err != nil {
		return err
	}
	return page.See(w, r, page.TaskURL(id))
}
