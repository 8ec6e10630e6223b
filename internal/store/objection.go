package store

import (
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/scoring"
)

// Objection is what a branch's secretary or one of its members has against an
// item of a publicised result, and what was decided about it. Who may not know
// a member's name must not be shown Name: see app.Unnamed.
type Objection struct {
	ID         int64
	Assessment int64
	Item       string
	Reason     string
	AsMember   bool // by a member; otherwise by the branch's secretary
	By         int64
	Name       string
	At         time.Time

	Upheld      bool   // of one that was decided
	Answer      string // why it was decided so
	DecidedName string
	DecidedAt   time.Time      // zero while it waits
	Before      scoring.Points // the branch's score that counts, before and after the decision
	After       scoring.Points
	Changes     []ObjectionChange
}

// Open tells whether the objection waits for a decision.
func (o *Objection) Open() bool { return o.DecidedAt.IsZero() }

// ObjectionChange is what an upheld objection changed in the review. A finding
// that was or is not there is nil.
type ObjectionChange struct {
	Objection    int64
	Clause       string
	Before       []byte
	BeforeReason string
	BeforeName   string
	After        []byte
	AfterReason  string
}

const selectObjection = `
select o.id, o.assessment_id, o.item, o.reason, o.as_member, o.made_by, p.name, o.made_at, coalesce(o.decision = 'upheld', false), o.answer,
  coalesce(d.name, ''), o.decided_at, coalesce(o.total_before, 0), coalesce(o.total_after, 0)
from objection o join person p on p.id = o.made_by left join person d on d.id = o.decided_by
`

func (o *Objection) fields() []any {
	return []any{&o.ID, &o.Assessment, &o.Item, &o.Reason, &o.AsMember, &o.By, &o.Name, &o.At, &o.Upheld, &o.Answer,
		&o.DecidedName, maybe{&o.DecidedAt}, &o.Before, &o.After}
}

// ObjectionsOf queues the objections to an assessment, oldest first, with what
// they changed.
func (b *Batch) ObjectionsOf(assessment int64, to *[]Objection) {
	b.objections(to, `where o.assessment_id = $1`, assessment)
}

// Objection queues one objection, with what it changed: a list of one, or none.
func (b *Batch) Objection(id int64, to *[]Objection) { b.objections(to, `where o.id = $1`, id) }

// ObjectionsOfCommittee queues the objections to the assessments of a committee
// in a cycle, oldest first.
func (b *Batch) ObjectionsOfCommittee(cycle, committee int64, to *[]Objection) {
	b.objections(to, `where o.assessment_id in (select id from assessment where cycle_id = $1 and committee_id = $2)`, cycle, committee)
}

func (b *Batch) objections(to *[]Objection, where string, args ...any) {
	b.all(collect(to, (*Objection).fields), selectObjection+where+` order by o.id`, args...)
	b.all(func(r pgx.Row) error {
		var c ObjectionChange
		if err := r.Scan(&c.Objection, &c.Clause, &c.Before, &c.BeforeReason, &c.BeforeName, &c.After, &c.AfterReason); err != nil {
			return err
		}
		for i := range *to {
			if o := &(*to)[i]; o.ID == c.Objection {
				o.Changes = append(o.Changes, c)
			}
		}
		return nil
	}, `select x.objection_id, x.clause, x.before, x.before_reason, coalesce(w.name, ''), x.after, x.after_reason
		from objection_change x join objection o on o.id = x.objection_id left join person w on w.id = x.before_by
		`+where+` order by x.objection_id, x.clause`, args...)
}

// Object queues an objection. A person who has one waiting for the same item
// violates "objection_waits".
func (b *Batch) Object(o Objection, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id) }, `insert into objection (assessment_id, item, reason, as_member, made_by, made_at)
		values ($1, $2, $3, $4, $5, $6) returning id`, o.Assessment, o.Item, o.Reason, o.AsMember, o.By, o.At)
}

// DecideObjection queues a decision: Upheld, Answer, Before and After of o.
// Where it was decided already the whole transaction stops.
func (b *Batch) DecideObjection(o *Objection, by int64, at time.Time) {
	decision := map[bool]string{true: "upheld", false: "rejected"}[o.Upheld]
	b.one(nil, ignore, `with u as (update objection set decision = $2, answer = $3, decided_by = $4, decided_at = $5, total_before = $6, total_after = $7
		where id = $1 and decision is null returning 1) select guard(count(*)) from u`, o.ID, decision, o.Answer, by, at, o.Before, o.After)
}

// ChangeByObjection queues the record of a finding that an objection changed;
// was is the finding that was there, nil for none.
func (b *Batch) ChangeByObjection(id int64, clause string, was *Finding, now []byte, reason string) {
	var before any
	var beforeReason string
	var beforeBy int64
	if was != nil {
		before, beforeReason, beforeBy = json.RawMessage(was.Value), was.Reason, was.SavedBy
	}
	var after any
	if now != nil {
		after = json.RawMessage(now)
	}
	b.do(`insert into objection_change (objection_id, clause, before, before_reason, before_by, after, after_reason) values ($1, $2, $3, $4, $5, $6, $7)`,
		id, clause, before, beforeReason, optional(beforeBy), after, reason)
}
