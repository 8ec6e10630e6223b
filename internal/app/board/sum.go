package board

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/store"
)

// sum adds up some of what has changed, and tells whether there is anything new
// to read. What is left makes the board late.
func (s *Service) sum(ctx context.Context, b *Board, changed marked) (bool, error) {
	fresh, left, err := s.SumUp(ctx, b.Cycles, changed.cycles, sumsAtRead)
	b.Late = left
	if err != nil {
		return false, err
	}
	if !slices.Contains(changed.years, b.Cycle.Year) {
		return fresh, nil
	}
	left, err = s.YearRollups(ctx, b.Cycle.Year, yearsAtRead)
	b.Late = b.Late || left
	return true, err
}

// yearsAtOnce is how many committees' years the background adds up in one transaction.
const yearsAtOnce = 40

// Sweep adds up whatever has changed. It may be ended at any time and begun
// again; two at once do each committee once.
func (s *Service) Sweep(ctx context.Context) error {
	var cycles []app.Cycle
	var changed marked
	var b store.Batch
	b.Cycles(&cycles)
	b.MarkedCycles(&changed.cycles)
	b.MarkedYears(&changed.years)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	for _, c := range cycles {
		if slices.Contains(changed.cycles, c.ID) {
			if err := s.AllRollups(ctx, c); err != nil {
				return err
			}
		}
	}
	for _, year := range changed.years {
		if err := app.UntilDone(ctx, func() (bool, error) { return s.YearRollups(ctx, year, yearsAtOnce) }); err != nil {
			return err
		}
	}
	return nil
}
