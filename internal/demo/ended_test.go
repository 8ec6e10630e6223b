package demo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

// The two years before are closed, all files of the first are ended, and those of
// the second stand where files stand; then the third year is opened.
func TestEarlierYearsAreClosed(t *testing.T) {
	ctx, pool := context.Background(), storetest.Open(t)
	opened := time.Date(2026, time.November, 16, 1, 30, 0, 0, time.UTC)
	city, _, err := demo.Settle(ctx, store.Over(pool), opened, "a password of the tests")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(city.Ended(ctx, 2026), city.Open(ctx, opened)); err != nil {
		t.Fatal(err)
	}
	count := func(sql string) int {
		var n int
		if err := pool.QueryRow(ctx, sql).Scan(&n); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		return n
	}
	for sql, want := range map[string]int{
		`select count(*) from cycle where closed_at is null`:                                                                                                                       1,
		`select count(*) from cycle where closed_at is not null`:                                                                                                                   2,
		`select count(*) from assessment a join cycle c on c.id = a.cycle_id where c.year < 2026 and a.state <> 'final'`:                                                           0,
		`select count(*) from rectification r join cycle c on c.id = r.cycle_id where c.year = 2024 and r.state <> 'ended'`:                                                        0,
		`select count(*) from assessment a where a.state = 'final' and (a.counts_grade = 'lagging') <> exists (select from rectification r where r.assessment_id = a.id)`:          0,
		`select count(*) from committee_report r join cycle c on c.id = r.cycle_id where c.year < 2026 and r.state = 'accepted'`:                                                   12, // six committees, two years
		`select count(*) from report_sending where sent_at::date > due`:                                                                                                            1,
		`select count(*) from assessment a join appointment m on m.person_id = a.signed_by where a.state = 'final' and m.role = 'officer'`:                                         0,
		`select count(*) from task where state <> 'done'`:                                                                                                                          0,
		`select count(*) from rectification_measure m join rectification r on r.id = m.rectification_id where r.state = 'ended' and (m.done_on is null or m.deadline < m.done_on)`: 0,
	} {
		if got := count(sql); got != want {
			t.Errorf("%s: %d, want %d", sql, got, want)
		}
	}
	for _, sql := range []string{`select count(*) from rectification where state = 'ended'`, `select count(distinct state) - 1 from rectification`} {
		if count(sql) < 1 {
			t.Errorf("%s: none", sql)
		}
	}
	t.Logf("files: %d, of 2025: %d", count(`select count(*) from rectification`), count(`select count(*) from rectification r join cycle c on c.id = r.cycle_id where c.year = 2025`))
}
