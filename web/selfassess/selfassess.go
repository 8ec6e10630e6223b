// Package selfassess is the desk at which a branch assesses itself: one area a
// page, an item a card, each clause a form that saves itself.
//
// Every form works without script: it answers with the page, at the card. With
// script it answers with the card, and with the score bar and the navigation
// beside it. What was typed comes back with whatever was wrong with it.
package selfassess

import (
	"net/http"

	"baolei/internal/app/assess"
	"baolei/internal/app/evidence"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	self  *assess.Service
	files *evidence.Service
}

// New makes the screen.
func New(site *page.Site, self *assess.Service, files *evidence.Service) *Screen {
	return &Screen{site, self, files}
}

// List shows the assessments of the person's branches.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	mine, err := s.self.Mine(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "年度自评"), listTable(mine, s.self.Today())))
	return nil
}

// open reads the assessment that the address names.
func (s *Screen) open(r *http.Request) (assess.View, error) {
	id, err := page.PathID(r, "id")
	if err != nil {
		return assess.View{}, err
	}
	return s.self.View(r.Context(), s.Actor(r), id)
}

// Show shows an area of the desk: the one asked for, else that of the first
// remark without a reply, else the first in which something is left to do.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	code := r.URL.Query().Get("area")
	if code == "" && v.CanSave {
		code = remarkedArea(v)
	}
	area, ok := areaOf(v, code)
	if !ok {
		return page.NotFound()
	}
	s.Render(w, r, http.StatusOK, s.desk(r, v, area, trouble{}))
	return nil
}

// remarkedArea is the area of the first remark that waits for a reply; "" for none.
func remarkedArea(v assess.View) string {
	for _, rm := range v.Remarks {
		if _, area, ok := v.Set.Item(rm.Item); ok && !rm.SentAt.IsZero() && rm.Reply == "" {
			return area.Code
		}
	}
	return ""
}

// areaOf finds an area that has items for this kind of branch.
func areaOf(v assess.View, code string) (scoring.AreaPart, bool) {
	var first *scoring.AreaPart
	for _, c := range v.Explanation.Categories {
		for i := range c.Areas {
			a := &c.Areas[i]
			if a.Area == code {
				return *a, true
			}
			if first == nil || figures.Open(first.Items) == 0 && figures.Open(a.Items) > 0 {
				first = a
			}
		}
	}
	if first == nil || code != "" {
		return scoring.AreaPart{}, false
	}
	return *first, true
}

// Card shows an item by itself, for who takes the others' version back.
func (s *Screen) Card(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	item, area, err := itemOf(v, r.PathValue("item"))
	if err != nil {
		return err
	}
	return s.saved(w, r, v, area.Code, item.Code)
}

// itemOf finds an item of this kind of branch.
func itemOf(v assess.View, code string) (*indicator.Item, *indicator.Area, error) {
	item, area, ok := v.Set.Item(code)
	if !ok || !item.AppliesTo(v.Kind) {
		return nil, nil, page.NotFound()
	}
	return item, area, nil
}
