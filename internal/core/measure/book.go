package measure

import (
	"cmp"
	"slices"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// book is a branch's facts, each list in an order of its own, with the days
// that are judged.
type book struct {
	Facts
	today   calendar.Date
	year    calendar.Window // the days of the year on which the branch stood
	until   calendar.Date   // the last day judged
	running bool            // the year is not over
	offered map[string]bool // identities of honours that a clause before has been offered
}

func open(f Facts) *book {
	b := &book{Facts: f, today: f.Today, year: calendar.Year(f.Year), offered: map[string]bool{}}
	if b.year.From.Before(f.Founded) {
		b.year.From = f.Founded
	}
	if !f.Closed.IsZero() && f.Closed.AddDays(-1).Before(b.year.Until) {
		b.year.Until = f.Closed.AddDays(-1)
	}
	b.until = b.year.Until
	if b.running = !b.year.Until.Before(b.today); b.running {
		b.until = b.today
	}
	b.order()
	return b
}

// nothing tells that none of the year's days has come, or none saw the branch.
func (b *book) nothing() bool { return b.until.Before(b.year.From) }

func (b *book) order() {
	byDay(&b.Activities, func(a *record.Activity) (calendar.Date, int64) { return a.On, a.ID })
	byDay(&b.Plans, func(p *record.Plan) (calendar.Date, int64) { return p.On, p.ID })
	byDay(&b.Honours, func(h *record.Honour) (calendar.Date, int64) { return h.On, h.ID })
	byDay(&b.Sanctions, func(s *record.Sanction) (calendar.Date, int64) { return s.On, s.ID })
	byDay(&b.Rules, func(u *record.Rule) (calendar.Date, int64) { return u.On, u.ID })
	byDay(&b.Terms, func(t *record.Term) (calendar.Date, int64) { return t.Elected, t.ID })
	byDay(&b.Seats, func(s *record.Seat) (calendar.Date, int64) { return s.Opened, s.ID })
	byDay(&b.Transfers, func(t *record.Transfer) (calendar.Date, int64) { return t.Asked, t.ID })
	byDay(&b.Groups, func(g *record.Group) (calendar.Date, int64) { return g.Formed, g.ID })
	byDay(&b.Members, func(m *record.Member) (calendar.Date, int64) { return m.Since, m.ID })
}

// byDay replaces a list by a copy in the order of days and ids. The places are
// sorted, because the records are large.
func byDay[T any](list *[]T, at func(*T) (calendar.Date, int64)) {
	type place struct {
		day, index int
		id         int64
	}
	places := make([]place, len(*list))
	for i := range *list {
		day, id := at(&(*list)[i])
		places[i] = place{dayNumber(day), i, id}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id)) })
	sorted := make([]T, len(*list))
	for i, p := range places {
		sorted[i] = (*list)[p.index]
	}
	*list = sorted
}

func dayNumber(d calendar.Date) int { return d.Year*10000 + int(d.Month)*100 + d.Day }

// counts tells whether something of that day counts: it lies in the year and
// has happened.
func (b *book) counts(on calendar.Date) bool {
	return dayNumber(b.year.From) <= dayNumber(on) && dayNumber(on) <= dayNumber(b.until)
}

// meets tells whether any day from one to another, both included, is judged.
func (b *book) meets(from, until calendar.Date) bool {
	return max(dayNumber(from), dayNumber(b.year.From)) <= min(dayNumber(until), dayNumber(b.until))
}

// orUntil is a day, or the last day judged where it is not set or comes later.
func (b *book) orUntil(d calendar.Date) calendar.Date {
	if d.IsZero() || b.until.Before(d) {
		return b.until
	}
	return d
}
