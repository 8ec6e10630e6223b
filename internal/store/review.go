package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
)

// RestoreCopy queues the taking back of what a reviewer stated about a clause:
// the review states what the branch stated, and follows it again. version is
// the one that the person saw.
func (b *Batch) RestoreCopy(assessment int64, clause string, version int, by int64, at time.Time) {
	b.one(nil, ignore, `
		with u as (
		  update finding r set value = s.value, reason = '', copied = true, version = r.version + 1, saved_by = $4, saved_at = $5
		  from finding s where s.assessment_id = $1 and s.level = 'self' and s.clause = $2
		    and r.assessment_id = $1 and r.level = 'review' and r.clause = $2 and r.version = $3
		  returning 1)
		select guard(count(*)) from u`, assessment, clause, version, by, at)
}

// LookAgain queues the mark that an item has to be reviewed once more, because
// the branch took something of it back that leaves no trace itself.
func (b *Batch) LookAgain(assessment int64, item string) {
	b.do(`update item_entry set changed = true, done_by = null, done_at = null
		where assessment_id = $1 and level = 'review' and item = $2 and done_at is not null`, assessment, item)
}

// Used is a reason that was given before.
type Used struct {
	Clause string
	Text   string
	Times  int
}

// ReasonsUsed queues the reasons that reviewers of the same committee gave for
// any of the clauses at other branches, the most used of each clause first.
func (b *Batch) ReasonsUsed(assessment, committee int64, clauses []string, to *[]Used) {
	b.all(func(r pgx.Row) error {
		var u Used
		if err := r.Scan(&u.Clause, &u.Text, &u.Times); err != nil {
			return err
		}
		*to = append(*to, u)
		return nil
	}, `select f.clause, f.reason, count(*) from assessment a
		join finding f on f.assessment_id = a.id and f.level = 'review' and f.clause = any($3) and f.reason <> ''
		where a.committee_id = $2 and a.id <> $1
		group by f.clause, f.reason order by f.clause, count(*) desc, max(f.saved_at) desc limit 40`, assessment, committee, clauses)
}

// Outcome is how often an item came to a score.
type Outcome struct {
	Score scoring.Points
	Times int
}

// Elsewhere queues how an item went at the committee's other branches of the
// cycle, where it has been reviewed, the best score first. place is the item's
// place in table order among the items for the branch's kind, from 1.
func (b *Batch) Elsewhere(a *Assessment, item string, place int, to *[]Outcome) {
	b.all(func(r pgx.Row) error {
		var o Outcome
		if err := r.Scan(&o.Score, &o.Times); err != nil {
			return err
		}
		*to = append(*to, o)
		return nil
	}, `select a.review_items[$5], count(*) from assessment a
		join item_entry e on e.assessment_id = a.id and e.level = 'review' and e.item = $4 and e.done_at is not null
		where a.cycle_id = $1 and a.committee_id = $2 and a.id <> $3 and a.kind = $6
		group by 1 order by 1 desc`, a.Cycle.ID, a.Committee, a.ID, item, place, a.Kind)
}

// Waiting is a branch in the queue of those that wait for review.
type Waiting struct {
	Assessment  int64
	Name        string
	SubmittedAt time.Time
	Reviewed    int // items
}

// Queue queues the branches that wait for the same reviewers, oldest submission
// first.
func (b *Batch) Queue(cycle, nearest int64, to *[]Waiting) {
	b.all(func(r pgx.Row) error {
		var w Waiting
		if err := r.Scan(&w.Assessment, &w.Name, &w.SubmittedAt, &w.Reviewed); err != nil {
			return err
		}
		*to = append(*to, w)
		return nil
	}, `select a.id, b.name, a.submitted_at, a.reviewed_items from assessment a join organisation b on b.id = a.branch_id
		where a.cycle_id = $1 and a.nearest_id = $2 and a.state = 'submitted' order by a.submitted_at, a.id`, cycle, nearest)
}

// AssessmentsOfCommittee queues a committee's assessments of a cycle, by branch
// code. With lock the rows stay locked until the transaction ends, taken in the
// order of their ids.
func (b *Batch) AssessmentsOfCommittee(cycle, committee int64, today calendar.Date, lock bool, to *[]Assessment) {
	if lock {
		b.stays(cycle)
		b.do(`select id from assessment where cycle_id = $1 and committee_id = $2 order by id for update`, cycle, committee)
	}
	b.all(scanAssessments(to), selectAssessment+`where a.cycle_id = $3 and a.committee_id = $1 order by b.code`, committee, date(today), cycle)
}
