package demo_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/app"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
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
		`select count(*) from assessment a join organisation o on o.id = a.branch_id where o.code ~ '^K'`: 25, `select count(*) from membership`: 25 * 15, `select count(*) from activity where cardinality(present) <> 15 or extract(year from occurred_on) <> 2026`: 0,
	} {
		var got int
		if err := pool.QueryRow(ctx, sql).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", sql, got, err, want)
		}
	}
}

// Beyond the first thousand branches nothing has a record book, and everything
// is copied: 1,130 branches, three committees of which have 50, 50 and 30. Every
// score is what the engine makes of the findings that are stored.
func TestCopiedScoresAreTheEngines(t *testing.T) {
	ctx, pool := context.Background(), storetest.Open(t)
	db := store.Over(pool)
	opened := time.Date(2026, time.November, 16, 1, 30, 0, 0, time.UTC)
	city, _, err := demo.Settle(ctx, db, opened, "a password of the tests")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(ctx, `insert into organisation (parent_id, level, code, name, committee_id, root_id, created_at)
		select o.id, 'branch', 'X' || n, '支部' || n, o.id, o.root_id, now() from organisation o, generate_series(1, 940) n where o.code = 'JY'`); err != nil {
		t.Fatal(err) // so that there are a thousand already
	}
	for _, year := range []int{2024, 2025} {
		if err := errors.Join(city.Past(ctx, year, 80_00), city.Close(ctx, year)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(city.Open(ctx, opened), city.Grow(ctx, 1130, 2026)); err != nil {
		t.Fatal(err)
	}
	for sql, want := range map[string]int{
		`select count(*) from organisation where level = 'branch'`: 1130, `select count(*) from assessment a join cycle c on c.id = a.cycle_id where c.year = 2026`: 1130,
		`select count(*) from organisation where code ~ '^D'`: 3, `select count(*) from activity`: 0,
		`select count(*) from assessment a join cycle c on c.id = a.cycle_id where c.year < 2026 and a.state = 'final'`: 2 * 1000,
	} {
		var got int
		if err := pool.QueryRow(ctx, sql).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", sql, got, err, want)
		}
	}
	var checked int
	for _, level := range []string{"self", "review"} {
		rows, err := pool.Query(ctx, `select a.state, a.`+level+`_total, a.`+level+`_grade, a.`+level+`_items, coalesce(array_agg(f.value::text) filter (where f.clause is not null), '{}') from assessment a
			left join finding f on f.assessment_id = a.id and f.level = $1 where $1 = 'self' or a.reviewed_items > 0 group by a.id`, level)
		if err != nil {
			t.Fatal(err)
		}
		table := indicator.Embedded().Table()
		var state, grade string
		var total int64
		var items []int64
		var values []string
		_, err = pgx.ForEachRow(rows, []any{&state, &total, &grade, &items, &values}, func() error {
			var findings []scoring.Finding
			for _, v := range values {
				f, bad := table.DecodeFinding([]byte(v))
				if bad != nil {
					return bad
				}
				findings = append(findings, f)
			}
			want, bad := table.Score("", findings)
			if bad != nil {
				return bad
			}
			if s := store.ScoreOf(want); int64(s.Total) != total || s.Grade != grade || !slices.Equal(s.Items, items) {
				t.Errorf("%s, %s: stored %d %s, the engine says %d %s", level, state, total, grade, s.Total, s.Grade)
			}
			checked++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if checked < 3130+2000 {
		t.Errorf("only %d scores were checked", checked)
	}
}
