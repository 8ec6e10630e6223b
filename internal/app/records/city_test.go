package records_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// sealing are the keys of all databases of this test binary.
var sealing = app.ThrowawayKeys()

// city is the demo's city; branch is CZ-02, which 王明 leads and 刘芳 helps to
// keep.
type city struct {
	*testing.T
	*demo.City
	pool    *pgxpool.Pool
	records *records.Service
	now     time.Time // moved by tests
	branch  int64
	forms   int
}

func newCity(t *testing.T) *city {
	t.Helper()
	pool := storetest.Filled(t, "a city", func(ctx context.Context, pool *pgxpool.Pool) error {
		_, _, err := demo.LoadCity(ctx, store.Over(pool), 2026, "a password of the tests")
		return err
	})
	db := store.Over(pool)
	c := &city{T: t, City: &demo.City{Store: db}, pool: pool, now: time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)} // 10:00 in Shanghai
	c.records = records.New(app.NewDesk(db, func() time.Time { return c.now }).WithKeys(sealing))
	c.branch = c.number(`select id from organisation where code = 'CZ-02'`)
	return c
}

// number reads a single number.
func (c *city) number(query string, args ...any) (n int64) {
	c.Helper()
	if err := c.pool.QueryRow(c.Context(), query, args...).Scan(&n); err != nil {
		c.Fatal(err)
	}
	return n
}

func (c *city) exec(statement string, args ...any) {
	c.Helper()
	if _, err := c.pool.Exec(c.Context(), statement, args...); err != nil {
		c.Fatal(err)
	}
}

func (c *city) who(account string) access.Actor {
	c.Helper()
	actor, err := c.Actor(c.Context(), account, calendar.DateOf(c.now))
	if err != nil {
		c.Fatal(err)
	}
	return actor
}

// form is a form that was never sent before, about CZ-02.
func (c *city) form() records.Change {
	c.forms++
	return records.Change{Branch: c.branch, Key: "form-" + strconv.Itoa(c.forms), Year: 2026}
}

// submit hands the self-assessment of CZ-02 in.
func (c *city) submit() {
	c.Helper()
	c.exec(`update assessment set state = 'submitted' where branch_id = $1`, c.branch)
}

// member puts somebody on the roster of CZ-02 from a day on; until may be zero.
func (c *city) member(name string, since, until calendar.Date) int64 {
	c.Helper()
	m := record.Member{Name: name, Sex: record.Female, Stage: record.Full, Since: since, Until: until}
	var b store.Batch
	b.NewID("member", &m.ID)
	c.run(&b)
	b = store.Batch{}
	b.AddMember(c.number(`select root_id from organisation where id = $1`, c.branch), &m, store.Sealed{}, c.who("wangming").Person, c.now)
	b.Join(c.branch, &m)
	c.run(&b)
	return m.ID
}

func (c *city) run(b *store.Batch) {
	c.Helper()
	if err := c.Store.Read(c.Context(), b); err != nil {
		c.Fatal(err)
	}
}

func (c *city) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

// kind checks of what kind an error is; 0 for none.
func (c *city) kind(what string, err error, want fault.Kind) {
	c.Helper()
	if got := fault.KindOf(err); got != want || want == 0 && err != nil {
		c.Errorf("%s: kind %d, want %d: %v", what, got, want, err)
	}
}

func day(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
