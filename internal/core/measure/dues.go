package measure

import (
	"cmp"
	"slices"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// ledger is what the book says about the dues of a year, by month.
type ledger struct {
	owed      map[calendar.Month]bool // somebody's are recorded
	short     map[calendar.Month]bool // somebody's are not paid in full
	handed    map[calendar.Month]calendar.Date
	seen      map[calendar.Month]bool
	announced bool
}

func (j judge) ledger() ledger {
	l := ledger{map[calendar.Month]bool{}, map[calendar.Month]bool{}, map[calendar.Month]calendar.Date{}, map[calendar.Month]bool{}, false}
	for _, d := range j.Dues {
		if j.judged(d.Month) {
			l.owed[d.Month], l.seen[d.Month] = true, true
			l.short[d.Month] = l.short[d.Month] || d.Paid < d.Due
		}
	}
	for _, d := range j.DuesMonths {
		if j.judged(d.Month) {
			l.seen[d.Month], l.handed[d.Month] = true, d.HandedUpOn
			l.announced = l.announced || !d.PublishedOn.IsZero() && !j.until.Before(d.PublishedOn)
		}
	}
	return l
}

// judged tells whether a month of the year has begun.
func (j judge) judged(m calendar.Month) bool { return m.Year == j.Year && !j.until.Before(m.First()) }

// dues counts the kinds of problem with the collecting, handing up and
// publishing of dues.
func (j judge) dues() (Suggestion, bool) {
	l := j.ledger()
	if len(l.seen) == 0 {
		return Suggestion{}, false
	}
	var s Suggestion
	var short, late []string
	marked := map[calendar.Month]bool{}
	for _, sp := range j.spans("month") {
		m := calendar.MonthOf(sp.days.From)
		if sp.days.Until.Before(j.today) && (l.short[m] || !l.owed[m]) {
			short, marked[m] = append(short, sp.name), true
			j.due(&s, Gap{Name: sp.name + "党费", Record: record.DuesRecord, Days: sp.days})
		}
		if handUpDue(m).Before(j.orUntil(l.handed[m])) && l.owed[m] {
			late, marked[m] = append(late, sp.name), true
		}
	}
	if !l.announced {
		j.due(&s, Gap{Name: "公布党费收缴使用情况", Record: record.DuesRecord, Days: j.book.year})
	}
	problems := j.problems(short, late, l.announced)
	s.Records, s.Because = l.refs(marked), strings.Join(problems, "；")
	if len(problems) == 0 {
		s.Because = "党费按月收齐、按时上缴，使用情况已公布"
	}
	s.Finding = scoring.Finding{Occurred: len(problems) > 0, Amount: j.steps(len(problems))}
	return s, true
}

// handUpDue is the last day on which a month's dues are handed up in time: of
// the month after its quarter.
func handUpDue(m calendar.Month) calendar.Date {
	return m.Add(3 - (int(m.Month)-1)%3).Last()
}

func (j judge) problems(short, late []string, announced bool) []string {
	var list []string
	if len(short) > 0 {
		list = append(list, strings.Join(short, "、")+"的党费没有收齐或没有登记")
	}
	if len(late) > 0 {
		list = append(list, strings.Join(late, "、")+"的党费没有按时上缴")
	}
	if !announced {
		list = append(list, "本年度还没有公布党费收缴使用情况")
	}
	return list
}

// steps is the amount of a range for a number of kinds of problem.
func (j judge) steps(n int) scoring.Points {
	if n == 0 {
		return 0
	}
	return min(j.clause.Max, j.clause.Min+scoring.Points(n-1)*j.clause.Step)
}

// refs names the months with a problem; without any, all that are recorded.
func (l ledger) refs(marked map[calendar.Month]bool) []Source {
	var months []calendar.Month
	for m := range l.seen {
		if len(marked) == 0 || marked[m] {
			months = append(months, m)
		}
	}
	slices.SortFunc(months, func(a, b calendar.Month) int { return cmp.Compare(a.ID(), b.ID()) })
	var refs []Source
	for _, m := range months {
		refs = append(refs, source(record.DuesRecord, m.ID(), m.First(), m.Short()+"党费"))
	}
	return refs
}
