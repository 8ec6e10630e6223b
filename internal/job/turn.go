package job

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// turnArgs names a turn at a piece of long work.
type turnArgs struct {
	Task int64 `json:"task"`
	Run  int   `json:"run"`
}

// Kind names the job in the queue's tables.
func (turnArgs) Kind() string { return "turn" }

// turnLimit is how long one turn may take: beyond it the queue takes the job for
// lost. The lease is what tells in time.
const turnLimit = 6 * time.Hour

type turnWorker struct {
	river.WorkerDefaults[turnArgs]
	runner *Runner
}

// Timeout is how long a turn may take.
func (*turnWorker) Timeout(*river.Job[turnArgs]) time.Duration { return turnLimit }

// Work takes a turn. Its failure is kept with the task, not with the job.
func (w *turnWorker) Work(ctx context.Context, j *river.Job[turnArgs]) error {
	return w.runner.turn(ctx, store.Turn{Task: j.Args.Task, Run: j.Args.Run})
}

func (r *Runner) turn(ctx context.Context, which store.Turn) error {
	run, err := r.take(ctx, which)
	if err != nil || run == nil {
		return err
	}
	working, stop := context.WithCancelCause(ctx)
	held := make(chan struct{})
	go func() { defer close(held); r.hold(working, which, stop) }()
	outcome, err := r.do(working, run)
	lost := errors.Is(context.Cause(working), errLost)
	stop(nil)
	<-held
	switch {
	case lost:
		r.Log.WarnContext(ctx, "long work was taken over", "task", run.ID, "run", which.Run)
		return nil
	case err == nil:
		err = r.finish(ctx, run, outcome)
	}
	if err == nil {
		return nil
	}
	return r.settle(ctx, run, err)
}

// take takes a turn; nil where it is not to be had any more.
func (r *Runner) take(ctx context.Context, which store.Turn) (*app.Run, error) {
	var t store.Task
	var found bool
	err := r.Desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.TakeTask(which, r.Timing.Lease, r.Desk.Now(), &t, &found)
		return tx.Commit(ctx, &b)
	})
	if err != nil || !found {
		return nil, err
	}
	var owner access.Actor
	var b store.Batch
	b.Actor(t.Owner, r.Desk.Today(), &owner, &found)
	run := app.NewRun(r.Desk, t, owner)
	if err := r.Desk.Store.Read(ctx, &b); err != nil {
		return nil, r.settle(ctx, run, err)
	}
	run.Actor = owner
	return run, nil
}

// errLost is why work stops that another process has taken over.
var errLost = errors.New("the work was taken over")

// hold prolongs the lease until ctx ends, and stops the work where it is lost.
func (r *Runner) hold(ctx context.Context, which store.Turn, stop context.CancelCauseFunc) {
	tick := time.NewTicker(r.Timing.Lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		held := false
		var b store.Batch
		b.HoldTask(which, r.Timing.Lease, &held)
		switch err := r.Desk.Store.Read(ctx, &b); {
		case err != nil && ctx.Err() == nil:
			r.Log.WarnContext(ctx, "the lease of long work was not prolonged", "task", which.Task, "error", err.Error())
		case err == nil && !held:
			stop(errLost)
			return
		}
	}
}

// do works, and turns a panic into an error.
func (r *Runner) do(ctx context.Context, run *app.Run) (_ app.Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	work, known := r.Kinds[run.Kind]
	if !known {
		return app.Outcome{}, fmt.Errorf("no work of kind %q", run.Kind)
	}
	if err := run.MayStill(); err != nil {
		return app.Outcome{}, err
	}
	return work(ctx, run)
}

func (r *Runner) finish(ctx context.Context, run *app.Run, o app.Outcome) error {
	return r.Desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.FinishTask(run.Turn(), o.Message, o.Digest, o.Name, r.Desk.Now())
		if o.Also != nil {
			o.Also(&w)
		}
		told := "“" + run.Title + "”已完成。"
		if o.Digest != "" {
			told += "可以下载，保留 30 天。"
		}
		w.TellEach([]int64{run.Owner}, r.notice(run, told))
		return tx.Commit(ctx, &w)
	})
}

func (r *Runner) notice(run *app.Run, text string) store.Notice {
	return store.Notice{Key: fmt.Sprintf("task %d %d", run.ID, run.Task.Run), Text: text, Href: app.TaskAddress(run.ID), MadeAt: r.Desk.Now()}
}

// permanent tells errors that trying again does not mend.
func permanent(err error) bool {
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Forbidden, fault.NotFound, fault.TooLarge:
		return true
	case fault.Conflict, fault.Unavailable:
	}
	return false
}
