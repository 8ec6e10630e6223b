package store_test

import (
	"context"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/core/fault"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

// silent is a connection to a server that, once it hangs, hears nothing more.
type silent struct {
	net.Conn
	hangs *atomic.Bool
}

func (s silent) Write(b []byte) (int, error) {
	if s.hangs.Load() {
		return len(b), nil
	}
	return s.Conn.Write(b)
}

// A server that hangs instead of dying is given up long before a request's
// time is over, in a page as in a change, and comes to be used again.
func TestAServerThatHangsIsGivenUp(t *testing.T) {
	cfg, err := pgxpool.ParseConfig(storetest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	var hangs atomic.Bool
	dial := cfg.ConnConfig.DialFunc
	cfg.ConnConfig.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		return silent{conn, &hangs}, err
	}
	pool, err := pgxpool.NewWithConfig(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	db := store.Impatient(pool, 300*time.Millisecond)
	read := func(ctx context.Context, send func(context.Context, *store.Batch) error) error {
		var cycles []store.Cycle
		var b store.Batch
		b.Cycles(&cycles)
		return send(ctx, &b)
	}
	change := func() error {
		return db.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error { return read(ctx, tx.Read) })
	}
	for name, ask := range map[string]func() error{"page": func() error { return read(context.Background(), db.Read) }, "change": change} {
		if err := ask(); err != nil {
			t.Fatalf("%s: before it hangs: %v", name, err)
		}
		hangs.Store(true)
		begun := time.Now()
		if err := ask(); fault.KindOf(err) != fault.Unavailable {
			t.Errorf("%s: a server that hangs gives %v, want unavailable", name, err)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s: given up after %v, want 0.3 s", name, took)
		}
		hangs.Store(false)
		if err := ask(); err != nil {
			t.Errorf("%s: afterwards: %v", name, err)
		}
	}
}
