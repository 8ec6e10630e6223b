package oversee_test

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/store"
)

// trips counts the round trips of a pool: batches, and statements outside them.
type trips struct{ n atomic.Int64 }

func (t *trips) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	t.n.Add(1)
	return ctx
}
func (t *trips) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}
func (t *trips) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData)     {}
func (t *trips) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	t.n.Add(1)
	return ctx
}
func (t *trips) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// Reading costs one round trip a page, besides the session's; the list of
// cycles two.
func TestPagesCostOneRoundTrip(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	cfg := c.Pool.Config().Copy()
	count := &trips{}
	cfg.ConnConfig.Tracer = count
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	c.Must(err)
	t.Cleanup(pool.Close)
	office := oversee.New(app.NewDesk(store.Over(pool), c.office.Now))
	mine := c.assessment("CZ-02")
	officer := c.Who("lishan")
	all := officer
	for _, account := range []string{"wangming", "chenjing", "zhaogang", "sunli", "zhoujie"} {
		all.Appointments = append(all.Appointments, c.Who(account).Appointments...)
	}
	_, err = office.Home(ctx, officer) // reads the indicator set, once for good
	c.Must(err)
	for name, page := range map[string]struct {
		most int64
		open func() error
	}{
		"home of everything": {1, func() error { _, err := office.Home(ctx, all); return err }},
		"results":            {1, func() error { _, err := office.Results(ctx, officer, oversee.Narrow{}); return err }},
		"result":             {1, func() error { _, err := office.Result(ctx, officer, mine); return err }},
		"overview":           {1, func() error { _, err := office.Overview(ctx, officer, c.Cycle, 1); return err }},
		"cycles":             {2, func() error { _, err := office.CycleList(ctx, officer); return err }},
	} {
		c.Must(page.open()) // statements are prepared once for a connection
		before := count.n.Load()
		c.Must(page.open())
		if got := count.n.Load() - before; got > page.most {
			t.Errorf("%s: %d round trips, want %d", name, got, page.most)
		}
	}
}
