package closing_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/closing"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city in March, with results that were put in for the test.
type city struct {
	*demotest.City
	desk app.Desk
	svc  *closing.Service
}

var (
	ctx   = context.Background()
	march = time.Date(2027, time.March, 15, 2, 0, 0, 0, time.UTC)
	today = calendar.DateOf(march)
)

func newCity(t testing.TB) *city {
	t.Helper()
	c := &city{City: demotest.After(t, "results of a year", results)}
	c.Now = march
	c.desk = app.NewDesk(c.Store, c.Ticking())
	c.svc = closing.New(c.desk)
	c.svc.PartSize = 4
	return c
}

// JY: 2 excellent, 6 attained, 1 not attained, 1 lagging: 8 of 10, 80 %.
// WJ: 8 attained, 2 lagging, 1 stays a draft: 8 of 11, 72.72 %.
// CZ: its general branch's three attained, the other nine are drafts: 3 of 12.
// The others are drafts: ZJ 10, WL 8, SJ 9. In all 19 of 60 attained, 31.66 %.
const results = `
	update assessment a set state = 'reported', version = 7, counts_grade = g.grade, counts_total = g.points, review_total = g.points, review_grade = g.grade,
	  review_items = a.self_items, counts_items = a.self_items
	from organisation o, (values
	  ('JY-01', 'excellent', 11200), ('JY-02', 'excellent', 11000), ('JY-03', 'attained', 9000), ('JY-04', 'attained', 9000), ('JY-05', 'attained', 9000), ('JY-06', 'attained', 9000),
	  ('JY-07', 'attained', 9000), ('JY-08', 'attained', 9000), ('JY-09', 'not_attained', 8500), ('JY-10', 'lagging', 7800),
	  ('WJ-01', 'attained', 9000), ('WJ-02', 'attained', 9000), ('WJ-03', 'attained', 9000), ('WJ-04', 'attained', 9000), ('WJ-05', 'attained', 9000), ('WJ-06', 'attained', 9000),
	  ('WJ-07', 'attained', 9000), ('WJ-08', 'attained', 9000), ('WJ-09', 'lagging', 7000), ('WJ-10', 'lagging', 7000),
	  ('CZ-10', 'attained', 9000), ('CZ-11', 'attained', 9000), ('CZ-12', 'attained', 9000)) as g (code, grade, points)
	where o.code = g.code and a.branch_id = o.id`

// step is what an officer sends who has just looked.
func (c *city) step(account string) closing.Step {
	c.Helper()
	v, err := c.svc.View(ctx, c.Who(account), c.Cycle)
	c.Must(err)
	return closing.Step{Cycle: c.Cycle, Key: c.Key(), Digest: v.Matter().Digest(), Reason: "多次催办，仍没有报送。"}
}

// confirmed proposes and confirms, and returns the work.
func (c *city) confirmed() int64 {
	c.Helper()
	c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
	task, err := c.svc.Confirm(ctx, c.Who("zhanglei"), c.step("zhanglei"))
	c.Must(err)
	return task
}

// turn takes the work in hand, as the background does.
func (c *city) turn() *app.Run {
	c.Helper()
	var due []store.Turn
	var t store.Task
	var found bool
	c.write(func(b *store.Batch) { b.DueTasks(10, &due) })
	if len(due) != 1 {
		c.Fatalf("%d pieces of work wait", len(due))
	}
	c.write(func(b *store.Batch) { b.TakeTask(due[0], time.Minute, march, &t, &found) })
	if !found {
		c.Fatal("the work is not to be had")
	}
	return app.NewRun(c.desk, t, c.Who("zhanglei"))
}

func (c *city) write(queue func(*store.Batch)) {
	c.Helper()
	c.Must(c.tx(queue))
}

func (c *city) tx(queue func(*store.Batch)) error {
	return c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		queue(&b)
		return tx.Commit(ctx, &b)
	})
}

