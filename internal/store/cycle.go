package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// IndicatorSet is a published set, as its file was read.
type IndicatorSet struct {
	ID          int64
	Code, Name  string
	Subject     string
	YAML        string
	Digest      string // SHA-256 of YAML, lower-case hex
	PublishedAt time.Time
}

// AddIndicatorSet queues a set's publication.
func (b *Batch) AddIndicatorSet(s IndicatorSet, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id) },
		`insert into indicator_set (code, name, subject, yaml, digest, published_at) values ($1, $2, $3, $4, $5, $6) returning id`,
		s.Code, s.Name, s.Subject, s.YAML, s.Digest, s.PublishedAt)
}

// IndicatorSets queues the published sets without their texts.
func (b *Batch) IndicatorSets(to *[]IndicatorSet) {
	b.all(func(r pgx.Row) error {
		var s IndicatorSet
		if err := r.Scan(&s.ID, &s.Code, &s.Name, &s.Subject, &s.Digest, &s.PublishedAt); err != nil {
			return err
		}
		*to = append(*to, s)
		return nil
	}, `select id, code, name, subject, digest, published_at from indicator_set order by code`)
}

// IndicatorSetText queues the text of a set.
func (b *Batch) IndicatorSetText(id int64, yaml *string, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(yaml) }, `select yaml from indicator_set where id = $1`, id)
}

// Cycle is a year's examination.
type Cycle struct {
	ID         int64
	Year       int
	Set        int64 // indicator set's id
	SetCode    string
	Target     int // attainment rate aimed at, hundredths of a percent
	Self       calendar.Window
	Review     calendar.Window
	Publicity  bool // results are publicised before they are reported
	PublicDays int  // for how many working days
	AnswerDays int  // working days for a branch to answer its spot check
	OpenedBy   int64
	OpenedAt   time.Time
	ClosingAt  time.Time // when its closing was confirmed: from then on nothing in it changes; zero while it runs
	ClosedAt   time.Time // when all of it was closed; zero before
	Evaluation bool      // members evaluate their branch
	MemberSet  int64     // indicator set for the members' index, 0 where the cycle has none
}

// Ended tells whether the cycle's closing is confirmed: from then on nothing in it
// changes, and only what had been reported is a result.
func (c *Cycle) Ended() bool { return !c.ClosingAt.IsZero() }

const cycleColumns = `c.id, c.year, c.set_id, i.code, c.target, c.self_from, c.self_until, c.review_from, c.review_until, c.publicity, c.publicity_days, c.answer_days, c.opened_by, c.opened_at, c.closing_at, c.closed_at, coalesce(c.member_set_id, 0), c.evaluation`

func (c *Cycle) fields() []any {
	return []any{&c.ID, &c.Year, &c.Set, &c.SetCode, &c.Target, day{&c.Self.From}, day{&c.Self.Until}, day{&c.Review.From}, day{&c.Review.Until},
		&c.Publicity, &c.PublicDays, &c.AnswerDays, &c.OpenedBy, &c.OpenedAt, maybe{&c.ClosingAt}, maybe{&c.ClosedAt}, &c.MemberSet, &c.Evaluation}
}

// Cycles queues all cycles, the latest first.
func (b *Batch) Cycles(to *[]Cycle) {
	b.all(func(r pgx.Row) error {
		var c Cycle
		if err := r.Scan(c.fields()...); err != nil {
			return err
		}
		*to = append(*to, c)
		return nil
	}, `select `+cycleColumns+` from cycle c join indicator_set i on i.id = c.set_id order by c.year desc`)
}

// Cycle queues one cycle.
func (b *Batch) Cycle(id int64, c *Cycle, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(c.fields()...) },
		`select `+cycleColumns+` from cycle c join indicator_set i on i.id = c.set_id where c.id = $1`, id)
}

// AddCycle queues a new cycle.
func (b *Batch) AddCycle(c Cycle, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id) }, `
		insert into cycle (year, set_id, target, self_from, self_until, review_from, review_until, publicity, publicity_days, answer_days, opened_by, opened_at, member_set_id, evaluation)
		values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce(nullif($12, 0), 5), coalesce(nullif($13, 0), 5), $9, $10, $11, $14) returning id`,
		c.Year, c.Set, c.Target, date(c.Self.From), date(c.Self.Until), date(c.Review.From), date(c.Review.Until), c.Publicity, c.OpenedBy, c.OpenedAt, optional(c.MemberSet), c.PublicDays, c.AnswerDays, c.Evaluation)
}

// OpenAssessments queues a draft for every branch below a root, or only for those
// of a kind; made tells how many. start is the score before anything is said.
func (b *Batch) OpenAssessments(cycle, root int64, kind string, start Score, made *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(made) }, `
		with new as (
		  insert into assessment (cycle_id, committee_id, branch_id, nearest_id, root_id, kind, state,
		    self_base, self_pioneer, self_bottom, self_total, self_grade, self_items)
		  select $1, committee_id, id, parent_id, root_id, $3, 'draft', $4, $5, $6, $7, $8, $9
		  from organisation where root_id = $2 and level = 'branch' and closed_on is null and ($3 = '' or kind = $3)
		  on conflict (cycle_id, branch_id) do nothing returning 1)
		select count(*) from new`, cycle, root, kind, start.Base, start.Pioneer, start.Bottom, start.Total, start.Grade, start.Items)
}
