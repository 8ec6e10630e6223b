package examine

import (
	"context"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/evaluation"
	"baolei/internal/core/fault"
	"baolei/internal/core/plausible"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// View is what the review desk shows of a branch.
type View struct {
	*app.Dossier
	SelfScore, ReviewScore scoring.Explanation
	Items                  []Item // all that are for this branch, in table order
	Done                   int    // items dealt with
	Facts                  workflow.Facts
	CanReview              bool
	WhyNot                 string           // why CanReview is false, for the person
	Forgoes                string           // what reviewing costs a person who may sign; empty where nothing
	CanRemark              bool             // and so may return, once there is a remark
	CanSign                bool             // signing is this person's to do here; the page tells what is missing
	Reopened               *store.Reopening // why it is to be verified anew; nil where it is not
	Used                   []store.Used     // after saving: reasons given before for the item's clauses
	Queue                  []store.Waiting  // after saving: the branches that wait for the same reviewers
}

// Used is a reason given before, and Waiting a branch in the queue.
type (
	Used    = store.Used
	Waiting = store.Waiting
	Outcome = store.Outcome
)

// View opens the desk of an assessment.
func (s *Service) View(ctx context.Context, actor access.Actor, id int64) (View, error) {
	var book []byte
	var again []store.Reopening // the latest first
	doc, err := s.OpenDossier(ctx, id, func(b *store.Batch) { b.SuggestionsOf(id, &book); b.Reopenings(id, &again) })
	if err == nil && !access.Allow(above(actor), access.ViewSelf, doc.Place()).Allowed {
		err = app.Allow(actor, access.SaveReview, doc.Place())
	}
	if err == nil {
		err = doc.Unsealed(actor)
	}
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return View{}, s.Refuse(ctx, actor, access.ViewSelf, "assessment", id, err)
	}
	if err != nil {
		return View{}, err
	}
	if err := doc.SuggestedThen(book); err != nil {
		return View{}, err
	}
	v, err := s.view(doc, actor)
	if doc.Again() && doc.State == workflow.Submitted && len(again) > 0 {
		v.Reopened = &again[0]
	}
	return v, err
}

// view makes the view of a dossier that has its suggestions.
func (s *Service) view(doc *app.Dossier, actor access.Actor) (View, error) {
	v := View{Dossier: doc, Facts: s.facts(doc, actor), Done: reviewed(doc)}
	var err error
	if v.SelfScore, err = doc.Explain(app.Self); err != nil {
		return View{}, err
	}
	if v.ReviewScore, err = doc.Explain(app.Review); err != nil {
		return View{}, err
	}
	v.Items = items(doc, v.SelfScore, v.ReviewScore)
	v.may(actor)
	return v, nil
}

// may tells what the person may do here, and why not.
func (v *View) may(actor access.Actor) {
	err := app.Allow(actor, access.SaveReview, v.Place())
	if err == nil {
		_, err = app.Decide(v.State, access.SaveReview, v.Facts)
	}
	if v.CanReview = err == nil; err != nil {
		v.WhyNot = err.Error()
	}
	if v.CanReview {
		v.Forgoes = workflow.Forgoes(v.Facts)
	}
	begun := workflow.May(v.State, access.SaveReview, v.Facts)
	v.CanRemark = begun && access.Allow(actor, access.Return, v.Place()).Allowed
	_, refusal := workflow.Decide(v.State, access.Sign, v.Facts)
	late := refusal == nil || refusal.Incomplete // what was reviewed in time is signed after the window too
	v.CanSign = (begun || late) && access.Allow(actor, access.Sign, v.Place()).Allowed
}

// Item finds an item of the view.
func (v *View) Item(code string) (Item, bool) {
	for _, it := range v.Items {
		if it.Code == code {
			return it, true
		}
	}
	return Item{}, false
}

// Digest stands for all that a signature is about: what the review states and
// why, and which items were dealt with.
func (v *View) Digest() string { return digest(v.Dossier) }

func digest(doc *app.Dossier) string { return doc.VerificationText().Digest() }

// Beside is what stands beside an item on the desk.
type Beside struct {
	Used      []Used    // reasons given before for its clauses
	Elsewhere []Outcome // how it went at the committee's other branches
	Queue     []Waiting // the branches that wait for the same reviewers, oldest first
	Opinion   *Opinion  // of the branch, by its members; nil where the cycle has none
	Hints     int       // things to look at twice, as they were at submission
}

// Opinion is what members say of their branch, summed up, as a hint.
type Opinion struct {
	Hidden string // why nothing is shown, for the person; then Sums is empty
	Sums   evaluation.Tally
}

func opinionOf(t evaluation.Tally, w calendar.Window, today calendar.Date) *Opinion {
	if hidden := evaluation.Hidden(t, w, today); hidden != "" {
		return &Opinion{Hidden: hidden}
	}
	return &Opinion{Sums: t}
}

// Beside reads what stands beside an item, for whoever has opened the view.
func (s *Service) Beside(ctx context.Context, v *View, item string) (Beside, error) {
	var out Beside
	var b store.Batch
	var hints []plausible.Hint
	var made time.Time
	b.Queue(v.Cycle.ID, v.Nearest, &out.Queue)
	b.Hints(v.ID, &hints, &made)
	var opinion evaluation.Tally
	if v.Cycle.Evaluation {
		b.Evaluation(v.ID, &opinion)
	}
	for i, it := range v.Items {
		if it.Code == item {
			b.ReasonsUsed(v.ID, v.Committee, clausesOf(it.Item), &out.Used)
			b.Elsewhere(&v.Assessment, item, i+1, &out.Elsewhere)
		}
	}
	err := s.Store.Read(ctx, &b)
	out.Hints = len(hints)
	if v.Cycle.Evaluation {
		out.Opinion = opinionOf(opinion, v.Cycle.Self, s.Today())
	}
	return out, err
}

// Hints opens an assessment and tells what to look at twice in the branch's
// records, as they stand now.
func (s *Service) Hints(ctx context.Context, actor access.Actor, id int64) (View, []plausible.Hint, error) {
	v, err := s.View(ctx, actor, id)
	if err != nil {
		return View{}, nil, err
	}
	hints, err := s.Desk.Hints(ctx, v.Dossier, s.Store.Read)
	return v, hints, err
}
