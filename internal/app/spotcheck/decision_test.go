package spotcheck_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// handed is checked, handed in: B1.1 (review 4, spot 2) and B2.4 (review 0, spot
// 2) are beyond the tolerance of 1, B1.2 (3 and 2) is not.
func handed(t *testing.T) (*city, spotcheck.SpotCheck) {
	t.Helper()
	c, check := checked(t)
	c.finds(check.Checkers[0].Account, check.Assessment, stated...)
	c.handsIn(check.Checkers[0].Account, check.Assessment)
	return c, check
}

// agrees lets the branch say that it has nothing against the check.
func (c *city) agrees(account string, id int64) {
	c.Helper()
	c.Must(c.spot.GiveAnswer(ctx, c.Who(account), spotcheck.Answer{Assessment: id, Key: c.Key(), Agreed: true}))
}

func (c *city) compared(account string, id int64) *spotcheck.Comparison {
	c.Helper()
	v, err := c.spot.Compare(ctx, c.Who(account), id)
	c.Must(err)
	return v
}

func (c *city) proposal(account string, id int64, choices ...spotcheck.Choice) spotcheck.Proposal {
	c.Helper()
	return spotcheck.Proposal{Assessment: id, Key: c.Key(), Digest: c.compared(account, id).Matter().Digest(), Choices: choices}
}

func (c *city) verdict(account string, id int64) spotcheck.Verdict {
	c.Helper()
	return spotcheck.Verdict{Assessment: id, Key: c.Key(), Digest: c.compared(account, id).Matter().Digest()}
}

var mixed = []spotcheck.Choice{{Item: "B1.1", Level: app.Spot, Reason: "会议记录缺一次学习"}, {Item: "B2.4", Level: app.Review, Reason: "两次活动没有签到"}}

// Self 78, review 77, spot 76; the spot check's 2 instead of 4 in B1.1 and the
// review's 0 in B2.4 make 77 − 2 = 75.
func TestTheSpotCheckCountsWhereOfficersDecidedSo(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	c.agrees("jy-01", id)
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, mixed...)))
	if a := c.stored(id); a.Counts.Total != 77_00 || a.Decided || a.ProposedBy == 0 {
		t.Errorf("proposed only, and counts %v, decided %v", a.Counts.Total, a.Decided)
	}
	c.Must(c.spot.Confirm(ctx, c.Who("zhanglei"), c.verdict("zhanglei", id)))
	a := c.stored(id)
	if a.Counts.Total != 75_00 || a.Counts.Base != 75_00 || !a.Decided || a.Review.Total != 77_00 || a.Self.Total != 78_00 {
		t.Errorf("counts %+v, decided %v", a.Counts, a.Decided)
	}
	if n := c.Count(`select counts_items[1] from assessment where id = $1`, id); n != 2_00 {
		t.Errorf("B1.1 counts %d, want the spot check's 200", n)
	}
	doc := c.compared("jy-01", id)
	if got := doc.CountingLevel("B1.1a", doc.ForSpot); got != app.Spot {
		t.Errorf("B1.1a counts by %s", got)
	}
	if got := doc.CountingLevel("B2.4a", doc.ForSpot); got != app.Review {
		t.Errorf("B2.4a counts by %s", got)
	}
	for _, who := range []string{"jy-01", "jy-shuji", "jy-kaohe"} {
		if n := c.Count(`select count(*) from notice n join person p on p.id = n.person_id where p.account = $1 and n.text like '%已认定，计入 75%'`, who); n != 1 {
			t.Errorf("%s is told %d times", who, n)
		}
	}
	if n := c.Count(`select count(*) from audit_entry where action in ('spot.answer', 'spot.propose', 'spot.confirm') and outcome = 'done'`); n != 3 {
		t.Errorf("%d entries in the log, want 3", n)
	}
}

