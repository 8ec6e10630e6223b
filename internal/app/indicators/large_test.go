package indicators_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/indicators"
	"baolei/internal/app/outlook"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// takes takes a turn at a piece of long work, as a process of the background does.
func (c *city) takes(task int64) *app.Run {
	c.Helper()
	ctx := context.Background()
	var turns []store.Turn
	var t store.Task
	var found bool
	c.Must(c.desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.DueTasks(100, &turns)
		return tx.Commit(ctx, &b)
	}))
	for _, turn := range turns {
		if turn.Task != task {
			continue
		}
		c.Must(c.desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
			var b store.Batch
			b.TakeTask(turn, time.Minute, c.Now, &t, &found)
			return tx.Commit(ctx, &b)
		}))
	}
	if !found {
		c.Fatalf("task %d is not to be had", task)
	}
	owner := c.Who("lishan")
	owner.ProvenAt = time.Time{} // the background proves nobody
	return app.NewRun(c.desk, t, owner)
}

// finishes ends a turn as the background does.
func (c *city) finishes(run *app.Run, o app.Outcome) {
	c.Helper()
	c.Must(c.desk.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.FinishTask(run.Turn(), o.Message, o.Digest, o.Name, c.Now)
		if o.Also != nil {
			o.Also(&b)
		}
		return tx.Commit(ctx, &b)
	}))
}

// large is a city in which every cycle is large, with a branch that stated
// something and submitted, and a trial that has been asked for.
func large(t *testing.T) (c *city, lishan access.Actor, mine, to, trial int64) {
	c = newCity(t)
	c.sets.AtOnce = 0
	lishan, to, mine = c.Who("lishan"), c.next(), c.assessment("CZ-02")
	c.says("wangming", mine, said()...)
	c.submits("wangming", mine)
	key := c.Key()
	for range 2 { // the same form twice
		task, err := c.sets.AskTrial(context.Background(), lishan, key, c.Cycle, to)
		c.Must(err)
		if trial != 0 && task != trial {
			t.Errorf("the same form asks for tasks %d and %d", trial, task)
		}
		trial = task
	}
	return c, lishan, mine, to, trial
}

func TestALargeCycleIsTriedAndMovedInTheBackground(t *testing.T) {
	c, lishan, mine, to, trial := large(t)
	ctx := context.Background()
	got, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	if got.Known || !got.Large || got.Trying == nil || got.Trying.ID != trial {
		t.Errorf("before the trial: %+v", got)
	}
	run := c.takes(trial)
	outcome, err := c.sets.TryLarge(ctx, run)
	c.Must(err)
	c.finishes(run, outcome)
	got, err = c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	c.sets.AtOnce = got.Count
	direct, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	c.sets.AtOnce = 0
	if !got.Known || got.Trying != nil || got.Digest != direct.Digest || got.Changed != 1 || got.Lost != 4 || got.AllLines != 2 || len(got.Lines) != 2 || got.Branches != got.Count || len(got.Grades) != len(direct.Grades) || len(got.Fates) != 2 || got.Fates[0].Lost != 2 {
		t.Errorf("the trial found %+v", got)
	}
	if !reflect.DeepEqual(got.MoveCounts, direct.MoveCounts) || got.Claimed != 1 || got.DraftsLost != 2 {
		t.Errorf("counts %+v, want %+v", got.MoveCounts, direct.MoveCounts)
	}
	for i, l := range got.Lines {
		if l != direct.Lines[i] {
			t.Errorf("line %+v, want %+v", l, direct.Lines[i])
		}
	}
	for i, g := range got.Grades {
		if g != direct.Grades[i] {
			t.Errorf("grade %+v, want %+v", g, direct.Grades[i])
		}
	}

	in := indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "文件调整了要求", Digest: got.Digest}
	task, err := c.sets.Move(ctx, lishan, in)
	c.Must(err)
	if again, err := c.sets.Move(ctx, lishan, in); err != nil || again != task { // the same form again
		t.Errorf("again: task %d, %v", again, err)
	}
	in.Key = c.Key()
	_, err = c.sets.Move(ctx, c.Who("zhanglei"), in) // another officer, while it waits
	c.Fails(err, fault.Conflict)
	if n := c.Count(`select count(*) from cycle_move where trial_id is not null`); n != 0 {
		t.Errorf("%d moves before the background did anything", n)
	}
	run = c.takes(task)
	for range 2 { // the second time as if the process had died before it said that it was done
		outcome, err = c.sets.MoveLarge(ctx, run)
		c.Must(err)
	}
	c.finishes(run, outcome)
	var set, self, review int
	c.Must(c.Pool.QueryRow(ctx, `select c.set_id, a.self_total, a.review_total from assessment a join cycle c on c.id = a.cycle_id where a.id = $1`, mine).Scan(&set, &self, &review))
	moves := c.Count(`select count(*) from cycle_move where trial_id is not null and reason = '文件调整了要求'`)
	if int64(set) != to || self != 7700 || review != 7700 || moves != 1 {
		t.Errorf("set %d, self %d, review %d, %d moves", set, self, review, moves)
	}
	c.agreesWithFindings()
	told := c.Count(`select count(*) from notice n join person p on p.id = n.person_id where n.key like 'cycle.moved %' and p.account in ('wangming', 'liufang', 'chenjing', 'zhaogang')`)
	all := c.Count(`select count(*) from notice where key like 'cycle.moved %'`)
	if told != 4 || all != 4 { // who keeps the branch, and who verifies it
		t.Errorf("%d of those concerned are told, %d in all", told, all)
	}
}

