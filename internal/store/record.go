package store

import (
	"cmp"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// RecordPlace is where a branch's records stand, and whether its
// self-assessment of a year was submitted, so that changes need a reason.
type RecordPlace struct {
	Branch, Nearest, Committee, Root int64
	Name                             string
	Submitted                        bool
}

// Place returns where the records stand, for deciding on rights.
func (p *RecordPlace) Place() access.Place {
	return access.Place{Branch: p.Branch, Nearest: p.Nearest, Committee: p.Committee, Root: p.Root}
}

// RecordPlace queues a branch's place. year 0 asks for no submission.
func (b *Batch) RecordPlace(branch int64, year int, p *RecordPlace, found *bool) {
	b.one(found, func(r pgx.Row) error {
		return r.Scan(&p.Branch, &p.Nearest, &p.Committee, &p.Root, &p.Name, &p.Submitted)
	}, `select o.id, coalesce(o.parent_id, 0), coalesce(o.committee_id, 0), o.root_id, o.name,
		exists (select from assessment a join cycle c on c.id = a.cycle_id where a.branch_id = o.id and c.year = $2 and a.state not in ('draft', 'returned'))
		from organisation o where o.id = $1 and o.level = 'branch' and o.closed_on is null`, branch, year)
}

// LockRecords queues a lock that changes of a branch's records take in turn, so
// that what one of them rests on does not change under it.
func (b *Batch) LockRecords(branch int64) {
	b.do(`select pg_advisory_xact_lock(7, $1::bigint::int)`, branch)
}

// Correction is what a change of a record overwrote.
type Correction struct {
	ID       int64
	Kind     record.Kind
	Record   int64
	Version  int // of the old record
	Old      map[string]any
	Reason   string
	Late     bool // after the branch had submitted
	MadeName string
	MadeAt   time.Time
}

// tables are the tables of which KeepOld keeps what is overwritten. Dues of a
// month are named by the month, and kept by their own file.
var tables = map[record.Kind]string{record.ActivityRecord: "activity", record.PlanRecord: "study_plan", record.HonourRecord: "honour",
	record.RuleRecord: "branch_rule", record.TermRecord: "committee_term", record.SeatRecord: "seat", record.TransferRecord: "transfer",
	record.SanctionRecord: "sanction", record.GroupRecord: "party_group"}

// kept is what of a record is kept, where it is not just its row: a seat goes
// with its holders. The text of a sanction stays sealed.
var kept = map[record.Kind]string{
	record.SeatRecord: `to_jsonb(t) || jsonb_build_object('holdings', coalesce((select jsonb_agg(jsonb_build_object('member_id', h.member_id, 'since', lower(h.period),
		'until', upper(h.period)) order by h.period) from seat_holding h where h.seat_id = t.id), '[]'))`}

// KeepOld queues the keeping of a record as it stands, before it is changed or
// taken back. Where another change was faster than version, the whole
// transaction stops. Late tells that the branch had submitted; a reason is
// needed then.
func (b *Batch) KeepOld(kind record.Kind, id int64, version int, reason string, late bool, by int64, at time.Time) {
	old := cmp.Or(kept[kind], `to_jsonb(t)`)
	b.one(nil, ignore, fmt.Sprintf(`with c as (insert into correction (branch_id, kind, record_id, version, old, reason, late, made_by, made_at)
		select branch_id, $1, id, version, %s, $4, $5, $6, $7 from %s t where id = $2 and version = $3 and removed_at is null returning 1)
		select guard(count(*)) from c`, old, tables[kind]), string(kind), id, version, reason, late, by, at)
}

// LastChange queues who changed a record last, and when; by is "" where nobody
// has.
func (b *Batch) LastChange(kind record.Kind, id int64, by *string, at *time.Time) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(by, at) }, `select p.name, c.made_at from correction c join person p on p.id = c.made_by
		where c.kind = $1 and c.record_id = $2 order by c.id desc limit 1`, string(kind), id)
}

// TakenBack queues whether a branch had a record that was taken back.
func (b *Batch) TakenBack(branch int64, kind record.Kind, id int64, was *bool) {
	b.one(was, ignore, fmt.Sprintf(`select from %s where branch_id = $1 and id = $2 and removed_at is not null`, tables[kind]), branch, id)
}

// Remove queues the taking back of a record; KeepOld goes before it.
func (b *Batch) Remove(kind record.Kind, id int64, version int, at time.Time) {
	b.one(nil, ignore, fmt.Sprintf(`with u as (update %s set removed_at = $3, version = version + 1 where id = $1 and version = $2 and removed_at is null returning 1)
		select guard(count(*)) from u`, tables[kind]), id, version, at)
}

// Corrections queues what changes of a record overwrote, the latest first; id 0
// asks for all of the kind at the branch.
func (b *Batch) Corrections(branch int64, kind record.Kind, id int64, to *[]Correction) {
	b.all(scanCorrection(to), selectCorrection+`where c.branch_id = $1 and c.kind = $2 and ($3::bigint = 0 or c.record_id = $3) order by c.id desc`, branch, string(kind), id)
}

const selectCorrection = `select c.id, c.kind, c.record_id, c.version, c.old, c.reason, c.late, p.name, c.made_at from correction c join person p on p.id = c.made_by `

func scanCorrection(to *[]Correction) func(pgx.Row) error {
	return collect(to, func(c *Correction) []any {
		return []any{&c.ID, &c.Kind, &c.Record, &c.Version, &c.Old, &c.Reason, &c.Late, &c.MadeName, &c.MadeAt}
	})
}

