package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// Amendment is a change that an officer made to a running cycle.
type Amendment struct {
	Changes []string // each as people read it: what, from what, to what
	Reason  string
	By      int64
	Name    string
	At      time.Time
}

// CycleUse tells what of a cycle's settings people already rest on.
type CycleUse struct {
	Begun      bool          // somebody has saved something in it
	Publicised bool          // a branch's publicity has begun, or its result was reported
	Reports    bool          // a committee has sent its report, with the target in it
	Answers    bool          // a spot check was handed in, and the days for the answer run
	Members    bool          // a member has an index of it
	Evaluated  bool          // a member has evaluated a branch
	Mending    calendar.Date // the latest day that a branch was given for itself, by extension or with a return; zero where none was
}

// CycleUse queues what of a cycle's settings people already rest on.
func (b *Batch) CycleUse(cycle int64, u *CycleUse) {
	b.one(nil, func(r pgx.Row) error {
		return r.Scan(&u.Begun, &u.Publicised, &u.Reports, &u.Answers, &u.Members, &u.Evaluated, day{&u.Mending})
	}, `select
		exists (select from assessment where cycle_id = $1 and (state <> 'draft' or self_answered > 0 or version > 1)),
		exists (select from assessment where cycle_id = $1 and (state in ('publicised', 'reported', 'final') or public_from is not null)),
		exists (select from committee_report where cycle_id = $1),
		exists (select from spot_answer w join spot_check s on s.id = w.spot_check_id join assessment a on a.id = s.assessment_id where a.cycle_id = $1),
		exists (select from member_index where cycle_id = $1),
		exists (select from evaluation_answered e join assessment a on a.id = e.assessment_id where a.cycle_id = $1),
		(select max(greatest(extended_until, case when state = 'returned' then reply_by end)) from assessment where cycle_id = $1 and state in ('draft', 'returned', 'submitted'))`, cycle)
}

// AmendCycle queues new settings of a running cycle; its set is moved otherwise.
func (b *Batch) AmendCycle(c Cycle) {
	b.do(`update cycle set year = $2, target = $3, self_from = $4, self_until = $5, review_from = $6, review_until = $7, publicity = $8,
		publicity_days = coalesce(nullif($9, 0), publicity_days), answer_days = $10, member_set_id = $11, evaluation = $12 where id = $1`,
		c.ID, c.Year, c.Target, date(c.Self.From), date(c.Self.Until), date(c.Review.From), date(c.Review.Until), c.Publicity, c.PublicDays, c.AnswerDays,
		optional(c.MemberSet), c.Evaluation)
}

// AddAmendment queues what was changed in a cycle.
func (b *Batch) AddAmendment(cycle int64, a Amendment) {
	b.do(`insert into cycle_amendment (cycle_id, changes, reason, made_by, made_at) values ($1, $2, $3, $4, $5)`, cycle, a.Changes, a.Reason, a.By, a.At)
}

// Amendments queues what was changed in a cycle, the latest first.
func (b *Batch) Amendments(cycle int64, to *[]Amendment) {
	b.all(collect(to, func(a *Amendment) []any { return []any{&a.Changes, &a.Reason, &a.By, &a.Name, &a.At} }),
		`select x.changes, x.reason, x.made_by, p.name, x.made_at from cycle_amendment x join person p on p.id = x.made_by where x.cycle_id = $1 order by x.id desc`, cycle)
}
