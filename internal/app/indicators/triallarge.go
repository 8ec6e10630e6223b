package indicators

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// TrialKind is the long work of trying what moving a large cycle would do.
const TrialKind = "set-trial"

type trialArgs struct {
	Cycle int64 `json:"cycle"`
	From  int64 `json:"from"`
	To    int64 `json:"to"`
}

func (a trialArgs) about() map[string]int64 {
	return map[string]int64{"cycle": a.Cycle, "from": a.From, "to": a.To}
}

// TriedBy tells of which cycle and set a task of TrialKind is.
func TriedBy(t Task) (cycle, to int64, err error) {
	var a trialArgs
	if err := json.Unmarshal(t.Args, &a); err != nil {
		return 0, 0, fmt.Errorf("read the arguments of task %d: %w", t.ID, err)
	}
	return a.Cycle, a.To, nil
}

// AskTrial has it tried in the background what moving a cycle to another set
// would do, and returns the task. A form sent twice asks once.
func (s *Service) AskTrial(ctx context.Context, actor access.Actor, key string, cycle, to int64) (task int64, err error) {
	root, err := s.mover(ctx, actor, cycle)
	if err != nil {
		return 0, err
	}
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		t := &Trial{}
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, key, &fresh)
		b.HoldCycle(cycle)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if err := s.begin(ctx, t, cycle, to, tx.Read); err != nil {
			return err
		}
		if err := t.movable(); err != nil && fresh {
			return err
		}
		a := trialArgs{cycle, t.From.ID, to}
		args, err := json.Marshal(a)
		if err != nil {
			return err
		}
		b = store.Batch{}
		b.AddTask(store.Task{Kind: TrialKind, Args: args, Key: fmt.Sprintf("%s %d %s", TrialKind, actor.Person, key), Title: fmt.Sprintf("%d 年考评试算：换用 %s", t.Cycle.Year, t.To.Code),
			Owner: actor.Person, Action: access.MoveCycle, Root: root, MadeAt: s.Now()}, &task)
		return tx.Commit(ctx, &b)
	})
	return task, s.notThere(ctx, actor, cycle, err)
}

// TryLarge tries what moving a large cycle would do, and keeps what it finds.
// What it writes is not seen before it is done, so it can begin again at any time.
func (s *Service) TryLarge(ctx context.Context, run *app.Run) (app.Outcome, error) {
	var in trialArgs
	if err := run.Decode(&in); err != nil {
		return app.Outcome{}, err
	}
	t := &Trial{}
	if err := s.begin(ctx, t, in.Cycle, in.To, s.Store.Read); err != nil {
		return app.Outcome{}, err
	}
	if err := t.movable(); err != nil {
		return app.Outcome{}, fault.Wrap(fault.Invalid, err.Error(), err)
	}
	e := newEvaluation(t)
	e.report = func(done int) error { return run.Report(ctx, done, t.Count) }
	if err := e.run(ctx, s.Store.Read); err != nil {
		return app.Outcome{}, err
	}
	id, err := s.keepTrial(ctx, run, e)
	if err != nil {
		return app.Outcome{}, err
	}
	return app.Outcome{Message: "试算好了，还没有换。请核对谁的得分和等次会变，再决定换不换。", Also: func(b *store.Batch) { b.FinishTrial(id, s.Now()) }}, nil
}

// keepTrial writes the record of a trial and its lines, a part at a time: no
// statement grows with the city.
func (s *Service) keepTrial(ctx context.Context, run *app.Run, e *evaluation) (id int64, err error) {
	step := func(queue func(*store.Batch)) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
			var b store.Batch
			queue(&b)
			run.Step(&b, e.t.Branches, e.t.Count)
			return tx.Commit(ctx, &b)
		})
	}
	for more := true; more; {
		if err := step(func(b *store.Batch) { b.ClearTrials(run.ID, &more) }); err != nil {
			return 0, err
		}
	}
	m := s.record(e.t, Move{})
	err = step(func(b *store.Batch) { b.BeginTrial(m, run.Owner, run.ID, &id) })
	for part := range slices.Chunk(e.lines, store.LinesAtOnce) {
		if err != nil {
			return 0, err
		}
		err = step(func(b *store.Batch) { b.AddMoveLines(id, part) })
	}
	return id, err
}
