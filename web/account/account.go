// Package account is the system administrator's desk: accounts, their initial
// passwords, and who is kept out.
package account

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"baolei/internal/app/people"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	people *people.Service
}

// New makes the screen.
func New(site *page.Site, folk *people.Service) *Screen { return &Screen{site, folk} }

// pageSize is how many accounts a page shows.
const pageSize = 30

// query is what narrows the list; the address keeps it.
type query struct {
	Text, State string
	Page        int // from 1
}

func (q query) url(change func(*query)) string {
	change(&q)
	v := url.Values{}
	for name, value := range map[string]string{"q": q.Text, "state": q.State} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if q.Page > 1 {
		v.Set("page", strconv.Itoa(q.Page))
	}
	if len(v) == 0 {
		return page.AccountsURL
	}
	return page.AccountsURL + "?" + v.Encode()
}

func read(r *http.Request) query {
	v := r.URL.Query()
	return query{Text: page.Query(v, "q"), State: page.Query(v, "state"), Page: page.QueryPage(v)}
}

// List shows the accounts.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	q := read(r)
	f := people.AccountFilter{Text: q.Text, State: q.State, Offset: (q.Page - 1) * pageSize, Limit: pageSize}
	list, total, err := s.people.Accounts(r.Context(), s.Actor(r), f)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "账号"), listViewOf(q, list, total)))
	return nil
}

// NewForm shows the form that makes an account.
func (s *Screen) NewForm(w http.ResponseWriter, r *http.Request) error {
	s.newForm(w, r, http.StatusOK, people.NewAccount{}, nil)
	return nil
}

func (s *Screen) newForm(w http.ResponseWriter, r *http.Request, status int, in people.NewAccount, wrong map[string]string) {
	form := ui.Form{Action: page.NewAccountURL, Hidden: s.Hidden(r)}
	s.Render(w, r, status, newPage(s.Frame(r, "新建账号"), form, in, wrong))
}

// Add makes an account and shows its initial password, this once.
func (s *Screen) Add(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	in := people.NewAccount{Key: key, Account: strings.TrimSpace(r.PostFormValue("account")), Name: strings.TrimSpace(r.PostFormValue("name"))}
	handed, err := s.people.AddAccount(r.Context(), s.Actor(r), in)
	if wrong, ok := page.Wrong(err); ok {
		s.newForm(w, r, http.StatusUnprocessableEntity, in, wrong)
		return nil
	}
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, handedPage(s.Frame(r, "新建账号"), handedViewOf(handed, "账号已建立")))
	return nil
}

// Show shows one account with what can be done to it.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "person")
	if err != nil {
		return err
	}
	p, err := s.people.AccountOf(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	own := p.ID == s.Actor(r).Person
	s.Render(w, r, http.StatusOK, accountPage(s.Frame(r, p.Account), accountViewOf(p, own, func() []ui.Hidden { return s.Hidden(r) })))
	return nil
}

// Reset gives an account a new initial password and shows it, this once.
func (s *Screen) Reset(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "person")
	if err != nil {
		return err
	}
	handed, err := s.people.ResetPassword(r.Context(), s.Actor(r), id, key)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, handedPage(s.Frame(r, "重置密码"), handedViewOf(handed, "密码已重置")))
	return nil
}

// Disable keeps an account out.
func (s *Screen) Disable(w http.ResponseWriter, r *http.Request) error { return s.set(w, r, true) }

// Enable lets an account in again.
func (s *Screen) Enable(w http.ResponseWriter, r *http.Request) error { return s.set(w, r, false) }

func (s *Screen) set(w http.ResponseWriter, r *http.Request, disabled bool) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "person")
	if err != nil {
		return err
	}
	if err := s.people.SetDisabled(r.Context(), s.Actor(r), id, disabled, key); err != nil {
		return err
	}
	done := "enabled"
	if disabled {
		done = "disabled"
	}
	return page.See(w, r, page.Done(page.AccountURL(id), done))
}
