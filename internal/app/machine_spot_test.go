package app_test

import (
	"slices"

	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// What the checkers of a drawn branch do, and what the branch says to it.
var (
	inspectors = []access.Role{access.SpotChecker}
	checkActs  = []act{
		{"check", reported, inspectors, (*machine).checks, (*machine).inspect},
		{"find nothing else", reported, inspectors, (*machine).checks, (*machine).findNothing},
		{"hand in", reported, inspectors, (*machine).checks, (*machine).handIn},
		{"answer", reported, headed, (*machine).mayAnswer, (*machine).answer},
	}
)

// check is the spot check of a branch.
type check struct {
	checkers   []string       // nil where it is not drawn
	spot       map[string]int // clause → count
	acted      map[string]bool
	handed     bool
	answerBy   calendar.Date
	answered   bool
	proposedBy string          // whose proposal waits
	proposed   map[string]bool // items for which the spot check is to count
	decided    bool
	forSpot    map[string]bool
}

func newCheck() check { return check{spot: map[string]int{}, acted: map[string]bool{}} }

// checks tells whether somebody works on the branch's check: who was drawn for
// it, and did nothing about the branch before.
func (m *machine) checks(who string, b *branch) bool {
	return slices.Contains(b.checkers, who) && b.state == workflow.Reported && !b.handed && !b.filled[who] && !b.verified[who]
}

func (m *machine) mayAnswer(who string, b *branch) bool {
	return holds(who, b.code, headed...) && b.state == workflow.Reported && b.handed && !b.answered && !b.decided && !b.answerBy.Before(m.today())
}

func (m *machine) inspect(r *rapid.T, who string, b *branch) deed {
	clause, n, key := rapid.SampledFrom(clauses).Draw(r, "clause"), count(r), m.key()
	in := app.Statement{Finding: finding(clause, n), Version: m.versions(r, b, store.Spot)[clause]}
	return deed{
		send: func() error { _, err := m.spot.SaveFinding(m.ctx, m.actors[who], b.id, key, in); return err },
		then: func() { b.spot[clause] = n; b.acted[who] = true },
	}
}

// findNothing states that there is nothing in whatever is still open.
func (m *machine) findNothing(_ *rapid.T, who string, b *branch) deed {
	key := m.key()
	return deed{
		send: func() error { _, err := m.spot.FoundNothing(m.ctx, m.actors[who], b.id, key, items); return err },
		then: func() {
			b.acted[who] = true
			for _, clause := range clauses {
				if _, stated := b.spot[clause]; !stated {
					b.spot[clause] = 0
				}
			}
		},
	}
}

// handIn is refused as long as a clause is open.
func (m *machine) handIn(r *rapid.T, who string, b *branch) deed {
	in := spotcheck.HandIn{Assessment: b.id, Key: m.key()}
	if b.checkers != nil {
		m.find(r, []any{&in.Version}, `select version from spot_check where assessment_id = $1`, b.id)
	}
	return deed{
		wrong: len(b.spot) < len(clauses),
		send:  func() error { return m.spot.HandIn(m.ctx, m.actors[who], in) },
		then: func() {
			b.handed, b.acted[who], b.answerBy = true, true, workdays(m.today(), answerDays)
		},
	}
}

// answer says something to an item, or that there is nothing to say.
func (m *machine) answer(r *rapid.T, who string, b *branch) deed {
	in := spotcheck.Answer{Assessment: b.id, Key: m.key(), Agreed: rapid.Bool().Draw(r, "agreed"), Texts: map[string]string{"B1": "已补充"}}
	return deed{
		send: func() error { return m.spot.GiveAnswer(m.ctx, m.actors[who], in) },
		then: func() { b.answered = true },
	}
}
