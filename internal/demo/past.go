package demo

import (
	"context"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Past adds the examinations of the years before the open cycle, as they were
// reported, so that the boards have years to compare: targets of 60 and 80
// percent, two and one years ago. They are copied in, and have what Grow's have.
func (c *City) Past(ctx context.Context) error {
	var cycles []store.Cycle
	var tree []store.Organisation
	var b store.Batch
	b.Cycles(&cycles)
	b.Committees(&tree)
	if err := c.Store.Read(ctx, &b); err != nil {
		return err
	}
	officer, err := c.Actor(ctx, "lishan", since)
	if err != nil {
		return err
	}
	for ago, target := range map[int]int{2: 60_00, 1: 80_00} {
		year := cycles[0].Year - ago
		if hasYear(cycles, year) {
			continue
		}
		if err := c.past(ctx, tree[0].Root, officer.Person, year, target); err != nil {
			return err
		}
	}
	return nil
}

func hasYear(cycles []store.Cycle, year int) bool {
	for _, c := range cycles {
		if c.Year == year {
			return true
		}
	}
	return false
}

func (c *City) past(ctx context.Context, root, officer int64, year, target int) error {
	first := calendar.Date{Year: year, Month: time.November, Day: 16}
	opened := first.UTC().Add(90 * time.Minute)
	cycle := store.Cycle{Year: year, Set: c.Set, Target: target, Self: calendar.Window{From: first, Until: first.AddDays(45)}, Review: calendar.Window{From: first, Until: first.AddDays(76)},
		OpenedBy: officer, OpenedAt: opened}
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
		reported := func(store.Organisation) workflow.State { return workflow.Reported }
		return c.copyAssessments(ctx, b, branches, harvest{cycle: cycle.ID, by: officer, at: opened, state: reported})
	})
}
