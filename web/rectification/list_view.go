package rectification

import (
	"fmt"
	"strconv"

	"baolei/internal/app/rectification"
	"baolei/internal/core/rectify"
	"baolei/web/page"
	"baolei/web/ui"
)

// State is where a file stands, as a badge.
func State(s rectify.State) ui.BadgeProps {
	tone := map[rectify.State]ui.Tone{rectify.Planning: ui.Warn, rectify.Mending: ui.Info, rectify.Checking: ui.Warn, rectify.Checked: ui.Warn, rectify.Ended: ui.Good}[s]
	return ui.BadgeProps{Text: s.Chinese(), Tone: tone}
}

// listView is a page of files.
type listView struct {
	None    bool
	Filters []ui.Filter
	Table   ui.TableProps
	Pager   *ui.PagerProps
}

func listOf(l *rectification.List, state rectify.State, number int) listView {
	v := listView{None: l.In("") == 0, Filters: []ui.Filter{{Label: "全部", Href: page.RectificationsURL, Count: strconv.Itoa(l.In("")), On: state == ""}},
		Table: ui.TableProps{ID: "files", Caption: "整改台账", Hide: true, Empty: "没有这样的台账。", Columns: []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "考评"}, {Label: "进展"}, {Label: "措施完成", Number: true}, {Label: "最近期限"}}}}
	for _, s := range rectify.States() {
		v.Filters = append(v.Filters, ui.Filter{Label: s.Chinese(), Href: page.RectificationsAtURL(string(s), 1), Count: strconv.Itoa(l.In(s)), On: state == s})
	}
	for i := range l.Files {
		v.Table.Rows = append(v.Table.Rows, listRow(&l.Files[i]))
	}
	if l.Of > rectification.PageSize {
		v.Pager = pager(l.Of, state, number)
	}
	return v
}

func listRow(f *rectification.Listed) ui.TableRow {
	row := ui.TableRow{Cells: []ui.Cell{{Text: f.BranchName, Href: page.RectificationURL(f.ID)}, {Text: f.CommitteeName}, {Text: strconv.Itoa(f.Year) + " 年"}, {Badge: State(f.State)},
		{Text: "–"}, {Text: "–"}}}
	if f.Measures > 0 {
		row.Cells[4].Text = fmt.Sprintf("%d / %d", f.Measures-f.Undone, f.Measures)
	}
	if f.State != rectify.Ended && !f.Next.IsZero() {
		row.Cells[5].Text = f.Next.Chinese()
	}
	if f.State != rectify.Ended && f.Overdue > 0 {
		row.Cells[5].Badge = ui.BadgeProps{Text: fmt.Sprintf("%d 项逾期", f.Overdue), Tone: ui.Lost}
	}
	return row
}

func pager(of int, state rectify.State, number int) *ui.PagerProps {
	n := max(number, 1)
	text := fmt.Sprintf("第 %d–%d 份，共 %d 份", (n-1)*rectification.PageSize+1, min(n*rectification.PageSize, of), of)
	p := ui.Turn(text, n, n*rectification.PageSize < of, func(to int) string { return page.RectificationsAtURL(string(state), to) })
	return &p
}
