package organisation

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app/people"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// kindsPerPage is of how many branches the kind is asked at once.
const kindsPerPage = 100

// kindsView is the form that says the kind of many branches.
type kindsView struct {
	Title, Text string
	Back        ui.Link
	Form        ui.Form
	Mistakes    []ui.Mistake
	Kind        ui.Select
	Branches    ui.Chips
	Pager       ui.PagerProps
	Can         bool // there are kinds, and branches to have one
}

// KindsForm shows the form that says the kind of an organisation's branches.
func (s *Screen) KindsForm(w http.ResponseWriter, r *http.Request) error {
	tree, o, err := s.findToManage(r)
	if err != nil {
		return err
	}
	return s.kindsForm(w, r, http.StatusOK, tree, o, nil)
}

func (s *Screen) kindsForm(w http.ResponseWriter, r *http.Request, status int, tree people.Tree, o people.Organisation, wrong map[string]string) error {
	list := tree.BranchesOf(o.ID)
	at := page.QueryPage(r.URL.Query())
	from, until, pager := ui.TurnRows(len(list), kindsPerPage, at, func(to int) string { return page.KindsPageURL(o.ID, to) })
	v := kindsView{Title: "填类型：" + o.Name, Text: kindsLeft(tree, list), Back: ui.Link{Label: o.Name, Href: page.OrganisationURL(o.ID)}, Pager: pager,
		Form:     ui.Form{Action: page.KindsPageURL(o.ID, at), Hidden: s.Hidden(r)},
		Mistakes: page.Mistakes(wrong, "kind", "branch"), Kind: kindField(tree, r.PostFormValue("kind"), wrong), Can: len(list) > 0 && len(tree.Kinds) > 0}
	v.Kind.Required, v.Kind.Empty, v.Kind.Hint = true, "请选择", "勾选的支部都填成这一类。"
	v.Branches = ui.Chips{ID: "branch", Name: "branch", Label: "党支部", Hint: "还没有填的在前。", Error: wrong["branch"], Values: ticked(r, list[from:until])}
	for _, x := range list[from:until] {
		v.Branches.Options = append(v.Branches.Options, ui.Option{Value: seenKind(x), Label: x.Name + "（" + kindName(tree, x.Kind) + "）"})
	}
	s.Render(w, r, status, kindsPage(s.Frame(r, "填类型"), v))
	return nil
}

// kindsLeft tells how many branches have no kind yet.
func kindsLeft(tree people.Tree, list []people.Organisation) string {
	n := 0
	for _, x := range list {
		if kindName(tree, x.Kind) == unsaidKind {
			n++
		}
	}
	switch {
	case len(tree.Kinds) == 0:
		return "已发布的指标都不分类型，不用填。"
	case len(list) == 0:
		return "还没有党支部。"
	case n == 0:
		return "全部党支部都已填类型。"
	}
	return fmt.Sprintf("%d 个党支部中还有 %d 个没有填类型。", len(list), n)
}

// seenKind is a branch with the kind that the person sees, as a box holds it.
func seenKind(x people.Organisation) string { return strconv.FormatInt(x.ID, 10) + "." + x.Kind }

// ticked are the boxes that were ticked in a form that came back, whatever kind
// the branches have got meanwhile.
func ticked(r *http.Request, list []people.Organisation) []string {
	var values []string
	for _, x := range list {
		if slices.ContainsFunc(r.PostForm["branch"], func(box string) bool { id, _, _ := strings.Cut(box, "."); return id == strconv.FormatInt(x.ID, 10) }) {
			values = append(values, seenKind(x))
		}
	}
	return values
}

// SetKinds says the kind of the ticked branches. Who was overtaken sees the kinds
// that are there now, with the same boxes ticked.
func (s *Screen) SetKinds(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "organisation")
	if err != nil {
		return err
	}
	in := people.SetKinds{Key: key, Organisation: id, Kind: r.PostFormValue("kind")}
	for _, box := range r.PostForm["branch"] {
		branch, seen, _ := strings.Cut(box, ".")
		n, err := strconv.ParseInt(branch, 10, 64)
		if err != nil {
			return page.NotFound()
		}
		in.Branches = append(in.Branches, people.KindSeen{Branch: n, Kind: seen})
	}
	err = s.people.SetKinds(r.Context(), s.Actor(r), in)
	if err == nil {
		return page.See(w, r, page.Done(page.KindsURL(id), "kinds"))
	}
	wrong, invalid := page.Wrong(err)
	if fault.KindOf(err) == fault.Conflict {
		wrong = map[string]string{"branch": "有的支部刚被别人改了类型，现在的类型见下。核对后可以再提交。"}
	} else if !invalid {
		return err
	}
	tree, o, e := s.findToManage(r)
	if e != nil {
		return e
	}
	return s.kindsForm(w, r, page.Status(err), tree, o, wrong)
}
