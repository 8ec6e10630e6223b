package records

import (
	"context"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// always is every day that a record can be about.
var always = calendar.Window{From: calendar.Date{Year: 1900, Month: time.January, Day: 1}, Until: calendar.Date{Year: 2200, Month: time.December, Day: 31}}

// AddActivity records an activity with its files: all of it or nothing. It
// returns the id, 0 for a form that had acted before.
func (s *Service) AddActivity(ctx context.Context, actor access.Actor, c Change, a record.Activity, files []app.Upload) (int64, error) {
	a.Tidy()
	c.Year = a.On.Year
	taken, err := s.takeWith(ctx, actor, c.Branch, files)
	if err != nil {
		return 0, err
	}
	var roster []record.Member
	var groups []record.Group
	var id, made, size int64
	err = s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		roster, groups, made = nil, nil, 0
		b.Members(c.Branch, always, &roster)
		b.Groups(c.Branch, always, &groups)
		b.RecordFilesSize(c.Branch, &size)
		b.NewID("activity", &id)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if err := a.Check(s.Today(), roster, groups); err != nil {
			return err
		}
		a.ID = id
		b.AddActivity(c.Branch, &a, actor.Person, s.Now(), &made)
		s.noted(b, actor, access.SaveRecord, record.ActivityRecord, id, p, "add")
		return s.attach(b, actor, p, record.Ref{Kind: record.ActivityRecord, ID: id}, taken, nil, size)
	})
	return made, err
}

// takeWith inspects the files that come with a new record, for somebody who may
// add it.
func (s *Service) takeWith(ctx context.Context, actor access.Actor, branch int64, files []app.Upload) ([]app.Taken, error) {
	if len(files) == 0 {
		return nil, nil
	}
	if _, err := s.view(ctx, actor, access.SaveRecord, branch, 0, func(*store.Batch) {}); err != nil {
		return nil, err
	}
	return s.Inspector.Take(ctx, files)
}

// ChangeActivity corrects an activity's record; a.Version is the one that the
// person saw. What is overwritten is kept.
func (s *Service) ChangeActivity(ctx context.Context, actor access.Actor, c Change, a record.Activity) error {
	a.Tidy()
	c.Year = a.On.Year
	return s.correct(ctx, actor, c, a.ID, a.Version, func(now *record.Activity, roster []record.Member, groups []record.Group, p Place, b *store.Batch) error {
		if err := a.Check(s.Today(), roster, groups); err != nil || a.Same(now) {
			return err
		}
		if err := s.keepOld(b, actor, record.ActivityRecord, a.ID, a.Version, c, p); err != nil {
			return err
		}
		b.ChangeActivity(&a)
		s.noted(b, actor, access.SaveRecord, record.ActivityRecord, a.ID, p, "change")
		return nil
	})
}

// RemoveActivity takes an activity's record back. It stays readable among the
// corrections.
func (s *Service) RemoveActivity(ctx context.Context, actor access.Actor, c Change, id int64, version int) error {
	return s.correct(ctx, actor, c, id, version, func(_ *record.Activity, _ []record.Member, _ []record.Group, p Place, b *store.Batch) error {
		if err := s.keepOld(b, actor, record.ActivityRecord, id, version, c, p); err != nil {
			return err
		}
		b.Remove(record.ActivityRecord, id, version, s.Now())
		s.noted(b, actor, access.SaveRecord, record.ActivityRecord, id, p, "remove")
		return nil
	})
}

// correct reads an activity's record as it stands and lets write overwrite it,
// where it is still the version that the person saw. A reason is asked for
// where the branch submitted for the year of the old day or of the new one.
func (s *Service) correct(ctx context.Context, actor access.Actor, c Change, id int64, version int,
	write func(now *record.Activity, roster []record.Member, groups []record.Group, p Place, b *store.Batch) error) error {
	var now record.Activity
	var found, gone, there, submitted bool
	var roster []record.Member
	var groups []record.Group
	var before last
	return s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		now, roster, groups, before = record.Activity{}, nil, nil, last{}
		b.Activity(c.Branch, id, &now, &found)
		b.RecordThere(c.Branch, record.ActivityRecord, id, &submitted, &there)
		b.Members(c.Branch, always, &roster)
		b.Groups(c.Branch, always, &groups)
		before.read(b, record.ActivityRecord, id)
		b.TakenBack(c.Branch, record.ActivityRecord, id, &gone)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if !found && !gone {
			return notFound()
		}
		if gone {
			now.Version = version + 1
		}
		if err := before.seen(now.Version, version); err != nil {
			return err
		}
		p.Submitted = p.Submitted || submitted && there
		return write(&now, roster, groups, p, b)
	})
}
