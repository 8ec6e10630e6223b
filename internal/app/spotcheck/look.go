package spotcheck

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// toLook lists the items that a check is to look at, in table order: those for
// this kind of branch that the draw does not leave out.
func toLook(doc *app.Dossier) []*indicator.Item {
	var list []*indicator.Item
	for _, item := range doc.Set.Applies(doc.Kind) {
		if doc.Checks(item.Code) {
			list = append(list, item)
		}
	}
	return list
}

// open lists the clauses of an item about which the check states nothing.
func open(doc *app.Dossier, item *indicator.Item) []*indicator.Clause {
	var list []*indicator.Clause
	for i := range item.Clauses {
		if _, said := doc.Findings[app.Spot][item.Clauses[i].Code]; !said {
			list = append(list, &item.Clauses[i])
		}
	}
	return list
}

// notLooked lists the items of a check that are not stated in full.
func notLooked(doc *app.Dossier) []*indicator.Item {
	var list []*indicator.Item
	for _, item := range toLook(doc) {
		if len(open(doc, item)) > 0 {
			list = append(list, item)
		}
	}
	return list
}

// NotLooked lists the items that are to be looked at before the check can be
// handed in, in table order.
func (s *Sheet) NotLooked() []*indicator.Item { return notLooked(s.Dossier) }

// Nothing tells whether FoundNothing can state what is open in an item: not
// where the branch's own number is asked for.
func (s *Sheet) Nothing(item *indicator.Item) bool {
	for _, clause := range open(s.Dossier, item) {
		if _, ok := clause.Nothing(); !ok {
			return false
		}
	}
	return true
}

// FoundNothing states for items that the checker looked at and found nothing in
// them: every clause of theirs that is still open loses nothing and earns
// nothing. What the check states already stays, and figures of other levels play
// no part in it, so that a sealed check stays sealed.
func (s *Service) FoundNothing(ctx context.Context, actor access.Actor, assessment int64, key string, items []string) (*Sheet, error) {
	if len(items) == 0 {
		return nil, fault.Field("item", "请先勾选看过、没有发现问题的项目。")
	}
	return s.change(ctx, actor, assessment, key, func(doc *app.Dossier, b *store.Batch) error {
		for _, code := range items {
			if item, _, ok := doc.Set.Item(code); !ok || !item.AppliesTo(doc.Kind) || !doc.Checks(code) {
				return app.NotFound()
			} else if err := s.nothing(doc, b, item, actor); err != nil {
				return err
			}
		}
		score, err := doc.ScoreOf(app.Spot)
		if err != nil {
			return app.Unscorable(err)
		}
		b.SaveSpotScore(doc.SpotCheck, score)
		return nil
	})
}

// nothing states the open clauses of one item. A clause that asks for the
// branch's own number is refused: it is for the checker to count.
func (s *Service) nothing(doc *app.Dossier, b *store.Batch, item *indicator.Item, actor access.Actor) error {
	for _, clause := range open(doc, item) {
		f, ok := clause.Nothing()
		if !ok {
			return fault.Field("item", doc.Set.Number(item.Code)+" "+item.Title+"要填应有数和实有数，请在该项里填写。")
		}
		in := app.Statement{Finding: f}
		if _, err := doc.Say(b, app.Spot, in, actor, s.Now()); err != nil {
			return err
		}
	}
	return nil
}
