package app_test

import (
	"context"
	"flag"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/closing"
	"baolei/internal/app/examine"
	"baolei/internal/app/oversee"
	"baolei/internal/app/report"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/store"
)

// machine lets people do things to the small city in any order, and compares
// after each what is stored with what the model believes.
type machine struct {
	ctx      context.Context
	pool     *pgxpool.Pool
	db       *store.DB
	now      time.Time
	keys     int
	happened map[string]int // how often each act was done
	actors   map[string]access.Actor
	city     *city
	self     *assess.Service
	review   *examine.Service
	office   *oversee.Service
	reports  *report.Service
	spot     *spotcheck.Service
	closing  *closing.Service
}

// Whatever people try, in whatever order and on whatever day: nothing happens
// that the table of transitions does not allow, what it allows happens, no
// finding is lost, and the score that counts is the last level's.
func TestAnyOrderOfActions(t *testing.T) {
	longer(t, "rapid.checks", "30")
	longer(t, "rapid.steps", "60")
	happened := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		m := newMachine(t, rapid.IntRange(0, 3).Draw(r, "publicity") > 0)
		m.happened = happened
		defer m.pool.Close()
		m.begin(r)
		r.Repeat(map[string]func(*rapid.T){"": m.check, "step": m.step})
	})
	t.Logf("done: %v", happened)
	for _, a := range acts() {
		if happened[a.name] == 0 && !t.Failed() {
			t.Errorf("in no sequence did anybody %s", a.name)
		}
	}
}

// longer sets how many sequences there are, and how long, unless the caller of
// the test has said so: each step is a transaction.
func longer(t *testing.T, name, value string) {
	t.Helper()
	f := flag.Lookup(name)
	if said := f.Value.String(); said == f.DefValue {
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Value.Set(said) })
	}
}

func newMachine(t *testing.T, publicity bool) *machine {
	m := &machine{ctx: t.Context(), pool: openSmallCity(t, publicity), now: openedAt, city: newCity(publicity)}
	m.db = store.Over(m.pool)
	desk := app.NewDesk(m.db, func() time.Time { m.now = m.now.Add(time.Second); return m.now })
	m.self, m.review, m.office = assess.New(desk), examine.New(desk), oversee.New(desk)
	m.reports, m.spot, m.closing = report.New(desk), spotcheck.New(desk), closing.New(desk)
	var err error
	if m.actors, err = actorsOf(m.ctx, m.db); err != nil {
		t.Fatal(err)
	}
	for _, b := range m.city.branches {
		if err := m.pool.QueryRow(m.ctx, `select a.id, a.cycle_id, a.committee_id from assessment a join organisation o on o.id = a.branch_id where o.code = $1`, b.code).
			Scan(&b.id, &m.city.cycle, &b.committee.id); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func (m *machine) today() calendar.Date { return calendar.DateOf(m.now) }
