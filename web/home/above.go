package home

import (
	"fmt"
	"slices"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/progress"
	"baolei/web/ui"
)

// shown is how many branches the first page lists; the desk has them all.
const shown = 12

// reviewPart is what a reviewer's branches wait for.
func reviewPart(h oversee.Home, today calendar.Date) part {
	p := part{ID: "review-part", Title: "考核", Note: "先提交的在前", More: []ui.Link{{Label: fmt.Sprintf("全部 %d 个支部", len(h.Below)), Href: page.ReviewListURL}}}
	in := map[workflow.State]int{}
	late := 0
	for _, l := range h.Below {
		in[l.State]++
		if l.Late(h.Cycle, today) {
			late++
		}
	}
	for _, s := range []workflow.State{workflow.Submitted, workflow.Returned, workflow.Draft, workflow.Verified, workflow.Publicised, workflow.Reported, workflow.Final} {
		p.Stats = append(p.Stats, ui.Stat{Label: s.Within(h.Cycle.Ended()), Value: fmt.Sprint(in[s])})
	}
	if late > 0 {
		p.Stats = append(p.Stats, ui.Stat{Label: "逾期", Value: fmt.Sprint(late), Tone: ui.Lost})
	}
	if first := h.Below[0]; h.Cycle.Ended() {
		p.Say = over
	} else if first.State == workflow.Submitted {
		p.Actions = []ui.LinkButtonProps{todo("考核"+first.BranchName, page.ReviewURL(first.ID))}
	} else {
		p.Say = "现在没有等待考核的支部。"
	}
	t := reviewTable(h, h.Below[:min(shown, len(h.Below))], today)
	p.Table = &t
	return p
}

