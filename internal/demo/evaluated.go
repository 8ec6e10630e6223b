package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/evaluation"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// WithEvaluation lets the members of each branch evaluate it.
func WithEvaluation(c *oversee.NewCycle) { c.Evaluation = true }

// evaluated lets most members of every branch evaluate it, as they do, without a
// name; whoever has an account is left to do it.
func (c *City) evaluated(ctx context.Context, at time.Time) error {
	var all []store.Standing
	officer, err := c.Actor(ctx, "lishan", calendar.DateOf(at))
	if err != nil {
		return err
	}
	var b store.Batch
	b.Narrowed(store.Narrow{Cycle: c.Cycle, Roots: officer.At(access.Officer), Limit: len(committees) * 20}, &all)
	if err := c.Store.Read(ctx, &b); err != nil {
		return err
	}
	for _, a := range all {
		if err := c.evaluate(ctx, a, at); err != nil {
			return fmt.Errorf("evaluate %s: %w", a.BranchCode, err)
		}
	}
	return nil
}

func (c *City) evaluate(ctx context.Context, a store.Standing, at time.Time) error {
	var members []record.Member
	today := calendar.DateOf(at)
	var b store.Batch
	b.Members(a.Branch, calendar.Window{From: today, Until: today}, &members)
	if err := c.Store.Read(ctx, &b); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(uint64(a.ID), 7)) //nolint:gosec // believable, not secret
	return c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		for _, m := range members {
			if m.Person == 0 && chance(r, 70) {
				b.Evaluate(a.ID, m.ID, opinion(r))
			}
		}
		return tx.Commit(ctx, &b)
	})
}

// opinion is one member's answers, mostly good ones.
func opinion(r *rand.Rand) evaluation.Tally {
	given := map[string]string{}
	answers := evaluation.Answers()
	for _, q := range evaluation.Questions() {
		n := 0
		for n < len(answers)-1 && chance(r, 35) {
			n++
		}
		given[q.Code] = answers[n].Code
	}
	one, _ := evaluation.One(given)
	return one
}
