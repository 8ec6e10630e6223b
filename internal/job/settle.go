package job

import (
	"context"
	"fmt"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// mostTries is how often work is tried before its owner is asked.
const mostTries = 5

// pause is how long work waits before its next try.
func pause(try int) time.Duration {
	d := 10 * time.Second
	for range try - 1 {
		d *= 3
	}
	return d
}

const triesAgain = "上一次没有完成，系统会自动再试。"

// settle decides what becomes of a turn that ended without the work being done.
func (r *Runner) settle(ctx context.Context, run *app.Run, cause error) error {
	if ctx.Err() != nil { // the process stops
		return r.putBack(ctx, run, run.Message, 0, false)
	}
	r.Log.WarnContext(ctx, "long work was not done", "task", run.ID, "kind", run.Kind, "try", run.Tries, "error", cause.Error())
	if permanent(cause) {
		return r.fail(ctx, run, cause.Error())
	}
	if run.Tries >= mostTries {
		return r.fail(ctx, run, fmt.Sprintf("试了 %d 次都没有完成。请过一会儿点“再试一次”；还不行，请把编号 %d 告诉系统管理员。", run.Tries, run.ID))
	}
	return r.putBack(ctx, run, triesAgain, r.Timing.Pause(run.Tries), true)
}

func (r *Runner) putBack(ctx context.Context, run *app.Run, message string, after time.Duration, counted bool) error {
	return r.Desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.PutTaskBack(run.Turn(), message, after, counted)
		return tx.Commit(ctx, &w)
	})
}

// fail tells the owner; where the work was taken over meanwhile, it is another
// turn's to tell.
func (r *Runner) fail(ctx context.Context, run *app.Run, message string) error {
	err := r.Desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.FailTask(run.Turn(), message, r.Desk.Now())
		w.TellEach([]int64{run.Owner}, r.notice(run, "“"+run.Title+"”没有完成，请打开看原因。"))
		return tx.Commit(ctx, &w)
	})
	if fault.KindOf(err) == fault.Conflict {
		return nil
	}
	return err
}
