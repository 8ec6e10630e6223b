package spotcheck_test

import (
	"math"
	"testing"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
	"baolei/internal/core/scoring"
)

// found is a draw of both branches of JY of three and the only one of WJ. Base
// points are 80; B1.1 loses 2 for each case, B2.4 one for each of 12 not held.
//
//	branch  self        review      spot               review − spot
//	JY ×2   10 of 12 →  78, 78      one case → 76      2
//	WJ-01   80          80          80                 0
func found(t *testing.T, tolerance scoring.Points) (*city, *spotcheck.View) {
	t.Helper()
	c := newCity(t)
	for _, branch := range []string{"jy-01", "jy-02", "jy-03"} {
		c.reported("jy", branch, []scoring.Finding{{Clause: "B2.4a", Actual: 10}}, nil)
	}
	c.reportedAll("wj-01")
	v := c.publishes(func(p *spotcheck.Publication) {
		p.Sizes, p.Committee = map[string]int{"JY": 2, "WJ": 1}, tolerance
	})
	return c, v
}

// handsInAll states findings at all open checks of a committee and hands them in.
func (c *city) handsInAll(v *spotcheck.View, stratum string, findings ...scoring.Finding) {
	c.Helper()
	for _, check := range v.Checks {
		if check.Stratum == stratum {
			c.finds(check.Checkers[0].Account, check.Assessment, findings...)
			c.handsIn(check.Checkers[0].Account, check.Assessment)
		}
	}
}

func TestWhatADrawSaysAboutTheRest(t *testing.T) {
	c, v := found(t, 300)
	if o := c.draw(v.ID).Outcome; len(o.Estimates) != 0 || o.Missing["JY"] != 2 || o.All {
		t.Errorf("before anything is handed in: %+v", o)
	}
	c.handsInAll(v, "JY", scoring.Finding{Clause: "B1.1a", Count: 1})
	o := c.draw(v.ID).Outcome
	if len(o.Estimates) != 1 || o.Estimates[0].Stratum != "JY" || o.Estimates[0].Mean != 2 || o.Estimates[0].Interval || o.Missing["WJ"] != 1 {
		t.Errorf("one stratum handed in: %+v", o)
	}
	c.handsInAll(v, "WJ", scoring.Finding{Clause: "B1.1a"})
	o = c.draw(v.ID).Outcome
	if !o.All || len(o.Estimates) != 3 || o.Estimates[2].Stratum != sampling.AllStrata {
		t.Fatalf("all handed in: %+v", o)
	}
	// Weighted by branches: (3·2 + 1·0)/4; two drawn of three give no interval.
	if all := o.Estimates[2]; math.Abs(all.Mean-1.5) > 1e-9 || all.Interval || all.N != 4 || all.K != 3 {
		t.Errorf("of all: %+v", all)
	}
}

// What was compared stays as it was, whatever becomes of the assessment.
func TestAnAssessmentOpenedAgainChangesNoEstimate(t *testing.T) {
	c, v := found(t, 300)
	c.handsInAll(v, "JY", scoring.Finding{Clause: "B1.1a", Count: 1})
	c.Exec(`update assessment set review_total = 1000, self_total = 1000, review_items = '{}'`)
	if o := c.draw(v.ID).Outcome; o.Estimates[0].Mean != 2 {
		t.Errorf("mean %v after the review has changed", o.Estimates[0].Mean)
	}
	d, err := c.spot.Differences(ctx, c.Who("lishan"), v.ID)
	c.Must(err)
	if d.Committees[0].SelfReview.Differ != 0 || len(d.Items) != 52 {
		t.Errorf("differences %+v", d.Committees[0])
	}
	if _, err := c.Pool.Exec(ctx, `update spot_beside set review_total = 0`); err == nil {
		t.Error("the database lets what was compared change")
	}
}

func TestWhereTheLevelsDiffer(t *testing.T) {
	c, v := found(t, 150)
	c.handsInAll(v, "JY", scoring.Finding{Clause: "B1.1a", Count: 1}, scoring.Finding{Clause: "B2.4a", Actual: 10})
	d, err := c.spot.Differences(ctx, c.Who("lishan"), v.ID)
	c.Must(err)
	jy := d.Committees[0]
	if len(d.Committees) != 1 || jy.Key != "JY" || jy.ReviewSpot != (sampling.Gap{Compared: 2, Differ: 2, Sum: 400, Apart: 200}) || jy.Inflation() != 200 || !jy.Proposed() || jy.NotDrawn != 1 || jy.Unfinished {
		t.Errorf("by committee: %+v", d.Committees)
	}
	for i, it := range d.Items {
		if want := (sampling.Gap{Compared: 2}); i > 0 && it.ReviewSpot != want || i == 0 && (it.Key != "B1.1" || it.ReviewSpot.Differ != 2) {
			t.Errorf("by item: %+v", it)
		}
	}
	if len(d.Items) != 52 {
		t.Errorf("%d items, want 52", len(d.Items))
	}
	if len(d.Checked) != 2 || d.Checked[0].Total != (sampling.Levels{Self: 78_00, Review: 78_00, Spot: 76_00}) {
		t.Errorf("branches: %+v", d.Checked)
	}
	for _, account := range []string{"jy-shuji", "zhoujie", v.Checks[0].Checkers[0].Account} {
		_, err := c.spot.Differences(ctx, c.Who(account), v.ID)
		c.Fails(err, fault.Forbidden, "工委经办")
	}
}

