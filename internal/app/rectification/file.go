package rectification

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/rectify"
	"baolei/internal/store"
)

// File is a file with all that is in it.
type File struct {
	store.Rectification
	Dossier  *app.Dossier
	Problems []Problem // in table order
	Entries  []Entry   // the first first
	Facts    rectify.Facts
}

// File opens a file.
func (s *Service) File(ctx context.Context, actor access.Actor, id int64) (*File, error) {
	f, err := s.open(ctx, id, s.Store.Read, (*store.Batch).Rectification)
	if err == nil && !access.Allow(actor, access.ViewRectification, f.Place()).Allowed {
		err = app.NotFound()
	}
	if err != nil {
		return nil, s.Refused(ctx, actor, access.ViewRectification, "rectification", id, err)
	}
	if err := s.fill(ctx, f, s.Store.Read); err != nil {
		return nil, err
	}
	f.Facts = f.facts(actor)
	return f, nil
}

type reading func(*store.Batch, int64, calendar.Date, *store.Rectification, *bool)

func (s *Service) open(ctx context.Context, id int64, send app.Reader, read reading, first ...func(*store.Batch)) (*File, error) {
	f := &File{}
	found := false
	var b store.Batch
	for _, queue := range first {
		queue(&b)
	}
	read(&b, id, s.Today(), &f.Rectification, &found)
	if err := send(ctx, &b); err != nil {
		return nil, err
	}
	if !found {
		return nil, app.NotFound()
	}
	return f, nil
}

// SentBack tells whether the committee or the officer last found that not all is
// mended, or not rightly planned; and whether the branch told progress since.
func (f *File) SentBack() (back, answered bool) {
	for i := len(f.Entries) - 1; i >= 0; i-- {
		switch f.Entries[i].Action {
		case rectify.Fail, rectify.GiveBack, rectify.Replan:
			return true, answered
		case rectify.Progress:
			answered = true
		case rectify.HandOver, rectify.Pass, rectify.End:
			return false, false
		case rectify.Measure, rectify.Start:
		}
	}
	return false, false
}

func (f *File) facts(actor access.Actor) rectify.Facts {
	back, answered := f.SentBack()
	facts := rectify.Facts{Person: actor.Person, KeptBy: f.KeptBy, CheckedBy: f.CheckedBy, Unanswered: back && !answered}
	for i := range f.Problems {
		if !f.Problems[i].Planned() {
			facts.Unplanned++
		} else if f.Problems[i].Measure.DoneOn.IsZero() {
			facts.Undone++
		}
	}
	return facts
}

// May tells whether the actor may do a step now: which form to show.
func (f *File) May(actor access.Actor, a rectify.Action) bool {
	return access.Allow(actor, a.Right(), f.Place()).Allowed && rectify.May(f.State, a, f.Facts)
}
