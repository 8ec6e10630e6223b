// Package home is the first page after signing in: what waits for this person,
// part by part, each with the one thing to do next and what waits beside it.
package home

import (
	"net/http"

	"baolei/internal/app/outlook"
	"baolei/internal/app/oversee"
	"baolei/internal/app/rectification"
	yearpages "baolei/web/outlook"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the first page.
type Screen struct {
	*page.Site
	office *oversee.Service
	year   *outlook.Service
	files  *rectification.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service, year *outlook.Service, files *rectification.Service) *Screen {
	return &Screen{site, office, year, files}
}

// Show shows what waits for the person.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	v, err := s.view(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, homePage(s.Frame(r, "首页"), v))
	return nil
}

func (s *Screen) view(r *http.Request) (view, error) {
	actor := s.Actor(r)
	h, err := s.office.Home(r.Context(), actor)
	if err != nil {
		return view{}, err
	}
	tasks, err := s.tasks(r.Context(), actor)
	if err != nil {
		return view{}, err
	}
	waits, err := s.files.Waits(r.Context(), actor)
	if err != nil {
		return view{}, err
	}
	tasks = append(mendingParts(waits), tasks...)
	v := viewOf(h, actor, s.office.Today())
	v.Parts = append(v.Parts[:len(h.Own):len(h.Own)], append(tasks, v.Parts[len(h.Own):]...)...)
	if len(tasks) > 0 {
		v.None = ""
	}
	return v, nil
}

// Waiting lists all that waits for the person in the parts of the first page, for
// the list of notices.
func (s *Screen) Waiting(r *http.Request) ([]yearpages.Wait, error) {
	v, err := s.view(r)
	if err != nil {
		return nil, err
	}
	var waits []yearpages.Wait
	for _, p := range v.Parts {
		for _, w := range p.waits() {
			waits = append(waits, yearpages.Wait{What: p.Title, Say: w.Say, Do: ui.Link{Label: w.Label, Href: w.Href}})
		}
	}
	return waits, nil
}
