package home

import (
	"fmt"
	"slices"

	"baolei/internal/app"
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
	p := part{ID: "review-part", Title: "考核", Note: fmt.Sprintf("%d 年，先提交的在前", h.Cycle.Year), More: []ui.Link{{Label: fmt.Sprintf("全部 %d 个支部", len(h.Below)), Href: page.ReviewListURL}}}
	in := map[workflow.State]int{}
	late := 0
	for _, l := range h.Below {
		in[l.State]++
		if l.Late(h.Cycle, today) {
			late++
		}
	}
	for _, s := range []workflow.State{workflow.Submitted, workflow.Returned, workflow.Draft, workflow.Verified, workflow.Publicised, workflow.Reported, workflow.Final} {
		p.Stats = append(p.Stats, ui.Stat{Label: s.Within(h.Cycle.Ended()), Value: fmt.Sprint(in[s]), Href: reviewList(h, in[s], string(s))})
	}
	if late > 0 {
		p.Stats = append(p.Stats, ui.Stat{Label: "逾期", Value: fmt.Sprint(late), Tone: ui.Lost})
	}
	toReview := toReview(h)
	switch {
	case h.Cycle.Ended():
		p.Say = over(h.Cycle, len(h.Below)-in[workflow.Final]-in[workflow.Reported])
	case len(toReview) > 0:
		p.wait([]wait{reviewWait(h, toReview, today)})
	default:
		p.Say = "现在没有等待考核的支部。"
	}
	t := reviewTable(h, h.Below[:min(shown, len(h.Below))], today)
	p.Table = &t
	return p
}

// reviewList leads to so many branches on the list of what a person reviews and
// signs; of two committees it has both, so that no one figure leads there.
func reviewList(h oversee.Home, n int, state string) string {
	if n == 0 || len(h.Committees) > 1 {
		return ""
	}
	return page.ReviewListOfURL(h.Cycle.ID, state)
}

// toReview are the branches that are submitted with items nobody has dealt with,
// the oldest submission first; those with none left wait for the signature.
func toReview(h oversee.Home) []oversee.Line {
	var list []oversee.Line
	for _, l := range h.Below {
		if l.State == workflow.Submitted && l.ReviewedItems < len(h.Set.Applies(l.Kind)) {
			list = append(list, l)
		}
	}
	return list
}

func reviewWait(h oversee.Home, list []oversee.Line, today calendar.Date) wait {
	w := wait{fmt.Sprintf("%d 年考核：%d 个支部等待考核", h.Cycle.Year, len(list)), "考核" + list[0].BranchName, page.ReviewURL(list[0].ID)}
	if days := calendar.DateOf(list[0].SubmittedAt).DaysUntil(today); days > 0 {
		w.Say += fmt.Sprintf("，最早的已等 %d 天", days)
	}
	w.Say += "，" + deadline(list[0].Due(h.Cycle), today) + "。"
	return w
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
			row.Cells[4].Text = due.In(today.Year)
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
	toSign := slices.DeleteFunc(slices.Clone(h.ToSign), func(l oversee.Line) bool { return l.Committee != c.ID })
	p := part{ID: fmt.Sprintf("committee-%d", c.ID), Title: c.Name, Note: fmt.Sprintf("%d 年，没有结果的支部按未达标计", h.Cycle.Year)}
	of := progress.Place{Cycle: h.Cycle.ID, Committee: c.ID}
	p.Stats = of.Rates(c.Tally, h.Cycle.Target)
	if reviewing := c.In[workflow.Submitted] - len(toSign); h.Cycle.Ended() {
		p.Stats = append(p.Stats, ended(of, c.Tally)...)
	} else {
		p.Stats = append(p.Stats, ui.Stat{Label: "待签署", Value: fmt.Sprint(len(toSign)), Href: reviewList(h, len(toSign), page.ToSign)}, ui.Stat{Label: "考核中", Value: fmt.Sprint(reviewing), Href: reviewList(h, reviewing, page.Reviewing)},
			ui.Stat{Label: "已签署，未报送", Value: fmt.Sprint(c.Signed() - c.Delivered()), Href: of.List(c.Signed()-c.Delivered(), "reach", "unsent")}, of.Stat("已报送", c.Delivered(), c.All, "reach", "sent"))
	}
	waits := deliveryWaits(h, c.ID, toSign)
	running, until := publicity(h, c.ID)
	due := "报送期限 " + calendar.ReportDue(h.Cycle.Year).Chinese() + "。"
	switch {
	case h.Cycle.Ended():
		p.Say = over(h.Cycle, c.All-c.Results())
	case len(waits) > 0:
		p.wait(waits)
	case running > 0:
		p.Say = fmt.Sprintf("%d 个支部公示中，到%s结束，期满后报送。", running, until.Chinese()) + due
		p.Actions = []ui.LinkButtonProps{look("看公示", page.PublicityOfURL(h.Cycle.ID, c.ID))}
	case c.Delivered() == c.All:
		p.Say = "全部支部都已报送。"
	default:
		p.Say = "现在没有等待签署的支部。" + due
	}
	p.More = []ui.Link{{Label: "公示", Href: page.PublicityOfURL(h.Cycle.ID, c.ID)}, {Label: "报送", Href: page.ReportOfURL(h.Cycle.ID, c.ID)}, {Label: "各支部考核进度", Href: page.ReviewListURL}, {Label: "各支部结果", Href: page.ResultsOfURL(h.Cycle.ID, "committee", fmt.Sprint(c.ID))},
		{Label: "统计", Href: page.BoardURL(page.BoardAt{Cycle: h.Cycle.ID, Place: c.ID})}}
	return p
}

