package spotcheck

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/signing"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Standing is where a check stands on its way to a decision.
type Standing string

// The standings, in the order in which a check passes them.
const (
	Checking   Standing = "checking"   // not handed in
	Hearing    Standing = "hearing"    // the branch may still answer
	Proposable Standing = "proposable" // an officer may propose
	Proposed   Standing = "proposed"   // waits for another officer
	Decided    Standing = "decided"
)

// DecisionLine is a check of a cycle with what the officer may do with it.
type DecisionLine struct {
	store.ToDecide
	Standing Standing
	Mine     bool // proposed by this officer, who cannot confirm it
	Barred   bool // this officer acted on it before
}

// Together tells whether the check can be dealt with along with others: no item
// is apart, the branch says nothing against it, and this officer may do the next step.
func (l *DecisionLine) Together() bool {
	next := l.Standing == Proposable || l.Standing == Proposed && !l.Mine
	return next && !l.Apart && !l.Objects && !l.Barred
}

// Decisions is the checks of a cycle on their way to a decision.
type Decisions struct {
	Cycle app.Cycle
	Set   *app.Set
	Lines []DecisionLine
}

// In counts the checks by standing.
func (d *Decisions) In(s Standing) int {
	n := 0
	for _, l := range d.Lines {
		if l.Standing == s {
			n++
		}
	}
	return n
}

// Decisions lists the checks of a cycle, 0 for the latest.
func (s *Service) Decisions(ctx context.Context, actor access.Actor, cycle int64) (*Decisions, error) {
	root := access.Root(actor, access.ProposeSpot)
	if root == 0 {
		return nil, s.Refuse(ctx, actor, access.ProposeSpot, "cycle", cycle, notOfficer())
	}
	var cycles []app.Cycle
	var b store.Batch
	b.Cycles(&cycles)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	chosen, known := app.CycleOf(cycles, cycle)
	if !known {
		return nil, app.NotFound()
	}
	d := &Decisions{Cycle: chosen}
	var err error
	if d.Set, err = s.Sets.Get(ctx, d.Cycle.Set); err != nil {
		return nil, err
	}
	var rows []store.ToDecide
	b = store.Batch{}
	b.ToDecideOf(d.Cycle.ID, root, &rows)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	for _, row := range rows {
		d.Lines = append(d.Lines, s.line(actor, row))
	}
	return d, nil
}

func (s *Service) line(actor access.Actor, row store.ToDecide) DecisionLine {
	l := DecisionLine{ToDecide: row, Standing: Proposable, Mine: row.ProposedBy == actor.Person,
		Barred: slices.Contains(row.Checked, actor.Person) || slices.Contains(row.Acted, actor.Person)}
	switch {
	case row.Decided:
		l.Standing = Decided
	case !row.HandedIn:
		l.Standing = Checking
	case row.ProposedBy != 0:
		l.Standing = Proposed
	case !row.Answered && !row.AnswerBy.Before(s.Today()):
		l.Standing = Hearing
	}
	return l
}

// Matter is what an officer signs who deals with many checks at once.
func (d *Decisions) Matter() *signing.Text {
	t := signing.New("spot check decisions").Line("cycle", d.Cycle.ID)
	for _, l := range d.Lines {
		if l.Standing == Proposable || l.Standing == Proposed {
			t.Line("check", l.Assessment, l.Code, string(l.Standing), l.ProposedBy, l.Apart, l.Objects, int64(l.Review.Points), l.Review.Grade, int64(l.Spot.Points))
		}
	}
	return t
}

// Together is a step with many checks of a cycle at once.
type Together struct {
	Cycle       int64
	Key         string
	Digest      string // of the list that the officer saw
	Assessments []int64
}

// bulkLimit is how many checks one form deals with.
const bulkLimit = 200

// Dealt is what came of a step with many checks at once.
type Dealt struct {
	Done int
	Left []Left // those that could not be dealt with so
}

// Left is a check that was left as it is, and why.
type Left struct{ Branch, Why string }

