package report

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/report"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// receivedView is a committee's report as the office decides on it.
type receivedView struct {
	Title, Text string
	Badges      []ui.BadgeProps
	Back        ui.Link
	Mistakes    []ui.Mistake
	Kept        []ui.Definition // what was typed, where the report cannot be decided on any more
	WhyNot      string
	Note        string
	Stats       []ui.Stat
	Lines       ui.TableProps
	Missing     ui.TableProps
	Sendings    ui.TableProps
	Accept      *ui.Form
	GiveBack    *ui.Form
	Reason      ui.Text
	Reopen      ui.Chips
	Until       ui.Text
	Signature   ui.SignatureProps // under the sending, by the digest that the committee signed
}

func (s *Screen) receivedOf(r *http.Request, d report.Received, t *page.Typed) receivedView {
	last := d.Report.Last()
	v := receivedView{Title: d.Name + "的报送", Text: fmt.Sprintf("%d 年，第 %d 次，%s 于 %s %s。", d.Cycle.Year, last.Nr, last.Name, figures.Moment(last.At), kinds[last.Kind]),
		Badges: []ui.BadgeProps{State(d.Report.State, d.Cycle.Ended())}, Back: ui.Link{Label: "各党委报送", Href: page.ReportsOfURL(d.Cycle.ID)}, WhyNot: d.WhyNot, Note: last.Note, Stats: stats(*last),
		Mistakes: page.Mistakes(t.Wrong, "reason", "reopen", "until", page.PasswordField), Sendings: sendings(d.Report, page.PaperURL)}
	if d.LateDays > 0 {
		v.Badges = append(v.Badges, ui.BadgeProps{Text: fmt.Sprintf("逾期 %d 天", d.LateDays), Tone: ui.Lost})
	}
	v.lines(d)
	if d.WhyNot != "" {
		v.Kept = typedReturn(d, t)
		return v
	}
	hidden := func() []ui.Hidden { return s.Hidden(r, "version", strconv.Itoa(d.Report.Version)) }
	v.Accept = &ui.Form{Action: page.AcceptURL(d.Report.ID), Hidden: hidden(), Submit: "接收"}
	v.GiveBack = &ui.Form{Action: page.GiveBackURL(d.Report.ID), Hidden: hidden(), Submit: "退回"}
	v.Reason = t.TextField("reason", "退回的意见", "写明为什么退回、要党委做什么。", true)
	v.Reason.Rows, v.Reason.MaxLength = 4, "1000"
	v.Until = t.DayField("until", "重新考核到", "含当日。没有勾选支部的不用填。", false)
	v.Reopen = ui.Chips{ID: "reopen", Name: "reopen", Label: "重新考核的支部", Hint: "不勾选，得分就不变。勾选的支部，党委重新签署以前没有结果。", Values: t.Texts("reopen"), Error: t.Wrong["reopen"]}
	for _, l := range d.Lines {
		if a, ok := d.Stands(l.Assessment); ok && d.MayReopen(&a) {
			v.Reopen.Options = append(v.Reopen.Options, ui.Option{Value: strconv.FormatInt(a.ID, 10), Label: l.Branch})
		}
	}
	switch {
	case len(v.Reopen.Options) > 0:
		v.Reason.Hint += "得分要改的，勾选下面的支部重新考核。"
	case len(d.Frozen) > 0:
		v.Reason.Hint += "得分要改的，等抽查全部认定以后才能重新考核。"
	}
	v.Signature = s.Signature(r, last.Digest, t.Wrong)
	v.GiveBack.Hidden = append(v.GiveBack.Hidden, ui.Hidden{Name: page.DigestField, Value: last.Digest})
	return v
}

// typedReturn is what was typed in the form that gives a report back.
func typedReturn(d report.Received, t *page.Typed) []ui.Definition {
	var list []ui.Definition
	if reason := t.Text("reason"); reason != "" {
		list = append(list, ui.Definition{Term: "退回的意见", Text: reason})
	}
	var names []string
	for _, l := range d.Lines {
		if slices.Contains(t.Texts("reopen"), strconv.FormatInt(l.Assessment, 10)) {
			names = append(names, l.Branch)
		}
	}
	if len(names) > 0 {
		list = append(list, ui.Definition{Term: "重新考核", Text: strings.Join(names, "、") + "，到" + t.DayWords("until")})
	}
	return list
}

func (v *receivedView) lines(d report.Received) {
	v.Lines = ui.TableProps{ID: "lines", Caption: "报送的支部", Hide: true, Empty: "没有。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "报送得分", Number: true}, {Label: "报送等次"}, {Label: "现在计入"}, {Label: "签署"}, {Label: "现在"}, {Label: "办理"}}}
	v.Missing = ui.TableProps{ID: "missing", Caption: "没有报送的支部", Hide: true, Empty: "没有。", Columns: []ui.Column{{Label: "支部"}, {Label: "现在"}, {Label: "报送时的原因"}}}
	for _, l := range d.Lines {
		a, _ := d.Stands(l.Assessment)
		now := ui.Cell{Badge: figures.State(a.State, d.Cycle.Ended())}
		if a.Again() {
			now.Sub = "重新考核到" + a.ReviewUntil.Chinese()
		}
		if !l.Delivered {
			v.Missing.Rows = append(v.Missing.Rows, ui.TableRow{Cells: []ui.Cell{{Text: l.Branch}, now, {Text: l.Missing}}})
			continue
		}
		do := ui.Cell{Text: "–"}
		switch {
		case d.MayReopen(&a):
			do = ui.Cell{Text: "重新考核", Href: page.ReopenURL(l.Assessment)}
		case a.State == workflow.Reported && !d.Cycle.Ended():
			do = ui.Cell{Text: "抽查认定完才能重新考核"}
		}
		v.Lines.Rows = append(v.Lines.Rows, ui.TableRow{Cells: []ui.Cell{{Text: l.Branch, Href: page.ResultURL(l.Assessment)}, {Text: figures.Points(l.Total)},
			{Badge: grade(l)}, counts(l, &a), {Text: l.SignedName}, now, do}})
	}
}

// counts is what counts now of a branch that was reported: as it was reported, or
// what officers decided after a spot check since, or a new verification.
func counts(l report.Line, a *app.Assessment) ui.Cell {
	if a.Again() {
		return ui.Cell{Text: "重新考核中，没有结果", Tone: ui.Warn}
	}
	if a.Counts.Total == l.Total && a.Counts.Grade == l.Grade {
		return ui.Cell{Text: "与报送相同"}
	}
	c := ui.Cell{Text: figures.Points(a.Counts.Total), Tone: ui.Warn}
	if len(a.Counts.Grade) > 0 && a.Counts.Grade != l.Grade {
		c.Badge = ui.BadgeProps{Text: "等次有变化", Tone: ui.Warn}
	}
	if a.Decided {
		c.Sub = "抽查认定后"
	}
	return c
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}
