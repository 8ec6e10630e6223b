package indicators_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/app/indicators"
	"baolei/internal/app/outlook"
	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
)

// next publishes a version in which B1.5 is gone, its two points are B1.1's, of
// which each case now costs 3; the choice of B3.2 has lost an option.
func (c *city) next() int64 {
	c.Helper()
	ctx, lishan, draft := context.Background(), c.Who("lishan"), c.start("next")
	item, in := c.item(draft, "B1.5")
	c.Must(c.sets.RemoveItem(ctx, lishan, in, item.Code))
	item, in = c.item(draft, "B1.1")
	item.Weight, item.Clauses[0].Amount = "6", "3"
	c.Must(c.sets.SaveItem(ctx, lishan, in, item))
	item, in = c.item(draft, "B3.2")
	item.Clauses[0].Options, item.Clauses[0].Measure = item.Clauses[0].Options[:1], nil
	c.Must(c.sets.SaveItem(ctx, lishan, in, item))
	id, err := c.sets.Publish(ctx, lishan, c.Key(), draft, c.work(draft).Text().Digest())
	c.Must(err)
	return id
}

// moves moves a cycle while the person waits.
func (c *city) moves(actor access.Actor, in indicators.Move) error {
	c.Helper()
	task, err := c.sets.Move(context.Background(), actor, in)
	if task != 0 {
		c.Errorf("a small cycle is moved by task %d", task)
	}
	return err
}

func (c *city) assessment(branch string) int64 {
	c.Helper()
	return c.Number(`select a.id from assessment a join organisation b on b.id = a.branch_id where b.code = $1 and a.cycle_id = $2`, branch, c.Cycle)
}

// says lets a secretary state something about clauses that nobody stated before.
func (c *city) says(account string, assessment int64, findings ...scoring.Finding) {
	c.Helper()
	for _, f := range findings {
		c.saysAt(account, assessment, f, 0)
	}
}

// saysAt lets a secretary state something else about a clause.
func (c *city) saysAt(account string, assessment int64, f scoring.Finding, version int) {
	c.Helper()
	_, err := assess.New(c.desk).SaveFinding(context.Background(), c.Who(account), assessment, c.Key(), app.Statement{Finding: f, Version: version})
	c.Must(err)
}

func (c *city) submits(account string, assessment int64) {
	c.Helper()
	c.Must(assess.New(c.desk).Submit(context.Background(), c.Who(account), assess.Submit{Assessment: assessment, Key: c.Key(), Version: c.Count(`select version from assessment where id = $1`, assessment), LeftKnowingly: true}))
}

// said is what the secretary of CZ-02 states: 80 − 2 (B1.1) − 2 (B1.5) − 2 (B3.2)
// = 74 by the version of 2018; by the next one 80 − 3 = 77, the other two no
// longer count.
func said() []scoring.Finding {
	return []scoring.Finding{{Clause: "B1.1a", Count: 1}, {Clause: "B1.5a", Occurred: true}, {Clause: "B3.2a", Option: "over_a_year"}}
}

func TestATrialTellsWhatWouldChange(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	mine := c.assessment("CZ-02")
	c.says("wangming", mine, said()...)
	c.submits("wangming", mine)
	got, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	all := c.Count(`select count(*) from assessment where cycle_id = $1`, c.Cycle)
	if got.Branches != all || got.Changed != 1 || got.Lost != 4 || got.Settled != 0 || got.Why != "" { // two of the branch's, and their copies in the review
		t.Errorf("%d branches, %d change, %d lost, %d settled, %q", got.Branches, got.Changed, got.Lost, got.Settled, got.Why)
	}
	if len(got.Lines) != 2 {
		t.Fatalf("lines %+v", got.Lines)
	}
	for _, l := range got.Lines {
		if l.OldTotal != 74*scoring.Point || l.NewTotal != 77*scoring.Point || l.OldGrade != "lagging" || l.NewGrade != "lagging" || l.Lost != 2 {
			t.Errorf("line %+v", l)
		}
	}
	var fates []string
	for _, f := range got.Fates {
		fates = append(fates, f.Clause)
		if f.Lost != 2 {
			t.Errorf("of %s %d do not count any more", f.Clause, f.Lost)
		}
	}
	if len(fates) != 2 || fates[0] != "B1.5a" || fates[1] != "B3.2a" {
		t.Errorf("fates %v", fates)
	}
	if got.Lines[0].Draft || !got.Lines[1].Draft || got.Claimed != 1 || got.DraftsChanged != 0 || got.DraftsLost != 2 { // the review is begun, not signed
		t.Errorf("lines %+v, %d claimed, %d drafts change, %d lost in drafts", got.Lines, got.Claimed, got.DraftsChanged, got.DraftsLost)
	}
	c.grades(got, map[string][4]int{"lagging": {1, 1, 0, 0}})
	if n := c.Count(`select self_total from assessment where id = $1`, mine); n != 7400 {
		t.Errorf("the trial changed the total to %d", n)
	}
}

