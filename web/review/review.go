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

	"baolei/internal/app/examine"
	"baolei/internal/core/workflow"
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

// List shows the branches below the person.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	cycle, err := queryID(q.Get("cycle"))
	if err != nil {
		return err
	}
	list, err := s.examine.List(r.Context(), s.Actor(r), cycle)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "考核验收"), listOf(list, workflow.State(q.Get("state")))))
	return nil
}

// queryID reads an id of the query; 0 where there is none.
func queryID(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 {
		return 0, page.NotFound()
	}
	return id, nil
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
	item, ok := current(v, r.URL.Query().Get("item"), show)
	if !ok {
		return page.NotFound()
	}
	return s.desk(w, r, http.StatusOK, v, item, trouble{})
}

// desk answers with the whole desk at an item.
func (s *Screen) desk(w http.ResponseWriter, r *http.Request, status int, v examine.View, item examine.Item, t trouble) error {
	beside, err := s.examine.Beside(r.Context(), &v, item.Code)
	if err != nil {
		return err
	}
	v.Used = beside.Used
	show := showing(r.FormValue("show"))
	d := desk{Card: s.card(r, v, item, show, t), Around: s.around(v, item, show, beside.Queue), Talk: s.talk(r, v, item, show, t),
		Elsewhere: elsewhere(v, beside.Elsewhere, item), Notice: v.WhyNot, Caution: v.Forgoes, Ways: ways(v, item, show)}
	if beside.Hints > 0 {
		d.Ways = append(d.Ways, ui.LinkButtonProps{Label: fmt.Sprintf("核对提示（%d）", beside.Hints), Href: page.ReviewHintsURL(v.ID), Small: true})
	}
	before, after := neighbours(v, beside.Queue)
	if before != 0 {
		d.Ways = append(d.Ways, ui.LinkButtonProps{Label: "上一支部", Href: page.ReviewURL(before), Kind: ui.Quiet, Small: true})
	}
	if after != 0 {
		d.Ways = append(d.Ways, ui.LinkButtonProps{Label: "下一支部", Href: page.ReviewURL(after), Kind: ui.Quiet, Small: true})
	}
	frame := s.Frame(r, v.BranchName+" · "+d.Card.Number+" "+item.Title)
	frame.Top = bar(d.Around.Bar)
	s.Render(w, r, status, deskPage(frame, d))
	return nil
}
