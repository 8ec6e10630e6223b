package store

import (
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
)

// Reopening is that a reported branch was opened again for verification.
type Reopening struct {
	Reason string
	Until  calendar.Date  // last day for the new verification
	Total  scoring.Points // the score that counted, and counts until the new one is signed
	Grade  string
	Name   string // the officer's
	At     time.Time
}

// Reopenings queues the reopenings of an assessment, the latest first.
func (b *Batch) Reopenings(assessment int64, to *[]Reopening) {
	b.all(collect(to, func(r *Reopening) []any {
		return []any{&r.Reason, day{&r.Until}, &r.Total, &r.Grade, &r.Name, &r.At}
	}), `select r.reason, r.review_until, r.total, r.grade, p.name, r.made_at from reopening r join person p on p.id = r.made_by
		where r.assessment_id = $1 order by r.id desc`, assessment)
}

// Reopen queues what goes with the move of a reported assessment back to
// Submitted: until when it is to be verified, and the record.
func (b *Batch) Reopen(a *Assessment, until calendar.Date, reason string, by int64, at time.Time) {
	b.do(`update assessment set review_until = $2, reopened_at = $3, reopened_by = $4, public_from = null, public_until = null where id = $1`, a.ID, date(until), at, by)
	b.do(`insert into reopening (assessment_id, reason, review_until, total, grade, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7)`,
		a.ID, reason, date(until), a.Counts.Total, a.Counts.Grade, by, at)
}

// ChecksOpen queues whether an assessment's branch stands in a published
// population of which checks are still open: no seed was confirmed yet, or what
// comes of a drawn branch's check is not decided.
func (b *Batch) ChecksOpen(assessment int64, open *bool) {
	b.one(nil, scanOne(open), `select exists (select`+openDraws+`and a.id = $1)`, assessment)
}

// ChecksOpenBelow queues the assessments of a committee in a cycle for which
// ChecksOpen holds.
func (b *Batch) ChecksOpenBelow(cycle, committee int64, to *[]int64) {
	b.all(collect(to, func(id *int64) []any { return []any{id} }), `select distinct a.id`+openDraws+`and a.cycle_id = $1 and a.committee_id = $2`, cycle, committee)
}

// openDraws are draws with open checks, joined with the assessments of their populations.
const openDraws = ` from draw d join assessment a on a.cycle_id = d.cycle_id join organisation o on o.id = a.branch_id
	where strpos(chr(10) || d.population, chr(10) || o.code || chr(9)) > 0
	  and (d.state = 'published' or exists (select from spot_check s where s.draw_id = d.id
		and not exists (select from spot_decision x where x.spot_check_id = s.id and x.confirmed))) `
