package outlook

import (
	"context"
	"errors"
	"fmt"

	"baolei/internal/core/fault"
	"baolei/internal/core/task"
	"baolei/internal/store"
)

// atOnce is how many branches one call of Refresh computes.
const atOnce = 200

// Refresh computes the outlook of some of the branches of which it no longer
// holds, reminds their keepers of what is due, and returns how many it did. A
// branch that cannot be computed does not keep the others from it.
func (s *Service) Refresh(ctx context.Context) (int, error) {
	var stale []store.Stale
	var b store.Batch
	b.StaleOutlooks(atOnce, &stale)
	if err := s.Store.Read(ctx, &b); err != nil {
		return 0, err
	}
	done := 0
	var all error
	for _, one := range stale {
		err := s.refresh(ctx, one)
		if fault.KindOf(err) == fault.Unavailable || ctx.Err() != nil {
			return done, errors.Join(all, err)
		}
		if err != nil {
			all = errors.Join(all, fmt.Errorf("outlook of branch %d: %w", one.Branch, err))
			continue
		}
		done++
	}
	return done, all
}

func (s *Service) refresh(ctx context.Context, one store.Stale) error {
	y, now, err := s.year(ctx, one.Branch, s.Today(), 0)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		if err != nil || now.Set == nil || !now.Known {
			w.Fresh(one.Branch, one.Since) // closed meanwhile, or nothing to tell of
			return tx.Commit(ctx, &w)
		}
		w.SaveOutlook(store.Outlook{Year: now.Year, Branch: y.Branch, Committee: y.Committee, Nearest: y.Nearest, Root: y.Root, Set: now.Set.ID,
			SoFar: now.Look.SoFar.Total, SoFarGrade: now.Look.SoFar.Grade, Forecast: now.Look.Forecast.Total, ForecastGrade: now.Look.Forecast.Grade,
			Overdue: now.Count(task.Overdue), Due: now.Count(task.Now), MadeAt: s.Now()}, one.Since)
		s.remind(&w, now)
		return tx.Commit(ctx, &w)
	})
}

// askedAtOnce is of how many branches one transaction asks for the outlook anew:
// a second's work.
const askedAtOnce = 5000

// NewDay makes every branch's outlook be computed again, once a day, because
// what is overdue has changed with the day. It goes on where it was stopped.
func (s *Service) NewDay(ctx context.Context) error {
	day := s.Today()
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
			var w store.Batch
			w.NewOutlookDay(day)
			w.MoreOfOutlookDay(day, askedAtOnce, &more)
			return tx.Commit(ctx, &w)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
