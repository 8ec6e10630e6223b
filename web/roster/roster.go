// Package roster is a branch's roster: the list, one member's page, the forms
// that add, change and transfer. Identity cards are looked for by a posted form,
// so that none ever stands in an address.
package roster

import (
	"net/http"
	"net/url"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the roster.
type Screen struct {
	*page.Site
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen { return &Screen{site, keep} }

// frame puts a page under the book's navigation.
func (s *Screen) frame(r *http.Request, p records.Place, title string) ui.PageProps {
	year := book.Year(r.URL.Query(), s.records.Today())
	return book.Under(s.Frame(r, title), s.Actor(r), p, year, book.Roster)
}

// narrow is frame for a form.
func (s *Screen) narrow(r *http.Request, p records.Place, title string) ui.PageProps {
	f := s.frame(r, p, title)
	f.Narrow = true
	return f
}

// List shows the roster.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	return s.list(w, r, http.StatusOK, query{Text: page.Query(r.URL.Query(), "q"), Show: page.Query(r.URL.Query(), "show")}, nil)
}

func (s *Screen) list(w http.ResponseWriter, r *http.Request, status int, q query, wrong map[string]string) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	if q.Year = book.Year(r.URL.Query(), s.records.Today()); record.LooksLikeIdentityCard(q.Text) {
		q.Text = ""
	}
	list, err := s.records.Roster(r.Context(), s.Actor(r), branch, q.Year)
	if err != nil {
		return err
	}
	find := ui.Form{Action: page.FindMemberURL(branch), Hidden: s.Hidden(r), Label: "查找党员", Unchecked: true}
	s.Render(w, r, status, listPage(s.frame(r, list.Place, "党员名册"), listOf(list, q, find, wrong)))
	return nil
}

// Find leads to what was typed into the search field: a name into the address,
// an identity card to the member's page.
func (s *Screen) Find(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	text := page.Posted(r).Text("q")
	if !record.LooksLikeIdentityCard(text) {
		return page.See(w, r, page.RosterURL(branch)+"?"+url.Values{"q": {text}}.Encode())
	}
	id, err := s.records.FindMember(r.Context(), s.Actor(r), branch, text)
	if wrong, ok := page.Wrong(err); ok {
		return s.list(w, r, http.StatusUnprocessableEntity, query{}, wrong)
	}
	if err != nil {
		return err
	}
	if id == 0 {
		return s.list(w, r, http.StatusOK, query{}, map[string]string{"q": "本支部名册上没有这张身份证。"})
	}
	return page.See(w, r, page.MemberURL(branch, id))
}

// Show shows one member.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	m, err := s.member(r)
	if err != nil {
		return err
	}
	return s.show(w, r, m, "", "")
}

// Unmask shows one member with a sealed fact in full, this once.
func (s *Screen) Unmask(w http.ResponseWriter, r *http.Request) error {
	m, err := s.member(r)
	if err != nil {
		return err
	}
	field := records.Field(page.Posted(r).Text("field"))
	plain, err := s.records.Unmask(r.Context(), s.Actor(r), m.Book.Branch, m.ID, field)
	if err != nil {
		return err
	}
	return s.show(w, r, m, field, plain)
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, m records.MemberPage, field records.Field, plain string) error {
	unmask := func(f records.Field) *ui.Form {
		if !m.CanUnmask || f == field {
			return nil
		}
		return &ui.Form{Action: page.UnmaskURL(m.Book.Branch, m.ID), Hidden: s.Hidden(r, "field", string(f))}
	}
	v := memberOf(m, unmask)
	v.unmasked(field, plain)
	s.Render(w, r, http.StatusOK, memberPage(s.frame(r, m.Book, m.Name), v))
	return nil
}

// member reads the member that the address names.
func (s *Screen) member(r *http.Request) (records.MemberPage, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return records.MemberPage{}, err
	}
	id, err := page.PathID(r, "member")
	if err != nil {
		return records.MemberPage{}, err
	}
	return s.records.Member(r.Context(), s.Actor(r), branch, id)
}
