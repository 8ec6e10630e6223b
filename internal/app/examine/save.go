package examine

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// Verdict is what a reviewer says about one item.
type Verdict struct {
	Item    string
	Clauses []app.Statement // those that the person changed
	Restore string          // a clause that is to be as the branch stated it; empty for none
	Done    bool            // the item is dealt with as it then stands
	Seen    map[string]int  // review version of each clause as the person saw it
}

// Agree deals with an item as it stands.
func (s *Service) Agree(ctx context.Context, actor access.Actor, assessment int64, key, item string, seen map[string]int) (View, error) {
	return s.SaveReview(ctx, actor, assessment, key, Verdict{Item: item, Done: true, Seen: seen})
}

// SaveReview saves what a reviewer states about an item, the score with it, and
// that the item is dealt with where the reviewer says so; then every clause
// that differs needs its reason. All of it is saved or nothing. A stale version
// returns an *Overtaken.
func (s *Service) SaveReview(ctx context.Context, actor access.Actor, assessment int64, key string, in Verdict) (View, error) {
	return s.SaveRead(ctx, actor, assessment, key, in.Item, func(*indicator.Item) (Verdict, error) { return in, nil })
}

// Reading reads what was stated about an item, once its clauses are known.
type Reading func(*indicator.Item) (Verdict, error)

// SaveRead is SaveReview of a form that can only be read with the item at hand:
// it is looked up where the assessment is read anyway.
func (s *Service) SaveRead(ctx context.Context, actor access.Actor, assessment int64, key, code string, read Reading) (View, error) {
	return s.change(ctx, actor, assessment, key, func(p *pen) error {
		item, _, ok := p.doc.Set.Item(code)
		if !ok || !item.AppliesTo(p.doc.Kind) {
			return app.NotFound()
		}
		in, err := read(item)
		if err != nil {
			return err
		}
		in.Item, p.item = code, clausesOf(item)
		return p.write(in)
	})
}

// change is one change to a review: right, state and window, then write, then
// the score and the record that the person acted here. Where nothing was
// written, the review has not begun by it.
func (s *Service) change(ctx context.Context, actor access.Actor, assessment int64, key string, write func(*pen) error) (View, error) {
	var used []store.Used
	var waiting []store.Waiting
	var book []byte
	c := app.Change{Action: access.SaveReview, Assessment: assessment, Key: key, Also: func(b *store.Batch) { b.SuggestionsOf(assessment, &book) }}
	doc, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if _, err := app.Decide(doc.State, access.SaveReview, s.facts(doc, actor)); err != nil {
			return err
		}
		if err := doc.SuggestedThen(book); err != nil {
			return err
		}
		var b store.Batch
		p := &pen{Service: s, doc: doc, b: &b, actor: actor}
		if err := write(p); err != nil || !p.touched {
			return err
		}
		if err := rescore(doc, &b); err != nil {
			return err
		}
		b.Act(doc.ID, "review", actor.Person)
		if len(p.item) > 0 {
			b.ReasonsUsed(doc.ID, doc.Committee, p.item, &used)
			b.Queue(doc.Cycle.ID, doc.Nearest, &waiting)
		}
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		return View{}, err
	}
	if err := doc.SuggestedThen(book); err != nil { // where the form has acted before
		return View{}, err
	}
	v, err := s.view(doc, actor)
	v.Used, v.Queue = used, waiting
	return v, err
}

// rescore queues the review's score, and what counts from now on; but what was
// reported and opened again counts until the new verification is signed.
func rescore(doc *app.Dossier, b *store.Batch) error {
	score, err := doc.ScoreOf(app.Review)
	if err != nil {
		return app.Unscorable(err)
	}
	counts, err := doc.Counted(score)
	if err != nil {
		return app.Unscorable(err)
	}
	doc.Review, doc.ReviewedItems = score, reviewed(doc)
	b.SaveReviewScore(doc.ID, score, doc.ReviewedItems)
	if !doc.Again() {
		doc.Counts = counts
		b.SaveCounts(doc.ID, counts)
	}
	return nil
}
