package demo

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Branches that are made for scale. The first thousand have record books: each
// so many members and activities, copies of one pattern. Whatever comes after is
// copied in: committees of fifty branches, and for all branches made for scale an
// assessment with findings whose scores are what the engine makes of them.
//
// What is copied in leaves out what boards and lists do not read: record books,
// accounts and appointments, evidence, remarks, the entries that tell who dealt
// with which item, the acts on record, the audit log and suggestions. Nobody is
// drawn. Clauses on which there was nothing to state have no finding.
const (
	largeMembers    = 15
	largeActivities = 400
	largeAtOnce     = 20 // branches with books in one transaction
	largeBooks      = 1000
	largeCommittee  = 50   // branches of a committee
	largeCopied     = 2000 // branches in one transaction
)

// Grow adds branches until the city has so many, and assessments for those that
// have none in the open cycle.
func (c *City) Grow(ctx context.Context, branches, year int) error {
	var tree []store.Organisation
	var n int
	var b store.Batch
	b.Committees(&tree)
	b.CountBranches(&n)
	if err := c.Store.Read(ctx, &b); err != nil {
		return err
	}
	if len(tree) == 0 {
		return fmt.Errorf("the demo has no committees")
	}
	officer, err := c.Actor(ctx, "lishan", since)
	if err != nil {
		return err
	}
	n, err = c.withBooks(ctx, tree, officer.Person, n, min(branches, largeBooks), year)
	if err != nil {
		return err
	}
	if err := c.copyBranches(ctx, tree[0].Root, n, branches); err != nil {
		return err
	}
	return c.assess(ctx, tree[0].Root, c.Cycle, officer.Person)
}

// withBooks adds branches with record books to the committees until there are so
// many, and returns how many there are.
func (c *City) withBooks(ctx context.Context, above []store.Organisation, by int64, n, branches, year int) (int, error) {
	var kinds []string
	for _, k := range record.ActivityKinds() {
		kinds = append(kinds, k.Code)
	}
	for turn := 0; n < branches; turn++ {
		many := min(largeAtOnce, branches-n)
		g := store.Growth{Committee: above[turn%len(above)].ID, First: n + 1, Many: many, Members: largeMembers, Activities: largeActivities, Year: year, By: by, At: since.UTC()}
		if err := c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
			var w store.Batch
			w.Grow(g, kinds)
			return tx.Commit(ctx, &w)
		}); err != nil {
			return n, err
		}
		n += many
	}
	return n, nil
}

// copyBranches adds committees of fifty branches until there are so many branches.
func (c *City) copyBranches(ctx context.Context, root int64, n, branches int) error {
	for n < branches {
		many := min(largeCopied, branches-n)
		if err := c.Store.Bulk(ctx, func(ctx context.Context, b *store.Bulk) error {
			committees := (many + largeCommittee - 1) / largeCommittee
			first, err := b.Reserve(ctx, "organisation", committees+many)
			if err != nil {
				return err
			}
			return b.Organisations(ctx, tribe(root, first, n, many, committees), since.UTC())
		}); err != nil {
			return err
		}
		n += many
	}
	return nil
}

// tribe is many branches from the nth on, below so many committees.
func tribe(root, first int64, n, many, committees int) []store.Organisation {
	var list []store.Organisation
	for i := range committees {
		id := first + int64(i)
		list = append(list, store.Organisation{ID: id, Parent: root, Level: access.PartyCommittee, Code: fmt.Sprintf("D%06d", n/largeCommittee+i+1), Name: fmt.Sprintf("第%d机关党委", n/largeCommittee+i+1), Committee: id, Root: root})
	}
	for i := range many {
		above := list[i/largeCommittee].ID
		list = append(list, store.Organisation{ID: first + int64(committees+i), Parent: above, Level: access.Branch, Code: fmt.Sprintf("K%06d", n+i+1), Name: fmt.Sprintf("第%d党支部", n+i+1), Committee: above, Root: root})
	}
	return list
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
