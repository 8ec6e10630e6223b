package store

import (
	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/evaluation"
)

// Evaluating is the evaluation in which a person may take part.
type Evaluating struct {
	Assessment int64
	Member     int64
	Branch     string
	Place      access.Place
	Year       int
	Window     calendar.Window
	Answered   bool
}

// Evaluating queues the evaluation that a person may answer: of a cycle that has not
// ended, of the branch of which the person is a member on a day.
func (b *Batch) Evaluating(person int64, today calendar.Date, e *Evaluating, found *bool) {
	b.one(found, func(r pgx.Row) error {
		return r.Scan(&e.Assessment, &e.Member, &e.Branch, &e.Place.Branch, &e.Place.Nearest, &e.Place.Committee, &e.Place.Root, &e.Year, day{&e.Window.From}, day{&e.Window.Until}, &e.Answered)
	}, `select a.id, m.id, o.name, a.branch_id, a.nearest_id, a.committee_id, a.root_id, c.year, c.self_from, c.self_until,
		  exists (select from evaluation_answered e where e.assessment_id = a.id and e.member_id = m.id)
		from cycle c join assessment a on a.cycle_id = c.id join organisation o on o.id = a.branch_id
		join membership s on s.branch_id = a.branch_id and s.period @> $2::date join member m on m.id = s.member_id and m.person_id = $1
		where c.evaluation and c.closing_at is null order by c.year desc limit 1`, person, date(today))
}

// Evaluate queues a member's answer: that the member has answered, and apart from
// it the sums with the answer in them. Where the member has answered already,
// the transaction stops.
func (b *Batch) Evaluate(assessment, member int64, one evaluation.Tally) {
	b.one(nil, ignore, `with i as (insert into evaluation_answered (assessment_id, member_id) values ($1, $2) on conflict do nothing returning 1)
		select guard(count(*)) from i`, assessment, member)
	b.do(`insert into evaluation_tally as t (assessment_id, answered, counts) values ($1, 1, $2)
		on conflict (assessment_id) do update set answered = t.answered + 1,
		  counts = (select array_agg(coalesce(x.was, 0) + coalesce(x.one, 0) order by x.i) from unnest(t.counts, excluded.counts) with ordinality as x (was, one, i))`,
		assessment, one.Counts)
}

// Evaluation queues the sums of a branch's evaluation; empty where nobody has
// answered. Whether they may be shown is for core to say.
func (b *Batch) Evaluation(assessment int64, to *evaluation.Tally) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(&to.Answered, &to.Counts) }, `select answered, counts from evaluation_tally where assessment_id = $1`, assessment)
}

// EvaluationAnswers queues how many have answered at some branches in the latest
// cycle, by assessment, without what they answered. Branches of a cycle without
// an evaluation have no entry.
func (b *Batch) EvaluationAnswers(branches []int64, to map[int64]int) {
	b.all(func(r pgx.Row) error {
		var assessment int64
		var n int
		if err := r.Scan(&assessment, &n); err != nil {
			return err
		}
		to[assessment] = n
		return nil
	}, `select a.id, coalesce(t.answered, 0) from assessment a join cycle c on c.id = a.cycle_id left join evaluation_tally t on t.assessment_id = a.id
		where c.evaluation and c.id = (select id from cycle order by year desc limit 1) and a.branch_id = any($1)`, branches)
}
