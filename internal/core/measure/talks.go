package measure

import (
	"fmt"
	"slices"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// talks counts the members with whom the secretary or a deputy talked.
func (j judge) talks() (Suggestion, bool) {
	roster := j.roster()
	if len(roster) == 0 {
		return Suggestion{}, false
	}
	var s Suggestion
	talked := map[int64]bool{}
	others := 0
	for i := range j.Activities {
		a := &j.Activities[i]
		if !j.counts(a.On) || !a.Is(record.Talk) {
			continue
		}
		if !j.leads(a.Chair, a.On) {
			others++
			continue
		}
		s.Records = append(s.Records, source(record.ActivityRecord, a.ID, a.On, a.Title))
		for _, m := range append(slices.Clone(a.Present), a.Chair) {
			talked[m] = true
		}
	}
	actual := 0
	for _, m := range roster {
		if talked[m.ID] {
			actual++
			continue
		}
		j.due(&s, Gap{Name: m.Name, Record: record.ActivityRecord, Kind: string(record.Talk), Days: j.book.year, Member: m.ID})
	}
	s.Finding = j.held(actual, len(roster))
	s.Because = fmt.Sprintf("名册上有 %d 名党员，记实本中有书记或副书记与其中 %d 人的谈心谈话", len(roster), actual)
	if others > 0 {
		s.Because += fmt.Sprintf("；另有 %d 次谈话的主谈人不是书记或副书记，没有计入", others)
	}
	return s, true
}

// roster is who counts on the last day judged, each once.
func (j judge) roster() []*record.Member {
	var list []*record.Member
	for i := range j.Members {
		m := &j.Members[i]
		if m.At(j.until) && !slices.ContainsFunc(list, func(o *record.Member) bool { return o.ID == m.ID }) {
			list = append(list, m)
		}
	}
	return list
}

// leads tells whether a member is secretary or deputy on a day, by the seats or,
// where the seats do not say, by the duty on the roster.
func (j judge) leads(member int64, on calendar.Date) bool {
	if member == 0 {
		return false
	}
	for i := range j.Seats {
		for _, h := range j.Seats[i].Holdings {
			if h.Member == member && leading(j.Seats[i].Post) && !on.Before(h.Since) && (h.Until.IsZero() || on.Before(h.Until)) {
				return true
			}
		}
	}
	return slices.ContainsFunc(j.Members, func(m record.Member) bool { return m.ID == member && leading(m.Duty) && m.At(on) })
}

// leading tells whether a post is the secretary's or a deputy's.
func leading(post string) bool { return strings.Contains(post, "书记") }