// The review loses nothing: 80, not attained. One case at 2 points by the spot
// check makes 78, which is below 80: lagging.
func TestADecisionMayChangeTheGrade(t *testing.T) {
	c := newCity(t)
	c.reported("jy", "jy-01", nil, nil)
	id := c.drawn(map[string]int{"JY": 1}).Checks[0].Assessment
	checker := c.draw(1).Checks[0].Checkers[0].Account
	c.finds(checker, id, scoring.Finding{Clause: "B1.1a", Count: 1})
	c.handsIn(checker, id)
	c.agrees("jy-01", id)
	c.Must(c.spot.Propose(ctx, c.Who("zhanglei"), c.proposal("zhanglei", id, spotcheck.Choice{Item: "B1.1", Level: app.Spot, Reason: "属实"})))
	c.Must(c.spot.Confirm(ctx, c.Who("lishan"), c.verdict("lishan", id)))
	if a := c.stored(id); a.Counts.Grade != "lagging" || a.Review.Grade != "not_attained" {
		t.Errorf("counts %s, review %s", a.Counts.Grade, a.Review.Grade)
	}
	if n := c.Count(`select count(*) from notice where text like '%等次由“未达标”变为“后进整转”%'`); n != 3 {
		t.Errorf("%d are told of the grade", n)
	}
}

func TestAVetoOfTheSpotCheckIsDecidedOnByItself(t *testing.T) {
	c := newCity(t)
	c.reported("jy", "jy-01", nil, nil)
	id := c.drawn(map[string]int{"JY": 1}).Checks[0].Assessment
	checker := c.draw(1).Checks[0].Checkers[0].Account
	c.finds(checker, id, scoring.Finding{Clause: "L1a", Occurred: true})
	c.handsIn(checker, id)
	v := c.compared("lishan", id)
	if v.Beyond != 1 || len(v.Differing()) != 1 || v.Differing()[0].Item != "L1" {
		t.Errorf("%d beyond: %v", v.Beyond, v.Differing())
	}
}

func TestABranchAnswersOnceInItsTime(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	// Handed in on Sunday 20 December; five working days end on Friday 25 December.
	if a := c.stored(id); a.AnswerBy.String() != "2026-12-25" {
		t.Errorf("to be answered by %s", a.AnswerBy)
	}
	say := func(account string, in spotcheck.Answer) error {
		in.Assessment, in.Key = id, c.Key()
		return c.spot.GiveAnswer(ctx, c.Who(account), in)
	}
	c.Fails(say("jy-01", spotcheck.Answer{Texts: map[string]string{"B1.1": "  "}}), fault.Invalid, "没有异议")
	c.Fails(say("jy-01", spotcheck.Answer{Texts: map[string]string{"B1.1": strings.Repeat("长", 1001)}}), fault.Invalid, "1000 字")
	for _, account := range []string{"wangming", "jy-02", "zhoujie"} {
		c.Fails(say(account, spotcheck.Answer{Agreed: true}), fault.NotFound)
	}
	for _, account := range []string{"jy-shuji", "lishan", check.Checkers[0].Account} {
		c.Fails(say(account, spotcheck.Answer{Agreed: true}), fault.Forbidden)
	}
	c.Must(say("jy-01", spotcheck.Answer{Texts: map[string]string{"B1.1": " 三月的学习在党员大会上进行 ", "B2.4": ""}}))
	c.Fails(say("jy-01", spotcheck.Answer{Agreed: true}), fault.Conflict, "答复了抽查结果")
	got := c.compared("lishan", id).Answer
	if len(got.Texts) != 1 || got.Texts[0] != (spotcheck.ItemText{Item: "B1.1", Text: "三月的学习在党员大会上进行"}) || got.AnsweredBy == "" {
		t.Errorf("answer %+v", got)
	}
	if _, err := c.Pool.Exec(ctx, `update spot_answer set answered_at = null, answered_by = null`); err == nil {
		t.Error("the database lets an answer be taken back")
	}
}

func TestAnAnswerAfterItsTime(t *testing.T) {
	c, check := handed(t)
	c.Now = c.Now.AddDate(0, 0, 6) // Saturday 26 December
	err := c.spot.GiveAnswer(ctx, c.Who("jy-01"), spotcheck.Answer{Assessment: check.Assessment, Key: c.Key(), Agreed: true})
	c.Fails(err, fault.Forbidden, "12月25日截止")
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", check.Assessment, mixed...)))
}

