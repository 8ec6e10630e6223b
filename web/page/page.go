// Package page is what every screen stands on: a handler that returns an error
// and the one place that answers it, the session's person, form tokens, form
// decoding, rendering, the navigation, and every address as a function.
package page

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/a-h/templ"
	"github.com/alexedwards/scs/v2"

	"baolei/internal/core/fault"
	"baolei/web/ui"
)

// Site is what handlers answer with.
type Site struct {
	Sessions *scs.SessionManager
	Keeper   Keeper           // of the sessions
	Now      func() time.Time // how long ago a person proved who they are is judged by it
	Prover   Prover
	Log      *slog.Logger
	Origin   string // the public origin; empty where there is none but the one that is asked
	Demo     bool   // show the demo's accounts at sign-in
}

// Handler answers a request, or returns why it cannot. A *fault.Error is told
// to the person in its own words; anything else is logged under an id, and the
// person is told the id.
type Handler func(http.ResponseWriter, *http.Request) error

// Handle makes an ordinary handler of h.
func (s *Site) Handle(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.Fail(w, r, err)
		}
	}
}

var statuses = map[fault.Kind]int{
	fault.Invalid: http.StatusUnprocessableEntity, fault.Forbidden: http.StatusForbidden, fault.NotFound: http.StatusNotFound,
	fault.Conflict: http.StatusConflict, fault.Unavailable: http.StatusServiceUnavailable, fault.TooLarge: http.StatusRequestEntityTooLarge,
}

// Status returns the status that an error is answered with.
func Status(err error) int {
	if status, ok := statuses[fault.KindOf(err)]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// Fail answers an error: a page, or one line of text where a part of a page
// was asked for, which the script shows beside what was typed.
func (s *Site) Fail(w http.ResponseWriter, r *http.Request, err error) {
	s.fail(w, r, err, func() ui.PageProps { return s.Frame(r, failed) })
}

// FailOutside is Fail where no session has been loaded, so that nobody is known:
// before the session's middleware, or because of it.
func (s *Site) FailOutside(w http.ResponseWriter, r *http.Request, err error) {
	s.fail(w, r, err, func() ui.PageProps { return ui.PageProps{Title: failed, Home: HomeURL} })
}

// FailSignedOut tells a person whose session has ended that a form was not
// saved, and hands back what was typed: its token went with the session.
func (s *Site) FailSignedOut(w http.ResponseWriter, r *http.Request) {
	const status = http.StatusUnauthorized
	if Partial(r) { // the page is still there, and takes the new session's tokens
		s.Tell(w, r, status, "登录已过期。请在新窗口登录，再回到本页点重试；填写的内容还在。")
		return
	}
	s.Render(w, r, status, ErrorPage(s.Frame(r, failed), "登录已过期，没有保存。请重新登录，打开原来的页面再填一次。", s.keep(w, r, status), ui.Link{Label: "重新登录", Href: SignInURL}))
}

const failed = "没有办成"

func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error, frame func() ui.PageProps) {
	status := Status(err)
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	message := ""
	f, told := errors.AsType[*fault.Error](err)
	if told {
		message = f.Message // whoever passed it on may have put words for the log in front
	}
	if !told || f.Cause != nil {
		id := newID()
		s.Log.ErrorContext(r.Context(), "request failed", "id", id, "method", r.Method, "route", r.Pattern, "status", status, "error", logged(err))
		if !told {
			message = "系统出了问题，您填写的内容没有保存。请稍后再试；仍不行时，请把编号 " + id + " 告诉系统管理员。"
		}
	}
	if Partial(r) {
		if status == http.StatusServiceUnavailable {
			message += "填写的内容还在本页。"
		}
		s.Tell(w, r, status, message)
		return
	}
	s.Render(w, r, status, ErrorPage(frame(), message, s.keep(w, r, status), ui.Link{Label: "回首页", Href: HomeURL}))
}

// Tell answers with one line of text, which the script shows beside what was
// typed because of the header; anything else it would not trust to be ours.
func (s *Site) Tell(w http.ResponseWriter, r *http.Request, status int, message string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Told", "1")
	w.WriteHeader(status)
	s.write(w, r, []byte(message))
}

// logged returns what the log may hold of an error: causes, never what a person typed.
func logged(err error) string {
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Cause != nil {
		return f.Cause.Error()
	}
	return err.Error()
}

// Partial tells whether only a part of the page was asked for.
func Partial(r *http.Request) bool { return r.Header.Get("HX-Request") == "true" }

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render answers with a component, written in one piece: a page that fails half
// way is not sent at all. It is made even where the request's time is over: then
// it is the page that says so.
func (s *Site) Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) {
	b := buffers.Get().(*bytes.Buffer) //nolint:errcheck,forcetypeassert // the pool holds nothing else
	defer buffers.Put(b)
	b.Reset()
	if err := c.Render(context.WithoutCancel(r.Context()), b); err != nil {
		s.Log.ErrorContext(r.Context(), "render failed", "id", newID(), "route", r.Pattern, "error", err.Error())
		http.Error(w, "系统出了问题，请稍后再试。", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	s.write(w, r, b.Bytes())
}

// write sends the body. A client that has gone away is no error of ours.
func (s *Site) write(w http.ResponseWriter, r *http.Request, body []byte) {
	if _, err := w.Write(body); err != nil {
		s.Log.DebugContext(r.Context(), "client went away", "route", r.Pattern)
	}
}

// See answers a form that acted: the browser goes on to an address.
func See(w http.ResponseWriter, r *http.Request, address string) error {
	if Partial(r) {
		w.Header().Set("HX-Redirect", address)
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}

func newID() string {
	b := make([]byte, 6)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
