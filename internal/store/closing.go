package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/workflow"
)

// ClosingLine counts branches of a committee in one state and grade. Versions
// and Points are sums, so that a change of any of them shows.
type ClosingLine struct {
	Committee        int64
	Code, Name       string
	State            workflow.State
	Grade            string // that counts; "" without a result
	Branches         int
	Versions, Points int64
}

// ClosingLines queues what a cycle consists of, by committee, state and grade.
func (b *Batch) ClosingLines(cycle int64, to *[]ClosingLine) {
	b.all(collect(to, func(l *ClosingLine) []any {
		return []any{&l.Committee, &l.Code, &l.Name, &l.State, &l.Grade, &l.Branches, &l.Versions, &l.Points}
	}), `with n as (select committee_id, state, counts_grade, count(*)::int as branches, sum(version)::bigint as versions, sum(counts_total)::bigint as points
		  from assessment where cycle_id = $1 group by 1, 2, 3)
		select m.id, m.code, m.name, n.state, n.counts_grade, n.branches, n.versions, n.points from n join organisation m on m.id = n.committee_id
		order by m.code collate "C", n.state, n.counts_grade`, cycle)
}

// Unfinished counts what is open in a cycle. Draws and checks must be done before
// it is closed; the rest can no longer be done afterwards.
type Unfinished struct {
	Draws      int // published and not drawn
	Checks     int // of spot checks, not decided
	Objections int // to publicised results, not decided
	Reports    int // of committees, neither accepted nor returned
	Again      int // branches opened again and not reported anew
}

// UnfinishedOf queues what is open in a cycle.
func (b *Batch) UnfinishedOf(cycle int64, u *Unfinished) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(&u.Draws, &u.Checks, &u.Objections, &u.Reports, &u.Again) }, `
		select (select count(*) from draw where cycle_id = $1 and state = 'published'),
		  (select count(*) from spot_check s join draw d on d.id = s.draw_id where d.cycle_id = $1
		     and not exists (select from spot_decision x where x.spot_check_id = s.id and x.confirmed)),
		  (select count(*) from objection o join assessment a on a.id = o.assessment_id where a.cycle_id = $1 and o.decision is null),
		  (select count(*) from committee_report where cycle_id = $1 and state = 'sent'),
		  (select count(distinct r.assessment_id) from reopening r join assessment a on a.id = r.assessment_id where a.cycle_id = $1 and a.state not in ('reported', 'final'))`, cycle)
}

// Closing is a proposal to close a cycle, and what another officer decided on it.
type Closing struct {
	ID           int64
	Cycle        int64
	ProposedBy   int64
	ProposedName string
	ProposedAt   time.Time
	Digest       string
	DecidedBy    int64 // 0 while it waits
	DecidedName  string
	DecidedAt    time.Time // zero while it waits
	Confirmed    bool
	Reason       string // why it was sent back
	Note         string // why branches are left without a result; "" where none are
	Task         int64  // the work that closes; 0 before
	TaskOwner    int64  // whose it is
	TaskFailed   bool   // it stopped for good
	Parts, Done  int    // of the work
}

// Waits tells whether nobody has decided on it.
func (c *Closing) Waits() bool { return c.DecidedAt.IsZero() }

// TakenBack tells whether who made the proposal took it back.
func (c *Closing) TakenBack() bool {
	return !c.Waits() && !c.Confirmed && c.DecidedBy == c.ProposedBy
}

// Closings queues the proposals to close a cycle, the first one first.
func (b *Batch) Closings(cycle int64, to *[]Closing) {
	b.all(collect(to, (*Closing).fields), selectClosing+`where c.cycle_id = $1 order by c.id`, cycle)
}

// ClosingWaits queues the proposal to close the latest cycle that waits for
// another officer; zero where none does.
func (b *Batch) ClosingWaits(c *Closing, waits *bool) {
	b.one(waits, func(r pgx.Row) error { return r.Scan(c.fields()...) }, selectClosing+`where c.confirmed is null and c.cycle_id = (select id from cycle order by year desc limit 1)`)
}

// ClosingOf queues one proposal.
func (b *Batch) ClosingOf(id int64, c *Closing, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(c.fields()...) }, selectClosing+`where c.id = $1`, id)
}

