package home

import (
	"slices"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
	"baolei/web/page"
	"baolei/web/ui"
)

func day(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

var year = app.Cycle{ID: 4, Year: 2026, Target: 80_00, Self: calendar.Window{From: day(2026, 11, 16), Until: day(2026, 12, 31)},
	Review: calendar.Window{From: day(2026, 11, 16), Until: day(2027, 1, 31)}}

func TestTheOneThingToDoNext(t *testing.T) {
	open, over := day(2026, 12, 20), day(2027, 1, 5)
	for _, x := range []struct {
		state     workflow.State
		answered  int
		secretary bool
		extended  calendar.Date
		today     calendar.Date
		want      string
		primary   bool
	}{
		{workflow.Draft, 0, true, calendar.Date{}, open, "开始自评", true},
		{workflow.Draft, 5, true, calendar.Date{}, open, "继续自评", true},
		{workflow.Draft, 5, false, calendar.Date{}, open, "继续自评", true},
		{workflow.Draft, 60, true, calendar.Date{}, open, "检查并提交", true},
		{workflow.Draft, 60, false, calendar.Date{}, open, "查看自评", false},
		{workflow.Draft, 5, true, calendar.Date{}, day(2026, 11, 1), "查看自评", false},
		{workflow.Draft, 5, true, calendar.Date{}, over, "查看自评", false},
		{workflow.Draft, 5, true, day(2027, 1, 10), over, "继续自评", true},
		{workflow.Returned, 60, true, calendar.Date{}, over, "查看退回意见", true},
		{workflow.Submitted, 60, true, calendar.Date{}, open, "查看自评", false},
		{workflow.Verified, 60, true, calendar.Date{}, open, "查看结果", false},
		{workflow.Reported, 60, false, calendar.Date{}, open, "查看结果", false},
	} {
		o := oversee.Own{Line: oversee.Line{Standing: store.Standing{ID: 1, State: x.state, Answered: x.answered, Extended: x.extended}}, Clauses: 60, Secretary: x.secretary}
		_, actions := next(oversee.Home{Cycle: year}, o, x.today)
		if actions[0].Label != x.want || (actions[0].Kind == ui.Primary) != x.primary {
			t.Errorf("%s, %d answered, secretary %v, on %v: %+v, want %s", x.state, x.answered, x.secretary, x.today, actions[0], x.want)
		}
	}
}

// of is what a part says first, and its way.
func of(p part) (string, ui.LinkButtonProps) { return p.Say, p.Actions[0] }

func office(o oversee.Office) oversee.Home {
	return oversee.Home{Cycle: year, Set: &app.Set{}, Office: &o}
}

func tally(submitted, verified, reported int) oversee.Tally {
	return oversee.Tally{All: 10, In: map[workflow.State]int{workflow.Submitted: submitted, workflow.Verified: verified, workflow.Reported: reported}}
}

func TestTheOfficesNextStep(t *testing.T) {
	draw := func(d oversee.DrawProgress) []oversee.DrawProgress { d.ID = 3; return []oversee.DrawProgress{d} }
	for want, x := range map[string]struct {
		tally oversee.Tally
		draws []oversee.DrawProgress
		today calendar.Date
		href  string
		waits bool
	}{
		"自评进行中，还有 8 个支部没有提交。":                   {tally(1, 1, 0), nil, day(2026, 12, 31), page.CycleURL(4), false},
		"考核验收进行中，还有 9 个支部没有签署。":                 {tally(5, 1, 0), nil, day(2027, 1, 31), page.CycleURL(4), false},
		"考核验收已截止，还有 9 个支部没有报送，报送期限 2027年2月28日。": {tally(0, 0, 1), nil, day(2027, 2, 1), page.CycleURL(4), false},
		"2026 年考评：全部支部都已报送，可以公布抽查名单。":           {tally(0, 0, 10), nil, day(2027, 2, 1), page.NewDrawURL, true},
		"“一”的名单已公布，等录入种子。":                      {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "published"}), day(2027, 2, 1), page.DrawURL(3), true},
		"“一”的种子已由另一位经办录入，待您核对确认。":               {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "published", Waits: true}), day(2027, 2, 1), page.DrawURL(3), true},
		"您录入了“一”的种子，等另一位经办核对确认。":                {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "published", Waits: true, Entered: true}), day(2027, 2, 1), page.DrawURL(3), false},
		"“一”已抽出 4 个支部，交回 1 个。":                  {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "drawn", Checks: 4, HandedIn: 1}), day(2027, 2, 1), page.DrawURL(3), false},
		"2026 年抽查：2 个支部已答复或期满，可以认定。":            {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "drawn", Checks: 4, HandedIn: 3, Heard: 2, Proposable: 2}), day(2027, 2, 1), page.DecisionsURL, true},
		"2026 年抽查：2 个支部的认定由另一位经办提出，待您确认。":       {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "drawn", Checks: 4, HandedIn: 4, Heard: 2, Confirmable: 2}), day(2027, 2, 1), page.DecisionsURL, true},
		"您提出了 4 个支部的认定，等另一位经办确认。":               {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "drawn", Checks: 4, HandedIn: 4, Heard: 4, Own: 4}), day(2027, 2, 1), page.DecisionsURL, false},
		"抽查已全部交回，还有 3 个没有认定。":                   {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "drawn", Checks: 4, HandedIn: 4, Decided: 1}), day(2027, 2, 1), page.DecisionsURL, false},
		"2026 年抽查已全部认定，可以结束周期。":                 {tally(0, 0, 10), draw(oversee.DrawProgress{Title: "一", State: "drawn", Checks: 4, HandedIn: 4, Decided: 4}), day(2027, 2, 1), page.ClosingURL(4), true},
	} {
		p := officePart(office(oversee.Office{Tally: x.tally, Draws: x.draws}), x.today)
		if say, step := of(p); say != want || step.Href != x.href || (len(p.waits()) > 0) != x.waits {
			t.Errorf("%q to %s, waits for the officer: %v; want %q to %s", say, step.Href, len(p.waits()) > 0, want, x.href)
		}
	}
}

