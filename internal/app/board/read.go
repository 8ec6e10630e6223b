package board

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/rollup"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// marked is what has changed since it was added up.
type marked struct {
	cycles []int64
	years  []int
}

func (m marked) any() bool { return len(m.cycles)+len(m.years) > 0 }

// read reads a board in one round trip, a general branch's in two: its branches
// are few, and added up as they are read.
func (s *Service) read(ctx context.Context, actor access.Actor, ask Ask) (*Board, marked, error) {
	out := &Board{}
	var changed marked
	var found bool
	var through []Part
	var years []store.YearRollup
	var seals []app.Seal
	offset, limit := (max(ask.Page, 1)-1)*PageSize, PageSize
	if ask.All {
		offset, limit = 0, 1<<30
	}
	var committees, branches int
	var rows []store.Standing
	var b store.Batch
	b.Organisation(ask.At, &out.Place, &found)
	b.SealsFrom(actor.Person, &seals)
	b.Cycles(&out.Cycles)
	b.MarkedCycles(&changed.cycles)
	b.MarkedYears(&changed.years)
	b.RollupsThrough([]int64{ask.At}, &through)
	b.CommitteeRollups(ask.Cycle, ask.At, offset, limit, &out.Parts, &committees)
	b.StandingsPage(ask.Cycle, ask.At, offset, limit, &rows, &branches)
	b.YearRollups(0, []int64{ask.At}, &years)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, changed, err
	}
	if !found || !boarded(actor, out.Place) {
		return nil, changed, app.NotFound()
	}
	out.Count, out.Branches = committees+branches, lines(actor, rows)
	var known bool
	if out.Cycle, known = app.CycleOf(out.Cycles, ask.Cycle); !known {
		if ask.Cycle != 0 {
			return nil, changed, app.NotFound()
		}
		return out, marked{}, nil
	}
	if out.Sealed = app.SealsWithin(seals, out.Cycle.ID, ask.At); len(out.Sealed) > 0 {
		out.Count, out.Parts, out.Branches = 0, nil, nil
		return out, changed, nil
	}
	for _, y := range years {
		if y.Of == out.Cycle.Year {
			out.Year = y.Year
		}
	}
	return out, changed, s.fill(ctx, out, through, seals)
}

// boarded tells whether the person may look at an organisation's board: branches
// have none.
func boarded(actor access.Actor, o store.Organisation) bool {
	return o.Level != access.Branch && access.Allow(actor, access.ViewBoard, place(o)).Allowed
}

func (s *Service) fill(ctx context.Context, out *Board, through []Part, seals []app.Seal) error {
	var err error
	if out.Set, err = s.Sets.Get(ctx, out.Cycle.Set); err != nil {
		return err
	}
	out.Shape = rollup.ShapeOf(out.Set.Set)
	out.Whole = Part{Rollup: out.Shape.Empty(), Cycle: out.Cycle.ID, Organisation: out.Place.ID, Set: out.Cycle.Set, Code: out.Place.Code, Name: out.Place.Name}
	if out.Place.Level == access.GeneralBranch {
		if through, err = s.below(ctx, out); err != nil {
			return err
		}
	}
	for _, r := range through {
		if r.Cycle == out.Cycle.ID && r.Set == out.Cycle.Set && out.Shape.Fits(r.Rollup) {
			out.Whole = r
		}
	}
	out.Parts = slices.DeleteFunc(out.Parts, func(r Part) bool { return r.Set != out.Cycle.Set || !out.Shape.Fits(r.Rollup) })
	return s.rates(ctx, out, through, seals)
}

// below adds up the branches right below a general branch, in every cycle.
func (s *Service) below(ctx context.Context, out *Board) ([]Part, error) {
	sums := make([]Part, len(out.Cycles))
	var b store.Batch
	for i, c := range out.Cycles {
		set, err := s.Sets.Get(ctx, c.Set)
		if err != nil {
			return nil, err
		}
		shape, sum := rollup.ShapeOf(set.Set), &sums[i]
		*sum = Part{Rollup: shape.Empty(), Cycle: c.ID, Organisation: out.Place.ID, Set: c.Set, MadeAt: s.Now(), Code: out.Place.Code, Name: out.Place.Name}
		b.BranchFiguresBelow(c.ID, out.Place.ID, func(_ int64, x rollup.Branch) error { return shape.Take(&sum.Rollup, x) })
	}
	return sums, s.Store.Read(ctx, &b)
}

// rates are the attainment rates of all cycles, each by the grades of its own set;
// not of those in which a branch of the place is sealed from the person.
func (s *Service) rates(ctx context.Context, out *Board, through []Part, seals []app.Seal) error {
	for _, c := range slices.Backward(out.Cycles) {
		if len(app.SealsWithin(seals, c.ID, out.Place.ID)) > 0 {
			out.Without = append(out.Without, c.Year)
			continue
		}
		set, err := s.Sets.Get(ctx, c.Set)
		if err != nil {
			return err
		}
		shape := rollup.ShapeOf(set.Set)
		for _, r := range through {
			if r.Cycle == c.ID && r.Set == c.Set && shape.Fits(r.Rollup) {
				out.Years = append(out.Years, Rate{Cycle: c.ID, Year: c.Year, Target: c.Target, Branches: int(r.Branches), Ended: c.Ended(), Reported: shape.Attained(r.Rollup, set.Attaining(), true)})
			}
		}
	}
	return nil
}

// Attained counts the branches of a part whose result attains.
func (b *Board) Attained(p Part) int { return b.Shape.Attained(p.Rollup, b.Set.Attaining(), b.Ended()) }

// Graded counts the branches of a part whose result is of a grade.
func (b *Board) Graded(p Part, grade string) int { return b.Shape.Graded(p.Rollup, grade, b.Ended()) }

// Reported counts those of them that were reported.
func (b *Board) Reported(p Part) int { return b.Shape.Attained(p.Rollup, b.Set.Attaining(), true) }

// Results counts the branches of a part that have one.
func (b *Board) Results(p Part) int { return b.Shape.In(p.Rollup, workflow.WithResult(b.Ended())...) }

// Ended tells whether the cycle has ended, so that only what was reported is a result.
func (b *Board) Ended() bool { return b.Cycle.Ended() }
