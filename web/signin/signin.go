// Package signin is the door: signing in and out, and changing one's password.
package signin

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5/middleware"

	"baolei/internal/app/people"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Screen is the door.
type Screen struct {
	*page.Site
	people *people.Service
}

// New makes the screen.
func New(site *page.Site, folk *people.Service) *Screen { return &Screen{site, folk} }

// form is the sign-in form as it is shown.
type form struct {
	Account string
	Next    string
	Message string // what went wrong
	Demo    []DemoAccount
	Empty   bool // nobody has an account yet
}

// DemoAccount is one of the demo's accounts, told on its sign-in page.
type DemoAccount struct{ Account, Role, Place string }

// Form shows the sign-in page.
func (s *Screen) Form(w http.ResponseWriter, r *http.Request) error {
	if s.Actor(r).Person != 0 {
		return page.See(w, r, page.HomeURL)
	}
	empty, err := s.people.Empty(r.Context())
	if err != nil {
		return err
	}
	f := form{Next: next(r.URL.Query().Get("next")), Empty: empty}
	if s.Demo {
		f.Demo = demoAccounts
	}
	s.Render(w, r, http.StatusOK, signInPage(s.Frame(r, "登录"), f))
	return nil
}

// SignIn checks account and password and starts a session under a new token.
func (s *Screen) SignIn(w http.ResponseWriter, r *http.Request) error {
	if err := page.ReadForm(w, r); err != nil {
		return err
	}
	f := form{Account: r.PostFormValue("account"), Next: next(r.PostFormValue("next"))}
	who, err := s.people.SignIn(r.Context(), f.Account, r.PostFormValue("password"), middleware.GetClientIP(r.Context()))
	if kind := fault.KindOf(err); kind == fault.Invalid || kind == fault.Forbidden {
		f.Message = err.Error()
		if s.Demo {
			f.Demo = demoAccounts
		}
		s.Render(w, r, page.Status(err), signInPage(s.Frame(r, "登录"), f))
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.Begin(r, who.Person); err != nil {
		return err
	}
	if who.MustChange {
		return page.See(w, r, page.PasswordURL)
	}
	return page.See(w, r, f.Next)
}

// SignOut ends the session.
func (s *Screen) SignOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.people.SignedOut(r.Context(), s.Actor(r)); err != nil {
		return err
	}
	if err := s.End(r); err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.SignInURL, "signed-out"))
}

// next keeps an address within this site: a path, and no other host's. Browsers
// drop tabs and line ends from addresses, so that "/<tab>/host" is another host's
// to them; url.Parse refuses all control characters.
func next(address string) string {
	if _, err := url.Parse(address); err != nil || !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.Contains(address, "\\") {
		return page.HomeURL
	}
	return address
}
