package board_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/board"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// recompute compares every sum with what the assessments say, asked in another
// way than the sums are made.
func (c *city) recompute(b *board.Board) {
	c.Helper()
	parts := append([]board.Part{b.Whole}, b.Parts...)
	const settled = `state in ('verified', 'publicised', 'reported', 'final')`
	is := func(what, sum, where string, got func(board.Part) int64) {
		c.Helper()
		want := c.byPlace(sum, where)
		for _, p := range parts {
			if got(p) != want[p.Organisation] {
				c.Errorf("%s, %s: %d, the assessments say %d", p.Name, what, got(p), want[p.Organisation])
			}
		}
	}
	is("branches", `count(*)`, `true`, func(p board.Part) int64 { return p.Branches })
	for _, s := range workflow.States() {
		is(string(s), `count(*)`, `state = '`+string(s)+`'`, func(p board.Part) int64 { return int64(b.Shape.In(p.Rollup, s)) })
	}
	for _, g := range b.Shape.Grades {
		is(g, `count(*)`, settled+` and counts_grade = '`+g+`'`, func(p board.Part) int64 { return int64(b.Graded(p, g)) })
	}
	is("claims", `sum(self_total)`, `state not in ('draft', 'returned')`, func(p board.Part) int64 { return p.Claims.Sum })
	is("results", `sum(counts_total)`, settled, func(p board.Part) int64 { return p.Results.Sum })
	is("results from 80 to 85", `count(*)`, settled+` and counts_total >= 8000 and counts_total < 8500`, func(p board.Part) int64 { return p.Results.Bands[17] })
	is("self less review", `sum(self_total - review_total)`, settled, func(p board.Part) int64 { return p.Review.Sum })
	is("self above review", `count(*)`, settled+` and self_total > review_total`, func(p board.Part) int64 { return p.Review.Higher })
	is("review less spot check", `sum(review_total - spot_total)`, settled+` and handed_in_at is not null`, func(p board.Part) int64 { return p.Spot.Sum })
	is("squares", `sum((review_total - spot_total) ^ 2)`, settled+` and handed_in_at is not null`, func(p board.Part) int64 { return p.Spot.Squares })
	for i, item := range b.Shape.Items {
		moved := fmt.Sprintf(`%d - counts_items[%d]`, item.Weight, i+1)
		if item.Direction == scoring.Earn {
			moved = fmt.Sprintf(`counts_items[%d]`, i+1)
		}
		is("lost on "+item.Code, `sum(`+moved+`)`, settled, func(p board.Part) int64 { return p.Lost[i] })
		is("losers on "+item.Code, `count(*)`, settled+` and `+moved+` > 0`, func(p board.Part) int64 { return p.Losers[i] })
	}
	c.recount(b)
}

// byPlace sums over assessments of the cycle for each committee and the root.
func (c *city) byPlace(sum, where string) map[int64]int64 {
	c.Helper()
	rows, err := c.Pool.Query(context.Background(), `select coalesce(committee_id, root_id), coalesce(`+sum+`, 0)::bigint
		from assessment a left join spot_check s on s.assessment_id = a.id where cycle_id = $1 and (`+where+`) group by grouping sets ((committee_id), (root_id))`, c.Cycle)
	c.Must(err)
	out := map[int64]int64{}
	var place, n int64
	_, err = pgx.ForEachRow(rows, []any{&place, &n}, func() error { out[place] = n; return nil })
	c.Must(err)
	return out
}

// recount compares the months of the board's own place with the activities.
func (c *city) recount(b *board.Board) {
	c.Helper()
	at := b.Place.ID
	for month := range 12 {
		const of = ` from activity t join organisation o on o.id = t.branch_id where t.removed_at is null and $1 in (o.committee_id, o.root_id, o.parent_id)
			and date_trunc('month', t.occurred_on) = make_date(2026, $2, 1)`
		if want := c.Number(`select count(*)`+of, at, month+1); b.Year.Activities[month] != want {
			c.Errorf("month %d: %d activities, want %d", month+1, b.Year.Activities[month], want)
		}
		if want := c.Number(`select count(distinct t.branch_id)`+of+` and 'theme_party_day' = any(t.kinds)`, at, month+1); b.Year.PartyDays[month] != want {
			c.Errorf("month %d: %d branches held a party day, want %d", month+1, b.Year.PartyDays[month], want)
		}
	}
}

