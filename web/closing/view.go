package closing

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/closing"
	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/internal/core/outcome"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// view is a cycle that is to be closed, or is being closed.
type view struct {
	Title, Text string
	Badge       ui.BadgeProps
	Back        ui.Link
	Mistakes    []ui.Mistake
	WhyNot      *ui.Message
	Open        ui.TableProps // what is still open
	Stats       []ui.Stat     // what closing does
	Committees  ui.TableProps
	Pager       ui.PagerProps // of the committees
	Waiting     string        // who proposed, and when
	Early       *ui.Message   // that branches could still be reported
	Propose     *ui.Form
	Confirm     *ui.Form
	Signature   ui.SignatureProps
	SendBack    *ui.Form
	Own         bool // it is taken back by who proposed
	Reason      ui.Text
	Explains    bool              // the proposal tells why branches are left without a result
	Progress    *ui.ProgressProps // of the work
	Working     string
	Links       []ui.LinkButtonProps
	Resume      *ui.Form
	Before      ui.TableProps // proposals
}

func (s *Screen) viewOf(r *http.Request, c *closing.View, t *page.Typed) view {
	year := strconv.Itoa(c.Cycle.Year)
	v := view{Title: "结束 " + year + " 年考评", Badge: badge(c), Back: ui.Link{Label: year + " 年考评", Href: page.CycleURL(c.Cycle.ID)},
		Text:     "一位经办提出，另一位经办确认；确认以后，本周期的任何内容都不能再改。",
		Mistakes: page.Mistakes(t.Wrong, "reason", page.PasswordField), Open: openTable(c), Stats: stats(c), Before: before(c)}
	v.Committees, v.Pager = committees(c, page.QueryPage(r.URL.Query()))
	hidden := func() []ui.Hidden { return s.Hidden(r) }
	switch running := c.Running(); {
	case !c.Cycle.ClosedAt.IsZero():
		v.Working = "已于 " + calendar.DateOf(c.Cycle.ClosedAt).Chinese() + "结束，结果已归档。"
		v.Links = []ui.LinkButtonProps{{Label: "达标率和参评资格", Href: page.OutcomeURL(c.Cycle.ID), Kind: ui.Primary}, {Label: "整改台账", Href: page.RectificationsURL}}
	case running != nil:
		s.working(r, &v, c, running)
	case c.CanSendBack:
		v.decide(c, t)
		v.Confirm = &ui.Form{Action: page.ConfirmClosingURL(c.Cycle.ID), Hidden: hidden(), Submit: "确认结束 " + year + " 年考评"}
		v.SendBack = &ui.Form{Action: page.SendBackClosingURL(c.Cycle.ID), Hidden: s.Hidden(r, page.DigestField, c.Matter().Digest()), Submit: "退回"}
		switch {
		case !c.CanDecide:
			v.WhyNot, v.Confirm = &ui.Message{Text: c.WhyNot + "要等的，可以把结束的意见退回。", Tone: ui.Warn}, nil
		case c.Moved():
			v.WhyNot, v.Confirm = &ui.Message{Text: closing.WhyMoved, Tone: ui.Warn}, nil
		}
	case c.CanTakeBack:
		v.takeBack(c, t)
		v.SendBack = &ui.Form{Action: page.SendBackClosingURL(c.Cycle.ID), Hidden: s.Hidden(r, page.DigestField, c.Matter().Digest()), Submit: "收回"}
	case c.CanPropose:
		if n := c.Unreported(); n > 0 {
			v.Reason = t.TextField("reason", fmt.Sprintf("%d 个支部为什么没有结果", n), "这些支部和所在党委会看到，也会留在记录里。2 至 200 字。", true)
			v.Reason.Rows, v.Reason.MaxLength, v.Explains = 3, "200", true
		}
		v.Propose = &ui.Form{Action: page.ProposeClosingURL(c.Cycle.ID), Hidden: hidden(), Submit: "提出结束 " + year + " 年考评"}
	case c.WhyNot != "":
		v.WhyNot = &ui.Message{Text: c.WhyNot, Tone: ui.Warn}
	}
	if v.Propose != nil || v.Confirm != nil {
		v.Signature = s.Signature(r, c.Matter().Digest(), t.Wrong)
		if due := c.Early(s.closing.Today()); !due.IsZero() {
			v.Early = &ui.Message{Text: fmt.Sprintf("报送期限%s还没有过。现在结束，下列 %d 个支部就不能再报送，没有结果，按未达标计。", due.Chinese(), c.Unreported()), Tone: ui.Warn}
		}
	}
	return v
}

