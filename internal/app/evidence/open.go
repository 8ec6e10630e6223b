package evidence

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
)

// Open finds a file of an assessment for somebody who may view it. The files of
// a spot check that is not handed in are its checkers' alone.
func (s *Service) Open(ctx context.Context, actor access.Actor, assessment, id int64) (*app.Download, error) {
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
	return s.OpenFile(ctx, e.Digest, e.Name, e.MediaType, e.Size)
}
