package workflow

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

var (
	inSelf   = calendar.Date{Year: 2026, Month: time.December, Day: 20}
	inReview = calendar.Date{Year: 2027, Month: time.January, Day: 15}
)

// ready returns facts under which every action is allowed in its state.
func ready(today calendar.Date) Facts {
	return Facts{
		Today:      today,
		Self:       calendar.Window{From: calendar.Date{Year: 2026, Month: 12, Day: 1}, Until: calendar.Date{Year: 2026, Month: 12, Day: 31}},
		Review:     calendar.Window{From: calendar.Date{Year: 2027, Month: 1, Day: 1}, Until: calendar.Date{Year: 2027, Month: 1, Day: 31}},
		Person:     1,
		FilledBy:   []int64{2},
		ReviewedBy: []int64{3}, VerifiedBy: []int64{3}, CanVerify: 2, Signers: []int64{1, 4},
		RemarksToSend: 1,
	}
}

// Publicised until 20 January, reported, drawn, and the spot check handed in
// with ten days to answer it, until 10 March.
var (
	inPublicity    = calendar.Date{Year: 2027, Month: time.January, Day: 20}
	afterPublicity = calendar.Date{Year: 2027, Month: time.January, Day: 21}
	inAnswer       = calendar.Date{Year: 2027, Month: time.March, Day: 10}
	afterAnswer    = calendar.Date{Year: 2027, Month: time.March, Day: 11}
)

func publicised(today calendar.Date) Facts {
	f := ready(today)
	f.PublicityOn, f.PublicUntil = true, inPublicity
	return f
}

func checked(today calendar.Date) Facts {
	f := publicised(today)
	f.HandedIn, f.CheckedBy, f.AnswerBy = true, []int64{5}, inAnswer
	return f
}

// incomplete names the cases below in which something is to be filled in; all
// other refusals are for the person, the time or the state.
var incomplete = map[string]bool{"submit with gaps": true, "claim without evidence": true, "submit again without a reply": true,
	"return without a remark": true, "sign with items open": true, "sign without a reason": true,
	"report with an objection open": true, "hand in with items left out": true}

