package app_test

import (
	"context"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/board"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

// spent sums how long the database was asked, from the sending of a batch until
// its last answer was read.
type spent struct {
	mu    sync.Mutex
	since time.Time
	sum   time.Duration
}

func (s *spent) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.since = time.Now()
	return ctx
}
func (s *spent) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}
func (s *spent) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sum += time.Since(s.since)
}
func (s *spent) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	return ctx
}
func (s *spent) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func (s *spent) take() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.sum
	s.sum = 0
	return d
}

// large is a city of many branches, without record books, on a day in December.
type large struct {
	pool *pgxpool.Pool
	desk app.Desk
	sql  *spent
	city *demo.City
}

// newLarge makes a city of BRANCHES branches (environment; 5,000) in a database
// of its own: 500,000 take a quarter of an hour and 6 GB. With BENCH_DATABASE (the
// address of a database) it is made there, unless that holds one already, and
// stays for the next time.
func newLarge(b *testing.B) *large {
	b.Helper()
	address := os.Getenv("BENCH_DATABASE")
	if address == "" {
		address = storetest.URL(b)
	}
	opened, err := store.Open(b.Context(), address)
	if err != nil {
		b.Fatal(err)
	}
	cfg := opened.Pool().Config() // as the product connects, but that loading may take its time
	opened.Close()
	l := &large{sql: &spent{}}
	cfg.ConnConfig.Tracer, cfg.ConnConfig.RuntimeParams["statement_timeout"] = l.sql, "0"
	if l.pool, err = pgxpool.NewWithConfig(b.Context(), cfg); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(l.pool.Close)
	db := store.Over(l.pool)
	december := time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)
	l.desk = app.NewDesk(db, func() time.Time { return december })
	if err := store.Migrate(b.Context(), l.pool); err != nil {
		b.Fatal(err)
	}
	if l.city, err = demo.Found(b.Context(), db, app.ThrowawayKeys()); err != nil {
		l.load(b.Context(), b, db)
	}
	started := time.Now()
	if err := board.New(l.desk).Sweep(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("added up in %v", time.Since(started).Round(time.Millisecond))
	if _, err := l.pool.Exec(b.Context(), `vacuum analyze`); err != nil {
		b.Fatal(err)
	}
	return l
}

// load puts the branches in, and three hundred who spot-check.
func (l *large) load(ctx context.Context, b *testing.B, db *store.DB) {
	b.Helper()
	branches, started := 5000, time.Now()
	if n, err := strconv.Atoi(os.Getenv("BRANCHES")); err == nil && n > 0 {
		branches = n
	}
	city, _, err := demo.LoadCity(ctx, db, 2026, "a password of the tests")
	l.city = city
	for _, sql := range []string{
		`insert into organisation (parent_id, level, code, name, committee_id, root_id, created_at)
			select o.id, 'branch', 'X' || n, '支部' || n, o.id, o.root_id, now() from organisation o, generate_series(1, 940) n where o.code = 'JY'`,
		`insert into person (account, name, password_hash, created_at) select 'chouchayuan' || n, '抽查员' || n, 'none', now() from generate_series(1, 300) n`,
		`insert into appointment (person_id, role, organisation_id, period)
			select p.id, 'spot_checker', o.id, '[2020-01-01,)' from person p, organisation o where p.account like 'chouchayuan%' and o.level = 'work_committee'`,
	} {
		if err == nil {
			_, err = l.pool.Exec(ctx, sql)
		}
	}
	if err == nil {
		err = city.Grow(ctx, branches, 2026)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d branches: loaded in %v", branches, time.Since(started).Round(time.Millisecond))
}

func (l *large) who(b *testing.B, account string) access.Actor {
	b.Helper()
	actor, err := l.city.Actor(b.Context(), account, calendar.DateOf(l.desk.Now()))
	if err != nil {
		b.Fatal(err)
	}
	return actor
}
