package home

import (
	"fmt"

	"baolei/internal/app/oversee"
	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/progress"
	"baolei/web/ui"
)

// officePart is the work committee's view, with the next step of the year.
func officePart(h oversee.Home, today calendar.Date) part {
	if h.Office == nil {
		return part{ID: "office", Title: "考评周期", Say: "还没有开启考评周期。选定年度、指标和时间后，各支部就可以自评。",
			Actions: []ui.LinkButtonProps{todo("开启考评周期", page.NewCycleURL)}}
	}
	o := h.Office
	p := part{ID: "office", Title: fmt.Sprintf("%d 年考评", h.Cycle.Year), Note: "没有结果的支部按未达标计"}
	of := progress.Place{Cycle: h.Cycle.ID}
	p.Stats = of.Rates(o.Tally, h.Cycle.Target)
	if h.Cycle.Ended() {
		p.Stats = append(p.Stats, ended(of, o.Tally)...)
	} else {
		p.Stats = append(p.Stats, of.Stat("已提交", o.Submitted(), o.All, "reach", "claimed"), of.Stat("已签署", o.Signed(), o.All, "reach", "has"), of.Stat("已报送", o.Delivered(), o.All, "reach", "sent"))
	}
	if o.Late > 0 {
		p.Stats = append(p.Stats, ui.Stat{Label: "逾期", Value: fmt.Sprint(o.Late), Tone: ui.Lost, Href: page.CycleURL(h.Cycle.ID)})
	}
	if o.Reports > 0 && !h.Cycle.Ended() {
		p.Stats = append(p.Stats, ui.Stat{Label: "待接收的报送", Value: fmt.Sprint(o.Reports), Href: page.ReportsInURL(h.Cycle.ID, string(report.Sent), 1)})
	}
	if waits := officeWaits(h, today); len(waits) > 0 {
		p.wait(waits)
	} else {
		say, step := underWay(h, today)
		p.Say, p.Actions = say, []ui.LinkButtonProps{step}
	}
	if !h.Cycle.ClosedAt.IsZero() {
		p.Actions = append(p.Actions, ui.LinkButtonProps{Label: "开启下一年考评", Href: page.NewCycleURL})
	}
	if p.Actions[0].Href != page.CycleURL(h.Cycle.ID) {
		p.Actions = append(p.Actions, ui.LinkButtonProps{Label: "周期详情", Href: page.CycleURL(h.Cycle.ID)})
	}
	t := progress.Committees(h.Cycle, o.Committees)
	p.Table, p.More = &t, progress.More(h.Cycle, len(o.Committees), o.Count)
	return p
}

// officeWaits is all that waits for this officer's own hand, the most pressing
// first. What an officer proposed waits for another.
func officeWaits(h oversee.Home, today calendar.Date) []wait {
	if h.Cycle.Ended() {
		return nil
	}
	o := h.Office
	var list []wait
	if w := o.Closing; w.Waits && !w.Mine {
		list = append(list, wait{fmt.Sprintf("%s 提出结束 %d 年考评周期，请核对后确认。", w.By, h.Cycle.Year), "核对、确认结束", page.ClosingURL(h.Cycle.ID)})
	}
	list = append(list, seedWaits(o.Draws)...)
	if o.Reports > 0 {
		list = append(list, wait{fmt.Sprintf("%d 年考评：%d 份党委报送等工委接收或退回。", h.Cycle.Year, o.Reports), "看报送", page.ReportsInURL(h.Cycle.ID, string(report.Sent), 1)})
	}
	list = append(list, decisionWaits(h.Cycle.Year, o.Draws)...)
	if next, ripe := nextStage(h, today); ripe {
		list = append(list, next)
	}
	return list
}

// seedWaits are the draws that wait for a seed, or for the comparing of one that
// another entered.
func seedWaits(draws []oversee.DrawProgress) []wait {
	var list []wait
	for _, d := range draws {
		switch {
		case d.State == "drawn" || d.Entered:
		case d.Waits:
			list = append(list, wait{"“" + d.Title + "”的种子已由另一位经办录入，待您核对确认。", "核对种子", page.DrawURL(d.ID)})
		default:
			list = append(list, wait{"“" + d.Title + "”的名单已公布，等录入种子。", "录入种子", page.DrawURL(d.ID)})
		}
	}
	return list
}