// grades checks the four columns of grades of a trial; those not named are empty.
func (c *city) grades(trial *indicators.Trial, wants map[string][4]int) {
	c.Helper()
	for _, g := range trial.Grades {
		if (g.SelfOld != wants[g.Code][0]) || (g.SelfNew != wants[g.Code][1]) || (g.ReviewOld != wants[g.Code][2]) || (g.ReviewNew != wants[g.Code][3]) {
			c.Errorf("grade %+v, want %v", g, wants[g.Code])
		}
	}
}

// A draft is nobody's claim: a branch that has not submitted stands in no grade
// and changes no total that is told, but what is lost of it is. CZ-02 states
// three findings of which two are lost, 74 → 77; CZ-03 one that costs a point
// more by the next version, 78 → 77, and loses nothing. Then CZ-02 submits, is
// signed, and is given back.
func TestATrialCountsClaimsOnly(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	mine, other := c.assessment("CZ-02"), c.assessment("CZ-03")
	c.says("wangming", mine, said()...)
	_, err := c.Pool.Exec(ctx, `insert into finding (assessment_id, level, clause, value, saved_by, saved_at) values ($1, 'self', 'B1.1a', '{"clause":"B1.1a","count":1}', 1, now())`, other)
	c.Must(err)
	_, err = c.Pool.Exec(ctx, `update assessment set self_total = 7800, self_grade = 'lagging' where id = $1`, other)
	c.Must(err)
	tries := func(claimed, settled, changed, drafts, lost, draftsLost, lines int, grades map[string][4]int) {
		t.Helper()
		got, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
		c.Must(err)
		if want := [7]int{claimed, settled, changed, drafts, lost, draftsLost, lines}; [7]int{got.Claimed, got.Settled, got.Changed, got.DraftsChanged, got.Lost, got.DraftsLost, got.AllLines} != want {
			t.Errorf("claimed, settled, changed, drafts changed, lost, of them in drafts, lines: %+v, %d lines; want %v", got.MoveCounts, got.AllLines, want)
		}
		c.grades(got, grades)
	}
	tries(0, 0, 0, 2, 2, 2, 1, nil) // listed for what it loses: CZ-02
	c.submits("wangming", mine)     // and its review begins, with two more
	tries(1, 0, 1, 1, 4, 2, 2, map[string][4]int{"lagging": {1, 1, 0, 0}})
	for state, want := range map[string][7]int{"verified": {1, 1, 1, 1, 4, 0, 2}, "returned": {0, 0, 0, 2, 4, 4, 2}} {
		_, err = c.Pool.Exec(ctx, `update assessment set state = $2 where id = $1`, mine, state)
		c.Must(err)
		grades := map[string][4]int{"lagging": {want[0], want[0], want[1], want[1]}}
		tries(want[0], want[1], want[2], want[3], want[4], want[5], want[6], grades)
	}
}

