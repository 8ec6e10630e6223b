package demo_test

import (
	"context"
	"testing"

	"baolei/internal/app"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

// 60 branches become 85: 25 new ones with 15 members and 400 activities each,
// and an assessment for every branch.
func TestTheDemoGrows(t *testing.T) {
	ctx, pool := context.Background(), storetest.Open(t)
	db := store.Over(pool)
	if _, _, err := demo.LoadCity(ctx, db, 2026, "a password of the tests"); err != nil {
		t.Fatal(err)
	}
	city, err := demo.Found(ctx, db, app.ThrowawayKeys())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // growing to what is there already does nothing
		if err := city.Grow(ctx, 85, 2026); err != nil {
			t.Fatal(err)
		}
	}
	for sql, want := range map[string]int{
		`select count(*) from organisation where level = 'branch'`: 85, `select count(*) from assessment`: 85, `select count(*) from activity`: 25 * 400,
		`select count(*) from membership`: 25 * 15, `select count(*) from activity where cardinality(present) <> 15 or extract(year from occurred_on) <> 2026`: 0,
	} {
		var got int
		if err := pool.QueryRow(ctx, sql).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", sql, got, err, want)
		}
	}
}
