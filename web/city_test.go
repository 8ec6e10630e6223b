package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/browsertest"
	"baolei/internal/core/calendar"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
	"baolei/web/page"
)

func TestMain(m *testing.M) { browsertest.Main(m, storetest.Stop) }

func day(year int, month time.Month, d int) calendar.Date {
	return calendar.Date{Year: year, Month: month, Day: d}
}

const testPassword = "a password of the tests"

// keys are those of all databases of this test binary.
var keys = app.ThrowawayKeys()

// clock is a clock that tests move.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(seconds int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(time.Duration(seconds) * time.Second)
}

// city is the demo's city behind the server, in December 2026.
type city struct {
	*demo.City
	pool    *pgxpool.Pool
	handler http.Handler
	server  *server
	clock   *clock
}

func newCity(t *testing.T) *city {
	t.Helper()
	return serve(t, storetest.Filled(t, "a city", func(ctx context.Context, pool *pgxpool.Pool) error {
		_, err := load(ctx, pool)
		return err
	}))
}

// opened is when the city's cycle begins: on 16 November at 09:30.
var opened = time.Date(2026, time.November, 16, 1, 30, 0, 0, time.UTC)

// settle puts the demo's city into an empty database, without any cycle.
func settle(ctx context.Context, pool *pgxpool.Pool) (*demo.City, error) {
	settled, fresh, err := demo.Settle(ctx, store.Over(pool), opened, testPassword)
	if err == nil && !fresh {
		err = errors.New("the database is not empty")
	}
	return settled, err
}

// load puts the demo's city into an empty database.
func load(ctx context.Context, pool *pgxpool.Pool, with ...demo.Option) (*demo.City, error) {
	loaded, fresh, err := demo.LoadCityAt(ctx, store.Over(pool), opened, testPassword, with...)
	if err == nil && !fresh {
		err = errors.New("the database is not empty")
	}
	if err == nil {
		loaded.Keys = keys
	}
	return loaded, err
}

// serve puts the server before a database that holds the city.
func serve(t *testing.T, pool *pgxpool.Pool) *city {
	t.Helper()
	db := store.Over(pool)
	var cycles []store.Cycle
	var b store.Batch
	b.Cycles(&cycles)
	if err := db.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	loaded := &demo.City{Store: db, Keys: keys}
	if len(cycles) > 0 {
		loaded.Cycle, loaded.Set = cycles[0].ID, cycles[0].Set
	}
	c := &clock{t: time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)}
	cfg := Config{Desk: app.NewDesk(db, c.now).WithKeys(keys), Sessions: store.NewSessions(db, c.now), Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	handler, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return &city{City: loaded, pool: pool, handler: handler, server: &server{Site: &page.Site{}, desk: cfg.Desk}, clock: c}
}

// client is a browser of one person.
type client struct {
	handler http.Handler
	cookie  *http.Cookie
}

// signIn signs an account in through the door.
func (c *city) signIn(t *testing.T, account string) *client {
	t.Helper()
	b := &client{handler: c.handler}
	resp := b.do(t, "POST", page.SignInURL, url.Values{"account": {account}, "password": {testPassword}}, nil)
	for _, cookie := range resp.Cookies() {
		if cookie.Name == "session" {
			b.cookie = cookie
			return b
		}
	}
	t.Fatalf("%s did not get in: %d", account, resp.StatusCode)
	return nil
}

var tokenField = regexp.MustCompile(`name="` + page.TokenField + `" value="([^"]+)"`)

// token takes a form token from the first page.
func (c *client) token(t *testing.T) string {
	t.Helper()
	m := tokenField.FindStringSubmatch(text(t, c.do(t, "GET", page.PasswordURL, nil, nil)))
	if m == nil {
		t.Fatal("the page has no form token")
	}
	return m[1]
}
