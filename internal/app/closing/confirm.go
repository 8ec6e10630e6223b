package closing

import (
	"context"
	"encoding/json"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// WhyMoved is why a proposal cannot be confirmed that View.Moved tells of.
const WhyMoved = "提出以后情况有变化，不能按原来的意见确认。请退回，核对后重新提出。"

// Kind is the long work of closing a cycle.
const Kind = "cycle.close"

// args name the closing that the work does.
type args struct{ Closing int64 }

// Confirm confirms another officer's proposal. From then on nothing in the cycle
// changes; the background makes what was reported final. It returns the task.
func (s *Service) Confirm(ctx context.Context, actor access.Actor, in Step) (task int64, err error) {
	err = s.step(ctx, actor, in, confirming, func(ctx context.Context, tx *store.Tx, v *View, root int64) error {
		waiting, err := v.anothers(actor)
		if err != nil {
			return err
		}
		if v.Moved() {
			return fault.New(fault.Conflict, WhyMoved)
		}
		with, err := json.Marshal(args{waiting.ID})
		if err != nil {
			return err
		}
		var b store.Batch
		b.BeginClosing(*waiting, s.PartSize, s.Now())
		b.DecideClosing(waiting.ID, true, "", actor.Person, s.Now())
		b.AddTask(store.Task{Kind: Kind, Args: with, Key: fmt.Sprintf("%s %d", Kind, v.Cycle.ID), Title: fmt.Sprintf("结束 %d 年考评", v.Cycle.Year), Owner: actor.Person,
			Action: access.Close, Root: root, MadeAt: s.Now()}, &task)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		b = store.Batch{}
		b.SetClosingTask(waiting.ID, task)
		b.Audit(s.Done(actor, access.Close, "cycle", v.Cycle.ID, map[string]any{"digest": in.Digest, "year": v.Cycle.Year, "without_result": v.Unreported()}))
		return tx.Commit(ctx, &b)
	}, (*store.Batch).HoldAssessments)
	return task, err
}

// Resume queues the work of a confirmed closing anew, for where it stopped for
// good: its owner may be gone. What was done stays done.
func (s *Service) Resume(ctx context.Context, actor access.Actor, cycle int64, key string) (task int64, err error) {
	root := access.Root(actor, access.Close)
	if root == 0 {
		return 0, s.Refuse(ctx, actor, access.Close, "cycle", cycle, notOfficer())
	}
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var fresh bool
		v := &View{}
		if err := s.read(ctx, v, cycle, tx.Read, func(b *store.Batch) { b.OnceOnly(actor.Person, key, &fresh); b.LockCycle(cycle) }); err != nil {
			return err
		}
		c := v.Running()
		switch {
		case c == nil || !v.Cycle.ClosedAt.IsZero():
			return app.Stale()
		case !fresh:
			task = c.Task
			return nil
		case !c.TaskFailed:
			return fault.New(fault.Conflict, "归档正在进行，不用再办。")
		}
		with, err := json.Marshal(args{c.ID})
		if err != nil {
			return err
		}
		var b store.Batch
		b.AddTask(store.Task{Kind: Kind, Args: with, Key: fmt.Sprintf("%s %d %s", Kind, v.Cycle.ID, key), Title: fmt.Sprintf("结束 %d 年考评", v.Cycle.Year), Owner: actor.Person,
			Action: access.Close, Root: root, MadeAt: s.Now()}, &task)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		b = store.Batch{}
		b.SetClosingTask(c.ID, task)
		b.Audit(s.Done(actor, "cycle.resume_close", "cycle", v.Cycle.ID, nil))
		return tx.Commit(ctx, &b)
	})
	return task, err
}
