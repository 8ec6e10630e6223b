package closing

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Step is an officer's step towards closing a cycle.
type Step struct {
	Cycle  int64
	Key    string // the form's
	Digest string // of what the officer saw
	Reason string // why branches are left without a result, or why a proposal is sent back
}

// Propose proposes to close a cycle, for another officer to confirm.
func (s *Service) Propose(ctx context.Context, actor access.Actor, in Step) error {
	err := s.step(ctx, actor, in, proposing, func(ctx context.Context, tx *store.Tx, v *View, root int64) error {
		if v.Waiting() != nil {
			return v.overtaken(proposing)
		}
		note, err := v.note(in.Reason)
		if err != nil {
			return err
		}
		var id int64
		var b store.Batch
		b.ProposeClosing(v.Cycle.ID, actor.Person, in.Digest, note, s.Now(), &id)
		b.TellRoles(root, []access.Role{access.Officer}, store.Notice{By: actor.Person, Key: fmt.Sprintf("closing.proposed %d %d", v.Cycle.ID, len(v.Proposals)),
			Text: fmt.Sprintf("%d 年考评等待另一位经办确认结束。", v.Cycle.Year), Href: app.ClosingAddress(v.Cycle.ID), MadeAt: s.Now()})
		b.Audit(s.Done(actor, "cycle.propose_close", "cycle", v.Cycle.ID, map[string]any{"digest": in.Digest}))
		return tx.Commit(ctx, &b)
	})
	if store.Violates(err, "closing_one_waiting") {
		return fault.New(fault.Conflict, "另一位经办刚提出结束本周期，请核对后确认或退回。")
	}
	return err
}

// note reads why branches are left without a result; where none are, nothing is said.
func (v *View) note(said string) (string, error) {
	said = strings.TrimSpace(said)
	if v.Unreported() == 0 {
		return "", nil
	}
	if n := utf8.RuneCountInString(said); n < 2 || n > 200 {
		return "", fault.Field("reason", "请写明这些支部为什么没有结果，2 至 200 字。支部和党委会看到。")
	}
	return said, nil
}

// SendBack refuses another officer's proposal with a reason, or takes one's own
// back; it tells which of the two.
func (s *Service) SendBack(ctx context.Context, actor access.Actor, in Step) (own bool, err error) {
	in.Reason = strings.TrimSpace(in.Reason)
	acted := false
	err = s.step(ctx, actor, in, refusing, func(ctx context.Context, tx *store.Tx, v *View, root int64) error {
		acted = true
		waiting := v.Waiting()
		if waiting == nil {
			return cmp.Or(v.overtaken(refusing), app.Stale())
		}
		own = waiting.ProposedBy == actor.Person
		if n := utf8.RuneCountInString(in.Reason); n < 2 || n > 400 {
			return fault.Field("reason", fmt.Sprintf("请写明为什么%s，2 至 400 字。", map[bool]string{true: "收回", false: "退回"}[own]))
		}
		var b store.Batch
		b.DecideClosing(waiting.ID, false, in.Reason, actor.Person, s.Now())
		if own { // the others were asked to confirm it
			b.TellRoles(root, []access.Role{access.Officer}, store.Notice{By: actor.Person, Key: fmt.Sprintf("closing.taken_back %d", waiting.ID),
				Text: fmt.Sprintf("结束 %d 年考评的意见已收回，不用再确认：%s", v.Cycle.Year, in.Reason), Href: app.ClosingAddress(v.Cycle.ID), MadeAt: s.Now()})
		} else {
			b.TellEach([]int64{waiting.ProposedBy}, store.Notice{By: actor.Person, Key: fmt.Sprintf("closing.sent_back %d", waiting.ID),
				Text: fmt.Sprintf("结束 %d 年考评的意见被退回：%s", v.Cycle.Year, in.Reason), Href: app.ClosingAddress(v.Cycle.ID), MadeAt: s.Now()})
		}
		b.Audit(s.Done(actor, "cycle.refuse_close", "cycle", v.Cycle.ID, map[string]any{"change": map[bool]string{true: "take_back", false: "return"}[own]}))
		return tx.Commit(ctx, &b)
	})
	if err == nil && !acted { // the same form again: it is told what it did the first time
		return s.tookBack(ctx, actor, in.Cycle)
	}
	return own, err
}

// tookBack tells whether the last proposal was the actor's own, and taken back.
func (s *Service) tookBack(ctx context.Context, actor access.Actor, cycle int64) (bool, error) {
	v, err := s.View(ctx, actor, cycle)
	if err != nil || len(v.Proposals) == 0 {
		return false, err
	}
	last := &v.Proposals[len(v.Proposals)-1]
	return last.TakenBack() && last.ProposedBy == actor.Person, nil
}

// which is a step towards closing a cycle.
type which int

const (
	proposing which = iota
	confirming
	refusing // no signature
)

// overtaken tells the second of two officers who was first with a step, and
// when; nil where nobody was.
func (v *View) overtaken(step which) error {
	if len(v.Proposals) == 0 {
		return nil
	}
	switch last := &v.Proposals[len(v.Proposals)-1]; {
	case last.Confirmed:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "确认结束本周期")
	case last.Waits() && step == proposing:
		return app.Overtaken(last.ProposedName, last.ProposedAt, "提出结束本周期，等另一位经办确认")
	case last.TakenBack() && step != proposing:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "收回了结束本周期的意见")
	case !last.Waits() && step != proposing:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "退回了结束本周期的意见")
	}
	return nil
}

// anothers is the proposal that the actor may confirm.
func (v *View) anothers(actor access.Actor) (*Proposed, error) {
	waiting := v.Waiting()
	switch {
	case waiting == nil:
		return nil, app.Stale()
	case waiting.ProposedBy == actor.Person:
		return nil, fault.New(fault.Forbidden, "结束周期是您提出的，请由另一位经办确认。")
	}
	return waiting, nil
}

// step is one officer's step: right, form key, the cycle locked, what hinders,
// the proof where it is a signature, and that what was seen is what is there.
// Refusals are recorded.
func (s *Service) step(ctx context.Context, actor access.Actor, in Step, step which, act func(context.Context, *store.Tx, *View, int64) error, first ...func(*store.Batch)) error {
	root := access.Root(actor, access.Close)
	if root == 0 {
		return s.Refuse(ctx, actor, access.Close, "cycle", in.Cycle, notOfficer())
	}
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var fresh bool
		v := &View{}
		queue := append([]func(*store.Batch){func(b *store.Batch) { b.OnceOnly(actor.Person, in.Key, &fresh); b.LockCycle(in.Cycle) }}, first...)
		if err := s.read(ctx, v, in.Cycle, tx.Read, queue...); err != nil || !fresh {
			return err
		}
		signs := step != refusing
		if in.Digest != v.Matter().Digest() { // before what hinders: what the officer saw is not what is refused
			if err := v.overtaken(step); err != nil {
				return err
			}
		}
		if why := v.hindered(); why != "" && (signs || v.Cycle.Ended()) { // what hinders may be why it is sent back
			return fault.New(fault.Conflict, why)
		}
		if signs {
			if err := app.Proven(actor, s.Now()); err != nil {
				return err
			}
		}
		if err := app.Seen(in.Digest, v.Matter().Digest()); err != nil {
			return err
		}
		return act(ctx, tx, v, root)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, access.Close, "cycle", in.Cycle, err)
	}
	return err
}
