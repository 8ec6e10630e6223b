// Package spotcheck lets the work committee draw branches at random and have
// them checked: lists published and frozen, a seed typed by one officer and
// confirmed by another, the draw, who checks what, the checkers' sealed desk,
// and the three levels side by side once a check is handed in.
//
// What decides who is drawn is package sampling's alone, from what was
// published; this package brings it its input and keeps its output.
package spotcheck

import (
	"context"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct {
	app.Desk
	known *known
}

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk, newKnown()} }

// drawLimit is how long the lists of a draw may take to be read, published or
// drawn from. Half a million branches take seconds; a busy machine takes several
// times as long, and a draw that failed for that would fail again.
const drawLimit = time.Minute

// Aliases let screens name what they show without reaching for the store.
type (
	Draw      = store.Draw
	Seed      = store.Seed
	SpotCheck = store.SpotCheck
	Checker   = store.Checker

	SpotAnswer   = store.SpotAnswer
	SpotDecision = store.SpotDecision
	ItemText     = store.ItemText
	Escalation   = store.Escalation
)

// moment is the time now as the database keeps it, never before what went ahead
// of it: a clock that was set back must not make a draw look impossible.
func (s *Service) moment(after time.Time) time.Time {
	now := s.Now().UTC().Truncate(time.Microsecond)
	if now.Before(after) {
		return after
	}
	return now
}

// recusalFrom is the day since which an appointment keeps somebody from
// checking a branch: two years before.
func recusalFrom(today calendar.Date) calendar.Date {
	return calendar.FromUTC(today.UTC().AddDate(-2, 0, 0))
}

// officer returns the work committee for which the actor may manage draws.
func (s *Service) officer(ctx context.Context, actor access.Actor, object int64) (int64, error) {
	for _, root := range actor.At(access.Officer) {
		if access.Allow(actor, access.ManageDraw, access.Place{Root: root}).Allowed {
			return root, nil
		}
	}
	return 0, s.Refuse(ctx, actor, access.ManageDraw, "draw", object, notOfficer())
}

func notOfficer() error {
	return fault.New(fault.Forbidden, "抽查由工委经办办理，您的任职没有这项权限。")
}
