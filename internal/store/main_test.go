package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/core/access"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var now = time.Date(2026, time.December, 1, 2, 0, 0, 0, time.UTC) // 10:00 in Shanghai

// newDB is a database with one person, who is an officer of a work committee.
func newDB(t testing.TB) (*store.DB, *pgxpool.Pool, int64) {
	t.Helper()
	pool := storetest.Open(t)
	db := store.Over(pool)
	var org, person, appointment int64
	err := db.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.AddOrganisation(store.Organisation{Level: access.WorkCommittee, Code: "GW", Name: "市直机关工委"}, now, &org)
		b.AddPerson(store.Person{Account: "lishan", Name: "李珊", PasswordHash: "-"}, now, &person)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		b = store.Batch{}
		b.Appoint(store.Appointment{Person: person, Role: access.Officer, Organisation: org, From: day(2026, 1, 1)}, 0, &appointment)
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		t.Fatal(err)
	}
	return db, pool, person
}
