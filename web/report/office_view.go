package report

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// listView is the reports of all committees.
type listView struct {
	Title, Text string
	None        bool
	Years       []ui.Filter
	States      []ui.Filter
	Table       ui.TableProps
	Pager       ui.PagerProps
}

// rowsPerPage is how many committees the list shows at once.
const rowsPerPage = 50

func listOf(l report.List, today calendar.Date, state string, at int) listView {
	v := listView{Title: "报送", None: l.Cycle.ID == 0}
	if v.None {
		return v
	}
	v.Title = strconv.Itoa(l.Cycle.Year) + " 年度各党委报送"
	v.Text = "报送期限 " + l.Due.Chinese() + "，" + left(l.Due, today) + "。待接收的在前。"
	if l.Cycle.Ended() {
		v.Text = "周期已经结束，没有报送的支部没有结果。"
	}
	if len(l.Cycles) > 1 {
		for _, c := range l.Cycles {
			v.Years = append(v.Years, ui.Filter{Label: strconv.Itoa(c.Year) + " 年度", Href: page.ReportsOfURL(c.ID), On: c.ID == l.Cycle.ID})
		}
	}
	has := "已签署支部"
	if l.Cycle.Ended() {
		has = "有结果的支部"
	}
	v.Table = ui.TableProps{ID: "reports", Caption: "各党委报送", Hide: true, Empty: "没有这样的党委。",
		Columns: []ui.Column{{Label: "党委"}, {Label: "报送"}, {Label: "时间"}, {Label: "已报送支部", Number: true}, {Label: has, Number: true}, {Label: "报送时达标率"}}}
	v.States = statesOf(l, state)
	shown := slices.DeleteFunc(slices.Clone(l.Rows), func(row report.Row) bool { return !isIn(&row, state) })
	from, until, pager := ui.TurnRows(len(shown), rowsPerPage, at, func(to int) string { return page.ReportsInURL(l.Cycle.ID, state, to) })
	v.Pager = pager
	for i := from; i < until; i++ {
		v.Table.Rows = append(v.Table.Rows, listRow(&shown[i], l.Cycle.Ended()))
	}
	return v
}

// What a list of reports may be narrowed to besides a state.
const (
	unsent = "none" // nothing was sent yet
	late   = "late" // sent late, or late by today
)

// isIn tells whether a report is one of those that the list is narrowed to.
func isIn(row *report.Row, state string) bool {
	switch state {
	case "":
		return true
	case unsent:
		return row.Report.State == ""
	case late:
		return row.LateDays > 0
	}
	return string(row.Report.State) == state
}

// statesOf counts the reports by where they stand, each count leading to its list.
func statesOf(l report.List, on string) []ui.Filter {
	list := []ui.Filter{}
	for _, state := range []string{"", string(report.Sent), unsent, string(report.Returned), string(report.Accepted), late} {
		n := 0
		for i := range l.Rows {
			if isIn(&l.Rows[i], state) {
				n++
			}
		}
		label := map[string]string{"": "全部", late: "逾期"}[state]
		if label == "" {
			label = State(report.State(strings.TrimPrefix(state, unsent)), l.Cycle.Ended()).Text
		}
		if n > 0 || state == "" || state == on {
			list = append(list, ui.Filter{Label: label, Href: page.ReportsInURL(l.Cycle.ID, state, 1), Count: strconv.Itoa(n), On: state == on})
		}
	}
	return list
}

func listRow(row *report.Row, ended bool) ui.TableRow {
	name, when, rate := ui.Cell{Text: row.Name}, ui.Cell{Text: "–"}, ui.Cell{Text: "–"}
	if last := row.Report.Last(); last != nil {
		name.Href = page.ReceivedURL(row.Report.ID)
		when = ui.Cell{Text: figures.Moment(last.At), Sub: fmt.Sprintf("第 %d 次，%s", last.Nr, last.Name)}
		rate.Text = figures.Percent(last.Attained*100_00/max(last.Branches, 1)) + " / " + figures.Percent(last.Target)
	}
	if row.LateDays > 0 {
		when.Badge = ui.BadgeProps{Text: fmt.Sprintf("逾期 %d 天", row.LateDays), Tone: ui.Lost}
	}
	return ui.TableRow{Cells: []ui.Cell{name, {Badge: State(row.Report.State, ended)}, when, {Text: fmt.Sprintf("%d / %d", row.Delivered, row.Branches)},
		{Text: fmt.Sprintf("%d / %d", row.Ready, row.Branches)}, rate}}
}

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

// reopenView is the page that opens a branch again.
type reopenView struct {
	Title     string
	Badge     ui.BadgeProps
	Back      ui.Link
	Mistakes  []ui.Mistake
	WhyNot    string
	Facts     []ui.Definition
	Form      *ui.Form
	Until     ui.Text
	Reason    ui.Text
	Signature ui.SignatureProps
	Before    ui.TableProps
}

func (s *Screen) reopenOf(r *http.Request, b report.Branch, t *page.Typed) reopenView {
	v := reopenView{Title: "重新考核：" + b.BranchName, Badge: figures.State(b.State, b.Ended()), Back: ui.Link{Label: b.BranchName + "的结果", Href: page.ResultURL(b.ID)},
		Mistakes: page.Mistakes(t.Wrong, "until", "reason", page.PasswordField), WhyNot: b.WhyNot,
		Facts:  []ui.Definition{{Term: "党委", Text: b.CommitteeName}, {Term: "现在的得分", Text: figures.Points(b.Counts.Total)}, {Term: "等次", Body: ui.Badge(figures.Grade(b.Set.Set, b.Counts.Grade))}},
		Before: ui.TableProps{ID: "before", Caption: "以前的重新考核", Hide: true, Columns: []ui.Column{{Label: "时间"}, {Label: "理由"}, {Label: "当时的得分", Number: true}}}}
	for _, x := range b.Before {
		v.Before.Rows = append(v.Before.Rows, ui.TableRow{Cells: []ui.Cell{{Text: figures.Moment(x.At), Sub: x.Name}, {Text: x.Reason}, {Text: figures.Points(x.Total)}}})
	}
	if b.WhyNot != "" {
		return v
	}
	v.Form = &ui.Form{Action: page.ReopenURL(b.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(b.Version)), Submit: "重新考核"}
	v.Until = t.DayField("until", "重新考核到", "含当日。党委要在这一天以前重新签署。", true)
	v.Reason = t.TextField("reason", "理由", "党委看得到，会记录在案。", true)
	v.Reason.Rows, v.Reason.MaxLength = 4, "1000"
	v.Signature = s.Signature(r, b.Digest(), t.Wrong)
	return v
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}

// again is the password's field in the second form of a page, where its id must
// be another.
func again(t ui.Text) ui.Text {
	t.ID += "-again"
	return t
}

// left tells how many days are left, or how many a date is past.
func left(due, today calendar.Date) string {
	switch n := today.DaysUntil(due); {
	case n < 0:
		return fmt.Sprintf("已过 %d 天", -n)
	case n == 0:
		return "今天到期"
	default:
		return fmt.Sprintf("还有 %d 天", n)
	}
}
