package workflow

import (
	"fmt"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// MemberState is where a member's index stands: the member states and submits,
// the branch checks.
type MemberState string

// The states of a member's index.
const (
	MemberDraft     MemberState = "draft"
	MemberSubmitted MemberState = "submitted"
	MemberChecked   MemberState = "checked"
)

// Chinese returns the state's name as people say it.
func (s MemberState) Chinese() string {
	return map[MemberState]string{MemberDraft: "自评中", MemberSubmitted: "待核定", MemberChecked: "已核定"}[s]
}

// Within returns the state's name as people say it, in a cycle that has ended or
// not: in one that has, nothing is under way any more.
func (s MemberState) Within(ended bool) string {
	if !ended || s == MemberChecked {
		return s.Chinese()
	}
	return map[MemberState]string{MemberDraft: "没有提交", MemberSubmitted: "没有核定"}[s]
}

// The actions on a member's index.
const (
	MemberSave     access.Action = "member_index.save"
	MemberSubmit   access.Action = "member_index.submit"
	MemberWithdraw access.Action = "member_index.withdraw"
	MemberCheck    access.Action = "member_index.check"
	MemberReopen   access.Action = "member_index.reopen"
)

// MemberFacts are what a decision about a member's index rests on besides its
// state.
type MemberFacts struct {
	Closed          bool // the cycle has ended: its closing is confirmed
	Today           calendar.Date
	Self            calendar.Window // when members and branches assess themselves
	Own             bool            // it is the person's own index
	HasAccount      bool            // the member can sign in and state it
	BranchSubmitted bool            // the branch's self-assessment rests on it already
	Unanswered      int
}

// DecideMember returns the state that an action on a member's index leads to,
// or why it is refused. Nobody checks their own.
func DecideMember(s MemberState, action access.Action, f MemberFacts) (MemberState, *Refusal) {
	rule, known := memberRules[action]
	switch {
	case !known:
		return s, &Refusal{Message: "没有这个操作。"}
	case f.Closed:
		return s, &Refusal{Message: "本周期已经结束，不能再改。"}
	case f.BranchSubmitted:
		return s, &Refusal{Message: "本支部的自评已经提交，党员先锋指数不能再改。"}
	case rule.own != f.Own && rule.own:
		return s, &Refusal{Message: "这是党员本人的自评，只能由本人填写。"}
	case rule.own != f.Own:
		return s, &Refusal{Message: "不能核定自己的先锋指数，请由支部的另一位同志办理。"}
	case s != rule.from && !(action == MemberCheck && s == MemberDraft && !f.HasAccount):
		return s, &Refusal{Message: fmt.Sprintf("现在是“%s”，不能这样操作。", s.Chinese())}
	case rule.window && window(f.Self, f.Today, "自评") != "":
		return s, &Refusal{Message: window(f.Self, f.Today, "自评")}
	case action == MemberSubmit && f.Unanswered > 0:
		return s, &Refusal{Message: fmt.Sprintf("还有 %d 处没有填写，填好后再提交。", f.Unanswered)}
	}
	if action == MemberReopen && !f.HasAccount {
		return MemberDraft, nil
	}
	return rule.to, nil
}

var memberRules = map[access.Action]struct {
	own      bool // the member's own to do, otherwise somebody else's of the branch
	window   bool // within the self-assessment only
	from, to MemberState
}{
	MemberSave:     {true, true, MemberDraft, MemberDraft},
	MemberSubmit:   {true, true, MemberDraft, MemberSubmitted},
	MemberWithdraw: {true, false, MemberSubmitted, MemberDraft},
	MemberCheck:    {false, false, MemberSubmitted, MemberChecked},
	MemberReopen:   {false, false, MemberChecked, MemberSubmitted},
}
