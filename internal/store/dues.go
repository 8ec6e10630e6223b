package store

import (
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

func duesFields(d *record.Dues) []any {
	return []any{&d.Branch, month{&d.Month}, &d.Member, &d.Name, &d.Basis, &d.Base, &d.Due, &d.Paid, day{&d.PaidOn}, &d.Note, &d.Version, &d.RecordedAt, &d.RecordedName}
}

const selectDues = `select d.branch_id, d.month, d.member_id, m.name, d.basis, d.base, d.due, d.paid, d.paid_on, d.note, d.version, d.recorded_at, p.name as recorded_name
	from dues d join member m on m.id = d.member_id join person p on p.id = d.recorded_by `

// Dues queues what a branch's members owe and paid, from one month to another,
// both included, by month and member.
func (b *Batch) Dues(branch int64, from, until calendar.Month, to *[]record.Dues) {
	b.all(collect(to, duesFields), selectDues+`where d.branch_id = $1 and d.month between $2 and $3 order by d.month, d.member_id`, branch, date(from.First()), date(until.First()))
}

// DuesOfMember queues a member's dues of a year wherever they were paid.
func (b *Batch) DuesOfMember(member int64, year int, to *[]record.Dues) {
	b.all(collect(to, duesFields), selectDues+`where d.member_id = $1 and d.month between $2 and $3 order by d.month`, member,
		date(calendar.Year(year).From), date(calendar.Year(year).Until))
}

// SaveDues queues what a member owes and paid for a month; d.Version is the one
// that was read, 0 for none.
func (b *Batch) SaveDues(d *record.Dues, by int64, at time.Time) {
	b.one(nil, ignore, `
		with u as (
		  insert into dues (branch_id, committee_id, month, member_id, basis, base, due, paid, paid_on, version, recorded_by, recorded_at, note)
		  select id, committee_id, $2, $3, $4, $5, $6, $7, $8, $9 + 1, $10, $11, $12 from organisation
		  where id = $1 and ($9 = 0 or exists (select from dues where branch_id = $1 and month = $2 and member_id = $3))
		  on conflict (branch_id, month, member_id) do update set basis = excluded.basis, base = excluded.base, due = excluded.due, paid = excluded.paid,
		    paid_on = excluded.paid_on, note = excluded.note, version = excluded.version
		    where dues.version = $9
		  returning 1)
		select guard(count(*)) from u`, d.Branch, date(d.Month.First()), d.Member, string(d.Basis), int64(d.Base), int64(d.Due), int64(d.Paid), date(d.PaidOn), d.Version, by, at, d.Note)
}

// KeepOldDues queues the keeping of a member's dues as they stand, before they
// are changed.
func (b *Batch) KeepOldDues(d *record.Dues, reason string, late bool, by int64, at time.Time) {
	b.do(`insert into correction (branch_id, kind, record_id, version, old, reason, late, made_by, made_at)
		select branch_id, $8, member_id, version, to_jsonb(t), $4, $5, $6, $7 from dues t where branch_id = $1 and month = $2 and member_id = $3`,
		d.Branch, date(d.Month.First()), d.Member, reason, late, by, at, string(record.MemberDues))
}

// LatestDues queues each member's latest dues at a branch from one month on and
// before another.
func (b *Batch) LatestDues(branch int64, from, before calendar.Month, to *[]record.Dues) {
	b.all(collect(to, duesFields), `select distinct on (member_id) * from (`+selectDues+`where d.branch_id = $1 and d.month >= $2 and d.month < $3) d order by member_id, month desc`,
		branch, date(from.First()), date(before.First()))
}

// DuesElsewhere queues which dues other branches recorded, from one month to
// another, both included, of everybody who counted at a branch in that time.
func (b *Batch) DuesElsewhere(branch int64, from, until calendar.Month, to *[]record.DuesElsewhere) {
	b.all(collect(to, func(d *record.DuesElsewhere) []any { return []any{&d.Member, month{&d.Month}, &d.BranchName} }),
		`select d.member_id, d.month, o.name from dues d join organisation o on o.id = d.branch_id where d.branch_id <> $1 and d.month between $2 and $3
		and d.member_id in (select member_id from membership where branch_id = $1 and period && daterange($2, $4, '[]')) order by d.month, d.member_id`,
		branch, date(from.First()), date(until.First()), date(until.Last()))
}

// CorrectedDues queues what was overwritten of a month's dues, the members' and
// those of the branch as a whole, the latest first.
func (b *Batch) CorrectedDues(branch int64, m calendar.Month, to *[]Correction) {
	b.all(scanCorrection(to), selectCorrection+`where c.branch_id = $1 and c.kind in ('dues', 'dues_month') and c.old->>'month' = $2 order by c.id desc`, branch, m.First().String())
}

// KeepOldDuesMonth queues the keeping of what a branch did with a month's dues,
// before it is changed.
func (b *Batch) KeepOldDuesMonth(d *record.DuesMonth, reason string, late bool, by int64, at time.Time) {
	b.do(`insert into correction (branch_id, kind, record_id, version, old, reason, late, made_by, made_at)
		select branch_id, $3, $4, version, to_jsonb(t), $5, $6, $7, $8 from dues_month t where branch_id = $1 and month = $2`,
		d.Branch, date(d.Month.First()), string(record.DuesRecord), d.Month.ID(), reason, late, by, at)
}

func duesMonthFields(d *record.DuesMonth) []any {
	return []any{&d.Branch, month{&d.Month}, &d.HandedUp, day{&d.HandedUpOn}, day{&d.PublishedOn}, &d.PublishedAt, &d.Version}
}

// DuesMonths queues what a branch did with each month's dues as a whole.
func (b *Batch) DuesMonths(branch int64, from, until calendar.Month, to *[]record.DuesMonth) {
	b.all(collect(to, duesMonthFields), `select branch_id, month, handed_up, handed_up_on, published_on, published_at, version from dues_month
		where branch_id = $1 and month between $2 and $3 order by month`, branch, date(from.First()), date(until.First()))
}

// SaveDuesMonth queues what a branch did with a month's dues; d.Version is the
// one that was read, 0 for none.
func (b *Batch) SaveDuesMonth(d *record.DuesMonth, by int64, at time.Time) {
	b.one(nil, ignore, `
		with u as (
		  insert into dues_month (branch_id, committee_id, month, handed_up, handed_up_on, published_on, published_at, version, recorded_by, recorded_at)
		  select id, committee_id, $2, $3, $4, $5, $6, $7 + 1, $8, $9 from organisation
		  where id = $1 and ($7 = 0 or exists (select from dues_month where branch_id = $1 and month = $2))
		  on conflict (branch_id, month) do update set handed_up = excluded.handed_up, handed_up_on = excluded.handed_up_on, published_on = excluded.published_on,
		    published_at = excluded.published_at, version = excluded.version, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
		    where dues_month.version = $7
		  returning 1)
		select guard(count(*)) from u`, d.Branch, date(d.Month.First()), int64(d.HandedUp), date(d.HandedUpOn), date(d.PublishedOn), d.PublishedAt, d.Version, by, at)
}