func TestTransitions(t *testing.T) {
	self, review := ready(inSelf), ready(inReview)
	for _, c := range []struct {
		name   string
		from   State
		action access.Action
		facts  Facts
		change func(*Facts)
		to     State
		why    string // part of the refusal; "" where allowed
	}{
		{"a clerk saves", Draft, access.SaveFinding, self, nil, Draft, ""},
		{"before the window", Draft, access.SaveFinding, self, func(f *Facts) { f.Today = calendar.Date{Year: 2026, Month: 11, Day: 30} }, Draft, "12月1日开始"},
		{"after the window", Draft, access.SaveFinding, review, nil, Draft, "截止"},
		{"an extension", Draft, access.SaveFinding, review, func(f *Facts) { f.Extended = inReview }, Draft, ""},
		{"mend after a return", Returned, access.SaveFinding, review, func(f *Facts) { f.ReplyBy = inReview }, Returned, ""},
		{"mend too late", Returned, access.SaveFinding, review, func(f *Facts) { f.ReplyBy = inReview.AddDays(-1) }, Returned, "修改期限已过"},
		{"save once submitted", Submitted, access.SaveFinding, self, nil, Submitted, "不能再改"},
		{"submit", Draft, access.Submit, self, nil, Submitted, ""},
		{"submit with gaps", Draft, access.Submit, self, func(f *Facts) { f.Unanswered = 3 }, Draft, "3 处"},
		{"submit with gaps, knowingly", Draft, access.Submit, self, func(f *Facts) { f.Unanswered, f.LeftKnowingly = 3, true }, Submitted, ""},
		{"claim without evidence", Draft, access.Submit, self, func(f *Facts) { f.ClaimsNoEvidence = []string{"先锋 1"} }, Draft, "先锋 1"},
		{"submit again without a reply", Returned, access.Submit, self, func(f *Facts) { f.OpenRemarks = 1 }, Returned, "1 条退回意见"},
		{"withdraw", Submitted, access.Withdraw, self, nil, Draft, ""},
		{"withdraw too late", Submitted, access.Withdraw, self, func(f *Facts) { f.ReviewBegun = true }, Submitted, "已经开始考核"},
		{"review", Submitted, access.SaveReview, review, nil, Submitted, ""},
		{"review one's own", Submitted, access.SaveReview, review, func(f *Facts) { f.FilledBy = []int64{1} }, Submitted, "填报过"},
		{"fill in what one verified", Draft, access.SaveFinding, self, func(f *Facts) { f.VerifiedBy = []int64{1} }, Draft, "考核过"},
		{"return", Submitted, access.Return, review, nil, Returned, ""},
		{"return without a remark", Submitted, access.Return, review, func(f *Facts) { f.RemarksToSend = 0 }, Submitted, "意见"},
		{"sign", Submitted, access.Sign, review, nil, Verified, ""},
		{"sign late what was reviewed in time", Submitted, access.Sign, review, func(f *Facts) { f.Today = f.Review.Until.AddDays(1) }, Verified, ""},
		{"review late", Submitted, access.SaveReview, review, func(f *Facts) { f.Today = f.Review.Until.AddDays(1) }, Submitted, "截止"},
		{"sign with items open", Submitted, access.Sign, review, func(f *Facts) { f.Unreviewed = 2 }, Submitted, "2 项"},
		{"sign without a reason", Submitted, access.Sign, review, func(f *Facts) { f.Unreasoned = []string{"2.4"} }, Submitted, "2.4"},
		{"sign one's own review", Submitted, access.Sign, review, func(f *Facts) { f.ReviewedBy = []int64{1} }, Submitted, "另一位"},
		{"sign one's own review, no other signer", Submitted, access.Sign, review, func(f *Facts) { f.ReviewedBy, f.Signers = []int64{1}, []int64{1} }, Submitted, "安全管理员任命"},
		{"sign one's own review, alone", Submitted, access.Sign, review, func(f *Facts) { f.ReviewedBy, f.CanVerify = []int64{1}, 1 }, Verified, ""},
		{"report", Verified, access.Report, review, nil, Reported, ""},
		{"report before publicity", Verified, access.Report, review, func(f *Facts) { f.PublicityOn = true }, Verified, "公示"},
		{"spot check", Reported, access.SaveSpot, review, nil, Reported, ""},
		{"spot check what one verified", Reported, access.SaveSpot, review, func(f *Facts) { f.VerifiedBy = []int64{1} }, Reported, "不能再抽查"},
		{"spot check what one filled in", Reported, access.HandIn, review, func(f *Facts) { f.FilledBy = []int64{1} }, Reported, "填报过"},
		{"spot check handed in", Reported, access.SaveSpot, review, func(f *Facts) { f.HandedIn = true }, Reported, "已经交回"},
		{"hand in", Reported, access.HandIn, review, nil, Reported, ""},
		{"hand in with items left out", Reported, access.HandIn, review, func(f *Facts) { f.NotLooked = []string{"2.4", "2.5"} }, Reported, "还有 2 项没有查完：2.4、2.5"},
		{"publicise", Verified, access.Publicise, publicised(inReview), nil, Publicised, ""},
		{"publicise where there is none", Verified, access.Publicise, review, nil, Verified, "不设公示"},
		{"publicise unsigned", Submitted, access.Publicise, publicised(inReview), nil, Submitted, "签署后"},
		{"object on the last day", Publicised, access.Object, publicised(inPublicity), nil, Publicised, ""},
		{"object too late", Publicised, access.Object, publicised(afterPublicity), nil, Publicised, "已于2027年1月20日结束"},
		{"object before publicity", Verified, access.Object, publicised(inPublicity), nil, Verified, "公示期间"},
		{"decide an objection", Publicised, access.DecideObjection, publicised(afterPublicity), func(f *Facts) { f.OpenObjections = 1 }, Publicised, ""},
		{"decide what was decided", Publicised, access.DecideObjection, publicised(afterPublicity), nil, Publicised, "已经处理"},
		{"decide on one's own", Publicised, access.DecideObjection, publicised(afterPublicity), func(f *Facts) { f.OpenObjections, f.FilledBy = 1, []int64{1} }, Publicised, "填报过"},
		{"report after publicity", Publicised, access.Report, publicised(afterPublicity), nil, Reported, ""},
		{"report on the last day of publicity", Publicised, access.Report, publicised(inPublicity), nil, Publicised, "期满后"},
		{"report with an objection open", Publicised, access.Report, publicised(afterPublicity), func(f *Facts) { f.OpenObjections = 2 }, Publicised, "2 条异议"},
		{"answer a spot check", Reported, access.AnswerSpot, checked(inAnswer), nil, Reported, ""},
		{"answer before it is handed in", Reported, access.AnswerSpot, publicised(inAnswer), nil, Reported, "还没有交回"},
		{"answer twice", Reported, access.AnswerSpot, checked(inAnswer), func(f *Facts) { f.Answered = true }, Reported, "已经答复过"},
		{"answer too late", Reported, access.AnswerSpot, checked(afterAnswer), nil, Reported, "3月10日截止"},
		{"propose before the answer", Reported, access.ProposeSpot, checked(inAnswer), nil, Reported, "可以答复到"},
		{"propose after the answer", Reported, access.ProposeSpot, checked(inAnswer), func(f *Facts) { f.Answered = true }, Reported, ""},
		{"propose without an answer", Reported, access.ProposeSpot, checked(afterAnswer), nil, Reported, ""},
		{"propose on one's own check", Reported, access.ProposeSpot, checked(afterAnswer), func(f *Facts) { f.CheckedBy = []int64{1} }, Reported, "您抽查过"},
		{"confirm another's proposal", Reported, access.ConfirmSpot, checked(afterAnswer), func(f *Facts) { f.ProposedBy = 9 }, Reported, ""},
		{"confirm one's own proposal", Reported, access.ConfirmSpot, checked(afterAnswer), func(f *Facts) { f.ProposedBy = 1 }, Reported, "另一位经办"},
		{"confirm nothing", Reported, access.ConfirmSpot, checked(afterAnswer), nil, Reported, "没有等待确认"},
		{"confirm twice", Reported, access.ConfirmSpot, checked(afterAnswer), func(f *Facts) { f.ProposedBy, f.Decided = 9, true }, Reported, "已经认定"},
		{"reopen", Reported, access.Reopen, review, nil, Submitted, ""},
		{"reopen while checks are open", Reported, access.Reopen, review, func(f *Facts) { f.ChecksOpen = true }, Reported, "抽查名单"},
		{"reopen what is not reported", Publicised, access.Reopen, publicised(inPublicity), nil, Publicised, "已报送"},
		{"close", Reported, access.Close, review, nil, Final, ""},
		{"close with checks undecided", Reported, access.Close, review, func(f *Facts) { f.Undecided = 3 }, Reported, "3 个抽查"},
		{"close what is not reported", Verified, access.Close, review, nil, Verified, "报送后"},
		{"save in a closed cycle", Draft, access.SaveFinding, self, func(f *Facts) { f.Closed = true }, Draft, "已经结束"},
		{"review in a closed cycle", Submitted, access.SaveReview, review, func(f *Facts) { f.Closed = true }, Submitted, "已经结束"},
		{"reopen in a closed cycle", Reported, access.Reopen, review, func(f *Facts) { f.Closed = true }, Reported, "已经结束"},
		{"close in a closing cycle", Reported, access.Close, review, func(f *Facts) { f.Closed = true }, Final, ""},
		{"reopen what is final", Final, access.Reopen, review, nil, Final, "已归档"},
		{"no such action", Draft, "tea.drink", self, nil, Draft, "没有这个操作"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.change != nil {
				c.change(&c.facts)
			}
			to, refusal := Decide(c.from, c.action, c.facts)
			if to != c.to {
				t.Errorf("leads to %s, want %s", to, c.to)
			}
			if refusal != nil && refusal.Incomplete != incomplete[c.name] {
				t.Errorf("incomplete: %v, want %v", refusal.Incomplete, incomplete[c.name])
			}
			if c.why == "" && refusal != nil {
				t.Errorf("refused: %s", refusal.Message)
			}
			if c.why != "" && (refusal == nil || !strings.Contains(refusal.Message, c.why)) {
				t.Errorf("refusal %v does not say %q", refusal, c.why)
			}
		})
	}
}

