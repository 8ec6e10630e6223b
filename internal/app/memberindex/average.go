package memberindex

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/measure"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// City is what the work committee sees of the members' index of a cycle.
type City struct {
	Cycle        app.Cycle
	Checked, All int // members
	Sum          scoring.Points
	Taken        []Average // the latest, which counts, first
}

// Now is the average as it would be taken now.
func (c City) Now() scoring.Points { return measure.Mean(c.Sum, c.Checked) }

// City opens the page on which the average is taken.
func (s *Service) City(ctx context.Context, actor access.Actor, cycle int64) (City, error) {
	root := access.Root(actor, access.OpenCycle)
	var c City
	var found bool
	var b store.Batch
	c.queue(&b, cycle, root, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return c, err
	}
	if root == 0 || !found || c.Cycle.MemberSet == 0 {
		return c, s.Refuse(ctx, actor, access.OpenCycle, "cycle", cycle, app.NotFound())
	}
	return c, nil
}

func (c *City) queue(b *store.Batch, cycle, root int64, found *bool) {
	c.Taken = nil
	b.Cycle(cycle, &c.Cycle, found)
	b.CheckedMembers(cycle, root, &c.Checked, &c.All, &c.Sum)
	b.CityAverages(cycle, &c.Taken)
}

// Take takes the city's average as it is now and keeps it with the cycle. Taken
// again, the later one counts and the earlier stays on record.
func (s *Service) Take(ctx context.Context, actor access.Actor, cycle int64, key string) error {
	root := access.Root(actor, access.OpenCycle)
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var c City
		var found, fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, key, &fresh)
		c.queue(&b, cycle, root, &found)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		switch {
		case root == 0 || !found || c.Cycle.MemberSet == 0:
			return app.NotFound()
		case !fresh:
			return nil
		case c.Cycle.Ended():
			return app.StillOpen(c.Cycle)
		case c.Checked == 0:
			return fault.New(fault.Invalid, "还没有核定过的党员先锋指数，暂时取不了平均分。")
		}
		var w store.Batch
		w.AddCityAverage(cycle, Average{Average: c.Now(), Members: c.Checked, TakenAt: s.Now()}, actor.Person)
		w.Audit(s.Done(actor, "city_average.take", "cycle", cycle, map[string]any{"average": c.Now().String(), "members": fmt.Sprint(c.Checked)}))
		return tx.Commit(ctx, &w)
	})
	if fault.KindOf(err) == fault.NotFound {
		return s.Refuse(ctx, actor, access.OpenCycle, "cycle", cycle, err)
	}
	return err
}
