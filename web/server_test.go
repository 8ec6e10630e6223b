package web

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"baolei/internal/store"
	"baolei/web/page"
)

// do sends a request the way a browser on the same origin does.
func (c *client) do(t *testing.T, method, path string, form url.Values, change func(*http.Request)) *http.Response {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, path, body)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if c.cookie != nil {
		r.AddCookie(c.cookie)
	}
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	resp := w.Result()
	for _, cookie := range resp.Cookies() {
		if c.cookie != nil && cookie.Name == c.cookie.Name && cookie.Value != "" {
			c.cookie = cookie // proving again who one is brings a new one
		}
	}
	return resp
}

// dates are the marks that pages put around dates, so that no line breaks there.
var dates = regexp.MustCompile(`</?time[^>]*>`)

// text reads an answer, of a page without the marks around dates.
func text(t *testing.T, resp *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		return dates.ReplaceAllString(string(b), "")
	}
	return string(b)
}

func TestFormsFromElsewhereAreRefused(t *testing.T) {
	city := newCity(t)
	c := city.signIn(t, "wangming")
	for name, change := range map[string]func(*http.Request){
		"neither header": func(r *http.Request) { r.Header.Del("Sec-Fetch-Site") },
		"another site":   func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"a sub-domain":   func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"foreign origin": func(r *http.Request) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "https://elsewhere.example")
		},
		"null origin": func(r *http.Request) { r.Header.Del("Sec-Fetch-Site"); r.Header.Set("Origin", "null") },
	} {
		resp := c.do(t, "POST", page.SignOutURL, url.Values{page.TokenField: {c.token(t)}}, change)
		if resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s: status %d, want 403", name, resp.StatusCode)
		}
	}
	if resp := c.do(t, "GET", page.HomeURL, nil, nil); resp.StatusCode != http.StatusOK {
		t.Errorf("the session did not survive: %d", resp.StatusCode)
	}
}

// Where the public origin is known, no form comes from another: not from the same
// host without encryption, and not from the host that a request gives itself.
func TestOnlyThePublicOriginSends(t *testing.T) {
	city := newCity(t)
	handler, err := New(Config{Desk: city.server.desk, Sessions: store.NewSessions(city.Store, city.clock.now), Log: slog.New(slog.DiscardHandler), Secure: true, Origin: "https://baolei.example"})
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		host, origin string
		want         int
	}{
		"the public one":   {"baolei.example", "https://baolei.example", http.StatusUnprocessableEntity}, // no such account
		"another host":     {"evil.example", "https://evil.example", http.StatusForbidden},
		"without the s":    {"baolei.example", "http://baolei.example", http.StatusForbidden},
		"another port":     {"baolei.example:8443", "https://baolei.example:8443", http.StatusForbidden},
		"behind the proxy": {"10.0.0.7:8080", "https://baolei.example", http.StatusUnprocessableEntity},
		"no origin at all": {"baolei.example", "", http.StatusForbidden},
	} {
		r := httptest.NewRequest(http.MethodPost, "https://"+x.host+page.SignInURL, strings.NewReader("account=nobody&password=none"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if x.origin != "" {
			r.Header.Set("Origin", x.origin)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != x.want {
			t.Errorf("%s: %d, want %d", name, w.Code, x.want)
		}
	}
}

// Who only asks for the head of a page, as monitors do, gets it.
func TestHeadsOfPages(t *testing.T) {
	c := newCity(t).signIn(t, "wangming")
	for _, path := range []string{page.SignInURL, page.HomeURL, page.HealthURL} {
		get, head := c.do(t, http.MethodGet, path, nil, nil), c.do(t, http.MethodHead, path, nil, nil)
		if head.StatusCode != get.StatusCode {
			t.Errorf("%s answers %d to HEAD, %d to GET", path, head.StatusCode, get.StatusCode)
		}
	}
}

func TestAFormNeedsATokenOfItsSession(t *testing.T) {
	city := newCity(t)
	wang, liu := city.signIn(t, "wangming"), city.signIn(t, "liufang")
	good := wang.token(t)
	for name, token := range map[string]string{"none": "", "made up": "AAAAAAAAAAAAAAAA.AAAA", "another session's": liu.token(t), "cut": good[:len(good)-1]} {
		resp := wang.do(t, "POST", page.SignOutURL, url.Values{page.TokenField: {token}}, nil)
		if resp.StatusCode != http.StatusForbidden {
			t.Errorf("token %s: status %d, want 403", name, resp.StatusCode)
		}
	}
	resp := wang.do(t, "POST", page.SignOutURL, url.Values{page.TokenField: {good}}, nil)
	if resp.StatusCode != http.StatusSeeOther {
		t.Errorf("a good token: status %d, want 303", resp.StatusCode)
	}
	if resp := wang.do(t, "GET", page.HomeURL, nil, nil); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("signed out, the first page answers %d, want 303 to the sign-in", resp.StatusCode)
	}
}

func TestEveryAnswerCarriesThePolicy(t *testing.T) {
	city := newCity(t)
	c := city.signIn(t, "wangming")
	for _, path := range []string{page.SignInURL, page.HomeURL, "/nowhere", page.HealthURL} {
		h := c.do(t, "GET", path, nil, nil).Header
		if got := h.Get("Content-Security-Policy"); !strings.HasPrefix(got, "default-src 'none'") || strings.Contains(got, "unsafe") {
			t.Errorf("%s: policy %q", path, got)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Cache-Control"), "no-store") {
			t.Errorf("%s: headers %v", path, h)
		}
	}
}

func TestSignInAnswersTheSameForUnknownAccountsAndLocksAfterFive(t *testing.T) {
	city := newCity(t)
	c := &client{handler: city.handler}
	try := func(account, password string) (int, string) {
		resp := c.do(t, "POST", page.SignInURL, url.Values{"account": {account}, "password": {password}}, nil)
		return resp.StatusCode, strings.ReplaceAll(text(t, resp), account, "")
	}
	status, known := try("wangming", "wrong password")
	other, unknown := try("nobodyhere", "wrong password")
	if status != http.StatusUnprocessableEntity || other != status || known != unknown {
		t.Errorf("status %d and %d; the same page: %v", status, other, known == unknown)
	}
	for range 4 { // the fifth failure in all
		try("wangming", "wrong password")
	}
	if status, body := try("wangming", testPassword); status != http.StatusForbidden || !strings.Contains(body, "15 分钟") {
		t.Errorf("after five failures the right password gives %d", status)
	}
	city.clock.add(16 * 60)
	if status, _ := try("wangming", testPassword); status != http.StatusSeeOther {
		t.Errorf("a quarter of an hour later the right password gives %d", status)
	}
}

func TestSignInLeadsOnlyWithinTheSite(t *testing.T) {
	city := newCity(t)
	c := &client{handler: city.handler}
	for next, want := range map[string]string{"/self/2": "/self/2", "//evil.example": "/", "https://evil.example": "/", "/\\evil.example": "/", "/\t/evil.example": "/", "/\n/evil.example": "/", "": "/"} {
		resp := c.do(t, "POST", page.SignInURL, url.Values{"account": {"wangming"}, "password": {testPassword}, "next": {next}}, nil)
		if got := resp.Header.Get("Location"); got != want {
			t.Errorf("next %q leads to %q, want %q", next, got, want)
		}
	}
}
