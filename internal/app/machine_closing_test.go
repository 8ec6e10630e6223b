package app_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// How the year ends.
var closingActs = []act{
	{"propose to close", nil, officers, (*machine).mayProposeClosing, (*machine).proposeClosing},
	{"refuse to close", nil, officers, (*machine).mayRefuseClosing, (*machine).refuseClosing},
	{"confirm to close", nil, officers, func(m *machine, who string, _ *branch) bool {
		return m.decidesClosing(who) && m.city.content() == m.city.proposal.content
	}, (*machine).confirmClosing},
}

// ending is a proposal to close that waits: by whom, and of what.
type ending struct{ by, content string }

// content is what officers close: how many branches of each committee stand in
// which state and grade, with what they count and how often they moved.
func (c *city) content() string {
	type lines struct {
		branches, moves int
		points          int64
	}
	all := map[string]lines{}
	for _, b := range c.branches {
		key, points := b.committee.code+" "+string(b.state), b.counts()
		if b.state == workflow.Draft {
			points = 0
		} else {
			key += " " + grade(points)
		}
		l := all[key]
		all[key] = lines{l.branches + 1, l.moves + b.moves, l.points + int64(points)}
	}
	return fmt.Sprint(all) // sorted
}

// closable tells whether nothing keeps the cycle from being closed.
func (c *city) closable() bool {
	open := slices.ContainsFunc(c.branches, func(b *branch) bool { return b.checkers != nil && !b.decided })
	again := slices.ContainsFunc(c.branches, func(b *branch) bool { return b.opened && b.state != workflow.Reported })
	some := slices.ContainsFunc(c.branches, func(b *branch) bool { return b.state == workflow.Reported })
	return some && !open && !again && (c.last() == nil || c.last().drawn != nil)
}

func (m *machine) mayProposeClosing(who string, _ *branch) bool {
	return holds(who, "W", officers...) && m.city.closable() && m.city.proposal == nil
}

func (m *machine) decidesClosing(who string) bool {
	return m.mayRefuseClosing(who, nil) && m.city.proposal.by != who && m.city.closable()
}

// mayRefuseClosing holds whatever keeps the cycle from being closed meanwhile;
// who proposed takes the proposal back.
func (m *machine) mayRefuseClosing(who string, _ *branch) bool {
	return holds(who, "W", officers...) && m.city.proposal != nil
}

func (m *machine) proposeClosing(r *rapid.T, who string, _ *branch) deed {
	return m.ends(r, who, m.closing.Propose, func() { m.city.proposal = &ending{who, m.city.content()} })
}

func (m *machine) refuseClosing(r *rapid.T, who string, _ *branch) deed {
	back := func(ctx context.Context, actor access.Actor, in closing.Step) error {
		_, err := m.closing.SendBack(ctx, actor, in)
		return err
	}
	d := m.ends(r, who, back, func() { m.city.proposal = nil })
	d.wrong = false // refusing is no signature
	return d
}

// confirmClosing is followed by the background's work: what was reported is
// final, and nothing in the cycle changes any more.
func (m *machine) confirmClosing(r *rapid.T, who string, _ *branch) deed {
	confirm := func(ctx context.Context, actor access.Actor, in closing.Step) error {
		_, err := m.closing.Confirm(ctx, actor, in)
		return err
	}
	return m.ends(r, who, confirm, func() {
		m.city.proposal, m.city.closed = nil, true
		m.archive(r, who)
		for _, b := range m.city.branches {
			if b.state == workflow.Reported {
				b.state, b.file = workflow.Final, grade(b.counts()) == "lagging"
			}
		}
	})
}

func (m *machine) ends(r *rapid.T, who string, send func(context.Context, access.Actor, closing.Step) error, then func()) deed {
	actor, late := m.signs(r, who)
	in := closing.Step{Cycle: m.city.cycle, Key: m.key(), Reason: "再等一个支部"}
	if v, err := m.closing.View(m.ctx, actor, in.Cycle); err == nil {
		in.Digest = v.Matter().Digest()
	}
	return deed{wrong: late, send: func() error { return send(m.ctx, actor, in) }, then: then}
}

// archive does the work that waits, as the background does.
func (m *machine) archive(r *rapid.T, who string) {
	write := func(queue func(*store.Batch)) {
		if err := m.db.Tx(m.ctx, func(ctx context.Context, tx *store.Tx) error {
			var b store.Batch
			queue(&b)
			return tx.Commit(ctx, &b)
		}); err != nil {
			r.Fatal(err)
		}
	}
	var due []store.Turn
	var t store.Task
	var found bool
	write(func(b *store.Batch) { b.DueTasks(10, &due) })
	if len(due) != 1 {
		r.Fatalf("%d pieces of work wait, want the closing alone", len(due))
	}
	write(func(b *store.Batch) { b.TakeTask(due[0], time.Minute, m.now, &t, &found) })
	run := app.NewRun(m.closing.Desk, t, m.actors[who])
	o, err := m.closing.Close(m.ctx, run)
	if err != nil {
		r.Fatal(err)
	}
	write(func(b *store.Batch) { b.FinishTask(run.Turn(), o.Message, "", "", m.now); o.Also(b) })
}
