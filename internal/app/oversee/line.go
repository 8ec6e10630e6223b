package oversee

import (
	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Aliases let screens name what they show without reaching for the store.
type (
	Total        = store.Total
	DrawProgress = store.DrawProgress
	Extension    = store.Extension
	IndicatorSet = store.IndicatorSet
)

// Line is a branch on a list, with what may be seen of its figures: those of a
// branch that has not submitted are none yet, a review counts once it is
// signed, and a spot check shows once it is handed in, to those who work with it.
type Line struct {
	store.Standing
	HasSelf, HasReview, HasSpot bool
	HasCounts                   bool // there is a result, which counts
	Hidden                      bool // sealed from this person, who is to check the branch without seeing figures

	grade string // that counts, for rates
}

// lines keeps what the actor may see.
func lines(actor access.Actor, rows []store.Standing) []Line {
	var list []Line
	for _, row := range rows {
		if access.Allow(actor, access.ViewSelf, row.Place()).Allowed {
			list = append(list, lineOf(actor, row))
		}
	}
	return list
}

func lineOf(actor access.Actor, row store.Standing) Line {
	l := Line{Standing: row, HasSelf: row.State.Claimed(), HasReview: row.State.Signed(), HasCounts: row.HasResult(),
		HasSpot: row.HandedIn && access.Allow(actor, access.ViewSpot, row.Place()).Allowed,
		Hidden:  app.Sealed(actor, row.Checkers, row.Sealed, row.HandedIn), grade: row.Counts.Grade}
	if l.Hidden {
		l.withhold()
	}
	if !l.HasSelf {
		l.Self = Total{}
	}
	if !l.HasReview {
		l.Review = Total{}
	}
	if !l.HasCounts {
		l.Counts = Total{}
	}
	if !l.HasSpot {
		l.Spot = Total{}
	}
	return l
}

// withhold takes all figures out of what the person sees.
func (l *Line) withhold() {
	l.HasSelf, l.HasReview, l.HasSpot, l.HasCounts = false, false, false, false
	l.Self, l.Review, l.Counts, l.Spot = Total{}, Total{}, Total{}, Total{}
}

// Due is until when the next step of a branch is to be done; zero where none is,
// or the cycle has ended.
func (l Line) Due(c app.Cycle) calendar.Date {
	if l.Ended {
		return calendar.Date{}
	}
	switch l.State {
	case workflow.Draft, workflow.Returned:
		return workflow.FillUntil(l.State, c.Self.Until, l.Extended, l.ReplyBy)
	case workflow.Submitted:
		return l.reviewBy(c)
	case workflow.Verified, workflow.Publicised:
		return calendar.ReportDue(c.Year)
	case workflow.Reported, workflow.Final:
	}
	return calendar.Date{}
}

// reviewBy is until when the branch is to be verified: as the officer asked who
// opened it again, else as the cycle says.
func (l Line) reviewBy(c app.Cycle) calendar.Date {
	if l.Again() {
		return l.NewReviewBy
	}
	return c.Review.Until
}

// Again tells whether the branch was opened again after it was reported, and is
// not signed anew.
func (l Line) Again() bool { return !l.NewReviewBy.IsZero() }

// Withdrawable tells whether the branch may still take its submission back.
func (l Line) Withdrawable(c app.Cycle, today calendar.Date) bool {
	return workflow.May(l.State, access.Withdraw, workflow.Facts{Today: today, Self: c.Self, Extended: l.Extended, ReviewBegun: l.ReviewBegun, Closed: l.Ended})
}

// Late tells whether the next step is overdue on a day.
func (l Line) Late(c app.Cycle, today calendar.Date) bool {
	due := l.Due(c)
	return !due.IsZero() && due.Before(today)
}
