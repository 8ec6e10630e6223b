package web

import (
	"mime"
	"net/http"
	"net/url"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Route is one row of the route table.
type Route struct {
	Method, Pattern string
	Who             Who
	Handler         page.Handler
	Files           bool // takes files: a multipart form with limits of its own, checked by its handler
}

// Who says who may come to a route at all. The zero Who lets nobody in.
type Who struct {
	public   bool
	signedIn bool
	early    bool // even before the first password is changed
	action   access.Action
}

var (
	public   = Who{public: true}
	signedIn = Who{signedIn: true}              // everybody with a session
	early    = Who{signedIn: true, early: true} // and even before the first password is changed
)

// may lets in whoever holds a role that may do the action somewhere.
func may(action access.Action) Who { return Who{action: action} }

// gate lets a request through to its handler, or says why not. Forms must carry
// a token of this session.
func (s *server) gate(route Route) page.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if route.Who.public {
			return route.Handler(w, r)
		}
		actor := s.Actor(r)
		if actor.Person == 0 {
			return s.signInFirst(w, r)
		}
		if actor.MustChangePass && !route.Who.early {
			return s.changePasswordFirst(w, r)
		}
		if !route.Who.signedIn && !access.Somewhere(actor, route.Who.action) {
			refusal := fault.New(fault.Forbidden, "您的任职没有这项权限，请由有权限的同志办理。")
			return s.desk.Refuse(r.Context(), actor, route.Who.action, "route", 0, refusal)
		}
		if r.Method == http.MethodPost && !route.Files {
			if err := s.checkForm(w, r); err != nil {
				return err
			}
		}
		return route.Handler(w, r)
	}
}

func (s *server) checkForm(w http.ResponseWriter, r *http.Request) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再试。")
	}
	if err := page.ReadForm(w, r); err != nil {
		return err
	}
	_, err = s.Key(r)
	return err
}

// signInFirst leads to the sign-in page and from there back here. A form cannot
// be led back to; what was typed is handed back.
func (s *server) signInFirst(w http.ResponseWriter, r *http.Request) error {
	if r.Method == http.MethodGet && !page.Partial(r) {
		http.Redirect(w, r, page.SignInURL+"?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return nil
	}
	s.FailSignedOut(w, r)
	return nil
}

func (s *server) changePasswordFirst(w http.ResponseWriter, r *http.Request) error {
	if r.Method == http.MethodGet && !page.Partial(r) {
		http.Redirect(w, r, page.PasswordURL, http.StatusSeeOther)
		return nil
	}
	return fault.New(fault.Forbidden, "请先修改初始密码，再继续操作。")
}
