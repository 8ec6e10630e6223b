package app_test

import (
	"slices"

	"baolei/internal/core/calendar"
)

// verification is what branch and committee say about the clauses, and who acted.
type verification struct {
	self        map[string]int // clause → count
	review      map[string]int
	own         map[string]bool   // review: stated by a reviewer, not taken over
	why         map[string]string // review: the reason given
	done        map[string]bool   // items that the review has dealt with
	filled      map[string]bool   // who acted, by name
	reviewed    map[string]bool
	verified    map[string]bool // reviewed, remarked on, returned, signed or decided an objection
	unsent      []string        // items with a remark that waits to be sent
	asked       []string        // items with one that waits for a reply
	remarks     int             // ever made
	reviewUntil calendar.Date   // of one that was opened again
}

func newVerification() verification {
	return verification{self: map[string]int{}, review: map[string]int{}, own: map[string]bool{}, why: map[string]string{}, done: map[string]bool{},
		filled: map[string]bool{}, reviewed: map[string]bool{}, verified: map[string]bool{}}
}

// reviewEnd is the last day of the branch's verification.
func (v *verification) reviewEnd() calendar.Date {
	if reviewEnd.Before(v.reviewUntil) {
		return v.reviewUntil
	}
	return reviewEnd
}

// says is a finding of the branch. The item has to be looked at again.
func (v *verification) says(who, clause string, count int) {
	v.self[clause] = count
	v.filled[who] = true
	delete(v.done, itemOf(clause))
}

// submits takes over into the review what no reviewer has stated otherwise.
func (v *verification) submits(who string) {
	v.filled[who] = true
	for clause, count := range v.self {
		if !v.own[clause] {
			v.review[clause] = count
		}
	}
}

// rules is a reviewer's own figure for a clause. Whoever says what stands there
// already changes nothing.
func (v *verification) rules(who, clause string, n int, why string) {
	if v.writes(clause, n, why) {
		v.reviewed[who], v.verified[who] = true, true
	}
	v.agrees(who, itemOf(clause))
}

// writes puts a figure into the review and tells whether it was not there.
func (v *verification) writes(clause string, n int, why string) bool {
	if v.stands(clause, n, why) {
		return false
	}
	v.review[clause], v.own[clause], v.why[clause] = n, true, why
	return true
}

// stands tells whether just that is in the review.
func (v *verification) stands(clause string, n int, why string) bool {
	now, there := v.review[clause]
	return there && now == n && v.why[clause] == why
}

// agrees deals with an item; one that was dealt with is nobody's act.
func (v *verification) agrees(who, item string) {
	if !v.done[item] {
		v.done[item] = true
		v.reviewed[who], v.verified[who] = true, true
	}
}

// unexplained tells whether the review differs from what the branch states and
// does not say why.
func (v *verification) unexplained(clause string) bool {
	said, stated := v.self[clause]
	now, there := v.review[clause]
	return (stated != there || said != now) && v.why[clause] == ""
}

// next is the first item that nobody has dealt with, or else the first.
func (v *verification) next() string {
	return items[max(0, slices.IndexFunc(items, func(item string) bool { return !v.done[item] }))]
}

// whole tells whether every item is dealt with.
func (v *verification) whole() bool { return v.done[v.next()] }

// returned sends the remarks; what they ask about is looked at again.
func (v *verification) returned() {
	for _, item := range v.unsent {
		delete(v.done, item)
	}
	v.asked, v.unsent = append(v.asked, v.unsent...), nil
}
