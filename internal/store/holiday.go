package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// Holidays queues the calendar of working days of all years from one day's to
// another's, so that working days in between can be counted.
func (b *Batch) Holidays(from, until calendar.Date, to *calendar.Days) {
	years := calendar.Window{From: calendar.Year(from.Year).From, Until: calendar.Year(until.Year).Until}
	b.one(nil, func(r pgx.Row) error {
		var days []time.Time
		var off []bool
		var names []string
		if err := r.Scan(&days, &off, &names); err != nil {
			return err
		}
		list := make([]calendar.Exception, len(days))
		for i := range days {
			list[i] = calendar.Exception{Day: calendar.FromUTC(days[i]), Off: off[i], Name: names[i]}
		}
		*to = calendar.NewDays(list)
		return nil
	}, `select coalesce(array_agg(day order by day), '{}'), coalesce(array_agg(kind = 'off' order by day), '{}'), coalesce(array_agg(name order by day), '{}')
		from holiday where day between $1 and $2`, date(years.From), date(years.Until))
}

// LockHolidays queues that nobody else changes the calendar until the
// transaction ends; reading it goes on.
func (b *Batch) LockHolidays() { b.do(`lock table holiday in share row exclusive mode`) }

// AddHolidays queues days that differ from the week. Where one of them is there
// already, the whole transaction stops.
func (b *Batch) AddHolidays(list []calendar.Exception) {
	var days []*time.Time
	var off []bool
	var names []string
	for _, e := range list {
		days, off, names = append(days, dateRef(e.Day)), append(off, e.Off), append(names, e.Name)
	}
	b.do(`insert into holiday (day, kind, name) select d, case when o then 'off' else 'work' end, n from unnest($1::date[], $2::boolean[], $3::text[]) as x (d, o, n)`,
		days, off, names)
}

// RemoveHolidays queues that the days of a window are as the week says again.
func (b *Batch) RemoveHolidays(w calendar.Window) {
	b.do(`delete from holiday where day between $1 and $2`, date(w.From), date(w.Until))
}
