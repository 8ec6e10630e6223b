package store

import (
	"time"
)

// Beside is a handed-in check with what the other levels stood at then.
type Beside struct {
	SpotCheck, Assessment int64
	Code, Name            string // of the branch
	Committee             int64
	CommitteeCode         string
	CommitteeName         string
	Kind                  string
	Self, Review, Spot    int64 // totals, hundredths
	SelfItems             []int64
	ReviewItems           []int64
	SpotItems             []int64  // items' scores in table order
	Clauses               []string // that the check states something about
}

// Beside queues the checks of a draw that were handed in, in the order of the
// draw. What is not covered stands in the check as reviewed.
func (b *Batch) Beside(draw int64, to *[]Beside) {
	b.all(collect(to, func(x *Beside) []any {
		return []any{&x.SpotCheck, &x.Assessment, &x.Code, &x.Name, &x.Committee, &x.CommitteeCode, &x.CommitteeName, &x.Kind,
			&x.Self, &x.Review, &x.Spot, &x.SelfItems, &x.ReviewItems, &x.SpotItems, &x.Clauses}
	}), `select s.id, a.id, b.code, b.name, m.id, m.code, m.name, a.kind,
		  coalesce(x.self_total, a.self_total), coalesce(x.review_total, a.review_total), s.spot_total,
		  coalesce(x.self_items, a.self_items), coalesce(x.review_items, a.review_items), s.spot_items,
		  array(select f.clause from finding f where f.assessment_id = a.id and f.level = 'spot' order by f.clause)
		from spot_check s join assessment a on a.id = s.assessment_id join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id
		left join spot_beside x on x.spot_check_id = s.id
		where s.draw_id = $1 and s.handed_in_at is not null order by s.position`, draw)
}

// KeepBeside queues that what the other levels of an assessment stand at now is
// kept beside its check.
func (b *Batch) KeepBeside(check int64) {
	b.do(`insert into spot_beside (spot_check_id, self_total, self_items, review_total, review_items)
		select s.id, a.self_total, a.self_items, a.review_total, a.review_items from spot_check s join assessment a on a.id = s.assessment_id where s.id = $1`, check)
}

// Escalation is what an officer decided about verifying all branches of a
// committee.
type Escalation struct {
	Draw, Committee int64
	Checked         int
	Mean            int64 // of review − spot check as it was shown, hundredths
	Accepted        bool
	Reason          string
	By              int64
	ByName          string
	At              time.Time
}

// Escalations queues what was decided in a draw.
func (b *Batch) Escalations(draw int64, to *[]Escalation) {
	b.all(collect(to, func(e *Escalation) []any {
		return []any{&e.Draw, &e.Committee, &e.Checked, &e.Mean, &e.Accepted, &e.Reason, &e.By, &e.ByName, &e.At}
	}), `select e.draw_id, e.committee_id, e.checked, e.mean, e.accepted, e.reason, e.decided_by, p.name, e.decided_at
		from draw_escalation e join person p on p.id = e.decided_by where e.draw_id = $1 order by e.committee_id`, draw)
}

// Rechecked queues the committees of which officers decided, in any draw of a cycle,
// that all branches are checked.
func (b *Batch) Rechecked(cycle int64, committees *[]int64) {
	b.all(collect(committees, func(id *int64) []any { return []any{id} }), `select distinct e.committee_id from draw_escalation e join draw d on d.id = e.draw_id
		where d.cycle_id = $1 and e.accepted`, cycle)
}

// Escalate queues a decision. A second one on the same committee of the same
// draw is a conflict.
func (b *Batch) Escalate(e Escalation) {
	b.one(nil, ignore, `with n as (insert into draw_escalation (draw_id, committee_id, checked, mean, accepted, reason, decided_by, decided_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1) select guard(count(*)) from n`,
		e.Draw, e.Committee, e.Checked, e.Mean, e.Accepted, e.Reason, e.By, e.At)
}
