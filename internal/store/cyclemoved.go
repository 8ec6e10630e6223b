package store

import (
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
)

// CycleMove is a move of a cycle from one version of its set to another, or a
// trial of one.
type CycleMove struct {
	ID               int64
	Cycle            int64
	From, To         int64
	FromCode, ToCode string
	Trial            int64  // the trial that was signed; 0 of a trial
	Reason           string // "" of a trial
	Digest           string // of what is signed
	MoveFigures
	By string
	At time.Time
}

// MoveCounts are the counts of a move. A draft is a self-assessment that is not
// submitted or was given back, or a review that is not signed.
type MoveCounts struct {
	Branches      int      `json:"branches"`               // that are scored
	Unkinded      int      `json:"unkinded,omitempty"`     // beside them, that have no kind by which they could be
	Claimed       int      `json:"claimed"`                // of the scored, whose self-assessment is submitted
	Settled       int      `json:"settled"`                // of the scored, whose review is signed
	Changed       int      `json:"changed"`                // of the scored, whose submitted or signed total or grade changes
	DraftsChanged int      `json:"drafts_changed"`         // of the other scored, of which a draft changes
	Lost          int      `json:"lost"`                   // findings that no longer count, in drafts too
	DraftsLost    int      `json:"drafts_lost"`            // of them, in drafts
	Reported      int      `json:"reported,omitempty"`     // of the scored, reported already, whose score that counts changes
	Public        int      `json:"public,omitempty"`       // of the scored, in their publicity with a score that changes
	PublicNamed   []string `json:"public_named,omitempty"` // some of those
}

// MoveFigures are the counts of a move, with those by grade and by clause.
type MoveFigures struct {
	MoveCounts
	Grades  []GradeCount   `json:"grades,omitempty"`
	Clauses map[string]int `json:"clauses,omitempty"` // of each clause, how many findings no longer count
}

// GradeCount is how many branches have a grade by the old version and by the new
// one, by submitted self-assessment and by signed review.
type GradeCount struct {
	Code      string `json:"code"`
	SelfOld   int    `json:"self_old"`
	SelfNew   int    `json:"self_new"`
	ReviewOld int    `json:"review_old"`
	ReviewNew int    `json:"review_new"`
}

// MoveLine is one score that a move changes, or of whose findings some no longer
// count.
type MoveLine struct {
	Assessment         int64
	Level              Level
	Name, Committee    string
	OldTotal, NewTotal scoring.Points
	OldGrade, NewGrade string
	Lost               int
	Draft              bool // the score is nobody's claim: not submitted, or not signed
}

// LinesAtOnce is how many lines of a move one statement writes: a second's work,
// of the ten that a statement may take.
const LinesAtOnce = 1000

// AddCycleMove queues the record of a move that was done, and of its trial where
// that has none yet. Its lines follow by AddMoveLines in the same transaction.
func (b *Batch) AddCycleMove(m CycleMove, by int64, id *int64) {
	b.one(nil, scanOne(id), `with t as (insert into cycle_move (cycle_id, from_set_id, to_set_id, digest, figures, made_by, made_at, finished_at)
		  select $1, $2, $3, $5, $6, $7, $8, $8 where $9 = 0 returning id)
		insert into cycle_move (cycle_id, from_set_id, to_set_id, trial_id, reason, digest, figures, made_by, made_at, finished_at)
		  select $1, $2, $3, coalesce((select id from t), $9), $4, $5, $6, $7, $8, $8 returning id`,
		m.Cycle, m.From, m.To, m.Reason, m.Digest, m.MoveFigures, by, m.At, m.Trial)
}

// BeginTrial queues the record of a trial of which the lines are still to be
// written, by a task; nobody is shown it before FinishTrial. One that is never
// finished stays unseen until ClearTrials.
func (b *Batch) BeginTrial(m CycleMove, by, task int64, id *int64) {
	b.one(nil, scanOne(id), `insert into cycle_move (cycle_id, from_set_id, to_set_id, digest, figures, made_by, made_at, task_id)
		values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`, m.Cycle, m.From, m.To, m.Digest, m.MoveFigures, by, m.At, task)
}

// ClearTrials queues that some lines are removed of trials that were broken off:
// by an earlier turn of this task, or by tasks that go on no more; and those
// trials of which no line is left. more tells whether some may be.
func (b *Batch) ClearTrials(task int64, more *bool) {
	const broken = `m.finished_at is null and m.trial_id is null
		and (m.task_id = $1 or not exists (select from task t where t.id = m.task_id and t.state in ('waiting', 'running')))`
	b.one(nil, scanOne(more), `with gone as (delete from cycle_move_line l using (select k.move_id, k.assessment_id, k.level
		    from cycle_move m join cycle_move_line k on k.move_id = m.id where `+broken+` limit $2) as k
		  where l.move_id = k.move_id and l.assessment_id = k.assessment_id and l.level = k.level returning 1)
		select count(*) > 0 from gone`, task, 10*LinesAtOnce)
	b.do(`delete from cycle_move m where `+broken+` and not exists (select from cycle_move_line l where l.move_id = m.id)`, task)
}