func TestWhoDecides(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	c.Fails(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, mixed...)), fault.Forbidden, "可以答复到")
	c.agrees("jy-01", id)
	for _, account := range []string{"jy-shuji", "jy-01", check.Checkers[0].Account} {
		c.Fails(c.spot.Propose(ctx, c.Who(account), c.proposal("lishan", id, mixed...)), fault.Forbidden)
	}
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, mixed...)))
	c.Fails(c.spot.Confirm(ctx, c.Who("lishan"), c.verdict("lishan", id)), fault.Forbidden, "另一位经办")
	c.Fails(c.spot.SendBack(ctx, c.Who("lishan"), spotcheck.Verdict{Assessment: id, Key: c.Key(), Digest: c.verdict("lishan", id).Digest, Reason: "再看看"}), fault.Forbidden, "另一位经办")
	for level, why := range map[string]string{"spot": "您抽查过", "review": "您考核过", "self": "您填报过"} {
		c.acted("zhanglei", id, level)
		c.Fails(c.spot.Confirm(ctx, c.Who("zhanglei"), c.verdict("zhanglei", id)), fault.Forbidden, why)
		c.Exec(`delete from act where person_id = $1`, c.Who("zhanglei").Person)
	}
	if a := c.stored(id); a.Decided || a.Counts.Total != 77_00 {
		t.Errorf("decided %v, counts %v", a.Decided, a.Counts.Total)
	}
}

// An officer has to propose what a branch answered to, and to confirm what
// another proposed; what one proposed oneself, or acted on before, is another's.
func TestWhoseTurnADecisionIs(t *testing.T) {
	c, check := handed(t)
	turn := func(account string, proposable, confirmable, own int) {
		t.Helper()
		var draws []store.DrawProgress
		var b store.Batch
		b.DrawProgresses(0, c.Who(account).Person, calendar.DateOf(c.Now), &draws)
		c.Must(c.Store.Read(ctx, &b))
		if d := draws[0]; d.Proposable != proposable || d.Confirmable != confirmable || d.Own != own {
			t.Errorf("%s: %+v, want %d to propose, %d to confirm and %d of the officer's own", account, d, proposable, confirmable, own)
		}
	}
	turn("lishan", 0, 0, 0) // the branch may still answer
	c.agrees("jy-01", check.Assessment)
	turn("lishan", 1, 0, 0)
	turn("zhanglei", 1, 0, 0)
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", check.Assessment, mixed...)))
	turn("lishan", 0, 0, 1)
	turn("zhanglei", 0, 1, 0)
	c.acted("zhanglei", check.Assessment, "review")
	turn("zhanglei", 0, 0, 0)
}

// A decision is a signature: without a fresh proof of who signs there is none.
func TestDecidingNeedsAProof(t *testing.T) {
	c, check := handed(t)
	c.agrees("jy-01", check.Assessment)
	officer, in := c.Who("lishan"), c.proposal("lishan", check.Assessment, mixed...)
	officer.ProvenAt = c.Now.Add(-time.Hour)
	c.Fails(c.spot.Propose(ctx, officer, in), fault.Invalid, "输入登录密码")
	if n := c.Count(`select count(*) from spot_decision`); n != 0 {
		t.Errorf("%d proposals", n)
	}
}

func TestSendingAProposalBack(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	c.agrees("jy-01", id)
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, mixed...)))
	in := c.verdict("zhanglei", id)
	c.Fails(c.spot.SendBack(ctx, c.Who("zhanglei"), in), fault.Invalid, "2 至 400 字")
	in.Reason = "B2.4 请再核对签到表"
	c.Must(c.spot.SendBack(ctx, c.Who("zhanglei"), in))
	v := c.compared("lishan", id)
	if len(v.Decisions) != 1 || v.Decisions[0].Reason != in.Reason || v.Waiting() != nil || v.ProposedBy != 0 {
		t.Errorf("decisions %+v", v.Decisions)
	}
	// The one who sent it back may propose, and the other confirm.
	c.Must(c.spot.Propose(ctx, c.Who("zhanglei"), c.proposal("zhanglei", id, mixed...)))
	c.Must(c.spot.Confirm(ctx, c.Who("lishan"), c.verdict("lishan", id)))
	c.Fails(c.spot.Propose(ctx, c.Who("zhanglei"), c.proposal("zhanglei", id, mixed...)), fault.Forbidden, "已经认定")
	if _, err := c.Pool.Exec(ctx, `update spot_decision set confirmed = true where reason <> ''`); err == nil {
		t.Error("the database lets a decision be turned round")
	}
}

