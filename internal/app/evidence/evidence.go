// Package evidence keeps the files by which a branch, and later a spot checker,
// supports what is stated about an item.
//
// A file is inspected and cleaned before it is kept (core/document), kept once
// by its content, and changed only together with its record: row, bytes, act
// and audit entry are one transaction. Files of a spot check stay sealed until
// it is handed in.
package evidence

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
)

// Limits of what an assessment may hold beside those of a single file.
const (
	maxTotal   = 200 << 20 // bytes
	maxPerItem = 30        // files
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// action is the right that changing files of a level takes.
func action(level app.Level) (access.Action, error) {
	switch level {
	case app.Self:
		return access.SaveFinding, nil
	case app.Spot:
		return access.SaveSpot, nil
	}
	return "", app.NotFound()
}

// may decides on right and state.
func (s *Service) may(doc *app.Dossier, actor access.Actor, does access.Action) error {
	if err := app.Allow(actor, does, doc.Place()); err != nil {
		return err
	}
	_, err := app.Decide(doc.State, does, doc.Facts(actor.Person, s.Today()))
	return err
}

// before refuses early, so that no picture is decoded for somebody who may not
// add it; the transaction decides again.
func (s *Service) before(ctx context.Context, actor access.Actor, assessment int64, does access.Action) error {
	doc, err := s.OpenDossier(ctx, assessment)
	if err != nil {
		return err
	}
	if err := s.may(doc, actor, does); err != nil {
		return s.Refuse(ctx, actor, does, "assessment", assessment, err)
	}
	return nil
}

// fits tells whether more files of so many bytes have room.
func fits(doc *app.Dossier, level app.Level, item string, files, bytes int) error {
	if len(doc.EvidenceFor(level, item))+files > maxPerItem {
		return fault.Field("file", "每项最多 30 个佐证文件。请合并后再上传，或先移除不需要的。")
	}
	total := bytes
	for _, e := range doc.Evidence {
		total += e.Size
	}
	if total > maxTotal {
		return fault.Field("file", "本支部的佐证合计已到 200 MB 上限。请移除不需要的文件，或压缩后再上传。")
	}
	return nil
}

// applies tells whether the item is one of this assessment's.
func applies(doc *app.Dossier, item string) bool {
	it, _, ok := doc.Set.Item(item)
	return ok && it.AppliesTo(doc.Kind)
}
