package app_test

import (
	"slices"

	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/access"
	"baolei/internal/core/indicator"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// What happens while a result is public.
var publicActs = []act{
	{"publicise", verified, leaders, (*machine).mayPublicise, (*machine).publicise},
	{"object", publicised, []access.Role{access.BranchSecretary, access.Member}, (*machine).mayObject, (*machine).object},
	{"reject an objection", publicised, leaders, (*machine).mayDecide, (*machine).reject},
	{"uphold an objection", publicised, leaders, (*machine).mayDecide, (*machine).uphold},
}

// objection is one that was made; decided ones stay.
type objection struct {
	id       int64
	item, by string
	decided  bool
}

// open counts the objections that wait.
func (b *branch) open() int {
	return len(slices.DeleteFunc(slices.Clone(b.told), func(o *objection) bool { return o.decided }))
}

func (b *branch) waiting() *objection {
	if i := slices.IndexFunc(b.told, func(o *objection) bool { return !o.decided }); i >= 0 {
		return b.told[i]
	}
	return nil
}

func (m *machine) mayPublicise(who string, b *branch) bool {
	return holds(who, b.committee.code, leaders...) && b.state == workflow.Verified && m.city.publicity
}

func (m *machine) mayObject(who string, b *branch) bool {
	return holds(who, b.code, access.BranchSecretary, access.Member) && b.state == workflow.Publicised && !b.public.Before(m.today())
}

func (m *machine) mayDecide(who string, b *branch) bool {
	return holds(who, b.committee.code, leaders...) && b.state == workflow.Publicised && b.waiting() != nil && !b.filled[who]
}

func (m *machine) publicise(r *rapid.T, who string, b *branch) deed {
	in := examine.Publicise{Cycle: m.city.cycle, Committee: b.committee.id, Key: m.key(), Branches: []examine.PublicBranch{{Assessment: b.id, Version: m.stored(r, b).Version}}}
	return deed{
		send: func() error { return m.review.Publicise(m.ctx, m.actors[who], in) },
		then: func() { b.state, b.public = workflow.Publicised, workdays(m.today(), publicDays) },
	}
}

// object says something against an item, once until it is decided.
func (m *machine) object(r *rapid.T, who string, b *branch) deed {
	item := rapid.SampledFrom(items).Draw(r, "item")
	in := examine.Object{Assessment: b.id, Key: m.key(), Item: item, Reason: "与事实不符"}
	return deed{
		wrong: slices.ContainsFunc(b.told, func(o *objection) bool { return !o.decided && o.by == who && o.item == item }),
		send:  func() error { return m.review.Object(m.ctx, m.actors[who], in) },
		then: func() {
			o := &objection{item: item, by: who}
			m.find(r, []any{&o.id}, `select max(id) from objection where assessment_id = $1`, b.id)
			b.told = append(b.told, o)
		},
	}
}

func (m *machine) reject(r *rapid.T, who string, b *branch) deed {
	return m.decide(r, who, b, examine.Decision{Answer: "经核对，维持原核定"}, func() {})
}

// uphold puts another figure into the review. The publicity begins anew where
// the score that counts has changed.
func (m *machine) uphold(r *rapid.T, who string, b *branch) deed {
	if b.waiting() == nil {
		return deed{}
	}
	clause, n, reason := b.waiting().item+"a", count(r), rapid.SampledFrom([]string{"按异议核实", "按记录核定"}).Draw(r, "reason")
	verdict := examine.Verdict{Item: itemOf(clause), Clauses: []app.Statement{{Finding: finding(clause, n), Reason: reason, Version: m.versions(r, b, store.Review)[clause]}}}
	in := examine.Decision{Upheld: true, Lower: true, Answer: "情况属实", Read: func(*indicator.Item) (examine.Verdict, error) { return verdict, nil }}
	d := m.decide(r, who, b, in, func() {
		before := b.counts()
		if b.writes(clause, n, reason); b.counts() != before {
			b.public = workdays(m.today(), publicDays)
		}
	})
	now, there := b.review[clause]
	d.wrong = d.wrong || there && now == n // upholding changes a figure, and not its reason alone
	return d
}

func (m *machine) decide(r *rapid.T, who string, b *branch, in examine.Decision, then func()) deed {
	o := b.waiting()
	if o == nil {
		return deed{}
	}
	actor, late := m.signs(r, who)
	in.Objection, in.Key = o.id, m.key()
	if v, err := m.review.Contested(m.ctx, actor, o.id); err == nil {
		in.Digest = v.Digest()
	}
	return deed{
		wrong: late,
		send:  func() error { return m.review.Decide(m.ctx, actor, in) },
		then:  func() { o.decided, b.verified[who] = true, true; then() },
	}
}