func TestTheOfficesNextStepAtTheEnd(t *testing.T) {
	at := time.Date(2027, 3, 20, 2, 0, 0, 0, time.UTC)
	closing, closed := year, year
	closing.ClosingAt, closed.ClosingAt, closed.ClosedAt = at, at, at
	for want, x := range map[string]struct {
		cycle app.Cycle
		waits oversee.Closing
		href  string
	}{
		"您提出结束周期，等另一位经办确认。":          {year, oversee.Closing{Waits: true, Mine: true, By: "李珊"}, page.ClosingURL(4)},
		"李珊 提出结束 2026 年考评周期，请核对后确认。": {year, oversee.Closing{Waits: true, By: "李珊"}, page.ClosingURL(4)},
		"结束周期已经确认，正在归档。":             {closing, oversee.Closing{}, page.ClosingURL(4)},
		"本周期已经结束，结果已归档。":             {closed, oversee.Closing{}, page.OutcomeURL(4)},
	} {
		p := officePart(oversee.Home{Cycle: x.cycle, Set: &app.Set{}, Office: &oversee.Office{Closing: x.waits}}, day(2027, 3, 20))
		say, step := of(p)
		if say != want || step.Href != x.href {
			t.Errorf("%q to %s, want %q to %s", say, step.Href, want, x.href)
		}
		if todo := x.waits.Waits && !x.waits.Mine; todo != (step.Kind == ui.Primary) {
			t.Errorf("%q waits for the officer: %v, want %v", say, !todo, todo)
		}
	}
}

func says(list []wait) []string {
	var words []string
	for _, w := range list {
		words = append(words, w.Say)
	}
	return words
}

// Of an officer's matters none hides another: a seed to compare and a list
// without one, a report, three proposals of others in two draws, five checks to
// propose. The officer's own two proposals wait for somebody else.
func TestAllThatWaitsForAnOfficerIsTold(t *testing.T) {
	p := officePart(office(oversee.Office{Tally: tally(2, 3, 5), Reports: 1, Draws: []oversee.DrawProgress{
		{ID: 9, Title: "三", State: "published"},
		{ID: 8, Title: "二", State: "published", Waits: true},
		{ID: 7, Title: "一", State: "drawn", Checks: 9, HandedIn: 9, Heard: 7, Proposable: 4, Confirmable: 1, Own: 2},
		{ID: 6, Title: "〇", State: "drawn", Checks: 4, HandedIn: 4, Heard: 3, Proposable: 1, Confirmable: 2},
	}}), day(2027, 2, 1))
	want := []string{"“三”的名单已公布，等录入种子。", "“二”的种子已由另一位经办录入，待您核对确认。", "2026 年考评：1 份党委报送等工委接收或退回。",
		"2026 年抽查：3 个支部的认定由另一位经办提出，待您确认。", "2026 年抽查：5 个支部已答复或期满，可以认定。"}
	if got := says(p.waits()); !slices.Equal(got, want) {
		t.Errorf("told %q", got)
	}
}

