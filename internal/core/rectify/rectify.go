// Package rectify decides what may happen to the rectification file of a lagging
// branch (后进整转), and when.
//
//	      measure            progress
//	        ┌──┐               ┌──┐
//	 opens  │  ▼    start      │  ▼     hand over            pass             end
//	──────▶ planning ──────▶ mending ──────────▶ checking ────────▶ checked ────▶ ended
//	           ▲     replan  │ ▲ ▲      fail     │                  │
//	           └─────────────┘ │ └───────────────┘                  │
//	                           └────────────────────────────────────┘
//	                                        give back
//
// The branch's secretary plans and mends, the committee's secretary checks, the
// work committee's officer ends the file. Rights are access's business, and
// checked before; that nobody checks or ends their own is judged here, from the
// acts on record.
package rectify

import (
	"fmt"
	"slices"

	"baolei/internal/core/access"
)

// State is where a file stands.
type State string

// The states, in the order in which a file passes them.
const (
	Planning State = "planning"
	Mending  State = "mending"
	Checking State = "checking"
	Checked  State = "checked"
	Ended    State = "ended"
)

// States returns every state, in order.
func States() []State { return []State{Planning, Mending, Checking, Checked, Ended} }

// Chinese returns the state's name as people say it.
func (s State) Chinese() string {
	return map[State]string{Planning: "制定措施", Mending: "整改中", Checking: "待党委检查", Checked: "待工委销号", Ended: "已销号"}[s]
}

// Action is a step in a file.
type Action string

// The steps.
const (
	Measure  Action = "measure"   // say what is done about a problem, by whom, until when
	Start    Action = "start"     // the plan is made
	Progress Action = "progress"  // tell what was done about a problem
	HandOver Action = "hand_over" // all is done, and what it was sent back for answered; the committee is asked to look
	Pass     Action = "pass"      // the committee found it mended
	Fail     Action = "fail"      // or not
	Replan   Action = "replan"    // the committee lets the plan be changed
	End      Action = "end"       // the officer closes the file
	GiveBack Action = "give_back" // or does not
)

// Chinese returns the step's name as people say it.
func (a Action) Chinese() string {
	return map[Action]string{Measure: "写措施", Start: "开始整改", Progress: "登记进展", HandOver: "提请检查", Pass: "检查通过", Fail: "检查没有通过",
		Replan: "退回重新制定措施", End: "销号", GiveBack: "不予销号"}[a]
}

// Right is what somebody needs to be allowed to do the step.
func (a Action) Right() access.Action { return steps[a].right }

// From is the state in which the step is taken.
func (a Action) From() State { return steps[a].from }

// Reasoned tells whether the step needs a reason.
func (a Action) Reasoned() bool { return a == Fail || a == Replan || a == GiveBack }

// Facts are what a decision rests on besides the state.
type Facts struct {
	Person    int64
	KeptBy    []int64 // persons who planned, told progress or handed over
	CheckedBy []int64 // persons who passed it
	Unplanned int     // problems without a measure
	Undone    int     // measures that are not done

	Unanswered bool // it was sent back, and no progress was told since
}

// Refusal tells a person why not, and what to do.
type Refusal struct {
	Message    string
	Incomplete bool // something is still to be filled in; the person may do it once it is
}

// Error returns the words for the person.
func (r *Refusal) Error() string { return r.Message }

type step struct {
	right    access.Action
	from, to State
	need     func(Facts) *Refusal
}

var steps = map[Action]step{
	Measure:  {access.KeepRectification, Planning, Planning, nil},
	Start:    {access.KeepRectification, Planning, Mending, planned},
	Progress: {access.KeepRectification, Mending, Mending, nil},
	HandOver: {access.KeepRectification, Mending, Checking, done},
	Pass:     {access.CheckRectification, Checking, Checked, notKeeper},
	Fail:     {access.CheckRectification, Checking, Mending, notKeeper},
	Replan:   {access.CheckRectification, Mending, Planning, notKeeper},
	End:      {access.EndRectification, Checked, Ended, neither},
	GiveBack: {access.EndRectification, Checked, Mending, neither},
}

func planned(f Facts) *Refusal {
	if f.Unplanned > 0 {
		return &Refusal{Message: fmt.Sprintf("还有 %d 个问题没有写整改措施、责任人和期限，写好后再开始整改。", f.Unplanned), Incomplete: true}
	}
	return nil
}

// done asks, after the file was sent back, for word of what was done about it:
// the measures count as done since before.
func done(f Facts) *Refusal {
	switch {
	case f.Undone > 0:
		return &Refusal{Message: fmt.Sprintf("还有 %d 项措施没有完成，全部完成后再提请检查。", f.Undone), Incomplete: true}
	case f.Unanswered:
		return &Refusal{Message: "退回以后还没有登记进展，请先登记针对退回理由做了什么，再提请检查。", Incomplete: true}
	}
	return nil
}

func notKeeper(f Facts) *Refusal {
	if slices.Contains(f.KeptBy, f.Person) {
		return &Refusal{Message: "您填写过这份整改台账，请由党委的其他书记检查。"}
	}
	return nil
}

func neither(f Facts) *Refusal {
	if slices.Contains(f.KeptBy, f.Person) || slices.Contains(f.CheckedBy, f.Person) {
		return &Refusal{Message: "您填写或检查过这份整改台账，请由其他经办销号。"}
	}
	return nil
}

// Decide returns the state that a step leads to, or why it is refused; then the
// state is the one that was given.
func Decide(s State, a Action, f Facts) (State, *Refusal) {
	step, known := steps[a]
	switch {
	case !known:
		return s, &Refusal{Message: "没有这个操作。"}
	case step.from != s:
		return s, &Refusal{Message: fmt.Sprintf("这份整改台账现在是“%s”，不能这样操作。", s.Chinese())}
	case step.need != nil:
		if refusal := step.need(f); refusal != nil {
			return s, refusal
		}
	}
	return step.to, nil
}

// May tells whether Decide would allow the step: which button to show.
func May(s State, a Action, f Facts) bool {
	_, refusal := Decide(s, a, f)
	return refusal == nil
}