func reviewTable(h oversee.Home, list []oversee.Line, today calendar.Date) ui.TableProps {
	t := ui.TableProps{ID: "below", Caption: "下属支部", Hide: true, Columns: []ui.Column{{Label: "支部"}, {Label: "状态"}, {Label: "提交"}, {Label: "已核", Number: true}, {Label: "期限"}}}
	for _, l := range list {
		row := ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName}, {Badge: figures.State(l.State, l.Ended)}, {Text: "–"}, {Text: "–"}, {Text: "–"}}}
		switch {
		case l.State == workflow.Submitted && !l.Hidden:
			row.Cells[0].Href = page.ReviewURL(l.ID)
			row.Cells[2] = ui.Cell{Text: figures.When(l.SubmittedAt)}
			if !l.Ended {
				row.Cells[2].Sub = waited(calendar.DateOf(l.SubmittedAt).DaysUntil(today))
			}
			row.Cells[3].Text = progress.Of(l.ReviewedItems, len(h.Set.Applies(l.Kind)))
		case l.HasReview:
			row.Cells[0].Href = page.ResultURL(l.ID)
		}
		if due := l.Due(h.Cycle); !due.IsZero() {
			row.Cells[4].Text = due.Short()
			if l.Late(h.Cycle, today) {
				row.Cells[4].Badge = ui.BadgeProps{Text: "已逾期", Tone: ui.Lost}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func waited(days int) string {
	if days <= 0 {
		return "今天提交"
	}
	return fmt.Sprintf("已等 %d 天", days)
}

// committeePart is what a committee's secretary signs and reports.
func committeePart(h oversee.Home, c oversee.CommitteeTally) part {
	sign := 0
	var first *oversee.Line
	for i, l := range h.ToSign {
		if l.Committee == c.ID {
			if sign++; first == nil {
				first = &h.ToSign[i]
			}
		}
	}
	p := part{ID: fmt.Sprintf("committee-%d", c.ID), Title: c.Name, Note: fmt.Sprintf("%d 年，没有结果的支部按未达标计", h.Cycle.Year)}
	p.Stats = progress.Rates(c.Tally, h.Cycle.Target)
	if h.Cycle.Ended() {
		p.Stats = append(p.Stats, ended(c.Tally)...)
	} else {
		p.Stats = append(p.Stats, ui.Stat{Label: "待签署", Value: fmt.Sprint(sign)}, ui.Stat{Label: "考核中", Value: fmt.Sprint(c.In[workflow.Submitted] - sign)},
			ui.Stat{Label: "已签署，未报送", Value: fmt.Sprint(c.Signed() - c.Delivered())}, ui.Stat{Label: "已报送", Value: progress.Of(c.Delivered(), c.All)})
	}
	switch {
	case h.Cycle.Ended():
		p.Say = over
	case deliver(&p, h, c.ID):
	case first != nil:
		p.Say = fmt.Sprintf("%d 个支部已全部核完，等您签署。", sign)
		p.Actions = append(p.Actions, todo("签署"+first.BranchName, page.ReviewURL(first.ID)))
	case c.Delivered() == c.All:
		p.Say = "全部支部都已报送。"
	case c.Signed() == c.All && !h.Cycle.Publicity:
		p.Say = "全部支部都已签署，可以报送。报送期限 " + calendar.ReportDue(h.Cycle.Year).Chinese() + "。"
		p.Actions = append(p.Actions, todo("报送结果", page.ReportOfURL(h.Cycle.ID, c.ID)))
	default:
		p.Say = "现在没有等待签署的支部。报送期限 " + calendar.ReportDue(h.Cycle.Year).Chinese() + "。"
	}
	p.More = []ui.Link{{Label: "公示", Href: page.PublicityOfURL(h.Cycle.ID, c.ID)}, {Label: "报送", Href: page.ReportOfURL(h.Cycle.ID, c.ID)}, {Label: "各支部考核进度", Href: page.ReviewListURL}, {Label: "各支部结果", Href: page.ResultsOfURL(h.Cycle.ID, "committee", fmt.Sprint(c.ID))},
		{Label: "统计", Href: page.BoardURL(page.BoardAt{Cycle: h.Cycle.ID, Place: c.ID})}}
	return p
}

// deliver says what waits on the way of the results to the work committee, the
// most pressing first; false where nothing does.
func deliver(p *part, h oversee.Home, committee int64) bool {
	i := slices.IndexFunc(h.Deliveries, func(d oversee.Delivery) bool { return d.Committee == committee })
	if i < 0 {
		return false
	}
	d := h.Deliveries[i]
	do := func(label, href string) {
		p.Actions = append(p.Actions, todo(label, href))
	}
	public, report := page.PublicityOfURL(h.Cycle.ID, committee), page.ReportOfURL(h.Cycle.ID, committee)
	switch {
	case d.Report == oversee.ReportReturned:
		p.Say = "工委退回了报送，请按意见办理后重新报送。"
		do("看退回的意见", report)
	case d.Objections > 0:
		p.Say = fmt.Sprintf("有 %d 条公示异议等您处理。", d.Objections)
		do("处理异议", public)
	case d.Over > 0 && d.Over == d.Public && d.Signed == 0:
		p.Say = fmt.Sprintf("%d 个支部公示期满，可以报送。报送期限 %s。", d.Over, calendar.ReportDue(h.Cycle.Year).Chinese())
		do("报送结果", report)
	case h.Cycle.Publicity && d.Signed > 0:
		p.Say = fmt.Sprintf("%d 个支部已签署，等您公示。", d.Signed)
		do("去公示", public)
	case d.Running > 0:
		p.Say = fmt.Sprintf("%d 个支部公示中，到%s结束，期满后报送。报送期限 %s。", d.Running, d.Until.Chinese(), calendar.ReportDue(h.Cycle.Year).Chinese())
		do("看公示", public)
	default:
		return false
	}
	return true
}

// officePart is the work committee's view, with the next step of the year.
func officePart(h oversee.Home, today calendar.Date) part {
	if h.Office == nil {
		return part{ID: "office", Title: "考评周期", Say: "还没有开启考评周期。选定年度、指标和时间后，各支部就可以自评。",
			Actions: []ui.LinkButtonProps{todo("开启考评周期", page.NewCycleURL)}}
	}
	o := h.Office
	p := part{ID: "office", Title: fmt.Sprintf("%d 年考评", h.Cycle.Year), Note: "没有结果的支部按未达标计"}
	p.Stats = progress.Rates(o.Tally, h.Cycle.Target)
	p.Stats[0].Href = page.ResultsOfURL(h.Cycle.ID)
	if h.Cycle.Ended() {
		p.Stats = append(p.Stats, ended(o.Tally)...)
	} else {
		p.Stats = append(p.Stats, ui.Stat{Label: "已提交", Value: progress.Of(o.Submitted(), o.All)}, ui.Stat{Label: "已签署", Value: progress.Of(o.Signed(), o.All)}, ui.Stat{Label: "已报送", Value: progress.Of(o.Delivered(), o.All)})
	}
	if o.Late > 0 {
		p.Stats = append(p.Stats, ui.Stat{Label: "逾期", Value: fmt.Sprint(o.Late), Tone: ui.Lost, Href: page.CycleURL(h.Cycle.ID)})
	}
	if o.Reports > 0 {
		p.Stats = append(p.Stats, ui.Stat{Label: "待接收的报送", Value: fmt.Sprint(o.Reports), Href: page.ReportsURL})
	}
	say, step := nextStep(h, today)
	p.Say, p.Actions = say, []ui.LinkButtonProps{step}
	if !h.Cycle.ClosedAt.IsZero() {
		p.Actions = append(p.Actions, ui.LinkButtonProps{Label: "开启下一年考评", Href: page.NewCycleURL})
	}
	if step.Href != page.CycleURL(h.Cycle.ID) {
		p.Actions = append(p.Actions, ui.LinkButtonProps{Label: "周期详情", Href: page.CycleURL(h.Cycle.ID)})
	}
	t := progress.Committees(h.Cycle, o.Committees)
	p.Table, p.More = &t, progress.More(h.Cycle, len(o.Committees), o.Count)
	return p
}

// todo leads to what waits for the person, look to what there is to see. What is
// to be done stands among the notices too.
func todo(label, href string) ui.LinkButtonProps {
	return ui.LinkButtonProps{Label: label, Href: href, Kind: ui.Primary}
}

func look(label, href string) ui.LinkButtonProps {
	return ui.LinkButtonProps{Label: label, Href: href}
}

// ended counts what there is in a cycle that has ended.
func ended(n oversee.Tally) []ui.Stat {
	return []ui.Stat{{Label: "有结果", Value: progress.Of(n.Results(), n.All)}, {Label: "没有结果", Value: fmt.Sprint(n.All - n.Results())}}
}

// over is said where nothing is to be done any more.
const over = "本周期已经结束，没有报送的支部没有结果。"

// ending is what is to be done at the end of a cycle; false before.
func ending(h oversee.Home) (string, ui.LinkButtonProps, bool) {
	closing := page.ClosingURL(h.Cycle.ID)
	switch w := h.Office.Closing; {
	case !h.Cycle.ClosedAt.IsZero():
		return "本周期已经结束，结果已归档。", look("达标率和参评资格", page.OutcomeURL(h.Cycle.ID)), true
	case h.Cycle.Ended():
		return "结束周期已经确认，正在归档。", look("归档进度", closing), true
	case w.Waits && w.Mine:
		return "您提出结束周期，等另一位经办确认。", look("看提出的内容", closing), true
	case w.Waits:
		return w.By + " 提出结束周期，请核对后确认。", todo("核对、确认结束", closing), true
	}
	return "", ui.LinkButtonProps{}, false
}

// ready is what waits for the work committee's own hand, and after it for the
// checkers'; false where nothing does.
func ready(o *oversee.Office) (string, ui.LinkButtonProps, bool) {
	heard := 0
	for _, d := range o.Draws {
		heard += d.Heard
	}
	for _, d := range o.Draws[:min(1, len(o.Draws))] {
		switch {
		case d.State != "drawn" && d.Waits:
			return "“" + d.Title + "”的种子已录入，等另一位经办核对确认。", todo("核对种子", page.DrawURL(d.ID)), true
		case d.State != "drawn":
			return "“" + d.Title + "”的名单已公布，等录入种子。", todo("录入种子", page.DrawURL(d.ID)), true
		}
	}
	switch {
	case o.Reports > 0:
		return fmt.Sprintf("%d 份党委报送等工委接收或退回。", o.Reports), todo("看报送", page.ReportsURL), true
	case heard > 0:
		return fmt.Sprintf("%d 个抽查支部已答复或期满，可以认定。", heard), todo("抽查认定", page.DecisionsURL), true
	case len(o.Draws) > 0 && o.Draws[0].HandedIn < o.Draws[0].Checks:
		d := o.Draws[0]
		return fmt.Sprintf("“%s”已抽出 %d 个支部，交回 %d 个。", d.Title, d.Checks, d.HandedIn), look("看抽查进度", page.DrawURL(d.ID)), true
	}
	return "", ui.LinkButtonProps{}, false
}

// nextStep is what the work committee does next in the year.
func nextStep(h oversee.Home, today calendar.Date) (string, ui.LinkButtonProps) {
	o := h.Office
	if say, next, ends := ending(h); ends {
		return say, next
	}
	if say, next, ready := ready(o); ready {
		return say, next
	}
	detail := look("周期详情", page.CycleURL(h.Cycle.ID))
	late := o.Delivered() == o.All || calendar.ReportDue(h.Cycle.Year).Before(today)
	decided, checks := 0, 0
	for _, d := range o.Draws {
		decided, checks = decided+d.Decided, checks+d.Checks
	}
	switch {
	case decided < checks:
		return fmt.Sprintf("抽查已全部交回，还有 %d 个没有认定。", checks-decided), todo("抽查认定", page.DecisionsURL)
	case len(o.Draws) > 0 && late:
		return "抽查已全部认定，可以结束周期。", todo("结束周期", page.ClosingURL(h.Cycle.ID))
	case o.All > 0 && o.Delivered() == o.All:
		return "全部支部都已报送，可以公布抽查名单。", todo("公布抽查名单", page.NewDrawURL)
	case !h.Cycle.Self.Until.Before(today):
		return fmt.Sprintf("自评进行中，还有 %d 个支部没有提交。", o.All-o.Submitted()), detail
	case !h.Cycle.Review.Until.Before(today):
		return fmt.Sprintf("考核验收进行中，还有 %d 个支部没有签署。", o.All-o.Signed()), detail
	}
	return fmt.Sprintf("考核验收已截止，还有 %d 个支部没有报送，报送期限 %s。", o.All-o.Delivered(), calendar.ReportDue(h.Cycle.Year).Chinese()), detail
}