// Branches without the kind by which a version examines are listed, the others
// are tried; nothing is moved until all have one.
func TestATrialTellsWhoLacksAKind(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan := c.Who("lishan")
	yaml, err := os.ReadFile("../../core/indicator/testdata/county-2026.yaml")
	c.Must(err)
	to, err := oversee.New(c.desk).PublishSet(ctx, lishan, yaml)
	c.Must(err)
	_, err = c.Pool.Exec(ctx, `update organisation set kind = 'village' where level = 'branch' and code not in ('CZ-01', 'CZ-02')`)
	c.Must(err)
	all := c.Count(`select count(*) from assessment where cycle_id = $1`, c.Cycle)
	lacks := func(names ...string) *indicators.Trial {
		t.Helper()
		got, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
		c.Must(err)
		var list []string
		for _, b := range got.Lacking {
			list = append(list, b.Name)
		}
		if !got.Known || got.Branches != all-len(names) || got.Unkinded != len(names) || !slices.Equal(list, names) || (got.WhyNot() == "") != (len(names) == 0) {
			t.Errorf("%v lack a kind, want %v; %+v; %q", list, names, got.MoveCounts, got.WhyNot())
		}
		return got
	}
	in := indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: lacks("财政局第一党支部", "财政局第二党支部").Digest}
	c.Fails(c.moves(lishan, in), fault.Conflict)
	_, err = c.Pool.Exec(ctx, `update organisation set kind = 'enterprise' where code in ('CZ-01', 'CZ-02')`)
	c.Must(err)
	in.Digest = lacks().Digest
	c.Must(c.moves(lishan, in))
}

func TestMovingACycleScoresEverythingAnew(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	mine := c.assessment("CZ-02")
	c.says("wangming", mine, said()...)
	c.submits("wangming", mine)
	findings := c.Count(`select count(*) from finding`)
	trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	in := indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "文件调整了要求", Digest: trial.Digest}
	c.Must(c.moves(lishan, in))
	c.Must(c.moves(lishan, in)) // the same form again
	second := in
	second.Key = c.Key()
	if e, ok := errors.AsType[*fault.Error](c.moves(c.Who("zhanglei"), second)); !ok || !strings.Contains(e.Fields["to"], "由 李珊 于 12月20日 10:00 换用") {
		t.Errorf("the second officer is told %v", e)
	}

	if n := c.Count(`select set_id from cycle where id = $1`, c.Cycle); int64(n) != to {
		t.Errorf("the cycle is examined by set %d", n)
	}
	if n := c.Count(`select count(*) from finding`); n != findings {
		t.Errorf("%d findings of %d are left", n, findings)
	}
	var self, review, counts, items int
	c.Must(c.Pool.QueryRow(ctx, `select self_total, review_total, counts_total, cardinality(self_items) from assessment where id = $1`, mine).Scan(&self, &review, &counts, &items))
	if self != 7700 || review != 7700 || counts != 7700 || items != 51 { // one item less
		t.Errorf("self %d, review %d, counts %d, %d items", self, review, counts, items)
	}
	if n := c.Count(`select count(*) from assessment where cycle_id = $1 and id <> $2 and self_total = 8000 and counts_grade = ''`, c.Cycle, mine); n != trial.Branches-1 {
		t.Errorf("%d others stand as before", n)
	}
	c.agreesWithFindings()
	moves := c.Count(`select count(*) from cycle_move where trial_id is not null and reason = '文件调整了要求'`)
	lines := c.Count(`select count(*) from cycle_move_line where new_total = 7700`)
	audits := c.Count(`select count(*) from audit_entry where action = 'cycle.move_set' and outcome = 'done'`)
	if moves != 1 || lines != 2 || audits != 1 {
		t.Errorf("%d moves, %d lines, %d audit entries", moves, lines, audits)
	}
	c.Must(outlook.New(c.desk).NewDay(ctx))
	if n := c.Count(`select count(*) from outlook_stale`); n != c.Count(`select count(*) from organisation where level = 'branch' and closed_on is null`) {
		t.Errorf("%d outlooks are to be made anew", n)
	}
}

// What a branch counts that was opened again stays until it is signed anew: 74,
// though its review comes to 77.
func TestAMoveLeavesWhatABranchCountsThatWasOpenedAgain(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	mine := c.assessment("CZ-02")
	c.says("wangming", mine, said()...)
	c.submits("wangming", mine)
	_, err := c.Pool.Exec(ctx, `update assessment set reopened_at = now(), reopened_by = $2 where id = $1`, mine, lishan.Person)
	c.Must(err)
	trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	c.Must(c.moves(lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: trial.Digest}))
	var review, counts int
	c.Must(c.Pool.QueryRow(ctx, `select review_total, counts_total from assessment where id = $1`, mine).Scan(&review, &counts))
	if review != 7700 || counts != 7400 {
		t.Errorf("review %d, counts %d", review, counts)
	}
}

