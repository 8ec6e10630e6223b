package organisation

import (
	"net/http"
	"strings"

	"baolei/internal/app/people"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// RenameForm shows the form that changes an organisation's name.
func (s *Screen) RenameForm(w http.ResponseWriter, r *http.Request) error {
	tree, o, err := s.findToManage(r)
	if err != nil {
		return err
	}
	return s.renameForm(w, r, http.StatusOK, tree, o, people.Rename{Name: o.Name, Kind: o.Kind}, nil)
}

func (s *Screen) renameForm(w http.ResponseWriter, r *http.Request, status int, tree people.Tree, o people.Organisation, in people.Rename, wrong map[string]string) error {
	f := renameView(tree, o, in, wrong)
	f.Form = ui.Form{Action: page.RenameURL(o.ID), Hidden: s.Hidden(r, "seen_name", o.Name, "seen_kind", o.Kind)}
	s.Render(w, r, status, renamePage(s.Frame(r, "改名"), f))
	return nil
}

// Rename changes an organisation's name. Who was overtaken sees the name that
// is there now beside what was typed.
func (s *Screen) Rename(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "organisation")
	if err != nil {
		return err
	}
	in := people.Rename{Key: key, Organisation: id, SeenName: r.PostFormValue("seen_name"), SeenKind: r.PostFormValue("seen_kind"),
		Name: strings.TrimSpace(r.PostFormValue("name")), Kind: r.PostFormValue("kind")}
	err = s.people.RenameOrganisation(r.Context(), s.Actor(r), in)
	wrong, invalid := page.Wrong(err)
	overtaken := fault.KindOf(err) == fault.Conflict
	if err != nil && !invalid && !overtaken {
		return err
	}
	if err == nil {
		return page.See(w, r, page.Done(page.OrganisationURL(id), "renamed"))
	}
	tree, o, e := s.findToManage(r)
	if e != nil {
		return e
	}
	if overtaken {
		wrong = map[string]string{"name": "刚被别人改为“" + o.Name + "”。您填写的还在下面，核对后可以再提交。"}
	}
	return s.renameForm(w, r, page.Status(err), tree, o, in, wrong)
}
