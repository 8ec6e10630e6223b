package store

import (
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// MoveRow is an assessment as it is scored anew by another version of its set.
type MoveRow struct {
	Assessment   int64
	Name         string // of the branch
	Committee    string
	Kind         string // of the branch, as its assessment has it
	KindNow      string // as its organisation has it
	State        workflow.State
	Self, Review Total
	Counts       bool   // a score counts already
	SelfSaid     []byte // findings as a JSON array
	ReviewSaid   []byte
	Done         []string // items that the review has dealt with
}

// MoveRows queues some of a cycle's assessments, by id, after one of them.
func (b *Batch) MoveRows(cycle, after int64, limit int, to *[]MoveRow) {
	b.all(collect(to, func(m *MoveRow) []any {
		return []any{&m.Assessment, &m.Name, &m.Committee, &m.Kind, &m.KindNow, &m.State, &m.Self.Points, &m.Self.Grade, &m.Review.Points, &m.Review.Grade, &m.Counts, &m.SelfSaid, &m.ReviewSaid, &m.Done}
	}), `select a.id, b.name, m.name, a.kind, b.kind, a.state, a.self_total, a.self_grade, a.review_total, a.review_grade, a.counts_grade <> '',
		  coalesce((select '[' || string_agg(f.value::text, ',' order by f.clause) || ']' from finding f where f.assessment_id = a.id and f.level = 'self'), '[]'),
		  coalesce((select '[' || string_agg(f.value::text, ',' order by f.clause) || ']' from finding f where f.assessment_id = a.id and f.level = 'review'), '[]'),
		  array(select e.item from item_entry e where e.assessment_id = a.id and e.level = 'review' and e.done_at is not null)
		from assessment a join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id
		where a.cycle_id = $1 and a.id > $2 order by a.id limit $3`, cycle, after, limit)
}

// LockAssessments queues the locking of a cycle and of all its assessments, by
// id, until the transaction ends.
func (b *Batch) LockAssessments(cycle int64) {
	b.LockCycle(cycle)
	b.do(`select id from assessment where cycle_id = $1 order by id for update`, cycle)
}

// MoveBars queues what keeps a cycle from being moved: whether it is closed, and
// how many draws were published in it.
func (b *Batch) MoveBars(cycle int64, closed *bool, draws *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(closed, draws) }, `
		select c.closing_at is not null, (select count(*) from draw where cycle_id = $1) from cycle c where c.id = $1`, cycle)
}

// Rescored is an assessment with its scores by another version of its set.
type Rescored struct {
	Assessment   int64
	Kind         string
	Self, Review Score // no grade where there was no score
	Reviewed     int
	Counts       bool // the review's score counts
}

// SaveRescored queues the scores of some assessments.
func (b *Batch) SaveRescored(list []Rescored) {
	data, err := json.Marshal(rescoredRows(list))
	if err != nil {
		panic(err) // numbers and texts only
	}
	b.do(`update assessment a set kind = n.kind,
		  self_base = n.sb, self_pioneer = n.sp, self_bottom = n.so, self_total = n.st, self_vetoed = n.sv, self_grade = n.sg, self_items = n.si, self_answered = n.sa,
		  review_base = n.rb, review_pioneer = n.rp, review_bottom = n.ro, review_total = n.rt, review_vetoed = n.rv, review_grade = n.rg, review_items = n.ri, reviewed_items = n.rd,
		  counts_base = case when n.c then n.rb else a.counts_base end, counts_pioneer = case when n.c then n.rp else a.counts_pioneer end,
		  counts_bottom = case when n.c then n.ro else a.counts_bottom end, counts_total = case when n.c then n.rt else a.counts_total end,
		  counts_vetoed = case when n.c then n.rv else a.counts_vetoed end, counts_grade = case when n.c then n.rg else a.counts_grade end,
		  counts_items = case when n.c then n.ri else a.counts_items end
		from jsonb_to_recordset($1::jsonb) as n (id bigint, kind text, sb bigint, sp bigint, so bigint, st bigint, sv boolean, sg text, si bigint[], sa int,
		  rb bigint, rp bigint, ro bigint, rt bigint, rv boolean, rg text, ri bigint[], rd int, c boolean)
		where a.id = n.id`, data)
}

type rescoredRow struct {
	ID   int64   `json:"id"`
	Kind string  `json:"kind"`
	SB   int64   `json:"sb"`
	SP   int64   `json:"sp"`
	SO   int64   `json:"so"`
	ST   int64   `json:"st"`
	SV   bool    `json:"sv"`
	SG   string  `json:"sg"`
	SI   []int64 `json:"si"`
	SA   int     `json:"sa"`
	RB   int64   `json:"rb"`
	RP   int64   `json:"rp"`
	RO   int64   `json:"ro"`
	RT   int64   `json:"rt"`
	RV   bool    `json:"rv"`
	RG   string  `json:"rg"`
	RI   []int64 `json:"ri"`
	RD   int     `json:"rd"`
	C    bool    `json:"c"`
}

