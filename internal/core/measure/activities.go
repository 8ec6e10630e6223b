package measure

import (
	"fmt"
	"slices"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// activities counts activities of some kinds.
func (j judge) activities() (Suggestion, bool) {
	var mine []*record.Activity
	for i := range j.Activities {
		if a := &j.Activities[i]; j.counts(a.On) && slices.ContainsFunc(j.m.Kinds, func(k string) bool { return a.Is(record.ActivityKind(k)) }) {
			mine = append(mine, a)
		}
	}
	if j.clause.Kind == scoring.PerMissing {
		return j.activitiesBySpan(mine)
	}
	s := Suggestion{Finding: j.some(len(mine)), Records: activityRefs(mine), Because: j.tally(mine)}
	s.Finding.Count = int64(len(mine))
	if len(mine) == 0 && !j.earns {
		j.due(&s, Gap{Name: j.activityNames(), Record: record.ActivityRecord, Kind: j.m.Kinds[0], Days: j.book.year})
	}
	return s, true
}

// activitiesBySpan counts the spans in which there was one.
func (j judge) activitiesBySpan(mine []*record.Activity) (Suggestion, bool) {
	var s Suggestion
	var lacking []Gap
	expected, held := 0, 0
	for _, sp := range j.spans(j.m.Each) {
		asked, gaps := j.lacking(mine, sp)
		if !asked {
			continue
		}
		expected++
		if len(gaps) == 0 {
			held++
		}
		lacking = append(lacking, gaps...)
	}
	if expected == 0 {
		s.Finding = scoring.Finding{NotApplicable: true, Reason: j.whyNotAsked()}
		s.Because = s.Finding.Reason
		return s, true
	}
	if j.clause.Expected != nil {
		expected = min(expected, int(*j.clause.Expected))
	}
	s.Finding, s.Records, s.Because = j.held(held, expected), activityRefs(mine), j.spanTally(held, expected)
	for _, g := range lacking {
		if held < expected {
			j.due(&s, g)
		}
	}
	return s, true
}

// lacking tells whether a span asks for anything, and what it has not.
func (j judge) lacking(mine []*record.Activity, sp span) (asked bool, gaps []Gap) {
	var within []*record.Activity
	for _, a := range mine {
		if sp.days.Has(a.On) {
			within = append(within, a)
		}
	}
	gap := Gap{Name: sp.name, Record: record.ActivityRecord, Kind: j.m.Kinds[0], Days: sp.days}
	if !j.m.Groups {
		if len(within) == 0 {
			gaps = append(gaps, gap)
		}
		return true, gaps
	}
	standing := j.groups(sp.days)
	for _, g := range standing {
		if !met(within, g, len(standing)) {
			gap.Group, gap.Name = g.ID, sp.name
			if len(standing) > 1 {
				gap.Name += g.Name
			}
			gaps = append(gaps, gap)
		}
	}
	return len(standing) > 0, gaps
}

// groups are those that stand on any day of a span.
func (j judge) groups(days calendar.Window) []*record.Group {
	var list []*record.Group
	for i := range j.Groups {
		if g := &j.Groups[i]; g.During(days) {
			list = append(list, g)
		}
	}
	return list
}

func met(within []*record.Activity, g *record.Group, standing int) bool {
	return slices.ContainsFunc(within, func(a *record.Activity) bool { return a.Group == g.ID || a.Group == 0 && standing == 1 })
}

func (j judge) whyNotAsked() string {
	if j.m.Groups && len(j.groups(j.book.year)) == 0 {
		return "未设党小组"
	}
	return "支部在本年度内没有整段时间可计"
}

func (j judge) activityNames() string {
	var names []string
	for _, k := range j.m.Kinds {
		names = append(names, record.ActivityKind(k).Chinese())
	}
	return strings.Join(names, "、")
}

func (j judge) spanTally(held, expected int) string {
	done, span := "登记", spanWords[j.m.Each]
	if j.m.Groups {
		done = "各党小组都登记"
	}
	if held == 0 {
		return fmt.Sprintf("记实本中没有%s%s，应有 %d %s", done, j.activityNames(), expected, span)
	}
	return fmt.Sprintf("记实本中有 %d %s%s了%s，应有 %d %s", held, span, done, j.activityNames(), expected, span)
}

// tally tells how many of each kind there were.
func (j judge) tally(mine []*record.Activity) string {
	if len(mine) == 0 {
		return "记实本中没有登记" + j.activityNames()
	}
	var parts []string
	for _, k := range j.m.Kinds {
		n := 0
		for _, a := range mine {
			if a.Is(record.ActivityKind(k)) {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d 次", record.ActivityKind(k).Chinese(), n))
		}
	}
	return "记实本中登记了" + strings.Join(parts, "、")
}

func activityRefs(list []*record.Activity) []Source {
	var refs []Source
	for _, a := range list {
		refs = append(refs, source(record.ActivityRecord, a.ID, a.On, a.Title))
	}
	return refs
}
