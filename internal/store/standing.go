package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// Standing is where a branch stands in a cycle: what lists show of an
// assessment. Of the figures, those of a branch that has not submitted do not
// count yet.
type Standing struct {
	ID            int64 // of the assessment
	Cycle         int64
	Year          int
	Branch        int64
	BranchCode    string
	BranchName    string
	Nearest       int64
	Committee     int64
	CommitteeCode string
	CommitteeName string
	Root          int64
	Kind          string
	State         workflow.State
	Ended         bool // the cycle has: its closing is confirmed
	Extended      calendar.Date
	ReplyBy       calendar.Date
	PublicUntil   calendar.Date // last day of the publicity; zero before it
	AnswerBy      calendar.Date // last day to answer the spot check; zero where no answer is awaited
	NewReviewBy   calendar.Date // last day of its new verification; zero unless it was opened again
	ReviewBegun   bool          // somebody has saved a finding of the review
	SubmittedAt   time.Time
	ReportedAt    time.Time
	Answered      int // clauses of the self-assessment
	ReviewedItems int
	OpenRemarks   int // sent and not replied to

	Self, Review, Counts, Spot Total
	SpotCheck                  int64 // 0 where not drawn
	HandedIn                   bool
	Sealed                     bool    // the check is sealed until it is handed in
	Checkers                   []int64 // persons assigned to check it
}

// HasResult tells whether the branch has a result.
func (s *Standing) HasResult() bool { return s.State.HasResult(s.Ended) }

// Total is a score without its parts.
type Total struct {
	Points scoring.Points
	Vetoed bool
	Grade  string // code; "" where there is none
}

// Place tells where the assessment stands, for deciding on rights.
func (s *Standing) Place() access.Place {
	return access.Place{Branch: s.Branch, Nearest: s.Nearest, Committee: s.Committee, Root: s.Root, Assigned: s.Checkers,
		Public: s.State.Public()}
}

const selectStanding = `
select a.id, a.cycle_id, c.year, a.branch_id, b.code, b.name, a.nearest_id, a.committee_id, m.code, m.name, a.root_id, a.kind, a.state, c.closing_at is not null,
  a.extended_until, a.reply_by, a.public_until,
  (select w.answer_by from spot_answer w where w.spot_check_id = s.id and w.answered_at is null), a.submitted_at, a.reported_at, a.self_answered, a.reviewed_items,
  case when a.reopened_at is not null then a.review_until end, exists (select from act x where x.assessment_id = a.id and x.level = 'review'),
  (select count(*) from remark r where r.assessment_id = a.id and r.sent_at is not null and r.reply = ''),
  a.self_total, a.self_vetoed, a.self_grade, a.review_total, a.review_vetoed, a.review_grade, a.counts_total, a.counts_vetoed, a.counts_grade,
  coalesce(s.spot_total, 0), coalesce(s.spot_vetoed, false), coalesce(s.spot_grade, ''), coalesce(s.id, 0), s.handed_in_at is not null,
  coalesce(d.sealed, false), array(select person_id from spot_checker x where x.spot_check_id = s.id and x.ended_at is null)
from assessment a join cycle c on c.id = a.cycle_id join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id
left join spot_check s on s.assessment_id = a.id left join draw d on d.id = s.draw_id
`

func scanStandings(to *[]Standing) func(pgx.Row) error {
	return func(r pgx.Row) error {
		var s Standing
		err := r.Scan(&s.ID, &s.Cycle, &s.Year, &s.Branch, &s.BranchCode, &s.BranchName, &s.Nearest, &s.Committee, &s.CommitteeCode, &s.CommitteeName,
			&s.Root, &s.Kind, &s.State, &s.Ended, day{&s.Extended}, day{&s.ReplyBy}, day{&s.PublicUntil}, day{&s.AnswerBy}, maybe{&s.SubmittedAt}, maybe{&s.ReportedAt}, &s.Answered, &s.ReviewedItems,
			day{&s.NewReviewBy}, &s.ReviewBegun, &s.OpenRemarks, &s.Self.Points, &s.Self.Vetoed, &s.Self.Grade, &s.Review.Points, &s.Review.Vetoed, &s.Review.Grade,
			&s.Counts.Points, &s.Counts.Vetoed, &s.Counts.Grade, &s.Spot.Points, &s.Spot.Vetoed, &s.Spot.Grade, &s.SpotCheck, &s.HandedIn, &s.Sealed, &s.Checkers)
		*to = append(*to, s)
		return err
	}
}

const standingCycle = ` where a.cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end `

// StandingsOfCycle queues where some branches stand in a cycle, by committee and
// branch code. Cycle 0 is the latest.
func (b *Batch) StandingsOfCycle(cycle int64, branches []int64, to *[]Standing) {
	b.all(scanStandings(to), selectStanding+standingCycle+`and a.branch_id = any($2) order by m.code, b.code`, cycle, branches)
}

// StandingsBelow queues where the branches of a cycle stand that some
// organisations verify or whose committee they are, by committee and branch code.
// Cycle 0 is the latest.
func (b *Batch) StandingsBelow(cycle int64, above []int64, to *[]Standing) {
	b.all(scanStandings(to), selectStanding+standingCycle+`and (a.nearest_id = any($2) or a.committee_id = any($2)) order by m.code, b.code`, cycle, above)
}

// CommitteeCount is how many branches of a committee are in a state.
type CommitteeCount struct {
	Committee int64
	Name      string
	State     workflow.State
	Branches  int
}

