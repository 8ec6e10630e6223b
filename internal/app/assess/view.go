package assess

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// View is what the self-assessment desk shows.
type View struct {
	*app.Dossier
	Explanation scoring.Explanation // of the self-assessment
	CanSave     bool
	WhyNot      string // why CanSave is false, for the person
	CanSubmit   bool   // submitting is this person's to do here; the check page tells what is missing
	CanWithdraw bool
	Advised     *app.Advised // what the record book holds; its suggestions are in the dossier
}

// View opens the desk of an assessment.
func (s *Service) View(ctx context.Context, actor access.Actor, id int64) (View, error) {
	advised := &app.Advised{}
	doc, err := s.OpenDossier(ctx, id, func(b *store.Batch) { advised.Queue(b, id) })
	if err != nil {
		return View{}, err
	}
	if err := mayView(actor, doc); err != nil {
		return View{}, s.Refuse(ctx, actor, access.ViewDesk, "assessment", id, err)
	}
	return s.view(doc, advised, actor)
}

func mayView(actor access.Actor, doc *app.Dossier) error {
	if err := app.Allow(actor, access.ViewDesk, doc.Place()); err != nil {
		return err
	}
	return doc.Unsealed(actor)
}

// Look is View of a dossier that another use case has just brought up to date
// for the same person.
func (s *Service) Look(ctx context.Context, doc *app.Dossier, actor access.Actor) (View, error) {
	advised := &app.Advised{}
	var b store.Batch
	advised.Queue(&b, doc.ID)
	if err := s.Store.Read(ctx, &b); err != nil {
		return View{}, err
	}
	return s.view(doc, advised, actor)
}

func (s *Service) view(doc *app.Dossier, advised *app.Advised, actor access.Actor) (View, error) {
	if doc.Suggested == nil {
		if err := advised.Fill(doc, s.Today()); err != nil {
			return View{}, err
		}
	}
	e, err := doc.Explain(app.Self)
	if err != nil {
		return View{}, err
	}
	f := s.facts(doc, actor)
	v := View{Dossier: doc, Explanation: e, Advised: advised}
	err = app.Allow(actor, access.SaveFinding, doc.Place())
	if err == nil {
		_, err = app.Decide(doc.State, access.SaveFinding, f)
	}
	if v.CanSave = err == nil; err != nil {
		v.WhyNot = err.Error()
	}
	own := access.Allow(actor, access.Submit, doc.Place()).Allowed
	f.LeftKnowingly, f.ClaimsNoEvidence, f.OpenRemarks = true, nil, 0
	v.CanSubmit = own && workflow.May(doc.State, access.Submit, f)
	v.CanWithdraw = own && workflow.May(doc.State, access.Withdraw, f)
	return v, nil
}

// Mine lists the assessments of the branches at which the actor fills in or
// submits, the latest cycle first.
func (s *Service) Mine(ctx context.Context, actor access.Actor) ([]app.Assessment, error) {
	var list []app.Assessment
	branches := actor.At(access.BranchSecretary, access.BranchClerk)
	if len(branches) == 0 {
		return nil, nil
	}
	var b store.Batch
	for _, branch := range branches {
		b.AssessmentsOfBranch(branch, s.Today(), &list)
	}
	return list, s.Store.Read(ctx, &b)
}
