package board_test

import (
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/board"
	"baolei/internal/demo/demotest"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city, with assessments put where their committees would
// have left them.
type city struct {
	*demotest.City
	boards *board.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := demotest.After(t, "results", results...)
	return &city{City: c, boards: board.New(app.NewDesk(c.Store, c.Clock))}
}

// results leaves 教育局 reported, 卫健委 verified, 住建局 submitted, three of
// 财政局 submitted or returned, and everybody else with a draft. A branch claims
// 0 to 35 points won, and the review takes up to 3 points off item 1.1. Two of
// 教育局 were spot-checked. Everybody met in March and in May.
var results = []string{
	`create temp table b as select o.id, o.code, right(o.code, 2)::int as n from organisation o where level = 'branch'`,
	`update assessment a set self_items[cardinality(self_items) - 10] = self_items[cardinality(self_items) - 10] + 500 * (n % 8), self_total = self_total + 500 * (n % 8) from b where b.id = a.branch_id`,
	`update assessment a set state = 'submitted', review_items = self_items, review_total = self_total, counts_items = self_items, counts_total = self_total, counts_grade = self_grade
		from b where b.id = a.branch_id and (code ~ '^(JY|WJ|ZJ)' or code in ('CZ-03', 'CZ-10'))`,
	`update assessment a set state = 'returned' from b where b.id = a.branch_id and code in ('CZ-01', 'CZ-11')`,
	`update assessment a set review_items[1] = self_items[1] - 100 * (n % 4), review_total = self_total - 100 * (n % 4), state = case when code ~ 'JY' then 'reported' else 'verified' end
		from b where b.id = a.branch_id and code ~ '^(JY|WJ)'`,
	`update assessment set counts_items = review_items, counts_total = review_total,
		counts_grade = case when review_total < 8000 then 'lagging' when review_total < 9000 then 'not_attained' when review_total < 11000 then 'attained' else 'excellent' end
		where state in ('verified', 'reported')`,
	`with d as (
		  insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch, item_tolerance,
		    branch_tolerance, committee_tolerance, drawn_before, seed_source, sealed, notice_digest, published_by, published_at, drawn_at, bundle_digest)
		  select c.id, o.id, '一次抽查', 'drawn', 'p', encode(sha256('p'), 'hex'), 'i', encode(sha256('i'), 'hex'), '{}', 1, 0, 0, 0, '{}', '福利彩票', true,
		    encode(sha256('n'), 'hex'), (select min(id) from person), now(), now(), 'x' from cycle c, organisation o where o.parent_id is null returning id)
		insert into spot_check (draw_id, assessment_id, position, stratum, tickets, number, spot_total, spot_items, handed_in_by, handed_in_at)
		select d.id, a.id, n, 's', 1, encode(sha256(code::bytea), 'hex'), review_total - 150, review_items[:1] || (review_items[2] - 150) || review_items[3:], case when n < 3 then (select min(id) from person) end, case when n < 3 then now() end
		from d, assessment a join b on b.id = a.branch_id where code ~ '^JY' and n < 4`,
	`insert into activity (branch_id, committee_id, kinds, occurred_on, title, recorded_at, recorded_by)
		select b.id, o.committee_id, array[case when n % 3 = 0 then 'talk' else 'theme_party_day' end], make_date(2026, m, 1 + n), '活动', now(), (select min(id) from person)
		from b join organisation o on o.id = b.id, unnest(array[3, 3, 5]) m`,
	`drop table b`,
}

func (c *city) organisation(code string) int64 {
	c.Helper()
	return c.Number(`select id from organisation where code = $1`, code)
}