func (c *Closing) fields() []any {
	return []any{&c.ID, &c.Cycle, &c.ProposedBy, &c.ProposedName, &c.ProposedAt, &c.Digest, &c.DecidedBy, &c.DecidedName, maybe{&c.DecidedAt}, &c.Confirmed, &c.Reason, &c.Note, &c.Task, &c.TaskOwner, &c.TaskFailed, &c.Parts, &c.Done}
}

const selectClosing = `select c.id, c.cycle_id, c.proposed_by, p.name, c.proposed_at, c.digest, coalesce(c.decided_by, 0), coalesce(o.name, ''), c.decided_at, coalesce(c.confirmed, false), c.reason, c.note, coalesce(c.task_id, 0), coalesce(t.owner_id, 0), coalesce(t.state = 'failed', false),
	(select count(*) from closing_part where closing_id = c.id)::int, (select count(*) from closing_part where closing_id = c.id and done_at is not null)::int
	from closing c join person p on p.id = c.proposed_by left join person o on o.id = c.decided_by left join task t on t.id = c.task_id `

// ProposeClosing queues a proposal. A second one that waits violates
// closing_one_waiting.
func (b *Batch) ProposeClosing(cycle, by int64, digest, note string, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into closing (cycle_id, proposed_by, proposed_at, digest, note) values ($1, $2, $3, $4, $5) returning id`, cycle, by, at, digest, note)
}

// DecideClosing queues the second officer's word; where the proposal does not
// wait, the whole transaction stops.
func (b *Batch) DecideClosing(id int64, confirmed bool, reason string, by int64, at time.Time) {
	b.one(nil, ignore, `with u as (update closing set decided_by = $2, decided_at = $3, confirmed = $4, reason = $5 where id = $1 and confirmed is null returning 1)
		select guard(count(*)) from u`, id, by, at, confirmed, reason)
}

// HoldAssessments queues that no assessment changes until the transaction ends,
// and that what is changing now is waited for.
func (b *Batch) HoldAssessments() { b.do(`lock table assessment in exclusive mode`) }

// BeginClosing queues that nothing in a cycle changes any more, and in which
// parts of at most size branches, by id, what was reported is made final.
func (b *Batch) BeginClosing(c Closing, size int, at time.Time) {
	b.one(nil, ignore, `with u as (update cycle set closing_at = $2 where id = $1 and closing_at is null returning 1) select guard(count(*)) from u`, c.Cycle, at)
	b.do(`insert into closing_part (closing_id, position, first_id, last_id, branches, versions)
		select $1, part + 1, min(id), max(id), count(*), sum(version)
		from (select id, version, (row_number() over (order by id) - 1) / $3::int as part from assessment where cycle_id = $2 and state = 'reported') as t
		group by part`, c.ID, c.Cycle, size)
}

// SetClosingTask queues which long work does a closing.
func (b *Batch) SetClosingTask(closing, task int64) {
	b.do(`update closing set task_id = $2 where id = $1`, closing, task)
}

// ClosingPart is a part of what is made final.
type ClosingPart struct {
	Closing, Cycle int64
	Position       int
	First, Last    int64 // ids of assessments
	Branches       int
	Versions       int64
	Lagging        int // how many of them got a file, once it is closed
}

// NextClosingPart queues the first part that is not done and that nobody is at;
// found is false where there is none.
func (b *Batch) NextClosingPart(closing int64, p *ClosingPart, found *bool) {
	b.one(found, func(r pgx.Row) error {
		return r.Scan(&p.Closing, &p.Cycle, &p.Position, &p.First, &p.Last, &p.Branches, &p.Versions)
	}, `select p.closing_id, c.cycle_id, p.position, p.first_id, p.last_id, p.branches, p.versions
		from closing_part p join closing c on c.id = p.closing_id where p.closing_id = $1 and p.done_at is null order by p.position limit 1 for update of p skip locked`, closing)
}

// ClosePart queues that a part's branches become final, guarded by their state
// and by what their versions added up to when the closing was confirmed; and that
// each of them with the lagging grade gets its file.
func (b *Batch) ClosePart(p *ClosingPart, lagging string, at time.Time) {
	b.one(nil, ignore, `with u as (update closing_part set done_at = $3 where closing_id = $1 and position = $2 and done_at is null returning 1)
		select guard(count(*)) from u`, p.Closing, p.Position, at)
	b.one(nil, ignore, `with u as (
		  update assessment set state = 'final', version = version + 1
		  where cycle_id = $1 and id between $2 and $3 and state = 'reported' returning version - 1 as version)
		select guard((count(*) = $4 and coalesce(sum(version), 0) = $5)::int) from u`, p.Cycle, p.First, p.Last, p.Branches, p.Versions)
	b.one(nil, func(r pgx.Row) error { return r.Scan(&p.Lagging) }, `with r as (
		  insert into rectification (assessment_id, cycle_id, branch_id, committee_id, root_id, opened_at)
		  select id, cycle_id, branch_id, committee_id, root_id, $4 from assessment
		  where cycle_id = $1 and id between $2 and $3 and state = 'final' and counts_grade = $5
		  order by id returning 1) select count(*) from r`, p.Cycle, p.First, p.Last, at, lagging)
}

// TellLagging queues a notice to the secretaries of the branches of a part that
// got a file. prefix is the address before the file's id.
func (b *Batch) TellLagging(p *ClosingPart, text, prefix string, at time.Time) {
	b.do(`insert into notice (person_id, key, text, href, made_at, mail, mail_after)
		select p.id, 'rectification.opened ' || r.id, $4, $6 || r.id, $5, `+mailed+`
		from rectification r join appointment x on x.organisation_id = r.branch_id and x.role = 'branch_secretary' and x.period @> ($5::timestamptz at time zone 'Asia/Shanghai')::date
		join person p on p.id = x.person_id
		where r.cycle_id = $1 and r.assessment_id between $2 and $3 and r.opened_at = $5 and p.disabled_at is null
		order by p.id on conflict (person_id, key) do nothing`, p.Cycle, p.First, p.Last, text, at, prefix)
}

// Ending is what branches of a grade hear at the end of a cycle.
type Ending struct {
	Grade  string
	Vetoed bool
	Text   string
}

// TellFinal queues a notice to the secretaries, clerks and members of the branches
// of a part, with each branch's points and what its grade means. before stands in
// front of the points, prefix is the address before the assessment's id.
func (b *Batch) TellFinal(p *ClosingPart, before string, endings []Ending, prefix string, at time.Time) {
	var grades, texts []string
	var vetoed []bool
	for _, e := range endings {
		grades, vetoed, texts = append(grades, e.Grade), append(vetoed, e.Vetoed), append(texts, e.Text)
	}
	b.do(`insert into notice (person_id, key, text, href, made_at, mail, mail_after)
		select p.id, 'cycle.result ' || a.id, $4 || trim_scale(a.counts_total / 100.0) || ' 分。' || e.text, $6 || a.id, $5, `+mailed+`
		from assessment a join unnest($7::text[], $8::bool[], $9::text[]) as e (grade, vetoed, text) on e.grade = a.counts_grade and e.vetoed = a.counts_vetoed
		join appointment x on x.organisation_id = a.branch_id and x.role in ('branch_secretary', 'branch_clerk', 'member') and x.period @> ($5::timestamptz at time zone 'Asia/Shanghai')::date
		join person p on p.id = x.person_id
		where a.cycle_id = $1 and a.id between $2 and $3 and a.state = 'final' and p.disabled_at is null
		order by p.id on conflict (person_id, key) do nothing`, p.Cycle, p.First, p.Last, before, at, prefix, grades, vetoed, texts)
}

// FinishClosing queues that a cycle is closed, with what came of it by
// organisation. Where it is closed already, or a part is not done, the whole
// transaction stops.
func (b *Batch) FinishClosing(closing, cycle int64, at time.Time) {
	b.one(nil, ignore, `select guard((not exists (select from closing_part where closing_id = $1 and done_at is null))::int)`, closing)
	b.do(`insert into cycle_outcome (cycle_id, organisation_id, branches, grades)
		with n as (select committee_id, nearest_id, root_id, case when state = 'final' then counts_grade else '' end as grade, count(*)::int as branches
		    from assessment where cycle_id = $1 group by 1, 2, 3, 4),
		  at as (select committee_id as id, grade, branches from n union all select root_id, grade, branches from n
		    union all select nearest_id, grade, branches from n where nearest_id <> committee_id),
		  s as (select id, grade, sum(branches)::int as branches from at group by 1, 2)
		select $1, id, sum(branches), coalesce(jsonb_object_agg(grade, branches) filter (where grade <> ''), '{}') from s group by id`, cycle)
	b.one(nil, ignore, `with u as (update cycle set closed_at = $2 where id = $1 and closing_at is not null and closed_at is null returning 1)
		select guard(count(*)) from u`, cycle, at)
}
