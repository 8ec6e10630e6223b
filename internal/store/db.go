package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// limit is how long one transaction may take, or one batch outside of any. A
// server that hangs keeps no time-outs of its own.
const limit = 10 * time.Second

// DB is a pool of connections to one database. It is safe for concurrent use.
type DB struct {
	pool  *pgxpool.Pool
	limit time.Duration
}

// settings are those of every connection, where the URL says nothing else.
// Compiling a statement anew costs seconds for what then runs for a tenth of one,
// as with the inspectors of a draw over 50,000 branches: jit is off. Workers beside
// the server process cost tens of milliseconds to start, more on a busy machine,
// for pages that take a few; many people ask at once in their place.
var settings = map[string]string{"max_parallel_workers_per_gather": "0", "statement_timeout": "10s", "lock_timeout": "3s", "timezone": "UTC", "application_name": "baolei", "jit": "off"}

// Open connects to a database by its URL, which may name several hosts. It
// fails where none answers within 10 seconds.
func Open(ctx context.Context, url string) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database URL: %w", err)
	}
	cfg.ConnConfig.ConnectTimeout = 2 * time.Second
	params := cfg.ConnConfig.RuntimeParams
	for name, value := range settings {
		if _, set := params[name]; !set {
			params[name] = value
		}
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	ping, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := pool.Ping(ping); err != nil {
		pool.Close()
		return nil, fmt.Errorf("reach the database: %w", err)
	}
	return &DB{pool, limit}, nil
}

// Over makes a DB of a pool that the caller closes; for tests.
func Over(pool *pgxpool.Pool) *DB { return &DB{pool, limit} }

// Beside opens a second pool on the same database, of some connections at most,
// so that work in the background leaves those of the pages alone.
func (db *DB) Beside(ctx context.Context, most int32) (*DB, error) {
	cfg := db.pool.Config()
	cfg.MaxConns, cfg.MinConns, cfg.MinIdleConns = most, 0, 0
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return &DB{pool, db.limit}, nil
}

// Pool returns the connections, for the queue of long work, which brings SQL of
// its own.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// Close ends all connections.
func (db *DB) Close() { db.pool.Close() }

// Ping tells whether the database answers.
func (db *DB) Ping(ctx context.Context) error { return known(db.pool.Ping(ctx)) }

// Batch collects statements that go to the server in one round trip. Their
// results are handed to the callbacks that the queuing functions set up.
type Batch struct{ b pgx.Batch }

// Read sends the batch outside a transaction, for pages that only look.
func (db *DB) Read(ctx context.Context, b *Batch) error {
	ctx, cancel := context.WithTimeout(ctx, db.limit)
	defer cancel()
	conn, err := db.pool.Acquire(ctx)
	if err != nil {
		return known(err)
	}
	defer conn.Release()
	return known(broken(conn, conn.SendBatch(ctx, &b.b).Close()))
}

// one queues a statement of which at most one row is scanned into dest; found,
// where not nil, tells whether there was a row.
func (b *Batch) one(found *bool, scan func(pgx.Row) error, sql string, args ...any) {
	b.b.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		defer rows.Close()
		ok := rows.Next()
		if found != nil {
			*found = ok
		}
		if !ok {
			return rows.Err()
		}
		if err := scan(rows); err != nil {
			return err
		}
		rows.Close()
		return rows.Err()
	})
}

// all queues a statement whose rows are scanned one by one.
func (b *Batch) all(scan func(pgx.Row) error, sql string, args ...any) {
	b.b.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		defer rows.Close()
		for rows.Next() {
			if err := scan(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

// do queues a statement without a result.
func (b *Batch) do(sql string, args ...any) { b.b.Queue(sql, args...) }