// More lines than one statement writes, and more branches than one statement
// makes stale: 1,001 branches that change at both levels, of whose totals none
// is what its findings give, and CZ-02's two lines.
func TestALargeMoveWritesAPartAtATime(t *testing.T) {
	const more = store.LinesAtOnce + 1
	c, lishan, _, to, trial := large(t)
	ctx := context.Background()
	c.untriggered(func(do func(sql string, args ...any)) {
		founds(do, more)
		do(`update assessment a set self_total = 1, review_total = 1 from organisation o where o.id = a.branch_id and o.code like 'ZZ-%'`)
	})
	run := c.takes(trial)
	outcome, err := c.sets.TryLarge(ctx, run)
	c.Must(err)
	got, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	if got.Known {
		t.Error("a trial is shown before it is finished")
	}
	c.finishes(run, outcome)
	got, err = c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	if want := more + 2; !got.Known || got.AllLines != want || // of the others' reviews, which are drafts that lose nothing, none is listed
		got.Changed != more+1 {
		t.Errorf("%d lines, want %d; %d branches change", got.AllLines, want, got.Changed)
	}
	task, err := c.sets.Move(ctx, lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: got.Digest})
	c.Must(err)
	run = c.takes(task)
	outcome, err = c.sets.MoveLarge(ctx, run)
	c.Must(err)
	c.finishes(run, outcome)
	c.Must(outlook.New(c.desk).NewDay(ctx))
	lines := c.Count(`select count(*) from cycle_move_line l join cycle_move m on m.id = l.move_id where m.trial_id is not null`)
	fresh := c.Count(`select count(*) from organisation o where level = 'branch' and closed_on is null and not exists (select from outlook_stale s where s.branch_id = o.id)`)
	if lines != 2*more+2 || fresh != 0 {
		t.Errorf("the move has %d lines, want %d; %d outlooks stay as they were", lines, 2*more+2, fresh)
	}
}

