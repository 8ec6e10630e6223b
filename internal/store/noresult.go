package store

import (
	"time"

	"baolei/internal/core/workflow"
)

// TellNoResult queues a notice to the secretaries and clerks of the branches of an
// ended cycle that have no result, with how far each had come. prefix is the address
// before the assessment's id; before and after stand around the state's name.
func (b *Batch) TellNoResult(cycle int64, before, after, prefix string, at time.Time) {
	var states, names []string
	for _, s := range workflow.States() {
		if !s.HasResult(true) {
			states, names = append(states, string(s)), append(names, s.Within(true))
		}
	}
	b.do(`insert into notice (person_id, key, text, href, made_at, mail, mail_after)
		select p.id, 'cycle.no_result ' || a.id, $2 || s.name || $3, $4 || a.id, $5, `+mailed+`
		from assessment a join unnest($6::text[], $7::text[]) as s (state, name) on s.state = a.state
		join appointment x on x.organisation_id = a.branch_id and x.role in ('branch_secretary', 'branch_clerk') and x.period @> ($5::timestamptz at time zone 'Asia/Shanghai')::date
		join person p on p.id = x.person_id where a.cycle_id = $1 and p.disabled_at is null
		order by p.id on conflict (person_id, key) do nothing`, cycle, before, after, prefix, at, states, names)
}

// TellNoResults queues a notice to the secretaries of the committees that have such
// branches, with how many. prefix is the address before the committee's id.
func (b *Batch) TellNoResults(cycle int64, before, after, prefix string, at time.Time) {
	b.do(`insert into notice (person_id, key, text, href, made_at, mail, mail_after)
		select p.id, 'cycle.no_results ' || $1 || ' ' || n.committee_id, $2 || n.branches || $3, $4 || n.committee_id, $5, `+mailed+`
		from (select committee_id, count(*) as branches from assessment where cycle_id = $1 and state <> all($6) group by 1) as n
		join appointment x on x.organisation_id = n.committee_id and x.role = 'committee_secretary' and x.period @> ($5::timestamptz at time zone 'Asia/Shanghai')::date
		join person p on p.id = x.person_id where p.disabled_at is null
		order by p.id on conflict (person_id, key) do nothing`, cycle, before, after, prefix, at, stateTexts(workflow.WithResult(true)))
}
