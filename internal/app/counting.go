package app

import (
	"baolei/internal/core/counting"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// CountingLevel tells which level's statement counts for a clause, given the
// items that are decided for the spot check.
func (doc *Dossier) CountingLevel(clause string, decided map[string]bool) Level {
	_, item := doc.Set.Find(clause)
	_, checked := doc.Findings[Spot][clause]
	return counting.Clause{Item: item.Code, Reviewed: doc.State != workflow.Draft, Checked: checked}.Level(decided)
}

// Counting lists the findings that count, in table order.
func (doc *Dossier) Counting(decided map[string]bool) []scoring.Finding {
	var said []scoring.Finding
	for _, clause := range doc.Set.Clauses {
		if f, ok := doc.Findings[doc.CountingLevel(clause, decided)][clause]; ok {
			said = append(said, f.Said)
		}
	}
	return said
}

// ExplainCounting scores what counts and tells how each figure came about.
func (doc *Dossier) ExplainCounting() (scoring.Explanation, error) {
	e, bad := doc.Set.Table().Explain(doc.Kind, doc.Counting(doc.ForSpot))
	if bad != nil {
		return e, bad
	}
	return e, nil
}

// CountingScore scores what would count with the items decided for the spot check.
func (doc *Dossier) CountingScore(decided map[string]bool) (store.Score, error) {
	r, bad := doc.Set.Table().Score(doc.Kind, doc.Counting(decided))
	if bad != nil {
		return store.Score{}, bad
	}
	return store.ScoreOf(r), nil
}

// Counted is what counts where the review has a score: that one, but for items
// decided for the spot check, which stay so when a review is opened again.
func (doc *Dossier) Counted(review store.Score) (store.Score, error) {
	if len(doc.ForSpot) == 0 {
		return review, nil
	}
	return doc.CountingScore(doc.ForSpot)
}
