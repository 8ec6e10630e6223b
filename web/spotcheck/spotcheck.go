// Package spotcheck is the desk at which a drawn branch is checked on the spot,
// made for a phone held standing up: one area a page, an item a card, each
// clause a form that saves itself. Of a sealed check it shows nothing of the
// other levels until it is handed in; then the three stand side by side.
//
// Every form works without script: it answers with the page, at the card.
package spotcheck

import (
	"net/http"
	"strconv"

	"baolei/internal/app/evidence"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	spot  *spotcheck.Service
	files *evidence.Service
}

// New makes the screen.
func New(site *page.Site, spot *spotcheck.Service, files *evidence.Service) *Screen {
	return &Screen{site, spot, files}
}

// List shows the branches that the person is assigned to.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	mine, err := s.spot.Mine(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "现场抽查"), listTable(mine), len(mine) == 0))
	return nil
}

// Show shows the desk, or, once it is handed in, the comparison.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	sheet, c, err := s.spot.Open(r.Context(), s.Actor(r), id)
	switch {
	case err != nil:
		return err
	case sheet == nil:
		s.compare(w, r, http.StatusOK, c, heard{})
		return nil
	}
	area, ok := areaOf(sheet, r.URL.Query().Get("area"))
	if !ok {
		return page.NotFound()
	}
	s.Render(w, r, http.StatusOK, s.desk(r, sheet, area, trouble{}))
	return nil
}

// Card shows an item by itself, for who takes the other's version.
func (s *Screen) Card(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	sheet, err := s.spot.Sheet(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	return s.saved(w, r, sheet, r.PathValue("item"))
}

// Ready shows what is handed in, and asks once more.
func (s *Screen) Ready(w http.ResponseWriter, r *http.Request) error {
	return s.ready(w, r, http.StatusOK, "")
}

func (s *Screen) ready(w http.ResponseWriter, r *http.Request, status int, problem string) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	ready, err := s.spot.Ready(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	if ready.HandedIn {
		return page.See(w, r, page.SpotURL(id))
	}
	s.Render(w, r, status, readyPage(s.Frame(r, "交回抽查结果"), newReady(ready, s.Hidden(r, "version", strconv.Itoa(ready.Version)), problem)))
	return nil
}

// HandIn hands the check in.
func (s *Screen) HandIn(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	err = s.spot.HandIn(r.Context(), s.Actor(r), spotcheck.HandIn{Assessment: id, Key: key, Version: version})
	switch fault.KindOf(err) {
	case fault.Conflict:
		return s.overtaken(w, r, id, err)
	case fault.Invalid:
		return s.ready(w, r, page.Status(err), err.Error())
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.SpotURL(id), "handed-in"))
}

// overtaken tells the second of two inspectors that the other was first: beside
// what was handed in, or beside what there is to look over again.
func (s *Screen) overtaken(w http.ResponseWriter, r *http.Request, id int64, conflict error) error {
	sheet, c, err := s.spot.Open(r.Context(), s.Actor(r), id)
	switch {
	case err != nil:
		return err
	case sheet != nil:
		return s.ready(w, r, page.Status(conflict), conflict.Error())
	}
	s.compare(w, r, page.Status(conflict), c, heard{refused: "没有重复交回", wrong: map[string]string{"": conflict.Error()}})
	return nil
}

// areaOf finds an area: the one asked for, else the first with something open.
func areaOf(sheet *spotcheck.Sheet, code string) (scoring.AreaPart, bool) {
	var first *scoring.AreaPart
	for _, c := range sheet.Explanation.Categories {
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

// itemOf finds an item of this kind of branch that the draw has checked.
func itemOf(sheet *spotcheck.Sheet, code string) (*indicator.Item, *indicator.Area, error) {
	item, area, ok := sheet.Set.Item(code)
	if !ok || !item.AppliesTo(sheet.Kind) || !sheet.Checks(code) {
		return nil, nil, page.NotFound()
	}
	return item, area, nil
}