// months compares the list behind a month with the activities: of the city its
// committees', of a committee its branches', those without a party day first.
func (c *city) months(account string, city bool) {
	c.Helper()
	m, err := c.boards.Month(context.Background(), c.Who(account), board.Ask{}, 3)
	c.Must(err)
	const of = ` from activity t join organisation o on o.id = t.branch_id where t.removed_at is null and $1 in (o.id, o.committee_id)
		and date_trunc('month', t.occurred_on) = make_date(2026, 3, 1)`
	held := false
	for _, p := range m.Parts {
		days := c.Number(`select count(distinct t.branch_id)`+of+` and 'theme_party_day' = any(t.kinds)`, p.Organisation)
		if !city {
			days = c.Number(`select count(*)`+of+` and 'theme_party_day' = any(t.kinds)`, p.Organisation)
		}
		if want := c.Number(`select count(*)`+of, p.Organisation); p.Activities != want || p.PartyDays != days {
			c.Errorf("%s: %d activities, %d party days; want %d, %d", p.Name, p.Activities, p.PartyDays, want, days)
		}
		if !city && held && p.PartyDays == 0 {
			c.Errorf("%s held none and comes after one that did", p.Name)
		}
		held = held || p.PartyDays > 0
	}
	if m.City() != city || len(m.Parts) != m.Count || !held {
		c.Errorf("%s sees %d of %d, held %v", account, len(m.Parts), m.Count, held)
	}
}

func TestTheListBehindAMonth(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Exec(`update activity set removed_at = now() where kinds @> '{theme_party_day}' and occurred_on between '2026-03-01' and '2026-03-31'
		and branch_id = (select id from organisation where code = 'CZ-03')`)
	c.Must(c.boards.Sweep(ctx))
	c.months("lishan", true)
	c.months("zhaogang", false)
	for account, ask := range map[string]board.Ask{"zhaogang": {At: c.Number(`select id from organisation where code = 'JY'`)}, "wangming": {At: c.Number(`select id from organisation where code = 'CZ-02'`)}} {
		_, err := c.boards.Month(ctx, c.Who(account), ask, 3)
		c.Fails(err, fault.NotFound)
	}
	for _, month := range []int{0, 13} {
		_, err := c.boards.Month(ctx, c.Who("lishan"), board.Ask{}, month)
		c.Fails(err, fault.NotFound)
	}
}

func TestSumsEqualTheAssessments(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Must(c.boards.Sweep(ctx))
	b, err := c.boards.Board(ctx, c.Who("lishan"), board.Ask{})
	c.Must(err)
	if len(b.Parts) != 6 || b.Whole.Branches != 60 || b.Late || b.Year.Activities[2] == 0 || b.Whole.Spot.N != 2 {
		t.Errorf("%d committees, %d branches, late %v, %d activities in March, %d checks", len(b.Parts), b.Whole.Branches, b.Late, b.Year.Activities[2], b.Whole.Spot.N)
	}
	c.recompute(b)
	own, err := c.boards.Board(ctx, c.Who("zhaogang"), board.Ask{})
	c.Must(err)
	if own.Whole.Branches != 12 || len(own.Branches) != 12 || len(own.Parts) != 0 {
		t.Errorf("the committee's board: %d branches, %d listed, %d parts", own.Whole.Branches, len(own.Branches), len(own.Parts))
	}
	c.recompute(own)
}