func (v *view) decide(c *closing.View, t *page.Typed) {
	w := c.Waiting()
	v.Waiting = fmt.Sprintf("%s 于 %s 提出。请核对上面的数字。", w.ProposedName, figures.Moment(w.ProposedAt))
	if w.Note != "" {
		v.Waiting += fmt.Sprintf("%d 个支部没有结果，说明：%s。", c.Unreported(), strings.TrimRight(w.Note, "。"))
	}
	v.Reason = t.TextField("reason", "退回的理由", "提出的经办会看到，也会留在记录里。", true)
	v.Reason.Rows, v.Reason.MaxLength = 3, "400"
}

// takeBack is what the officer who proposed may still do.
func (v *view) takeBack(c *closing.View, t *page.Typed) {
	v.decide(c, t)
	v.Reason.Label, v.Reason.Hint, v.Own = "收回的理由", "会留在记录里。", true
	v.WhyNot = &ui.Message{Text: c.WhyNot, Tone: ui.Warn}
	if c.Moved() {
		v.WhyNot.Text = "您提出以后情况有变化，另一位经办不能按原来的意见确认。请收回，核对后重新提出。"
	}
}

// working is a closing that was confirmed.
func (s *Screen) working(r *http.Request, v *view, c *closing.View, p *closing.Proposed) {
	v.Working = fmt.Sprintf("%s 提出，%s 于 %s 确认。正在后台归档，可以离开本页，完成后会提醒。中途断开会自动接着办。", p.ProposedName, p.DecidedName, figures.Moment(p.DecidedAt))
	v.Progress = &ui.ProgressProps{ID: "closing-progress", Label: "归档进度", Done: p.Done, Total: p.Parts, Text: fmt.Sprintf("%d / %d 批", p.Done, p.Parts)}
	v.Links = []ui.LinkButtonProps{{Label: "刷新", Href: page.ClosingURL(c.Cycle.ID)}}
	if c.Mine {
		v.Links = append(v.Links, ui.LinkButtonProps{Label: "办理进度", Href: page.TaskURL(p.Task)})
	}
	if c.Stopped {
		v.WhyNot = &ui.Message{Text: "归档停下了，已经归档的部分不受影响。请点“接着归档”。", Tone: ui.Warn}
		v.Resume = &ui.Form{Action: page.ResumeClosingURL(c.Cycle.ID), Hidden: s.Hidden(r), Submit: "接着归档"}
	}
}

func badge(c *closing.View) ui.BadgeProps {
	switch {
	case !c.Cycle.ClosedAt.IsZero():
		return ui.BadgeProps{Text: "已结束", Tone: ui.Good}
	case c.Cycle.Ended():
		return ui.BadgeProps{Text: "正在归档", Tone: ui.Info}
	case c.Waiting() != nil:
		return ui.BadgeProps{Text: "待另一位经办确认", Tone: ui.Warn}
	}
	return ui.BadgeProps{Text: "未结束"}
}

// openTable lists what is still open; what has to be done first on top.
func openTable(c *closing.View) ui.TableProps {
	t := ui.TableProps{ID: "open", Caption: "还没有办完的", Hide: true, Empty: "没有。全部支部都已报送，抽查都已认定。", Columns: []ui.Column{{Label: "事项"}, {Label: "数量", Number: true}, {Label: "结束时"}}}
	id := c.Cycle.ID
	add := func(n int, what, href, then string, tone ui.Tone) {
		if n > 0 {
			t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: what, Href: href}, {Text: strconv.Itoa(n)}, {Text: then, Badge: ui.BadgeProps{Text: map[ui.Tone]string{ui.Lost: "先办"}[tone], Tone: tone}}}})
		}
	}
	add(c.Open.Draws, "名单已公布、没有抽取的抽查", page.DrawsURL, "抽取以后才能结束。", ui.Lost)
	add(c.Open.Checks, "没有认定的抽查", page.DecisionsOfURL(id), "认定以后才能结束。", ui.Lost)
	add(c.Open.Again, "重新考核、没有重新报送的支部", page.ResultsOfURL(id, "reach", "again"), "签署、报送以后才能结束。", ui.Lost)
	add(c.Open.Reports, "待接收的党委报送", page.ReportsInURL(id, string(report.Sent), 1), "以后不能再接收或退回。", ui.Neutral)
	add(c.Open.Objections, "没有处理的公示异议", page.ResultsOfURL(id, "reach", "contested"), "以后不能再处理，这些支部没有结果。", ui.Neutral)
	for _, s := range workflow.States() {
		if !s.Delivered() {
			add(c.In(s), "没有报送的支部："+s.Within(false), page.ResultsOfURL(id, "state", string(s)), "没有结果，按未达标计。", ui.Neutral)
		}
	}
	return t
}

