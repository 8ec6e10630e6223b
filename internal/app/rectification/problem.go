package rectification

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Problem is an item that lost points in the final result, with what is done
// about it.
type Problem struct {
	Item    string
	Part    scoring.ItemPart // how the loss came about
	Measure Measure          // zero before there is one
	Reasons []string         // why: of the review, the spot check's decision, the checker's note
}

// Planned tells whether there is a measure.
func (p *Problem) Planned() bool { return p.Measure.Measure != "" }

// fill adds problems, measures and entries.
func (s *Service) fill(ctx context.Context, f *File, send app.Reader) error {
	var measures []Measure
	also := func(b *store.Batch) {
		b.Measures(f.ID, &measures)
		b.RectificationEntries(f.ID, &f.Entries)
	}
	var err error
	if f.Dossier, err = s.DossierWithin(ctx, f.Assessment, send, also); err != nil {
		return err
	}
	e, err := f.Dossier.ExplainCounting()
	if err != nil {
		return err
	}
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			for _, it := range a.Items {
				if lost(it) {
					f.Problems = append(f.Problems, problem(f.Dossier, it, measures))
				}
			}
		}
	}
	return nil
}

// lost tells whether an item cost points, or vetoed.
func lost(it scoring.ItemPart) bool {
	vetoed := slices.ContainsFunc(it.Clauses, func(c scoring.ClausePart) bool { return c.Vetoed })
	return it.Direction == scoring.Deduct && it.Counted > 0 || vetoed
}

func problem(doc *app.Dossier, it scoring.ItemPart, measures []Measure) Problem {
	p := Problem{Item: it.Item, Part: it}
	for _, m := range measures {
		if m.Item == it.Item {
			p.Measure = m
		}
	}
	for _, c := range it.Clauses {
		level := doc.CountingLevel(c.Clause, doc.ForSpot)
		if why := doc.Findings[level][c.Clause].Reason; why != "" {
			p.Reasons = append(p.Reasons, why)
		}
	}
	if note := doc.Entries[app.Spot][it.Item].Note; doc.ForSpot[it.Item] && note != "" {
		p.Reasons = append(p.Reasons, note)
	}
	return p
}
