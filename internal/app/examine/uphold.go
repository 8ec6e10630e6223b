package examine

import (
	"fmt"
	"maps"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// uphold writes the new findings, what they changed, and the score; it begins
// the publicity anew where a score changed.
func (s *Service) uphold(b *store.Batch, actor access.Actor, in Decision, doc *app.Dossier, o *app.Objection, days calendar.Days) error {
	item, _, _ := doc.Set.Item(o.Item)
	was, scored := maps.Clone(doc.Findings[app.Review]), doc.Counts
	p := &pen{Service: s, doc: doc, b: b, actor: actor, item: clausesOf(item)}
	if err := p.uphold(in, item); err != nil {
		return err
	}
	changed := false
	for _, clause := range p.item {
		before, there := was[clause]
		now, stands := doc.Findings[app.Review][clause]
		if there == stands && before.Version == now.Version {
			continue
		}
		changed = changed || there != stands || !app.Same(before.Said, now.Said) || before.Said.Reason != now.Said.Reason
		b.ChangeByObjection(o.ID, clause, findingOr(before, there), now.Value, now.Reason)
	}
	if !changed {
		return fault.Field("decision", "采纳异议，要在下面改动核定。核定不变的，请选“不采纳”。")
	}
	if err := rescore(doc, b); err != nil {
		return err
	}
	if err := in.falls(scored, doc.Counts); err != nil {
		return err
	}
	if slices.Equal(scored.Items, doc.Counts.Items) && scored.Total == doc.Counts.Total && scored.Vetoed == doc.Counts.Vetoed {
		return nil
	}
	s.makePublic(b, &doc.Assessment, publicUntil(days, s.Today(), doc.Cycle.PublicDays), actor, fmt.Sprintf("objection %d", o.ID))
	return nil
}

// falls asks once more before a decision in favour of an objection costs the branch
// points: mostly a figure is mistyped then.
func (in Decision) falls(before, after store.Score) error {
	if in.Lower || after.Total >= before.Total && (before.Vetoed || !after.Vetoed) {
		return nil
	}
	return fault.Field("lower", fmt.Sprintf("照这样核定，总分由 %s 变为 %s，支部受损。填错的请改正；确实要这样核定的，勾选“确认减少得分”后再签署。", before.Total, after.Total))
}

func findingOr(f app.Finding, there bool) *store.Finding {
	if !there {
		return nil
	}
	return &f.Finding
}

// uphold states what the decision says about the item. A change that tells no reason
// of its own has the decision's.
func (p *pen) uphold(in Decision, item *indicator.Item) error {
	verdict, err := in.Read(item)
	if err != nil {
		return err
	}
	for i := range verdict.Clauses {
		st := &verdict.Clauses[i]
		if p.reason(*st) == "" {
			st.Reason = short(in.Answer)
		}
	}
	return p.write(verdict)
}

// short cuts a text to the length of a reason.
func short(text string) string {
	if r := []rune(text); len(r) > reasonLimit {
		return string(r[:reasonLimit-1]) + "…"
	}
	return text
}
