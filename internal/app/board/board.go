// Package board shows how a city, a committee or a general branch stands in a
// cycle, from sums (internal/core/rollup) that never cost more for more branches:
// attainment against the target through the years, how totals spread, where
// points are lost, and how self-assessment, review and spot check differ. A
// branch sees its own figures through the years and no comparison.
//
// Sums are added up in the background, and for what is looked at when a board is
// opened; no save ever waits for them.
package board

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/rollup"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// PageSize is how many committees or branches a board compares at a time.
const PageSize = 25

// Ask is what somebody wants to see.
type Ask struct {
	Cycle int64 // 0 for the latest
	At    int64 // organisation; 0 for the person's first
	Page  int   // of committees or branches, from 1
	All   bool  // all committees or branches on one page, for a file
}

// Part is a committee on a city's board, or what the whole board is of.
type Part = store.Rollup

// Board is the sums of a place.
type Board struct {
	Place    store.Organisation
	Places   []access.Appointment // what else the person may look at
	Cycles   []app.Cycle          // the latest first
	Cycle    app.Cycle            // zero where none was opened yet
	Set      *app.Set
	Shape    *rollup.Shape
	Whole    Part
	Parts    []Part      // of a city: the page's committees, by code
	Branches []Line      // of a committee or general branch: the page's branches, by code
	Count    int         // committees, or branches, on all pages
	Years    []Rate      // the earliest first
	Year     rollup.Year // by month
	Late     bool        // some sums are those of a moment ago
	Sealed   []app.Seal  // why there are no sums: branches of the place that the person is to check without seeing their figures
	Without  []int       // years that are not among Years for the same reason, the earliest first
}

// Line is a branch of a committee's board, with what the person may see of it.
type Line struct {
	store.Standing
	HasSelf, HasReview, HasSpot, HasCounts bool
}

// lines keeps from whoever is to spot-check a branch without seeing figures what
// is sealed from them.
func lines(actor access.Actor, rows []store.Standing) []Line {
	var list []Line
	for _, row := range rows {
		open := !app.Sealed(actor, row.Checkers, row.Sealed, row.HandedIn)
		list = append(list, Line{row, open && row.State.Claimed(), open && row.State.Signed(),
			open && row.HandedIn && access.Allow(actor, access.ViewSpot, row.Place()).Allowed, open && row.HasResult()})
	}
	return list
}

// City tells whether the board compares committees.
func (b *Board) City() bool { return b.Place.Level == access.WorkCommittee }

// Rate is the attainment of a year.
type Rate struct {
	Cycle    int64
	Year     int
	Target   int // hundredths of a percent
	Branches int
	Reported int  // those that were reported and attain: what counts once the cycle has ended
	Ended    bool // it has
}

// What a read adds up at most by itself; the background does the rest.
const (
	sumsAtRead  = 50
	yearsAtRead = 10
)

// Board opens the board of a place.
func (s *Service) Board(ctx context.Context, actor access.Actor, ask Ask) (*Board, error) {
	places := Places(actor)
	ask.At = at(ask, places)
	b, marked, err := s.read(ctx, actor, ask)
	if err == nil && marked.any() && len(b.Sealed) == 0 {
		var fresh bool
		if fresh, err = s.sum(ctx, b, marked); err == nil && fresh {
			late := b.Late
			b, _, err = s.read(ctx, actor, ask)
			b.Late = late
		}
	}
	if err != nil {
		return nil, s.refused(ctx, actor, ask.At, err)
	}
	b.Places = places
	return b, nil
}

// at is the organisation that is asked for: the person's first where none is named.
func at(ask Ask, places []access.Appointment) int64 {
	if ask.At == 0 && len(places) > 0 {
		return places[0].Organisation
	}
	return ask.At
}

// Places lists where a person may look, the widest first.
func Places(actor access.Actor) []access.Appointment {
	var list []access.Appointment
	seen := map[int64]bool{}
	for _, role := range []access.Role{access.Officer, access.CommitteeSecretary, access.Reviewer} {
		for _, a := range actor.Appointments {
			if a.Role == role && !seen[a.Organisation] {
				seen[a.Organisation] = true
				list = append(list, a)
			}
		}
	}
	return list
}

// refused records that somebody was refused a board.
func (s *Service) refused(ctx context.Context, actor access.Actor, at int64, err error) error {
	if kind := fault.KindOf(err); kind == fault.NotFound || kind == fault.Forbidden {
		return s.Refuse(ctx, actor, access.ViewBoard, "organisation", at, err)
	}
	return err
}

// place tells where an organisation stands, for deciding on rights.
func place(o store.Organisation) access.Place {
	if o.Level == access.WorkCommittee {
		return access.Place{Root: o.ID}
	}
	return access.Place{Nearest: o.ID, Committee: o.Committee, Root: o.Root}
}