// Of a committee secretary's matters none hides another either, and a publicity
// that runs hides none.
func TestAllThatWaitsForACommitteesSecretaryIsTold(t *testing.T) {
	h := oversee.Home{Cycle: year, Set: &app.Set{}, Deliveries: []oversee.Delivery{{Committee: 7, Signed: 2, Public: 4, Over: 1, Running: 3, Until: day(2027, 1, 20), Objections: 2, Report: oversee.ReportReturned}},
		ToSign: []oversee.Line{{Standing: store.Standing{ID: 31, Committee: 7, BranchName: "一支部"}}, {Standing: store.Standing{ID: 32, Committee: 8}}}}
	h.Cycle.Publicity = true
	const due = "报送期限 2027年2月28日。"
	want := []string{"2026 年考评：工委退回了报送，请按意见办理后重新报送。" + due, "2026 年考评：有 2 条公示异议等您处理。", "2026 年考评：2 个支部已签署，等您公示。" + due,
		"2026 年考评：1 个支部已全部核完，等您签署。" + due, "2026 年考评：1 个支部公示期满，可以先报送，也可以等其余支部一并报送。" + due}
	if got := says(committeePart(h, oversee.CommitteeTally{ID: 7, Tally: tally(1, 2, 0)}).waits()); !slices.Equal(got, want) {
		t.Errorf("told %q", got)
	}
}

// Five days lie between the 15th and the 20th. What is dealt with item by item
// waits for the signature, not for the reviewer.
func TestAReviewersLineStandsByItself(t *testing.T) {
	submitted := func(d, reviewed int) oversee.Line {
		return oversee.Line{Standing: store.Standing{ID: int64(d), BranchName: "一支部", State: workflow.Submitted, SubmittedAt: day(2026, 12, d).UTC(), ReviewedItems: reviewed}}
	}
	set := &app.Set{Set: indicator.Embedded()}
	h := oversee.Home{Cycle: year, Set: set, Below: []oversee.Line{submitted(10, len(set.Applies(""))), submitted(15, 3), submitted(16, 0), submitted(19, 0)}}
	p := reviewPart(h, day(2026, 12, 20))
	if got := says(p.waits()); !slices.Equal(got, []string{"2026 年考核：3 个支部等待考核，最早的已等 5 天，2027年1月31日截止。"}) || p.Actions[0].Href != page.ReviewURL(15) {
		t.Errorf("told %q, to %v", got, p.Actions)
	}
}

// Of 60 clauses 8 are answered: 52 are left.
func TestABranchsLineNamesYearAndDeadline(t *testing.T) {
	own := func(state workflow.State, answered, remarks int) oversee.Own {
		return oversee.Own{Line: oversee.Line{Standing: store.Standing{ID: 1, State: state, Answered: answered, OpenRemarks: remarks, ReplyBy: day(2027, 1, 8)}}, Clauses: 60, Secretary: true}
	}
	for want, o := range map[string]oversee.Own{
		"2026 年自评：还有 52 处没有填，12月31日截止。":                         own(workflow.Draft, 8, 0),
		"2026 年自评：已全部填写，等您检查并提交，12月31日截止。":                      own(workflow.Draft, 60, 0),
		"2026 年自评被上级党组织退回：3 条意见没有答复，请逐条答复、修改后重新提交，2027年1月8日截止。": own(workflow.Returned, 60, 3),
	} {
		if got, way := next(oversee.Home{Cycle: year}, o, day(2026, 12, 20)); got != want || way[0].Kind != ui.Primary {
			t.Errorf("told %q, want %q", got, want)
		}
	}
}

// A submission can be taken back until its review begins or the time for it is
// over, and never once the office asks for a new verification.
func TestASubmissionIsSaidToBeWithdrawableOnlyWhereItIs(t *testing.T) {
	const waits, takeBack = "已提交，等待上级党组织考核。", "考核开始前可以撤回。"
	for _, c := range []struct {
		say   string
		today calendar.Date
		with  func(*store.Standing)
	}{
		{waits + takeBack, day(2026, 12, 31), func(*store.Standing) {}},
		{waits, day(2027, 1, 1), func(*store.Standing) {}},
		{waits + takeBack, day(2027, 1, 1), func(s *store.Standing) { s.Extended = day(2027, 1, 5) }},
		{waits, day(2026, 12, 31), func(s *store.Standing) { s.ReviewBegun = true }},
		{"工委要求重新考核本支部，等上级党组织在2027年3月20日前重新考核、签署。签署以前没有结果。", day(2027, 3, 10),
			func(s *store.Standing) { s.ReviewBegun, s.NewReviewBy = true, day(2027, 3, 20) }},
	} {
		o := oversee.Own{Line: oversee.Line{Standing: store.Standing{ID: 1, State: workflow.Submitted}}, Clauses: 60, Secretary: true}
		c.with(&o.Standing)
		if got, _ := next(oversee.Home{Cycle: year}, o, c.today); got != c.say {
			t.Errorf("told %q, want %q", got, c.say)
		}
	}
}