func TestProposalsThatDoNotFit(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	c.agrees("jy-01", id)
	propose := func(choices ...spotcheck.Choice) error {
		return c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, choices...))
	}
	err := propose(mixed[0])
	c.Fails(err, fault.Invalid)
	wrong, ok := errors.AsType[*fault.Error](err)
	if !ok || wrong.Fields[spotcheck.LevelField("B2.4")] == "" || wrong.Fields[spotcheck.ReasonField("B2.4")] == "" || len(wrong.Fields) != 2 {
		t.Errorf("what is wrong: %v", wrong)
	}
	c.Fails(propose(append(mixed[:2:2], spotcheck.Choice{Item: "B1.2", Level: app.Spot, Reason: "属实"})...), fault.Conflict, "情况有变化")
	c.Fails(propose(mixed[0], spotcheck.Choice{Item: "B2.4", Level: app.Self, Reason: "属实"}), fault.Invalid)
	stale := c.proposal("lishan", id, mixed...)
	stale.Digest = strings.Repeat("0", 64)
	c.Fails(c.spot.Propose(ctx, c.Who("lishan"), stale), fault.Conflict, "情况有变化")
}

// What was signed is what was seen: a proposal that came after the look is
// another matter.
func TestConfirmingWhatWasNotSeen(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	c.agrees("jy-01", id)
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, mixed...)))
	seen := c.verdict("zhanglei", id)
	back := c.verdict("zhanglei", id)
	back.Reason = "写清楚些"
	c.Must(c.spot.SendBack(ctx, c.Who("zhanglei"), back))
	other := []spotcheck.Choice{mixed[0], {Item: "B2.4", Level: app.Spot, Reason: "签到表补齐了"}}
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, other...)))
	c.Fails(c.spot.Confirm(ctx, c.Who("zhanglei"), seen), fault.Conflict, "情况有变化")
}

// The second of two officers learns who was first and when, whatever came of it.
func TestTheSecondOfficerLearnsOfTheFirst(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	c.agrees("jy-01", id)
	late := c.proposal("zhanglei", id, mixed...)
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, mixed...)))
	c.Fails(c.spot.Propose(ctx, c.Who("zhanglei"), late), fault.Conflict, "李珊 已于 12月20日 10:")

	back, again := c.verdict("zhanglei", id), c.verdict("zhanglei", id)
	back.Reason, again.Reason = "再看看签到表", "写清楚些"
	c.Must(c.spot.SendBack(ctx, c.Who("zhanglei"), back))
	c.Fails(c.spot.SendBack(ctx, c.Who("zhanglei"), again), fault.Conflict, "张磊 已于 12月20日 10:")
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), c.proposal("lishan", id, mixed...)))
	yes, no := c.verdict("zhanglei", id), c.verdict("zhanglei", id)
	no.Reason = "再看看签到表"
	c.Must(c.spot.Confirm(ctx, c.Who("zhanglei"), yes))
	c.Fails(c.spot.SendBack(ctx, c.Who("zhanglei"), no), fault.Conflict, "确认了认定意见")
	yes.Key = c.Key()
	c.Fails(c.spot.Confirm(ctx, c.Who("zhanglei"), yes), fault.Conflict, "张磊 已于")
}

