package closing_test

import (
	"os"
	"strconv"
	"testing"
	"time"

	"baolei/internal/app/closing"
)

// many adds so many branches, in committees of fifty, all of them reported: every
// twentieth is lagging, every fifth of the others excellent.
const (
	manyCommittees = `insert into organisation (id, parent_id, level, code, name, committee_id, root_id, created_at) overriding system value
	select 1000000 + n, id, 'party_committee', 'M' || n, '第' || n || '党委', 1000000 + n, id, now() from generate_series(1, ($1::int + 49) / 50) n, organisation where level = 'work_committee'`
	many = `insert into organisation (parent_id, level, code, name, committee_id, root_id, created_at)
	select 1000001 + n / 50, 'branch', 'K' || n, '第' || n || '党支部', 1000001 + n / 50, o.id, now() from generate_series(0, $1::int - 1) n, organisation o where o.level = 'work_committee'`
)

const manyReported = `insert into assessment (cycle_id, committee_id, branch_id, nearest_id, root_id, state, version, self_items, review_items, counts_items, counts_grade, counts_total)
	select (select id from cycle), committee_id, id, committee_id, root_id, 'reported', 7, array_fill(100::bigint, array[52]), array_fill(100::bigint, array[52]), array_fill(100::bigint, array[52]),
	  case when id % 20 = 0 then 'lagging' when id % 5 = 0 then 'excellent' else 'attained' end, 9000 from organisation where code ~ '^K[0-9]' and level = 'branch'`

// BenchmarkClosing closes a cycle of BRANCHES branches (environment; 5,000): the
// officer's page, the confirmation, which holds all savings of the cycle meanwhile,
// the parts, of which none holds more than its own branches, and the end.
func BenchmarkClosing(b *testing.B) {
	branches := 5000
	if n, err := strconv.Atoi(os.Getenv("BRANCHES")); err == nil && n > 0 {
		branches = n
	}
	for b.Loop() {
		b.StopTimer()
		c := newCity(b)
		c.svc.PartSize = closing.New(c.desk).PartSize
		for _, sql := range []string{manyCommittees, many, manyReported} {
			args := []any{branches}
			if sql == manyReported {
				args = nil
			}
			_, err := c.Pool.Exec(ctx, `set statement_timeout = 0`)
			c.Must(err)
			_, err = c.Pool.Exec(ctx, sql, args...)
			c.Must(err)
		}
		_, err := c.Pool.Exec(ctx, `vacuum analyze assessment`)
		c.Must(err)
		b.StartTimer()
		c.measured(b)
	}
}

func (c *city) measured(b *testing.B) {
	took := func(what string, do func()) {
		from := time.Now()
		do()
		b.ReportMetric(float64(time.Since(from).Milliseconds()), what+"-ms")
	}
	took("page", func() { c.step("lishan") })
	c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
	in, actor := c.step("zhanglei"), c.Who("zhanglei")
	took("confirm", func() {
		_, err := c.svc.Confirm(ctx, actor, in)
		c.Must(err)
	})
	run := c.turn()
	took("work", func() { c.works(run) })
	b.ReportMetric(float64(c.Count(`select count(*) from closing_part`)), "parts")
	if left := c.Count(`select count(*) from assessment where state = 'reported'`); left != 0 {
		b.Fatalf("%d branches are left", left)
	}
}