func rescoredRows(list []Rescored) []rescoredRow {
	rows := make([]rescoredRow, len(list))
	for i, r := range list {
		s, v := r.Self, r.Review
		rows[i] = rescoredRow{r.Assessment, r.Kind, int64(s.Base), int64(s.Pioneer), int64(s.Bottom), int64(s.Total), s.Vetoed, s.Grade, full(s.Items), s.Answered,
			int64(v.Base), int64(v.Pioneer), int64(v.Bottom), int64(v.Total), v.Vetoed, v.Grade, full(v.Items), r.Reviewed, r.Counts}
	}
	return rows
}

// full is an empty list for none, which the column takes.
func full(items []int64) []int64 {
	if items == nil {
		return []int64{}
	}
	return items
}

// MoveCycle queues that a cycle is examined by another set, guarded by the one
// that it is examined by.
func (b *Batch) MoveCycle(cycle, from, to int64) {
	b.one(nil, ignore, `with u as (update cycle set set_id = $3 where id = $1 and set_id = $2 returning 1) select guard(count(*)) from u`, cycle, from, to)
}

// CycleMove is a move of a cycle from one version of its set to another.
type CycleMove struct {
	ID               int64
	Cycle            int64
	From, To         int64
	FromCode, ToCode string
	Reason           string
	Digest           string // of what was signed
	Branches         int
	Changed          int // of them, whose total or grade changed
	Lost             int // findings that no longer count
	By               string
	At               time.Time
}

// moveFigures are the counts of a move.
type moveFigures struct {
	Branches int `json:"branches"`
	Changed  int `json:"changed"`
	Lost     int `json:"lost"`
}

// MoveLine is one score that a move changed, or of whose findings some no longer
// count.
type MoveLine struct {
	Assessment         int64
	Level              Level
	Name, Committee    string
	OldTotal, NewTotal scoring.Points
	OldGrade, NewGrade string
	Lost               int
}

// AddCycleMove queues the record of a move: the trial that was signed, and what
// was done, which names it.
func (b *Batch) AddCycleMove(m CycleMove, by int64, lines []MoveLine) {
	ids, levels, grades, was := make([]int64, len(lines)), make([]string, len(lines)), make([]string, len(lines)), make([]string, len(lines))
	olds, news, lost := make([]int64, len(lines)), make([]int64, len(lines)), make([]int32, len(lines))
	for i, l := range lines {
		ids[i], levels[i], was[i], grades[i], olds[i], news[i], lost[i] = l.Assessment, string(l.Level), l.OldGrade, l.NewGrade, int64(l.OldTotal), int64(l.NewTotal), int32(l.Lost) //nolint:gosec // findings of one branch
	}
	b.do(`with t as (
		  insert into cycle_move (cycle_id, from_set_id, to_set_id, digest, figures, made_by, made_at, finished_at) values ($1, $2, $3, $5, $6, $7, $8, $8) returning id),
		m as (
		  insert into cycle_move (cycle_id, from_set_id, to_set_id, trial_id, reason, digest, figures, made_by, made_at, finished_at)
		  select $1, $2, $3, id, $4, $5, $6, $7, $8, $8 from t returning id)
		insert into cycle_move_line (move_id, assessment_id, level, old_total, old_grade, new_total, new_grade, lost)
		select m.id, n.* from m, unnest($9::bigint[], $10::text[], $11::bigint[], $12::text[], $13::bigint[], $14::text[], $15::int[]) as n`,
		m.Cycle, m.From, m.To, m.Reason, m.Digest, moveFigures{m.Branches, m.Changed, m.Lost}, by, m.At, ids, levels, olds, was, news, grades, lost)
}

// CycleMoves queues the moves of a cycle that were done, the latest first.
func (b *Batch) CycleMoves(cycle int64, to *[]CycleMove) {
	b.all(func(r pgx.Row) error {
		var m CycleMove
		var f moveFigures
		if err := r.Scan(&m.ID, &m.Cycle, &m.From, &m.To, &m.FromCode, &m.ToCode, &m.Reason, &m.Digest, &f, &m.By, &m.At); err != nil {
			return err
		}
		m.Branches, m.Changed, m.Lost = f.Branches, f.Changed, f.Lost
		*to = append(*to, m)
		return nil
	}, `select m.id, m.cycle_id, m.from_set_id, m.to_set_id, f.code, t.code, m.reason, m.digest, m.figures, p.name, m.made_at
		from cycle_move m join indicator_set f on f.id = m.from_set_id join indicator_set t on t.id = m.to_set_id join person p on p.id = m.made_by
		where m.cycle_id = $1 and m.trial_id is not null order by m.id desc`, cycle)
}
