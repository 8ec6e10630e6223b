// Package organisation is the tree of organisations: who stands below whom, and
// for the system administrator, adding and renaming.
package organisation

import (
	"net/http"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the tree.
type Screen struct {
	*page.Site
	people *people.Service
}

// New makes the screen.
func New(site *page.Site, folk *people.Service) *Screen { return &Screen{site, folk} }

// Root shows the tree from its root.
func (s *Screen) Root(w http.ResponseWriter, r *http.Request) error {
	tree, err := s.people.Tree(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	return s.show(w, r, tree, tree.Root().ID)
}

// Show shows the tree with one organisation open.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	tree, o, err := s.find(r)
	if err != nil {
		return err
	}
	return s.show(w, r, tree, o.ID)
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, tree people.Tree, id int64) error {
	o, err := tree.Find(id)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, treePage(s.Frame(r, "组织"), view(tree, o, page.QueryPage(r.URL.Query()))))
	return nil
}

// find reads the tree and the organisation that the address names.
func (s *Screen) find(r *http.Request) (people.Tree, people.Organisation, error) {
	id, err := page.PathID(r, "organisation")
	if err != nil {
		return people.Tree{}, people.Organisation{}, err
	}
	tree, err := s.people.Tree(r.Context(), s.Actor(r))
	if err != nil {
		return tree, people.Organisation{}, err
	}
	o, err := tree.Find(id)
	return tree, o, err
}

// findToManage is find for the forms: nobody else's address shows them.
func (s *Screen) findToManage(r *http.Request) (people.Tree, people.Organisation, error) {
	tree, o, err := s.find(r)
	if err == nil && !tree.CanManage {
		err = app.NotFound()
	}
	return tree, o, err
}

// NewForm shows the form that adds an organisation below one.
func (s *Screen) NewForm(w http.ResponseWriter, r *http.Request) error {
	tree, parent, err := s.findToManage(r)
	if err != nil {
		return err
	}
	return s.newForm(w, r, http.StatusOK, tree, parent, people.NewOrganisation{}, nil)
}

func (s *Screen) newForm(w http.ResponseWriter, r *http.Request, status int, tree people.Tree, parent people.Organisation, in people.NewOrganisation, wrong map[string]string) error {
	if len(people.LevelsBelow(parent.Level)) == 0 {
		return page.NotFound()
	}
	f := addView(tree, parent, in, wrong)
	f.Form = ui.Form{Action: page.NewOrganisationURL(parent.ID), Hidden: s.Hidden(r)}
	s.Render(w, r, status, addPage(s.Frame(r, "新增组织"), f))
	return nil
}

// Add adds an organisation.
func (s *Screen) Add(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "organisation")
	if err != nil {
		return err
	}
	in := people.NewOrganisation{Key: key, Parent: id, Level: access.Level(r.PostFormValue("level")),
		Code: strings.TrimSpace(r.PostFormValue("code")), Name: strings.TrimSpace(r.PostFormValue("name")), Kind: r.PostFormValue("kind")}
	if in.Founded, err = founded(r); err == nil {
		err = s.people.AddOrganisation(r.Context(), s.Actor(r), in)
	}
	if wrong, ok := page.Wrong(err); ok {
		tree, parent, err := s.findToManage(r)
		if err != nil {
			return err
		}
		return s.newForm(w, r, http.StatusUnprocessableEntity, tree, parent, in, wrong)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.OrganisationURL(id), "added"))
}

// founded reads the day on which a branch was set up; zero where none is given.
func founded(r *http.Request) (calendar.Date, error) {
	text := strings.TrimSpace(r.PostFormValue("founded"))
	if text == "" {
		return calendar.Date{}, nil
	}
	day, err := calendar.Parse(text)
	if err != nil {
		return day, fault.Field("founded", "日期请写成 2026-03-01 的样子。")
	}
	return day, nil
}
