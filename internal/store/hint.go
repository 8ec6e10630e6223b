package store

import (
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/plausible"
	"baolei/internal/core/record"
)

// RecordBook queues what hints about a branch's records of a year are taken
// from; the deadline is the caller's to fill in.
func (b *Batch) RecordBook(branch int64, year int, to *plausible.Book) {
	w := calendar.Year(year)
	b.Members(branch, w, &to.Members)
	b.Activities(branch, w, &to.Activities)
	b.all(collect(&to.Entries, func(e *plausible.Entry) []any {
		return []any{&e.Ref.Kind, &e.Ref.ID, day{&e.Occurred}, &e.RecordedAt}
	}), `
		select 'activity', id, occurred_on, recorded_at from activity where branch_id = $1 and occurred_on between $2 and $3 and removed_at is null
		union all select 'honour', id, occurred_on, recorded_at from honour where branch_id = $1 and occurred_on between $2 and $3 and removed_at is null
		union all select 'study_plan', id, occurred_on, recorded_at from study_plan where branch_id = $1 and occurred_on between $2 and $3 and removed_at is null
		union all select 'branch_rule', id, occurred_on, recorded_at from branch_rule where branch_id = $1 and occurred_on between $2 and $3 and removed_at is null`,
		branch, date(w.From), date(w.Until))
	b.repeatedFiles(branch, w, to)
}

// repeatedFiles queues the files of a year's records that are used more than
// once: in another record here, or anywhere at another branch. That a record's
// file is also evidence of the same branch is how it should be.
func (b *Batch) repeatedFiles(branch int64, w calendar.Window, to *plausible.Book) {
	b.all(collect(&to.Files, func(u *plausible.Use) []any {
		return []any{&u.Digest, &u.Name, &u.Ref.Kind, &u.Ref.ID, &u.Where, &u.Branch}
	}), `
		with mine as (
		  select f.digest, f.name, f.kind, f.record_id, coalesce(
		    (select title || ' ' || to_char(occurred_on, 'FMMM月FMDD日') from activity where f.kind = 'activity' and id = f.record_id and removed_at is null and occurred_on between $2 and $3),
		    (select title || ' ' || to_char(occurred_on, 'FMMM月FMDD日') from honour where f.kind = 'honour' and id = f.record_id and removed_at is null and occurred_on between $2 and $3),
		    (select title from study_plan where f.kind = 'study_plan' and id = f.record_id and removed_at is null and occurred_on between $2 and $3),
		    (select title from branch_rule where f.kind = 'branch_rule' and id = f.record_id and removed_at is null and occurred_on between $2 and $3)) as place
		  from record_file f where f.branch_id = $1),
		here as (select digest, name, kind, record_id, place, '' as branch from mine where place is not null
		  union all select e.digest, min(e.name), 'evidence', e.assessment_id, '自评佐证', '' from evidence e join assessment a on a.id = e.assessment_id join cycle c on c.id = a.cycle_id
		    where a.branch_id = $1 and c.year = extract(year from $2::date) and e.level = 'self' group by e.digest, e.assessment_id),
		elsewhere as (
		  select distinct f.digest, '' as name, f.kind, f.branch_id as record_id, '' as place, o.name as branch from record_file f join organisation o on o.id = f.branch_id
		    where f.branch_id <> $1 and f.digest in (select digest from here)
		  union select distinct e.digest, '', 'evidence', a.branch_id, '', o.name from evidence e join assessment a on a.id = e.assessment_id join organisation o on o.id = a.branch_id
		    where a.branch_id <> $1 and e.level = 'self' and e.digest in (select digest from here))
		select digest, name, kind, record_id, place, branch from here h
		where exists (select from elsewhere e where e.digest = h.digest) or h.kind <> 'evidence' and (select count(*) from here o where o.digest = h.digest and o.kind <> 'evidence') > 1
		union all select digest, name, kind, record_id, place, branch from elsewhere`, branch, date(w.From), date(w.Until))
}

// SaveHints queues the keeping of hints about an assessment.
func (b *Batch) SaveHints(assessment int64, hints []plausible.Hint, at time.Time) error {
	if hints == nil {
		hints = []plausible.Hint{}
	}
	text, err := json.Marshal(hints)
	if err != nil {
		return err
	}
	b.do(`insert into hint (assessment_id, hints, made_at) values ($1, $2, $3) on conflict (assessment_id) do update set hints = excluded.hints, made_at = excluded.made_at`, assessment, text, at)
	return nil
}

// Hints queues the hints about an assessment, as they were at submission.
func (b *Batch) Hints(assessment int64, to *[]plausible.Hint, at *time.Time) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(to, at) }, `select hints, made_at from hint where assessment_id = $1`, assessment)
}

// EvidenceUse is the kind under which a file that is evidence is told of in
// hints; its id is the assessment's or, elsewhere, the branch's.
const EvidenceUse record.Kind = "evidence"