// ProposeTogether proposes for each of the checks that the review stands. Each is
// a transaction of its own; those on which an item is apart, or that others
// have dealt with meanwhile, are left as they are and named with the reason.
func (s *Service) ProposeTogether(ctx context.Context, actor access.Actor, in Together) (Dealt, error) {
	return s.together(ctx, actor, access.ProposeSpot, in, func(ctx context.Context, c *Comparison, key string) error {
		return s.Propose(ctx, actor, Proposal{Assessment: c.ID, Key: key, Digest: c.Matter().Digest()})
	})
}

// ConfirmTogether confirms proposals on checks on which no item is apart.
func (s *Service) ConfirmTogether(ctx context.Context, actor access.Actor, in Together) (Dealt, error) {
	return s.together(ctx, actor, access.ConfirmSpot, in, func(ctx context.Context, c *Comparison, key string) error {
		return s.Confirm(ctx, actor, Verdict{Assessment: c.ID, Key: key, Digest: c.Matter().Digest()})
	})
}

func (s *Service) together(ctx context.Context, actor access.Actor, action access.Action, in Together, act func(context.Context, *Comparison, string) error) (d Dealt, err error) {
	if len(in.Assessments) == 0 {
		return d, fault.New(fault.Invalid, "请至少勾选一个支部。")
	}
	if len(in.Assessments) > bulkLimit {
		return d, fault.New(fault.Invalid, fmt.Sprintf("一次最多办理 %d 个，请分几次办理。", bulkLimit))
	}
	list, err := s.Decisions(ctx, actor, in.Cycle)
	if err != nil {
		return d, err
	}
	fresh, err := s.signed(ctx, actor, in, list)
	if err != nil || !fresh {
		return d, err
	}
	for _, id := range in.Assessments {
		left, err := s.one(ctx, actor, action, id, func(c *Comparison) error { return act(ctx, c, fmt.Sprintf("%s %d", in.Key, id)) })
		if err != nil {
			return d, err
		}
		if left.Why != "" {
			d.Left = append(d.Left, left)
		} else {
			d.Done++
		}
	}
	return d, nil
}

// signed takes the form's key, once the signature holds. It tells whether this
// is the first time.
func (s *Service) signed(ctx context.Context, actor access.Actor, in Together, list *Decisions) (fresh bool, err error) {
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		if err := tx.Read(ctx, &b); err != nil || !fresh {
			return err
		}
		if err := app.Proven(actor, s.Now()); err != nil {
			return err
		}
		if err := app.Seen(in.Digest, list.Matter().Digest()); err != nil {
			return err
		}
		return tx.Commit(ctx, &store.Batch{})
	})
	return fresh, err
}

// one deals with one of many checks; what cannot be dealt with so is left, and
// named with the reason.
func (s *Service) one(ctx context.Context, actor access.Actor, action access.Action, id int64, act func(*Comparison) error) (left Left, err error) {
	doc, err := s.OpenDossier(ctx, id)
	if err != nil {
		return left, err
	}
	if err := app.Allow(actor, action, doc.Place()); err != nil {
		return left, s.Refuse(ctx, actor, action, "assessment", id, err)
	}
	left.Branch = doc.BranchName
	if left.Why = workflow.WhyNot(doc.State, action, doc.Facts(actor.Person, s.Today())); left.Why != "" {
		return left, nil
	}
	c, err := s.compared(ctx, doc, s.Store.Read)
	if err != nil {
		return left, err
	}
	if left.Why = c.alone(); left.Why != "" {
		return left, nil
	}
	err = act(c)
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict {
		left.Why, err = e.Message, nil
	}
	return left, err
}

// alone tells why a check cannot be dealt with along with others; "" where it can.
func (c *Comparison) alone() string {
	switch {
	case c.Beyond > 0:
		return fmt.Sprintf("有 %d 项相差超出允许差，请打开逐项选择。", c.Beyond)
	case len(c.Answer.Texts) > 0:
		return "支部对抽查结果有说明，请打开逐个办理。"
	}
	return ""
}