func TestDaysLeftAreCounted(t *testing.T) {
	for n, want := range map[int]ui.BadgeProps{8: {Text: "还有 8 天"}, 7: {Text: "还有 7 天", Tone: ui.Warn}, 1: {Text: "还有 1 天", Tone: ui.Warn}, 0: {Text: "今天截止", Tone: ui.Lost}, -2: {Text: "已过 2 天", Tone: ui.Lost}} {
		today := day(2026, 12, 20)
		if _, got := left(today.AddDays(n), today); got != want {
			t.Errorf("%d days: %+v, want %+v", n, got, want)
		}
	}
}

func TestAPersonWithoutAppointmentsIsToldWhatToDo(t *testing.T) {
	v := viewOf(oversee.Home{}, access.Actor{Person: 1}, day(2026, 12, 20))
	if len(v.Parts) != 0 || v.None == "" {
		t.Errorf("%+v", v)
	}
	officer := access.Actor{Person: 1, Appointments: []access.Appointment{{Role: access.Officer, Organisation: 1}}}
	v = viewOf(oversee.Home{}, officer, day(2026, 12, 20))
	if len(v.Parts) != 1 || v.Parts[0].Actions[0].Href != page.NewCycleURL {
		t.Errorf("without a cycle an officer is led to %+v", v.Parts)
	}
}

// What waits for a branch after it was reported: its answer to a spot check, and
// before that its objections, until the last day, included.
func TestWhatWaitsForABranchUntilADay(t *testing.T) {
	until := day(2027, 3, 5)
	for _, x := range []struct {
		state     workflow.State
		answer    calendar.Date
		secretary bool
		today     calendar.Date
		want      string
		primary   bool
	}{
		{workflow.Reported, until, true, until, "答复抽查结果", true},
		{workflow.Reported, until, true, until.AddDays(1), "查看结果", false},
		{workflow.Reported, until, false, until, "查看抽查结果", false},
		{workflow.Reported, calendar.Date{}, true, until, "查看结果", false},
		{workflow.Publicised, calendar.Date{}, true, until, "查看公示的结果", true},
		{workflow.Publicised, calendar.Date{}, true, until.AddDays(1), "查看结果", false},
	} {
		o := oversee.Own{Line: oversee.Line{Standing: store.Standing{ID: 1, State: x.state, AnswerBy: x.answer, PublicUntil: until}}, Clauses: 60, Secretary: x.secretary}
		p := ownPart(oversee.Home{Cycle: year, Set: &app.Set{}}, o, x.today)
		if p.Actions[0].Label != x.want || (p.Actions[0].Kind == ui.Primary) != x.primary {
			t.Errorf("%s on %v: %+v, want %s", x.state, x.today, p.Actions[0], x.want)
		}
		waits := x.want != "查看结果"
		if last := p.Stats[len(p.Stats)-1]; waits != (last.Value == until.Short() && last.Badge.Text == "今天截止") {
			t.Errorf("%s on %v: the deadline shows as %+v", x.state, x.today, last)
		}
	}
}

// A committee whose results are in publicity has nothing to do but to wait, and
// sees until when.
func TestARunningPublicityIsOnTheFirstPage(t *testing.T) {
	h := oversee.Home{Cycle: year, Deliveries: []oversee.Delivery{{Committee: 7, Public: 2, Running: 2, Until: day(2027, 1, 20)}}}
	p := committeePart(h, oversee.CommitteeTally{ID: 7, Tally: oversee.Tally{All: 3, In: map[workflow.State]int{workflow.Publicised: 3}}})
	if say, to := of(p); say != "2 个支部公示中，到2027年1月20日结束，期满后报送。报送期限 2027年2月28日。" || to.Href != page.PublicityOfURL(4, 7) || len(p.waits()) != 0 {
		t.Errorf("%+v", p)
	}
}

// In a closed cycle nobody is told to go on, whatever the state is.
func TestNothingIsToDoInAClosedCycle(t *testing.T) {
	closed := year
	closed.ClosingAt = day(2027, 3, 5).UTC()
	for _, state := range workflow.States() {
		o := oversee.Own{Line: oversee.Line{Standing: store.Standing{ID: 1, State: state}}, Clauses: 60, Secretary: true}
		say, actions := next(oversee.Home{Cycle: closed}, o, day(2026, 12, 20))
		for _, a := range actions {
			if a.Kind == ui.Primary {
				t.Errorf("%s: to do is %q (%s)", state, a.Label, say)
			}
		}
	}
}
