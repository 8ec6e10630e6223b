package indicators_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
)

// BenchmarkMovingACycle measures the trial and the move of a cycle of BRANCHES
// branches (environment; 2,000), in each of which every clause is stated in the
// self-assessment and in the review, in such a way that the next version changes
// every total. 50,000 take some minutes and 2 GB to load.
func BenchmarkMovingACycle(b *testing.B) {
	branches := 2000
	if n, err := strconv.Atoi(os.Getenv("BRANCHES")); err == nil && n > 0 {
		branches = n
	}
	for b.Loop() {
		b.StopTimer()
		c, ctx := newCity(b), context.Background()
		c.sets.AtOnce = 0
		to := c.next()
		c.crowds(branches)
		lishan := c.Who("lishan")
		b.StartTimer()
		task, err := c.sets.AskTrial(ctx, lishan, c.Key(), c.Cycle, to)
		c.Must(err)
		start := time.Now()
		run := c.takes(task)
		outcome, err := c.sets.TryLarge(ctx, run)
		c.Must(err)
		c.finishes(run, outcome)
		b.ReportMetric(time.Since(start).Seconds(), "trial-s")
		start = time.Now()
		trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
		c.Must(err)
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "page-ms")
		start = time.Now()
		task, err = c.sets.Move(ctx, lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "按规模测量", Digest: trial.Digest})
		c.Must(err)
		run = c.takes(task)
		outcome, err = c.sets.MoveLarge(ctx, run)
		c.Must(err)
		c.finishes(run, outcome)
		b.ReportMetric(time.Since(start).Seconds(), "move-s")
		if trial.Changed != branches {
			b.Errorf("%d of %d branches change", trial.Changed, branches)
		}
	}
}

// crowds fills the cycle with branches by SQL, past the triggers, whose work is
// of no interest here. In each of them every clause is stated.
func (c *city) crowds(branches int) {
	c.Helper()
	c.untriggered(func(do func(sql string, args ...any)) {
		founds(do, branches)
		for _, level := range []string{"self", "review"} {
			do(`insert into finding (assessment_id, level, clause, value, saved_by, saved_at) select a.id, $1, v.c, v.j::jsonb, 1, now()
				from assessment a join organisation o on o.id = a.branch_id, (values `+strings.Join(everything(), ",")+`) v (c, j) where o.code like 'ZZ-%'`, level)
		}
		do(`analyze finding`)
	})
}

// untriggered runs statements past the triggers.
func (c *city) untriggered(run func(do func(sql string, args ...any))) {
	c.Helper()
	ctx := context.Background()
	conn, err := c.Pool.Acquire(ctx)
	c.Must(err)
	defer conn.Release()
	do := func(sql string, args ...any) {
		c.Helper()
		_, err := conn.Exec(ctx, sql, args...)
		c.Must(err)
	}
	do(`set statement_timeout = 0`)
	do(`set session_replication_role = replica`)
	run(do)
	do(`set session_replication_role = origin`)
	do(`reset statement_timeout`)
}

// founds adds branches ZZ-… to the cycle, submitted and in review.
func founds(do func(sql string, args ...any), branches int) {
	do(`insert into organisation (code, name, level, parent_id, root_id, committee_id, created_at)
		select 'ZZ-' || n, '支部 ' || n, 'branch', o.parent_id, o.root_id, o.committee_id, o.created_at from organisation o, generate_series(1, $1::int) n where o.code = 'CZ-02'`, branches)
	do(`insert into assessment (cycle_id, committee_id, branch_id, nearest_id, root_id, state, self_total, self_grade, self_items, review_total, review_grade, review_items, counts_grade, counts_total, counts_items)
		select a.cycle_id, a.committee_id, o.id, a.nearest_id, a.root_id, 'submitted', 8000, 'not_attained', a.self_items, 8000, 'not_attained', a.self_items, 'not_attained', 8000, a.self_items
		from assessment a join organisation b on b.id = a.branch_id, organisation o where b.code = 'CZ-02' and o.code like 'ZZ-%'`)
}

// everything states something about each clause of the embedded set, as rows of
// SQL.
func everything() []string {
	var rows []string
	for _, a := range indicator.Embedded().Areas {
		for _, it := range a.Items {
			for _, cl := range it.Clauses {
				said := map[string]string{"once": `"occurred":false`, "veto": `"occurred":false`, "per_case": `"count":1`, "per_missing": `"actual":3,"expected":4`,
					"range": `"amount":` + cl.Min.String(), "choice": `"option":"late"`, "stepped": `"count":1`}[cl.Kind.String()]
				if len(cl.Options) > 0 && said == "" {
					said = `"counts":{"` + cl.Options[0].Code + `":1}`
				}
				rows = append(rows, fmt.Sprintf(`('%s', '{"clause":"%s",%s}')`, cl.Code, cl.Code, said))
			}
		}
	}
	return rows
}
