package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/rectify"
)

// Rectification is the file of a branch that was lagging when its cycle was closed.
type Rectification struct {
	ID, Assessment, Cycle   int64
	Year                    int
	Branch, Committee, Root int64
	Nearest                 int64
	BranchCode, BranchName  string
	CommitteeName           string
	State                   rectify.State
	Version                 int
	OpenedAt, EndedAt       time.Time
	KeptBy, CheckedBy       []int64       // persons, from the entries on record
	Measures, Undone        int           // measures there are, and those that are not done
	Overdue                 int           // measures that are late on the day
	Next                    calendar.Date // the earliest deadline of what is not done; zero for none
}

// Place is where the file stands, for deciding on rights.
func (f *Rectification) Place() access.Place {
	return access.Place{Branch: f.Branch, Nearest: f.Nearest, Committee: f.Committee, Root: f.Root}
}

const selectRectification = `
select r.id, r.assessment_id, r.cycle_id, c.year, r.branch_id, r.committee_id, r.root_id, a.nearest_id, b.code, b.name, m.name, r.state, r.version, r.opened_at, r.ended_at,
  array(select distinct by_id from rectification_entry where rectification_id = r.id and action in ('measure', 'start', 'progress', 'hand_over')),
  array(select distinct by_id from rectification_entry where rectification_id = r.id and action = 'pass'),
  n.measures, n.undone, n.overdue, n.next
from rectification r join cycle c on c.id = r.cycle_id join assessment a on a.id = r.assessment_id
join organisation b on b.id = r.branch_id join organisation m on m.id = r.committee_id
cross join lateral (select count(*)::int as measures, (count(*) filter (where done_on is null))::int as undone,
  (count(*) filter (where done_on is null and deadline < $1::date))::int as overdue, min(deadline) filter (where done_on is null) as next
  from rectification_measure where rectification_id = r.id) n
`

func (f *Rectification) fields() []any {
	return []any{&f.ID, &f.Assessment, &f.Cycle, &f.Year, &f.Branch, &f.Committee, &f.Root, &f.Nearest, &f.BranchCode, &f.BranchName, &f.CommitteeName, &f.State, &f.Version, &f.OpenedAt, maybe{&f.EndedAt},
		&f.KeptBy, &f.CheckedBy, &f.Measures, &f.Undone, &f.Overdue, day{&f.Next}}
}

// Rectification queues one file as it stands on a day.
func (b *Batch) Rectification(id int64, today calendar.Date, f *Rectification, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(f.fields()...) }, selectRectification+`where r.id = $2`, date(today), id)
}

// RectificationOf queues the id of an assessment's file; it stays as it is where
// there is none.
func (b *Batch) RectificationOf(assessment int64, id *int64) {
	var found bool
	b.one(&found, scanID(id), `select id from rectification where assessment_id = $1`, assessment)
}

// LockRectification is Rectification with the row locked until the transaction ends.
func (b *Batch) LockRectification(id int64, today calendar.Date, f *Rectification, found *bool) {
	b.do(`select 1 from rectification where id = $1 for update`, id)
	b.Rectification(id, today, f, found)
}

// RectificationFilter narrows a list of files; zero values do not.
type RectificationFilter struct {
	At    []int64 // the branch, its committee or the work committee is one of them
	Near  []int64 // or the organisation right above the branch is
	State string
	Cycle int64
	Year  int
	Late  bool // a measure is overdue and not done
}

// filesAt finds the files at or below organisations, each by its own index: an
// "or" over two tables would read every assessment of every year.
const filesAt = `(select id from rectification where branch_id = any($2) union select id from rectification where committee_id = any($2)
	union select id from rectification where root_id = any($2)
	union select x.id from assessment a join rectification x on x.assessment_id = a.id where a.nearest_id = any($3))`

// Rectifications queues files, those not ended first, the late ones and the
// earliest deadline first.
func (b *Batch) Rectifications(f RectificationFilter, today calendar.Date, limit, offset int, to *[]Rectification) {
	b.all(collect(to, (*Rectification).fields), selectRectification+`
		where r.id in `+filesAt+` and ($4 = '' or r.state = $4) and ($5 = 0 or r.cycle_id = $5) and ($8::bigint = 0 or c.year = $8) and (not $9 or n.overdue > 0)
		order by r.state = 'ended', n.overdue > 0 desc, n.next nulls first, r.id desc limit $6 offset $7`, date(today), f.At, f.Near, f.State, f.Cycle, limit, offset, f.Year, f.Late)
}

