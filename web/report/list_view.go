package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
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
