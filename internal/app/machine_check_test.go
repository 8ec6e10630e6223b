package app_test

import (
	"maps"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// check compares every branch with the model.
func (m *machine) check(r *rapid.T) {
	var all []app.Assessment
	var q store.Batch
	q.AssessmentsOfCycle(m.city.cycle, m.today(), &all)
	if err := m.db.Read(m.ctx, &q); err != nil || len(all) != len(m.city.branches) {
		r.Fatalf("%d branches, want %d: %v", len(all), len(m.city.branches), err)
	}
	for i, b := range m.city.branches { // both by code
		standing(r, b, &all[i])
		scored(r, b, &all[i])
	}
	m.kept(r)
}

// standing compares where a branch stands.
func standing(r *rapid.T, b *branch, a *app.Assessment) {
	type facts struct {
		state                               workflow.State
		extended, public, answerBy          calendar.Date
		objections                          int
		again                               bool
		drawn, handed, answered, ok, waited bool
	}
	got := facts{a.State, a.Extended, a.PublicUntil, a.AnswerBy, a.OpenObjections, a.Again(), a.SpotCheck != 0, a.HandedIn, a.Answered, a.Decided, a.ProposedBy != 0}
	want := facts{b.state, b.extended, b.public, b.answerBy, b.open(), b.again, b.checkers != nil, b.handed, b.answered, b.decided, b.proposedBy != ""}
	if got != want {
		r.Fatalf("%s stands %+v, want %+v", b.code, got, want)
	}
}

// scored compares the scores.
func scored(r *rapid.T, b *branch, a *app.Assessment) {
	if a.Self.Total != total(b.self) {
		r.Fatalf("%s: self %v, want %v of %v", b.code, a.Self.Total, total(b.self), b.self)
	}
	if b.state == workflow.Draft {
		if a.Counts.Grade != "" {
			r.Fatalf("%s is not submitted and counts as %s", b.code, a.Counts.Grade)
		}
		return
	}
	if a.Review.Total != total(b.review) {
		r.Fatalf("%s: review %v, want %v of %v", b.code, a.Review.Total, total(b.review), b.review)
	}
	if want := b.counts(); a.Counts.Total != want || a.Counts.Grade != grade(want) {
		r.Fatalf("%s counts %v %s, want %v", b.code, a.Counts.Total, a.Counts.Grade, want)
	}
}

// kept makes sure that what was said on all levels is all there, and so are
// remarks and objections.
func (m *machine) kept(r *rapid.T) {
	rows, err := m.pool.Query(m.ctx, `select o.code || ' ' || f.level || ' ' || f.clause, (f.value->>'count')::int
		from finding f join assessment a on a.id = f.assessment_id join organisation o on o.id = a.branch_id
		union all select o.code || ' remarks', count(*) from remark x join assessment a on a.id = x.assessment_id join organisation o on o.id = a.branch_id group by 1
		union all select o.code || ' objections', count(*) from objection x join assessment a on a.id = x.assessment_id join organisation o on o.id = a.branch_id group by 1
		union all select o.code || ' files', 1 from rectification x join assessment a on a.id = x.assessment_id join organisation o on o.id = a.branch_id`)
	if err != nil {
		r.Fatal(err)
	}
	got := map[string]int{}
	var name string
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&name, &n}, func() error { got[name] = n; return nil }); err != nil {
		r.Fatal(err)
	}
	want := map[string]int{}
	for _, b := range m.city.branches {
		for level, said := range map[string]map[string]int{"self": b.self, "review": b.review, "spot": b.spot} {
			for clause, n := range said {
				want[b.code+" "+level+" "+clause] = n
			}
		}
		for what, n := range map[string]int{"remarks": b.remarks, "objections": len(b.told)} {
			if n > 0 {
				want[b.code+" "+what] = n
			}
		}
		if b.file {
			want[b.code+" files"] = 1
		}
	}
	if !maps.Equal(got, want) {
		r.Fatalf("stored is %v, want %v", got, want)
	}
}
