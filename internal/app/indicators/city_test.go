package indicators_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/indicators"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city on 20 December 2026.
type city struct {
	testing.TB
	*demo.City
	pool *pgxpool.Pool
	sets *indicators.Service
	desk app.Desk
	now  time.Time
	keys int
}

func newCity(t testing.TB) *city {
	t.Helper()
	pool := storetest.Filled(t, "a city", func(ctx context.Context, pool *pgxpool.Pool) error {
		_, _, err := demo.LoadCity(ctx, store.Over(pool), 2026, "a password of the tests")
		return err
	})
	db := store.Over(pool)
	c := &city{TB: t, City: &demo.City{Store: db}, pool: pool, now: time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)}
	var cycles []store.Cycle
	var b store.Batch
	b.Cycles(&cycles)
	c.must(db.Read(context.Background(), &b))
	c.Cycle, c.Set = cycles[0].ID, cycles[0].Set
	c.desk = app.NewDesk(db, func() time.Time { return c.now })
	c.sets = indicators.New(c.desk)
	return c
}

func (c *city) who(account string) access.Actor {
	c.Helper()
	actor, err := c.Actor(context.Background(), account, calendar.DateOf(c.now))
	c.must(err)
	return actor
}

func (c *city) key() string {
	c.keys++
	return fmt.Sprintf("key-%d", c.keys)
}

func (c *city) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *city) fails(err error, want fault.Kind) {
	c.Helper()
	if got := fault.KindOf(err); got != want {
		c.Errorf("kind of fault %d, want %d: %v", got, want, err)
	}
}

// wrong asks for a fault about a field.
func (c *city) wrong(err error, field string) {
	c.Helper()
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != fault.Invalid || f.Fields[field] == "" {
		c.Errorf("no fault about %s: %v", field, err)
	}
}

func (c *city) number(sql string, args ...any) int {
	c.Helper()
	var n int
	c.must(c.pool.QueryRow(context.Background(), sql, args...).Scan(&n))
	return n
}

// start begins a draft upon the set of the demo's cycle.
func (c *city) start(code string) int64 {
	c.Helper()
	id, err := c.sets.Start(context.Background(), c.who("lishan"), indicators.Start{Key: c.key(), From: c.Set, Code: code, Name: "下一版", Version: "2027"})
	c.must(err)
	return id
}

func (c *city) work(id int64) *indicators.Work {
	c.Helper()
	w, err := c.sets.Work(context.Background(), c.who("lishan"), id)
	c.must(err)
	return w
}

// item is an item of a draft with the form that changes it.
func (c *city) item(draft int64, code string) (indicator.DraftItem, indicators.Form) {
	c.Helper()
	item, _, _ := c.work(draft).Content.Item(code)
	if item == nil {
		c.Fatalf("no item %s", code)
	}
	return *item, indicators.Form{Key: c.key(), Draft: draft, Seen: indicator.Mark(*item)}
}
