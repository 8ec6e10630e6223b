package closing_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"baolei/internal/app/memberindex"
	"baolei/internal/app/oversee"
	"baolei/internal/app/report"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
)

// What is about the whole cycle stops with the confirmation, as what is about a
// branch does: draws, more time, the members' average, reports.
func TestNothingAboutTheCycleChangesOnceItCloses(t *testing.T) {
	c := newCity(t)
	c.Exec(`insert into committee_report (cycle_id, committee_id, root_id, state) select a.cycle_id, a.committee_id, a.root_id, 'sent' from assessment a join organisation o on o.id = a.branch_id where o.code = 'JY-01'`)
	officer := c.Who("lishan")
	p, err := spotcheck.New(c.desk).Prepare(ctx, officer, c.Cycle, spotcheck.ByCommittee, nil)
	c.Must(err)
	draft := c.Number(`select min(id) from assessment where state = 'draft'`)
	extend := oversee.Extend{Assessment: draft, Until: calendar.Date{Year: 2027, Month: time.March, Day: 31}, Reason: "搬迁，档案没有到"}
	c.confirmed()
	draws := spotcheck.New(c.desk)
	_, err = draws.Prepare(ctx, officer, c.Cycle, spotcheck.ByCommittee, nil)
	c.Fails(err, fault.Forbidden, "已经结束")
	_, err = draws.Publish(ctx, officer, spotcheck.Publication{Key: c.Key(), Cycle: c.Cycle, By: spotcheck.ByCommittee, PopulationDigest: p.PopulationDigest, InspectorsDigest: p.InspectorsDigest})
	c.Fails(err, fault.Forbidden, "已经结束")
	extend.Key = c.Key()
	c.Fails(oversee.New(c.desk).Extend(ctx, officer, extend), fault.Forbidden, "已经结束")
	c.Fails(memberindex.New(c.desk).Take(ctx, officer, c.Cycle, c.Key()), fault.Forbidden, "已经结束")
	reported := c.Number(`select min(id) from assessment where state = 'reported'`)
	branch, err := report.New(c.desk).Branch(ctx, officer, reported)
	c.Must(err)
	again := report.Reopen{Assessment: reported, Key: c.Key(), Reason: "再核一次", Until: today.AddDays(9), Version: branch.Version, Digest: branch.Digest()}
	c.Fails(report.New(c.desk).Reopen(ctx, officer, again), fault.Forbidden, "已经结束")
}

// The database refuses what no use case should come to: whatever belongs to the
// cycle, by whichever way.
func TestTheDatabaseRefusesWhatBelongsToAClosedCycle(t *testing.T) {
	c := newCity(t)
	c.Exec(`insert into committee_report (cycle_id, committee_id, root_id, state) select a.cycle_id, a.committee_id, a.root_id, 'sent' from assessment a join organisation o on o.id = a.branch_id where o.code = 'JY-01'`)
	c.Exec(drawn)
	c.confirmed()
	for what, sql := range map[string]string{
		"a draw":             strings.ReplaceAll(drawn, "'第一次'", "'第二次'"),
		"a decision on all":  `insert into draw_escalation (draw_id, committee_id, checked, mean, accepted, reason, decided_by, decided_at) select d.id, a.committee_id, 1, 1, true, '全部复核', d.published_by, now() from draw d join assessment a on a.cycle_id = d.cycle_id limit 1`,
		"a report":           `update committee_report set state = 'accepted'`,
		"an objection":       `insert into objection (assessment_id, item, reason, as_member, made_by, made_at) select min(id), 'B2.4', '不对', false, (select min(id) from person), now() from assessment`,
		"a members' index":   `insert into member_index (cycle_id, member_id, branch_id) select c.id, 1, 1 from cycle c`,
		"the average":        `insert into city_average (cycle_id, average, members, taken_by, taken_at) select c.id, 1, 1, (select min(id) from person), now() from cycle c`,
		"a member's opinion": `insert into evaluation_answered (assessment_id, member_id) select min(a.id), 1 from assessment a`,
	} {
		if err := c.tried(sql); err == nil || !strings.Contains(err.Error(), "the cycle is closed") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// drawn is a draw that is drawn, of which no check is open.
const drawn = `insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch, item_tolerance, branch_tolerance, committee_tolerance, drawn_before, seed_source, notice_digest, published_by, published_at, drawn_at, bundle_digest)
	select id, (select id from organisation where code = 'GW'), '第一次', 'drawn', 'x', encode(sha256('x'), 'hex'), 'x', encode(sha256('x'), 'hex'), '{}', 2, 0, 0, 0, '{}', '掷骰', encode(sha256('x'), 'hex'), (select id from person where account = 'lishan'), now(), now(), '' from cycle`

// A draw that is published while the closing is confirmed comes before it, and
// then hinders it, or is refused.
func TestADrawAndTheConfirmationAtOnce(t *testing.T) {
	for range 5 {
		c := newCity(t)
		officer := c.Who("lishan")
		draws := spotcheck.New(c.desk)
		p, err := draws.Prepare(ctx, officer, c.Cycle, spotcheck.ByCommittee, nil)
		c.Must(err)
		sizes := map[string]int{}
		for _, s := range p.Strata {
			sizes[s.Name] = min(1, s.Branches)
		}
		in := spotcheck.Publication{Key: c.Key(), Cycle: c.Cycle, By: spotcheck.ByCommittee, Sizes: sizes, Item: 100, Branch: 300, Committee: 300, SeedSource: "当场掷骰", Sealed: true, PopulationDigest: p.PopulationDigest, InspectorsDigest: p.InspectorsDigest}
		c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
		step, second := c.step("zhanglei"), c.Who("zhanglei")
		var published, confirmed error
		var wg sync.WaitGroup
		wg.Go(func() { _, published = draws.Publish(ctx, officer, in) })
		wg.Go(func() { _, confirmed = c.svc.Confirm(ctx, second, step) })
		wg.Wait()
		if (published == nil) == (confirmed == nil) {
			t.Fatalf("published: %v, confirmed: %v", published, confirmed)
		}
	}
}

func (c *city) tried(sql string) error {
	_, err := c.Pool.Exec(context.Background(), sql)
	return err
}
