package review_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/browsertest"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
	"baolei/web"
	"baolei/web/page"
)

func TestMain(m *testing.M) { browsertest.Main(m, storetest.Stop) }

const password = "a password of the tests"

// city is the demo's city behind the server, on 20 December 2026; each look at
// the clock is a second later than the one before.
type city struct {
	*testing.T
	*demo.City
	pool    *pgxpool.Pool
	self    *assess.Service
	handler http.Handler
	passed  atomic.Int64
	keys    int
}

func (c *city) now() time.Time {
	return time.Date(2026, time.December, 20, 2, 0, int(c.passed.Add(1)), 0, time.UTC)
}

func newCity(t *testing.T) *city {
	t.Helper()
	pool := storetest.Open(t)
	db := store.Over(pool)
	loaded, fresh, err := demo.LoadCity(context.Background(), db, 2026, password)
	if err != nil || !fresh {
		t.Fatalf("load the city: fresh %v, %v", fresh, err)
	}
	c := &city{T: t, City: loaded, pool: pool}
	desk := app.NewDesk(db, c.now).WithKeys(app.ThrowawayKeys())
	c.self = assess.New(desk)
	c.handler, err = web.New(web.Config{Desk: desk, Sessions: store.NewSessions(db, c.now), Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	c.must(err)
	return c
}

func (c *city) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *city) who(account string) access.Actor {
	c.Helper()
	actor, err := c.Actor(c.Context(), account, calendar.Date{Year: 2026, Month: time.December, Day: 20})
	c.must(err)
	return actor
}

func (c *city) key() string {
	c.keys++
	return fmt.Sprintf("key-%d", c.keys)
}

// submitted fills in a branch completely and submits: nothing lost or claimed
// but what is given. All of the base gives 80.
func (c *city) submitted(secretary string, said ...scoring.Finding) int64 {
	c.Helper()
	actor := c.who(secretary)
	mine, err := c.self.Mine(c.Context(), actor)
	c.must(err)
	id := mine[0].ID
	v, err := c.self.View(c.Context(), actor, id)
	c.must(err)
	stated := map[string]scoring.Finding{}
	for _, f := range said {
		stated[f.Clause] = f
	}
	for _, code := range v.Set.Clauses {
		f, ok := stated[code]
		if clause, _ := v.Set.Find(code); !ok {
			f = nothing(clause)
		}
		_, err := c.self.SaveFinding(c.Context(), actor, id, c.key(), app.Statement{Finding: f})
		c.must(err)
	}
	for _, f := range said {
		_, item := v.Set.Find(f.Clause)
		c.attach(actor, id, item.Code)
	}
	c.submits(secretary, id)
	return id
}

func (c *city) submits(secretary string, id int64) {
	c.Helper()
	v, err := c.self.View(c.Context(), c.who(secretary), id)
	c.must(err)
	c.must(c.self.Submit(c.Context(), c.who(secretary), assess.Submit{Assessment: id, Key: c.key(), Version: v.Version, LeftKnowingly: true}))
}

// nothing is the finding that loses and earns nothing; 15 of 15 where the branch
// tells how many are due.
func nothing(c *indicator.Clause) scoring.Finding {
	f, ok := c.Nothing()
	if !ok {
		f.Actual, f.Expected, f.HasExpected = 15, 15, true
	}
	return f
}

// attach gives an item a small picture and a document as evidence.
func (c *city) attach(actor access.Actor, id int64, item string) {
	c.Helper()
	var b store.Batch
	for name, file := range map[string]store.File{"签到表.png": {Data: pixel, MediaType: "image/png", Width: 1, Height: 1}, "通知.pdf": {Data: []byte("%PDF-1.4"), MediaType: "application/pdf"}} {
		sum := sha256.Sum256(file.Data)
		file.Digest, file.At = hex.EncodeToString(sum[:]), c.now()
		b.KeepFile(file)
		b.AddEvidence(id, &store.Evidence{Item: item, Level: app.Self, Digest: file.Digest, Name: name, AddedBy: actor.Person, AddedAt: c.now()})
	}
	c.must(c.Store.Read(c.Context(), &b))
}

// pixel is a picture of one grey point.
var pixel, _ = hex.DecodeString("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63a8070000810080ab2fde200000000049454e44ae426082")

// client is a browser of one person.
type client struct {
	*city
	cookie *http.Cookie
	htmx   bool
}

func (c *city) signIn(account string) *client {
	c.Helper()
	b := &client{city: c}
	resp := b.post(page.SignInURL, url.Values{"account": {account}, "password": {password}})
	for _, cookie := range resp.Cookies() {
		if cookie.Name == "session" {
			b.cookie = cookie
			return b
		}
	}
	c.Fatalf("%s did not get in: %d", account, resp.StatusCode)
	return nil
}

// with makes requests the way the script does.
func (c *client) with() *client {
	other := *c
	other.htmx = true
	return &other
}

func (c *client) do(method, path string, form url.Values) *http.Response {
	c.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
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
	resp := w.Result()
	for _, cookie := range resp.Cookies() {
		if c.cookie != nil && cookie.Name == c.cookie.Name && cookie.Value != "" {
			c.cookie = cookie // a password given for a signature brings a new one
		}
	}
	return resp
}

func (c *client) get(path string) string {
	c.Helper()
	return c.want(c.do("GET", path, nil), http.StatusOK)
}

func (c *client) post(path string, form url.Values) *http.Response { return c.do("POST", path, form) }

// want reads an answer of a status that says some words.
func (c *client) want(resp *http.Response, status int, words ...string) string {
	c.Helper()
	b, err := io.ReadAll(resp.Body)
	c.must(err)
	body := string(b)
	if resp.StatusCode != status {
		c.Errorf("status %d, want %d: %s", resp.StatusCode, status, excerpt(body))
	}
	for _, w := range words {
		if !strings.Contains(body, w) {
			c.Errorf("the answer does not say %q: %s", w, excerpt(body))
		}
	}
	return body
}

var tags = regexp.MustCompile(`<[^>]*>|\s+`)

func excerpt(body string) string {
	s := []rune(tags.ReplaceAllString(body, " "))
	return string(s[:min(len(s), 500)])
}

var (
	formTag = regexp.MustCompile(`(?s)<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>`)
	hidden  = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)
)

// form takes the hidden fields of the first form on a page that goes to an
// address and holds a word.
func (c *client) form(body, action, word string) url.Values {
	c.Helper()
	for _, m := range formTag.FindAllStringSubmatch(body, -1) {
		if m[1] != action || !strings.Contains(m[0], word) {
			continue
		}
		v := url.Values{}
		for _, h := range hidden.FindAllStringSubmatch(m[2], -1) {
			v.Add(h[1], h[2])
		}
		return v
	}
	c.Fatalf("no form to %s with %q in %s", action, word, excerpt(body))
	return nil
}
