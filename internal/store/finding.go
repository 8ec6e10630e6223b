package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Finding is what is stated about a clause at a level. Value is the finding in
// the form that `baolei score` reads.
type Finding struct {
	Level     Level
	Clause    string
	Value     []byte
	Reason    string // why the review differs
	Copied    bool   // review: taken over from the self-assessment
	Version   int
	SavedBy   int64
	SavedName string
	SavedAt   time.Time
}

// Findings queues all findings of an assessment, of all levels.
func (b *Batch) Findings(assessment int64, to *[]Finding) {
	b.all(func(r pgx.Row) error {
		var f Finding
		if err := r.Scan(&f.Level, &f.Clause, &f.Value, &f.Reason, &f.Copied, &f.Version, &f.SavedBy, &f.SavedName, &f.SavedAt); err != nil {
			return err
		}
		*to = append(*to, f)
		return nil
	}, `select f.level, f.clause, f.value, f.reason, f.copied, f.version, f.saved_by, p.name, f.saved_at
		from finding f join person p on p.id = f.saved_by where f.assessment_id = $1 order by f.clause, f.level`, assessment)
}

// SaveFinding queues a finding. f.Version is the version that the person saw, 0
// for none: where it is no longer that, the whole transaction stops.
func (b *Batch) SaveFinding(assessment int64, f Finding) {
	b.one(nil, ignore, `
		with u as (
		  insert into finding (assessment_id, level, clause, value, reason, version, saved_by, saved_at)
		  select $1, $2, $3, $4, $5, $6 + 1, $7, $8
		  where $6 = 0 or exists (select from finding where assessment_id = $1 and level = $2 and clause = $3)
		  on conflict (assessment_id, level, clause) do update
		    set value = excluded.value, reason = excluded.reason, copied = false, version = excluded.version, saved_by = excluded.saved_by, saved_at = excluded.saved_at
		    where finding.version = $6
		  returning 1)
		select guard(count(*)) from u`, assessment, string(f.Level), f.Clause, f.Value, f.Reason, f.Version, f.SavedBy, f.SavedAt)
}

// RemoveFinding queues the taking back of a finding: the clause is unanswered
// again. version is the one that the person saw.
func (b *Batch) RemoveFinding(assessment int64, level Level, clause string, version int) {
	b.one(nil, ignore, `with d as (delete from finding where assessment_id = $1 and level = $2 and clause = $3 and version = $4 returning 1)
		select guard(count(*)) from d`, assessment, string(level), clause, version)
}

// CopyToReview queues the start of a review: each self finding is copied, but
// where a reviewer stated something else before a return it stays. Items that
// the branch changed since they were dealt with are marked. items[i] is the
// item of clauses[i], for the whole set.
func (b *Batch) CopyToReview(assessment int64, items, clauses []string, at time.Time) {
	b.do(`update item_entry e set changed = true, done_by = null, done_at = null
		where e.assessment_id = $1 and e.level = 'review' and e.done_at is not null and (
		  exists (select from unnest($2::text[], $3::text[]) as t (item, clause) join finding f on f.clause = t.clause
		    where t.item = e.item and f.assessment_id = $1 and f.level = 'self' and f.saved_at > e.done_at)
		  or exists (select from item_entry n where n.assessment_id = $1 and n.level = 'self' and n.item = e.item and n.saved_at > e.done_at)
		  or exists (select from evidence v where v.assessment_id = $1 and v.item = e.item and v.added_at > e.done_at))`, assessment, items, clauses)
	b.do(`delete from finding r where r.assessment_id = $1 and r.level = 'review' and r.copied
		and not exists (select from finding s where s.assessment_id = $1 and s.level = 'self' and s.clause = r.clause)`, assessment)
	b.do(`insert into finding (assessment_id, level, clause, value, version, saved_by, saved_at, copied)
		select assessment_id, 'review', clause, value, 1, saved_by, $2, true from finding where assessment_id = $1 and level = 'self'
		on conflict (assessment_id, level, clause) do update set value = excluded.value, version = finding.version + 1, saved_at = excluded.saved_at
		  where finding.copied and finding.value <> excluded.value`, assessment, at)
}

// DropReview queues the removal of a review that had not begun, when the branch
// withdraws its submission.
func (b *Batch) DropReview(assessment int64) {
	b.do(`delete from finding where assessment_id = $1 and level = 'review'`, assessment)
}

// ItemEntry is what is said about an item as a whole at a level.
type ItemEntry struct {
	Level     Level
	Item      string
	Note      string
	DoneBy    int64 // 0 where not dealt with
	DoneName  string
	DoneAt    time.Time
	Changed   bool // the branch changed the item since it was dealt with
	Version   int
	SavedBy   int64
	SavedName string
	SavedAt   time.Time
}

// ItemEntries queues all entries of an assessment.
func (b *Batch) ItemEntries(assessment int64, to *[]ItemEntry) {
	b.all(func(r pgx.Row) error {
		var e ItemEntry
		if err := r.Scan(&e.Level, &e.Item, &e.Note, &e.DoneBy, &e.DoneName, maybe{&e.DoneAt}, &e.Changed, &e.Version, &e.SavedBy, &e.SavedName, &e.SavedAt); err != nil {
			return err
		}
		*to = append(*to, e)
		return nil
	}, `select e.level, e.item, e.note, coalesce(e.done_by, 0), coalesce(d.name, ''), e.done_at, e.changed, e.version, e.saved_by, p.name, e.saved_at
		from item_entry e join person p on p.id = e.saved_by left join person d on d.id = e.done_by
		where e.assessment_id = $1 order by e.item, e.level`, assessment)
}

// SaveItemEntry queues an entry; e.Version is the version that was read, 0 for
// none. A DoneBy other than 0 marks the item as dealt with.
func (b *Batch) SaveItemEntry(assessment int64, e ItemEntry) {
	b.one(nil, ignore, `
		with u as (
		  insert into item_entry (assessment_id, level, item, note, done_by, done_at, version, saved_by, saved_at)
		  select $1, $2, $3, $4, nullif($5, 0), case when $5 = 0 then null else $8::timestamptz end, $6 + 1, $7, $8
		  where $6 = 0 or exists (select from item_entry where assessment_id = $1 and level = $2 and item = $3)
		  on conflict (assessment_id, level, item) do update
		    set note = excluded.note, done_by = excluded.done_by, done_at = excluded.done_at, changed = false, version = excluded.version,
		      saved_by = excluded.saved_by, saved_at = excluded.saved_at
		    where item_entry.version = $6
		  returning 1)
		select guard(count(*)) from u`, assessment, string(e.Level), e.Item, e.Note, e.DoneBy, e.Version, e.SavedBy, e.SavedAt)
}
