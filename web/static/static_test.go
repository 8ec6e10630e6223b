package static

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/gzip"
)

func get(t *testing.T, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryFileIsServedByItsDigest(t *testing.T) {
	types := map[string]string{
		"app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8",
		"reading.css": "text/css; charset=utf-8", "yearbook.css": "text/css; charset=utf-8", "official.css": "text/css; charset=utf-8", "boards.css": "text/css; charset=utf-8", "htmx.min.js": "text/javascript; charset=utf-8", "favicon.svg": "image/svg+xml",
		"htmx.LICENSE.txt": "text/plain; charset=utf-8",
	}
	for name, contentType := range types {
		u := URL(name)
		if !regexp.MustCompile(`^/static/[\w.]+\.[0-9a-f]{16}\.(css|js|svg|txt)$`).MatchString(u) {
			t.Errorf("URL(%s) = %s", name, u)
		}
		res := get(t, u)
		if res.StatusCode != 200 || res.Header.Get("Content-Type") != contentType {
			t.Errorf("%s: %d %s", u, res.StatusCode, res.Header.Get("Content-Type"))
		}
		if cc := res.Header.Get("Cache-Control"); !strings.Contains(cc, "immutable") || !strings.Contains(cc, "max-age=31536000") {
			t.Errorf("%s: Cache-Control %q", u, cc)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" || res.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: headers %v", u, res.Header)
		}
	}
	if len(urls) != len(types) {
		t.Errorf("%d files embedded, %d expected: %v", len(urls), len(types), urls)
	}
}

func TestGzipHoldsTheSameBytes(t *testing.T) {
	u := URL("htmx.min.js")
	plain := body(t, get(t, u).Body)
	res := get(t, u, "Accept-Encoding", "br, gzip;q=0.8")
	if res.Header.Get("Content-Encoding") != "gzip" || res.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v", res.Header)
	}
	zr, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if body(t, zr) != plain {
		t.Error("compressed and plain answers differ")
	}
	for _, refused := range []string{"", "br", "gzip;q=0", "gzip; q=0.000", "gzip;q=x", "xgzip"} {
		if res := get(t, u, "Accept-Encoding", refused); res.Header.Get("Content-Encoding") != "" {
			t.Errorf("compressed for Accept-Encoding %q", refused)
		}
	}
}

func TestRevalidation(t *testing.T) {
	u := URL("app.css")
	etag := get(t, u).Header.Get("ETag")
	for _, sent := range []string{etag, "W/" + etag, `"other", ` + etag, "*"} {
		res := get(t, u, "If-None-Match", sent)
		if res.StatusCode != 304 || body(t, res.Body) != "" {
			t.Errorf("If-None-Match %s: %d", sent, res.StatusCode)
		}
	}
	if res := get(t, u, "If-None-Match", `"other"`); res.StatusCode != 200 {
		t.Errorf("another tag: %d", res.StatusCode)
	}
}

func TestEverythingElseIsNotFound(t *testing.T) {
	for _, path := range []string{"/static/", "/static/app.css", "/static/app.0000000000000000.css", "/static/../static.go", "/app.css", "/"} {
		if res := get(t, path); res.StatusCode != 404 || res.Header.Get("Cache-Control") != "" {
			t.Errorf("%s: %d, Cache-Control %q", path, res.StatusCode, res.Header.Get("Cache-Control"))
		}
	}
}

func TestOnlyGetAndHead(t *testing.T) {
	for method, status := range map[string]int{"HEAD": 200, "POST": 405, "DELETE": 405} {
		w := httptest.NewRecorder()
		Handler().ServeHTTP(w, httptest.NewRequest(method, URL("app.css"), nil))
		if w.Code != status {
			t.Errorf("%s: %d", method, w.Code)
		}
		if method == "HEAD" && (w.Body.Len() != 0 || w.Header().Get("Content-Length") == "0") {
			t.Errorf("HEAD: %d bytes, Content-Length %s", w.Body.Len(), w.Header().Get("Content-Length"))
		}
	}
}

func TestURLPanicsForAnUnknownName(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	URL("missing.css")
}

func TestLoadRefusesAnUnknownType(t *testing.T) {
	if _, _, err := load(fstest.MapFS{"d/a.exe": {Data: []byte("x")}}, "d"); err == nil {
		t.Error("no error for .exe")
	}
	if _, _, err := load(fstest.MapFS{}, "d"); err == nil {
		t.Error("no error for a missing folder")
	}
}

func TestDigestFollowsTheContent(t *testing.T) {
	a, b := hashedName("a.min.js", []byte("1")), hashedName("a.min.js", []byte("2"))
	// sha256("1") begins 6b86b273ff34fce1.
	if a != "a.min.6b86b273ff34fce1.js" || a == b {
		t.Errorf("%s, %s", a, b)
	}
}

// A desk must open fast on a county office's line: what crosses it stays small.
func TestBudgets(t *testing.T) {
	for name, limit := range map[string]int{"app.css": 9 << 10, "reading.css": 3 << 10, "yearbook.css": 3 << 10, "official.css": 3 << 10, "boards.css": 2 << 10, "app.js": 5 << 10, "htmx.min.js": 18 << 10} {
		res := get(t, URL(name), "Accept-Encoding", "gzip")
		if n := len(body(t, res.Body)); n > limit {
			t.Errorf("%s: %d bytes on the wire, at most %d", name, n, limit)
		}
	}
}
