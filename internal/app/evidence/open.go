package evidence

import (
	"context"
	"io"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/store"
)

// Opened is a file that may be read.
type Opened struct {
	app.Evidence
	first []byte
	parts int
	db    *store.DB
}

// Open finds a file of an assessment for somebody who may view it. The files of
// a spot check that is not handed in are its checkers' alone.
func (s *Service) Open(ctx context.Context, actor access.Actor, assessment, id int64) (*Opened, error) {
	doc, err := s.OpenDossier(ctx, assessment)
	if err != nil {
		return nil, err
	}
	if err := app.Allow(actor, access.ViewAssessment, doc.Place()); err != nil {
		return nil, s.Refuse(ctx, actor, access.ViewAssessment, "assessment", assessment, err)
	}
	i := slices.IndexFunc(doc.Evidence, func(e app.Evidence) bool { return e.ID == id })
	if i < 0 {
		return nil, app.NotFound()
	}
	e := doc.Evidence[i]
	if e.Level == app.Spot && !doc.HandedIn && !access.Allow(actor, access.SaveSpot, doc.Place()).Allowed {
		return nil, s.Refuse(ctx, actor, access.ViewAssessment, "assessment", assessment, app.NotFound())
	}
	first, err := s.Store.FilePart(ctx, e.Digest, 0)
	if err != nil {
		return nil, err
	}
	return &Opened{Evidence: e, first: first, parts: (e.Size + store.ChunkSize - 1) / store.ChunkSize, db: s.Store}, nil
}

// Copy writes the file, reading on while it goes out.
func (o *Opened) Copy(ctx context.Context, w io.Writer) error {
	bytes := o.first
	for part := 1; ; part++ {
		if _, err := w.Write(bytes); err != nil || part >= o.parts {
			return err
		}
		var err error
		if bytes, err = o.db.FilePart(ctx, o.Digest, part); err != nil {
			return err
		}
	}
}
