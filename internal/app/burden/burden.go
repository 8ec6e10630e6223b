// Package burden shows the office what it asks of branches: what the indicators
// want done each month, what branches gave, and which questions repeat what is
// held already.
package burden

import (
	"context"
	"slices"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/burden"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Given is what branches gave and were asked for in a month.
type Given = store.BurdenMonth

// Year is the page of a year.
type Year struct {
	Year     int
	Cycles   []app.Cycle // the latest first
	Set      *app.Set    // of the year's cycle; nil where there is none
	Members  int         // of a branch, on the average, by which is reckoned what is asked
	Asked    burden.Year
	Repeated []burden.Repeated
	Given    []Given // the earliest first
}

// lastYear bounds the years that may be asked for.
const lastYear = 2100

// usual is how many members a branch is reckoned with before any roster is kept.
const usual = 10

// Year shows a year; 0 is the latest that has a cycle, else this one.
func (s *Service) Year(ctx context.Context, actor access.Actor, year int) (Year, error) {
	if access.Root(actor, access.ViewBurden) == 0 {
		return Year{}, s.Refuse(ctx, actor, access.ViewBurden, "burden", 0, fault.New(fault.Forbidden, "基层负担由工委经办查看。"))
	}
	if year < 0 || year > lastYear {
		return Year{}, app.NotFound()
	}
	y := Year{Year: year}
	var b store.Batch
	b.Cycles(&y.Cycles)
	if err := s.Store.Read(ctx, &b); err != nil {
		return y, err
	}
	if y.Year == 0 {
		y.Year = s.Today().Year
		if len(y.Cycles) > 0 {
			y.Year = y.Cycles[0].Year
		}
	}
	var months store.Batch
	months.BurdenMonths(y.Year, &y.Given)
	if err := s.Store.Read(ctx, &months); err != nil {
		return y, err
	}
	return y, s.ask(ctx, &y)
}

// ask reckons what the set of the year's cycle asks.
func (s *Service) ask(ctx context.Context, y *Year) error {
	y.Members = usual
	if n := len(y.Given); n > 0 && y.Given[n-1].Branches > 0 && y.Given[n-1].Members > 0 {
		last := y.Given[n-1]
		y.Members = max(1, (last.Members+last.Branches/2)/last.Branches)
	}
	i := slices.IndexFunc(y.Cycles, func(c app.Cycle) bool { return c.Year == y.Year })
	if i < 0 {
		return nil
	}
	c := y.Cycles[i]
	set, err := s.Sets.Get(ctx, c.Set)
	if err != nil {
		return err
	}
	kind := ""
	if len(set.Kinds) > 0 {
		kind = set.Kinds[0].Code
	}
	y.Set, y.Asked = set, burden.Of(set.Set, kind, y.Members, y.Year, selfEnds(c, y.Year))
	y.Repeated = burden.Repeats(burden.QuestionsOf(set.Set))
	return nil
}

// selfEnds is the month of the year in which the self-assessment ends; one that
// goes on into the next year is a matter of December.
func selfEnds(c app.Cycle, year int) time.Month {
	if c.Self.Until.Year != year {
		return time.December
	}
	return c.Self.Until.Month
}

// monthLimit is how long adding up one month may take: it goes through all that
// was filled in within it, of half a million branches some twenty million fields.
const monthLimit = 10 * time.Minute

// Refresh adds up the months of this year, and the last one of the year before,
// that were not added up since they ended, or not for a day. It is done once by
// whoever comes first, and does no harm done twice.
func (s *Service) Refresh(ctx context.Context) error {
	this := calendar.MonthOf(s.Today())
	var known []Given
	var b store.Batch
	b.BurdenMonths(this.Year-1, &known)
	b.BurdenMonths(this.Year, &known)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	for m := (calendar.Month{Year: this.Year - 1, Month: time.December}); !this.Before(m); m = m.Add(1) {
		if !s.stale(m, known) {
			continue
		}
		err := s.Store.TxWithin(ctx, monthLimit, func(ctx context.Context, tx *store.Tx) error {
			var w store.Batch
			w.Within(monthLimit)
			w.AddUpBurden(m, s.Now())
			return tx.Commit(ctx, &w)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) stale(m calendar.Month, known []Given) bool {
	i := slices.IndexFunc(known, func(g Given) bool { return g.Month == m.First() })
	if i < 0 {
		return true
	}
	made := known[i].MadeAt
	return !m.Last().Before(calendar.DateOf(made)) && s.Now().Sub(made) > 20*time.Hour
}
