package store

import (
	"encoding/json"

	"github.com/jackc/pgx/v5"

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
	Counted      Total  // the score that counts; no grade where there is none
	Counts       bool   // the review's score counts: there is one that counts, and the branch was not opened again since
	SelfSaid     []byte // findings as a JSON array
	ReviewSaid   []byte
	Done         []string // items that the review has dealt with
}

// MoveRows queues some of a cycle's assessments, by id, after one of them. With
// lock they are locked first, until the transaction ends.
func (b *Batch) MoveRows(cycle, after int64, limit int, lock bool, to *[]MoveRow) {
	if lock { // by itself: what is read after it is what the lock found
		b.do(`select id from assessment where cycle_id = $1 and id > $2 order by id limit $3 for update`, cycle, after, limit)
	}
	b.all(collect(to, func(m *MoveRow) []any {
		return []any{&m.Assessment, &m.Name, &m.Committee, &m.Kind, &m.KindNow, &m.State, &m.Self.Points, &m.Self.Grade, &m.Review.Points, &m.Review.Grade, &m.Counted.Points, &m.Counted.Grade, &m.Counts, &m.SelfSaid, &m.ReviewSaid, &m.Done}
	}), `select a.id, b.name, m.name, a.kind, b.kind, a.state, a.self_total, a.self_grade, a.review_total, a.review_grade, a.counts_total, a.counts_grade, a.counts_grade <> '' and a.reopened_at is null,
		  coalesce((select '[' || string_agg(f.value::text, ',' order by f.clause) || ']' from finding f where f.assessment_id = a.id and f.level = 'self'), '[]'),
		  coalesce((select '[' || string_agg(f.value::text, ',' order by f.clause) || ']' from finding f where f.assessment_id = a.id and f.level = 'review'), '[]'),
		  array(select e.item from item_entry e where e.assessment_id = a.id and e.level = 'review' and e.done_at is not null)
		from assessment a join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id
		where a.cycle_id = $1 and a.id > $2 order by a.id limit $3`, cycle, after, limit)
}

// MoveBars queues what keeps a cycle from being moved: whether its closing was confirmed, and
// how many draws were published in it; and how many branches it has.
func (b *Batch) MoveBars(cycle int64, closed *bool, draws, branches *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(closed, draws, branches) }, `
		select c.closing_at is not null, (select count(*) from draw where cycle_id = $1),
		  (select count(*) from assessment where cycle_id = $1) from cycle c where c.id = $1`, cycle)
}

// MoveBranch is a branch of a cycle, with its committee's name.
type MoveBranch struct {
	ID              int64
	Name, Committee string
}

// LackingKind queues the first branches of a cycle, by code, whose organisations
// have none of some kinds, and how many there are.
func (b *Batch) LackingKind(cycle int64, kinds []string, limit int, to *[]MoveBranch, total *int) {
	const lacking = `from assessment a join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id where a.cycle_id = $1 and b.kind <> all($2)`
	b.all(collect(to, func(m *MoveBranch) []any { return []any{&m.ID, &m.Name, &m.Committee} }), `select b.id, b.name, m.name `+lacking+` order by b.code limit $3`, cycle, kinds, limit)
	b.one(nil, scanOne(total), `select count(*) `+lacking, cycle, kinds)
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
