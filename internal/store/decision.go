package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// SpotAnswer is what a branch says to a check that was handed in.
type SpotAnswer struct {
	By         calendar.Date // last day for answering
	AnsweredBy string        // name; "" before the answer
	AnsweredAt time.Time     // zero before the answer
	Texts      []ItemText    // by item; none: nothing to say against the check
}

// ItemText is a text about an item.
type ItemText struct{ Item, Text string }

// AwaitAnswer queues until when a branch may answer a check, as it is handed in.
func (b *Batch) AwaitAnswer(check int64, until calendar.Date) {
	b.do(`insert into spot_answer (spot_check_id, answer_by) values ($1, $2)`, check, date(until))
}

// GiveAnswer queues a branch's answer; where there is one already, the whole
// transaction stops.
func (b *Batch) GiveAnswer(check int64, texts []ItemText, by int64, at time.Time) {
	b.one(nil, ignore, `with u as (update spot_answer set answered_by = $2, answered_at = $3 where spot_check_id = $1 and answered_at is null returning 1)
		select guard(count(*)) from u`, check, by, at)
	items, words := apart(texts)
	b.do(`insert into spot_answer_item (spot_check_id, item, text) select $1, item, text from unnest($2::text[], $3::text[]) as t (item, text)`, check, items, words)
}

func apart(texts []ItemText) (items, words []string) {
	for _, t := range texts {
		items, words = append(items, t.Item), append(words, t.Text)
	}
	return items, words
}

// SpotAnswerOf queues the answer to a check; found is false before it is handed in.
func (b *Batch) SpotAnswerOf(check int64, a *SpotAnswer, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(day{&a.By}, &a.AnsweredBy, maybe{&a.AnsweredAt}) },
		`select w.answer_by, coalesce(p.name, ''), w.answered_at from spot_answer w left join person p on p.id = w.answered_by where w.spot_check_id = $1`, check)
	b.all(collect(&a.Texts, func(t *ItemText) []any { return []any{&t.Item, &t.Text} }),
		`select item, text from spot_answer_item where spot_check_id = $1 order by item`, check)
}

// SpotDecision is what an officer proposes to make of a check, and what another
// decided on that.
type SpotDecision struct {
	ID           int64
	ProposedBy   int64
	ProposedName string
	ProposedAt   time.Time
	DecidedName  string
	DecidedAt    time.Time // zero while it waits
	Confirmed    bool
	Reason       string         // why it was sent back
	Items        []DecidedLevel // those beyond the tolerance
}

// Waits tells whether nobody has decided on it.
func (d *SpotDecision) Waits() bool { return d.DecidedAt.IsZero() }

// DecidedLevel is an item with the level that is to count.
type DecidedLevel struct {
	Item   string
	Level  Level // Review or Spot
	Reason string
}

// SpotDecisions queues all decisions on a check, the first proposed first.
func (b *Batch) SpotDecisions(check int64, to *[]SpotDecision) {
	b.all(collect(to, func(d *SpotDecision) []any {
		return []any{&d.ID, &d.ProposedBy, &d.ProposedName, &d.ProposedAt, &d.DecidedName, maybe{&d.DecidedAt}, &d.Confirmed, &d.Reason}
	}), `select d.id, d.proposed_by, p.name, d.proposed_at, coalesce(o.name, ''), d.decided_at, coalesce(d.confirmed, false), d.reason
		from spot_decision d join person p on p.id = d.proposed_by left join person o on o.id = d.decided_by where d.spot_check_id = $1 order by d.id`, check)
	b.all(func(r pgx.Row) error {
		var of int64
		var it DecidedLevel
		if err := r.Scan(&of, &it.Item, &it.Level, &it.Reason); err != nil {
			return err
		}
		for i := range *to {
			if d := &(*to)[i]; d.ID == of {
				d.Items = append(d.Items, it)
			}
		}
		return nil
	}, `select i.decision_id, i.item, i.level, i.reason from spot_decision_item i join spot_decision d on d.id = i.decision_id
		where d.spot_check_id = $1 order by i.decision_id, i.item`, check)
}

// ConfirmedDecision queues what officers decided on the spot check of an
// assessment; it stays as it is where nothing is decided.
func (b *Batch) ConfirmedDecision(assessment int64, d *SpotDecision) {
	var found bool
	b.one(&found, func(r pgx.Row) error {
		return r.Scan(&d.ID, &d.ProposedBy, &d.ProposedName, &d.ProposedAt, &d.DecidedName, &d.DecidedAt, &d.Confirmed)
	}, `select d.id, d.proposed_by, p.name, d.proposed_at, o.name, d.decided_at, d.confirmed from spot_check s join spot_decision d on d.spot_check_id = s.id and d.confirmed
		join person p on p.id = d.proposed_by join person o on o.id = d.decided_by where s.assessment_id = $1`, assessment)
	b.all(collect(&d.Items, func(it *DecidedLevel) []any { return []any{&it.Item, &it.Level, &it.Reason} }), `
		select i.item, i.level, i.reason from spot_check s join spot_decision d on d.spot_check_id = s.id and d.confirmed
		join spot_decision_item i on i.decision_id = d.id where s.assessment_id = $1 order by i.item`, assessment)
}

