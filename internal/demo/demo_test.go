package demo_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// The demo goes through the use cases of every role, so its loading tries them
// all: rights, windows, the second person, the draw. It is loaded as the command
// does, with the years before.
func TestTheDemoHasAssessmentsInEveryState(t *testing.T) {
	pool := storetest.Open(t)
	db := store.Over(pool)
	opened := time.Date(2026, time.November, 16, 1, 30, 0, 0, time.UTC)
	load := func() (begun int, err error) {
		err = demo.Load(context.Background(), db, app.ThrowawayKeys(), opened, "a password of the tests", func() { begun++ })
		return begun, err
	}
	if n, err := load(); n != 1 || err != nil {
		t.Fatalf("load the demo: begun %d times, %v", n, err)
	}
	if n, err := load(); n != 0 || err != nil {
		t.Errorf("a database that is not empty: begun %d times, %v", n, err)
	}
	rows, err := pool.Query(context.Background(), `select a.state, count(*) from assessment a join cycle c on c.id = a.cycle_id where c.closed_at is null group by a.state`)
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
	const now = `join cycle c on c.id = x.cycle_id where c.closed_at is null`
	for sql, want := range map[string]int{`select count(*) from committee_report x ` + now + ` and x.state = 'sent'`: 1, `select count(*) from committee_report x ` + now + ` and x.state = 'accepted'`: 1,
		`select count(*) from objection o join assessment x on x.id = o.assessment_id ` + now + ` and o.decision is null`: 1, `select count(*) from objection o join assessment x on x.id = o.assessment_id ` + now: 1,
		`select count(*) from publicity p join assessment x on x.id = p.assessment_id ` + now: 21 + 6,
		// Members of every branch evaluate it; those with an account are left to do it.
		`select count(*) from evaluation_tally t join assessment x on x.id = t.assessment_id ` + now: 60, `select count(*) from evaluation_answered e join member m on m.id = e.member_id where m.person_id is not null`: 0} {
		var n int
		if err := pool.QueryRow(context.Background(), sql).Scan(&n); err != nil || n != want {
			t.Errorf("%s: %d, %v; want %d", sql, n, err, want)
		}
	}
	var people, names int
	if err := pool.QueryRow(context.Background(), `select count(*), count(distinct name) from person`).Scan(&people, &names); err != nil || people != names {
		t.Errorf("%d people share %d names, %v", people, names, err)
	}
}

// A demo whose loading stopped in the middle is told, and not served.
func TestHalfADemoIsTold(t *testing.T) {
	ctx, pool := context.Background(), storetest.Open(t)
	opened := time.Date(2026, time.December, 20, 1, 30, 0, 0, time.UTC) // 76 days later reports are overdue
	if _, _, err := demo.LoadCityAt(ctx, store.Over(pool), opened, "a password of the tests"); err != nil {
		t.Fatal(err)
	}
	err := demo.Load(ctx, store.Over(pool), app.ThrowawayKeys(), opened, "a password of the tests", func() { t.Error("it is loaded over the half") })
	if err == nil || !strings.Contains(err.Error(), "没有装完") {
		t.Errorf("half a demo: %v", err)
	}
}