// A turn that was broken off leaves lines of a trial that nobody is shown; the
// next turn takes them away, and so does the next trial with those of a task that
// was given up.
func TestWhatABrokenTrialLeftIsCleared(t *testing.T) {
	c, lishan, _, to, trial := large(t)
	ctx := context.Background()
	run := c.takes(trial)
	for range 2 { // the first as if the process had died
		_, err := c.sets.TryLarge(ctx, run)
		c.Must(err)
		if trials, lines := c.Count(`select count(*) from cycle_move`), c.Count(`select count(*) from cycle_move_line`); trials != 1 || lines != 2 {
			t.Errorf("%d trials with %d lines", trials, lines)
		}
	}
	_, err := c.Pool.Exec(ctx, `update task set state = 'failed', lease_until = null, finished_at = now() where id = $1`, trial)
	c.Must(err)
	next, err := c.sets.AskTrial(ctx, lishan, c.Key(), c.Cycle, to)
	c.Must(err)
	run = c.takes(next)
	outcome, err := c.sets.TryLarge(ctx, run)
	c.Must(err)
	c.finishes(run, outcome)
	if n := c.Count(`select count(*) from cycle_move`); n != 1 {
		t.Errorf("%d trials, want the finished one alone", n)
	}
	if _, err := c.Pool.Exec(ctx, `delete from cycle_move_line`); err == nil {
		t.Error("the lines of a finished trial can be deleted")
	}
}

// triesAndAsks does a trial, and asks for the move that it shows.
func (c *city) triesAndAsks(lishan access.Actor, to, trial int64) (task int64) {
	c.Helper()
	ctx := context.Background()
	run := c.takes(trial)
	outcome, err := c.sets.TryLarge(ctx, run)
	c.Must(err)
	c.finishes(run, outcome)
	got, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	task, err = c.sets.Move(ctx, lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: got.Digest})
	c.Must(err)
	return task
}

// Whoever saves while the cycle is being moved is told so at once, and how far it
// is, instead of waiting for locks that are held for minutes.
func TestSavingsAreToldOfAMove(t *testing.T) {
	c, lishan, mine, to, trial := large(t)
	ctx := context.Background()
	task := c.triesAndAsks(lishan, to, trial)
	c.Must(c.takes(task).Report(ctx, 20, 60))
	saves := func() error {
		_, err := c.desk.Change(ctx, c.Who("wangming"), app.Change{Action: access.ViewAssessment, Assessment: mine, Key: c.Key()},
			func(ctx context.Context, tx *store.Tx, _ *app.Dossier) error { return tx.Commit(ctx, &store.Batch{}) })
		return err
	}
	moving := errors.New("on the way")
	err := c.desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.BeginMove(c.Cycle)
		b.HoldCycle(c.Cycle)
		c.Must(tx.Read(ctx, &b))
		started := time.Now()
		err := saves()
		c.Fails(err, fault.Unavailable)
		if !strings.Contains(err.Error(), "换用新版指标") || !strings.Contains(err.Error(), "20 / 60") || time.Since(started) > 2*time.Second {
			t.Errorf("after %v: %v", time.Since(started), err)
		}
		return moving
	})
	if !errors.Is(err, moving) {
		t.Fatal(err)
	}
	c.Must(saves())
}

// A branch is signed between the trial and the move: nothing is moved, and the
// officer is told to look again.
func TestALargeMoveIsRefusedOnceWhatWasSignedHasChanged(t *testing.T) {
	c, lishan, mine, to, trial := large(t)
	ctx := context.Background()
	_, err := c.sets.Move(ctx, lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: "0"})
	c.Fails(err, fault.Conflict) // nothing has been tried
	task := c.triesAndAsks(lishan, to, trial)
	_, err = c.Pool.Exec(ctx, `update assessment set state = 'verified' where id = $1`, mine)
	c.Must(err)
	_, err = c.sets.MoveLarge(ctx, c.takes(task))
	c.Fails(err, fault.Invalid)
	if n := c.Count(`select review_total from assessment where id = $1`, mine); n != 7400 || c.Count(`select set_id from cycle where id = $1`, c.Cycle) != int(c.Set) {
		t.Errorf("something was moved, the review stands at %d", n)
	}
	if errors.Is(err, context.Canceled) || c.Count(`select count(*) from cycle_move where trial_id is not null`) != 0 {
		t.Error("a move is on record")
	}
}

