package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// Extension is more time that a branch was given for its self-assessment.
type Extension struct {
	Until  calendar.Date
	Reason string
	By     string // the officer's name
	At     time.Time
}

// Extensions queues the extensions of an assessment, the latest first.
func (b *Batch) Extensions(assessment int64, to *[]Extension) {
	b.all(func(r pgx.Row) error {
		var e Extension
		err := r.Scan(day{&e.Until}, &e.Reason, &e.By, &e.At)
		*to = append(*to, e)
		return err
	}, `select e.until, e.reason, p.name, e.granted_at from extension e join person p on p.id = e.granted_by where e.assessment_id = $1 order by e.id desc`, assessment)
}

// Extend queues more time for a branch that is still assessing itself, guarded
// by the end that was seen: seen is zero where there was no extension.
func (b *Batch) Extend(assessment int64, seen, until calendar.Date, reason string, by int64, at time.Time) {
	b.one(nil, ignore, `with u as (update assessment set extended_until = $3 where id = $1 and extended_until is not distinct from $2::date
		  and state in ('draft', 'returned') returning 1) select guard(count(*)) from u`, assessment, date(seen), date(until))
	b.do(`insert into extension (assessment_id, until, reason, granted_by, granted_at) values ($1, $2, $3, $4, $5)`, assessment, date(until), reason, by, at)
}
