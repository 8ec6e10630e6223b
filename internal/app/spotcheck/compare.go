package spotcheck

import (
	"context"
	"maps"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/scoring"
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
}

// Compared is an item on the three levels. Difference is the spot check's score
// less the review's.
type Compared struct {
	Item               string
	Self, Review, Spot scoring.Points
	Difference         scoring.Points
	Covered            bool // the check states something about it
	Beyond             bool // the difference is more than the item tolerance
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
	check, err := s.checkOf(ctx, doc.ID)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Dossier: doc, Check: check, Draw: &store.Draw{}}
	var found bool
	var b store.Batch
	b.Draw(check.Draw, c.Draw, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if !doc.HandedIn {
		c.Check.Score = store.Score{}
		doc.Findings[app.Spot], doc.Entries[app.Spot] = map[string]app.Finding{}, map[string]store.ItemEntry{}
		return c, nil
	}
	return c, c.compare()
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
		it.Beyond = abs(it.Difference) > scoring.Points(c.Draw.ItemTolerance)
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
