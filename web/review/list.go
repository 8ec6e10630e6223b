package review

import (
	"fmt"
	"slices"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// list is the page of all branches below.
type list struct {
	Title, Text string
	Chips       []ui.Filter // by state
	Years       []ui.Filter
	Table       ui.TableProps
	Pager       ui.PagerProps
	Actions     []ui.LinkButtonProps
	None        bool // no cycle has been opened
}

// perPage is how many branches a page lists; few committees have more.
const perPage = 100

// What the list may be narrowed to besides a state: the two parts of what is submitted.
const (
	reviewing = page.Reviewing // items are still to be reviewed
	toSign    = page.ToSign    // none is; the signature is what is missing
)

// isIn tells whether a branch is one of those that the list is narrowed to.
func isIn(l *examine.Line, state string) bool {
	switch state {
	case "":
		return true
	case reviewing:
		return l.State == workflow.Submitted && l.ReviewedItems < l.Items
	case toSign:
		return l.State == workflow.Submitted && l.ReviewedItems == l.Items
	}
	return string(l.State) == state
}

func listOf(w examine.Worklist, state string, number int) list {
	l := list{Title: "考核验收", None: w.Cycle.ID == 0}
	if l.None {
		return l
	}
	l.Title = strconv.Itoa(w.Cycle.Year) + " 年度考核验收"
	l.Text = "考核从" + w.Cycle.Review.From.Chinese() + "到" + w.Cycle.Review.Until.Chinese() + "。先提交的排在前面。"
	l.Chips = states(w, state)
	if len(w.Cycles) > 1 {
		for _, c := range w.Cycles {
			l.Years = append(l.Years, ui.Filter{Label: strconv.Itoa(c.Year) + " 年度", Href: page.ReviewListOfURL(c.ID, ""), On: c.ID == w.Cycle.ID})
		}
	}
	l.Actions = []ui.LinkButtonProps{{Label: "按项目考核", Href: page.AcrossListOfURL(w.Cycle.ID, "")},
		{Label: "尺度对照", Href: page.CalibrationOfURL(w.Cycle.ID, 0, "")}}
	for _, c := range w.Committees {
		of := ""
		if len(w.Committees) > 1 {
			of = "（" + c.Name + "）"
		}
		if w.Cycle.Publicity {
			l.Actions = append(l.Actions, ui.LinkButtonProps{Label: "公示" + of, Href: page.PublicityOfURL(w.Cycle.ID, c.ID)})
		}
		l.Actions = append(l.Actions, ui.LinkButtonProps{Label: "报送" + of, Href: page.ReportOfURL(w.Cycle.ID, c.ID)})
	}
	l.Table, l.Pager = table(w, state, number)
	return l
}

func states(w examine.Worklist, on string) []ui.Filter {
	var list []ui.Filter
	signs := !w.Cycle.Ended() && slices.ContainsFunc(w.Lines, func(l examine.Line) bool { return isIn(&l, toSign) }) // what is submitted is of two kinds
	for _, s := range []workflow.State{"", workflow.Submitted, reviewing, toSign, workflow.Returned, workflow.Draft, workflow.Verified, workflow.Publicised, workflow.Reported, workflow.Final} {
		n := 0
		for i := range w.Lines {
			if isIn(&w.Lines[i], string(s)) {
				n++
			}
		}
		label := map[workflow.State]string{"": "全部", reviewing: "考核中", toSign: "待签署"}[s]
		if label == "" {
			label = s.Within(w.Cycle.Ended())
		}
		if n > 0 && (signs || s != reviewing && s != toSign) || s == "" || on == string(s) {
			list = append(list, ui.Filter{Label: label, Href: page.ReviewListOfURL(w.Cycle.ID, string(s)), Count: strconv.Itoa(n), On: on == string(s)})
		}
	}
	return list
}

func table(w examine.Worklist, state string, number int) (ui.TableProps, ui.PagerProps) {
	t := ui.TableProps{ID: "branches", Caption: "支部", Hide: true, Empty: "没有这种状态的支部。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "状态"}, {Label: "提交"}, {Label: "已核", Number: true}, {Label: "自评", Number: true}, {Label: "核定", Number: true}, {Label: "等次"}}}
	var shown []*examine.Line
	for i := range w.Lines {
		if l := &w.Lines[i]; isIn(l, state) {
			shown = append(shown, l)
		}
	}
	from, until, pager := ui.TurnRows(len(shown), perPage, number, func(to int) string { return page.ReviewListAtURL(w.Cycle.ID, state, to) })
	for _, l := range shown[from:until] {
		t.Rows = append(t.Rows, row(w.Set, l))
	}
	return t, pager
}

// row is a branch. What has not been submitted shows no score: nobody is
// compared on a draft.
func row(set *app.Set, l *examine.Line) ui.TableRow {
	name := ui.Cell{Text: l.BranchName, Href: page.ReviewURL(l.ID)}
	if !l.Mine {
		name.Sub = "由党总支考核"
	}
	r := ui.TableRow{}
	state := ui.Cell{Badge: figures.State(l.State, l.Ended())}
	if isIn(l, toSign) {
		state.Sub = "已核完，待签署"
	}
	if l.Overdue != "" {
		state.Sub, r.Tone = l.Overdue, ui.Warn
	}
	sent, done, self, review := ui.Cell{Text: "–"}, ui.Cell{Text: "–"}, ui.Cell{Text: "–"}, ui.Cell{Text: "–"}
	grade := ui.Cell{Text: "–"}
	if l.State != workflow.Draft {
		sent.Text = figures.When(l.SubmittedAt)
		if l.State == workflow.Submitted && l.Waited > 0 && !l.Ended() {
			sent.Sub = fmt.Sprintf("已等 %d 天", l.Waited)
		}
		done.Text = fmt.Sprintf("%d / %d", l.ReviewedItems, l.Items)
		self.Text = figures.Points(l.Self.Total)
	}
	if l.State != workflow.Draft && l.ReviewedItems > 0 {
		review.Text = figures.Points(l.Review.Total)
		if l.Review.Total < l.Self.Total {
			review.Tone = ui.Lost
		}
	}
	if l.HasResult() {
		grade = ui.Cell{Badge: figures.Grade(set.Set, l.Counts.Grade)}
	}
	r.Cells = []ui.Cell{name, state, sent, done, self, review, grade}
	return r
}
