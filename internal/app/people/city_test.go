package people_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var (
	now   = time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC) // 10:00 in Shanghai
	today = calendar.DateOf(now)
)

// city is the demo's city on 20 December 2026, with the people in it.
type city struct {
	*testing.T
	*demo.City
	pool *pgxpool.Pool
	folk *people.Service
	keys int
}

func newCity(t *testing.T) *city {
	t.Helper()
	pool := storetest.Open(t)
	db := store.Over(pool)
	loaded, fresh, err := demo.LoadCity(context.Background(), db, 2026, "a password of the tests")
	if err != nil || !fresh {
		t.Fatalf("load the city: fresh %v, %v", fresh, err)
	}
	c := &city{T: t, City: loaded, pool: pool}
	c.folk, err = people.New(app.NewDesk(db, func() time.Time { return now }))
	c.must(err)
	return c
}

func (c *city) who(account string) access.Actor {
	c.Helper()
	actor, err := c.Actor(context.Background(), account, today)
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

// fails asks for a fault of a kind.
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

// number asks the database for one number.
func (c *city) number(sql string, args ...any) int {
	c.Helper()
	var n int
	c.must(c.pool.QueryRow(context.Background(), sql, args...).Scan(&n))
	return n
}

func (c *city) organisation(code string) int64 {
	c.Helper()
	return int64(c.number(`select id from organisation where code = $1`, code))
}
