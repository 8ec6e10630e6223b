package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Work is one kind of long work: a use case that the background runs for who
// asked for it. It may be stopped anywhere and begun again by another process,
// so it works in steps, each a transaction of its own that does nothing twice:
// what a step writes goes with Run.Step in one batch. It returns when ctx ends.
// Faults that only the person can mend end it; anything else is tried again.
type Work func(ctx context.Context, run *Run) (Outcome, error)

// Outcome is what comes of long work.
type Outcome struct {
	Message string // plain Chinese, shown with the finished work; may be empty
	Digest  string // of the file that Run.Keep kept; "" for none
	Name    string // of that file, for who downloads it
	// Also queues what is to be written in the transaction that finishes the work;
	// nil for nothing. It may run again.
	Also func(*store.Batch)
}

// Run is one turn at a piece of long work. Its Done and Total tell how far an
// earlier turn came.
type Run struct {
	store.Task
	Actor access.Actor // the owner, with the appointments of today
	desk  Desk
}

// NewRun makes a turn at long work.
func NewRun(desk Desk, t store.Task, actor access.Actor) *Run { return &Run{t, actor, desk} }

// Turn names the turn; what it writes is guarded by it.
func (r *Run) Turn() store.Turn { return store.Turn{Task: r.ID, Run: r.Task.Run} }

// Decode reads what the work was queued with.
func (r *Run) Decode(to any) error {
	if err := json.Unmarshal(r.Args, to); err != nil {
		return fmt.Errorf("read the arguments of %s: %w", r.Kind, err)
	}
	return nil
}

// Step queues how many steps of how many are done, together with what the step
// writes. Where another process has taken the work over, nothing of the
// transaction remains.
func (r *Run) Step(b *store.Batch, done, total int) {
	b.StepTask(r.Turn(), done, total)
}

// Report tells how many steps of how many are done, of steps that write nothing.
func (r *Run) Report(ctx context.Context, done, total int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		r.Step(&w, done, total)
		return tx.Commit(ctx, &w)
	})
}

// Keep keeps the file that comes of the work; its digest goes into the Outcome.
func (r *Run) Keep(ctx context.Context, from io.ReadSeeker, mediaType string) (string, error) {
	return r.desk.Store.KeepLarge(ctx, from, mediaType, r.desk.Now())
}

// MayStill tells whether the owner may still do what the work is for.
func (r *Run) MayStill() error {
	if access.Allow(r.Actor, r.Action, r.Place()).Allowed {
		return nil
	}
	return fault.New(fault.Forbidden, "您现在的任职没有这项权限，没有办理。")
}
