package roster

import (
	"errors"
	"net/http"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// elsewhereView offers a transfer in the place of a second member.
type elsewhereView struct {
	Text     string
	Member   string  // address, where the member is on the own roster
	Transfer ui.Form // carries on what was typed
}

// NewForm shows the form that adds a member.
func (s *Screen) NewForm(w http.ResponseWriter, r *http.Request) error {
	january := calendar.Date{Year: s.records.Today().Year, Month: 1, Day: 1}
	return s.newForm(w, r, http.StatusOK, page.Blank("stage", string(record.Full), "since", january.String()), nil)
}

// Add adds a member.
func (s *Screen) Add(w http.ResponseWriter, r *http.Request) error {
	c, t, err := s.posted(r)
	if err != nil {
		return err
	}
	in := facts(t)
	if len(t.Wrong) > 0 {
		return s.newForm(w, r, http.StatusUnprocessableEntity, t, nil)
	}
	err = s.records.AddMember(r.Context(), s.Actor(r), c, in)
	if e, ok := errors.AsType[*records.Elsewhere](err); ok {
		return s.newForm(w, r, http.StatusUnprocessableEntity, t, e)
	}
	if t.Add(err) {
		return s.newForm(w, r, http.StatusUnprocessableEntity, t, nil)
	}
	if err != nil {
		return err
	}
	if t.Text("another") != "" {
		return page.See(w, r, page.Done(page.NewMemberURL(c.Branch), "added"))
	}
	return page.See(w, r, page.Done(page.RosterURL(c.Branch), "added"))
}

// posted reads the branch, the form's key and what was typed.
func (s *Screen) posted(r *http.Request) (records.Change, *page.Typed, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return records.Change{}, nil, err
	}
	key, err := s.Key(r)
	t := page.Posted(r)
	return records.Change{Branch: branch, Key: key, Reason: t.Text("reason")}, t, err
}

func (s *Screen) newForm(w http.ResponseWriter, r *http.Request, status int, t *page.Typed, e *records.Elsewhere) error {
	m, err := s.blank(r)
	if err != nil {
		return err
	}
	v := formView{Title: "登记党员", Text: "本支部现有的党员在这里登记；从别处转来的请用“登记转入”。", Back: ui.Link{Label: "党员名册", Href: page.RosterURL(m.Book.Branch)},
		Refused: "没有登记", Mistakes: page.Mistakes(t.Wrong, order...), Fields: fieldsOf(t, m.Groups, m.Accounts), Another: true, Submit: "登记"}
	v.Form = ui.Form{Action: page.NewMemberURL(m.Book.Branch), Hidden: s.Hidden(r)}
	if e != nil {
		v.Elsewhere = s.offer(r, m.Book.Branch, t, e)
		v.Fields.Identity.Error = e.Error()
	}
	s.Render(w, r, status, formPage(s.narrow(r, m.Book, v.Title), v))
	return nil
}

// offer makes the way on from an identity card that is known already.
func (s *Screen) offer(r *http.Request, branch int64, t *page.Typed, e *records.Elsewhere) *elsewhereView {
	v := &elsewhereView{Text: e.Error()}
	if e.Here != 0 {
		v.Member = page.MemberURL(branch, e.Here)
		return v
	}
	v.Transfer = ui.Form{Action: page.TransferInURL(branch), Hidden: s.Hidden(r, "offered", "1", "other", e.Branch, "identity", t.Text("identity"), "name", t.Text("name"),
		"stage", t.Text("stage"), "duty", t.Text("duty"), "group", t.Text("group"))}
	return v
}

func (s *Screen) blank(r *http.Request) (records.MemberPage, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return records.MemberPage{}, err
	}
	return s.records.NewMember(r.Context(), s.Actor(r), branch)
}