// The ways through, written as the document has them: self-assessment,
// verification, report, spot check (opinion, V(2)).
var ways = map[State]map[access.Action]State{
	Draft:      {access.SaveFinding: Draft, access.Submit: Submitted},
	Returned:   {access.SaveFinding: Returned, access.Submit: Submitted},
	Submitted:  {access.Withdraw: Draft, access.SaveReview: Submitted, access.Return: Returned, access.Sign: Verified},
	Verified:   {access.Publicise: Publicised, access.Report: Reported},
	Publicised: {access.Object: Publicised, access.DecideObjection: Publicised, access.Report: Reported},
	Reported: {access.SaveSpot: Reported, access.HandIn: Reported, access.AnswerSpot: Reported, access.ProposeSpot: Reported, access.ConfirmSpot: Reported,
		access.Reopen: Submitted, access.Close: Final},
}

func TestRandomActionsNeverLeaveTheWays(t *testing.T) {
	all := []access.Action{access.SaveFinding, access.Submit, access.Withdraw, access.SaveReview, access.Return, access.Sign, access.Report, access.SaveSpot, access.HandIn,
		access.Publicise, access.Object, access.DecideObjection, access.AnswerSpot, access.ProposeSpot, access.ConfirmSpot, access.Reopen, access.Close}
	rapid.Check(t, func(t *rapid.T) {
		s := Draft
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			action := rapid.SampledFrom(all).Draw(t, "action")
			f := anyFacts(t)
			to, refusal := Decide(s, action, f)
			want, possible := ways[s][action]
			if refusal != nil {
				if to != s || refusal.Message == "" {
					t.Fatalf("%s refused in %s moved to %s: %q", action, s, to, refusal.Message)
				}
				continue
			}
			if !possible || to != want {
				t.Fatalf("%s in %s led to %s", action, s, to)
			}
			if f.Closed && action != access.Close {
				t.Fatalf("%s in a closed cycle", action)
			}
			acts := []access.Action{access.SaveReview, access.Return, access.Sign, access.DecideObjection, access.SaveSpot, access.HandIn, access.ProposeSpot, access.ConfirmSpot}
			if slices.Contains(acts, action) && slices.Contains(f.FilledBy, f.Person) {
				t.Fatalf("%s by somebody who filled it in", action)
			}
			s = to
		}
	})
}

