package store

import (
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
)

// Assessment is a branch's examination in a cycle, with the cycle it is pinned
// to and what decisions about it rest on.
type Assessment struct {
	ID            int64
	Cycle         Cycle
	Branch        int64
	BranchCode    string
	BranchName    string
	Committee     int64
	CommitteeName string
	Nearest       int64
	Root          int64
	Kind          string
	State         workflow.State
	Version       int // counts changes of state
	Round         int // counts submissions
	Extended      calendar.Date
	ReplyBy       calendar.Date
	PublicFrom    calendar.Date // first and last day of the publicity; zero before it
	PublicUntil   calendar.Date
	ReviewUntil   calendar.Date // its own end of the review, where it was opened again; zero where not
	ReopenedAt    time.Time     // when it was opened again, with another score counting until it is signed anew; zero where not

	SubmittedAt, ReturnedAt, SignedAt, ReportedAt     time.Time // zero where not
	SubmittedName, ReturnedName, SignedName, Reporter string

	Self, Review, Counts Score
	ReviewedItems        int
	OpenObjections       int // without a decision

	FilledBy, ReviewedBy, SignedBy []int64 // persons, from the acts on record
	CanVerify                      int     // persons at the committee who may review or sign and can get in
	Signers                        []int64 // those of them who may sign
	SpotCheck                      int64   // 0 where not drawn
	Checkers                       []int64 // persons assigned to spot-check, those replaced left out
	HandedIn                       bool
	Sealed                         bool          // the spot check is made without seeing the others' figures
	CheckedBy                      []int64       // persons who spot-checked it, from the acts on record
	AnswerBy                       calendar.Date // last day for the branch to answer the check; zero before it is handed in
	Answered, Decided              bool
	ProposedBy                     int64    // whose decision waits for another officer; 0 where none waits
	CheckedItems                   []string // codes of the items that its draw has checked; none means all
}

// Checks tells whether the spot check is to look at an item.
func (a *Assessment) Checks(item string) bool {
	return len(a.CheckedItems) == 0 || slices.Contains(a.CheckedItems, item)
}

// Place tells where the assessment stands, for deciding on rights.
func (a *Assessment) Place() access.Place {
	return access.Place{Branch: a.Branch, Nearest: a.Nearest, Committee: a.Committee, Root: a.Root,
		Assigned: a.Checkers, Public: a.State.Public()}
}

// Facts tells what the assessment knows for a decision; the caller adds what
// its action needs besides.
func (a *Assessment) Facts(person int64, today calendar.Date) workflow.Facts {
	verified := append(append([]int64{}, a.ReviewedBy...), a.SignedBy...)
	return workflow.Facts{Today: today, Self: a.Cycle.Self, Review: a.ReviewWindow(), Extended: a.Extended, ReplyBy: a.ReplyBy,
		Person: person, FilledBy: a.FilledBy, ReviewedBy: a.ReviewedBy, VerifiedBy: verified, CanVerify: a.CanVerify, Signers: a.Signers,
		ReviewBegun: len(a.ReviewedBy) > 0, PublicityOn: a.Cycle.Publicity, PublicUntil: a.PublicUntil, OpenObjections: a.OpenObjections,
		Closed: a.Cycle.Ended(), HandedIn: a.HandedIn, CheckedBy: a.CheckedBy, AnswerBy: a.AnswerBy, Answered: a.Answered, Decided: a.Decided, ProposedBy: a.ProposedBy}
}

// FillUntil is until when the branch may change its self-assessment.
func (a *Assessment) FillUntil() calendar.Date {
	return workflow.FillUntil(a.State, a.Cycle.Self.Until, a.Extended, a.ReplyBy)
}

// ReviewWindow is when the branch is verified: the cycle's, longer where it was
// opened again.
func (a *Assessment) ReviewWindow() calendar.Window {
	w := a.Cycle.Review
	if w.Until.Before(a.ReviewUntil) {
		w.Until = a.ReviewUntil
	}
	return w
}

// PublicWindow returns the days for which the result is publicised; zero before.
func (a *Assessment) PublicWindow() calendar.Window {
	return calendar.Window{From: a.PublicFrom, Until: a.PublicUntil}
}

// Ended tells whether the cycle has: nothing is to be done any more.
func (a *Assessment) Ended() bool { return a.Cycle.Ended() }

// HasResult tells whether the branch has a result.
func (a *Assessment) HasResult() bool { return a.State.HasResult(a.Ended()) }

// Again tells whether the branch was opened again after it was reported, and is
// not signed anew: until then it has no result.
func (a *Assessment) Again() bool { return !a.ReopenedAt.IsZero() }

// ReviewDue is until when the branch is to be verified: as the officer asked who
// opened it again, else as the cycle says.
func (a *Assessment) ReviewDue() calendar.Date {
	if a.Again() {
		return a.ReviewUntil
	}
	return a.Cycle.Review.Until
}

