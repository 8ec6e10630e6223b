package indicators

import (
	"context"
	"encoding/json"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// MoveKind is the long work of moving a large cycle.
const MoveKind = "set-move"

// moveArgs are what a large move was asked for with.
type moveArgs struct {
	Cycle  int64  `json:"cycle"`
	To     int64  `json:"to"`
	Trial  int64  `json:"trial"`
	Reason string `json:"reason"`
	Digest string `json:"digest"`
}

// askMove has a large cycle moved in the background, by the trial that was signed.
func (s *Service) askMove(ctx context.Context, tx *store.Tx, actor access.Actor, root int64, in Move, t *Trial, task *int64) error {
	if err := s.tried(ctx, t, tx.Read); err != nil {
		return err
	}
	if err := s.lacking(ctx, t, tx.Read); err != nil {
		return err
	}
	if why := t.WhyNot(); why != "" {
		return fault.New(fault.Conflict, why)
	}
	if err := app.Seen(in.Digest, t.Digest); err != nil {
		return err
	}
	args, err := json.Marshal(moveArgs{in.Cycle, in.To, t.trial, in.Reason, in.Digest})
	if err != nil {
		return err
	}
	var b store.Batch
	b.AddTask(store.Task{Kind: MoveKind, Args: args, Key: fmt.Sprintf("%s %d %d", MoveKind, t.trial, s.Now().UnixMicro()), Title: fmt.Sprintf("%d 年考评换用 %s", t.Cycle.Year, t.To.Code),
		Owner: actor.Person, Action: access.MoveCycle, Root: root, MadeAt: s.Now()}, task)
	b.Audit(s.Done(actor, access.MoveCycle, "cycle", in.Cycle, map[string]any{"asked": true, "from_set": t.From.Code, "set": t.To.Code, "digest": in.Digest}))
	return tx.Commit(ctx, &b)
}

// MoveLarge moves a large cycle as it was asked for and signed: the whole of it
// in one transaction, and once, whoever takes the work up again.
func (s *Service) MoveLarge(ctx context.Context, run *app.Run) (app.Outcome, error) {
	var in moveArgs
	if err := run.Decode(&in); err != nil {
		return app.Outcome{}, err
	}
	t, fresh := &Trial{}, false
	err := s.Store.TxWithin(ctx, largeLimit, func(inner context.Context, tx *store.Tx) error {
		var b store.Batch
		b.OnceOnly(run.Owner, fmt.Sprintf("%s task %d", MoveKind, run.ID), &fresh)
		b.BeginMove(in.Cycle)
		b.HoldCycle(in.Cycle)
		if err := tx.Read(inner, &b); err != nil || !fresh {
			return err
		}
		*t = Trial{own: run.ID, trial: in.Trial}
		if err := s.begin(inner, t, in.Cycle, in.To, tx.Read); err != nil {
			return err
		}
		if err := t.movable(); err != nil {
			return err
		}
		report := func(done int) error { return run.Report(ctx, done, t.Count) }
		done := func(b *store.Batch) { run.Step(b, t.Count, t.Count) }
		return s.move(inner, tx, run.Actor, Move{Cycle: in.Cycle, To: in.To, Reason: in.Reason, Digest: in.Digest}, t, report, done)
	})
	if fault.KindOf(err) == fault.Conflict { // no later try would mend it
		return app.Outcome{}, fault.Wrap(fault.Invalid, "没有换用，所有得分都没有动。试算以后周期或已签署的支部又有变动，请重新试算，核对后再办。", err)
	}
	if err != nil {
		return app.Outcome{}, err
	}
	return app.Outcome{Message: "已换用新版，所有支部的得分已重算。"}, nil
}
