// Package home is the first page after signing in: what waits for this person.
package home

import (
	"net/http"

	"baolei/internal/app/assess"
	"baolei/web/page"
)

// Screen is the first page.
type Screen struct {
	*page.Site
	assess *assess.Service
}

// New makes the screen.
func New(site *page.Site, self *assess.Service) *Screen { return &Screen{site, self} }

// Show shows what waits for the person, by role.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	mine, err := s.assess.Mine(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, homePage(s.Frame(r, "首页"), branches(mine)))
	return nil
}
