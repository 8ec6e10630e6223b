// Package web is what browsers talk to: middleware, the whole route table in
// one function (routes.go), and a package below for each screen.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"baolei/internal/app"
	"baolei/web/page"
	"baolei/web/static"
)

// Config is what the server serves with.
type Config struct {
	Desk     app.Desk
	Sessions page.Keeper
	Log      *slog.Logger
	Secure   bool   // served over TLS, by itself or by a proxy: cookies say so
	Origin   string // the public origin, "https://baolei.example"; empty on loopback
	Proxies  []string
	Demo     bool
}

// server carries what routes are made of.
type server struct {
	*page.Site
	desk app.Desk
}

// New makes the handler of everything.
func New(cfg Config) (http.Handler, error) {
	site := &page.Site{Sessions: page.NewSessions(cfg.Sessions, cfg.Secure), Keeper: cfg.Sessions, Now: cfg.Desk.Now, Log: cfg.Log, Origin: cfg.Origin, Demo: cfg.Demo}
	site.Sessions.ErrorFunc = site.FailOutside
	s := &server{Site: site, desk: cfg.Desk}
	protect, err := crossOrigin(cfg.Origin, site)
	if err != nil {
		return nil, err
	}
	table, err := s.routes(cfg)
	if err != nil {
		return nil, err
	}
	r := chi.NewRouter()
	r.Use(s.recover, s.headers(cfg.Secure), clientIP(cfg.Proxies), middleware.GetHead)
	r.Handle("/static/*", static.Handler())
	r.Get(page.HealthURL, s.health)
	r.Group(func(r chi.Router) {
		r.Use(timeout, compress, protect, site.Sessions.LoadAndSave)
		for _, route := range table {
			r.Method(route.Method, route.Pattern, s.Handle(s.gate(route)))
		}
		r.NotFound(s.Handle(func(http.ResponseWriter, *http.Request) error { return page.NotFound() }))
		r.MethodNotAllowed(s.Handle(func(http.ResponseWriter, *http.Request) error { return page.NotFound() }))
	})
	return r, nil
}

// health answers whoever watches: 200 while the database answers.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.desk.Store.Ping(ctx); err != nil {
		s.FailOutside(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if _, err := w.Write([]byte("ok\n")); err != nil {
		s.Log.DebugContext(ctx, "client went away", "route", r.Pattern)
	}
}

func clientIP(proxies []string) func(http.Handler) http.Handler {
	if len(proxies) == 0 {
		return middleware.ClientIPFromRemoteAddr
	}
	return middleware.ClientIPFromXFF(proxies...)
}
