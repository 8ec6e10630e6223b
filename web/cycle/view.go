package cycle

import (
	"fmt"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/evaluation"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/progress"
	"baolei/web/ui"
)

func listTable(list oversee.CycleList) ui.TableProps {
	t := ui.TableProps{ID: "cycles", Caption: "考评周期", Hide: true,
		Columns: []ui.Column{{Label: "年度"}, {Label: "指标"}, {Label: "自评"}, {Label: "考核验收"}, {Label: "已提交", Number: true}, {Label: "已签署", Number: true}, {Label: figures.Signed("达标率", false)}, {Label: "已报送或归档", Number: true}, {Label: figures.Reported("达标率", false)}, {Label: "目标", Number: true}}}
	for i, c := range list.Cycles {
		n := list.Tallies[i]
		of := progress.Place{Cycle: c.ID}
		signed, rate, sent := of.Part(n.Signed(), n.All, "reach", "has"), progress.Rate(n, c.Target), progress.Rate(n.Sent(), c.Target)
		rate.Href, sent.Href = of.List(n.Attained, "reach", "yes"), of.List(n.Reported, "reach", "sent_yes")
		if c.Ended() { // what was signed and not reported is no result
			signed, rate = ui.Cell{Text: "–"}, ui.Cell{Text: "–"}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: strconv.Itoa(c.Year) + " 年", Href: page.CycleURL(c.ID)}, {Text: c.SetCode}, {Text: c.Self.In(c.Year)}, {Text: c.Review.In(c.Year)},
			of.Part(n.Submitted(), n.All, "reach", "claimed"), signed, rate, of.Part(n.Delivered(), n.All, "reach", "sent"), sent, {Text: figures.Percent(c.Target)}}})
	}
	return t
}

// view is where a cycle stands.
type view struct {
	Title, Text string
	Badge       ui.BadgeProps
	Results     string
	Amend       string // where its settings are changed; empty once it is closed
	Move        string // where the cycle is moved to another version of its set; empty once it is closed
	Closing     ui.LinkButtonProps
	Average     string // where the members' average is taken; empty where the cycle has no members' index
	Stats       []ui.Stat
	Committees  ui.TableProps
	More        []ui.Link // where the others stand
	Draws       ui.TableProps
	HasDraws    bool
	Open        ui.TableProps
	OpenCount   int
	Ended       bool
	Pager       ui.PagerProps
}

func viewOf(o oversee.Overview, today calendar.Date, n int) view {
	v := view{Title: strconv.Itoa(o.Year) + " 年考评", Badge: phase(o.Cycle, today), Results: page.ResultsOfURL(o.ID),
		Text:      "指标 " + o.Set.Name + "；自评 " + o.Self.In(o.Year) + "；考核验收 " + o.Review.In(o.Year) + "；" + publicity(o.Cycle) + fmt.Sprintf("；抽查后 %d 个工作日内答复。", o.AnswerDays) + evaluates(o.Cycle),
		OpenCount: o.Opening(), Ended: o.Ended(), HasDraws: len(o.Draws) > 0}
	v.Closing = closing(o.Cycle)
	if !o.Cycle.Ended() {
		v.Amend = page.AmendCycleURL(o.ID)
		v.Move = page.MoveCycleURL(o.ID)
	}
	if o.Cycle.MemberSet != 0 {
		v.Average = page.CityAverageURL(o.ID)
	}
	v.Stats = progress.Place{Cycle: o.ID}.Rates(o.Tally, o.Target)
	for _, s := range workflow.States() {
		v.Stats = append(v.Stats, ui.Stat{Label: s.Within(o.Ended()), Value: strconv.Itoa(o.Tally.In[s]), Href: page.ResultsOfURL(o.ID, "state", string(s))})
	}
	v.Committees, v.Draws = progress.Committees(o.Cycle, o.Committees), draws(o.ID, o.Draws)
	v.More = progress.More(o.Cycle, len(o.Committees), o.Count)
	v.Open, v.Pager = openTable(o, today, n)
	return v
}

