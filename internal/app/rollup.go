package app

import (
	"context"
	"maps"
	"slices"

	"baolei/internal/core/rollup"
	"baolei/internal/store"
)

// Rollups adds up anew what changed in a cycle since, so that its sums are those
// of its branches. Where somebody else is at it, or more changed than one
// transaction takes, left is true and the sums are those of a moment ago. most is
// how many committees are added up, some 0.5 ms each.
func (d Desk) Rollups(ctx context.Context, cycle store.Cycle, most int) (left bool, err error) {
	set, err := d.Sets.Get(ctx, cycle.Set)
	if err != nil {
		return false, err
	}
	err = d.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		s := summing{cycle: cycle, shape: rollup.ShapeOf(set.Set)}
		var alone bool
		var b store.Batch
		b.AloneWith("rollup", cycle.ID, &alone)
		b.Marked(cycle.ID, most+1, &s.marked)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if left = !alone || len(s.marked) > most; !alone || len(s.marked) == 0 {
			return nil
		}
		s.marked = s.marked[:min(len(s.marked), most)]
		return s.do(ctx, d, tx)
	})
	return left, err
}

// sumsAtOnce is how many committees the background adds up in one transaction.
const sumsAtOnce = 200

// AllRollups adds up anew whatever changed in a cycle.
func (d Desk) AllRollups(ctx context.Context, cycle store.Cycle) error {
	return UntilDone(ctx, func() (bool, error) { return d.Rollups(ctx, cycle, sumsAtOnce) })
}

// UntilDone repeats a step until it leaves nothing. Somebody else who is at the
// same leaves something too; then the rest is theirs, or the next sweep's.
func UntilDone(ctx context.Context, step func() (left bool, err error)) error {
	for range 1000 {
		if left, err := step(); err != nil || !left || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// SumUp adds up some of what changed in those of the cycles that are marked. fresh
// tells that there are new sums to read, left that some are those of a moment ago.
func (d Desk) SumUp(ctx context.Context, cycles []store.Cycle, marked []int64, most int) (fresh, left bool, err error) {
	for _, c := range cycles {
		if !slices.Contains(marked, c.ID) {
			continue
		}
		more, err := d.Rollups(ctx, c, most)
		if err != nil {
			return fresh, left, err
		}
		fresh, left = true, left || more
	}
	return fresh, left, nil
}

// summing is the adding up of some committees of a cycle.
type summing struct {
	cycle  store.Cycle
	shape  *rollup.Shape
	marked []store.Marked
	fresh  map[int64]*rollup.Rollup // by committee
	old    map[int64]store.Rollup   // by committee or root, as they stand
}

func (s *summing) do(ctx context.Context, d Desk, tx *store.Tx) error {
	if err := s.read(ctx, tx); err != nil {
		return err
	}
	cities, err := s.cities(ctx, tx)
	if err != nil {
		return err
	}
	now := d.Now()
	var b store.Batch
	for _, m := range s.marked {
		b.SaveRollup(store.Rollup{Rollup: *s.fresh[m.Committee], Cycle: s.cycle.ID, Organisation: m.Committee, Root: m.Root, Set: s.cycle.Set, MadeAt: now})
		b.Unmark(m.Marks)
	}
	for _, root := range slices.Sorted(maps.Keys(cities)) {
		b.SaveRollup(store.Rollup{Rollup: *cities[root], Cycle: s.cycle.ID, Organisation: root, Root: root, Set: s.cycle.Set, MadeAt: now})
	}
	return tx.Commit(ctx, &b)
}

// read adds up the marked committees, and reads what their sums were.
func (s *summing) read(ctx context.Context, tx *store.Tx) error {
	var committees, all []int64
	s.fresh, s.old = map[int64]*rollup.Rollup{}, map[int64]store.Rollup{}
	for _, m := range s.marked {
		empty := s.shape.Empty()
		s.fresh[m.Committee] = &empty
		committees, all = append(committees, m.Committee), append(all, m.Committee, m.Root)
	}
	var rows []store.Rollup
	var b store.Batch
	b.BranchFigures(s.cycle.ID, committees, func(committee int64, x rollup.Branch) error { return s.shape.Take(s.fresh[committee], x) })
	b.RollupsOf(s.cycle.ID, all, &rows)
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	for _, r := range rows {
		if r.Set == s.cycle.Set && s.shape.Fits(r.Rollup) {
			s.old[r.Organisation] = r
		}
	}
	return nil
}

// cities moves each city's sums by what its committees changed. A city that has
// none in this set's layout is added up from its committees.
func (s *summing) cities(ctx context.Context, tx *store.Tx) (map[int64]*rollup.Rollup, error) {
	cities := map[int64]*rollup.Rollup{}
	for _, m := range s.marked {
		city := cities[m.Root]
		if city == nil {
			sum, err := s.city(ctx, tx, m.Root)
			if err != nil {
				return nil, err
			}
			city = &sum
			cities[m.Root] = city
		}
		city.Add(*s.fresh[m.Committee], 1)
		if was, there := s.old[m.Committee]; there {
			city.Add(was.Rollup, -1)
		}
	}
	return cities, nil
}

func (s *summing) city(ctx context.Context, tx *store.Tx, root int64) (rollup.Rollup, error) {
	if was, there := s.old[root]; there {
		return was.Rollup, nil
	}
	sum := s.shape.Empty()
	var rows []store.Rollup
	var b store.Batch
	b.AllRollups(s.cycle.ID, root, &rows)
	if err := tx.Read(ctx, &b); err != nil {
		return sum, err
	}
	for _, r := range rows {
		if r.Set == s.cycle.Set && s.shape.Fits(r.Rollup) {
			sum.Add(r.Rollup, 1)
		}
	}
	return sum, nil
}
