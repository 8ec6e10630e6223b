package evidence

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/store"
)

// change is one change to the files of a level: right, state and window, then
// write, then the record that the person acted there.
func (s *Service) change(ctx context.Context, actor access.Actor, assessment int64, key string, level app.Level,
	write func(*app.Dossier, *store.Batch) error) (*app.Dossier, error) {
	does, err := action(level)
	if err != nil {
		return nil, err
	}
	c := app.Change{Action: does, Assessment: assessment, Key: key}
	return s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if err := s.may(doc, actor, does); err != nil {
			return err
		}
		var b store.Batch
		if err := write(doc, &b); err != nil {
			return err
		}
		b.Act(doc.ID, string(level), actor.Person)
		return tx.Commit(ctx, &b)
	})
}

// Change names a file that is attached, and the form that changes it.
type Change struct {
	Assessment int64
	Key        string
	Level      app.Level
	Evidence   int64
}

// find returns the file where it is one of this level's.
func (c Change) find(doc *app.Dossier) (app.Evidence, error) {
	i := slices.IndexFunc(doc.Evidence, func(e app.Evidence) bool { return e.ID == c.Evidence && e.Level == c.Level })
	if i < 0 {
		return app.Evidence{}, app.NotFound()
	}
	return doc.Evidence[i], nil
}

// Remove detaches a file from its item. Where it is attached elsewhere, it
// stays there. It returns the item.
func (s *Service) Remove(ctx context.Context, actor access.Actor, in Change) (doc *app.Dossier, item string, err error) {
	doc, err = s.change(ctx, actor, in.Assessment, in.Key, in.Level, func(doc *app.Dossier, b *store.Batch) error {
		e, err := in.find(doc)
		if err != nil {
			return err
		}
		item = e.Item
		b.RemoveEvidence(doc.ID, e.ID)
		if e.Level == app.Self {
			b.LookAgain(doc.ID, e.Item)
		}
		b.Audit(s.Done(actor, "evidence.remove", "assessment", doc.ID, map[string]any{"item": e.Item, "level": e.Level, "digest": e.Digest}))
		doc.Evidence = slices.DeleteFunc(doc.Evidence, func(o app.Evidence) bool { return o.ID == e.ID })
		return nil
	})
	return doc, item, err
}

// Reuse attaches a file that is there already to another item of the same
// assessment and level.
func (s *Service) Reuse(ctx context.Context, actor access.Actor, in Change, item string) (*app.Dossier, error) {
	var added []*store.Evidence
	doc, err := s.change(ctx, actor, in.Assessment, in.Key, in.Level, func(doc *app.Dossier, b *store.Batch) error {
		added = nil
		e, err := in.find(doc)
		if err != nil || !applies(doc, item) {
			return app.NotFound()
		}
		if name := has(doc, in.Level, item, e.Digest); name != "" {
			return app.There(name)
		}
		if err := fits(doc, in.Level, item, 1, e.Size); err != nil {
			return err
		}
		e.Item = item
		added = append(added, s.record(doc, b, actor, e))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return with(doc, added), nil
}
