package oversee

import (
	"context"
	"maps"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Result is a branch's result on its three levels, each explained down to the
// clause. A level that may not be seen yet is not there.
type Result struct {
	*app.Dossier
	Levels   []Explained // self, review, spot check: those that are there
	Mixed    *Explained  // what counts, where officers decided for the spot check in some items; nil otherwise
	MayPrint bool        // the person may print what each point was lost or won for
	Inside   bool        // the person works with the branch, and sees evidence, notes and remarks too; members do not
	// Objections are those that the person may know of: members their own.
	Objections []app.Objection
	MayObject  bool // now
	MayReopen  bool // the person may open the branch again now: not while checks of a draw that it stands in are open
	// Decision is what officers made of the spot check, item by item; MaySpot, whether
	// the person may open the check. Neither is members' to see.
	Decision store.SpotDecision
	MaySpot  bool
	// Rectification is the branch's file, where it is lagging, the cycle is closed
	// and the person may see it; 0 otherwise.
	Rectification int64
}

// Explained is a level with how each figure came about.
type Explained struct {
	Level app.Level
	scoring.Explanation
	Covers map[string]bool // items that the level states something about itself; nil for all
}

// Of returns a level, where it is there.
func (r *Result) Of(level app.Level) (Explained, bool) {
	for _, e := range r.Levels {
		if e.Level == level {
			return e, true
		}
	}
	return Explained{}, false
}

// Result opens the result of an assessment.
func (s *Service) Result(ctx context.Context, actor access.Actor, id int64) (*Result, error) {
	var objections []app.Objection
	var file int64
	var frozen bool
	var decision store.SpotDecision
	doc, err := s.OpenDossier(ctx, id, func(b *store.Batch) {
		b.ObjectionsOf(id, &objections)
		b.RectificationOf(id, &file)
		b.ConfirmedDecision(id, &decision)
		if access.Root(actor, access.Reopen) != 0 {
			b.ChecksOpen(id, &frozen)
		}
	})
	if err != nil {
		return nil, err
	}
	if err := mayRead(actor, doc); err != nil {
		return nil, s.Refuse(ctx, actor, access.ViewSelf, "assessment", id, err)
	}
	r := &Result{Dossier: doc, Inside: inside(actor, doc.Place())}
	r.MayPrint = r.HasResult() && access.Allow(actor, access.PrintSlip, doc.Place()).Allowed
	r.object(actor, objections, s.Today())
	r.MayReopen = r.MayReopen && !frozen
	if access.Allow(actor, access.ViewRectification, doc.Place()).Allowed {
		r.Rectification = file
	}
	if r.MaySpot = doc.SpotCheck != 0 && access.Allow(actor, access.ViewSpot, doc.Place()).Allowed; r.MaySpot {
		r.Decision = decision
	}
	for _, level := range levels(actor, doc) {
		e, err := explain(doc, level)
		if err != nil {
			return nil, err
		}
		r.Levels = append(r.Levels, e)
	}
	return r, r.mix()
}

// object tells what was objected to, as far as the person may know, and what may
// be done about the result now.
func (r *Result) object(actor access.Actor, all []app.Objection, today calendar.Date) {
	r.Objections = app.Unnamed(actor, r.Place(), all)
	if !r.Inside {
		r.Objections = slices.DeleteFunc(r.Objections, func(o app.Objection) bool { return o.By != actor.Person })
	}
	r.MayObject = access.Allow(actor, access.Object, r.Place()).Allowed && workflow.May(r.State, access.Object, r.Facts(actor.Person, today))
	r.MayReopen = r.State == workflow.Reported && !r.Cycle.Ended() && access.Allow(actor, access.Reopen, r.Place()).Allowed
}

// mix explains what counts, where it is neither level's alone.
func (r *Result) mix() error {
	if len(r.ForSpot) == 0 || !r.HasResult() {
		return nil
	}
	e, err := r.ExplainCounting()
	r.Mixed = &Explained{Explanation: e}
	return err
}

// inside tells whether another role than that of a member lets the actor read.
func inside(actor access.Actor, p access.Place) bool {
	actor.Appointments = slices.DeleteFunc(slices.Clone(actor.Appointments), func(a access.Appointment) bool { return a.Role == access.Member })
	return access.Allow(actor, access.ViewSelf, p).Allowed
}

func mayRead(actor access.Actor, doc *app.Dossier) error {
	if err := app.Allow(actor, access.ViewSelf, doc.Place()); err != nil {
		return err
	}
	return doc.Unsealed(actor)
}

// levels lists what may be seen: nothing before the submission, the review once
// it is signed, the spot check once it is handed in. What a check found is not
// public: members see the result alone.
func levels(actor access.Actor, doc *app.Dossier) []app.Level {
	var list []app.Level
	if doc.State.Claimed() {
		list = append(list, app.Self)
	}
	if doc.State.Signed() {
		list = append(list, app.Review)
	}
	if doc.HandedIn && access.Allow(actor, access.ViewSpot, doc.Place()).Allowed {
		list = append(list, app.Spot)
	}
	return list
}

// explain scores a level. What a spot check does not cover stands as reviewed.
func explain(doc *app.Dossier, level app.Level) (Explained, error) {
	whole := *doc
	out := Explained{Level: level}
	if level == app.Spot {
		whole.Findings = maps.Clone(doc.Findings)
		whole.Findings[app.Spot] = maps.Clone(doc.Findings[app.Review])
		maps.Copy(whole.Findings[app.Spot], doc.Findings[app.Spot])
		out.Covers = map[string]bool{}
		for clause := range doc.Findings[app.Spot] {
			if _, item := doc.Set.Find(clause); item != nil {
				out.Covers[item.Code] = true
			}
		}
	}
	var err error
	out.Explanation, err = whole.Explain(level)
	return out, err
}