// works does the work to its end, as the background does.
func (c *city) works(run *app.Run) {
	c.Helper()
	o, err := c.svc.Close(ctx, run)
	c.Must(err)
	c.write(func(b *store.Batch) {
		b.FinishTask(run.Turn(), o.Message, "", "", march)
		o.Also(b)
	})
}

func TestClosingACycle(t *testing.T) {
	c := newCity(t)
	v, err := c.svc.View(ctx, c.Who("lishan"), c.Cycle)
	c.Must(err)
	if v.Graded("attained") != 17 || v.Graded("lagging") != 3 || v.Unreported() != 37 || !v.CanPropose {
		t.Errorf("attained %d, lagging %d, without a result %d", v.Graded("attained"), v.Graded("lagging"), v.Unreported())
	}
	due := calendar.Date{Year: 2027, Month: time.February, Day: 28}
	if v.Early(due) != due || !v.Early(due.AddDays(1)).IsZero() {
		t.Errorf("on the last day of reports it is early until %v, on the next until %v", v.Early(due), v.Early(due.AddDays(1)))
	}
	c.confirmed()
	if n := c.Count(`select count(*) from assessment where state = 'final'`); n != 0 {
		t.Errorf("%d final before the work", n)
	}
	run := c.turn()
	c.works(run)
	for what, q := range map[string]struct {
		sql  string
		want int
	}{
		"final":                  {`select count(*) from assessment where state = 'final' and version = 8`, 23},
		"stay what they are":     {`select count(*) from assessment where state = 'draft'`, 37},
		"files":                  {`select count(*) from rectification r join assessment a on a.id = r.assessment_id where a.counts_grade = 'lagging'`, 3},
		"other files":            {`select count(*) - 3 from rectification`, 0},
		"secretaries told":       {`select count(*) from notice where key like 'rectification.opened %'`, 3},
		"branches with a result": {`select count(distinct key) from notice where key like 'cycle.result %'`, 23},
		"nobody twice":           {`select count(*) - (select count(distinct x.person_id) from appointment x join assessment a on a.branch_id = x.organisation_id where a.state = 'final' and x.role in ('branch_secretary', 'branch_clerk', 'member')) from notice where key like 'cycle.result %'`, 0},
		"excellent":              {`select count(distinct key) from notice where text = '2026 年考评结果：112 分。保留当年先进党组织的参评资格：等次为“优秀”，已达标。'`, 1},
		"attained":               {`select count(distinct key) from notice where text = '2026 年考评结果：90 分。保留当年先进党组织的参评资格：等次为“达标”，已达标。'`, 17},
		"not attained":           {`select count(distinct key) from notice where text = '2026 年考评结果：85 分。取消当年先进党组织的参评资格：等次为“未达标”，没有达标。'`, 1},
		"lagging":                {`select count(distinct key) from notice where text like '2026 年考评结果：7_ 分。取消当年先进党组织的参评资格：等次为“后进整转”，没有达标。'`, 3},
		"lead to the result":     {`select count(distinct n.key) from notice n join assessment a on n.href = '/results/' || a.id where n.key = 'cycle.result ' || a.id and a.state = 'final'`, 23},
		"closed":                 {`select count(*) from cycle where closed_at >= closing_at`, 1},
		"entries of the cycle":   {`select count(*) from audit_entry where action in ('cycle.propose_close', 'cycle.closed') and outcome = 'done'`, 2},
		"entries of parts":       {`select count(*) from audit_entry where action = 'cycle.close' and outcome = 'done' and detail ? 'part'`, 6}, // of 4 branches each, and of 3
		"outcomes":               {`select count(*) from cycle_outcome`, 8},                                                                     // root, six committees, a general branch
		"of the city":            {`select branches from cycle_outcome u join organisation o on o.id = u.organisation_id where o.code = 'GW' and grades = '{"excellent": 2, "attained": 17, "not_attained": 1, "lagging": 3}'`, 60},
		"of the general branch":  {`select branches from cycle_outcome u join organisation o on o.id = u.organisation_id where o.code = 'CZ-Z1' and grades = '{"attained": 3}'`, 3},
		"committee secretaries":  {`select count(*) from notice where key like 'cycle.closed %' and text like '%已归档%'`, 13},                                                                                               // six secretaries, seven reviewers
		"branches told why":      {`select count(*) from notice where key like 'cycle.no_result %' and text like '2026 年考评已结束，本支部没有结果（没有提交），按未达标计。工委说明：多次催办%'`, 38},                                                       // 37 secretaries, and the clerk of CZ-02
		"their committees":       {`select count(*) from notice n join appointment x on x.person_id = n.person_id and x.role = 'committee_secretary' where key like 'cycle.no_results %' and text like '%工委说明：多次催办%'`, 5}, // all but JY's
		"of CZ":                  {`select count(*) from notice where key like 'cycle.no_results %' and text like '%本党委有 9 个支部没有结果%'`, 2},                                                                                 // CZ and SJ have 9 each
		"officers told":          {`select count(*) from notice where key like 'cycle.closed %' and text like '%结果运用%'`, 1},                                                                                               // who confirmed hears of the finished work
	} {
		if got := c.Count(q.sql); got != q.want {
			t.Errorf("%s: %d, want %d", what, got, q.want)
		}
	}
	_, err = c.svc.Close(ctx, run) // once more: nothing is left to do
	c.Must(err)
	c.Fails(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")), fault.Conflict, "已经结束")
}

func TestAClosedCycleRefusesEveryChange(t *testing.T) {
	c := newCity(t)
	c.confirmed()
	for _, stage := range []string{"while it is closed", "closed"} {
		if stage == "closed" {
			c.works(c.turn())
		}
		desk := app.NewDesk(c.Store, func() time.Time { return time.Date(2026, time.December, 1, 2, 0, 0, 0, time.UTC) })
		mine, err := assess.New(desk).Mine(ctx, c.Who("wangming"))
		c.Must(err)
		_, err = assess.New(desk).SaveFinding(ctx, c.Who("wangming"), mine[0].ID, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B1.1a"}})
		c.Fails(err, fault.Forbidden, "已经结束")
		for _, sql := range []string{`update assessment set state = 'submitted' where state = 'draft'`, `update assessment set counts_total = 1 where state in ('draft', 'reported')`} {
			if _, err := c.Pool.Exec(ctx, sql); err == nil || !strings.Contains(err.Error(), "closed") {
				t.Errorf("%s, %s: %v", stage, sql, err)
			}
		}
	}
	for _, sql := range []string{`update assessment set counts_total = 1 where state = 'final'`, `delete from assessment where state = 'final'`, `update cycle set target = 1`, `delete from cycle_outcome`} {
		if _, err := c.Pool.Exec(ctx, sql); err == nil {
			t.Errorf("the database lets %s", sql)
		}
	}
}

// The work is stopped after each part in turn, and begun again: nothing is done
// twice, and nothing is left out.
func TestClosingIsStoppedInTheMiddle(t *testing.T) {
	c := newCity(t)
	c.confirmed()
	run := c.turn()
	stops := 0
	for before := 0; ; stops++ {
		stopped, stop := context.WithCancel(ctx)
		one := &stopping{stop: stop}
		one.left.Store(2)
		svc := closing.New(app.NewDesk(c.Store, one.now))
		_, err := svc.Close(stopped, run)
		stop()
		done, branches := c.Count(`select count(*) from closing_part where done_at is not null`), c.Count(`select coalesce(sum(branches), 0) from closing_part where done_at is not null`)
		if n := c.Count(`select count(*) from assessment where state = 'final'`); n != branches || done < before {
			t.Fatalf("%d final of %d branches in %d parts, after %d", n, branches, done, before)
		}
		if before = done; err == nil || stops > 20 {
			break
		}
	}
	if parts := c.Count(`select count(*) from closing_part`); parts != 6 || stops < 2 || stops > 6 { // 23 branches by 4
		t.Errorf("%d parts, stopped %d times", parts, stops)
	}
	c.works(run)
	if n := c.Count(`select count(*) from rectification`); n != 3 {
		t.Errorf("%d files", n)
	}
}

// stopping is a clock that ends the work once it was looked at so often.
type stopping struct {
	left atomic.Int32
	stop func()
}

func (s *stopping) now() time.Time {
	if s.left.Add(-1) <= 0 {
		s.stop()
	}
	return march
}

// A process that was only slow writes nothing once the work was taken from it.
func TestASlowProcessClosesNothing(t *testing.T) {
	c := newCity(t)
	c.confirmed()
	slow := c.turn()
	_, err := c.Pool.Exec(ctx, `update task set run = run + 1`)
	c.Must(err)
	if _, err := c.svc.Close(ctx, slow); fault.KindOf(err) != fault.Conflict {
		t.Errorf("the slow process: %v", err)
	}
	if n := c.Count(`select count(*) from assessment where state = 'final'`); n != 0 {
		t.Errorf("%d are final", n)
	}
}

func TestWhatHindersClosing(t *testing.T) {
	c := newCity(t)
	for _, x := range []struct{ name, do, undo, why string }{
		{"a draw that is not drawn", `insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch, item_tolerance, branch_tolerance, committee_tolerance, drawn_before, seed_source, notice_digest, published_by, published_at)
			select id, (select id from organisation where code = 'GW'), '抽查', 'published', 'x', encode(sha256('x'), 'hex'), 'x', encode(sha256('x'), 'hex'), '{}', 2, 0, 0, 0, '{}', '掷骰', encode(sha256('x'), 'hex'), (select id from person where account = 'lishan'), now() from cycle`,
			`update draw set state = 'drawn', drawn_at = now(), bundle_digest = ''`, "还没有抽取"},
		{"a check that is not decided", `insert into spot_check (draw_id, assessment_id, position, stratum, tickets, number) select (select id from draw), min(id), 1, 'x', 1, repeat('0', 64) from assessment where state = 'reported'`,
			`insert into spot_answer (spot_check_id, answer_by) select id, '2027-01-01' from spot_check`, "1 个抽查没有认定"},
	} {
		_, err := c.Pool.Exec(ctx, x.do)
		c.Must(err)
		v, err := c.svc.View(ctx, c.Who("lishan"), c.Cycle)
		c.Must(err)
		if v.CanPropose || !strings.Contains(v.WhyNot, x.why) {
			t.Errorf("%s: %q", x.name, v.WhyNot)
		}
		c.Fails(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")), fault.Conflict, x.why)
		_, err = c.Pool.Exec(ctx, x.undo)
		c.Must(err)
	}
}

func TestWhoCloses(t *testing.T) {
	c := newCity(t)
	for _, account := range []string{"zhaogang", "wangming", "sunli", "xitong", "shenji"} {
		_, err := c.svc.View(ctx, c.Who(account), c.Cycle)
		c.Fails(err, fault.Forbidden, "工委经办")
		c.Fails(c.svc.Propose(ctx, c.Who(account), c.step("lishan")), fault.Forbidden, "工委经办")
	}
	old := c.Who("lishan")
	old.ProvenAt = march.Add(-time.Hour)
	c.Fails(c.svc.Propose(ctx, old, c.step("lishan")), fault.Invalid, "输入登录密码")
	silent := c.step("lishan")
	silent.Reason = " "
	c.Fails(c.svc.Propose(ctx, c.Who("lishan"), silent), fault.Invalid, "为什么没有结果")
	c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
	_, err := c.svc.Confirm(ctx, c.Who("lishan"), c.step("lishan"))
	c.Fails(err, fault.Forbidden, "另一位经办")
	back := c.step("zhanglei")
	back.Reason = ""
	_, err = c.svc.SendBack(ctx, c.Who("zhanglei"), back)
	c.Fails(err, fault.Invalid, "为什么退回，2 至 400 字")
	back.Reason = "卫健委还有一个支部没报"
	own, err := c.svc.SendBack(ctx, c.Who("zhanglei"), back)
	if c.Must(err); own {
		t.Error("sending back is told as taking back")
	}
	if n := c.Count(`select count(*) from notice where text like '%被退回：卫健委还有一个支部没报'`); n != 1 {
		t.Errorf("the proposer is told %d times", n)
	}
	c.confirmed()
}

// Whoever proposed may take it back, and what moved since is proposed anew.
func TestTakingAProposalBack(t *testing.T) {
	c := newCity(t)
	c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
	_, err := c.Pool.Exec(ctx, `update assessment set state = 'reported', version = version + 1 where id = (select min(id) from assessment where state = 'draft')`)
	c.Must(err)
	v, err := c.svc.View(ctx, c.Who("lishan"), c.Cycle)
	c.Must(err)
	if !v.CanTakeBack || v.CanSendBack || v.CanDecide || !v.Moved() {
		t.Errorf("the proposer may take back %v, send back %v, decide %v; moved %v", v.CanTakeBack, v.CanSendBack, v.CanDecide, v.Moved())
	}
	back := c.step("lishan")
	back.Reason = ""
	_, err = c.svc.SendBack(ctx, c.Who("lishan"), back)
	c.Fails(err, fault.Invalid, "为什么收回，2 至 400 字")
	back.Reason = "又有一个支部报送"
	late := c.step("zhanglei")
	late.Reason = "数字不对"
	own, err := c.svc.SendBack(ctx, c.Who("lishan"), back)
	if c.Must(err); !own {
		t.Error("taking back is told as sending back")
	}
	if own, err = c.svc.SendBack(ctx, c.Who("lishan"), back); !own || err != nil {
		t.Errorf("the same form again is told as sending back, or fails: %v", err)
	}
	again := c.step("lishan") // from another window, as it stands now
	again.Reason = back.Reason
	_, err = c.svc.SendBack(ctx, c.Who("lishan"), again)
	c.Fails(err, fault.Conflict, "李珊 已于", "收回了结束本周期的意见")
	_, err = c.svc.SendBack(ctx, c.Who("zhanglei"), late)
	c.Fails(err, fault.Conflict, "李珊 已于")
	if !strings.Contains(err.Error(), "收回了结束本周期的意见") {
		t.Errorf("the other is told %q", err)
	}
	if n := c.Count(`select count(*) from notice where key like 'closing.sent_back %'`); n != 0 {
		t.Errorf("the proposer is told %d times of the own deed", n)
	}
	if n, others := c.Count(`select count(*) from notice where key like 'closing.taken_back %' and person_id <> (select id from person where account = 'lishan')`), c.Count(`select count(*) from notice where key like 'closing.proposed %'`); n != others || n == 0 {
		t.Errorf("%d are told that it is taken back, of %d who were asked to confirm", n, others)
	}
	if _, err := c.Pool.Exec(ctx, `insert into closing (cycle_id, proposed_by, proposed_at, digest, decided_by, decided_at, confirmed) select cycle_id, proposed_by, now(), digest, proposed_by, now(), true from closing`); err == nil {
		t.Error("the database lets one officer confirm alone")
	}
	c.confirmed()
}

// A form that sends back is pressed twice at once: one word, one notice.
func TestSentBackTwice(t *testing.T) {
	c := newCity(t)
	c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
	back, actor := c.step("zhanglei"), c.Who("zhanglei")
	back.Reason = "还有支部没报"
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if _, err := c.svc.SendBack(ctx, actor, back); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := c.Count(`select count(*) from notice where key like 'closing.sent_back %'`) + c.Count(`select count(*) from audit_entry where action = 'cycle.refuse_close'`); n != 2 {
		t.Errorf("%d notices and entries, want one of each", n)
	}
	c.Must(c.svc.Propose(ctx, c.Who("zhanglei"), c.step("zhanglei"))) // the other may propose now
}

// What is confirmed is what was proposed: a branch that was reported since is not
// closed by the way.
func TestWhatMovedSinceTheProposal(t *testing.T) {
	c := newCity(t)
	c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
	before := c.step("zhanglei")
	_, err := c.Pool.Exec(ctx, `update assessment set state = 'reported', version = version + 1 where id = (select min(id) from assessment where state = 'draft')`)
	c.Must(err)
	_, err = c.svc.Confirm(ctx, c.Who("zhanglei"), before)
	c.Fails(err, fault.Conflict, "情况有变化")
	_, err = c.svc.Confirm(ctx, c.Who("zhanglei"), c.step("zhanglei"))
	c.Fails(err, fault.Conflict, "重新提出")
	back := c.step("zhanglei")
	back.Reason = "请重新提出"
	_, err = c.svc.SendBack(ctx, c.Who("zhanglei"), back)
	c.Must(err)
	c.confirmed()
}

func TestTwoOfficersCloseAtOnce(t *testing.T) {
	c := newCity(t)
	steps := map[string]closing.Step{"lishan": c.step("lishan"), "zhanglei": c.step("zhanglei")}
	errs := map[string]error{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for account, in := range steps {
		actor := c.Who(account)
		wg.Go(func() {
			err := c.svc.Propose(ctx, actor, in)
			mu.Lock()
			errs[account] = err
			mu.Unlock()
		})
	}
	wg.Wait()
	if (errs["lishan"] == nil) == (errs["zhanglei"] == nil) || c.Count(`select count(*) from closing`) != 1 {
		t.Fatalf("proposals: %v", errs)
	}
	first, second := "lishan", "zhanglei"
	if errs["zhanglei"] == nil {
		first, second = second, first
	}
	c.Must(c.svc.Propose(ctx, c.Who(first), steps[first])) // the same form again
	if n := c.Count(`select count(*) from closing`); n != 1 {
		t.Errorf("%d proposals by one form", n)
	}
	c.Fails(errs[second], fault.Conflict, "提出结束本周期")
	in := c.step(second)
	actor := c.Who(second)
	var tasks [2]int64
	for i := range tasks {
		wg.Go(func() {
			task, err := c.svc.Confirm(ctx, actor, in)
			if err != nil {
				t.Error(err)
			}
			tasks[i] = task
		})
	}
	wg.Wait()
	if c.Count(`select count(*) from task`) != 1 || c.Count(`select count(*) from closing where confirmed`) != 1 {
		t.Errorf("confirmed twice by one form: %v", tasks)
	}
}

func TestAnotherOfficerGoesOn(t *testing.T) {
	c := newCity(t)
	first := c.confirmed()
	_, err := c.Pool.Exec(ctx, `update task set state = 'failed', finished_at = now(), message = '没有权限'`)
	c.Must(err)
	key := c.Key()
	task, err := c.svc.Resume(ctx, c.Who("lishan"), c.Cycle, key)
	c.Must(err)
	again, err := c.svc.Resume(ctx, c.Who("lishan"), c.Cycle, key)
	if c.Must(err); again != task || task == first {
		t.Errorf("tasks %d, %d, %d", first, task, again)
	}
	c.works(c.turn())
	if n := c.Count(`select count(*) from assessment where state = 'final'`); n != 23 {
		t.Errorf("%d final", n)
	}
	_, err = c.svc.Resume(ctx, c.Who("lishan"), c.Cycle, c.Key())
	c.Fails(err, fault.Conflict)
}
