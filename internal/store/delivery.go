package store

import (
	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// Delivery is how far a committee has come with the results of the latest cycle
// on their way to the work committee.
type Delivery struct {
	Committee  int64
	Signed     int           // branches that are signed and not publicised
	Public     int           // publicised
	Over       int           // of those, whose period is over and nothing waits for a decision
	Running    int           // of those, whose period is not over
	Until      calendar.Date // the last day of the last of them; zero where none runs
	Objections int           // without a decision
	Report     ReportState
}

// Deliveries queues where committees stand with their results on a day.
func (b *Batch) Deliveries(committees []int64, today calendar.Date, to *[]Delivery) {
	b.all(collect(to, func(d *Delivery) []any {
		return []any{&d.Committee, &d.Signed, &d.Public, &d.Over, &d.Running, day{&d.Until}, &d.Objections, &d.Report}
	}), `with latest as (select id from cycle order by year desc limit 1), branch as (
		  select a.committee_id, a.state, a.public_until, (select count(*) from objection o where o.assessment_id = a.id and o.decision is null) as waiting
		  from assessment a where a.cycle_id = (select id from latest) and a.committee_id = any($1) and a.state in ('verified', 'publicised'))
		select c.id, (select count(*) from branch where committee_id = c.id and state = 'verified'),
		  (select count(*) from branch where committee_id = c.id and state = 'publicised'),
		  (select count(*) from branch where committee_id = c.id and state = 'publicised' and public_until < $2::date and waiting = 0),
		  (select count(*) from branch where committee_id = c.id and state = 'publicised' and public_until >= $2::date),
		  (select max(public_until) from branch where committee_id = c.id and state = 'publicised' and public_until >= $2::date),
		  (select coalesce(sum(waiting), 0)::bigint from branch where committee_id = c.id),
		  coalesce((select state from committee_report where committee_id = c.id and cycle_id = (select id from latest)), '')
		from unnest($1::bigint[]) as c (id)`, committees, date(today))
}

// ReportsWaiting queues how many reports of the latest cycle wait for a work
// committee's decision.
func (b *Batch) ReportsWaiting(root int64, n *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(n) }, `select count(*) from committee_report
		where root_id = $1 and state = 'sent' and cycle_id = (select id from cycle order by year desc limit 1)`, root)
}
