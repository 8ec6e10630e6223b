// Package work shows people the long work that they asked for: how far it is,
// what came of it, and trying again what failed. The work itself is other
// capabilities', and runs in the background.
package work

import (
	"context"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Task is a piece of long work, State how far it has come.
type (
	Task  = store.Task
	State = store.TaskState
)

// The states of long work.
const (
	Waiting = store.TaskWaiting
	Running = store.TaskRunning
	Done    = store.TaskDone
	Failed  = store.TaskFailed
)

// PageSize is how many pieces of work a page of the list has.
const PageSize = 20

// List lists what a person asked for, the latest first; page counts from 1.
func (s *Service) List(ctx context.Context, actor access.Actor, page int) (list []Task, total int, err error) {
	var b store.Batch
	b.Tasks(actor.Person, (max(page, 1)-1)*PageSize, PageSize, &list, &total)
	return list, total, s.Store.Read(ctx, &b)
}

// Show opens what a person asked for.
func (s *Service) Show(ctx context.Context, actor access.Actor, id int64) (Task, error) {
	var t Task
	var found bool
	var b store.Batch
	b.Task(actor.Person, id, &t, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return t, err
	}
	if !found {
		return t, app.NotFound()
	}
	return t, nil
}

// retryAction is what the log calls trying failed work again.
const retryAction access.Action = "work.retry"

// Retry has failed work tried again. Sending the form twice does so once.
func (s *Service) Retry(ctx context.Context, actor access.Actor, id int64, key string) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b, w store.Batch
		var fresh, found bool
		var t Task
		b.OnceOnly(actor.Person, key, &fresh)
		b.Task(actor.Person, id, &t, &found)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		switch {
		case !found:
			return app.NotFound()
		case !fresh:
			return nil
		case t.State != Failed:
			return app.Stale()
		}
		w.RetryTask(actor.Person, id)
		w.Audit(s.Done(actor, retryAction, "task", id, map[string]any{"kind": t.Kind}))
		return tx.Commit(ctx, &w)
	})
}

// Open opens the result, for who may still see it.
func (s *Service) Open(ctx context.Context, actor access.Actor, id int64) (*app.Download, error) {
	t, err := s.Show(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if !access.Allow(actor, t.Action, t.Place()).Allowed {
		return nil, s.Refuse(ctx, actor, t.Action, "task", id, fault.New(fault.Forbidden, "您现在的任职没有这项权限，不能下载。"))
	}
	if t.Digest == "" {
		return nil, fault.New(fault.NotFound, "没有可以下载的结果，或已超过 30 天被清理。需要时请重新办理。")
	}
	return s.OpenFile(ctx, t.Digest, t.FileName, t.MediaType, t.Size)
}

// Results are kept for 30 days, and removed some at a time.
const (
	keptFor = 30 * 24 * time.Hour
	atOnce  = 20
)

// DropOld removes some of the results that are no longer kept, and returns how
// many.
func (s *Service) DropOld(ctx context.Context) (int, error) {
	var old []store.Result
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		old = nil
		var b, w store.Batch
		b.OldResults(s.Now().Add(-keptFor), atOnce, &old)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		for _, r := range old {
			w.DropResult(r)
		}
		return tx.Commit(ctx, &w)
	})
	return len(old), err
}