func TestEscalating(t *testing.T) {
	c, v := found(t, 150)
	c.handsInAll(v, "JY", scoring.Finding{Clause: "B1.1a", Count: 1})
	c.handsInAll(v, "WJ", scoring.Finding{Clause: "B1.1a"})
	d, err := c.spot.Differences(ctx, c.Who("lishan"), v.ID)
	c.Must(err)
	in := spotcheck.Escalate{Draw: v.ID, Committee: d.Committees[0].Committee, Key: c.Key(), Accept: true, Reason: "两个支部都虚高", Seen: 200}

	bad := in
	bad.Reason = " "
	c.Fails(c.spot.Escalate(ctx, c.Who("lishan"), bad), fault.Invalid, "为什么")
	bad = in
	bad.Committee = d.Committees[1].Committee // within the tolerance
	c.Fails(c.spot.Escalate(ctx, c.Who("lishan"), bad), fault.NotFound)
	bad = in
	bad.Seen, bad.Key = 199, c.Key()
	c.Fails(c.spot.Escalate(ctx, c.Who("lishan"), bad), fault.Conflict, "情况有变化")
	c.Fails(c.spot.Escalate(ctx, c.Who("jy-shuji"), in), fault.Forbidden, "工委经办")

	c.Must(c.spot.Escalate(ctx, c.Who("lishan"), in))
	c.Must(c.spot.Escalate(ctx, c.Who("lishan"), in)) // the same form again
	in.Key = c.Key()
	c.Fails(c.spot.Escalate(ctx, c.Who("zhanglei"), in), fault.Conflict, "两个支部都虚高")
	d, err = c.spot.Differences(ctx, c.Who("zhanglei"), v.ID)
	c.Must(err)
	if e := d.Committees[0].Decided; e == nil || !e.Accepted || e.Mean != 200 || e.Checked != 2 || d.Committees[0].Proposed() {
		t.Errorf("decided: %+v", e)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'draw.escalate' and outcome = 'done'`); n != 1 {
		t.Errorf("%d decisions on record", n)
	}
	if _, err := c.Pool.Exec(ctx, `update draw_escalation set accepted = false`); err == nil {
		t.Error("the database lets a decision change")
	}
	// Who prepares a further draw is told of the branch that is left, and once it is
	// drawn no more.
	left := func() []spotcheck.Recheck {
		t.Helper()
		p, err := c.spot.Prepare(ctx, c.Who("lishan"), c.Cycle, spotcheck.ByCommittee, nil)
		c.Must(err)
		return p.Recheck
	}
	if got := left(); len(got) != 1 || got[0].Code != "JY" || got[0].Left != 1 {
		t.Errorf("to be checked in full: %+v", got)
	}
	defer func() {
		if got := left(); len(got) != 0 {
			t.Errorf("drawn, and still to be checked: %+v", got)
		}
	}()
	// The further draw takes the branch that is left.
	next := c.publishes(func(p *spotcheck.Publication) { p.Sizes = map[string]int{"JY": 1} })
	if len(next.Checks) != 1 || next.Checks[0].Committee != v.Checks[0].Committee {
		t.Errorf("drawn %+v", next.Checks)
	}
}

// The year after: JY was 2 too high in both branches that were checked, and
// beyond 1; WJ held. Self-assessment and review of jy-01 are put 4 apart.
func TestWhatWasFoundGivesNextYearsTickets(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02", "jy-03", "wj-01", "wj-02")
	v := c.publishes(func(p *spotcheck.Publication) {
		p.Sizes, p.Branch = map[string]int{"JY": 2, "WJ": 2}, 100
	})
	c.handsInAll(v, "JY", scoring.Finding{Clause: "B1.1a", Count: 1})
	c.handsInAll(v, "WJ", scoring.Finding{Clause: "B1.1a"})
	c.Exec(`update assessment a set self_total = review_total + 400 from organisation o where o.id = a.branch_id and o.code = 'JY-01'`)
	c.Exec(`update cycle set closing_at = now(), closed_at = now()`) // no two run
	var next int64
	c.Must(c.Pool.QueryRow(ctx, `insert into cycle (year, set_id, target, self_from, self_until, review_from, review_until, opened_by, opened_at)
		select 2027, set_id, target, self_from, self_until, review_from, review_until, opened_by, opened_at from cycle where id = $1 returning id`, c.Cycle).Scan(&next))
	c.Exec(`insert into assessment (cycle_id, committee_id, branch_id, nearest_id, root_id, state, review_grade)
		select $1, committee_id, branch_id, nearest_id, root_id, 'reported', review_grade from assessment where state = 'reported'`, next)

	rules := sampling.Rules{Most: 20, Years: 3, Proportion: 5, Least: 2, Difference: 2, DifferenceFrom: 400, HintsFrom: 1, UncheckedForYears: 3}
	p, err := c.spot.Prepare(ctx, c.Who("lishan"), next, spotcheck.ByCommittee, &rules)
	c.Must(err)
	want := map[string]int{}
	for _, code := range []string{"JY-01", "JY-02", "JY-03", "WJ-01", "WJ-02"} {
		want[code] = 1 + 3
		if code[:2] == "JY" {
			want[code] += 5 // none of the two held
		}
		for _, check := range v.Checks {
			if check.Code == code {
				want[code] -= 3 // was checked last year
			}
		}
	}
	want["JY-01"] += 2
	for _, e := range p.Population {
		if e.Tickets != want[e.Code] {
			t.Errorf("%s holds %d tickets, want %d", e.Code, e.Tickets, want[e.Code])
		}
	}
	if len(p.Population) != 5 {
		t.Errorf("%d branches", len(p.Population))
	}
	shares := spotcheck.Propose(p.Strata, 3)
	if shares["JY"] <= shares["WJ"] || shares["WJ"] < 1 {
		t.Errorf("shares %v: the committee whose figures held is checked no lighter, or not at all", shares)
	}
}