// deliveryWaits is all that waits for a committee's secretary on the way of the
// results to the work committee, the most pressing first.
func deliveryWaits(h oversee.Home, committee int64, toSign []oversee.Line) []wait {
	d := delivery(h, committee)
	year, due := h.Cycle.Year, "报送期限 "+calendar.ReportDue(h.Cycle.Year).Chinese()+"。"
	public, report := page.PublicityOfURL(h.Cycle.ID, committee), page.ReportOfURL(h.Cycle.ID, committee)
	var list []wait
	add := func(waits bool, say, label, href string) {
		if waits {
			list = append(list, wait{fmt.Sprintf("%d 年考评：", year) + say, label, href})
		}
	}
	all := d.Over == d.Public && d.Signed == 0 && len(toSign) == 0
	over := fmt.Sprintf("%d 个支部公示期满，可以报送。", d.Over) + due
	add(d.Report == oversee.ReportReturned, "工委退回了报送，请按意见办理后重新报送。"+due, "看退回的意见", report)
	add(d.Objections > 0, fmt.Sprintf("有 %d 条公示异议等您处理。", d.Objections), "处理异议", public)
	add(d.Over > 0 && all, over, "报送结果", report)
	add(h.Cycle.Publicity && d.Signed > 0, fmt.Sprintf("%d 个支部已签署，等您公示。", d.Signed)+due, "去公示", public)
	if len(toSign) > 0 {
		add(true, fmt.Sprintf("%d 个支部已全部核完，等您签署。", len(toSign))+due, "签署"+toSign[0].BranchName, page.ReviewURL(toSign[0].ID))
	}
	add(d.Over > 0 && !all, fmt.Sprintf("%d 个支部公示期满，可以先报送，也可以等其余支部一并报送。", d.Over)+due, "报送结果", report)
	add(!h.Cycle.Publicity && d.Signed > 0, fmt.Sprintf("%d 个支部已签署，可以报送。", d.Signed)+due, "报送结果", report)
	return list
}

// delivery is how far a committee has come with its results.
func delivery(h oversee.Home, committee int64) oversee.Delivery {
	if i := slices.IndexFunc(h.Deliveries, func(d oversee.Delivery) bool { return d.Committee == committee }); i >= 0 {
		return h.Deliveries[i]
	}
	return oversee.Delivery{}
}

// publicity is how many of a committee's branches are in publicity, and until when.
func publicity(h oversee.Home, committee int64) (int, calendar.Date) {
	d := delivery(h, committee)
	return d.Running, d.Until
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
func ended(of progress.Place, n oversee.Tally) []ui.Stat {
	none := n.All - n.Results()
	return []ui.Stat{of.Stat("有结果", n.Results(), n.All, "reach", "has"), {Label: "没有结果", Value: fmt.Sprint(none), Href: of.List(none, "reach", "none")}}
}

// over is said where nothing is to be done any more.
func over(c app.Cycle, without int) string {
	switch {
	case without > 0:
		return "本周期已经结束，没有报送的支部没有结果。"
	case c.ClosedAt.IsZero():
		return "本周期已经结束，结果正在归档。"
	}
	return "本周期已经结束，结果已归档。"
}
