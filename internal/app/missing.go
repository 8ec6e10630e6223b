package app

import (
	"maps"
	"time"

	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Unanswered lists the clauses of the self-assessment without a finding, in
// table order.
func (doc *Dossier) Unanswered() []string {
	var open []string
	for _, clause := range doc.Set.Clauses {
		_, item := doc.Set.Find(clause)
		if _, said := doc.Findings[Self][clause]; !said && item.AppliesTo(doc.Kind) {
			open = append(open, clause)
		}
	}
	return open
}

// ClaimsWithoutEvidence lists the numbers of the items that earn points by the
// self-assessment and have no evidence: neither a file nor a record that proves
// them.
func (doc *Dossier) ClaimsWithoutEvidence() []string {
	var claims []string
	for _, item := range doc.Set.Applies(doc.Kind) {
		if item.Direction == scoring.Earn && doc.claims(item.Code) && len(doc.EvidenceFor(Self, item.Code)) == 0 && !doc.proven(item) {
			claims = append(claims, doc.Set.Number(item.Code))
		}
	}
	return claims
}

// claims tells whether the self-assessment claims points in an item.
func (doc *Dossier) claims(item string) bool {
	for i, at := range doc.Set.Items {
		f, said := doc.Findings[Self][doc.Set.Clauses[i]]
		if at != item || !said || f.Said.NotApplicable {
			continue
		}
		counted := f.Said.Amount > 0 || f.Said.Count > 0 || f.Said.Occurred || f.Said.Option != "" && f.Said.Option != scoring.NoOption
		for _, tier := range f.Said.Counts {
			counted = counted || tier.Count > 0
		}
		if counted {
			return true
		}
	}
	return false
}

// OpenRemarks counts the remarks that were sent and have no reply.
func (doc *Dossier) OpenRemarks() int {
	n := 0
	for _, r := range doc.Remarks {
		if !r.SentAt.IsZero() && r.Reply == "" {
			n++
		}
	}
	return n
}

// ChangedSince tells whether the branch changed anything about an item after
// an instant: a finding, its note or its evidence.
func (doc *Dossier) ChangedSince(item string, at time.Time) bool {
	for i, of := range doc.Set.Items {
		if of == item && doc.Findings[Self][doc.Set.Clauses[i]].SavedAt.After(at) {
			return true
		}
	}
	for _, e := range doc.EvidenceFor(Self, item) {
		if e.AddedAt.After(at) {
			return true
		}
	}
	return doc.Entries[Self][item].SavedAt.After(at)
}

// Differs tells whether two levels state different things about a clause.
func (doc *Dossier) Differs(a, b store.Level, clause string) bool {
	x, saidX := doc.Findings[a][clause]
	y, saidY := doc.Findings[b][clause]
	if saidX != saidY {
		return true
	}
	return saidX && !Same(x.Said, y.Said)
}

// Same tells whether two findings about one clause state the same.
func Same(a, b scoring.Finding) bool {
	if a.NotApplicable || b.NotApplicable {
		return a.NotApplicable == b.NotApplicable
	}
	if !maps.Equal(named(a.Counts), named(b.Counts)) {
		return false
	}
	return a.Occurred == b.Occurred && a.Count == b.Count && a.Actual == b.Actual && a.HasExpected == b.HasExpected &&
		a.Expected == b.Expected && a.Amount == b.Amount && a.Option == b.Option
}

// named are the levels that occurred; one that is not named did not.
func named(tiers []scoring.Tier) map[string]int64 {
	m := map[string]int64{}
	for _, t := range tiers {
		if t.Count != 0 {
			m[t.Option] = t.Count
		}
	}
	return m
}
