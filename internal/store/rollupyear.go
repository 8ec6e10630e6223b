package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/rollup"
)

// YearRollup is a year by month of a committee, or of a city.
type YearRollup struct {
	rollup.Year
	Of           int // the year
	Organisation int64
	Root         int64
	MadeAt       time.Time
}

func scanYears(to *[]YearRollup) func(pgx.Row) error {
	return func(r pgx.Row) error {
		var y YearRollup
		var activities, days []int64
		if err := r.Scan(&y.Of, &y.Organisation, &y.Root, &activities, &days, &y.MadeAt); err != nil {
			return err
		}
		copy(y.Activities[:], activities)
		copy(y.PartyDays[:], days)
		*to = append(*to, y)
		return nil
	}
}

// YearRollups queues a year by month of some organisations, or with year 0 all
// their years.
func (b *Batch) YearRollups(year int, organisations []int64, to *[]YearRollup) {
	b.all(scanYears(to), `select year, organisation_id, root_id, activities, party_days, made_at from rollup_year where ($1 = 0 or year = $1) and organisation_id = any($2)`, year, organisations)
}

// SaveYearRollup queues a year as it was added up.
func (b *Batch) SaveYearRollup(y YearRollup) {
	b.do(`insert into rollup_year (year, organisation_id, root_id, activities, party_days, made_at) values ($1, $2, $3, $4, $5, $6)
		on conflict (year, organisation_id) do update set root_id = excluded.root_id, activities = excluded.activities, party_days = excluded.party_days, made_at = excluded.made_at`,
		y.Of, y.Organisation, y.Root, y.Activities[:], y.PartyDays[:], y.MadeAt)
}

// MonthFigures queues the activities of some committees by month: how many, and
// how many branches held a theme party day. Removed records do not count.
func (b *Batch) MonthFigures(year int, committees []int64, take func(committee int64, month int, activities, days int64)) {
	b.all(func(r pgx.Row) error {
		var committee, activities, days int64
		var month int
		if err := r.Scan(&committee, &month, &activities, &days); err != nil {
			return err
		}
		take(committee, month, activities, days)
		return nil
	}, `select o.committee_id, extract(month from t.occurred_on)::int, count(*), count(distinct t.branch_id) filter (where 'theme_party_day' = any(t.kinds))
		from organisation o join activity t on t.branch_id = o.id and t.occurred_on between make_date($1, 1, 1) and make_date($1, 12, 31) and t.removed_at is null
		where o.committee_id = any($2) and o.level = 'branch' group by 1, 2`, year, committees)
}

// MarkedYear queues some of the committees whose activities of a year changed since.
func (b *Batch) MarkedYear(year, limit int, to *[]Marked) {
	b.all(collect(to, func(m *Marked) []any { return []any{&m.Committee, &m.Root, &m.Marks} }), `
		select m.committee_id, o.root_id, array_agg(m.id) from rollup_year_mark m join organisation o on o.id = m.committee_id
		where m.year = $1 group by m.committee_id, o.root_id order by m.committee_id limit $2`, year, limit)
}

// UnmarkYear queues that the changes which some marks told of are in the sums.
func (b *Batch) UnmarkYear(marks []int64) {
	b.do(`delete from rollup_year_mark where id = any($1)`, marks)
}

// MarkedYears queues the years in which activities changed since.
func (b *Batch) MarkedYears(to *[]int) {
	b.all(collect(to, func(y *int) []any { return []any{y} }), `select distinct year from rollup_year_mark order by year desc`)
}