// FinishTrial queues that all lines of a trial are written.
func (b *Batch) FinishTrial(id int64, at time.Time) {
	b.one(nil, ignore, `with u as (update cycle_move set finished_at = $2 where id = $1 and finished_at is null returning 1) select guard(count(*)) from u`, id, at)
}

// AddMoveLines queues some lines of a move or a trial, LinesAtOnce at most.
func (b *Batch) AddMoveLines(move int64, lines []MoveLine) {
	n := len(lines)
	ids, levels, grades, was := make([]int64, n), make([]string, n), make([]string, n), make([]string, n)
	olds, news, lost, drafts := make([]int64, n), make([]int64, n), make([]int32, n), make([]bool, n)
	for i, l := range lines {
		ids[i], levels[i], was[i], grades[i], olds[i], news[i], lost[i] = l.Assessment, string(l.Level), l.OldGrade, l.NewGrade, int64(l.OldTotal), int64(l.NewTotal), int32(l.Lost) //nolint:gosec // findings of one branch
		drafts[i] = l.Draft
	}
	b.do(`insert into cycle_move_line (move_id, assessment_id, level, old_total, old_grade, new_total, new_grade, lost, draft)
		select $1, n.* from unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::int[], $9::bool[]) as n`,
		move, ids, levels, olds, was, news, grades, lost, drafts)
}

const selectMove = `select m.id, m.cycle_id, m.from_set_id, m.to_set_id, f.code, t.code, coalesce(m.trial_id, 0), m.reason, m.digest, m.figures, p.name, m.made_at
	from cycle_move m join indicator_set f on f.id = m.from_set_id join indicator_set t on t.id = m.to_set_id join person p on p.id = m.made_by `

func (m *CycleMove) fields() []any {
	return []any{&m.ID, &m.Cycle, &m.From, &m.To, &m.FromCode, &m.ToCode, &m.Trial, &m.Reason, &m.Digest, &m.MoveFigures, &m.By, &m.At}
}

// CycleMoves queues the moves of a cycle that were done, the latest first.
func (b *Batch) CycleMoves(cycle int64, to *[]CycleMove) {
	b.all(collect(to, (*CycleMove).fields), selectMove+`where m.cycle_id = $1 and m.trial_id is not null order by m.id desc`, cycle)
}

// LatestTrial queues the latest trial of moving a cycle from one set to another
// that is finished and has not been acted on. One that counted drafts among the
// grades, as they once did, is not taken.
func (b *Batch) LatestTrial(cycle, from, to int64, m *CycleMove, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(m.fields()...) }, selectMove+`where m.cycle_id = $1 and m.from_set_id = $2 and m.to_set_id = $3 and m.trial_id is null and m.finished_at is not null and m.figures ? 'claimed'
		and not exists (select from cycle_move d where d.trial_id = m.id) order by m.id desc limit 1`, cycle, from, to)
}

// MoveLines queues a page of what a move or its trial changes, in the order of
// the assessments, and how many lines there are. Drafts are among them only where
// findings of them are lost.
func (b *Batch) MoveLines(move int64, offset, limit int, to *[]MoveLine, total *int) {
	b.all(collect(to, func(l *MoveLine) []any {
		return []any{&l.Assessment, &l.Level, &l.Name, &l.Committee, &l.OldTotal, &l.OldGrade, &l.NewTotal, &l.NewGrade, &l.Lost, &l.Draft}
	}), `select l.assessment_id, l.level, b.name, c.name, l.old_total, l.old_grade, l.new_total, l.new_grade, l.lost, l.draft
		from cycle_move_line l join assessment a on a.id = l.assessment_id join organisation b on b.id = a.branch_id join organisation c on c.id = a.committee_id
		where l.move_id = $1 and (not l.draft or l.lost > 0) order by l.assessment_id, l.level desc limit $2 offset $3`, move, limit, offset)
	b.one(nil, scanOne(total), `select count(*) from cycle_move_line where move_id = $1 and (not draft or lost > 0)`, move)
}

// TellMoved queues a notice to everybody whom a move concerns: who keeps a branch
// of which a score changed or a finding was lost, and who verifies it.
func (b *Batch) TellMoved(lines []MoveLine, n Notice, self, review string) {
	ids := make([]int64, len(lines))
	for i, l := range lines {
		ids[i] = l.Assessment
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for _, side := range []struct {
		href, columns string
		roles         []access.Role
	}{
		{self, `a.branch_id`, []access.Role{access.BranchSecretary, access.BranchClerk}},
		{review, `unnest(array[a.nearest_id, a.committee_id])`, []access.Role{access.Reviewer, access.CommitteeSecretary}},
	} {
		b.do(insertNotices+`where p.disabled_at is null and p.id <> $1 and p.id in (select person_id from appointment
			where organisation_id in (select `+side.columns+` from assessment a where a.id = any($6)) and role = any($7) and period @> $8::date) order by p.id on conflict (person_id, key) do nothing`,
			n.By, n.Key, n.Text, side.href, n.MadeAt, ids, side.roles, date(calendar.DateOf(n.MadeAt)))
	}
}

// LatestTask queues the latest work of a kind that was asked for with such
// arguments, whoever asked.
func (b *Batch) LatestTask(kind string, about map[string]int64, t *Task, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(t.fields()...) }, selectTask+`where t.kind = $1 and t.args @> $2 order by t.id desc limit 1`, kind, about)
}
