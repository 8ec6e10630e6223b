package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app/board"
	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/store"
)

// BenchmarkBoards measures the officer's pages over a large city. sql-ms is the
// median of what the database took for a page, sql-min-ms the least, which a busy
// machine changes less.
func BenchmarkBoards(b *testing.B) {
	l, ctx := newLarge(b), b.Context()
	boards, office := board.New(l.desk), oversee.New(l.desk)
	for _, x := range pages(boards, office, l.who(b, "lishan"), l.pool) {
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
				l.sql.take()
				if err := x.open(ctx); err != nil {
					b.Fatal(err)
				}
				times = append(times, float64(l.sql.take())/float64(time.Millisecond))
			}
			slices.Sort(times)
			b.ReportMetric(times[len(times)/2], "sql-ms")
			b.ReportMetric(times[0], "sql-min-ms")
		})
	}
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
