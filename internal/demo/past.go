package demo

import (
	"context"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Past adds the examination of a year as it was reported, before the open cycle, so
// that the boards have years to compare. It is copied in, and has what Grow's have;
// target is in hundredths of a percent. It runs until it is closed.
func (c *City) Past(ctx context.Context, year, target int) error {
	var tree []store.Organisation
	var b store.Batch
	b.Committees(&tree)
	if err := c.Store.Read(ctx, &b); err != nil {
		return err
	}
	officer, err := c.Actor(ctx, "lishan", since)
	if err != nil {
		return err
	}
	return c.past(ctx, tree[0].Root, hands{by: officer.Person}, year, target, workflow.Reported)
}

// past adds the examination of a year in which every branch has come as far as a
// state.
func (c *City) past(ctx context.Context, root int64, who hands, year, target int, state workflow.State) error {
	first := calendar.Date{Year: year, Month: time.November, Day: 16}
	opened := first.UTC().Add(90 * time.Minute)
	cycle := store.Cycle{Year: year, Set: c.Set, Target: target, Self: calendar.Window{From: first, Until: first.AddDays(45)}, Review: calendar.Window{From: first, Until: first.AddDays(76)},
		OpenedBy: who.by, OpenedAt: opened}
	if err := c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.AddCycle(cycle, &cycle.ID)
		return tx.Commit(ctx, &b)
	}); err != nil {
		return err
	}
	return c.Store.Bulk(ctx, func(ctx context.Context, b *store.Bulk) error {
		branches, err := b.BranchesWithout(ctx, cycle.ID, root, largeBooks)
		if err != nil {
			return err
		}
		all := func(store.Organisation) workflow.State { return state }
		return c.copyAssessments(ctx, b, branches, harvest{cycle: cycle.ID, hands: who, at: opened, state: all})
	})
}
