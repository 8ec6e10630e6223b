package board

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/rollup"
	"baolei/internal/store"
)

// History is a branch's own figures through the years.
type History struct {
	Branch int64
	Name   string
	Years  []BranchYear // the earliest first
}

// BranchYear is one year of it.
type BranchYear struct {
	store.BranchYear
	Cycle   app.Cycle
	Set     *app.Set
	Claimed bool // there is a self-assessment that was submitted
	Signed  bool // there is a review that was signed
	Areas   []AreaScore
}

// AreaScore is what an area adds to a result.
type AreaScore struct {
	Code, Title string
	Score       int64 // hundredths of a point
}

// History opens the figures of a branch for those who work there.
func (s *Service) History(ctx context.Context, actor access.Actor) (*History, error) {
	at := actor.At(access.BranchSecretary, access.BranchClerk)
	if len(at) == 0 || !access.Allow(actor, access.ViewBoard, access.Place{Branch: at[0]}).Allowed {
		return nil, s.refused(ctx, actor, 0, app.NotFound())
	}
	h := &History{Branch: at[0]}
	var cycles []app.Cycle
	var rows []store.BranchYear
	var b store.Batch
	b.Cycles(&cycles)
	b.BranchYears(at[0], &rows)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	for _, row := range rows {
		h.Name = row.BranchName
		for _, c := range cycles {
			if c.ID != row.Cycle {
				continue
			}
			set, err := s.Sets.Get(ctx, c.Set)
			if err != nil {
				return nil, err
			}
			y := BranchYear{BranchYear: row, Cycle: c, Set: set, Claimed: row.State.Claimed(), Signed: row.State.Signed()}
			if y.HasResult() {
				y.Areas = areas(set, row)
			}
			h.Years = append(h.Years, y)
		}
	}
	return h, nil
}

func areas(set *app.Set, row store.BranchYear) []AreaScore {
	shape := rollup.ShapeOf(set.Set)
	var list []AreaScore
	for _, a := range set.Areas {
		sum := AreaScore{Code: a.Code, Title: a.Title}
		for _, item := range a.Items {
			if at, has := shape.Place(row.Kind, item.Code); has && at < len(row.Counts.Items) {
				sum.Score += row.Counts.Items[at]
			}
		}
		list = append(list, sum)
	}
	return list
}
