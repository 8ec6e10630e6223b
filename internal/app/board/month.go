package board

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/store"
)

// MonthPart is what a committee, or a branch, did in a month.
type MonthPart = store.MonthPart

// Month is the list behind a month's figures: of a city its committees, as they
// were added up, of a committee or general branch its branches as they are.
type Month struct {
	Place store.Organisation
	Cycle app.Cycle
	Month int         // from 1
	Parts []MonthPart // of a page; committees by code, branches without a theme party day first
	Count int         // on all pages
}

// City tells whether the list is of committees.
func (m *Month) City() bool { return m.Place.Level == access.WorkCommittee }

// Month opens the list behind a month, from 1, of a place's board.
func (s *Service) Month(ctx context.Context, actor access.Actor, ask Ask, month int) (*Month, error) {
	ask.At = at(ask, Places(actor))
	m, err := s.month(ctx, actor, ask, month)
	if err != nil {
		return nil, s.refused(ctx, actor, ask.At, err)
	}
	return m, nil
}

func (s *Service) month(ctx context.Context, actor access.Actor, ask Ask, month int) (*Month, error) {
	m := &Month{Month: month}
	var found bool
	var cycles []app.Cycle
	var b store.Batch
	b.Organisation(ask.At, &m.Place, &found)
	b.Cycles(&cycles)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	var known bool
	if m.Cycle, known = app.CycleOf(cycles, ask.Cycle); !known || !found || !boarded(actor, m.Place) || month < 1 || month > 12 {
		return nil, app.NotFound()
	}
	b = store.Batch{}
	offset := (max(ask.Page, 1) - 1) * PageSize
	if m.City() {
		b.CommitteesInMonth(m.Cycle.Year, month, m.Place.ID, offset, PageSize, &m.Parts, &m.Count)
	} else {
		b.BranchesInMonth(m.Cycle.Year, month, m.Place.ID, offset, PageSize, &m.Parts, &m.Count)
	}
	return m, s.Store.Read(ctx, &b)
}
