package app_test

import (
	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
)

// What officers decide about a check.
var decisionActs = []act{
	{"propose a decision", reported, officers, (*machine).mayPropose, (*machine).propose},
	{"confirm a decision", reported, officers, (*machine).mayConfirmDecision, (*machine).confirm},
	{"send a decision back", reported, officers, (*machine).mayConfirmDecision, (*machine).sendBack},
}

// decides tells whether an officer may have a say: none who did anything about
// the branch.
func (b *branch) decides(who string) bool {
	return holds(who, "W", officers...) && b.state == workflow.Reported && !b.decided && !b.acted[who] && !b.filled[who] && !b.verified[who]
}

// mayPropose waits until the branch has answered, or its time for that is over.
func (m *machine) mayPropose(who string, b *branch) bool {
	return b.decides(who) && b.handed && b.proposedBy == "" && (b.answered || b.answerBy.Before(m.today()))
}

func (m *machine) mayConfirmDecision(who string, b *branch) bool {
	return b.decides(who) && b.proposedBy != "" && b.proposedBy != who
}

// propose chooses a level for every item in which check and review differ: each
// case is worth 5 points or more, and 1 is tolerated.
func (m *machine) propose(r *rapid.T, who string, b *branch) deed {
	actor, late := m.signs(r, who)
	in := spotcheck.Proposal{Assessment: b.id, Key: m.key(), Digest: m.matter(actor, b)}
	forSpot := map[string]bool{}
	for _, clause := range clauses {
		if n, there := b.spot[clause]; !there || n == b.review[clause] {
			continue
		}
		choice := spotcheck.Choice{Item: itemOf(clause), Level: app.Review, Reason: "按记录"}
		if rapid.Bool().Draw(r, "the spot check counts for "+clause) {
			choice.Level, forSpot[choice.Item] = app.Spot, true
		}
		in.Choices = append(in.Choices, choice)
	}
	return deed{
		wrong: late,
		send:  func() error { return m.spot.Propose(m.ctx, actor, in) },
		then:  func() { b.proposedBy, b.proposed = who, forSpot },
	}
}

func (m *machine) confirm(r *rapid.T, who string, b *branch) deed {
	actor, late := m.signs(r, who)
	in := spotcheck.Verdict{Assessment: b.id, Key: m.key(), Digest: m.matter(actor, b)}
	return deed{
		wrong: late,
		send:  func() error { return m.spot.Confirm(m.ctx, actor, in) },
		then:  func() { b.proposedBy, b.decided, b.forSpot = "", true, b.proposed },
	}
}

// sendBack decides nothing, and is no signature.
func (m *machine) sendBack(r *rapid.T, who string, b *branch) deed {
	actor, _ := m.signs(r, who)
	in := spotcheck.Verdict{Assessment: b.id, Key: m.key(), Digest: m.matter(actor, b), Reason: "请再看签到表"}
	return deed{
		send: func() error { return m.spot.SendBack(m.ctx, actor, in) },
		then: func() { b.proposedBy = "" },
	}
}

// matter stands for what an officer sees of a check; "" where nothing is to see.
func (m *machine) matter(actor access.Actor, b *branch) string {
	c, err := m.spot.Compare(m.ctx, actor, b.id)
	if err != nil {
		return ""
	}
	return c.Matter().Digest()
}