// A large cycle with a branch in its publicity is tried and shown, and not asked
// to be moved while its public score would change.
func TestALargeTrialShowsWhatHindersTheMove(t *testing.T) {
	c, lishan, mine, to, trial := large(t)
	ctx := context.Background()
	_, err := c.Pool.Exec(ctx, `update assessment set state = 'publicised', public_from = '2026-12-18', public_until = '2026-12-25' where id = $1`, mine)
	c.Must(err)
	run := c.takes(trial)
	outcome, err := c.sets.TryLarge(ctx, run)
	c.Must(err)
	c.finishes(run, outcome)
	got, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	if !got.Known || got.Changed != 1 || !strings.Contains(got.WhyNot(), "有 1 个支部正在公示") || !strings.Contains(got.WhyNot(), "财政局第二党支部") {
		t.Errorf("%+v, %q", got, got.WhyNot())
	}
	_, err = c.sets.Move(ctx, lishan, indicators.Move{Key: c.Key(), Cycle: c.Cycle, To: to, Reason: "调整", Digest: got.Digest})
	c.Fails(err, fault.Conflict)
	if c.Count(`select count(*) from task where kind = $1`, indicators.MoveKind) != 0 {
		t.Error("the move is asked for")
	}
}

// A process that is to end, and one from which the work was taken, move nothing.
func TestALargeMoveStopsWhole(t *testing.T) {
	c, lishan, mine, to, trial := large(t)
	ctx := context.Background()
	task := c.triesAndAsks(lishan, to, trial)
	run := c.takes(task)
	ended, end := context.WithCancel(ctx)
	end()
	if _, err := c.sets.MoveLarge(ended, run); !errors.Is(err, context.Canceled) {
		t.Errorf("a process that is to end goes on: %v", err)
	}
	_, err := c.Pool.Exec(ctx, `update task set run = run + 1 where id = $1`, task) // another process has it
	c.Must(err)
	if _, err := c.sets.MoveLarge(ctx, run); err == nil {
		t.Error("a process from which the work was taken has moved the cycle")
	}
	if n := c.Count(`select review_total from assessment where id = $1`, mine); n != 7400 || c.Count(`select count(*) from cycle_move where trial_id is not null`) != 0 {
		t.Errorf("something was moved, the review stands at %d", n)
	}
}

// Two officers move the same cycle at once: it is moved once, and the other is
// told that it has been.
func TestTwoOfficersMoveAtOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	to := c.next()
	c.says("wangming", c.assessment("CZ-02"), said()...)
	trial, err := c.sets.Try(ctx, c.Who("lishan"), c.Cycle, to, 1)
	c.Must(err)
	ends := make(chan error)
	for _, account := range []string{"lishan", "zhanglei"} {
		actor, key := c.Who(account), c.Key()
		go func() {
			_, err := c.sets.Move(ctx, actor, indicators.Move{Key: key, Cycle: c.Cycle, To: to, Reason: "调整", Digest: trial.Digest})
			ends <- err
		}()
	}
	first, second := <-ends, <-ends
	if first != nil {
		first, second = second, first
	}
	c.Must(first)
	c.Wrong(second, "to")
	if n := c.Count(`select count(*) from cycle_move where trial_id is not null`); n != 1 {
		t.Errorf("%d moves", n)
	}
}

// While a cycle is moved, one who saves at a branch waits for nothing but its own
// branch, and saves by whichever set is the cycle's then.
func TestSavingWhileTheSetMoves(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	lishan, to, mine := c.Who("lishan"), c.next(), c.assessment("CZ-02")
	c.says("wangming", mine, said()...)
	trial, err := c.sets.Try(ctx, lishan, c.Cycle, to, 1)
	c.Must(err)
	moved := make(chan error, 1)
	go func() {
		_, err := c.sets.Move(ctx, lishan, indicators.Move{Key: "at once", Cycle: c.Cycle, To: to, Reason: "调整", Digest: trial.Digest})
		moved <- err
	}()
	for n := 1; n <= 20; n++ {
		var version int
		c.Must(c.Pool.QueryRow(ctx, `select coalesce(max(version), 0) from finding where assessment_id = $1 and clause = 'B1.1a' and level = 'self'`, mine).Scan(&version))
		c.saysAt("wangming", mine, scoring.Finding{Clause: "B1.1a", Count: int64(n % 2)}, version)
	}
	c.Must(<-moved)
	c.agreesWithFindings()
}
