package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// MemberIndex is a member's index in a cycle, with where it stands. One that
// nobody has stated anything on yet has no id.
type MemberIndex struct {
	ID                               int64
	Cycle                            int64
	Branch, Nearest, Committee, Root int64
	Member, Person                   int64 // Person is the member's account, 0 without one
	Name                             string
	State                            string // draft, submitted, checked
	Version                          int    // 0 for one without an id
	SelfTotal                        scoring.Points
	SelfGrade                        string
	SelfAnswered                     int
	SubmittedAt                      time.Time
	CheckTotal, CheckBottom          scoring.Points
	CheckGrade                       string
	CheckedName                      string
	CheckedAt                        time.Time
	Submitted                        bool // the branch has submitted its self-assessment, so that the index rests
}

// selectMemberIndex finds members by their latest membership in the cycle's
// year: that branch checks.
const selectMemberIndex = `
select coalesce(x.id, 0), c.id, s.branch_id, o.parent_id, s.committee_id, o.root_id, m.id, coalesce(m.person_id, 0), m.name, coalesce(x.state, 'draft'), coalesce(x.version, 0),
  coalesce(x.self_total, 0), coalesce(x.self_grade, ''), coalesce(x.self_answered, 0), x.submitted_at,
  coalesce(x.check_total, 0), coalesce(x.check_bottom, 0), coalesce(x.check_grade, ''), coalesce((select name from person where id = x.checked_by), ''), x.checked_at,
  exists (select from assessment a where a.cycle_id = c.id and a.branch_id = s.branch_id and a.state not in ('draft', 'returned'))
from cycle c
join membership s on s.period && daterange(make_date(c.year, 1, 1), make_date(c.year, 12, 31), '[]')
  and not exists (select from membership t where t.member_id = s.member_id and lower(t.period) > lower(s.period) and lower(t.period) <= make_date(c.year, 12, 31))
join member m on m.id = s.member_id
join organisation o on o.id = s.branch_id
left join member_index x on x.cycle_id = c.id and x.member_id = m.id
`

func memberIndexFields(x *MemberIndex) []any {
	return []any{&x.ID, &x.Cycle, &x.Branch, &x.Nearest, &x.Committee, &x.Root, &x.Member, &x.Person, &x.Name, &x.State, &x.Version, &x.SelfTotal, &x.SelfGrade,
		&x.SelfAnswered, maybe{&x.SubmittedAt}, &x.CheckTotal, &x.CheckBottom, &x.CheckGrade, &x.CheckedName, maybe{&x.CheckedAt}, &x.Submitted}
}

// MemberIndices queues the index of every member of a branch in a cycle, by
// name.
func (b *Batch) MemberIndices(cycle, branch int64, to *[]MemberIndex) {
	b.all(collect(to, memberIndexFields), selectMemberIndex+`where c.id = $1 and s.branch_id = $2 order by m.name, m.id`, cycle, branch)
}

// MemberIndex queues one member's index in a cycle.
func (b *Batch) MemberIndex(cycle, member int64, x *MemberIndex, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(memberIndexFields(x)...) }, selectMemberIndex+`where c.id = $1 and m.id = $2`, cycle, member)
}

// LockMemberIndex queues a lock that changes of a member's index in a cycle
// take in turn, also where there is no row yet.
func (b *Batch) LockMemberIndex(cycle, member int64) {
	b.do(`select pg_advisory_xact_lock(hashtextextended('member_index ' || $1::bigint || ' ' || $2::bigint, 0))`, cycle, member)
}

// MemberFinding is what is stated about a clause of a member's index. Level is
// self or check.
type MemberFinding struct {
	Level     string
	Clause    string
	Value     []byte
	Reason    string
	SavedName string
	SavedAt   time.Time
}

// MemberFindings queues all findings of an index.
func (b *Batch) MemberFindings(cycle, member int64, to *[]MemberFinding) {
	b.all(collect(to, func(f *MemberFinding) []any {
		return []any{&f.Level, &f.Clause, &f.Value, &f.Reason, &f.SavedName, &f.SavedAt}
	}), `select f.level, f.clause, f.value, f.reason, p.name, f.saved_at from member_index x join member_finding f on f.index_id = x.id join person p on p.id = f.saved_by
		where x.cycle_id = $1 and x.member_id = $2`, cycle, member)
}

// SaveMemberIndex queues an index as it stands now; x.Version is the one that
// was read, 0 makes the row. id is set when the batch has run.
func (b *Batch) SaveMemberIndex(x *MemberIndex, checkedBy int64, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(nil, id) }, `
		with u as (
		  insert into member_index (cycle_id, committee_id, branch_id, root_id, member_id, state, version, self_total, self_grade, self_answered, submitted_at,
		    check_total, check_bottom, check_grade, checked_by, checked_at)
		  select $1, $2, $3, $4, $5, $6, $7 + 1, $8, $9, $10, $11, $12, $13, $14, $15, $16
		  where $7 = 0 or exists (select from member_index where cycle_id = $1 and member_id = $5)
		  on conflict (cycle_id, member_id) do update set state = excluded.state, version = excluded.version, self_total = excluded.self_total, self_grade = excluded.self_grade,
		    self_answered = excluded.self_answered, submitted_at = excluded.submitted_at, check_total = excluded.check_total, check_bottom = excluded.check_bottom,
		    check_grade = excluded.check_grade, checked_by = excluded.checked_by, checked_at = excluded.checked_at, branch_id = excluded.branch_id, committee_id = excluded.committee_id
		    where member_index.version = $7
		  returning id)
		select guard(count(*)), min(id) from u`, x.Cycle, x.Committee, x.Branch, x.Root, x.Member, x.State, x.Version, x.SelfTotal, x.SelfGrade, x.SelfAnswered,
		instant(x.SubmittedAt), x.CheckTotal, x.CheckBottom, x.CheckGrade, optional(checkedBy), instant(x.CheckedAt))
}

// SetMemberFindings queues what a level of an index states: these clauses and
// no others.
func (b *Batch) SetMemberFindings(index int64, level string, findings []MemberFinding, by int64, at time.Time) {
	clauses, values, reasons := make([]string, len(findings)), make([]string, len(findings)), make([]string, len(findings))
	for i, f := range findings {
		clauses[i], values[i], reasons[i] = f.Clause, string(f.Value), f.Reason
	}
	b.do(`delete from member_finding where index_id = $1 and level = $2 and clause <> all($3)`, index, level, clauses)
	b.do(`insert into member_finding (index_id, level, clause, value, reason, saved_by, saved_at)
		select $1, $2, t.clause, t.value::jsonb, t.reason, $6, $7 from unnest($3::text[], $4::text[], $5::text[]) as t (clause, value, reason)
		on conflict (index_id, level, clause) do update set value = excluded.value, reason = excluded.reason, saved_by = excluded.saved_by, saved_at = excluded.saved_at
		where member_finding.value <> excluded.value or member_finding.reason <> excluded.reason`, index, level, clauses, values, reasons, by, at)
}

// CityAverage is the average of the city's members as it was taken.
type CityAverage struct {
	Average   scoring.Points
	Members   int
	TakenName string
	TakenAt   time.Time
}

// CityAverages queues the averages of a cycle, the latest, which counts, first.
func (b *Batch) CityAverages(cycle int64, to *[]CityAverage) {
	b.all(collect(to, func(a *CityAverage) []any { return []any{&a.Average, &a.Members, &a.TakenName, maybe{&a.TakenAt}} }),
		`select a.average, a.members, p.name, a.taken_at from city_average a join person p on p.id = a.taken_by where a.cycle_id = $1 order by a.id desc`, cycle)
}

// CheckedMembers queues how many members of a root's branches have a checked
// index in a cycle, of how many, and the sum of their totals.
func (b *Batch) CheckedMembers(cycle, root int64, checked, all *int, sum *scoring.Points) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(checked, sum) },
		`select count(*), coalesce(sum(check_total), 0)::bigint from member_index where cycle_id = $1 and root_id = $2 and state = 'checked'`, cycle, root)
	b.one(nil, func(r pgx.Row) error { return r.Scan(all) }, `select count(distinct s.member_id) from cycle c
		join membership s on s.period && daterange(make_date(c.year, 1, 1), make_date(c.year, 12, 31), '[]') join organisation o on o.id = s.branch_id
		where c.id = $1 and o.root_id = $2`, cycle, root)
}

// AddCityAverage queues an average that was taken.
func (b *Batch) AddCityAverage(cycle int64, a CityAverage, by int64) {
	b.do(`insert into city_average (cycle_id, average, members, taken_by, taken_at) values ($1, $2, $3, $4, $5)`, cycle, a.Average, a.Members, by, a.TakenAt)
}

// MemberActivity is an activity as one member's.
type MemberActivity struct {
	Branch int64
	ID     int64
	On     calendar.Date
	Kinds  []record.ActivityKind
	Title  string
	Came   measure.Attendance
	Reason string
}

// ActivitiesOfMember queues the activities of a year at which a member was
// expected, at whatever branch, the latest first.
func (b *Batch) ActivitiesOfMember(member int64, year int, to *[]MemberActivity) {
	w := calendar.Year(year)
	b.all(collect(to, func(a *MemberActivity) []any {
		return []any{&a.Branch, &a.ID, day{&a.On}, &a.Kinds, &a.Title, &a.Came, &a.Reason}
	}), `select t.branch_id, t.id, t.occurred_on, t.kinds, t.title,
		  case when $1 = any(t.present) then 'present' when $1 = any(t.on_leave) then 'leave' else 'absent' end, coalesce(t.reasons ->> $1::text, '')
		from activity t where t.branch_id in (select branch_id from membership where member_id = $1) and t.occurred_on between $2 and $3 and t.removed_at is null
		  and $1 = any(t.present || t.on_leave || t.absent) order by t.occurred_on desc, t.id desc`, member, date(w.From), date(w.Until))
}