// decisionWaits are the checks of a year's draws that this officer can decide on:
// what another proposed before what nobody has.
func decisionWaits(year int, draws []oversee.DrawProgress) []wait {
	var list []wait
	confirm, propose := 0, 0
	for _, d := range draws {
		confirm, propose = confirm+d.Confirmable, propose+d.Proposable
	}
	if confirm > 0 {
		list = append(list, wait{fmt.Sprintf("%d 年抽查：%d 个支部的认定由另一位经办提出，待您确认。", year, confirm), "确认抽查认定", page.DecisionsURL})
	}
	if propose > 0 {
		list = append(list, wait{fmt.Sprintf("%d 年抽查：%d 个支部已答复或期满，可以认定。", year, propose), "抽查认定", page.DecisionsURL})
	}
	return list
}

// checked counts the branches of all draws, and those that are decided.
func checked(draws []oversee.DrawProgress) (decided, checks int) {
	for _, d := range draws {
		decided, checks = decided+d.Decided, checks+d.Checks
	}
	return decided, checks
}

// nextStage is the stage of the year that can be begun once nothing of the one
// before is left; false before that.
func nextStage(h oversee.Home, today calendar.Date) (wait, bool) {
	o := h.Office
	decided, checks := checked(o.Draws)
	for _, d := range o.Draws {
		if d.State != "drawn" {
			return wait{}, false
		}
	}
	switch {
	case decided < checks || o.Reports > 0 || o.Closing.Waits:
	case len(o.Draws) > 0 && (o.Delivered() == o.All || calendar.ReportDue(h.Cycle.Year).Before(today)):
		return wait{fmt.Sprintf("%d 年抽查已全部认定，可以结束周期。", h.Cycle.Year), "结束周期", page.ClosingURL(h.Cycle.ID)}, true
	case len(o.Draws) == 0 && o.All > 0 && o.Delivered() == o.All:
		return wait{fmt.Sprintf("%d 年考评：全部支部都已报送，可以公布抽查名单。", h.Cycle.Year), "公布抽查名单", page.NewDrawURL}, true
	}
	return wait{}, false
}

// underWay tells how far the year is, where nothing waits for this officer.
func underWay(h oversee.Home, today calendar.Date) (string, ui.LinkButtonProps) {
	o := h.Office
	closing, detail := page.ClosingURL(h.Cycle.ID), look("周期详情", page.CycleURL(h.Cycle.ID))
	switch {
	case !h.Cycle.ClosedAt.IsZero():
		return "本周期已经结束，结果已归档。", look("达标率和参评资格", page.OutcomeURL(h.Cycle.ID))
	case h.Cycle.Ended():
		return "结束周期已经确认，正在归档。", look("归档进度", closing)
	case o.Closing.Waits:
		return "您提出结束周期，等另一位经办确认。", look("看提出的内容", closing)
	}
	if say, way, open := drawsUnderWay(o.Draws); open {
		return say, way
	}
	switch {
	case today.Before(h.Cycle.Self.From):
		return "自评从" + h.Cycle.Self.From.Chinese() + "开始。", detail
	case !h.Cycle.Self.Until.Before(today):
		return fmt.Sprintf("自评进行中，还有 %d 个支部没有提交。", o.All-o.Submitted()), detail
	case !h.Cycle.Review.Until.Before(today):
		return fmt.Sprintf("考核验收进行中，还有 %d 个支部没有签署。", o.All-o.Signed()), detail
	}
	return fmt.Sprintf("考核验收已截止，还有 %d 个支部没有报送，报送期限 %s。", o.All-o.Delivered(), calendar.ReportDue(h.Cycle.Year).Chinese()), detail
}

// drawsUnderWay tells what others do about the draws; false where none is open.
func drawsUnderWay(draws []oversee.DrawProgress) (string, ui.LinkButtonProps, bool) {
	own := 0
	for _, d := range draws {
		if d.State != "drawn" {
			return "您录入了“" + d.Title + "”的种子，等另一位经办核对确认。", look("看种子", page.DrawURL(d.ID)), true
		}
		own += d.Own
	}
	for _, d := range draws {
		if d.HandedIn < d.Checks {
			return fmt.Sprintf("“%s”已抽出 %d 个支部，交回 %d 个。", d.Title, d.Checks, d.HandedIn), look("看抽查进度", page.DrawURL(d.ID)), true
		}
	}
	decided, checks := checked(draws)
	switch {
	case own > 0:
		return fmt.Sprintf("您提出了 %d 个支部的认定，等另一位经办确认。", own), look("看抽查认定", page.DecisionsURL), true
	case decided < checks:
		return fmt.Sprintf("抽查已全部交回，还有 %d 个没有认定。", checks-decided), look("看抽查认定", page.DecisionsURL), true
	}
	return "", ui.LinkButtonProps{}, false
}
