package spotcheck

import (
	"context"
	"maps"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/counting"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// covered is the dossier with the check's gaps filled: what it does not cover
// stands as reviewed.
func covered(doc *app.Dossier) *app.Dossier {
	whole := *doc
	whole.Findings = maps.Clone(doc.Findings)
	whole.Findings[app.Spot] = maps.Clone(doc.Findings[app.Review])
	maps.Copy(whole.Findings[app.Spot], doc.Findings[app.Spot])
	return &whole
}

// Comparison is a handed-in check beside the other levels.
type Comparison struct {
	*app.Dossier
	Check              *SpotCheck
	Draw               *Draw
	Self, Review, Spot scoring.Result
	Items              []Compared // those for this kind of branch, in table order
	Beyond             int        // items beyond the item tolerance
	Answer             SpotAnswer
	Decisions          []SpotDecision // the first proposed first

	CanAnswer, CanPropose, CanConfirm bool   // this person, now
	WhyNot                            string // for an officer, why neither can be done now
}

// Compared is an item on the three levels. Difference is the spot check's score
// less the review's.
type Compared struct {
	Item               string
	Self, Review, Spot scoring.Points
	Difference         scoring.Points
	Covered            bool // the check states something about it
	Beyond             bool // the difference is more than the item tolerance, or one side vetoes
}

// Compare lays the three levels side by side, once the check is handed in, for
// those whom it concerns. Before that it holds no figure of the check.
func (s *Service) Compare(ctx context.Context, actor access.Actor, assessment int64) (*Comparison, error) {
	doc, err := s.OpenDossier(ctx, assessment)
	if err != nil {
		return nil, err
	}
	return s.comparison(ctx, actor, doc)
}

func (s *Service) comparison(ctx context.Context, actor access.Actor, doc *app.Dossier) (*Comparison, error) {
	if doc.SpotCheck == 0 || !access.Allow(actor, access.ViewSpot, doc.Place()).Allowed {
		return nil, s.Refuse(ctx, actor, access.ViewSpot, "assessment", doc.ID, app.NotFound())
	}
	c, err := s.compared(ctx, doc, s.Store.Read)
	if err != nil {
		return nil, err
	}
	c.allow(actor, s.Today())
	return c, nil
}

// compared reads what belongs to a check and lays the levels side by side. It
// decides no rights.
func (s *Service) compared(ctx context.Context, doc *app.Dossier, send app.Reader) (*Comparison, error) {
	c := &Comparison{Dossier: doc, Draw: &store.Draw{}}
	var checks []SpotCheck
	var b store.Batch
	b.SpotCheckOf(doc.ID, &checks)
	b.DrawOfCheck(doc.SpotCheck, c.Draw)
	b.SpotAnswerOf(doc.SpotCheck, &c.Answer, nil)
	b.SpotDecisions(doc.SpotCheck, &c.Decisions)
	if err := send(ctx, &b); err != nil {
		return nil, err
	}
	if len(checks) == 0 {
		return nil, app.NotFound()
	}
	c.Check = &checks[0]
	if !doc.HandedIn {
		c.Check.Score = store.Score{}
		doc.Findings[app.Spot], doc.Entries[app.Spot] = map[string]app.Finding{}, map[string]store.ItemEntry{}
		return c, nil
	}
	return c, c.compare()
}

// allow tells what the person may do with the check now.
func (c *Comparison) allow(actor access.Actor, today calendar.Date) {
	facts := c.Facts(actor.Person, today)
	may := func(action access.Action) bool {
		return access.Allow(actor, action, c.Place()).Allowed && workflow.May(c.State, action, facts)
	}
	c.CanAnswer = may(access.AnswerSpot)
	c.CanPropose = c.ProposedBy == 0 && may(access.ProposeSpot)
	c.CanConfirm = c.ProposedBy != 0 && may(access.ConfirmSpot)
	if c.CanPropose || c.CanConfirm || !access.Allow(actor, access.ProposeSpot, c.Place()).Allowed {
		return
	}
	action := access.ProposeSpot
	if c.ProposedBy != 0 {
		action = access.ConfirmSpot
	}
	c.WhyNot = workflow.WhyNot(c.State, action, facts)
}

// Waiting is the proposal that waits for another officer; nil where none does.
func (c *Comparison) Waiting() *SpotDecision {
	for i := range c.Decisions {
		if c.Decisions[i].Waits() {
			return &c.Decisions[i]
		}
	}
	return nil
}

// Settled is the decision that was confirmed; nil before.
func (c *Comparison) Settled() *SpotDecision {
	for i := range c.Decisions {
		if c.Decisions[i].Confirmed {
			return &c.Decisions[i]
		}
	}
	return nil
}

// Differing lists the items on which check and review differ at all.
func (c *Comparison) Differing() []Compared {
	var list []Compared
	for _, it := range c.Items {
		if it.Difference != 0 || it.Beyond {
			list = append(list, it)
		}
	}
	return list
}

// Open opens a check for whoever comes to it: its sheet for a checker who still
// works on it, otherwise the comparison.
func (s *Service) Open(ctx context.Context, actor access.Actor, assessment int64) (*Sheet, *Comparison, error) {
	doc, err := s.OpenDossier(ctx, assessment)
	if err != nil {
		return nil, nil, err
	}
	if doc.SpotCheck != 0 && !doc.HandedIn && access.Allow(actor, access.SaveSpot, doc.Place()).Allowed {
		sheet, err := s.sheet(doc, actor)
		return sheet, nil, err
	}
	c, err := s.comparison(ctx, actor, doc)
	return nil, c, err
}

func (c *Comparison) compare() error {
	whole := covered(c.Dossier)
	for _, level := range []struct {
		of app.Level
		to *scoring.Result
	}{{app.Self, &c.Self}, {app.Review, &c.Review}, {app.Spot, &c.Spot}} {
		r, bad := c.Set.Table().Score(c.Kind, whole.Said(level.of))
		if bad != nil {
			return bad
		}
		*level.to = r
	}
	for i := range c.Review.Items {
		it := Compared{Item: c.Review.Items[i].Item, Self: c.Self.Items[i].Score, Review: c.Review.Items[i].Score, Spot: c.Spot.Items[i].Score}
		it.Difference = it.Spot - it.Review
		it.Beyond = counting.Beyond(c.Review.Items[i], c.Spot.Items[i], scoring.Points(c.Draw.ItemTolerance))
		it.Covered = c.covers(it.Item)
		if it.Beyond {
			c.Beyond++
		}
		c.Items = append(c.Items, it)
	}
	return nil
}

func (c *Comparison) covers(item string) bool {
	for i, of := range c.Set.Items {
		if _, said := c.Findings[app.Spot][c.Set.Clauses[i]]; said && of == item {
			return true
		}
	}
	return false
}

// BeyondBranch tells whether the totals differ by more than the branch tolerance.
func (c *Comparison) BeyondBranch() bool {
	return abs(c.Spot.Total-c.Review.Total) > scoring.Points(c.Draw.BranchTolerance)
}

func abs(p scoring.Points) scoring.Points {
	if p < 0 {
		return -p
	}
	return p
}
