package app_test

import (
	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// What a branch does with its self-assessment, and more time for it.
var (
	keepers  = []access.Role{access.BranchSecretary, access.BranchClerk}
	headed   = []access.Role{access.BranchSecretary}
	officers = []access.Role{access.Officer}
	selfActs = []act{
		{"save", mending, keepers, (*machine).maySave, (*machine).save},
		{"submit", mending, headed, (*machine).maySubmit, (*machine).submit},
		{"withdraw", submitted, headed, (*machine).mayWithdraw, (*machine).withdraw},
		{"reply", mending, keepers, func(m *machine, who string, b *branch) bool { return m.maySave(who, b) && len(b.asked) > 0 }, (*machine).reply},
		{"extend", mending, officers, (*machine).mayExtend, (*machine).extend},
	}
)

// selfEnd is the last day of the branch's self-assessment.
func (b *branch) selfEnd() calendar.Date {
	if selfUntil.Before(b.extended) {
		return b.extended
	}
	return selfUntil
}

// mends tells whether the branch may still fill in and submit.
func (b *branch) mends(day calendar.Date) bool {
	inSelf := !b.selfEnd().Before(day)
	return b.state == workflow.Draft && inSelf || b.state == workflow.Returned && (inSelf || !b.replyBy.Before(day))
}

func (m *machine) maySave(who string, b *branch) bool {
	return holds(who, b.code, keepers...) && b.mends(m.today()) && !b.verified[who]
}

func (m *machine) maySubmit(who string, b *branch) bool {
	return holds(who, b.code, headed...) && b.mends(m.today()) && !b.verified[who] && len(b.asked) == 0
}

func (m *machine) mayWithdraw(who string, b *branch) bool {
	return holds(who, b.code, headed...) && b.state == workflow.Submitted && len(b.reviewed) == 0 && !b.selfEnd().Before(m.today())
}

func (m *machine) mayExtend(who string, b *branch) bool {
	return holds(who, "W", officers...) && (b.state == workflow.Draft || b.state == workflow.Returned)
}

func (m *machine) save(r *rapid.T, who string, b *branch) deed {
	clause, n, key := rapid.SampledFrom(clauses).Draw(r, "clause"), count(r), m.key()
	in := app.Statement{Finding: finding(clause, n), Version: m.versions(r, b, store.Self)[clause]}
	return deed{
		send: func() error { _, err := m.self.SaveFinding(m.ctx, m.actors[who], b.id, key, in); return err },
		then: func() { b.says(who, clause, n) },
	}
}

func (m *machine) submit(r *rapid.T, who string, b *branch) deed {
	in := assess.Submit{Assessment: b.id, Key: m.key(), Version: m.stored(r, b).Version, LeftKnowingly: true}
	return deed{
		send: func() error { return m.self.Submit(m.ctx, m.actors[who], in) },
		then: func() { b.state = workflow.Submitted; b.submits(who) },
	}
}

func (m *machine) withdraw(r *rapid.T, who string, b *branch) deed {
	key, version := m.key(), m.stored(r, b).Version
	return deed{
		send: func() error { return m.self.Withdraw(m.ctx, m.actors[who], b.id, key, version) },
		then: func() { b.state, b.review = workflow.Draft, map[string]int{} }, // no more than a copy
	}
}

// reply answers one remark that was sent.
func (m *machine) reply(r *rapid.T, who string, b *branch) deed {
	if len(b.asked) == 0 {
		return deed{}
	}
	in, key := assess.Reply{Text: "已补充"}, m.key()
	m.find(r, []any{&in.Remark, &in.Version}, `select id, version from remark where assessment_id = $1 and sent_at is not null and reply = '' order by id limit 1`, b.id)
	return deed{
		send: func() error { _, err := m.self.SaveReply(m.ctx, m.actors[who], b.id, key, in); return err },
		then: func() { b.filled[who] = true; b.asked = b.asked[1:] },
	}
}

// fillEnd is the last day on which the branch may change its self-assessment.
func (b *branch) fillEnd() calendar.Date {
	if b.state == workflow.Returned && b.selfEnd().Before(b.replyBy) {
		return b.replyBy
	}
	return b.selfEnd()
}

// extend gives a branch until a later day than it has, within the review.
func (m *machine) extend(r *rapid.T, who string, b *branch) deed {
	until := b.selfEnd().AddDays(rapid.IntRange(0, 20).Draw(r, "more days"))
	in := oversee.Extend{Key: m.key(), Assessment: b.id, Seen: b.extended, Until: until, Reason: "换届"}
	return deed{
		wrong: !b.fillEnd().Before(until) || until.Before(m.today()) || reviewEnd.Before(until),
		send:  func() error { return m.office.Extend(m.ctx, m.actors[who], in) },
		then:  func() { b.extended = until },
	}
}

func count(r *rapid.T) int { return rapid.IntRange(0, 3).Draw(r, "count") }

func finding(clause string, n int) scoring.Finding {
	return scoring.Finding{Clause: clause, Count: int64(n)}
}
