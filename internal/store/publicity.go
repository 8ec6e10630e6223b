package store

import (
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
)

// Publicity is a period for which a branch's result was publicised, with the
// score and grade that it had.
type Publicity struct {
	Nr          int // from 1
	From, Until calendar.Date
	Total       scoring.Points
	Grade       string
	By          string // the secretary's name
	At          time.Time
}

// Publicities queues the periods for which an assessment was publicised, in
// order.
func (b *Batch) Publicities(assessment int64, to *[]Publicity) {
	b.all(collect(to, func(p *Publicity) []any {
		return []any{&p.Nr, day{&p.From}, day{&p.Until}, &p.Total, &p.Grade, &p.By, &p.At}
	}), `select x.nr, x.public_from, x.public_until, x.total, x.grade, p.name, x.made_at
		from publicity x join person p on p.id = x.made_by where x.assessment_id = $1 order by x.nr`, assessment)
}

// Publicise queues a period from a day until another, both included, in which
// what now counts is public. It goes with the move to Publicised, or begins a
// new period of what is publicised already.
func (b *Batch) Publicise(id int64, from, until calendar.Date, counts Score, by int64, at time.Time) {
	b.do(`update assessment set public_from = $2, public_until = $3, publicised_by = $4, publicised_at = $5 where id = $1`, id, date(from), date(until), by, at)
	b.do(`insert into publicity (assessment_id, nr, public_from, public_until, total, grade, made_by, made_at)
		select $1, count(*) + 1, $2, $3, $4, $5, $6, $7 from publicity where assessment_id = $1`,
		id, date(from), date(until), counts.Total, counts.Grade, by, at)
}