// RecordFile is a file of a record.
type RecordFile struct {
	ID        int64
	Kind      record.Kind
	Record    int64
	Digest    string
	Name      string
	Size      int
	MediaType string
	AddedName string
	AddedAt   time.Time
}

// RecordFiles queues the files of a branch's records of a kind; id 0 asks for
// those of all its records.
func (b *Batch) RecordFiles(branch int64, kind record.Kind, id int64, to *[]RecordFile) {
	b.all(collect(to, recordFileFields), selectRecordFile+`where r.branch_id = $1 and r.kind = $2 and ($3::bigint = 0 or r.record_id = $3) order by r.id`, branch, string(kind), id)
}

const selectRecordFile = `select r.id, r.kind, r.record_id, r.digest, r.name, f.size, f.media_type, p.name, r.added_at
	from record_file r join file f on f.digest = r.digest join person p on p.id = r.added_by `

func recordFileFields(f *RecordFile) []any {
	return []any{&f.ID, &f.Kind, &f.Record, &f.Digest, &f.Name, &f.Size, &f.MediaType, &f.AddedName, &f.AddedAt}
}

// dayOf is by which of its days a record belongs to a year's examination.
var dayOf = map[record.Kind]string{record.ActivityRecord: "t.occurred_on", record.PlanRecord: "make_date(t.year, 1, 1)", record.HonourRecord: "t.occurred_on",
	record.RuleRecord: "t.occurred_on", record.TermRecord: "t.elected_on", record.SeatRecord: "t.opened_on", record.TransferRecord: "t.asked_on", record.SanctionRecord: "t.occurred_on"}

// RecordThere queues whether a branch has a record, and whether it submitted its
// self-assessment of the year that the record belongs to.
func (b *Batch) RecordThere(branch int64, kind record.Kind, id int64, submitted, found *bool) {
	table, known := tables[kind]
	if !known {
		*found = false
		return
	}
	b.one(found, func(r pgx.Row) error { return r.Scan(submitted) }, fmt.Sprintf(`select exists (select from assessment a join cycle c on c.id = a.cycle_id
		where a.branch_id = t.branch_id and c.year = extract(year from %s) and a.state not in ('draft', 'returned')) from %s t where t.branch_id = $1 and t.id = $2 and t.removed_at is null`,
		dayOf[kind], table), branch, id)
}

// RecordVersion queues which version of a record is there; 0 for none.
func (b *Batch) RecordVersion(branch int64, kind record.Kind, id int64, version *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(version) },
		fmt.Sprintf(`select version from %s where branch_id = $1 and id = $2 and removed_at is null`, tables[kind]), branch, id)
}

// RecordFile queues one file of a branch's records.
func (b *Batch) RecordFile(branch, id int64, f *RecordFile, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(recordFileFields(f)...) }, selectRecordFile+`where r.branch_id = $1 and r.id = $2`, branch, id)
}

// RecordFilesSize queues how many bytes the files of a branch's records have.
func (b *Batch) RecordFilesSize(branch int64, bytes *int64) {
	b.one(nil, scanID(bytes), `select coalesce(sum(f.size), 0) from record_file r join file f on f.digest = r.digest where r.branch_id = $1`, branch)
}

// AddRecordFile queues the attaching of a kept file; one that is attached
// already stays.
func (b *Batch) AddRecordFile(branch int64, f RecordFile, by int64, at time.Time) {
	b.do(`insert into record_file (branch_id, kind, record_id, digest, name, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
		branch, string(f.Kind), f.Record, f.Digest, f.Name, by, at)
}

// RemoveRecordFile queues the detaching of a file; where somebody was faster,
// the transaction stops.
func (b *Batch) RemoveRecordFile(branch int64, kind record.Kind, id int64) {
	b.one(nil, ignore, `with d as (delete from record_file where branch_id = $1 and kind = $2 and id = $3 returning 1) select guard(count(*)) from d`, branch, string(kind), id)
}

// entry are the columns of what all records have.
const entryColumns = `t.id, t.branch_id, t.version, t.recorded_at, t.recorded_by, coalesce((select name from person where id = t.recorded_by), '')`

func entryFields(e *record.Entry) []any {
	return []any{&e.ID, &e.Branch, &e.Version, &e.RecordedAt, &e.RecordedBy, &e.RecordedName}
}

// filesOf counts a record's files.
func filesOf(kind record.Kind) string {
	return `(select count(*) from record_file where kind = '` + string(kind) + `' and record_id = t.id)`
}

// collect makes a row scanner that appends to a list.
func collect[T any](to *[]T, fields func(*T) []any) func(pgx.Row) error {
	return func(r pgx.Row) error {
		var one T
		if err := r.Scan(fields(&one)...); err != nil {
			return err
		}
		*to = append(*to, one)
		return nil
	}
}

// month scans and sends a month that is stored as its first day.
type month struct{ to *calendar.Month }

func (m month) Scan(src any) error {
	*m.to = calendar.Month{}
	if t, ok := src.(time.Time); ok {
		*m.to = calendar.MonthOf(calendar.FromUTC(t))
	}
	return nil
}

// optional is the parameter for a reference: null for 0.
func optional(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

func scanID(id *int64) func(pgx.Row) error { return scanOne(id) }

func scanOne[T any](to *T) func(pgx.Row) error {
	return func(r pgx.Row) error { return r.Scan(to) }
}