func TestWhatReviewingCostsWhoMaySign(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Facts)
		why    string // part of what is told; "" where nothing is given up
	}{
		{"another may sign", func(*Facts) {}, "另一位书记"},
		{"nobody else may sign", func(f *Facts) { f.Signers = []int64{1} }, "只有您能签署"},
		{"a reviewer", func(f *Facts) { f.Signers = []int64{4} }, ""},
		{"alone at the committee", func(f *Facts) { f.CanVerify, f.Signers = 1, []int64{1} }, ""},
		{"given up already", func(f *Facts) { f.ReviewedBy = []int64{1} }, ""},
	} {
		f := ready(inReview)
		c.change(&f)
		if got := Forgoes(f); (got == "") != (c.why == "") || !strings.Contains(got, c.why) {
			t.Errorf("%s: %q, want %q in it", c.name, got, c.why)
		}
	}
}

func anyFacts(t *rapid.T) Facts {
	people := rapid.SliceOfN(rapid.Int64Range(1, 4), 0, 2)
	f := ready(calendar.Date{Year: 2026, Month: 11, Day: 25}.AddDays(rapid.IntRange(0, 90).Draw(t, "day")))
	f.Person = rapid.Int64Range(1, 4).Draw(t, "person")
	f.FilledBy = people.Draw(t, "filled")
	f.ReviewedBy = people.Draw(t, "reviewed")
	f.VerifiedBy = append(people.Draw(t, "verified"), f.ReviewedBy...)
	f.CanVerify = rapid.IntRange(1, 3).Draw(t, "can verify")
	f.ReviewBegun = rapid.Bool().Draw(t, "begun")
	f.Unanswered = rapid.IntRange(0, 1).Draw(t, "unanswered")
	f.Unreviewed = rapid.IntRange(0, 1).Draw(t, "unreviewed")
	f.RemarksToSend = rapid.IntRange(0, 1).Draw(t, "remarks")
	f.NotLooked = rapid.SliceOfN(rapid.Just("2.4"), 0, 2).Draw(t, "not looked at")
	f.HandedIn = rapid.Bool().Draw(t, "handed in")
	f.PublicityOn = rapid.Bool().Draw(t, "publicity")
	f.PublicUntil = inSelf.AddDays(rapid.IntRange(0, 60).Draw(t, "public until"))
	f.OpenObjections = rapid.IntRange(0, 1).Draw(t, "objections")
	f.CheckedBy = people.Draw(t, "checked")
	f.AnswerBy = inSelf.AddDays(rapid.IntRange(0, 60).Draw(t, "answer by"))
	f.Answered = rapid.Bool().Draw(t, "answered")
	f.Decided = rapid.Bool().Draw(t, "decided")
	f.ProposedBy = rapid.Int64Range(0, 4).Draw(t, "proposed by")
	f.ChecksOpen = rapid.Bool().Draw(t, "checks open")
	f.Undecided = rapid.IntRange(0, 1).Draw(t, "undecided")
	f.Closed = rapid.Bool().Draw(t, "closed")
	return f
}

