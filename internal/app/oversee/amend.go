package oversee

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Amend is what an officer changes in a running cycle. Its set is moved otherwise
// and ignored here.
type Amend struct {
	NewCycle
	Cycle  int64
	Seen   int // how many amendments the officer saw
	Reason string
}

// Amendment is a change that was made, and CycleUse what rests on the settings.
type (
	Amendment = store.Amendment
	CycleUse  = store.CycleUse
)

// Amending is a cycle as its settings are changed.
type Amending struct {
	app.Cycle
	Use        CycleUse
	Before     []Amendment // the latest first
	MemberSets []IndicatorSet
	WhyNot     string // why nothing can be changed; empty where something can

	others []app.Cycle
}

// Settings are the cycle's, as a form of a new one has them.
func (a *Amending) Settings() NewCycle {
	c := &a.Cycle
	n := NewCycle{Year: c.Year, Set: c.Set, Target: c.Target, Self: c.Self, Review: c.Review, Answer: c.AnswerDays, Member: c.MemberSet, Evaluation: c.Evaluation}
	if c.Publicity {
		n.Public = c.PublicDays
	}
	return n
}

// amendAction is what the log calls it; whoever opens cycles may.
const amendAction access.Action = "cycle.amend"

// Amending opens a cycle for changing its settings.
func (s *Service) Amending(ctx context.Context, actor access.Actor, id int64) (Amending, error) {
	var a Amending
	if _, err := s.officer(ctx, actor, id); err != nil {
		return a, err
	}
	if err := s.loadAmending(ctx, s.Store.Read, &a, id); err != nil {
		return a, err
	}
	if err := app.StillOpen(a.Cycle); err != nil {
		a.WhyNot = err.Error()
	}
	return a, nil
}

func (s *Service) loadAmending(ctx context.Context, read app.Reader, a *Amending, id int64) error {
	var found bool
	var sets []IndicatorSet
	var b store.Batch
	b.Cycle(id, &a.Cycle, &found)
	b.Cycles(&a.others)
	b.CycleUse(id, &a.Use)
	b.Amendments(id, &a.Before)
	b.IndicatorSets(&sets)
	if err := read(ctx, &b); err != nil || !found {
		return app.OrNotFound(err)
	}
	_, a.MemberSets = bySubject(sets)
	return nil
}

// Amend changes the settings of a running cycle, with the reason on record, and
// tells everybody who works in it. A form sent twice changes once; of two officers
// the second learns of the first.
func (s *Service) Amend(ctx context.Context, actor access.Actor, in Amend) error {
	in.Reason = strings.TrimSpace(in.Reason)
	root, err := s.officer(ctx, actor, in.Cycle)
	if err != nil {
		return err
	}
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		fresh := false
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.LockCycle(in.Cycle)
		if err := tx.Read(ctx, &b); err != nil || !fresh {
			return err
		}
		var a Amending
		if err := s.loadAmending(ctx, tx.Read, &a, in.Cycle); err != nil {
			return err
		}
		changes, err := in.against(&a, s.Today())
		if err != nil {
			return err
		}
		return s.amend(ctx, tx, actor, in, root, changes)
	})
}

func (s *Service) amend(ctx context.Context, tx *store.Tx, actor access.Actor, in Amend, root int64, changes []string) error {
	made := Amendment{Changes: changes, Reason: in.Reason, By: actor.Person, At: s.Now()}
	var b store.Batch
	b.AmendCycle(store.Cycle{ID: in.Cycle, Year: in.Year, Target: in.Target, Self: in.Self, Review: in.Review, Publicity: in.Public > 0, PublicDays: in.Public,
		AnswerDays: in.Answer, MemberSet: in.Member, Evaluation: in.Evaluation})
	b.AddAmendment(in.Cycle, made)
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("cycle.amended %d %d", in.Cycle, in.Seen+1), MadeAt: made.At,
		Text: fmt.Sprintf("%d 年考评有调整：%s。理由：%s", in.Year, strings.Join(changes, "；"), in.Reason)}
	n.Href = app.CycleAddress(in.Cycle)
	b.TellRoles(root, []access.Role{access.Officer}, n)
	n.Href = app.SelfListAddress
	b.TellBelow(root, []access.Role{access.BranchSecretary, access.BranchClerk}, n)
	n.Href = app.ReviewListAddress
	b.TellBelow(root, []access.Role{access.Reviewer, access.CommitteeSecretary}, n)
	b.Audit(s.Done(actor, amendAction, "cycle", in.Cycle, map[string]any{"changes": changes, "year": in.Year}))
	return tx.Commit(ctx, &b)
}

func (in *Amend) checkReason() error {
	if n := utf8.RuneCountInString(in.Reason); n < 2 || n > 400 {
		return fault.Field("reason", "请写明调整的理由，2 至 400 个字。各党委和支部会看到。")
	}
	return nil
}
