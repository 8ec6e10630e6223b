package measure

import (
	"fmt"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// vacantSeats counts seats that stood empty for too long.
func (j judge) vacantSeats() (Suggestion, bool) {
	var all, vacant []Source
	var names []string
	for i := range j.Seats {
		seat := &j.Seats[i]
		if !j.meets(seat.Opened, j.orUntil(lastDay(seat.Closed))) {
			continue
		}
		ref := source(record.SeatRecord, seat.ID, seat.Opened, seat.Post)
		all = append(all, ref)
		if since, yes := j.vacant(seat); yes {
			vacant = append(vacant, ref)
			names = append(names, fmt.Sprintf("%s（自%s）", seat.Post, since.Chinese()))
		}
	}
	s := Suggestion{Finding: j.bad(len(vacant)), Records: vacant}
	s.Because = fmt.Sprintf("空缺超过 %d 个月：%s", j.m.Months, strings.Join(names, "、"))
	if len(vacant) == 0 {
		s.Records, s.Because = all, fmt.Sprintf("记实本中没有空缺超过 %d 个月的班子职位", j.m.Months)
	}
	return s, len(all) > 0
}

// lastDay turns the first day without something into the last day with it.
func lastDay(without calendar.Date) calendar.Date {
	if without.IsZero() {
		return without
	}
	return without.AddDays(-1)
}

// vacant tells whether a seat stood empty for longer than allowed on a day of
// the year, and since when.
func (j judge) vacant(seat *record.Seat) (since calendar.Date, yes bool) {
	since = seat.Opened
	byDay(&seat.Holdings, func(h *record.Holding) (calendar.Date, int64) { return h.Since, h.ID })
	for _, h := range seat.Holdings {
		if j.meets(since.AddMonths(j.m.Months), j.orUntil(lastDay(h.Since))) {
			return since, true
		}
		if h.Until.IsZero() {
			return since, false
		}
		since = h.Until
	}
	return since, j.meets(since.AddMonths(j.m.Months), j.orUntil(lastDay(seat.Closed)))
}

// reelection finds the worst delay of an election.
func (j judge) reelection() (Suggestion, bool) {
	worst, days, long := -1, 0, false
	last := -1
	for i := range j.Terms {
		t := &j.Terms[i]
		if j.until.Before(t.Elected) {
			break // they are in order
		}
		last = i
		end := j.until
		if i+1 < len(j.Terms) {
			end = j.orUntil(j.Terms[i+1].Elected)
		}
		if late := t.Due.DaysUntil(end); late > days && j.meets(t.Due.AddDays(1), end) {
			worst, days, long = i, late, !end.Before(t.Due.AddMonths(12))
		}
	}
	if last < 0 {
		return Suggestion{}, false
	}
	s := Suggestion{Finding: scoring.Finding{Option: scoring.NoOption}, Because: "本届任期到" + j.Terms[last].Due.Chinese() + "，没有推延换届"}
	if worst >= 0 {
		last = worst
		s.Finding = scoring.Finding{Option: j.m.Late, Occurred: true}
		if long && j.m.Long != "" {
			s.Finding.Option = j.m.Long
		}
		s.Because = fmt.Sprintf("应于%s换届，推延了 %d 天", j.Terms[worst].Due.Chinese(), days)
	}
	s.Records = []Source{source(record.TermRecord, j.Terms[last].ID, j.Terms[last].Elected, "支委会任期")}
	return s, true
}

// transfers counts those that were open for too long.
func (j judge) transfers() (Suggestion, bool) {
	var s Suggestion
	for i := range j.Transfers {
		t := &j.Transfers[i]
		if j.meets(t.Asked.AddMonths(j.m.Months).AddDays(1), j.orUntil(t.Done)) {
			s.Records = append(s.Records, source(record.TransferRecord, t.ID, t.Asked, t.Name+"的组织关系"))
		}
	}
	s.Finding = j.bad(len(s.Records))
	s.Because = fmt.Sprintf("记实本中没有超过 %d 个月未转的组织关系", j.m.Months)
	if n := len(s.Records); n > 0 {
		s.Because = fmt.Sprintf("记实本中有 %d 例组织关系超过 %d 个月未转", n, j.m.Months)
	}
	return s, true
}
