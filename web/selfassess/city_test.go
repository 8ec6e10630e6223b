package selfassess_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/browsertest"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
	"baolei/web"
	"baolei/web/page"
)

func TestMain(m *testing.M) { browsertest.Main(m, storetest.Stop) }

const password = "a password of the tests"

// city is the demo's city behind the server, on 20 December 2026, 10:00 in Shanghai.
type city struct {
	*demo.City
	desk    app.Desk
	pool    *pgxpool.Pool
	handler http.Handler
	mu      sync.Mutex
	at      time.Time
}

func (c *city) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *city) setTime(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}

func newCity(t *testing.T) *city { return cityOn(t, storetest.Open(t)) }

func cityOn(t *testing.T, pool *pgxpool.Pool) *city {
	t.Helper()
	db := store.Over(pool)
	loaded, fresh, err := demo.LoadCity(context.Background(), db, 2026, password)
	if err != nil || !fresh {
		t.Fatalf("load the city: fresh %v, %v", fresh, err)
	}
	c := &city{City: loaded, pool: pool, at: time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)}
	c.desk = app.NewDesk(db, c.now).WithKeys(app.ThrowawayKeys())
	c.handler, err = web.New(web.Config{Desk: c.desk, Sessions: store.NewSessions(db, c.now), Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// assessment finds the assessment of a branch by its code.
func (c *city) assessment(t *testing.T, branch string) int64 {
	t.Helper()
	var id int64
	if err := c.pool.QueryRow(t.Context(), `select a.id from assessment a join organisation b on b.id = a.branch_id where b.code = $1`, branch).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

func (c *city) actor(t *testing.T, account string) access.Actor {
	t.Helper()
	actor, err := c.Actor(t.Context(), account, calendar.DateOf(c.now()))
	if err != nil {
		t.Fatal(err)
	}
	return actor
}

// count runs a query for one number.
func (c *city) count(t *testing.T, query string, args ...any) int {
	t.Helper()
	var n int
	if err := c.pool.QueryRow(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// client is a browser of one person.
type client struct {
	t       *testing.T
	handler http.Handler
	cookie  *http.Cookie
	htmx    bool
}

func (c *city) signIn(t *testing.T, account string) *client {
	t.Helper()
	b := &client{t: t, handler: c.handler}
	resp := b.post(page.SignInURL, url.Values{"account": {account}, "password": {password}})
	for _, cookie := range resp.Cookies() {
		if cookie.Name == "session" {
			b.cookie = cookie
			return b
		}
	}
	t.Fatalf("%s did not get in: %d", account, resp.StatusCode)
	return nil
}

// with makes requests the way the script does.
func (c *client) with() *client {
	other := *c
	other.htmx = true
	return &other
}

func (c *client) do(method, path, contentType string, body io.Reader) *http.Response {
	c.t.Helper()
	r := httptest.NewRequest(method, path, body)
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if c.htmx {
		r.Header.Set("HX-Request", "true")
	}
	if c.cookie != nil {
		r.AddCookie(c.cookie)
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w.Result()
}

func (c *client) get(path string) *http.Response { return c.do("GET", path, "", nil) }

func (c *client) post(path string, form url.Values) *http.Response {
	return c.do("POST", path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// upload posts files as a browser does.
func (c *client) upload(path, token string, files map[string][]byte) *http.Response {
	c.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if err := w.WriteField(page.TokenField, token); err != nil {
		c.t.Fatal(err)
	}
	for name, data := range files {
		part, err := w.CreateFormFile("file", name)
		if err != nil {
			c.t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			c.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	return c.do("POST", path, w.FormDataContentType(), &body)
}

func text(t *testing.T, resp *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var tokenField = regexp.MustCompile(`name="` + page.TokenField + `" value="([^"]+)"`)

// token takes a form token from the person's pages.
func (c *client) token() string {
	c.t.Helper()
	m := tokenField.FindStringSubmatch(text(c.t, c.get(page.PasswordURL)))
	if m == nil {
		c.t.Fatal("the page has no form token")
	}
	return m[1]
}

// answer posts an answer to a clause: version, then pairs of field and value.
func (c *client) answer(id int64, clause, version string, pairs ...string) *http.Response {
	c.t.Helper()
	return c.post(page.SelfClauseURL(id, clause), answerForm(c, clause, version, pairs...))
}

func answerForm(c *client, clause, version string, pairs ...string) url.Values {
	c.t.Helper()
	form := url.Values{page.TokenField: {c.token()}, "version": {version}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(clause+":"+pairs[i], pairs[i+1])
	}
	return form
}

func (c *client) want(resp *http.Response, status int, words ...string) string {
	c.t.Helper()
	body := text(c.t, resp)
	if resp.StatusCode != status {
		c.t.Errorf("status %d, want %d: %s", resp.StatusCode, status, excerpt(body))
	}
	for _, w := range words {
		if !strings.Contains(body, w) {
			c.t.Errorf("the answer does not say %q: %s", w, excerpt(body))
		}
	}
	return body
}

var tags = regexp.MustCompile(`<[^>]*>|\s+`)

func excerpt(body string) string {
	s := tags.ReplaceAllString(body, " ")
	if r := []rune(s); len(r) > 400 {
		return string(r[:400])
	}
	return s
}
