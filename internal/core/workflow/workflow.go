// Package workflow decides what may happen to a branch's assessment, and when.
//
//	          save            save review                        object, decide
//	          ┌──┐              ┌──┐                                  ┌──┐
//	 opens    │  ▼   submit     │  ▼    sign            publicise      │  ▼
//	────────▶ draft ────────▶ submitted ──────▶ verified ──────────▶ publicised
//	            ▲    withdraw  │ ▲ ▲ │             │                      │
//	            └──────────────┘ │ │ │ return      │ report               │ report
//	                      submit │ │ ▼             │ (no publicity)       │
//	                         returned              │                      │
//	                          │  ▲ │               ▼        reopen        │
//	                          └──┘ └──────────  reported ◀────────────────┘
//	                          save              │  ▲   │
//	                                            └──┘   │ close
//	                  spot check, answer, decide       ▼
//	                                                 final
//
// Reopening leads back to submitted, with the review kept.
//
// One table (table.go) holds every transition with what it needs; one pure
// function reads it, from state, action and facts. The page asks the same
// function which buttons to show that the use case asks before it writes.
// Rights are access's business, and checked before.
package workflow

import (
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// State is where an assessment stands.
type State string

// The states, in the order in which an assessment passes them.
const (
	Draft      State = "draft"
	Submitted  State = "submitted"
	Returned   State = "returned"
	Verified   State = "verified"
	Publicised State = "publicised"
	Reported   State = "reported"
	Final      State = "final"
)

// States returns every state, in order.
func States() []State {
	return []State{Draft, Returned, Submitted, Verified, Publicised, Reported, Final}
}

// Signed tells whether a verification is signed: before that a figure is a claim.
func (s State) Signed() bool {
	return slices.Contains([]State{Verified, Publicised, Reported, Final}, s)
}

// Claimed tells whether a self-assessment is submitted and not given back: before
// that its figures are nobody's claim.
func (s State) Claimed() bool { return s == Submitted || s.Signed() }

// HasResult tells whether a branch has a result, which counts for rates, grades
// and points lost. While its cycle runs the signature is enough; once the cycle's
// closing is confirmed (ended) only what had been reported is one, for all time.
func (s State) HasResult(ended bool) bool {
	if ended {
		return s.Delivered()
	}
	return s.Signed()
}

// WithResult returns the states in which a branch has a result, in order.
func WithResult(ended bool) []State {
	return slices.DeleteFunc(States(), func(s State) bool { return !s.HasResult(ended) })
}

// Public tells whether members of the branch may see the result: from its
// publicity on, or from the report where a cycle has none.
func (s State) Public() bool { return slices.Contains([]State{Publicised, Reported, Final}, s) }

// Delivered tells whether the result has gone to the work committee.
func (s State) Delivered() bool { return s == Reported || s == Final }

// Within returns the state's name as people say it, in a cycle that has ended:
// there nothing is under way any more, and it tells how far the branch had come.
func (s State) Within(ended bool) string {
	if !ended {
		return s.Chinese()
	}
	switch s {
	case Draft:
		return "没有提交"
	case Submitted:
		return "没有签署"
	case Returned:
		return "退回后没有提交"
	case Verified:
		return "签署后没有报送"
	case Publicised:
		return "公示后没有报送"
	case Reported, Final:
	}
	return s.Chinese()
}

// Chinese returns the state's name as people say it.
func (s State) Chinese() string {
	switch s {
	case Draft:
		return "自评中"
	case Submitted:
		return "待考核"
	case Returned:
		return "已退回"
	case Verified:
		return "已签署"
	case Publicised:
		return "公示中"
	case Reported:
		return "已报送"
	case Final:
		return "已归档"
	}
	return string(s)
}

// Facts are what a decision rests on besides the state: dates, earlier acts on
// record, and what is still missing. A use case fills in all that its action
// needs; see table.go for which.
type Facts struct {
	Today    calendar.Date
	Self     calendar.Window // when branches assess themselves
	Review   calendar.Window // when committees verify
	Extended calendar.Date   // this branch's own later end of Self; zero where none
	ReplyBy  calendar.Date   // until when a returned assessment may be mended; zero where none

	Person      int64   // who acts
	FilledBy    []int64 // persons who saved a finding of the self-assessment or submitted it
	ReviewedBy  []int64 // persons who saved a review finding or reviewed an item
	VerifiedBy  []int64 // ReviewedBy, and who signed or returned
	CanVerify   int     // how many persons at the committee may review or sign
	Signers     []int64 // those of them who may sign
	ReviewBegun bool    // a review finding or item has been saved since the submission

	Unanswered       int  // clauses of the self-assessment without a finding
	LeftKnowingly    bool // the secretary confirmed that they are to stay so
	ClaimsNoEvidence []string
	OpenRemarks      int      // remarks of the return without a reply
	RemarksToSend    int      // remarks written and not sent
	Unreviewed       int      // items without a review
	Unreasoned       []string // items whose review differs from self and tells no reason

	PublicityOn    bool          // the cycle has a publicity period, so that reporting comes after it
	PublicUntil    calendar.Date // last day of the publicity, objections included; zero before it
	OpenObjections int           // without a decision

	NotLooked  []string      // numbers of the items that the spot check covers and has not stated in full
	HandedIn   bool          // the spot check was handed in
	CheckedBy  []int64       // persons who spot-checked it
	AnswerBy   calendar.Date // last day for the branch to answer a spot check; zero where none is awaited
	Answered   bool          // the branch has answered, or said that it has nothing to add
	Decided    bool          // what comes of the spot check was decided and confirmed
	ProposedBy int64         // the officer whose proposal waits for another's confirmation; 0 where none waits

	ChecksOpen bool // it stands in a published population of which checks are still open
	Undecided  int  // spot checks of the cycle that are not decided yet
	Closed     bool // the closing of the cycle was confirmed: nothing in it changes any more
}

// Refusal tells a person why not, and what to do.
type Refusal struct {
	Message    string
	Incomplete bool // something is still to be filled in; the person may do it once it is
}

// Error returns the words for the person.
func (r *Refusal) Error() string { return r.Message }

// WhyNot tells a person why an action is refused, and what to do; "" where it is not.
func WhyNot(s State, action access.Action, f Facts) string {
	_, refusal := Decide(s, action, f)
	if refusal == nil {
		return ""
	}
	return refusal.Message
}

// Decide returns the state that an action leads to, or why it is refused.
// An action that changes no state returns the state it was given.
func Decide(s State, action access.Action, f Facts) (State, *Refusal) {
	known := false
	closed := f.Closed && action != access.Close
	for _, t := range table {
		if t.action != action {
			continue
		}
		known = true
		if closed {
			return s, &Refusal{Message: "本周期已经结束，不能再改。"}
		}
		if t.from != s {
			continue
		}
		if why := first(t.needs, f); why != "" {
			return s, &Refusal{Message: why}
		}
		if why := first(t.complete, f); why != "" {
			return s, &Refusal{Message: why, Incomplete: true}
		}
		return t.to, nil
	}
	if !known {
		return s, &Refusal{Message: "没有这个操作。"}
	}
	return s, &Refusal{Message: wrongState(s, action, f)}
}

// first tells the first need that is not met; "" where all are.
func first(needs []need, f Facts) string {
	for _, need := range needs {
		if why := need(f); why != "" {
			return why
		}
	}
	return ""
}

// Forgoes tells a person who may sign what the first item of a review costs:
// the signature has to be another person's from then on, and there may be none.
// "" where nothing is given up.
func Forgoes(f Facts) string {
	if f.CanVerify < 2 || !slices.Contains(f.Signers, f.Person) || slices.Contains(f.ReviewedBy, f.Person) {
		return ""
	}
	if len(f.Signers) < 2 {
		return "本党委只有您能签署。您核定任何一项以后，就没有人能签署这个支部了：请由考核员核定，您写意见、退回或签署。"
	}
	return "您核定任何一项以后，就不能签署这个支部了，要由另一位书记签署。"
}

// May tells whether Decide would allow the action: which button to show.
func May(s State, action access.Action, f Facts) bool {
	_, refusal := Decide(s, action, f)
	return refusal == nil
}
