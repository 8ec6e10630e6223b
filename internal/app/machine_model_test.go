package app_test

import (
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// city is what the test believes about the small city's cycle.
type city struct {
	cycle     int64
	publicity bool
	branches  []*branch
	draws     []*draw
	proposal  *ending
	closed    bool
}

// committee is where a committee's report stands: "" before the first sending.
type committee struct {
	code   string
	id     int64
	report string
}

// branch is what the test believes about one assessment. It is worked out from
// the rules as people know them, not by the code under test.
type branch struct {
	code      string
	committee *committee
	id        int64
	state     workflow.State
	extended  calendar.Date // more time for the self-assessment
	replyBy   calendar.Date
	verification
	public calendar.Date // last day of the publicity
	again  bool          // opened again, with what it counted before, until signed anew
	opened bool          // opened again at any time
	before scoring.Points
	told   []*objection
	check
	moves int  // from state to state
	file  bool // for mending, of one that closed as lagging
}

func newCity(publicity bool) *city {
	a, b := &committee{code: "A"}, &committee{code: "B"}
	return &city{publicity: publicity, branches: []*branch{newBranch("A-1", a), newBranch("A-2", a), newBranch("B-1", b)}}
}

func newBranch(code string, above *committee) *branch {
	return &branch{code: code, committee: above, state: workflow.Draft, verification: newVerification(), check: newCheck()}
}

// after lets something happen and counts who moved by it.
func (c *city) after(then func()) {
	var states []workflow.State
	for _, b := range c.branches {
		states = append(states, b.state)
	}
	then()
	for i, b := range c.branches {
		if b.state != states[i] {
			b.moves++
		}
	}
}

// Where branches stand for acts.
var (
	mending    = []workflow.State{workflow.Draft, workflow.Returned}
	submitted  = []workflow.State{workflow.Submitted}
	verified   = []workflow.State{workflow.Verified}
	publicised = []workflow.State{workflow.Publicised}
	ready      = []workflow.State{workflow.Verified, workflow.Publicised}
	reported   = []workflow.State{workflow.Reported}
)

// near tells whether somebody holds one of the roles at the branch or above it.
func (b *branch) near(who string, roles ...access.Role) bool {
	return holds(who, b.code, roles...) || holds(who, b.committee.code, roles...) || holds(who, "W", roles...)
}

// posted are all who hold a post for an act on the branch.
func (b *branch) posted(a act) []string {
	return slices.DeleteFunc(names(), func(who string) bool { return !b.near(who, a.whose...) })
}

// waits tells whether nothing but time goes on here.
func (b *branch) waits(day calendar.Date) bool {
	switch b.state {
	case workflow.Submitted:
		return day.Before(reviewFrom)
	case workflow.Publicised:
		return !b.public.Before(day)
	case workflow.Draft, workflow.Returned, workflow.Verified, workflow.Reported, workflow.Final:
	}
	return false
}

// deadlines are all days on which something ends or begins.
func (c *city) deadlines() []calendar.Date {
	days := []calendar.Date{selfUntil, reviewFrom, reviewEnd}
	for _, b := range c.branches {
		days = append(days, b.extended, b.replyBy, b.public, b.reviewUntil, b.answerBy)
	}
	return slices.DeleteFunc(days, calendar.Date.IsZero)
}

// counts is the score that counts: the review's from the submission on, which
// begins as a copy of the self-assessment, and the spot check's for the items for
// which officers decided so. What was reported counts until it is signed anew.
func (b *branch) counts() scoring.Points {
	if b.again {
		return b.before
	}
	mixed := map[string]int{}
	for _, clause := range clauses {
		mixed[clause] = b.review[clause]
		if n, there := b.spot[clause]; there && b.forSpot[itemOf(clause)] {
			mixed[clause] = n
		}
	}
	return total(mixed)
}

// total is the small set's arithmetic: 100 − min(20a, 60) − min(5b, 40) − 10c.
func total(said map[string]int) scoring.Points {
	points := 100 - min(20*said["B1a"], 60) - min(5*said["B2a"], 40) - 10*said["L1a"]
	return scoring.Points(points) * scoring.Point
}

// grade holds from its bound on: 80, 90, 100.
func grade(points scoring.Points) string {
	switch {
	case points < 80*scoring.Point:
		return "lagging"
	case points < 90*scoring.Point:
		return "not_attained"
	case points < 100*scoring.Point:
		return "attained"
	}
	return "excellent"
}

func itemOf(clause string) string { return clause[:2] }
