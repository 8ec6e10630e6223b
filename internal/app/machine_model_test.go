package app_test

import (
	"maps"
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// branch is what the test believes about one assessment. It is worked out from
// the rules as people know them, not by the code under test.
type branch struct {
	code, committee string
	id              int64
	state           workflow.State
	self            map[string]int // clause → count
	review          map[string]int
	own             map[string]bool   // review: stated by a reviewer, not taken over
	why             map[string]string // review: the reason given
	done            map[string]bool   // items that the review has dealt with
	filled          map[string]bool   // who acted, by name
	reviewed        map[string]bool
	verified        map[string]bool // reviewed, remarked on, returned or signed
	replyBy         calendar.Date
	unsent, open    []string // items with a remark that waits to be sent, or for a reply
}

func newBranch(code string, id int64) *branch {
	return &branch{code: code, committee: code[:1], id: id, state: workflow.Draft, self: map[string]int{}, review: map[string]int{}, own: map[string]bool{}, why: map[string]string{},
		done: map[string]bool{}, filled: map[string]bool{}, reviewed: map[string]bool{}, verified: map[string]bool{}}
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

func inSelf(day calendar.Date) bool   { return !selfUntil.Before(day) }
func inReview(day calendar.Date) bool { return !day.Before(reviewFrom) && !reviewEnd.Before(day) }

// mends tells whether the branch may still fill in and submit.
func (b *branch) mends(day calendar.Date) bool {
	return b.state == workflow.Draft && inSelf(day) || b.state == workflow.Returned && (inSelf(day) || !b.replyBy.Before(day))
}

func (b *branch) maySave(who string, day calendar.Date) bool {
	return holds(who, b.code, access.BranchClerk, access.BranchSecretary) && b.mends(day) && !b.verified[who]
}

func (b *branch) maySubmit(who string, day calendar.Date) bool {
	return holds(who, b.code, access.BranchSecretary) && b.mends(day) && !b.verified[who] && len(b.open) == 0
}

func (b *branch) mayWithdraw(who string, day calendar.Date) bool {
	return holds(who, b.code, access.BranchSecretary) && b.state == workflow.Submitted && len(b.reviewed) == 0 && inSelf(day)
}

// verifies tells whether somebody may act on the review at all: the reviewers
// and secretaries of the committee right above, in the window, and nobody who
// filled the branch in.
func (b *branch) verifies(who string, day calendar.Date) bool {
	return holds(who, b.committee, access.Reviewer, access.CommitteeSecretary) && b.state == workflow.Submitted && inReview(day) && !b.filled[who]
}

// maySign asks for another person than the reviewer: both committees have more
// than one who verifies.
func (b *branch) maySign(who string, day calendar.Date) bool {
	return holds(who, b.committee, access.CommitteeSecretary) && b.verifies(who, day) && !b.reviewed[who] && b.allDone()
}

func (b *branch) allDone() bool {
	return !slices.ContainsFunc(items, func(item string) bool { return !b.done[item] })
}

// says is a finding of the branch. The item has to be looked at again.
func (b *branch) says(who, clause string, count int) {
	b.self[clause] = count
	b.filled[who] = true
	delete(b.done, itemOf(clause))
}

// submits takes over into the review what no reviewer has stated otherwise.
func (b *branch) submits(who string) {
	b.state = workflow.Submitted
	b.filled[who] = true
	for clause, count := range b.self {
		if !b.own[clause] {
			b.review[clause] = count
		}
	}
}

// returns gives it back; the items that are asked about are looked at again.
func (b *branch) returns(who string, by calendar.Date) {
	b.state, b.replyBy = workflow.Returned, by
	b.verified[who] = true
	for _, item := range b.unsent {
		delete(b.done, item)
	}
	b.open, b.unsent = append(b.open, b.unsent...), nil
}

// rules is a reviewer's own figure for a clause. Whoever says what stands there
// already changes nothing.
func (b *branch) rules(who, clause string, n int, why string) {
	if stands, there := b.review[clause]; !there || stands != n || b.why[clause] != why {
		b.review[clause], b.own[clause], b.why[clause] = n, true, why
		b.reviewed[who], b.verified[who] = true, true
	}
	b.agrees(who, itemOf(clause))
}

// agrees deals with an item; one that was dealt with is nobody's act.
func (b *branch) agrees(who, item string) {
	if !b.done[item] {
		b.done[item] = true
		b.reviewed[who], b.verified[who] = true, true
	}
}

// counts is the score that counts: the review's from the submission on, which
// begins as a copy of the self-assessment.
func (b *branch) counts() scoring.Points { return total(b.review) }

func itemOf(clause string) string { return clause[:2] }

// findings are those that must be stored, as "level clause" → count.
func (b *branch) findings() map[string]int {
	all := map[string]int{}
	for clause, count := range maps.All(b.self) {
		all["self "+clause] = count
	}
	for clause, count := range maps.All(b.review) {
		all["review "+clause] = count
	}
	return all
}
