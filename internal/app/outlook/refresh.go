package outlook

import (
	"context"

	"baolei/internal/core/fault"
	"baolei/internal/core/task"
	"baolei/internal/store"
)

// atOnce is how many branches one call of Refresh computes.
const atOnce = 200

// Refresh computes the outlook of some of the branches of which it no longer
// holds, and returns how many there were.
func (s *Service) Refresh(ctx context.Context) (int, error) {
	var stale []store.Stale
	var b store.Batch
	b.StaleOutlooks(atOnce, &stale)
	if err := s.Store.Read(ctx, &b); err != nil {
		return 0, err
	}
	for _, one := range stale {
		if err := s.refresh(ctx, one); err != nil {
			return 0, err
		}
	}
	return len(stale), nil
}

func (s *Service) refresh(ctx context.Context, one store.Stale) error {
	y, now, err := s.year(ctx, one.Branch, s.Today())
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
		return tx.Commit(ctx, &w)
	})
}

// NewDay makes every branch's outlook be computed again, because what is overdue
// has changed with the day.
func (s *Service) NewDay(ctx context.Context) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.AllStale()
		return tx.Commit(ctx, &w)
	})
}
