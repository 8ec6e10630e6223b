package app_test

import (
	"time"

	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Where an act fits, and whose it is to do.
var (
	mending     = []workflow.State{workflow.Draft, workflow.Returned}
	inReviewing = []workflow.State{workflow.Submitted}
	keepers     = []access.Role{access.BranchClerk, access.BranchSecretary}
	verifiers   = []access.Role{access.Reviewer, access.CommitteeSecretary}
)

func (m *machine) save(r *rapid.T) {
	who, b := m.pick(r, mending, keepers...)
	clause, n := rapid.SampledFrom(clauses).Draw(r, "clause"), count(r)
	in := app.Statement{Finding: finding(clause, n), Version: m.versions(r, b, store.Self)[clause]}
	want := b.maySave(who, m.today())
	_, err := m.self.SaveFinding(m.ctx, m.actors[who], b.id, m.key(), in)
	if m.judge(r, "save", who, b, err, want) {
		b.says(who, clause, n)
	}
}

func (m *machine) submit(r *rapid.T) {
	who, b := m.pick(r, mending, access.BranchSecretary)
	want := b.maySubmit(who, m.today())
	err := m.self.Submit(m.ctx, m.actors[who], assess.Submit{Assessment: b.id, Key: m.key(), Version: m.stored(r, b).Version, LeftKnowingly: true})
	if m.judge(r, "submit", who, b, err, want) {
		b.submits(who)
	}
}

func (m *machine) withdraw(r *rapid.T) {
	who, b := m.pick(r, inReviewing, access.BranchSecretary)
	want := b.mayWithdraw(who, m.today())
	err := m.self.Withdraw(m.ctx, m.actors[who], b.id, m.key(), m.stored(r, b).Version)
	if m.judge(r, "withdraw", who, b, err, want) {
		b.state = workflow.Draft
	}
}

// verdict is a review's own figure for a clause, with its item dealt with; it
// needs a reason where it differs.
func (m *machine) verdict(r *rapid.T) {
	who, b := m.pick(r, inReviewing, verifiers...)
	clause, n := rapid.SampledFrom(clauses).Draw(r, "clause"), count(r)
	reason := rapid.SampledFrom([]string{"按记录核定", ""}).Draw(r, "reason")
	seen := m.versions(r, b, store.Review)
	in := examine.Verdict{Item: itemOf(clause), Done: true, Seen: map[string]int{clause: seen[clause]},
		Clauses: []app.Statement{{Finding: finding(clause, n), Reason: reason, Version: seen[clause]}}}
	said, stated := b.self[clause]
	want := b.verifies(who, m.today()) && (reason != "" || stated && said == n)
	_, err := m.review.SaveReview(m.ctx, m.actors[who], b.id, m.key(), in)
	if m.judge(r, "review", who, b, err, want) {
		b.rules(who, clause, n, reason)
	}
}

func (m *machine) agree(r *rapid.T) {
	who, b := m.pick(r, inReviewing, verifiers...)
	item := rapid.SampledFrom(items).Draw(r, "item")
	clause := item + "a"
	want := b.verifies(who, m.today())
	_, err := m.review.Agree(m.ctx, m.actors[who], b.id, m.key(), item, map[string]int{clause: m.versions(r, b, store.Review)[clause]})
	if m.judge(r, "agree", who, b, err, want) {
		b.agrees(who, item)
	}
}

func (m *machine) remark(r *rapid.T) {
	who, b := m.pick(r, inReviewing, verifiers...)
	item := rapid.SampledFrom(items).Draw(r, "item")
	want := b.verifies(who, m.today())
	err := m.review.AddRemark(m.ctx, m.actors[who], b.id, m.key(), item, "请补充说明")
	if m.judge(r, "remark", who, b, err, want) {
		b.verified[who] = true
		b.unsent = append(b.unsent, item)
	}
}

func (m *machine) giveBack(r *rapid.T) {
	who, b := m.pick(r, inReviewing, verifiers...)
	by := m.today().AddDays(5)
	if reviewEnd.Before(by) {
		by = reviewEnd
	}
	want := b.verifies(who, m.today()) && len(b.unsent) > 0
	err := m.review.Return(m.ctx, m.actors[who], examine.Return{Assessment: b.id, Key: m.key(), Version: m.stored(r, b).Version, ReplyBy: by})
	if m.judge(r, "return", who, b, err, want) {
		b.returns(who, by)
	}
}

// reply answers one remark that was sent.
func (m *machine) reply(r *rapid.T) {
	who, b := m.pick(r, mending, keepers...)
	if len(b.open) == 0 {
		return
	}
	var id int64
	var version int
	err := m.pool.QueryRow(m.ctx, `select id, version from remark where assessment_id = $1 and sent_at is not null and reply = '' order by id limit 1`, b.id).Scan(&id, &version)
	if err != nil {
		r.Fatal(err)
	}
	want := b.maySave(who, m.today())
	_, err = m.self.SaveReply(m.ctx, m.actors[who], b.id, m.key(), assess.Reply{Remark: id, Text: "已补充", Version: version})
	if m.judge(r, "reply", who, b, err, want) {
		b.filled[who] = true
		b.open = b.open[1:]
	}
}

// sign signs what the person sees, with a password given just now or long ago.
func (m *machine) sign(r *rapid.T) {
	who, b := m.pick(r, inReviewing, access.CommitteeSecretary)
	actor, asked := m.actors[who], rapid.IntRange(0, 9).Draw(r, "minutes since the password")
	actor.ProvenAt = m.now.Add(time.Duration(-asked) * time.Minute)
	in := examine.Sign{Assessment: b.id, Key: m.key(), Version: m.stored(r, b).Version}
	if v, err := m.review.View(m.ctx, actor, b.id); err == nil {
		in.Digest = v.Digest()
	}
	want := b.maySign(who, m.today()) && asked < 5
	if m.judge(r, "sign", who, b, m.review.Sign(m.ctx, actor, in), want) {
		b.state = workflow.Verified
		b.verified[who] = true
	}
}
