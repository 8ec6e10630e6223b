package measure

import (
	"fmt"
	"slices"
	"strings"

	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// honours counts those of some kinds, by level.
func (j judge) honours() (Suggestion, bool) {
	var s Suggestion
	counts, elsewhere := map[string]int64{}, map[string]bool{}
	for i := range j.Honours {
		h := &j.Honours[i]
		if !j.counts(h.On) || !j.asks(string(h.Kind)) || !j.takes(string(h.Level)) || j.offered[h.Identity] {
			continue
		}
		if j.claimedElsewhere(h.Identity) {
			elsewhere[h.Identity] = true
			continue
		}
		j.offered[h.Identity] = true
		counts[string(h.Level)]++
		s.Records = append(s.Records, source(record.HonourRecord, h.ID, h.On, h.Title))
	}
	s.Finding = j.some(len(s.Records))
	s.Finding.Count, s.Finding.Counts = int64(len(s.Records)), j.tiers(counts)
	s.Because = "记实本中没有" + j.honourNames() + "方面的荣誉"
	if len(s.Records) > 0 {
		s.Because = "记实本中" + j.honourNames() + "方面的荣誉：" + tierWords(counts, record.HonourLevels(), "项")
	}
	if len(elsewhere) > 0 {
		s.Because += fmt.Sprintf("；另有 %d 项已在别处申报，没有计入", len(elsewhere))
	}
	return s, true
}

// takes tells whether the clause has an option for a tier, if it has options.
func (j judge) takes(tier string) bool {
	_, ok := j.clause.Option(tier)
	return ok || j.clause.Kind != scoring.Tiers
}

func (j judge) claimedElsewhere(identity string) bool {
	return slices.ContainsFunc(j.Claims, func(c Claim) bool {
		return c.Identity == identity && (c.Elsewhere || c.Clause != j.clause.Code)
	})
}

func (j judge) honourNames() string {
	var names []string
	for _, k := range j.m.Kinds {
		names = append(names, record.HonourKind(k).Chinese())
	}
	return strings.Join(names, "、")
}

// tiers are the counts of a tiers clause, of each option; nil for other kinds.
func (j judge) tiers(counts map[string]int64) []scoring.Tier {
	var list []scoring.Tier
	for _, o := range j.clause.Options {
		list = append(list, scoring.Tier{Option: o.Code, Count: counts[o.Code]})
	}
	return list
}

func tierWords(counts map[string]int64, tiers []record.Named, unit string) string {
	var parts []string
	for _, t := range tiers {
		if n := counts[t.Code]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d %s", t.Chinese, n, unit))
		}
	}
	return strings.Join(parts, "、")
}

// sanctions counts disciplinary decisions, by kind.
func (j judge) sanctions() (Suggestion, bool) {
	var s Suggestion
	counts := map[string]int64{}
	for i := range j.Sanctions {
		d := &j.Sanctions[i]
		if j.counts(d.On) && j.asks(string(d.Kind)) && j.takes(string(d.Kind)) {
			counts[string(d.Kind)]++
			s.Records = append(s.Records, source(record.SanctionRecord, d.ID, d.On, d.Kind.Chinese()))
		}
	}
	s.Finding = j.bad(len(s.Records))
	s.Finding.Counts = j.tiers(counts)
	s.Because = "记实本中没有党员受处分"
	if len(s.Records) > 0 {
		s.Because = "记实本中党员受处分：" + tierWords(counts, record.SanctionKinds(), "人次")
	}
	return s, true
}
