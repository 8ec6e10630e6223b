// Package home is the first page after signing in: what waits for this person,
// part by part, each with the one thing to do next.
package home

import (
	"net/http"

	"baolei/internal/app/outlook"
	"baolei/internal/app/oversee"
	"baolei/web/page"
)

// Screen is the first page.
type Screen struct {
	*page.Site
	office *oversee.Service
	year   *outlook.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service, year *outlook.Service) *Screen {
	return &Screen{site, office, year}
}

// Show shows what waits for the person.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	actor := s.Actor(r)
	h, err := s.office.Home(r.Context(), actor)
	if err != nil {
		return err
	}
	tasks, err := s.tasks(r.Context(), actor)
	if err != nil {
		return err
	}
	v := viewOf(h, actor, s.office.Today())
	v.Parts = append(v.Parts[:len(h.Own):len(h.Own)], append(tasks, v.Parts[len(h.Own):]...)...)
	if len(tasks) > 0 {
		v.None = ""
	}
	s.Render(w, r, http.StatusOK, homePage(s.Frame(r, "首页"), v))
	return nil
}
