package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Tx is a transaction that begins with its first batch and ends with the batch
// that commits, so that reading, deciding and writing cost two round trips.
type Tx struct {
	conn      *pgxpool.Conn
	begun     bool
	committed bool
}

// Tx runs one transaction. What fn does not commit is rolled back. A client
// that goes away does not cut it in the middle: it runs under a time limit of
// its own. Deadlocks and serialisation failures are tried three times in all,
// and so is a plan that went stale under a migration; fn must therefore only
// touch the database and values of its own.
func (db *DB) Tx(ctx context.Context, fn func(context.Context, *Tx) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), db.limit)
	defer cancel()
	for try := 1; ; try++ {
		err := db.once(ctx, fn)
		if try < 3 && again(err) {
			continue
		}
		return known(err)
	}
}

func (db *DB) once(ctx context.Context, fn func(context.Context, *Tx) error) (err error) {
	conn, err := db.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	tx := &Tx{conn: conn}
	defer func() {
		if !tx.committed && tx.begun && !conn.Conn().IsClosed() {
			if _, back := conn.Exec(ctx, "rollback"); back != nil {
				err = errors.Join(err, fmt.Errorf("roll back: %w", back))
			}
		}
	}()
	return broken(conn, fn(ctx, tx))
}

// Read sends a batch within the transaction, which the first batch begins.
func (tx *Tx) Read(ctx context.Context, b *Batch) error {
	if !tx.begun {
		tx.begun = true
		b.b.QueuedQueries = append([]*pgx.QueuedQuery{{SQL: "begin"}}, b.b.QueuedQueries...)
	}
	return tx.conn.SendBatch(ctx, &b.b).Close()
}

// Commit sends a batch and the COMMIT behind it. Where any statement fails, a
// guard included, nothing of the transaction remains.
func (tx *Tx) Commit(ctx context.Context, b *Batch) error {
	b.do("commit")
	if err := tx.Read(ctx, b); err != nil {
		return err
	}
	tx.committed = true
	return nil
}

// Within queues that the statements of the transaction may take so long each, for
// the few that look at all of a city and for which nobody waits.
func (b *Batch) Within(limit time.Duration) {
	b.do(`select set_config('statement_timeout', $1, true)`, strconv.FormatInt(limit.Milliseconds(), 10))
}

// again tells whether the whole transaction may simply be tried once more.
func again(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return false
	}
	stalePlan := e.Code == "0A000" && e.Message == "cached plan must not change result type"
	return e.Code == "40001" || e.Code == "40P01" || stalePlan
}

// ReadWithin is Read under another time limit, for the few pages that look at all
// of a city.
func (db *DB) ReadWithin(ctx context.Context, limit time.Duration, b *Batch) error {
	return (&DB{db.pool, limit}).Read(ctx, b)
}

// TxWithin is Tx under another time limit, for the few changes that touch all of
// a city.
func (db *DB) TxWithin(ctx context.Context, limit time.Duration, fn func(context.Context, *Tx) error) error {
	return (&DB{db.pool, limit}).Tx(ctx, fn)
}
