package assess

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// SaveFinding saves one clause of the self-assessment and the score with it. A
// stale version returns an *app.Changed with what is there; key is the form's.
func (s *Service) SaveFinding(ctx context.Context, actor access.Actor, assessment int64, key string, in app.Statement) (View, error) {
	return s.SaveAnswer(ctx, actor, assessment, key, in.Finding.Clause, func(*indicator.Clause) (app.Statement, error) { return in, nil })
}

// Reading reads what was stated about a clause, once its rule is known.
type Reading func(*indicator.Clause) (app.Statement, error)

// SaveAnswer is SaveFinding of a form that can only be read with the clause at
// hand: it is looked up where the assessment is read anyway.
func (s *Service) SaveAnswer(ctx context.Context, actor access.Actor, assessment int64, key, clause string, read Reading) (View, error) {
	return s.change(ctx, actor, assessment, key, func(doc *app.Dossier, b *store.Batch) error {
		rule, item := doc.Set.Find(clause)
		if item == nil || !item.AppliesTo(doc.Kind) {
			return app.NotFound()
		}
		in, err := read(rule)
		if err != nil {
			return err
		}
		in.Finding.Clause, in.Reason = clause, ""
		score, err := doc.Say(b, app.Self, in, actor, s.Now())
		if err != nil {
			return err
		}
		doc.Self = score
		b.SaveSelfScore(doc.ID, score)
		return nil
	})
}

// change is one change to what the branch states: right, state and window,
// then write, then the record that the person acted here.
func (s *Service) change(ctx context.Context, actor access.Actor, assessment int64, key string, write func(*app.Dossier, *store.Batch) error) (View, error) {
	c := app.Change{Action: access.SaveFinding, Assessment: assessment, Key: key}
	doc, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if _, err := app.Decide(doc.State, access.SaveFinding, s.facts(doc, actor)); err != nil {
			return err
		}
		var b store.Batch
		if err := write(doc, &b); err != nil {
			return err
		}
		b.Act(doc.ID, "self", actor.Person)
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		return View{}, err
	}
	return s.view(doc, actor)
}
