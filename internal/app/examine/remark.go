package examine

import (
	"context"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// remarkLimit is how long a remark may be, in characters.
const remarkLimit = 1000

// AddRemark writes a remark on an item, which the next return sends. It does
// not begin the review: a branch that withdraws takes nothing of it away.
func (s *Service) AddRemark(ctx context.Context, actor access.Actor, assessment int64, key, item, text string) error {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n == 0 || n > remarkLimit {
		return fault.Field("remark", "请写明意见，1 至 1000 字。")
	}
	return s.remark(ctx, actor, assessment, key, func(doc *app.Dossier, b *store.Batch) error {
		of, _, ok := doc.Set.Item(item)
		if !ok || !of.AppliesTo(doc.Kind) {
			return app.NotFound()
		}
		b.AddRemark(doc.ID, item, text, actor.Person, s.Now())
		b.Audit(s.Done(actor, addAction, "assessment", doc.ID, map[string]any{"item": item}))
		return nil
	})
}

// DropRemark takes back a remark that has not been sent.
func (s *Service) DropRemark(ctx context.Context, actor access.Actor, assessment int64, key string, remark int64) error {
	return s.remark(ctx, actor, assessment, key, func(doc *app.Dossier, b *store.Batch) error {
		for _, r := range Unsent(doc) {
			if r.ID == remark {
				b.DropRemark(doc.ID, remark)
				b.Audit(s.Done(actor, dropAction, "assessment", doc.ID, map[string]any{"item": r.Item, "remark": remark}))
				return nil
			}
		}
		return app.Stale()
	})
}

// remark is one change to the remarks: who may return may write them, while the
// review is open. Whoever wrote one has verified the branch, and neither fills it in
// nor spot-checks it any more, but may sign.
func (s *Service) remark(ctx context.Context, actor access.Actor, assessment int64, key string, write func(*app.Dossier, *store.Batch) error) error {
	c := app.Change{Action: access.Return, Assessment: assessment, Key: key}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if _, err := app.Decide(doc.State, access.SaveReview, s.facts(doc, actor)); err != nil {
			return err
		}
		var b store.Batch
		if err := write(doc, &b); err != nil {
			return err
		}
		b.Act(doc.ID, "sign", actor.Person)
		return tx.Commit(ctx, &b)
	})
	return err
}
