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
	return s.change(ctx, actor, assessment, key, func(h *hand) error {
		rule, item := h.doc.Set.Find(clause)
		if item == nil || !item.AppliesTo(h.doc.Kind) {
			return app.NotFound()
		}
		in, err := read(rule)
		if err != nil {
			return err
		}
		in.Finding.Clause, in.Reason = clause, ""
		return h.say(in)
	})
}

// change is one change to what the branch states: right, state and window,
// then write, then the record that the person acted here.
func (s *Service) change(ctx context.Context, actor access.Actor, assessment int64, key string, write func(*hand) error) (View, error) {
	var h *hand
	advised := &app.Advised{}
	c := app.Change{Action: access.SaveFinding, Assessment: assessment, Key: key, Also: func(b *store.Batch) { advised.Queue(b, assessment) }}
	doc, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if _, err := app.Decide(doc.State, access.SaveFinding, s.facts(doc, actor)); err != nil {
			return err
		}
		if err := advised.Fill(doc, s.Today()); err != nil {
			return err
		}
		var b store.Batch
		h = &hand{Service: s, doc: doc, b: &b, actor: actor, advised: advised}
		if err := write(h); err != nil {
			return err
		}
		if h.scored {
			b.SaveSelfScore(doc.ID, doc.Self)
		}
		b.Act(doc.ID, "self", actor.Person)
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		return View{}, h.overtaken(ctx, err)
	}
	return s.view(doc, advised, actor)
}
