package spotcheck

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/store"
)

// longestAnswer is within how many days the longest time for an answer ends.
const longestAnswer = 90

// HandIn ends a check. Version is of the check that the person looked over.
type HandIn struct {
	Assessment int64
	Key        string
	Version    int
}

// Ready is a sheet with what its checkers look over before they hand it in.
type Ready struct {
	*Sheet
	Version int // of the check
}

// Ready opens the page on which a check is looked over and handed in.
func (s *Service) Ready(ctx context.Context, actor access.Actor, assessment int64) (*Ready, error) {
	sheet, err := s.Sheet(ctx, actor, assessment)
	if err != nil {
		return nil, err
	}
	check, err := s.checkOf(ctx, assessment)
	if err != nil {
		return nil, err
	}
	return &Ready{sheet, check.Version}, nil
}

func (s *Service) checkOf(ctx context.Context, assessment int64) (*SpotCheck, error) {
	var list []SpotCheck
	var b store.Batch
	b.SpotCheckOf(assessment, &list)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, app.NotFound()
	}
	return &list[0], nil
}

// HandIn hands a check in, once every item that the draw has checked is looked
// at in full. From then on nothing in it changes, and the three levels stand side
// by side. Items that the draw leaves out stand as reviewed.
func (s *Service) HandIn(ctx context.Context, actor access.Actor, in HandIn) error {
	c := app.Change{Action: access.HandIn, Assessment: in.Assessment, Key: in.Key}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		check, days, err := s.readCheck(ctx, tx, doc)
		if err != nil {
			return err
		}
		if !check.HandedIn.IsZero() {
			return app.Overtaken(check.HandedName, check.HandedIn, "交回了这个支部的抽查")
		}
		facts := doc.Facts(actor.Person, s.Today())
		for _, item := range notLooked(doc) {
			facts.NotLooked = append(facts.NotLooked, doc.Set.Number(item.Code))
		}
		if _, err := app.Decide(doc.State, access.HandIn, facts); err != nil {
			return err
		}
		if check.Version != in.Version {
			return app.Stale()
		}
		stated := len(doc.Findings[app.Spot])
		score, err := covered(doc).ScoreOf(app.Spot)
		if err != nil {
			return app.Unscorable(err)
		}
		var b store.Batch
		b.HandIn(doc.SpotCheck, in.Version, score, actor.Person, s.Now())
		until := days.Add(s.Today(), doc.Cycle.AnswerDays)
		b.AwaitAnswer(doc.SpotCheck, until)
		b.KeepBeside(doc.SpotCheck)
		b.Act(doc.ID, "spot", actor.Person)
		b.TellRoles(doc.Branch, []access.Role{access.BranchSecretary, access.BranchClerk}, store.Notice{By: actor.Person, Key: fmt.Sprintf("spot.handed_in %d", doc.SpotCheck),
			Text: fmt.Sprintf("%s的抽查结果已交回。可以在%s前答复，也可以表示没有异议。", doc.BranchName, until.Chinese()), Href: app.SpotAddress(doc.ID), MadeAt: s.Now()})
		b.TellRoles(doc.Root, []access.Role{access.Officer}, store.Notice{By: actor.Person, Key: fmt.Sprintf("spot.handed_in %d", doc.SpotCheck),
			Text: doc.BranchName + "的抽查已交回。", Href: app.SpotAddress(doc.ID), MadeAt: s.Now()})
		b.Audit(s.Done(actor, access.HandIn, "assessment", doc.ID, map[string]any{"stated": stated, "total": int64(score.Total)}))
		return tx.Commit(ctx, &b)
	})
	return err
}

// readCheck reads the check of a branch, and the calendar for the time to answer.
func (s *Service) readCheck(ctx context.Context, tx *store.Tx, doc *app.Dossier) (*SpotCheck, calendar.Days, error) {
	var checks []SpotCheck
	var days calendar.Days
	var b store.Batch
	b.SpotCheckOf(doc.ID, &checks)
	b.Holidays(s.Today(), s.Today().AddDays(longestAnswer), &days)
	if err := tx.Read(ctx, &b); err != nil {
		return nil, days, err
	}
	if len(checks) == 0 {
		return nil, days, app.NotFound()
	}
	return &checks[0], days, nil
}
