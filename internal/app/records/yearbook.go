package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// YearBook is everything that a branch recorded about a year, its texts
// included. What is sealed of persons is not in it.
type YearBook struct {
	Place
	measure.Facts
	Everybody     []record.Member // who ever counted at the branch
	WithSanctions bool            // they were asked for
	SeeSanctions  bool            // they may be asked for
}

// YearBook reads a branch's record book of a year for printing, in one round
// trip. Disciplinary decisions are in it only for who may see them, and only
// when asked for.
func (s *Service) YearBook(ctx context.Context, actor access.Actor, branch int64, year int, sanctions bool) (YearBook, error) {
	y := YearBook{WithSanctions: sanctions}
	y.Year, y.Today = year, s.Today()
	action := access.ViewRecords
	if sanctions {
		action = access.ViewSanction
	}
	var full []record.Activity
	var err error
	y.Place, err = s.view(ctx, actor, action, branch, year, func(b *store.Batch) {
		readFacts(b, branch, year, &y.Facts)
		b.Activities(branch, calendar.Year(year), &full)
		b.Members(branch, always, &y.Everybody)
	})
	if err != nil {
		return YearBook{}, err
	}
	y.Activities = full
	y.SeeSanctions = access.Allow(actor, access.ViewSanction, y.Place.Place()).Allowed
	if !sanctions {
		y.Sanctions = nil
	}
	return y, nil
}