const selectAssessment = `
select a.id, ` + cycleColumns + `, a.branch_id, b.code, b.name, a.committee_id, m.name, a.nearest_id, a.root_id, a.kind,
  a.state, a.version, a.round, a.extended_until, a.reply_by, a.public_from, a.public_until, a.review_until, a.reopened_at,
  a.submitted_at, a.returned_at, a.signed_at, a.reported_at,
  coalesce((select name from person where id = a.submitted_by), ''), coalesce((select name from person where id = a.returned_by), ''),
  coalesce((select name from person where id = a.signed_by), ''), coalesce((select name from person where id = a.reported_by), ''),
  a.self_base, a.self_pioneer, a.self_bottom, a.self_total, a.self_vetoed, a.self_grade, a.self_items, a.self_answered,
  a.review_base, a.review_pioneer, a.review_bottom, a.review_total, a.review_vetoed, a.review_grade, a.review_items, a.reviewed_items,
  a.counts_base, a.counts_pioneer, a.counts_bottom, a.counts_total, a.counts_vetoed, a.counts_grade, a.counts_items,
  (select count(*) from objection where assessment_id = a.id and decision is null),
  array(select person_id from act where assessment_id = a.id and level = 'self'),
  array(select person_id from act where assessment_id = a.id and level = 'review'),
  array(select person_id from act where assessment_id = a.id and level = 'sign'),
  (select count(distinct x.person_id) from appointment x join person p on p.id = x.person_id where x.organisation_id in (a.committee_id, a.nearest_id)
     and x.role in ('reviewer', 'committee_secretary') and x.period @> $2::date and p.disabled_at is null),
  array(select distinct x.person_id from appointment x join person p on p.id = x.person_id where x.organisation_id = a.committee_id
     and x.role = 'committee_secretary' and x.period @> $2::date and p.disabled_at is null),
  coalesce(s.id, 0), array(select person_id from spot_checker where spot_check_id = s.id and ended_at is null), s.handed_in_at is not null,
  coalesce((select sealed from draw where id = s.draw_id), true), coalesce((select items from draw where id = s.draw_id), '{}'),
  array(select person_id from act where assessment_id = a.id and level = 'spot'), w.answer_by, w.answered_at is not null,
  exists (select from spot_decision where spot_check_id = s.id and confirmed),
  coalesce((select proposed_by from spot_decision where spot_check_id = s.id and confirmed is null), 0)
from assessment a
join cycle c on c.id = a.cycle_id
join indicator_set i on i.id = c.set_id
join organisation b on b.id = a.branch_id
join organisation m on m.id = a.committee_id
left join spot_check s on s.assessment_id = a.id
left join spot_answer w on w.spot_check_id = s.id
`

func (a *Assessment) fields() []any {
	return append(append([]any{&a.ID}, a.Cycle.fields()...),
		&a.Branch, &a.BranchCode, &a.BranchName, &a.Committee, &a.CommitteeName, &a.Nearest, &a.Root, &a.Kind,
		&a.State, &a.Version, &a.Round, day{&a.Extended}, day{&a.ReplyBy}, day{&a.PublicFrom}, day{&a.PublicUntil}, day{&a.ReviewUntil}, maybe{&a.ReopenedAt},
		maybe{&a.SubmittedAt}, maybe{&a.ReturnedAt}, maybe{&a.SignedAt}, maybe{&a.ReportedAt},
		&a.SubmittedName, &a.ReturnedName, &a.SignedName, &a.Reporter,
		&a.Self.Base, &a.Self.Pioneer, &a.Self.Bottom, &a.Self.Total, &a.Self.Vetoed, &a.Self.Grade, &a.Self.Items, &a.Self.Answered,
		&a.Review.Base, &a.Review.Pioneer, &a.Review.Bottom, &a.Review.Total, &a.Review.Vetoed, &a.Review.Grade, &a.Review.Items, &a.ReviewedItems,
		&a.Counts.Base, &a.Counts.Pioneer, &a.Counts.Bottom, &a.Counts.Total, &a.Counts.Vetoed, &a.Counts.Grade, &a.Counts.Items, &a.OpenObjections,
		&a.FilledBy, &a.ReviewedBy, &a.SignedBy, &a.CanVerify, &a.Signers, &a.SpotCheck, &a.Checkers, &a.HandedIn, &a.Sealed, &a.CheckedItems,
		&a.CheckedBy, day{&a.AnswerBy}, &a.Answered, &a.Decided, &a.ProposedBy)
}

// Assessment queues one assessment as it stands on a day.
func (b *Batch) Assessment(id int64, today calendar.Date, a *Assessment, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(a.fields()...) }, selectAssessment+`where a.id = $1`, id, date(today))
}

// LockAssessment is Assessment with the row locked until the transaction ends,
// so that a review's first save and a withdrawal cannot pass each other. The lock
// is taken by a statement before: one that waited for it would still see the acts
// as they were when it began to wait.
func (b *Batch) LockAssessment(id int64, today calendar.Date, a *Assessment, found *bool) {
	b.staysOf(id)
	b.do(`select 1 from assessment where id = $1 for update`, id)
	b.Assessment(id, today, a, found)
}

