package board_test

import (
	"context"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/board"
	"baolei/internal/app/oversee"
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

// BenchmarkBoards measures the officer's pages over a city of BRANCHES branches
// (environment; 5,000), without record books. sql-ms is the median of what the
// database took for a page. 500,000 take some minutes and 6 GB to load.
func BenchmarkBoards(b *testing.B) {
	branches := 5000
	if n, err := strconv.Atoi(os.Getenv("BRANCHES")); err == nil && n > 0 {
		branches = n
	}
	ctx, address := context.Background(), storetest.URL(b)
	cfg, err := pgxpool.ParseConfig(address)
	if err != nil {
		b.Fatal(err)
	}
	sql := &spent{}
	cfg.ConnConfig.Tracer = sql
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(pool.Close)
	db := store.Over(pool)
	city := largeCity(ctx, b, db, pool, branches)
	now := func() time.Time { return time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC) }
	boards, office := board.New(app.NewDesk(db, now)), oversee.New(app.NewDesk(db, now))
	started := time.Now()
	if err := boards.Sweep(ctx); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d branches: everything added up in %v", branches, time.Since(started).Round(time.Millisecond))
	if _, err := pool.Exec(ctx, `vacuum analyze`); err != nil {
		b.Fatal(err)
	}
	officer, err := city.Actor(ctx, "lishan", calendar.DateOf(now()))
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range pages(boards, office, officer, pool) {
		b.Run(x.name, func(b *testing.B) {
			if err := x.open(ctx); err != nil { // statements are prepared, pages are warm
				b.Fatal(err)
			}
			var times []float64
			for b.Loop() {
				if x.before != nil {
					b.StopTimer()
					if err := x.before(ctx); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
				}
				sql.take()
				if err := x.open(ctx); err != nil {
					b.Fatal(err)
				}
				times = append(times, float64(sql.take())/float64(time.Millisecond))
			}
			slices.Sort(times)
			b.ReportMetric(times[len(times)/2], "sql-ms")
		})
	}
}

func largeCity(ctx context.Context, b *testing.B, db *store.DB, pool *pgxpool.Pool, branches int) *demo.City {
	b.Helper()
	started := time.Now()
	city, _, err := demo.LoadCity(ctx, db, 2026, "a password of the tests")
	if err == nil {
		_, err = pool.Exec(ctx, `insert into organisation (parent_id, level, code, name, committee_id, root_id, created_at)
			select o.id, 'branch', 'X' || n, '支部' || n, o.id, o.root_id, now() from organisation o, generate_series(1, 940) n where o.code = 'JY'`)
	}
	if err == nil {
		err = city.Grow(ctx, branches, 2026)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d branches: loaded in %v", branches, time.Since(started).Round(time.Millisecond))
	return city
}

type opening struct {
	name         string
	open, before func(context.Context) error
}

func pages(boards *board.Service, office *oversee.Service, officer access.Actor, pool *pgxpool.Pool) []opening {
	results := func(n oversee.Narrow) func(context.Context) error {
		return func(ctx context.Context) error { _, err := office.Results(ctx, officer, n); return err }
	}
	show := func(ask board.Ask) func(context.Context) error {
		return func(ctx context.Context) error { _, err := boards.Board(ctx, officer, ask); return err }
	}
	var committee int64
	at := func(ctx context.Context) error {
		return pool.QueryRow(ctx, `select max(id) from organisation where level = 'party_committee'`).Scan(&committee)
	}
	return []opening{
		{"board of the city", show(board.Ask{}), nil},
		{"board of the city, page 20", show(board.Ask{Page: 20}), nil},
		{"board of a committee", func(ctx context.Context) error { return show(board.Ask{At: committee})(ctx) }, at},
		{"board of the city, after a save", show(board.Ask{}), func(ctx context.Context) error {
			_, err := pool.Exec(ctx, `update assessment set counts_total = counts_total + 1 where id = (select max(id) from assessment where state = 'verified')`)
			return err
		}},
		{"points lost by item", func(ctx context.Context) error {
			var rows []store.Rollup
			var b store.Batch
			b.RollupsOf(0, officer.At(access.Officer), &rows)
			return boards.Store.Read(ctx, &b)
		}, nil},
		{"table of all committees", show(board.Ask{All: true}), nil},
		{"first page of the officer", func(ctx context.Context) error { _, err := office.Home(ctx, officer); return err }, nil},
		{"results", results(oversee.Narrow{}), nil},
		{"results, page 100", results(oversee.Narrow{Page: 100}), nil},
		{"results, returned", results(oversee.Narrow{State: "returned"}), nil},
		{"results, lost on an item", results(oversee.Narrow{Lost: "B2.4"}), nil},
		{"results, by score", results(oversee.Narrow{Sort: "counts", Descending: true}), nil},
	}
}