// While a branch is in its publicity with 74, a version by which it has 77 is not
// taken, and who asks is told which branch it is; once it is reported, it is.
func TestNoMoveChangesAPublicScore(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	mine := c.assessment("CZ-02")
	c.says("wangming", mine, said()...)
	c.submits("wangming", mine)
	digest := func() string {
		trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
		c.Must(err)
		return trial.Digest
	}
	_, err := c.Pool.Exec(ctx, `update assessment set state = 'publicised', public_from = '2026-12-18', public_until = '2026-12-25' where id = $1`, mine)
	c.Must(err)
	var name string
	c.Must(c.Pool.QueryRow(ctx, `select b.name from assessment a join organisation b on b.id = a.branch_id where a.id = $1`, mine).Scan(&name))
	trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	if why := trial.WhyNot(); !trial.Known || trial.Changed != 1 || !strings.Contains(why, "有 1 个支部正在公示") || !strings.Contains(why, name) {
		t.Errorf("known %v, %d change, %q", trial.Known, trial.Changed, why)
	}
	c.Fails(c.moves(lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: digest()}), fault.Conflict)
	if n := c.Count(`select counts_total from assessment where id = $1`, mine); n != 7400 {
		t.Errorf("the public score is %d", n)
	}
	_, err = c.Pool.Exec(ctx, `update assessment set state = 'reported' where id = $1`, mine)
	c.Must(err)
	trial, err = c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	if c.Must(err); trial.Reported != 1 || trial.Public != 0 || trial.WhyNot() != "" {
		t.Errorf("%d reported, %d public, %q", trial.Reported, trial.Public, trial.WhyNot())
	}
	c.Must(c.moves(lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: digest()}))
}

// A branch in its publicity whose score stays keeps nothing from being moved: it
// has stated only what both versions take alike, 80.
func TestAPublicScoreThatStaysBarsNoMove(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	mine := c.assessment("CZ-02")
	c.submits("wangming", mine)
	_, err := c.Pool.Exec(ctx, `update assessment set state = 'publicised', public_from = '2026-12-18', public_until = '2026-12-25' where id = $1`, mine)
	c.Must(err)
	trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	c.Must(c.moves(lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: trial.Digest}))
}

// agreesWithFindings checks each stored score against what the findings give.
func (c *city) agreesWithFindings() {
	c.Helper()
	rows, err := c.Pool.Query(context.Background(), `select id from assessment order by id`)
	c.Must(err)
	var ids []int64
	for rows.Next() {
		var id int64
		c.Must(rows.Scan(&id))
		ids = append(ids, id)
	}
	for _, id := range ids {
		doc, err := c.desk.OpenDossier(context.Background(), id)
		c.Must(err)
		score, err := doc.ScoreOf(app.Self)
		c.Must(err)
		if score.Total != doc.Self.Total || len(score.Items) != len(doc.Self.Items) || score.Answered != doc.Self.Answered {
			c.Errorf("assessment %d: stored %v, from its findings %v", id, doc.Self, score)
		}
	}
}

// What was lost stays, is told, and gives way when the clause is stated anew.
func TestWhatIsLostIsToldAndStatedAnew(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	mine := c.assessment("CZ-02")
	c.says("wangming", mine, said()...)
	trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	c.Must(c.moves(lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: trial.Digest}))
	doc, err := c.desk.OpenDossier(ctx, mine)
	c.Must(err)
	if len(doc.Lost) != 2 || doc.Lost[0].Clause != "B1.5a" || doc.Lost[0].Label != "群内推送主流信息" || doc.Lost[1].Clause != "B3.2a" {
		t.Fatalf("lost %+v", doc.Lost)
	}
	c.says("wangming", mine, scoring.Finding{Clause: "B3.2a", Option: "late"})
	doc, err = c.desk.OpenDossier(ctx, mine)
	c.Must(err)
	// 77 − 1 for a short delay
	if f := doc.Findings[app.Self]["B3.2a"]; len(doc.Lost) != 1 || f.Version != 2 || doc.Self.Total != 76*scoring.Point {
		t.Errorf("lost %+v, version %d, total %s", doc.Lost, f.Version, doc.Self.Total)
	}
	_, err = assess.New(c.desk).SaveFinding(ctx, c.Who("wangming"), mine, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B1.5a", Occurred: true}})
	c.Fails(err, fault.NotFound)
	c.submits("wangming", mine)
	if n := c.Count(`select review_total from assessment where id = $1`, mine); n != 7600 {
		t.Errorf("the review begins at %d", n)
	}
}

