package web

import (
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"baolei/internal/core/fault"
	"baolei/web/page"
)

// requestLimit is how long a request may take in all.
const requestLimit = 30 * time.Second

const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers tells browsers what pages of ours never do.
func (s *server) headers(secure bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Security-Policy", contentSecurityPolicy)
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "same-origin")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Permissions-Policy", "geolocation=(), microphone=(), payment=(), usb=()")
			h.Set("Cache-Control", "no-store") // static files say otherwise for themselves
			if secure {
				h.Set("Strict-Transport-Security", "max-age=31536000")
			}
			next.ServeHTTP(w, r)
		})
	}
}

// recover answers a panic like any other unexpected error.
func (s *server) recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler { //nolint:errorlint // it is compared by identity, as net/http does
				panic(p)
			}
			s.Log.ErrorContext(r.Context(), "panic", "route", r.Pattern, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			http.Error(w, "系统出了问题，请稍后再试。", http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

func timeout(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), requestLimit)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

var compress = func() func(http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestSpeed), gzhttp.MinSize(1024))
	if err != nil {
		panic(err) // the options are constants
	}
	return func(next http.Handler) http.Handler { return wrap(next) }
}()

// crossOrigin refuses requests that change something and come from elsewhere.
// The standard library lets through those that tell nothing about their origin;
// no browser that people use does so over https or on loopback, so they are
// refused too. It compares hosts and not schemes, and with the host that the request
// names itself; where the public origin is known, it is that or nothing.
func crossOrigin(origin string, site *page.Site) (func(http.Handler) http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	if origin != "" {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("public origin: %w", err)
		}
	}
	refuse := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		site.FailOutside(w, r, fault.New(fault.Forbidden, "这个请求不是从本系统的页面发出的，没有执行。请从本系统的页面操作。"))
	})
	protection.SetDenyHandler(refuse)
	return func(next http.Handler) http.Handler {
		guarded := protection.Handler(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			safe := r.Method == http.MethodGet || r.Method == http.MethodHead
			from := r.Header.Get("Origin")
			if !safe && (r.Header.Get("Sec-Fetch-Site") == "" && from == "" || origin != "" && from != "" && from != strings.TrimSuffix(origin, "/")) {
				refuse(w, r)
				return
			}
			guarded.ServeHTTP(w, r)
		})
	}, nil
}
