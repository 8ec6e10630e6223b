package evidence

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Add is the attaching of files to an item at a level.
type Add struct {
	Assessment int64
	Key        string // the form's; sending it twice acts once
	Item       string
	Level      app.Level
	Files      []app.Upload
}

// Add inspects, cleans and attaches files: all of them, or none where one of
// them is not taken. A file that the item has already is left as it is; where
// there is no other, that is told.
func (s *Service) Add(ctx context.Context, actor access.Actor, in Add) (*app.Dossier, error) {
	does, err := action(in.Level)
	if err != nil {
		return nil, err
	}
	if len(in.Files) == 0 {
		return nil, fault.Field("file", "请先选择文件。")
	}
	if err := s.before(ctx, actor, in.Assessment, does); err != nil {
		return nil, err
	}
	files, err := s.Inspector.Take(ctx, in.Files)
	if err != nil {
		return nil, err
	}
	var added []*store.Evidence
	doc, err := s.change(ctx, actor, in.Assessment, in.Key, in.Level, func(doc *app.Dossier, b *store.Batch) error {
		added = nil
		if !applies(doc, in.Item) || in.Level == app.Spot && !doc.Checks(in.Item) {
			return app.NotFound()
		}
		size := 0
		for _, f := range files {
			size += len(f.Data)
		}
		if err := fits(doc, in.Level, in.Item, len(files), size); err != nil {
			return err
		}
		same := ""
		for _, f := range files {
			if name := has(doc, in.Level, in.Item, f.Digest); name != "" {
				same = name
			} else if !sentTwice(added, f.Digest) {
				b.KeepFile(f.Stored(s.Now()))
				added = append(added, s.record(doc, b, actor, store.Evidence{Item: in.Item, Level: in.Level,
					Digest: f.Digest, Name: f.Name, Size: len(f.Data), MediaType: f.Kind.MediaType()}))
			}
		}
		if len(added) == 0 {
			return app.There(same)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return with(doc, added), nil
}

// has is the name of a file that an item has already; "" where it has not.
func has(doc *app.Dossier, level app.Level, item, digest string) string {
	for _, e := range doc.EvidenceFor(level, item) {
		if e.Digest == digest {
			return e.Name
		}
	}
	return ""
}

func sentTwice(added []*store.Evidence, digest string) bool {
	return slices.ContainsFunc(added, func(e *store.Evidence) bool { return e.Digest == digest })
}

// record queues the row and the audit entry. The row's id is there after the commit.
func (s *Service) record(doc *app.Dossier, b *store.Batch, actor access.Actor, e store.Evidence) *store.Evidence {
	e.AddedBy, e.AddedName, e.AddedAt = actor.Person, actor.Name, s.Now()
	b.AddEvidence(doc.ID, &e)
	b.Audit(s.Done(actor, "evidence.add", "assessment", doc.ID, map[string]any{"item": e.Item, "level": e.Level, "digest": e.Digest, "size": e.Size}))
	return &e
}

// with shows in the dossier what was added.
func with(doc *app.Dossier, added []*store.Evidence) *app.Dossier {
	for _, e := range added {
		doc.Evidence = append(doc.Evidence, *e)
	}
	return doc
}
