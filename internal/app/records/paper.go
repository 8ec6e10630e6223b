package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// paper is a record that one form adds or changes: a plan, a rule, an honour, a
// decision.
type paper struct {
	Change
	save  access.Action
	kind  record.Kind
	entry record.Entry // ID 0 adds; Version is the one that the form showed
	wrong map[string]string
	read  func(*store.Batch) // what check rests on; nil for nothing
	check func() error       // further refusals; nil for none
	add   func(context.Context, *store.Tx, *store.Batch, Place) (int64, error)
	put   func(*store.Batch) error
}

// current is a record as it stands when it is changed.
type current struct {
	found, submitted bool
	version          int
	who              last
}

func (c *current) read(b *store.Batch, branch int64, kind record.Kind, id int64) {
	*c = current{}
	b.RecordThere(branch, kind, id, &c.submitted, &c.found)
	b.RecordVersion(branch, kind, id, &c.version)
	c.who.read(b, kind, id)
}

// may refuses a change of what is not there, or no longer as the person saw it.
func (c *current) may(saw int) error {
	if !c.found {
		return notFound()
	}
	return c.who.seen(c.version, saw)
}

// savePaper adds or changes a record, and tells its id: 0 where the form has
// acted before. What belongs to a year that is submitted, before or after the
// change, is only changed with a reason.
func (s *Service) savePaper(ctx context.Context, actor access.Actor, in paper) (id int64, err error) {
	var is current
	err = s.change(ctx, actor, in.save, in.Change, func(b *store.Batch) {
		is.read(b, in.Branch, in.kind, in.entry.ID)
		if in.read != nil {
			in.read(b)
		}
	}, func(ctx context.Context, tx *store.Tx, p Place, b *store.Batch) error {
		if in.entry.ID != 0 {
			if err := is.may(in.entry.Version); err != nil {
				return err
			}
		}
		if err := fault.Fields(in.wrong); err != nil {
			return err
		}
		if in.check != nil {
			if err := in.check(); err != nil {
				return err
			}
		}
		p.Submitted = p.Submitted || is.submitted
		id, err = s.writePaper(ctx, actor, tx, b, p, in)
		return err
	})
	return id, err
}

func (s *Service) writePaper(ctx context.Context, actor access.Actor, tx *store.Tx, b *store.Batch, p Place, in paper) (int64, error) {
	if in.entry.ID == 0 {
		id, err := in.add(ctx, tx, b, p)
		if err == nil {
			s.noted(b, actor, in.save, in.kind, id, p, "add")
		}
		return id, err
	}
	if err := s.keepOld(b, actor, in.kind, in.entry.ID, in.entry.Version, in.Change, p); err != nil {
		return 0, err
	}
	s.noted(b, actor, in.save, in.kind, in.entry.ID, p, "change")
	return in.entry.ID, in.put(b)
}

// adding is an add that queues one insertion.
func adding(insert func(*store.Batch, *int64)) func(context.Context, *store.Tx, *store.Batch, Place) (int64, error) {
	return func(ctx context.Context, tx *store.Tx, _ *store.Batch, _ Place) (id int64, err error) {
		var b store.Batch
		insert(&b, &id)
		err = tx.Read(ctx, &b)
		return id, err
	}
}

// putting is a put that cannot fail before it is sent.
func putting(update func(*store.Batch)) func(*store.Batch) error {
	return func(b *store.Batch) error {
		update(b)
		return nil
	}
}

// Removal names a record that is taken back; Version is the one that the form
// showed.
type Removal struct {
	Change
	ID      int64
	Version int
}

// removePaper marks a record as taken back. It is kept, and no longer counts.
func (s *Service) removePaper(ctx context.Context, actor access.Actor, save access.Action, kind record.Kind, in Removal, read func(*store.Batch), check func() error) error {
	var is current
	return s.change(ctx, actor, save, in.Change, func(b *store.Batch) {
		is.read(b, in.Branch, kind, in.ID)
		if read != nil {
			read(b)
		}
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if err := is.may(in.Version); err != nil {
			return err
		}
		if check != nil {
			if err := check(); err != nil {
				return err
			}
		}
		p.Submitted = is.submitted
		if err := s.keepOld(b, actor, kind, in.ID, in.Version, in.Change, p); err != nil {
			return err
		}
		b.Remove(kind, in.ID, in.Version, s.Now())
		s.noted(b, actor, save, kind, in.ID, p, "remove")
		return nil
	})
}

// Detail is what the page of every such record shows beside the record itself.
type Detail struct {
	Attached
	Corrections []Correction // the latest first
}

// detail queues what the page of a record shows beside it.
func (d *Detail) read(b *store.Batch, branch int64) {
	d.Files, d.Corrections = nil, nil
	var found bool
	b.RecordThere(branch, d.Kind, d.ID, &d.Submitted, &found)
	b.RecordFiles(branch, d.Kind, d.ID, &d.Files)
	b.Corrections(branch, d.Kind, d.ID, &d.Corrections)
}