// stats tells what closing does, in figures.
func stats(c *closing.View) []ui.Stat {
	count, ended := c.Count(), c.Cycle.Ended()
	list := []ui.Stat{{Label: figures.Reported("达标率", ended) + " · 目标 " + figures.Percent(c.Cycle.Target), Value: figures.Percent(count.Rate()), Badge: reaches(count, c.Cycle.Target)},
		{Label: "归档的支部", Value: strconv.Itoa(c.In(workflow.Reported) + c.In(workflow.Final))}}
	for i := len(c.Set.Grades) - 1; i >= 0; i-- {
		g := c.Set.Grades[i]
		list = append(list, ui.Stat{Label: figures.Reported(g.Name, ended), Value: strconv.Itoa(c.Graded(g.Code))})
	}
	missed := 0
	for _, m := range c.Committees() {
		if outcome.Organisation(m.Count, c.Cycle.Target) != "" {
			missed++
		}
	}
	none := "没有报送的支部"
	if ended {
		none = "没有结果的支部"
	}
	return append(list, ui.Stat{Label: none, Value: strconv.Itoa(c.Unreported())}, ui.Stat{Label: "失去参评资格的支部", Value: strconv.Itoa(count.Branches - count.Attained)},
		ui.Stat{Label: "未完成目标的党委", Value: strconv.Itoa(missed)}, ui.Stat{Label: "建立整改台账", Value: strconv.Itoa(c.Graded(c.Set.Lagging()))})
}

func reaches(n outcome.Count, target int) ui.BadgeProps {
	if n.Reaches(target) {
		return ui.BadgeProps{Text: "已达目标", Tone: ui.Good}
	}
	return ui.BadgeProps{Text: "未达目标", Tone: ui.Warn}
}

// committeesPerPage is how many committees the page shows at once.
const committeesPerPage = 50

func committees(c *closing.View, at int) (ui.TableProps, ui.PagerProps) {
	none := "没有报送"
	if c.Cycle.Ended() {
		none = "没有结果"
	}
	t := ui.TableProps{ID: "committees", Caption: "各党委", Hide: true, Columns: []ui.Column{{Label: "党委"}, {Label: "归档", Number: true}, {Label: none, Number: true}, {Label: "后进整转", Number: true}, {Label: figures.Reported("达标率", c.Cycle.Ended())}, {Label: "参评资格"}}}
	all := c.Committees()
	from, until, pager := ui.TurnRows(len(all), committeesPerPage, at, func(to int) string { return page.ClosingPageURL(c.Cycle.ID, to) })
	for _, m := range all[from:until] {
		keeps := ui.BadgeProps{Text: "保留", Tone: ui.Good}
		if outcome.Organisation(m.Count, c.Cycle.Target) != "" {
			keeps = ui.BadgeProps{Text: "取消", Tone: ui.Lost}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: m.Name, Href: page.ResultsOfURL(c.Cycle.ID, "committee", strconv.FormatInt(m.ID, 10))}, {Text: strconv.Itoa(m.Reported)},
			{Text: strconv.Itoa(m.Unreported)}, {Text: strconv.Itoa(m.Lagging)},
			{Body: figures.RateMeter(figures.Meter{Rate: m.Rate(), Target: c.Cycle.Target, Text: fmt.Sprintf("%d / %d", m.Attained, m.Branches)})}, {Badge: keeps}}})
	}
	return t, pager
}

// before lists what was proposed, and what became of it.
func before(c *closing.View) ui.TableProps {
	t := ui.TableProps{ID: "proposals", Caption: "办理记录", Hide: true, Columns: []ui.Column{{Label: "提出"}, {Label: "办理"}, {Label: "结果"}}}
	for i := range c.Proposals {
		p := &c.Proposals[i]
		row := ui.TableRow{Cells: []ui.Cell{{Text: p.ProposedName + said(p.Note), Sub: figures.Moment(p.ProposedAt)}, {Text: "–"}, {Badge: ui.BadgeProps{Text: "待确认", Tone: ui.Warn}}}}
		switch {
		case p.Waits():
		case p.Confirmed:
			row.Cells[1], row.Cells[2] = ui.Cell{Text: p.DecidedName, Sub: figures.Moment(p.DecidedAt)}, ui.Cell{Badge: ui.BadgeProps{Text: "已确认", Tone: ui.Good}}
		default:
			row.Cells[1], row.Cells[2] = ui.Cell{Text: p.DecidedName, Sub: figures.Moment(p.DecidedAt)}, ui.Cell{Text: p.Reason, Badge: ui.BadgeProps{Text: map[bool]string{true: "已收回", false: "已退回"}[p.TakenBack()], Tone: ui.Lost}}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// said is what a proposal told about the branches without a result.
func said(note string) string {
	if note == "" {
		return ""
	}
	return "：" + note
}
