package workflow

import (
	"testing"
	"time"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// Written by hand from who does what to a member's index: state, action, whose
// it is, and the state it leads to; "" where it is refused.
func TestAMembersIndex(t *testing.T) {
	in := MemberFacts{Today: calendar.Date{Year: 2026, Month: time.December, Day: 1}, HasAccount: true,
		Self: calendar.Window{From: calendar.Date{Year: 2026, Month: time.November, Day: 16}, Until: calendar.Date{Year: 2026, Month: time.December, Day: 31}}}
	late := in
	late.Today = calendar.Date{Year: 2027, Month: time.January, Day: 1}
	rests := in
	rests.BranchSubmitted = true
	open := in
	open.Unanswered = 2
	without := in
	without.HasAccount = false
	own := func(f MemberFacts) MemberFacts { f.Own = true; return f }
	for _, c := range []struct {
		what   string
		from   MemberState
		action access.Action
		facts  MemberFacts
		to     MemberState
	}{
		{"the member states", MemberDraft, MemberSave, own(in), MemberDraft},
		{"another states for the member", MemberDraft, MemberSave, in, ""},
		{"the member states too late", MemberDraft, MemberSave, own(late), ""},
		{"the member states what was submitted", MemberSubmitted, MemberSave, own(in), ""},
		{"the member submits", MemberDraft, MemberSubmit, own(in), MemberSubmitted},
		{"the member submits with something open", MemberDraft, MemberSubmit, own(open), ""},
		{"the member takes it back", MemberSubmitted, MemberWithdraw, own(late), MemberDraft},
		{"the member takes back what was checked", MemberChecked, MemberWithdraw, own(in), ""},
		{"the branch checks", MemberSubmitted, MemberCheck, late, MemberChecked},
		{"the member checks", MemberSubmitted, MemberCheck, own(in), ""},
		{"the branch checks a draft", MemberDraft, MemberCheck, in, ""},
		{"the branch states for who has no account", MemberDraft, MemberCheck, without, MemberChecked},
		{"the branch opens it again", MemberChecked, MemberReopen, in, MemberSubmitted},
		{"the branch opens it again for who has no account", MemberChecked, MemberReopen, without, MemberDraft},
		{"the member opens it again", MemberChecked, MemberReopen, own(in), ""},
		{"the branch checks after it submitted", MemberSubmitted, MemberCheck, rests, ""},
		{"the branch opens it again after it submitted", MemberChecked, MemberReopen, rests, ""},
		{"something else", MemberDraft, access.Submit, own(in), ""},
	} {
		to, refusal := DecideMember(c.from, c.action, c.facts)
		if (refusal == nil) != (c.to != "") || refusal == nil && to != c.to {
			t.Errorf("%s: %s, %v; want %q", c.what, to, refusal, c.to)
		}
	}
}

func TestAnEndedCycleHasNoIndexUnderWay(t *testing.T) {
	for s, want := range map[MemberState][2]string{MemberDraft: {"自评中", "没有提交"}, MemberSubmitted: {"待核定", "没有核定"}, MemberChecked: {"已核定", "已核定"}} {
		if got := [2]string{s.Within(false), s.Within(true)}; got != want {
			t.Errorf("%s is called %q, want %q", s, got, want)
		}
	}
}