func TestTwoOfficersDecideAtOnce(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	c.agrees("jy-01", id)
	both := func(act func(account string) error) (done int) {
		errs := make([]error, 2)
		var wg sync.WaitGroup
		for i, account := range []string{"lishan", "zhanglei"} {
			wg.Go(func() { errs[i] = act(account) })
		}
		wg.Wait()
		for _, err := range errs {
			if err == nil {
				done++
			} else if fault.KindOf(err) != fault.Conflict {
				t.Errorf("the second learns %v", err)
			}
		}
		return done
	}
	proposals := map[string]spotcheck.Proposal{"lishan": c.proposal("lishan", id, mixed...), "zhanglei": c.proposal("zhanglei", id, mixed...)}
	actors := map[string]func() error{}
	for account, in := range proposals {
		actor := c.Who(account)
		actors[account] = func() error { return c.spot.Propose(ctx, actor, in) }
	}
	if n := both(func(account string) error { return actors[account]() }); n != 1 || c.Count(`select count(*) from spot_decision`) != 1 {
		t.Errorf("%d proposals came through", n)
	}
	second := "zhanglei"
	if c.stored(id).ProposedBy == c.Who("zhanglei").Person {
		second = "lishan"
	}
	actor, confirm, back := c.Who(second), c.verdict(second, id), c.verdict(second, id)
	back.Reason = "再看看"
	acts := map[string]func() error{"lishan": func() error { return c.spot.Confirm(ctx, actor, confirm) }, "zhanglei": func() error { return c.spot.SendBack(ctx, actor, back) }}
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for i, account := range []string{"lishan", "zhanglei"} {
		wg.Go(func() { errs[i] = acts[account]() })
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || c.Count(`select count(*) from spot_decision where confirmed is not null`) != 1 {
		t.Errorf("confirmed and sent back at once: %v", errs)
	}
}

func TestDecidingTwiceByOneForm(t *testing.T) {
	c, check := handed(t)
	id := check.Assessment
	answer := spotcheck.Answer{Assessment: id, Key: c.Key(), Agreed: true}
	propose := func() spotcheck.Proposal { return c.proposal("lishan", id, mixed...) }
	c.Must(c.spot.GiveAnswer(ctx, c.Who("jy-01"), answer))
	c.Must(c.spot.GiveAnswer(ctx, c.Who("jy-01"), answer))
	in := propose()
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), in))
	c.Must(c.spot.Propose(ctx, c.Who("lishan"), in))
	yes := c.verdict("zhanglei", id)
	c.Must(c.spot.Confirm(ctx, c.Who("zhanglei"), yes))
	c.Must(c.spot.Confirm(ctx, c.Who("zhanglei"), yes))
	if n := c.Count(`select count(*) from audit_entry where action in ('spot.answer', 'spot.propose', 'spot.confirm') and outcome = 'done'`); n != 3 {
		t.Errorf("acted %d times", n)
	}
}

// Branches on which nothing is apart go through together: one officer proposes
// them at once, another confirms them at once.
func TestDecidingTogether(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02", "jy-03")
	draw := c.drawn(map[string]int{"JY": 3})
	var ids []int64
	for i, check := range draw.Checks {
		if i == 0 { // 2 points apart
			c.finds(check.Checkers[0].Account, check.Assessment, scoring.Finding{Clause: "B1.1a", Count: 1})
		}
		c.handsIn(check.Checkers[0].Account, check.Assessment)
		c.agrees("jy-"+check.Code[3:], check.Assessment)
		ids = append(ids, check.Assessment)
	}
	list, err := c.spot.Decisions(ctx, c.Who("lishan"), 0)
	c.Must(err)
	together := 0
	for _, l := range list.Lines {
		if l.Together() {
			together++
		}
	}
	if len(list.Lines) != 3 || together != 2 || list.In(spotcheck.Proposable) != 3 {
		t.Errorf("%d lines, %d together", len(list.Lines), together)
	}
	all := func(account string) spotcheck.Together {
		list, err := c.spot.Decisions(ctx, c.Who(account), 0)
		c.Must(err)
		return spotcheck.Together{Cycle: list.Cycle.ID, Key: c.Key(), Digest: list.Matter().Digest(), Assessments: ids}
	}
	seen := all("zhanglei")
	d, err := c.spot.ProposeTogether(ctx, c.Who("lishan"), all("lishan"))
	if c.Must(err); d.Done != 2 || len(d.Left) != 1 || d.Left[0].Branch != draw.Checks[0].Name || !strings.Contains(d.Left[0].Why, "1 项相差超出") {
		t.Errorf("proposed %+v, want 2: the third is apart", d)
	}
	d, err = c.spot.ConfirmTogether(ctx, c.Who("lishan"), all("lishan"))
	if c.Must(err); d.Done != 0 || len(d.Left) != 3 || !strings.Contains(d.Left[1].Why, "您提出的") {
		t.Errorf("the proposer confirms %+v", d)
	}
	_, err = c.spot.ConfirmTogether(ctx, c.Who("zhanglei"), seen)
	c.Fails(err, fault.Conflict, "情况有变化")
	d, err = c.spot.ConfirmTogether(ctx, c.Who("zhanglei"), all("zhanglei"))
	if n := d.Done; err != nil || n != 2 || c.Count(`select count(*) from spot_decision where confirmed`) != 2 {
		t.Errorf("%d confirmed, want 2: %v", n, err)
	}
	_, err = c.spot.Decisions(ctx, c.Who("jy-shuji"), 0)
	c.Fails(err, fault.Forbidden, "工委经办")
	_, err = c.spot.ProposeTogether(ctx, c.Who("lishan"), spotcheck.Together{Key: c.Key()})
	c.Fails(err, fault.Invalid, "至少勾选")
}