func TestAReviewGoesOnAfterAMove(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	mine := c.assessment("CZ-02")
	c.says("wangming", mine, said()...)
	c.submits("wangming", mine)
	verify, chen := examine.New(c.desk), c.Who("chenjing")
	item := func(code string, f scoring.Finding, version int) {
		c.Helper()
		_, err := verify.SaveReview(ctx, chen, mine, c.Key(), examine.Verdict{Item: code, Done: true, Clauses: []app.Statement{{Finding: f, Version: version, Reason: "查实"}}, Seen: map[string]int{f.Clause: version}})
		c.Must(err)
	}
	item("B1.5", scoring.Finding{Clause: "B1.5a"}, 1)
	item("B1.1", scoring.Finding{Clause: "B1.1a", Count: 2}, 1)
	trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	c.Must(c.moves(lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: trial.Digest}))
	var total, reviewed int
	c.Must(c.Pool.QueryRow(ctx, `select review_total, reviewed_items from assessment where id = $1`, mine).Scan(&total, &reviewed))
	if total != 7400 || reviewed != 1 { // 80 − 2 × 3; of the two items dealt with one is gone
		t.Errorf("review %d, %d items dealt with", total, reviewed)
	}
	item("B3.2", scoring.Finding{Clause: "B3.2a", Option: "late"}, 0)
	if n := c.Count(`select review_total from assessment where id = $1`, mine); n != 7300 {
		t.Errorf("after going on %d", n)
	}
}

func TestWhatKeepsACycleFromBeingMoved(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to := c.Who("lishan"), c.next()
	in := func() indicators.Move {
		trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
		c.Must(err)
		return indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: trial.Digest}
	}
	for _, actor := range []access.Actor{{}, c.Who("wangming"), c.Who("zhaogang"), c.Who("xitong")} {
		_, err := c.sets.Try(ctx, actor, c.Cycle, to, 1)
		c.Fails(err, fault.Forbidden)
		c.Fails(c.moves(actor, in()), fault.Forbidden)
	}
	_, err := c.sets.Try(ctx, lishan, 999999, to, 1)
	c.Fails(err, fault.NotFound)
	for _, wrong := range []int64{c.Set, 999999, c.Number(`select id from indicator_set where subject = 'member'`)} {
		_, err := c.sets.Try(ctx, lishan, c.Cycle, wrong, 1)
		c.Wrong(err, "to")
	}
	move := in()
	move.Reason = " "
	c.Wrong(c.moves(lishan, move), "reason")
	move = in()
	unproven := lishan
	unproven.ProvenAt = c.Now.Add(-access.ProofLife - 1)
	c.Wrong(c.moves(unproven, move), "password")
	move = in()
	_, err = c.Pool.Exec(ctx, `update assessment set state = 'verified', review_total = 7000, review_grade = 'lagging' where id = $1`, c.assessment("CZ-02"))
	c.Must(err)
	c.Fails(c.moves(lishan, move), fault.Conflict) // a branch was signed meanwhile, with figures that nobody saw
	move = in()
	_, err = c.Pool.Exec(ctx, `update cycle set closing_at = now() where id = $1`, c.Cycle)
	c.Must(err)
	c.Fails(c.moves(lishan, move), fault.Conflict)
	trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	if trial.Why == "" {
		t.Error("a closed cycle may be moved")
	}
	if n := c.Count(`select count(*) from cycle_move`); n != 0 {
		t.Errorf("%d moves on record", n)
	}
}
