package indicators

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/signing"
	"baolei/internal/store"
)

// Move moves a cycle to another published set, as it was tried and signed.
type Move struct {
	Key       string
	Cycle, To int64
	Reason    string
	Digest    string // of the trial that the person saw
}

// How long a move may take. Where it is done at once, who saves waits for it for
// some seconds; a large one has the cycle for itself, and who saves is told so.
const (
	moveLimit  = 30 * time.Second // where it is done at once
	largeLimit = 30 * time.Minute
)

// Move scores all assessments of a cycle by the other set, in one transaction:
// whoever looks sees all by the old one or all by the new one. Where the figures
// of a branch whose review is signed are no longer what was shown, it is refused
// as stale. No finding is changed or deleted. A large cycle is moved in the
// background, by the task that is returned; 0 where it is done.
func (s *Service) Move(ctx context.Context, actor access.Actor, in Move) (task int64, err error) {
	in.Reason = strings.TrimSpace(in.Reason)
	root, err := s.mover(ctx, actor, in.Cycle)
	if err != nil {
		return 0, err
	}
	if err := app.Proven(actor, s.Now()); err != nil {
		return 0, err
	}
	if n := utf8.RuneCountInString(in.Reason); n < 2 || n > 400 {
		return 0, fault.Field("reason", "请写明换用新版的理由，2 至 400 个字。")
	}
	err = s.Store.TxWithin(ctx, moveLimit, func(ctx context.Context, tx *store.Tx) error {
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.HoldCycle(in.Cycle)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		t := &Trial{}
		err := s.begin(ctx, t, in.Cycle, in.To, tx.Read)
		if !fresh {
			return t.movedBefore(actor, &task, err)
		}
		if err != nil {
			return err
		}
		if err := t.movable(); err != nil {
			return err
		}
		if t.Large {
			return s.askMove(ctx, tx, actor, root, in, t, &task)
		}
		return s.move(ctx, tx, actor, in, t, nil, nil)
	})
	return task, s.notThere(ctx, actor, in.Cycle, err)
}

// movedBefore is the answer to a form that was sent again: nothing where the set
// is the cycle's by now, else the task that goes on, or has failed.
func (t *Trial) movedBefore(actor access.Actor, task *int64, err error) error {
	if fault.KindOf(err) == fault.Invalid {
		return nil
	}
	if err == nil && t.last != nil && t.last.Owner == actor.Person {
		*task = t.last.ID
	}
	return err
}

// movable refuses where the cycle cannot be moved.
func (t *Trial) movable() error {
	switch {
	case t.Why != "":
		return fault.New(fault.Conflict, t.Why)
	case t.To == nil:
		return fault.Field("to", "请选择另一套已发布的党支部指标。")
	}
	return nil
}

// move scores everything, compares with what was signed, and commits. report is
// told how far it is, and may stop it; with queues what else is to be written;
// both may be nil.
func (s *Service) move(ctx context.Context, tx *store.Tx, actor access.Actor, in Move, t *Trial, report func(done int) error, with func(*store.Batch)) error {
	e := newEvaluation(t)
	e.lock, e.report = true, report
	e.keep = func(list []store.Rescored) error {
		var b store.Batch
		b.SaveRescored(list)
		return tx.Read(ctx, &b)
	}
	if err := e.run(ctx, tx.Read); err != nil {
		return err
	}
	if why := t.WhyNot(); why != "" {
		return fault.New(fault.Conflict, why)
	}
	if err := app.Seen(in.Digest, t.Digest); err != nil {
		return err
	}
	if err := s.write(ctx, tx, actor, s.record(t, in), e, report); err != nil {
		return err
	}
	var b store.Batch
	b.MoveCycle(in.Cycle, t.From.ID, t.To.ID)
	b.OutlooksAnew(s.Today())
	if with != nil {
		with(&b)
	}
	b.Audit(s.Done(actor, access.MoveCycle, "cycle", in.Cycle, map[string]any{"from_set": t.From.Code, "set": t.To.Code, "changed": fmt.Sprint(t.Changed), "digest": in.Digest}))
	return tx.Commit(ctx, &b)
}

// write writes the record of a move and tells whom it concerns, a part at a time:
// no statement grows with the city.
func (s *Service) write(ctx context.Context, tx *store.Tx, actor access.Actor, m CycleMove, e *evaluation, report func(done int) error) error {
	var id int64
	var b store.Batch
	b.AddCycleMove(m, actor.Person, &id)
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	told := s.moved(actor, e.t)
	for part := range slices.Chunk(e.lines, store.LinesAtOnce) {
		b = store.Batch{}
		b.AddMoveLines(id, part)
		b.TellMoved(part, told, app.SelfListAddress, app.ReviewListAddress)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if report == nil {
			continue
		}
		if err := report(e.t.Branches); err != nil {
			return err
		}
	}
	return nil
}

// record is what is kept of a move, or of its trial where no reason is given.
func (s *Service) record(t *Trial, in Move) CycleMove {
	m := CycleMove{Cycle: t.Cycle.ID, From: t.From.ID, To: t.To.ID, Trial: t.trial, Reason: in.Reason, Digest: t.Digest, At: s.Now(),
		MoveFigures: store.MoveFigures{MoveCounts: t.MoveCounts, Clauses: map[string]int{}}}
	for _, g := range t.Grades {
		m.Grades = append(m.Grades, g.GradeCount)
	}
	for _, f := range t.Fates {
		if f.Lost > 0 {
			m.Clauses[f.Clause] = f.Lost
		}
	}
	return m
}

// moved is what those are told whom a move concerns.
func (s *Service) moved(actor access.Actor, t *Trial) store.Notice {
	return store.Notice{By: actor.Person, Key: fmt.Sprintf("cycle.moved %d %d %d", t.Cycle.ID, t.To.ID, s.Now().UnixMicro()), MadeAt: s.Now(),
		Text: fmt.Sprintf("%d 年考评换用了新版指标“%s”（%s），得分已按新版重算，部分支部的得分、等次有变，或有填报不再计分。请查看。", t.Cycle.Year, t.To.Name, t.To.Code)}
}

// moveText begins what is signed: the cycle and both sets. Then follow the
// figures of branches whose review is signed; the others go on changing until
// they are.
func moveText(t *Trial) *signing.Text {
	return signing.New("cycle moved").Line("cycle", t.Cycle.ID, t.Cycle.Year).Line("from", t.From.ID, t.From.Code).Line("to", t.To.ID, t.To.Code)
}
