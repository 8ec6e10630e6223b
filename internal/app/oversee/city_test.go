package oversee_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city with a clock that tests move, on 20 December 2026.
type city struct {
	*testing.T
	*demo.City
	pool   *pgxpool.Pool
	office *oversee.Service
	self   *assess.Service
	now    time.Time
	keys   int
}

func newCity(t *testing.T) *city {
	t.Helper()
	pool := storetest.Open(t)
	db := store.Over(pool)
	loaded, fresh, err := demo.LoadCity(context.Background(), db, 2026, "a password of the tests")
	if err != nil || !fresh {
		t.Fatalf("load the city: fresh %v, %v", fresh, err)
	}
	c := &city{T: t, City: loaded, pool: pool, now: time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)}
	desk := app.NewDesk(db, func() time.Time { return c.now })
	c.office, c.self = oversee.New(desk), assess.New(desk)
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

func (c *city) number(sql string, args ...any) int {
	c.Helper()
	var n int
	c.must(c.pool.QueryRow(context.Background(), sql, args...).Scan(&n))
	return n
}

// assessment is a branch's of the open cycle.
func (c *city) assessment(branch string) int64 {
	c.Helper()
	return int64(c.number(`select a.id from assessment a join organisation b on b.id = a.branch_id where b.code = $1 and a.cycle_id = $2`, branch, c.Cycle))
}

// put sets where a branch stands, as its committee would have left it.
func (c *city) put(branch, state, grade string, total int) {
	c.Helper()
	_, err := c.pool.Exec(context.Background(), `update assessment set state = $2, self_total = $4, review_total = $4, review_grade = $3, counts_total = $4,
		counts_grade = $3, self_grade = $3, review_items = self_items, counts_items = self_items, submitted_at = now() where id = $1`, c.assessment(branch), state, grade, total)
	c.must(err)
}

func day(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }
