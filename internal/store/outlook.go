package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
)

// Outlook is how a branch's year stands, as it was last computed.
type Outlook struct {
	Year                             int
	Branch, Committee, Nearest, Root int64
	BranchName, CommitteeName        string
	Set                              int64 // indicator set
	SoFar, Forecast                  scoring.Points
	SoFarGrade, ForecastGrade        string
	Overdue, Due                     int // tasks
	MadeAt                           time.Time
}

// Stale is a branch whose outlook no longer holds.
type Stale struct {
	Branch int64
	Since  time.Time
}

// StaleOutlooks queues some of the branches whose outlook no longer holds, those
// that wait longest first.
func (b *Batch) StaleOutlooks(limit int, to *[]Stale) {
	b.all(collect(to, func(s *Stale) []any { return []any{&s.Branch, &s.Since} }), `select branch_id, since from outlook_stale order by since limit $1`, limit)
}

// NewOutlookDay queues that the outlook of no branch holds any more, because a
// day has begun; only the first time that it is said of a day. MoreOfOutlookDay
// then goes from branch to branch.
func (b *Batch) NewOutlookDay(day calendar.Date) {
	b.do(`with old as (delete from outlook_day where day < $1::date - 30)
		insert into outlook_day (day, next) values ($1, 0) on conflict do nothing`, date(day))
}

// OutlooksAnew queues that the outlook of no branch holds any more, because what
// all are measured by has changed: the day begins again.
func (b *Batch) OutlooksAnew(day calendar.Date) {
	b.do(`insert into outlook_day (day, next) values ($1, 0) on conflict (day) do update set next = 0`, date(day))
}

// MoreOfOutlookDay queues that the outlooks of some more branches no longer hold,
// since a day began; more tells whether there were any. One that is being computed
// meanwhile is computed again.
func (b *Batch) MoreOfOutlookDay(day calendar.Date, limit int, more *bool) {
	b.one(nil, scanOne(more), `with d as (select next from outlook_day where day = $1 and next is not null for update),
		i as (select id from organisation where level = 'branch' and closed_on is null and id > (select next from d) order by id limit $2),
		s as (insert into outlook_stale (branch_id) select id from i order by id on conflict (branch_id) do update set since = clock_timestamp()),
		u as (update outlook_day set next = (select max(id) from i) where day = $1 and exists (select from d))
		select exists (select from i)`, date(day), limit)
}

// YearOf is what the outlook of a branch's year is made with.
type YearOf struct {
	RecordPlace
	Kind       string // of the assessment; where there is none, of the branch as it is now
	Assessment int64  // 0 where the cycle of the year is not open
	Set        int64  // of that cycle, else of the latest one; 0 where there was none
}

// YearOf queues what the outlook of a branch's year is made with.
func (b *Batch) YearOf(branch int64, year int, y *YearOf, found *bool) {
	b.RecordPlace(branch, year, &y.RecordPlace, found)
	b.one(nil, func(r pgx.Row) error { return r.Scan(&y.Kind, &y.Assessment, &y.Set) }, `
		select coalesce(a.kind, o.kind), coalesce(a.id, 0), coalesce((select set_id from cycle where year = $2), (select set_id from cycle order by year desc limit 1), 0)
		from organisation o left join (assessment a join cycle c on c.id = a.cycle_id and c.year = $2) on a.branch_id = o.id where o.id = $1`, branch, year)
}

// SaveOutlook queues an outlook as it was computed; the branch is no longer
// stale, but where something changed after since.
func (b *Batch) SaveOutlook(o Outlook, since time.Time) {
	b.do(`insert into outlook (year, branch_id, committee_id, nearest_id, root_id, set_id, so_far, so_far_grade, forecast, forecast_grade, overdue, due, made_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		on conflict (year, branch_id) do update set committee_id = excluded.committee_id, nearest_id = excluded.nearest_id, set_id = excluded.set_id, so_far = excluded.so_far,
		  so_far_grade = excluded.so_far_grade, forecast = excluded.forecast, forecast_grade = excluded.forecast_grade, overdue = excluded.overdue, due = excluded.due, made_at = excluded.made_at`,
		o.Year, o.Branch, o.Committee, o.Nearest, o.Root, o.Set, o.SoFar, o.SoFarGrade, o.Forecast, o.ForecastGrade, o.Overdue, o.Due, o.MadeAt)
	b.Fresh(o.Branch, since)
}

// Fresh queues that a branch's outlook need not be computed again, but where
// something changed after since.
func (b *Batch) Fresh(branch int64, since time.Time) {
	b.do(`delete from outlook_stale where branch_id = $1 and since = $2`, branch, since)
}

// OutlookFilter narrows the list of outlooks of a year.
type OutlookFilter struct {
	Year      int
	At        []int64 // organisations: those right above, the committees, or the root
	Committee int64   // 0 for all
	Person    int64   // who looks: what is sealed from this person is left out, of the counts too
	Order     string  // forecast, overdue, or name
	Offset    int
	Limit     int
}

var outlookOrders = map[string]string{"forecast": "w.forecast, b.code", "overdue": "w.overdue desc, b.code", "name": "m.code, b.code"}

const outlookFrom = ` from outlook w join organisation b on b.id = w.branch_id join organisation m on m.id = w.committee_id
	where w.year = $1 and (w.nearest_id = any($2) or w.committee_id = any($2) or w.root_id = any($2)) and ($3::bigint = 0 or w.committee_id = $3)
	  and (w.branch_id, w.year) not in (select a.branch_id, c.year` + sealedFrom + `$4) `

// Outlooks queues a page of outlooks, how many there are, and how many are
// forecast to each grade of a set.
func (b *Batch) Outlooks(f OutlookFilter, to *[]Outlook, total *int, grades map[string]int) {
	order, known := outlookOrders[f.Order]
	if !known {
		order = outlookOrders["forecast"]
	}
	args := []any{f.Year, f.At, f.Committee, f.Person}
	b.all(collect(to, func(o *Outlook) []any {
		return []any{&o.Year, &o.Branch, &o.BranchName, &o.Committee, &o.CommitteeName, &o.Set, &o.SoFar, &o.SoFarGrade, &o.Forecast, &o.ForecastGrade, &o.Overdue, &o.Due, &o.MadeAt}
	}), `select w.year, w.branch_id, b.name, w.committee_id, m.name, w.set_id, w.so_far, w.so_far_grade, w.forecast, w.forecast_grade, w.overdue, w.due, w.made_at`+outlookFrom+
		`order by `+order+` limit $5 offset $6`, append(args, f.Limit, f.Offset)...)
	b.all(func(r pgx.Row) error {
		var grade string
		var n int
		if err := r.Scan(&grade, &n); err != nil {
			return err
		}
		grades[grade] = n
		*total += n
		return nil
	}, `select w.forecast_grade, count(*)`+outlookFrom+`group by 1`, args...)
}