// AssessmentsOfBranch queues a branch's assessments, the latest cycle first.
func (b *Batch) AssessmentsOfBranch(branch int64, today calendar.Date, to *[]Assessment) {
	b.assessments(to, `where a.branch_id = $1 order by c.year desc`, branch, today)
}

// AssessmentsBelow queues a cycle's assessments that an organisation verifies
// or whose committee it is, by branch code.
func (b *Batch) AssessmentsBelow(cycle, organisation int64, today calendar.Date, to *[]Assessment) {
	b.all(scanAssessments(to), selectAssessment+`where a.cycle_id = $3 and (a.nearest_id = $1 or a.committee_id = $1) order by b.code`,
		organisation, date(today), cycle)
}

// AssessmentsOfCycle queues all assessments of a cycle, by committee and branch code.
func (b *Batch) AssessmentsOfCycle(cycle int64, today calendar.Date, to *[]Assessment) {
	b.assessments(to, `where a.cycle_id = $1 order by m.code, b.code`, cycle, today)
}

func (b *Batch) assessments(to *[]Assessment, where string, id int64, today calendar.Date) {
	b.all(scanAssessments(to), selectAssessment+where, id, date(today))
}

func scanAssessments(to *[]Assessment) func(pgx.Row) error {
	return func(r pgx.Row) error {
		var a Assessment
		if err := r.Scan(a.fields()...); err != nil {
			return err
		}
		*to = append(*to, a)
		return nil
	}
}

// SaveSelfScore queues the self-assessment's score.
func (b *Batch) SaveSelfScore(id int64, s Score) {
	b.do(`update assessment set self_base = $2, self_pioneer = $3, self_bottom = $4, self_total = $5, self_vetoed = $6, self_grade = $7,
		self_items = $8, self_answered = $9 where id = $1`, id, s.Base, s.Pioneer, s.Bottom, s.Total, s.Vetoed, s.Grade, s.Items, s.Answered)
}

// SaveReviewScore queues the review's score and how many items it has dealt with.
func (b *Batch) SaveReviewScore(id int64, s Score, reviewed int) {
	b.do(`update assessment set review_base = $2, review_pioneer = $3, review_bottom = $4, review_total = $5, review_vetoed = $6, review_grade = $7,
		review_items = $8, reviewed_items = $9 where id = $1`, id, s.Base, s.Pioneer, s.Bottom, s.Total, s.Vetoed, s.Grade, s.Items, reviewed)
}

// SaveCounts queues the score that counts.
func (b *Batch) SaveCounts(id int64, s Score) {
	b.do(`update assessment set counts_base = $2, counts_pioneer = $3, counts_bottom = $4, counts_total = $5, counts_vetoed = $6, counts_grade = $7,
		counts_items = coalesce($8::bigint[], '{}') where id = $1`, id, s.Base, s.Pioneer, s.Bottom, s.Total, s.Vetoed, s.Grade, s.Items)
}

// Act queues the record that a person acted on an assessment at a level
// ("self", "review", "sign", "spot").
func (b *Batch) Act(id int64, level string, person int64) {
	b.do(`insert into act (assessment_id, level, person_id) values ($1, $2, $3) on conflict do nothing`, id, level, person)
}

// Move queues a change of state, guarded by the state and version that were
// read: where they are no longer those, the whole transaction stops.
func (b *Batch) Move(a *Assessment, to workflow.State, by int64, at time.Time) {
	stamp := map[workflow.State]string{
		workflow.Submitted:  ", submitted_at = $6, submitted_by = $5, round = round + 1, reply_by = null",
		workflow.Returned:   ", returned_at = $6, returned_by = $5",
		workflow.Verified:   ", signed_at = $6, signed_by = $5, reopened_at = null, reopened_by = null, review_until = null",
		workflow.Publicised: ", publicised_at = $6, publicised_by = $5",
		workflow.Reported:   ", reported_at = $6, reported_by = $5",
		workflow.Draft:      ", submitted_at = null, submitted_by = null",
	}[to]
	args := []any{a.ID, string(a.State), a.Version, string(to)}
	if a.State == workflow.Reported && to == workflow.Submitted { // the branch did not submit anew
		stamp = ""
	} else if to != workflow.Draft {
		args = append(args, by, at)
	}
	b.one(nil, ignore, `with u as (update assessment set state = $4, version = version + 1`+stamp+`
		where id = $1 and state = $2 and version = $3 returning 1) select guard(count(*)) from u`, args...)
}

// SetReplyBy queues until when a returned assessment may be mended.
func (b *Batch) SetReplyBy(id int64, until calendar.Date) {
	b.do(`update assessment set reply_by = $2 where id = $1`, id, date(until))
}
