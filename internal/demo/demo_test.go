package demo_test

import (
	"context"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// The demo goes through the use cases of every role, so its loading tries them
// all: rights, windows, the second person, the draw.
func TestTheDemoHasAssessmentsInEveryState(t *testing.T) {
	pool := storetest.Open(t)
	db := store.Over(pool)
	opened := time.Date(2026, time.November, 16, 1, 30, 0, 0, time.UTC)
	city, fresh, err := demo.LoadCityAt(context.Background(), db, opened, "a password of the tests", demo.WithPublicity)
	if err != nil || !fresh {
		t.Fatalf("load the city: %v, %v", fresh, err)
	}
	city.Keys = app.ThrowawayKeys()
	if err := city.Year(context.Background(), opened); err != nil {
		t.Fatal(err)
	}
	rows, err := pool.Query(context.Background(), `select state, count(*) from assessment group by state`)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for rows.Next() {
		var state string
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			t.Fatal(err)
		}
		got[state] = n
	}
	// CZ 3+WL 1+SJ 5 started and WL 1+SJ 4 blank are drafts; CZ 3+WL 3 submitted, CZ 2+WL 2 under review;
	// CZ 2+WL 1 returned; CZ 2+ZJ 4 verified; ZJ 6 publicised; JY 10+WJ 11 reported.
	want := map[string]int{"draft": 14, "submitted": 10, "returned": 3, "verified": 6, "publicised": 6, "reported": 21}
	for state, n := range want {
		if got[state] != n {
			t.Errorf("%d assessments %s, want %d", got[state], state, n)
		}
	}
	// Both committees have reported, and the office has accepted the first of them; one secretary has objected.
	for sql, want := range map[string]int{`select count(*) from committee_report where state = 'sent'`: 1, `select count(*) from committee_report where state = 'accepted'`: 1,
		`select count(*) from objection where decision is null`: 1, `select count(*) from objection`: 1, `select count(*) from publicity`: 21 + 6} {
		var n int
		if err := pool.QueryRow(context.Background(), sql).Scan(&n); err != nil || n != want {
			t.Errorf("%s: %d, %v; want %d", sql, n, err, want)
		}
	}
	var people, names int
	if err := pool.QueryRow(context.Background(), `select count(*), count(distinct name) from person`).Scan(&people, &names); err != nil || people != names {
		t.Errorf("%d people share %d names, %v", people, names, err)
	}
	if _, again, err := demo.LoadCityAt(context.Background(), db, opened, "a password of the tests"); err != nil || again {
		t.Errorf("a database that is not empty was loaded again: %v, %v", again, err)
	}
}