// CommitteeCounts queues how many branches of each committee below a work
// committee are in which state in a cycle, by the committee's code. Cycle 0 is
// the latest.
func (b *Batch) CommitteeCounts(cycle, root int64, to *[]CommitteeCount) {
	b.all(collect(to, func(n *CommitteeCount) []any { return []any{&n.Committee, &n.Name, &n.State, &n.Branches} }),
		`with n as (select a.committee_id, a.state, count(*) as branches from assessment a`+standingCycle+`and a.root_id = $2 group by 1, 2)
		select n.committee_id, m.name, n.state, n.branches from n join organisation m on m.id = n.committee_id order by m.code, n.committee_id`, cycle, root)
}

// StandingsPage queues a page of where the branches of a cycle, 0 for the latest,
// stand that an organisation verifies or whose committee it is, by code, and how
// many there are.
func (b *Batch) StandingsPage(cycle, organisation int64, offset, limit int, to *[]Standing, all *int) {
	const below = standingCycle + `and (a.nearest_id = $2 or a.committee_id = $2) `
	b.all(scanStandings(to), selectStanding+below+`order by b.code limit $3 offset $4`, cycle, organisation, limit, offset)
	b.one(nil, func(r pgx.Row) error { return r.Scan(all) }, `select count(*) from assessment a`+below, cycle, organisation)
}

// StandingIDs queues which assessments a cycle has below a root, or below one
// committee of it where that is not 0, in the order of Standings.
func (b *Batch) StandingIDs(cycle, root, committee int64, to *[]int64) {
	b.all(collect(to, func(id *int64) []any { return []any{id} }), `
		select a.id from assessment a join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id
		where a.cycle_id = $1 and a.root_id = $2 and ($3::bigint = 0 or a.committee_id = $3) order by m.code, b.code`, cycle, root, committee)
}

// StandingsByID queues where some branches stand, in the order of Standings.
func (b *Batch) StandingsByID(assessments []int64, to *[]Standing) {
	b.all(scanStandings(to), selectStanding+`where a.id = any($1) order by m.code, b.code`, assessments)
}

// StandingsOf queues where some branches stand in all cycles, the latest first.
func (b *Batch) StandingsOf(branches []int64, to *[]Standing) {
	b.all(scanStandings(to), selectStanding+`where a.branch_id = any($1) order by c.year desc, b.code`, branches)
}

// StandingsChecked queues what a person is assigned to spot-check, the latest
// cycle first, and in it the earliest draw.
func (b *Batch) StandingsChecked(person int64, to *[]Standing) {
	b.all(scanStandings(to), selectStanding+`
		where exists (select from spot_checker y where y.spot_check_id = s.id and y.person_id = $1 and y.ended_at is null)
		order by c.year desc, s.draw_id, s.position`, person)
}

// DrawProgress is how far a draw has come.
type DrawProgress struct {
	ID       int64
	Title    string
	State    string // "published" or "drawn"
	Waits    bool   // a seed waits for its confirmation
	Entered  bool   // the person entered it, and another confirms it
	Checks   int    // branches drawn
	HandedIn int
	Heard    int // of those, not decided, and the branch has answered or its time for that is over
	Decided  int

	// Of those heard, what is the person's to do, who acted on none of them before:
	// to propose a decision, or to confirm another's. Own wait for another officer.
	Proposable, Confirmable, Own int
}

// DrawProgresses queues how far the draws of a cycle, 0 for the latest, are on a
// day, and what they ask of a person, the latest first.
func (b *Batch) DrawProgresses(cycle, person int64, today calendar.Date, to *[]DrawProgress) {
	b.all(func(r pgx.Row) error {
		var d DrawProgress
		err := r.Scan(&d.ID, &d.Title, &d.State, &d.Waits, &d.Entered, &d.Checks, &d.HandedIn, &d.Heard, &d.Decided, &d.Proposable, &d.Confirmable, &d.Own)
		*to = append(*to, d)
		return err
	}, `with heard as (
		  select s.draw_id, o.proposed_by, exists (select from act where assessment_id = s.assessment_id and person_id = $3) as acted
		  from spot_check s join spot_answer w on w.spot_check_id = s.id left join spot_decision o on o.spot_check_id = s.id and o.confirmed is null
		  where s.draw_id in (select id from draw where cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end)
		    and (w.answered_at is not null or w.answer_by < $2::date) and not exists (select from spot_decision x where x.spot_check_id = s.id and x.confirmed))
		select d.id, d.title, d.state, exists (select from draw_seed e where e.draw_id = d.id and e.confirmed is null),
		  exists (select from draw_seed e where e.draw_id = d.id and e.confirmed is null and e.entered_by = $3),
		  (select count(*) from spot_check s where s.draw_id = d.id), (select count(*) from spot_check s where s.draw_id = d.id and s.handed_in_at is not null),
		  (select count(*) from heard where draw_id = d.id),
		  (select count(*) from spot_check s join spot_decision x on x.spot_check_id = s.id and x.confirmed where s.draw_id = d.id),
		  (select count(*) from heard where draw_id = d.id and proposed_by is null and not acted),
		  (select count(*) from heard where draw_id = d.id and proposed_by <> $3 and not acted),
		  (select count(*) from heard where draw_id = d.id and proposed_by = $3)
		from draw d where d.cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end order by d.id desc`, cycle, date(today), person)
}
