package measure

import (
	"fmt"
	"slices"
	"strings"

	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// plans counts the kinds of which there is a plan for the year.
func (j judge) plans() (Suggestion, bool) {
	var s Suggestion
	var have []string
	for _, kind := range j.m.Kinds {
		name, n := record.PlanKind(kind).Chinese(), len(s.Records)
		for i := range j.Plans {
			if p := &j.Plans[i]; p.Year == j.Year && string(p.Kind) == kind {
				s.Records = append(s.Records, source(record.PlanRecord, p.ID, p.On, p.Title))
			}
		}
		if len(s.Records) > n {
			have = append(have, name)
		} else {
			j.due(&s, Gap{Name: name, Record: record.PlanRecord, Kind: kind, Days: j.book.year})
		}
	}
	s.Because = "记实本中没有本年度的计划"
	if len(have) > 0 {
		s.Because = "记实本中有" + strings.Join(have, "、")
	}
	return j.papers(s, len(have), len(j.m.Kinds)), true
}

// papers completes a suggestion of papers that are kept: where enough are there,
// nothing is missing.
func (j judge) papers(s Suggestion, have, most int) Suggestion {
	enough := have > 0
	if j.clause.Kind == scoring.PerMissing {
		if j.clause.Expected != nil {
			most = int(*j.clause.Expected)
		}
		s.Finding, enough = j.held(have, most), have >= most
	} else {
		s.Finding = j.some(have)
	}
	if enough {
		s.Missing, s.Open = nil, nil
	}
	return s
}

// cleanGovernment asks whether a yearly plan has clean government in it.
func (j judge) cleanGovernment() (Suggestion, bool) {
	var with, without []Source
	for i := range j.Plans {
		p := &j.Plans[i]
		ref := source(record.PlanRecord, p.ID, p.On, p.Title)
		switch {
		case p.Year != j.Year || p.Kind != record.Yearly:
		case p.CleanGovernment:
			with = append(with, ref)
		default:
			without = append(without, ref)
		}
	}
	s := Suggestion{Finding: j.some(len(with)), Records: with, Because: "年度计划写明了党风廉政建设"}
	if len(with) > 0 {
		return s, true
	}
	s.Records, s.Because = without, "年度计划没有写明党风廉政建设"
	if len(without) == 0 {
		s.Because = "记实本中没有年度计划"
	}
	j.due(&s, Gap{Name: "写明党风廉政建设的年度计划", Record: record.PlanRecord, Kind: string(record.Yearly), Days: j.book.year})
	return s, true
}

// rules counts those in force.
func (j judge) rules() (Suggestion, bool) {
	var s Suggestion
	have := map[string]bool{}
	for i := range j.Rules {
		u := &j.Rules[i]
		if j.until.Before(u.On) || !u.Repealed.IsZero() && !j.until.Before(u.Repealed) || !j.asks(string(u.Kind)) {
			continue
		}
		have[string(u.Kind)] = true
		s.Records = append(s.Records, source(record.RuleRecord, u.ID, u.On, u.Title))
	}
	for _, k := range record.RuleKinds() {
		if !have[k.Code] && j.asks(k.Code) {
			j.due(&s, Gap{Name: k.Chinese, Record: record.RuleRecord, Kind: k.Code, Days: j.book.year})
		}
	}
	s.Because = fmt.Sprintf("记实本中有现行制度 %d 项", len(s.Records))
	return j.papers(s, len(s.Records), 1), true
}

// asks tells whether the measure counts a kind of record.
func (j judge) asks(kind string) bool { return len(j.m.Kinds) == 0 || slices.Contains(j.m.Kinds, kind) }