// RectificationCount is how many files of a year are in a state, how many of them
// are late, and how many came there because they were sent back.
type RectificationCount struct {
	Year              int
	State             rectify.State
	Files, Late, Back int
}

// lastStep is what last moved a file; saving a measure and telling progress do not.
const lastStep = `(select x.action from rectification_entry x where x.rectification_id = r.id and x.action not in ('measure', 'progress') order by x.id desc limit 1)`

// RectificationCounts queues how many files a filter finds, by year and state, the
// last year first; whether they are late does not narrow it.
func (b *Batch) RectificationCounts(f RectificationFilter, today calendar.Date, to *[]RectificationCount) {
	b.all(collect(to, func(c *RectificationCount) []any { return []any{&c.Year, &c.State, &c.Files, &c.Late, &c.Back} }), `
		select c.year, r.state, count(*)::int, (count(*) filter (where exists (select from rectification_measure x where x.rectification_id = r.id and x.done_on is null and x.deadline < $1)))::int,
		  (count(*) filter (where `+lastStep+` in ('fail', 'replan', 'give_back')))::int
		from rectification r join cycle c on c.id = r.cycle_id where r.id in `+filesAt+` and ($4 = '' or r.state = $4) and ($5 = 0 or r.cycle_id = $5) and ($6::bigint = 0 or c.year = $6)
		group by 1, 2 order by 1 desc, 2`, date(today), f.At, f.Near, f.State, f.Cycle, f.Year)
}

// Measure is what is done about a problem.
type Measure struct {
	Item, Measure, Responsible string
	Deadline, DoneOn           calendar.Date // DoneOn is zero until it is done
	SavedName                  string
	SavedAt                    time.Time
	Version                    int // counts what was saved and told about it; 0 before there is one
}

// Measures queues the measures of a file.
func (b *Batch) Measures(file int64, to *[]Measure) {
	b.all(collect(to, func(m *Measure) []any {
		return []any{&m.Item, &m.Measure, &m.Responsible, day{&m.Deadline}, day{&m.DoneOn}, &m.SavedName, &m.SavedAt, &m.Version}
	}), `select m.item, m.measure, m.responsible, m.deadline, m.done_on, p.name, m.saved_at, m.version from rectification_measure m join person p on p.id = m.saved_by
		where m.rectification_id = $1 order by m.item`, file)
}

// SaveMeasure queues a measure; one that is changed is not done.
func (b *Batch) SaveMeasure(file int64, m Measure, by int64, at time.Time) {
	b.do(`insert into rectification_measure (rectification_id, item, measure, responsible, deadline, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (rectification_id, item) do update set measure = excluded.measure, responsible = excluded.responsible, deadline = excluded.deadline,
		  done_on = null, saved_by = excluded.saved_by, saved_at = excluded.saved_at,
		  version = rectification_measure.version + 1`, file, m.Item, m.Measure, m.Responsible, date(m.Deadline), by, at)
}

// MeasureTold queues that progress of a measure was told; on is the day on which
// it is done with that, zero for not yet.
func (b *Batch) MeasureTold(file int64, item string, on calendar.Date) {
	b.do(`update rectification_measure set done_on = coalesce($3::date, done_on), version = version + 1 where rectification_id = $1 and item = $2`, file, item, date(on))
}

// RectificationEntry is something that happened to a file.
type RectificationEntry struct {
	Action rectify.Action
	Item   string // "" where it is about the whole
	Text   string
	ByName string
	At     time.Time
}

// RectificationEntries queues all that happened to a file, the first first.
func (b *Batch) RectificationEntries(file int64, to *[]RectificationEntry) {
	b.all(collect(to, func(e *RectificationEntry) []any { return []any{&e.Action, &e.Item, &e.Text, &e.ByName, &e.At} }),
		`select e.action, e.item, e.text, p.name, e.at from rectification_entry e join person p on p.id = e.by_id where e.rectification_id = $1 order by e.id`, file)
}

// MoveRectification queues a step of a file with its record, guarded by the
// state and version that were read.
func (b *Batch) MoveRectification(f *Rectification, to rectify.State, e RectificationEntry, by int64) {
	b.one(nil, ignore, `with u as (update rectification set state = $4, version = version + 1, ended_at = case when $4 = 'ended' then $5::timestamptz end
		where id = $1 and state = $2 and version = $3 returning 1) select guard(count(*)) from u`, f.ID, string(f.State), f.Version, string(to), e.At)
	b.do(`insert into rectification_entry (rectification_id, action, item, text, by_id, at) values ($1, $2, $3, $4, $5, $6)`, f.ID, string(e.Action), e.Item, e.Text, by, e.At)
}