// publicity tells how results are made public.
func publicity(c app.Cycle) string {
	if !c.Publicity {
		return "不设公示"
	}
	return fmt.Sprintf("公示 %d 个工作日", c.PublicDays)
}

// evaluated is what follows where members evaluate their branch.
var evaluated = fmt.Sprintf("自评期间党员不记名评价本支部；自评截止后，满 %d 人作答的，考核员看到汇总。只作参考，不计分。", evaluation.Least)

// evaluates tells whether members evaluate their branch, and what follows.
func evaluates(c app.Cycle) string {
	if c.Evaluation {
		return "设党员测评：" + evaluated
	}
	return "不设党员测评：不请党员评价本支部，考核员没有测评汇总可看，得分不受影响。"
}

// closing leads to the end of a cycle, or to what came of it.
func closing(c app.Cycle) ui.LinkButtonProps {
	switch {
	case !c.ClosedAt.IsZero():
		return ui.LinkButtonProps{Label: "结果运用", Href: page.OutcomeURL(c.ID)}
	case c.Ended():
		return ui.LinkButtonProps{Label: "归档进度", Href: page.ClosingURL(c.ID)}
	}
	return ui.LinkButtonProps{Label: "结束周期", Href: page.ClosingURL(c.ID)}
}

func phase(c app.Cycle, today calendar.Date) ui.BadgeProps {
	switch {
	case !c.ClosedAt.IsZero():
		return ui.BadgeProps{Text: "已结束", Tone: ui.Good}
	case c.Ended():
		return ui.BadgeProps{Text: "正在归档", Tone: ui.Info}
	case c.Self.At(today) == calendar.NotYet:
		return ui.BadgeProps{Text: "未开始"}
	case c.Self.At(today) == calendar.Open:
		return ui.BadgeProps{Text: "自评中", Tone: ui.Info}
	case c.Review.At(today) != calendar.Over:
		return ui.BadgeProps{Text: "考核验收中", Tone: ui.Info}
	}
	return ui.BadgeProps{Text: "考核验收已截止"}
}

func draws(cycle int64, list []oversee.DrawProgress) ui.TableProps {
	t := ui.TableProps{ID: "draws", Caption: "抽查", Hide: true, Columns: []ui.Column{{Label: "抽查"}, {Label: "进度"}, {Label: "已交回", Number: true}, {Label: "已认定", Number: true}}}
	for _, d := range list {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: d.Title, Href: page.DrawURL(d.ID)}, {Badge: progress.Draw(d)}, {Text: progress.Of(d.HandedIn, d.Checks)}, {Text: progress.Of(d.Decided, d.Checks), Href: page.DecisionsOfURL(cycle)}}})
	}
	return t
}

func openTable(o oversee.Overview, today calendar.Date, n int) (ui.TableProps, ui.PagerProps) {
	t := ui.TableProps{ID: "open", Caption: "还在自评的支部", Hide: true, Empty: "全部支部都已提交。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "状态"}, {Label: "截止"}, {Label: "办理"}}}
	first := (n - 1) * oversee.OpenPageSize
	for _, l := range o.Open {
		due := ui.Cell{Text: l.Due(o.Cycle).Chinese()}
		if l.Late(o.Cycle, today) {
			due.Badge = ui.BadgeProps{Text: "已逾期", Tone: ui.Lost}
		} else if !l.Extended.IsZero() {
			due.Badge = ui.BadgeProps{Text: "已延期", Tone: ui.Info}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName}, {Text: l.CommitteeName}, {Badge: figures.State(l.State, l.Ended)}, due,
			{Text: "延期", Href: page.ExtendURL(o.ID, l.ID)}}})
	}
	at := func(n int) string { return page.CycleURL(o.ID) + "?page=" + strconv.Itoa(n) + "#open-branches" }
	return t, ui.Turn(fmt.Sprintf("共 %d 个", o.Opening()), n, first+len(o.Open) < o.Opening(), at)
}
