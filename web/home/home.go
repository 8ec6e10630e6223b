// Package home is the first page after signing in: what waits for this person,
// part by part, each with the one thing to do next.
package home

import (
	"net/http"

	"baolei/internal/app/oversee"
	"baolei/web/page"
)

// Screen is the first page.
type Screen struct {
	*page.Site
	office *oversee.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service) *Screen { return &Screen{site, office} }

// Show shows what waits for the person.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	actor := s.Actor(r)
	h, err := s.office.Home(r.Context(), actor)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, homePage(s.Frame(r, "首页"), viewOf(h, actor, s.office.Today())))
	return nil
}