// Only what is not signed can be given back, so nobody is sent to ask for it later.
func TestAClosedSelfAssessmentSaysWhatCanStillBeDone(t *testing.T) {
	for _, c := range []struct {
		state  State
		facts  Facts
		says   string
		hushes string
	}{
		{Submitted, Facts{ReviewBegun: true}, "联系上级党组织退回", "撤回"},
		{Submitted, Facts{Today: calendar.Date{Year: 2027, Month: 1, Day: 1}, Self: calendar.Window{From: calendar.Date{Year: 2026, Month: 11, Day: 16}, Until: calendar.Date{Year: 2026, Month: 12, Day: 31}}}, "联系上级党组织退回", "撤回"},
		{Submitted, Facts{Today: calendar.Date{Year: 2026, Month: 12, Day: 20}, Self: calendar.Window{From: calendar.Date{Year: 2026, Month: 11, Day: 16}, Until: calendar.Date{Year: 2026, Month: 12, Day: 31}}}, "可以先撤回", "联系上级"},
		{Verified, Facts{PublicityOn: true}, "公示时提出", "退回"},
		{Verified, Facts{}, "不能再改", "异议"},
		{Publicised, Facts{PublicityOn: true}, "公示期内提出", "退回"},
		{Reported, Facts{}, "已报送机关工委", "退回"},
		{Final, Facts{}, "不能再改", "退回"},
		{Submitted, Facts{Closed: true}, "本周期已经结束", "退回"},
		{Final, Facts{Closed: true}, "本周期已经结束", "退回"},
	} {
		for _, action := range []access.Action{access.SaveFinding, access.Submit} {
			if why := WhyNot(c.state, action, c.facts); !strings.Contains(why, c.says) || strings.Contains(why, c.hushes) {
				t.Errorf("%s in %s: %s", action, c.state, why)
			}
		}
	}
}

// Window, extension and reply date each let a branch save, so the last of them is
// the day that counts; without a return there is no reply date.
func TestUntilWhenABranchMayFillIn(t *testing.T) {
	day := func(d int) calendar.Date { return calendar.Date{Year: 2026, Month: 12, Day: d} }
	var none calendar.Date
	for _, c := range []struct {
		state                  State
		extended, reply, until calendar.Date
	}{
		{Draft, none, none, day(10)}, {Draft, day(12), none, day(12)}, {Draft, day(8), none, day(10)}, {Draft, none, day(20), day(10)},
		{Returned, none, day(5), day(10)}, {Returned, none, day(20), day(20)}, {Returned, day(25), day(20), day(25)},
	} {
		if until := FillUntil(c.state, day(10), c.extended, c.reply); until != c.until {
			t.Errorf("%s, extended to %s, reply by %s: until %s, want %s", c.state, c.extended, c.reply, until, c.until)
		}
		f := Facts{Today: c.until, Self: calendar.Window{From: day(1), Until: day(10)}, Extended: c.extended, ReplyBy: c.reply, Person: 1}
		if _, why := Decide(c.state, access.SaveFinding, f); why != nil {
			t.Errorf("%s on %s: %s", c.state, c.until, why.Message)
		}
		if f.Today = c.until.AddDays(1); May(c.state, access.SaveFinding, f) {
			t.Errorf("%s may be filled in after %s", c.state, c.until)
		}
	}
}