// Of finds what was decided about an item.
func (d *SpotDecision) Of(item string) (DecidedLevel, bool) {
	for _, it := range d.Items {
		if it.Item == item {
			return it, true
		}
	}
	return DecidedLevel{}, false
}

// ProposeDecision queues a proposal. A second one that waits violates
// spot_decision_one_waiting.
func (b *Batch) ProposeDecision(check int64, items []DecidedLevel, by int64, at time.Time) {
	var codes, levels, reasons []string
	for _, it := range items {
		codes, levels, reasons = append(codes, it.Item), append(levels, string(it.Level)), append(reasons, it.Reason)
	}
	b.do(`with d as (insert into spot_decision (spot_check_id, proposed_by, proposed_at) values ($1, $2, $3) returning id)
		insert into spot_decision_item (decision_id, item, level, reason)
		select d.id, t.item, t.level, t.reason from d, unnest($4::text[], $5::text[], $6::text[]) as t (item, level, reason)`, check, by, at, codes, levels, reasons)
}

// DecideSpot queues the second officer's word on a proposal that waits; where it
// does not, the whole transaction stops.
func (b *Batch) DecideSpot(id int64, confirmed bool, reason string, by int64, at time.Time) {
	b.one(nil, ignore, `with u as (update spot_decision set decided_by = $2, decided_at = $3, confirmed = $4, reason = $5 where id = $1 and confirmed is null returning 1)
		select guard(count(*)) from u`, id, by, at, confirmed, reason)
}

// DecidedForSpot queues the items of an assessment for which officers decided
// that the spot check counts.
func (b *Batch) DecidedForSpot(assessment int64, to *[]string) {
	b.all(collect(to, func(item *string) []any { return []any{item} }), `
		select i.item from spot_check s join spot_decision d on d.spot_check_id = s.id and d.confirmed
		join spot_decision_item i on i.decision_id = d.id and i.level = 'spot' where s.assessment_id = $1 order by i.item`, assessment)
}

// ToDecide is a check that was handed in, as the officers' list shows it.
type ToDecide struct {
	Assessment     int64
	Draw           int64
	DrawTitle      string
	Branch, Code   string
	Committee      string
	AnswerBy       calendar.Date
	Answered       bool
	Objects        bool // the answer has something to say
	Apart          bool // an item is beyond the tolerance, or a veto differs
	ProposedBy     int64
	ProposedName   string
	Decided        bool
	Review, Spot   Total
	HandedIn       bool
	Checked, Acted []int64 // who checked; who filled, reviewed or signed
}

// ToDecideOf queues the checks of a cycle below a root, by draw and place in it.
func (b *Batch) ToDecideOf(cycle, root int64, to *[]ToDecide) {
	b.all(collect(to, func(d *ToDecide) []any {
		return []any{&d.Assessment, &d.Draw, &d.DrawTitle, &d.Branch, &d.Code, &d.Committee, day{&d.AnswerBy}, &d.Answered, &d.Objects, &d.Apart,
			&d.ProposedBy, &d.ProposedName, &d.Decided, &d.Review.Points, &d.Review.Vetoed, &d.Review.Grade, &d.Spot.Points, &d.Spot.Vetoed, &d.Spot.Grade, &d.HandedIn, &d.Checked, &d.Acted}
	}), `select a.id, d.id, d.title, b.name, b.code, m.name, w.answer_by, w.answered_at is not null,
		  exists (select from spot_answer_item x where x.spot_check_id = s.id),
		  a.review_vetoed <> s.spot_vetoed or exists (select from unnest(a.review_items, s.spot_items) as t (review, spot) where abs(t.review - t.spot) > d.item_tolerance),
		  coalesce(o.proposed_by, 0), coalesce((select name from person where id = o.proposed_by), ''),
		  exists (select from spot_decision x where x.spot_check_id = s.id and x.confirmed),
		  a.review_total, a.review_vetoed, a.review_grade, s.spot_total, s.spot_vetoed, s.spot_grade, s.handed_in_at is not null,
		  array(select person_id from act where assessment_id = a.id and level = 'spot'), array(select person_id from act where assessment_id = a.id and level <> 'spot')
		from spot_check s join draw d on d.id = s.draw_id join assessment a on a.id = s.assessment_id
		join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id
		left join spot_answer w on w.spot_check_id = s.id left join spot_decision o on o.spot_check_id = s.id and o.confirmed is null
		where d.cycle_id = $1 and d.root_id = $2 order by d.id desc, s.position`, cycle, root)
}
