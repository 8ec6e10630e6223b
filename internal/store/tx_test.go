package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"baolei/internal/core/fault"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestWhatIsNotCommittedLeavesNothing(t *testing.T) {
	db, pool, person := newDB(t)
	stop := errors.New("changed my mind")
	err := db.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var fresh bool
		b.OnceOnly(person, "k", &fresh)
		b.Audit(store.AuditEntry{At: now, Person: person, Action: "test", Object: "test"})
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatalf("the transaction returned %v", err)
	}
	var rows int
	if err := pool.QueryRow(context.Background(), `select (select count(*) from idempotency) + (select count(*) from audit_entry)`).Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows remain (%v)", rows, err)
	}
}

func TestAGuardStopsTheCommitBehindIt(t *testing.T) {
	db, pool, person := newDB(t)
	err := db.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.Audit(store.AuditEntry{At: now, Person: person, Action: "test", Object: "test"})
		b.DropRemark(1, 1) // there is none
		return tx.Commit(ctx, &b)
	})
	if fault.KindOf(err) != fault.Conflict {
		t.Fatalf("a guard that met nothing gave %v", err)
	}
	var rows int
	if err := pool.QueryRow(context.Background(), `select count(*) from audit_entry`).Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d audit entries remain (%v)", rows, err)
	}
	if err := db.Ping(context.Background()); err != nil {
		t.Errorf("the connection did not recover: %v", err)
	}
}

func TestAFormKeyIsTakenOnceHoweverManySendIt(t *testing.T) {
	db, _, person := newDB(t)
	var mu sync.Mutex
	acted := 0
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			err := db.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
				var b store.Batch
				var fresh bool
				b.OnceOnly(person, "same", &fresh)
				if err := tx.Read(ctx, &b); err != nil || !fresh {
					return err
				}
				mu.Lock()
				acted++
				mu.Unlock()
				return tx.Commit(ctx, &store.Batch{})
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if acted != 1 {
		t.Errorf("acted %d times, want once", acted)
	}
}

func TestTheAuditLogCannotBeChanged(t *testing.T) {
	db, pool, person := newDB(t)
	var b store.Batch
	b.Audit(store.AuditEntry{At: now, Person: person, Action: "test", Object: "test"})
	if err := db.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{`update audit_entry set action = 'other'`, `delete from audit_entry`, `truncate audit_entry`} {
		if _, err := pool.Exec(context.Background(), sql); err == nil {
			t.Errorf("%s went through", sql)
		}
	}
}

func TestAClientThatGoesAwayDoesNotCutATransaction(t *testing.T) {
	db, pool, person := newDB(t)
	ctx, cancel := context.WithCancel(context.Background())
	err := db.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var fresh bool
		b.OnceOnly(person, "k", &fresh)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		cancel()
		return tx.Commit(ctx, &store.Batch{})
	})
	if err != nil {
		t.Fatal(err)
	}
	var rows int
	if err := pool.QueryRow(context.Background(), `select count(*) from idempotency`).Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows, want the one that was written (%v)", rows, err)
	}
}

func TestALockedRowIsToldAsBusyNotAsAFailure(t *testing.T) {
	db, pool, person := newDB(t)
	const briefly = `do $$ begin execute format('alter database %I set lock_timeout = %L', current_database(), '50ms'); end $$`
	if _, err := pool.Exec(context.Background(), briefly); err != nil {
		t.Fatal(err)
	}
	pool.Reset() // connections made from now on wait no longer than that
	held := make(chan struct{})
	release := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		err := db.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
			var b store.Batch
			b.SetPassword(person, "other", false)
			if err := tx.Read(ctx, &b); err != nil {
				return err
			}
			close(held)
			<-release
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-held
	var b store.Batch
	b.SetPassword(person, "mine", false)
	err := db.Read(context.Background(), &b)
	close(release)
	wg.Wait()
	if fault.KindOf(err) != fault.Unavailable {
		t.Errorf("waiting for a lock gave %v, want unavailable", err)
	}
}

func TestALostServerIsToldAsUnavailable(t *testing.T) {
	_, err := store.Open(context.Background(), "postgres://nobody@127.0.0.1:1/none")
	if err == nil {
		t.Fatal("opened a database that is not there")
	}
	db, pool, _ := newDB(t)
	pool.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := db.Ping(ctx); err == nil {
		t.Error("a closed pool answered")
	}
}

// A statement over a large city costs more to compile than to run.
func TestAConnectionCompilesNothingAndWaitsForNothingLong(t *testing.T) {
	db, err := store.Open(context.Background(), storetest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for setting, want := range map[string]string{"jit": "off", "statement_timeout": "10s", "lock_timeout": "3s", "timezone": "UTC"} {
		var got string
		if err := db.Pool().QueryRow(context.Background(), `select current_setting($1)`, setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", setting, got, want, err)
		}
	}
}
