// Package gallery shows every component of web/ui with invented figures, to look at and to test
// in a browser. It is no part of the product: nothing but its own tests imports it.
package gallery

import (
	"errors"
	"net/http"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"baolei/web/static"
	"baolei/web/ui"
)

// Policy is the Content-Security-Policy under which the components have to work.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// pages by path.
var pages = map[string]func() templ.Component{
	"/":         desk,
	"/controls": controls,
	"/review":   review,
	"/draw":     draw,
	"/data":     data,
	"/forms":    forms,
	"/signin":   signin,
}

// server remembers what was posted, for the tests to read.
type server struct {
	mu    sync.Mutex
	posts []string
}

// handler serves the pages and answers their forms.
func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(static.Prefix, static.Handler())
	mux.HandleFunc("POST /save/{how}", s.save)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		render(w, r, http.StatusOK, page())
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", Policy)
		mux.ServeHTTP(w, r)
	})
}

// save answers in the ways a screen does: kept, refused, overtaken, broken, or not at all.
func (s *server) save(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) { //nolint:gosec // a stand-in for tests, on loopback
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.posts = append(s.posts, r.PathValue("how")+"?"+r.Form.Encode())
	s.mu.Unlock()
	if r.Header.Get("HX-Request") == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	switch r.PathValue("how") {
	case "refused":
		render(w, r, http.StatusUnprocessableEntity, probe(r.FormValue("count"), "最多 12 次，请改正"))
	case "overtaken":
		render(w, r, http.StatusConflict, overtaken())
	case "broken":
		http.Error(w, "boom", http.StatusInternalServerError)
	case "signed-out":
		http.Redirect(w, r, "/signin", http.StatusSeeOther)
	default:
		render(w, r, http.StatusOK, kept(r.FormValue("count")))
	}
}

// last returns the latest post, and how many there were.
func (s *server) last() (string, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.posts) == 0 {
		return "", 0
	}
	return s.posts[len(s.posts)-1], len(s.posts)
}

func render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) {
	var b strings.Builder
	if err := c.Render(r.Context(), &b); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(b.String()))
}

func form(id, target string) ui.Form {
	return ui.Form{ID: "f-" + id, Action: "/save/kept", Target: target, Hidden: []ui.Hidden{{Name: "version", Value: "7"}}}
}
