// Package review is the desk at which a committee verifies: the branches below
// by state, one item at a time beside what the branch stated, and the pages
// that return, agree with many, sign and report.
//
// An item is one form: its clauses, the reasons, and the word that it is dealt
// with. It saves itself where there is script; without script its buttons do.
// What was typed comes back with whatever was wrong with it.
package review

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/indicator"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	examine *examine.Service
}

// New makes the screen.
func New(site *page.Site, capability *examine.Service) *Screen { return &Screen{site, capability} }

// named is an item with its number.
func named(set *app.Set, item *indicator.Item) string {
	return set.Number(item.Code) + " " + item.Title
}

// List shows the branches below the person.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	cycle, err := page.FormID(r, "cycle")
	if err != nil {
		return err
	}
	list, err := s.examine.List(r.Context(), s.Actor(r), cycle)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "考核验收"), listOf(list, q.Get("state"), page.QueryPage(q))))
	return nil
}

// open reads the assessment that the address names.
func (s *Screen) open(r *http.Request) (examine.View, error) {
	id, err := page.PathID(r, "id")
	if err != nil {
		return examine.View{}, err
	}
	return s.examine.View(r.Context(), s.Actor(r), id)
}

// Show shows the desk at an item: the one asked for, else the first that is
// still to be dealt with.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	if v.State == workflow.Draft {
		s.Render(w, r, http.StatusOK, draftPage(s.Frame(r, v.BranchName), draftOf(v)))
		return nil
	}
	show := showing(r.URL.Query().Get("show"))
	at, ok := through(v).current(r.URL.Query().Get("item"), show)
	if !ok {
		return page.NotFound()
	}
	return s.desk(w, r, http.StatusOK, round{v: v, it: at.Item, show: show}, trouble{})
}

// desk answers with the whole desk at a stop.
func (s *Screen) desk(w http.ResponseWriter, r *http.Request, status int, k round, t trouble) error {
	beside, err := s.examine.Beside(r.Context(), &k.v, k.it.Code)
	if err != nil {
		return err
	}
	k.v.Used = beside.Used
	way := k.way()
	d := desk{Title: way.title, Keys: keys(way.unit), Card: s.card(r, k, t), Around: s.around(k, beside.Queue), Talk: s.talk(r, k, t),
		Opinion: beside.Opinion, Elsewhere: elsewhere(k.v, beside.Elsewhere, k.it), Compare: page.CalibrationOfURL(k.v.Cycle.ID, 0, k.it.Code), Notice: k.v.WhyNot, Again: reopened(k.v), Caution: k.v.Forgoes, Lost: figures.Lost(k.v.Lost, app.Self, app.Review), Ways: way.steps(k.at(), k.show)}
	if beside.Hints > 0 {
		d.Ways = append(d.Ways, ui.LinkButtonProps{Label: fmt.Sprintf("核对提示（%d）", beside.Hints), Href: page.ReviewHintsURL(k.v.ID), Small: true})
	}
	d.Ways = append(d.Ways, k.others(beside.Queue)...)
	frame := s.Frame(r, k.v.BranchName+" · "+named(k.v.Set, k.it.Item))
	frame.Top = bar(d.Around.Bar)
	s.Render(w, r, status, deskPage(frame, d))
	return nil
}

// others lead off the way: to the same item elsewhere, or to other branches.
func (k round) others(waiting []examine.Waiting) []ui.LinkButtonProps {
	link := func(label, href string) ui.LinkButtonProps {
		return ui.LinkButtonProps{Label: label, Href: href, Kind: ui.Quiet, Small: true}
	}
	if k.across != nil {
		return []ui.LinkButtonProps{link("这个支部的其他项", page.ReviewItemURL(k.v.ID, k.it.Code))}
	}
	var list []ui.LinkButtonProps
	before, after := neighbours(k.v, waiting)
	if before != 0 {
		list = append(list, link("上一支部", page.ReviewURL(before)))
	}
	if after != 0 {
		list = append(list, link("下一支部", page.ReviewURL(after)))
	}
	if k.v.CanReview {
		list = append(list, link("各支部的这一项", page.AcrossShowURL(k.v.Cycle.ID, k.it.Code, strconv.FormatInt(k.v.ID, 10), "")))
	}
	return list
}
