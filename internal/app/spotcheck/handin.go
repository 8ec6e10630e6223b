package spotcheck

import (
	"context"
	"maps"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// HandIn ends a check. Version is of the check that the person looked over.
type HandIn struct {
	Assessment int64
	Key        string
	Version    int
}

// Ready is a sheet with what its checkers look over before they hand it in.
type Ready struct {
	*Sheet
	Version int // of the check
}

// Ready opens the page on which a check is looked over and handed in.
func (s *Service) Ready(ctx context.Context, actor access.Actor, assessment int64) (*Ready, error) {
	sheet, err := s.Sheet(ctx, actor, assessment)
	if err != nil {
		return nil, err
	}
	check, err := s.checkOf(ctx, assessment)
	if err != nil {
		return nil, err
	}
	return &Ready{sheet, check.Version}, nil
}

func (s *Service) checkOf(ctx context.Context, assessment int64) (*SpotCheck, error) {
	var list []SpotCheck
	var b store.Batch
	b.SpotCheckOf(assessment, &list)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, app.NotFound()
	}
	return &list[0], nil
}

// HandIn hands a check in. From then on nothing in it changes, and the three
// levels stand side by side. Clauses that it does not cover stand as reviewed.
func (s *Service) HandIn(ctx context.Context, actor access.Actor, in HandIn) error {
	c := app.Change{Action: access.HandIn, Assessment: in.Assessment, Key: in.Key}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if _, err := app.Decide(doc.State, access.HandIn, doc.Facts(actor.Person, s.Today())); err != nil {
			return err
		}
		var checks []store.SpotCheck
		var b store.Batch
		b.SpotCheckOf(doc.ID, &checks)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if len(checks) != 1 || checks[0].Version != in.Version {
			return app.Stale()
		}
		stated := len(doc.Findings[app.Spot])
		score, err := covered(doc).ScoreOf(app.Spot)
		if err != nil {
			return app.Unscorable(err)
		}
		b = store.Batch{}
		b.HandIn(doc.SpotCheck, in.Version, score, actor.Person, s.Now())
		b.Act(doc.ID, "spot", actor.Person)
		b.Audit(s.Done(actor, access.HandIn, "assessment", doc.ID, map[string]any{"stated": stated, "total": int64(score.Total)}))
		return tx.Commit(ctx, &b)
	})
	return err
}

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