// What a save changes is in the next board, of the committee and of the city, and
// a draft changes nothing.
func TestABoardFollowsTheAssessments(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Must(c.boards.Sweep(ctx))
	for _, change := range []string{
		`update assessment set counts_total = counts_total - 700, counts_items[1] = counts_items[1] - 700 where branch_id = (select id from organisation where code = 'JY-03')`,
		`update assessment set state = 'submitted', counts_grade = self_grade where branch_id in (select id from organisation where code like 'ZJ-%')`,
		`update assessment set committee_id = (select id from organisation where code = 'WJ'), nearest_id = (select id from organisation where code = 'WJ') where branch_id = (select id from organisation where code = 'JY-04')`,
		`update spot_check set spot_total = 9000, spot_items = (select review_items from assessment where id = assessment_id), handed_in_by = (select min(id) from person), handed_in_at = now() where handed_in_at is null`,
		`update activity set removed_at = now() where id % 7 = 0`,
		`update activity set occurred_on = occurred_on + 40 where id % 5 = 0`,
	} {
		c.Exec(change)
		b, err := c.boards.Board(ctx, c.Who("lishan"), board.Ask{})
		c.Must(err)
		for b.Late {
			c.Must(c.boards.Sweep(ctx))
			b, err = c.boards.Board(ctx, c.Who("lishan"), board.Ask{})
			c.Must(err)
		}
		c.recompute(b)
	}
	if n := c.Count(`select count(*) from rollup_mark`); n != 0 {
		t.Errorf("%d marks are left", n)
	}
	c.Exec(`update assessment set self_total = self_total - 100 where state = 'draft'`)
	if n := c.Count(`select count(*) from rollup_mark`); n != 0 {
		t.Errorf("drafts made %d marks", n)
	}
}

// Branches save while boards are read: in the end the sums are right, nobody
// waited for ever, and no mark was lost.
func TestSavesAndBoardsAtOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	officer := c.Who("lishan")
	var wg sync.WaitGroup
	for n := range 6 {
		wg.Go(func() {
			for i := range 20 {
				_, err := c.Pool.Exec(ctx, `update assessment set counts_total = counts_total - $2, counts_items[1] = counts_items[1] - $2 where branch_id = (select id from organisation where code = $1)`,
					fmt.Sprintf("JY-%02d", n+1), int64(i))
				if err != nil {
					t.Errorf("save: %v", err)
				}
			}
		})
	}
	for range 3 {
		wg.Go(func() {
			for range 10 {
				if _, err := c.boards.Board(ctx, officer, board.Ask{}); err != nil {
					t.Errorf("board: %v", err)
				}
			}
		})
	}
	wg.Wait()
	c.Must(c.boards.Sweep(ctx))
	b, err := c.boards.Board(ctx, officer, board.Ask{})
	c.Must(err)
	c.recompute(b)
}

// A cycle that is moved to another set, whose lists are of another length, is
// added up anew.
func TestSumsFollowTheCyclesSet(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Must(c.boards.Sweep(ctx))
	c.Exec(`insert into indicator_set (code, name, subject, yaml, digest, published_at) select 'other', name, subject, replace(yaml, 'jinhua-2018', 'other'), digest, published_at from indicator_set where subject = 'branch'`)
	c.Exec(`update cycle set set_id = (select id from indicator_set where code = 'other')`)
	b, err := c.boards.Board(ctx, c.Who("lishan"), board.Ask{})
	c.Must(err)
	if b.Whole.Branches != 60 || len(b.Parts) != 6 {
		t.Fatalf("%d branches in %d committees", b.Whole.Branches, len(b.Parts))
	}
	c.recompute(b)
}

// A branch that saves a clause of its draft leaves no mark: most saves cost the
// boards nothing.
func TestADraftsSaveMarksNothing(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Must(c.boards.Sweep(ctx))
	secretary := c.Who("cz-12")
	self := assess.New(c.boards.Desk)
	mine, err := self.Mine(ctx, secretary)
	c.Must(err)
	_, err = self.SaveFinding(ctx, secretary, mine[0].ID, "a form", app.Statement{Finding: scoring.Finding{Clause: "B6.2a", Amount: 50}})
	c.Must(err)
	if n := c.Count(`select count(*) from rollup_mark`); n != 0 {
		t.Errorf("%d marks", n)
	}
}
