package assess

import (
	"context"
	"maps"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Submit is the secretary's submission.
type Submit struct {
	Assessment    int64
	Key           string
	Version       int  // of the assessment that the secretary checked
	LeftKnowingly bool // unanswered clauses are to stay so
}

// Submit hands the self-assessment to the organisation above; its review
// starts as a copy, but where a reviewer stated something else before a return.
func (s *Service) Submit(ctx context.Context, actor access.Actor, in Submit) error {
	advised := &app.Advised{}
	c := app.Change{Action: access.Submit, Assessment: in.Assessment, Key: in.Key, Also: func(b *store.Batch) { advised.Queue(b, in.Assessment) }}
	var unreadable error
	facts := func(doc *app.Dossier) workflow.Facts {
		unreadable = advised.Fill(doc, s.Today())
		f := s.facts(doc, actor)
		f.LeftKnowingly = in.LeftKnowingly
		return f
	}
	return s.Move(ctx, actor, c, in.Version, facts, func(ctx context.Context, tx *store.Tx, doc *app.Dossier, b *store.Batch) error {
		if unreadable != nil {
			return unreadable
		}
		suggestions, err := doc.KeepSuggestions()
		if err != nil {
			return err
		}
		b.SaveSuggestions(doc.ID, suggestions, s.Now())
		b.FreezeTaken(doc.ID)
		hints, err := s.Hints(ctx, doc, tx.Read)
		if err != nil {
			return err
		}
		if err := b.SaveHints(doc.ID, hints, s.Now()); err != nil {
			return err
		}
		b.CopyToReview(doc.ID, doc.Set.Items, doc.Set.Clauses, s.Now())
		b.Act(doc.ID, "self", actor.Person)
		s.TellReviewers(b, doc, actor, "submitted", "已提交自评，可以考核。")
		return s.startReview(doc, b)
	})
}

func (s *Service) startReview(doc *app.Dossier, b *store.Batch) error {
	reviewed := 0
	for _, e := range doc.Entries[app.Review] {
		_, _, there := doc.Set.Item(e.Item) // it may have gone with an earlier version of the set
		if there && !e.DoneAt.IsZero() && !doc.ChangedSince(e.Item, e.DoneAt) {
			reviewed++
		}
	}
	stated := maps.Clone(doc.Findings[app.Self])
	for clause, f := range doc.Findings[app.Review] {
		if !f.Copied {
			stated[clause] = f
		}
	}
	doc.Findings[app.Review] = stated
	score, err := doc.ScoreOf(app.Review)
	if err != nil {
		return app.Unscorable(err)
	}
	counts, err := doc.Counted(score)
	if err != nil {
		return app.Unscorable(err)
	}
	b.SaveReviewScore(doc.ID, score, reviewed)
	if !doc.Again() { // what was reported stays on record until the new verification is signed
		b.SaveCounts(doc.ID, counts)
	}
	return nil
}

// Withdraw takes a submission back, before its review has begun.
func (s *Service) Withdraw(ctx context.Context, actor access.Actor, assessment int64, key string, version int) error {
	c := app.Change{Action: access.Withdraw, Assessment: assessment, Key: key}
	facts := func(doc *app.Dossier) workflow.Facts { return s.facts(doc, actor) }
	return s.Move(ctx, actor, c, version, facts, func(_ context.Context, _ *store.Tx, doc *app.Dossier, b *store.Batch) error {
		b.DropReview(doc.ID)
		b.ThawTaken(doc.ID)
		b.SaveCounts(doc.ID, store.Score{})
		s.TellReviewers(b, doc, actor, "withdrawn", "撤回了自评，修改后会重新提交。")
		return nil
	})
}
