package demo

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Branches that are made for scale have each so many members and activities.
const (
	largeMembers    = 15
	largeActivities = 400
	largeAtOnce     = 20 // branches in one transaction
)

// Grow adds branches until the city has so many, spread over its committees,
// each with a year of activities, and opens the cycle for them. They are copies
// of one pattern, for looking at the product at scale.
func (c *City) Grow(ctx context.Context, branches, year int) error {
	var tree []store.Organisation
	var n int
	var b store.Batch
	b.Organisations(&tree)
	b.CountBranches(&n)
	if err := c.Store.Read(ctx, &b); err != nil {
		return err
	}
	officer, err := c.Actor(ctx, "lishan", since)
	if err != nil {
		return err
	}
	var above []store.Organisation
	for _, o := range tree {
		if o.Level == access.PartyCommittee {
			above = append(above, o)
		}
	}
	if len(above) == 0 {
		return fmt.Errorf("the demo has no committees")
	}
	var kinds []string
	for _, k := range record.ActivityKinds() {
		kinds = append(kinds, k.Code)
	}
	for turn := 0; n < branches; turn++ {
		many := min(largeAtOnce, branches-n)
		g := store.Growth{Committee: above[turn%len(above)].ID, First: n + 1, Many: many, Members: largeMembers, Activities: largeActivities, Year: year, By: officer.Person, At: since.UTC()}
		if err := c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
			var w store.Batch
			w.Grow(g, kinds)
			return tx.Commit(ctx, &w)
		}); err != nil {
			return err
		}
		n += many
	}
	return c.openFor(ctx, above[0].Root)
}

// openFor opens the cycle for the branches that were added after it was opened.
func (c *City) openFor(ctx context.Context, root int64) error {
	start, bad := indicator.Embedded().Table().Score("", nil)
	if bad != nil {
		return bad
	}
	var made int
	return c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.OpenAssessments(c.Cycle, root, "", store.ScoreOf(start), &made)
		return tx.Commit(ctx, &w)
	})
}

// Found is the city of a database that holds the demo.
func Found(ctx context.Context, db *store.DB, keys *app.Keys) (*City, error) {
	var cycles []store.Cycle
	var b store.Batch
	b.Cycles(&cycles)
	if err := db.Read(ctx, &b); err != nil {
		return nil, err
	}
	if len(cycles) == 0 {
		return nil, fmt.Errorf("the database holds no cycle")
	}
	return &City{Store: db, Keys: keys, Cycle: cycles[0].ID, Set: cycles[0].Set}, nil
}
