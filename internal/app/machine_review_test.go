package app_test

import (
	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// What a committee does with what was submitted.
var (
	verifiers  = []access.Role{access.Reviewer, access.CommitteeSecretary}
	leaders    = []access.Role{access.CommitteeSecretary}
	reviewActs = []act{
		{"review", submitted, verifiers, (*machine).verifies, (*machine).verdict},
		{"agree", submitted, verifiers, (*machine).verifies, (*machine).agree},
		{"remark", submitted, verifiers, (*machine).verifies, (*machine).remark},
		{"return", submitted, verifiers, func(m *machine, who string, b *branch) bool { return m.verifies(who, b) && len(b.unsent) > 0 }, (*machine).giveBack},
		{"sign", submitted, leaders, (*machine).maySign, (*machine).sign},
	}
)

// verifies tells whether somebody may act on the review at all: the reviewers
// and secretaries of the committee right above, in the window, and nobody who
// filled the branch in.
func (m *machine) verifies(who string, b *branch) bool {
	day := m.today()
	return holds(who, b.committee.code, verifiers...) && b.state == workflow.Submitted && !day.Before(reviewFrom) && !b.reviewEnd().Before(day) && !b.filled[who]
}

// maySign asks for another person than the reviewer: both committees have more
// than one who verifies. What was reviewed in time may be signed later.
func (m *machine) maySign(who string, b *branch) bool {
	for _, clause := range clauses {
		if b.unexplained(clause) {
			return false
		}
	}
	return holds(who, b.committee.code, leaders...) && b.state == workflow.Submitted && !b.filled[who] && !b.reviewed[who] && b.whole()
}

// verdict is a review's own figure for a clause, with its item dealt with; it
// needs a reason where it differs.
func (m *machine) verdict(r *rapid.T, who string, b *branch) deed {
	clause, n, key := rapid.SampledFrom(clauses).Draw(r, "clause"), count(r), m.key()
	reason := rapid.SampledFrom([]string{"按记录核定", "按台账核定", ""}).Draw(r, "reason")
	seen := m.versions(r, b, store.Review)
	in := examine.Verdict{Item: itemOf(clause), Done: true, Seen: map[string]int{clause: seen[clause]},
		Clauses: []app.Statement{{Finding: finding(clause, n), Reason: reason, Version: seen[clause]}}}
	said, stated := b.self[clause]
	return deed{
		wrong: reason == "" && (!stated || said != n),
		send:  func() error { _, err := m.review.SaveReview(m.ctx, m.actors[who], b.id, key, in); return err },
		then:  func() { b.rules(who, clause, n, reason) },
	}
}

// agree deals with the next item.
func (m *machine) agree(r *rapid.T, who string, b *branch) deed {
	item, key := b.next(), m.key()
	clause := item + "a"
	seen := map[string]int{clause: m.versions(r, b, store.Review)[clause]}
	return deed{
		wrong: b.unexplained(clause),
		send:  func() error { _, err := m.review.Agree(m.ctx, m.actors[who], b.id, key, item, seen); return err },
		then:  func() { b.agrees(who, item) },
	}
}

func (m *machine) remark(r *rapid.T, who string, b *branch) deed {
	item, key := rapid.SampledFrom(items).Draw(r, "item"), m.key()
	return deed{
		send: func() error { return m.review.AddRemark(m.ctx, m.actors[who], b.id, key, item, "请补充说明") },
		then: func() { b.verified[who] = true; b.unsent = append(b.unsent, item); b.remarks++ },
	}
}

func (m *machine) giveBack(r *rapid.T, who string, b *branch) deed {
	by := m.today().AddDays(rapid.IntRange(-1, 10).Draw(r, "days to reply"))
	in := examine.Return{Assessment: b.id, Key: m.key(), Version: m.stored(r, b).Version, ReplyBy: by}
	return deed{
		wrong: by.Before(m.today()) || b.reviewEnd().Before(by),
		send:  func() error { return m.review.Return(m.ctx, m.actors[who], in) },
		then: func() {
			b.state, b.replyBy, b.verified[who] = workflow.Returned, by, true
			b.returned()
		},
	}
}

// sign signs what the person sees. What counted before a reopening is over.
func (m *machine) sign(r *rapid.T, who string, b *branch) deed {
	actor, late := m.signs(r, who)
	in := examine.Sign{Assessment: b.id, Key: m.key(), Version: m.stored(r, b).Version}
	if v, err := m.review.View(m.ctx, actor, b.id); err == nil {
		in.Digest = v.Digest()
	}
	return deed{
		wrong: late,
		send:  func() error { return m.review.Sign(m.ctx, actor, in) },
		then: func() {
			b.state, b.verified[who], b.again, b.reviewUntil = workflow.Verified, true, false, calendar.Date{}
		},
	}
}
