package app

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Advised reads what the record book suggests about an assessment beside its
// dossier: in the same round trip, by one statement more. It is used again from
// the start where a transaction is.
type Advised struct {
	Facts  measure.Facts // empty once the assessment is submitted
	frozen []byte
}

// Queue queues the reading.
func (a *Advised) Queue(b *store.Batch, assessment int64) {
	*a = Advised{}
	b.FactsOf(assessment, &a.Facts, &a.frozen)
}

// Fill puts the suggestions into the dossier: those of today, or as they were
// at submission.
func (a *Advised) Fill(doc *Dossier, today calendar.Date) error {
	if a.Facts.Year == 0 {
		return doc.SuggestedThen(a.frozen)
	}
	a.Facts.Today = today
	doc.suggest(measure.Suggest(doc.Set.Set, doc.Kind, a.Facts))
	return nil
}

func (doc *Dossier) suggest(list []measure.Suggestion) {
	doc.Suggested = map[string]measure.Suggestion{}
	for _, s := range list {
		doc.Suggested[s.Clause] = s
	}
}

// keptSuggestion is a suggestion as it is stored at submission.
type keptSuggestion struct {
	Finding json.RawMessage // in the form of `baolei score`
	measure.Suggestion
}

// KeepSuggestions makes the stored form of the dossier's suggestions.
func (doc *Dossier) KeepSuggestions() (json.RawMessage, error) {
	kept := []keptSuggestion{}
	for _, clause := range doc.Set.Clauses {
		if s, ok := doc.Suggested[clause]; ok {
			kept = append(kept, keptSuggestion{doc.Set.Encode(s.Finding), s})
		}
	}
	return json.Marshal(kept)
}

// SuggestedThen puts the suggestions into the dossier that were stored at
// submission; nil stands for none.
func (doc *Dossier) SuggestedThen(stored []byte) error {
	var kept []keptSuggestion
	if len(stored) > 0 {
		if err := json.Unmarshal(stored, &kept); err != nil {
			return fmt.Errorf("read stored suggestions: %w", err)
		}
	}
	var list []measure.Suggestion
	for _, k := range kept {
		said, bad := doc.Set.Table().DecodeFinding(k.Finding)
		if bad != nil && bad.Code == scoring.CodeBadJSON {
			return fmt.Errorf("stored suggestion for %s: %w", k.Clause, bad)
		}
		if bad != nil {
			continue // made under a version of the set that the cycle has left
		}
		k.Suggestion.Finding = said
		list = append(list, k.Suggestion)
	}
	doc.suggest(list)
	return nil
}

// AsSuggested tells whether a level states about a clause what the record book
// suggests. Without a suggestion or a statement it does not.
func (doc *Dossier) AsSuggested(level Level, clause string) bool {
	s, suggested := doc.Suggested[clause]
	f, said := doc.Findings[level][clause]
	rule, _ := doc.Set.Find(clause)
	return suggested && said && rule != nil && measure.Same(rule, f.Said, s.Finding)
}

// Departs tells whether the branch states something else about a clause than
// its record book suggests.
func (doc *Dossier) Departs(clause string) bool {
	_, suggested := doc.Suggested[clause]
	_, said := doc.Findings[Self][clause]
	return suggested && said && !doc.AsSuggested(Self, clause)
}

// TakenFor lists the records on which the finding about a clause rests.
func (doc *Dossier) TakenFor(clause string) []TakenRecord {
	var list []TakenRecord
	for _, t := range doc.Taken {
		if t.Clause == clause {
			list = append(list, t)
		}
	}
	return list
}

// proven tells whether an item's claim is proven by what is recorded: a taken
// honour with its certificate, or the members' index as it was checked.
func (doc *Dossier) proven(item *indicator.Item) bool {
	return slices.ContainsFunc(item.Clauses, func(c indicator.Clause) bool {
		if c.Measure == nil {
			return false
		}
		if c.Measure.Name == indicator.MemberIndex {
			return doc.AsSuggested(Self, c.Code)
		}
		return c.Measure.Name == indicator.Honours && slices.ContainsFunc(doc.TakenFor(c.Code), func(t TakenRecord) bool { return t.Files > 0 })
	})
}

// HonoursOf lists the honours of a clause that the branch recorded in the year,
// by day, each once; ok tells that the clause counts honours.
func (a *Advised) HonoursOf(c *indicator.Clause) (list []Honour, ok bool) {
	if c.Measure == nil || c.Measure.Name != indicator.Honours {
		return nil, false
	}
	for _, h := range a.Facts.Honours {
		_, fits := c.Option(string(h.Level))
		if slices.Contains(c.Measure.Kinds, string(h.Kind)) && (fits || c.Kind != scoring.Tiers) {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(x, y Honour) int { return cmp.Or(y.On.DaysUntil(x.On), cmp.Compare(x.ID, y.ID)) })
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(h Honour) bool {
		twice := seen[h.Identity]
		seen[h.Identity] = true
		return twice
	}), true
}
