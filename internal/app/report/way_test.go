package report_test

import (
	"sync"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// A branch of 财政局 from its publicity to the accepted report. The publicity
// begins on Monday 21 December 2026; five working days after it, the day itself
// not counted, are 22, 23, 24, 25 and Monday the 28th.
func TestFromPublicityToTheAcceptedReport(t *testing.T) {
	c := newCity(t, 2026)
	id := c.signed("wangming")
	c.publicised(id)
	a := c.stored(id)
	if a.State != workflow.Publicised || a.PublicFrom.String() != "2026-12-21" || a.PublicUntil.String() != "2026-12-28" {
		t.Fatalf("%s, public %s to %s", a.State, a.PublicFrom, a.PublicUntil)
	}
	// Publicity is announced to the secretary, the clerk and the member of the branch.
	if n := c.Count(`select count(*) from notice where key like 'publicised %'`); n != 3 {
		t.Errorf("%d are told of the publicity, want 3", n)
	}

	// A member objects; once for an item as long as it waits.
	c.on(2026, time.December, 23)
	member := c.Who("zhoujie")
	object := examine.Object{Assessment: id, Key: c.Key(), Item: "B2.4", Reason: "9 月 12 日的主题党日有签到表。"}
	c.Must(c.review.Object(ctx, member, object))
	c.Must(c.review.Object(ctx, member, object)) // the same form again
	object.Key = c.Key()
	c.Fails(c.review.Object(ctx, member, object), fault.Invalid)
	c.Fails(c.review.Object(ctx, c.Who("jy-01"), object), fault.NotFound)
	c.Fails(c.review.Object(ctx, c.Who("chenjing"), object), fault.Forbidden)
	objection := c.Number(`select id from objection`)
	if n := c.Count(`select count(*) from objection`); n != 1 {
		t.Errorf("%d objections, want 1", n)
	}

	// Upheld: 10 of 12 party days again, as the branch stated, 78. The publicity begins anew: from Thursday 24 December the
	// working days are 25, 28, 29, 30 and 31.
	c.on(2026, time.December, 24)
	now := c.stored(id)
	v, err := c.review.Contested(ctx, c.Who("zhaogang"), objection)
	c.Must(err)
	if v.Objection.Name != "周洁" {
		t.Errorf("the secretary sees %q", v.Objection.Name)
	}
	st := app.Statement{Finding: scoring.Finding{Clause: "B2.4a", Actual: 10}, Version: v.Findings[app.Review]["B2.4a"].Version}
	c.Fails(c.review.Decide(ctx, c.Who("chenjing"), c.decision(objection, true, st)), fault.Forbidden)
	stale := c.decision(objection, true, st)
	stale.Digest = "0"
	c.Fails(c.review.Decide(ctx, c.Who("zhaogang"), stale), fault.Conflict)
	c.Fails(c.review.Decide(ctx, c.Who("zhaogang"), c.decision(objection, true)), fault.Invalid) // upheld, and nothing changed
	reworded := app.Statement{Finding: v.Findings[app.Review]["B2.4a"].Said, Version: st.Version, Reason: "9 月的签到表不全。"}
	c.Fails(c.review.Decide(ctx, c.Who("zhaogang"), c.decision(objection, true, reworded)), fault.Invalid) // upheld, and the figure stays
	c.Fails(c.review.Decide(ctx, c.Who("zhaogang"), c.decision(objection, false, st)), fault.Invalid)      // rejected, and the figure would be lost
	in := c.decision(objection, true, st)
	c.Must(c.review.Decide(ctx, c.Who("zhaogang"), in))
	c.Must(c.review.Decide(ctx, c.Who("zhaogang"), in)) // the same form again
	a = c.stored(id)
	if int64(now.Counts.Total) != 77*point || int64(a.Counts.Total) != 78*point || int64(a.Review.Total) != 78*point {
		t.Errorf("from %d to %d, review %d", now.Counts.Total, a.Counts.Total, a.Review.Total)
	}
	if a.PublicFrom.String() != "2026-12-24" || a.PublicUntil.String() != "2026-12-31" || c.Number(`select count(*) from publicity where assessment_id = $1`, id) != 2 {
		t.Errorf("public %s to %s", a.PublicFrom, a.PublicUntil)
	}
	var before string
	c.Must(c.Pool.QueryRow(ctx, `select before_reason from objection_change where clause = 'B2.4a'`).Scan(&before))
	if before != "9 月没有签到表。" {
		t.Errorf("the reason that was there is kept as %q", before)
	}

	// Reported late, on 3 March 2027: due on 28 February, 3 days.
	c.Fails(c.send(c.draft(), "note"), fault.Conflict)
	c.on(2027, time.March, 3)
	d := c.draft()
	if !d.Late || d.Now.Due.String() != "2027-02-28" || d.Now.Branches != 12 || d.Now.Delivered != 1 || len(d.Missing()) != 11 {
		t.Errorf("late %v, due %s, %d of %d, %d missing", d.Late, d.Now.Due, d.Now.Delivered, d.Now.Branches, len(d.Missing()))
	}
	c.Fails(c.reports.Send(ctx, c.Who("zhaogang"), report.Send{Cycle: c.Cycle, Committee: d.Committee, Key: c.Key(), Digest: d.Now.Digest}), fault.Invalid)
	c.sends("其余支部二月底补报。")
	r := c.received()
	if r.LateDays != 3 || r.Report.State != report.Sent || len(r.Lines) != 12 || r.Report.Last().Attained != 0 {
		t.Errorf("%d days late, %s, %d lines, %d attained", r.LateDays, r.Report.State, len(r.Lines), r.Report.Last().Attained)
	}

	// Returned, with the branch opened again: 78 counts until it is signed anew.
	back := report.Decide{Report: r.Report.ID, Key: c.Key(), Version: r.Report.Version, Digest: r.Report.Last().Digest, Reopen: []int64{id}, Until: day(2027, time.March, 20)}
	c.Fails(c.reports.Decide(ctx, c.Who("lishan"), back), fault.Invalid) // without a reason
	back.Reason, back.Key = "请核对主题党日。", c.Key()
	c.Fails(c.reports.Decide(ctx, c.Who("zhaogang"), back), fault.NotFound)
	c.Must(c.reports.Decide(ctx, c.Who("lishan"), back))
	a = c.stored(id)
	if a.State != workflow.Submitted || !a.Again() || int64(a.Counts.Total) != 78*point || a.ReviewWindow().Until.String() != "2027-03-20" {
		t.Errorf("%s, again %v, counts %d, review until %s", a.State, a.Again(), a.Counts.Total, a.ReviewWindow().Until)
	}
	chen := c.Who("chenjing")
	look, err := c.review.View(ctx, chen, id)
	c.Must(err)
	_, err = c.review.SaveReview(ctx, chen, id, c.Key(), examine.Verdict{Item: "B2.4", Done: true, Seen: map[string]int{},
		Clauses: []app.Statement{{Finding: scoring.Finding{Clause: "B2.4a", Actual: 11}, Reason: "11 次都有记录。", Version: look.Findings[app.Review]["B2.4a"].Version}}})
	c.Must(err)
	if a = c.stored(id); int64(a.Counts.Total) != 78*point || int64(a.Review.Total) != 79*point {
		t.Errorf("before the signature counts %d, review %d; want 78, 79", a.Counts.Total, a.Review.Total)
	}
	c.Must(c.sign(id))
	if a = c.stored(id); int64(a.Counts.Total) != 79*point || a.Again() {
		t.Errorf("signed anew counts %d, again %v", a.Counts.Total, a.Again())
	}

	// Publicised anew from Wednesday 3 March, over on the 10th; sent again and accepted.
	c.publicised(id)
	c.on(2027, time.March, 11)
	c.sends("已重新考核。")
	r = c.received()
	if r.Report.Last().Kind != report.Again || len(r.Report.Sendings) != 2 {
		t.Errorf("sent %s, %d sendings", r.Report.Last().Kind, len(r.Report.Sendings))
	}
	accept := report.Decide{Report: r.Report.ID, Key: c.Key(), Version: r.Report.Version, Digest: r.Report.Last().Digest, Accept: true}
	c.Must(c.reports.Decide(ctx, c.Who("lishan"), accept))
	accept.Key = c.Key()
	c.Fails(c.reports.Decide(ctx, c.Who("zhanglei"), accept), fault.Conflict)
	if r = c.received(); r.Report.State != report.Accepted {
		t.Errorf("the report is %s", r.Report.State)
	}
	// What was sent first is kept as it was: 78, and signed by its digest.
	p, err := c.reports.Paper(ctx, c.Who("zhaogang"), r.Report.ID, r.Report.Sendings[0].ID)
	c.Must(err)
	for _, l := range p.Lines {
		if l.Delivered && int64(l.Total) != 78*point {
			t.Errorf("the first sending says %d", l.Total)
		}
	}
	if _, err := c.reports.Paper(ctx, c.Who("jy-shuji"), r.Report.ID, r.Report.Sendings[0].ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another committee reads the paper: %v", err)
	}
}

func (c *city) send(d report.Draft, note string) error {
	return c.reports.Send(ctx, c.Who("zhaogang"), report.Send{Cycle: c.Cycle, Committee: d.Committee, Key: c.Key(), Digest: d.Now.Digest, Without: true, Note: note})
}

func day(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

// An objection that changes no score leaves the period as it is, and so does one
// that is rejected. As long as it waits, the list of what is missing names it.
func TestARejectedObjectionLeavesThePeriod(t *testing.T) {
	c := newCity(t, 2026)
	id := c.signed("wangming")
	c.publicised(id)
	c.on(2026, time.December, 23)
	c.Must(c.review.Object(ctx, c.Who("wangming"), examine.Object{Assessment: id, Key: c.Key(), Item: "B2.4", Reason: "应当按 10 次计。"}))
	waits := func(want string) {
		t.Helper()
		d := c.draft()
		for _, l := range d.Missing() {
			if l.Assessment == id && l.Missing != want {
				t.Errorf("what is missing: %q, want %q", l.Missing, want)
			}
		}
	}
	waits("公示到2026年12月28日结束，还有 1 条异议没有处理，期满并且处理后才能报送。")
	c.on(2026, time.December, 29)
	waits("还有 1 条异议没有处理，处理后才能报送。")
	c.on(2026, time.December, 23)
	c.Must(c.review.Decide(ctx, c.Who("zhaogang"), c.decision(c.Number(`select id from objection`), false)))
	waits("公示到2026年12月28日结束，期满后才能报送。")
	if a := c.stored(id); a.PublicUntil.String() != "2026-12-28" || int64(a.Counts.Total) != 77*point {
		t.Errorf("until %s, %d", a.PublicUntil, a.Counts.Total)
	}
	c.on(2026, time.December, 29)
	c.Fails(c.review.Object(ctx, c.Who("wangming"), examine.Object{Assessment: id, Key: c.Key(), Item: "B2.4", Reason: "还有异议。"}), fault.Forbidden)
}

// Two secretaries' forms at once, and one form twice at once: one effect.
func TestSendingAtOnceActsOnce(t *testing.T) {
	c := newCity(t, 2026)
	id := c.signed("wangming")
	c.publicised(id)
	c.on(2026, time.December, 30)
	d := c.draft()
	in := report.Send{Cycle: c.Cycle, Committee: d.Committee, Key: c.Key(), Digest: d.Now.Digest, Without: true, Note: "其余支部以后补报。"}
	zhao := c.Who("zhaogang")
	other := in
	other.Key = c.Key()
	results := make([]error, 3)
	reports := report.New(app.NewDesk(c.Store, func() time.Time { return time.Date(2026, time.December, 30, 3, 0, 0, 0, time.UTC) }))
	var all sync.WaitGroup
	for i, form := range []report.Send{in, in, other} {
		all.Go(func() { results[i] = reports.Send(ctx, zhao, form) })
	}
	all.Wait()
	conflicts := 0
	for _, err := range results {
		if fault.KindOf(err) == fault.Conflict {
			conflicts++
		} else if err != nil {
			t.Error(err)
		}
	}
	if n := c.Number(`select count(*) from report_sending`); n != 1 || conflicts < 1 || conflicts > 2 {
		t.Errorf("%d sendings, %d conflicts", n, conflicts)
	}
}

// The report of 2027 is due on 29 February 2028: sent that day it is on time.
func TestInALeapYearTheReportIsDueOnTheTwentyNinth(t *testing.T) {
	c := newCity(t, 2027)
	id := c.signed("wangming")
	c.publicised(id)
	c.on(2028, time.February, 29)
	if d := c.draft(); d.Late || d.Now.Due.String() != "2028-02-29" {
		t.Errorf("due %s, late %v", d.Now.Due, d.Late)
	}
	c.on(2028, time.March, 1)
	if d := c.draft(); !d.Late {
		t.Error("a day later it is not late")
	}
}

// A branch that stands in a published population is not opened again.
func TestAPublishedPopulationStaysAsItIs(t *testing.T) {
	c := newCity(t, 2026)
	id := c.signed("wangming")
	c.publicised(id)
	c.on(2026, time.December, 30)
	c.sends("其余支部以后补报。")
	b, err := c.reports.Branch(ctx, c.Who("lishan"), id)
	c.Must(err)
	if b.WhyNot != "" {
		t.Errorf("why not: %q", b.WhyNot)
	}
	in := report.Reopen{Assessment: id, Key: c.Key(), Version: b.Version, Digest: b.Digest(), Until: day(2027, time.January, 10), Reason: "请核对。"}
	c.Exec(`insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch, item_tolerance,
		branch_tolerance, committee_tolerance, drawn_before, seed_source, notice_digest, published_by, published_at)
		select $1, root_id, '抽查', 'published', p, encode(sha256(convert_to(p, 'UTF8')), 'hex'), '', encode(sha256(''), 'hex'), '{}', 1, 0, 0, 0, '{}', '当众掷骰', repeat('0', 64), $3, now()
		from assessment, (select E'CZ-02\tCZ\t1\n') as x (p) where id = $2`, c.Cycle, id, c.Who("lishan").Person)
	c.Fails(c.reports.Reopen(ctx, c.Who("lishan"), in), fault.Forbidden)
	if _, err := c.reports.Branch(ctx, c.Who("zhaogang"), id); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("the committee opens it again: %v", err)
	}
}

// Who is the secretary of two branches that are delivered in one sending is told
// of each; and the office sees how many of the committee's twelve are ready.
func TestASecretaryOfTwoBranchesIsToldOfBoth(t *testing.T) {
	c := newCity(t, 2026)
	one, other := c.signed("wangming"), c.signed("cz-01")
	c.publicised(one, other)
	c.Exec(`insert into appointment (person_id, role, organisation_id, period)
		select $1, 'branch_secretary', branch_id, '[2026-12-01,)' from assessment where id = $2`, c.Who("wangming").Person, other)
	c.on(2026, time.December, 30)
	row := func() report.Row {
		l, err := c.reports.List(ctx, c.Who("lishan"), 0)
		c.Must(err)
		for _, r := range l.Rows {
			if r.Committee == c.stored(one).Committee {
				return r
			}
		}
		t.Fatal("the committee is not in the list")
		return report.Row{}
	}
	if r := row(); r.Branches != 12 || r.Ready != 2 || r.Delivered != 0 {
		t.Errorf("before: %d branches, %d ready, %d delivered", r.Branches, r.Ready, r.Delivered)
	}
	c.sends("其余支部以后补报。")
	if n := c.Count(`select count(*) from notice n join person p on p.id = n.person_id where p.account = 'wangming' and n.key like 'report % sent %'`); n != 2 {
		t.Errorf("told of %d branches, want 2", n)
	}
	if r := row(); r.Branches != 12 || r.Ready != 2 || r.Delivered != 2 {
		t.Errorf("after: %d branches, %d ready, %d delivered", r.Branches, r.Ready, r.Delivered)
	}
}
