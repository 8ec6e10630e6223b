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
	Years   []ui.Filter // none where all files are of one year
	Filters []ui.Filter
	Table   ui.TableProps
	Pager   *ui.PagerProps
}

func listOf(l *rectification.List, of rectification.Narrow, number int) listView {
	v := listView{None: l.In(rectification.Narrow{}) == 0, Years: yearsOf(l, of), Filters: []ui.Filter{filter("全部", l, rectification.Narrow{Year: of.Year}, of)},
		Table: ui.TableProps{ID: "files", Caption: "整改台账", Hide: true, Empty: "没有这样的台账。", Columns: []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "考评"}, {Label: "进展"}, {Label: "措施完成", Number: true}, {Label: "最近期限"}}}}
	for _, s := range rectify.States() {
		v.Filters = append(v.Filters, filter(s.Chinese(), l, rectification.Narrow{Year: of.Year, State: s}, of))
	}
	if late := (rectification.Narrow{Year: of.Year, Late: true}); l.In(late) > 0 || of.Late {
		v.Filters = append(v.Filters, filter("有措施逾期", l, late, of))
	}
	for i := range l.Files {
		v.Table.Rows = append(v.Table.Rows, listRow(&l.Files[i]))
	}
	if l.Of > rectification.PageSize {
		v.Pager = pager(l.Of, of, number)
	}
	return v
}

func filter(label string, l *rectification.List, to, now rectification.Narrow) ui.Filter {
	return ui.Filter{Label: label, Href: page.RectificationsAtURL(to.Year, string(to.State), to.Late, 1), Count: strconv.Itoa(l.In(to)), On: to == now}
}

// yearsOf narrows to a year, where files of several are listed.
func yearsOf(l *rectification.List, now rectification.Narrow) []ui.Filter {
	list, last := []ui.Filter{filter("全部", l, rectification.Narrow{State: now.State, Late: now.Late}, now)}, 0
	for _, c := range l.Counts { // the last year first
		if c.Year != last {
			list, last = append(list, filter(strconv.Itoa(c.Year)+" 年", l, rectification.Narrow{Year: c.Year, State: now.State, Late: now.Late}, now)), c.Year
		}
	}
	if len(list) < 3 && now.Year == 0 {
		return nil
	}
	return list
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

func pager(of int, narrow rectification.Narrow, number int) *ui.PagerProps {
	n := max(number, 1)
	text := fmt.Sprintf("第 %d–%d 份，共 %d 份", (n-1)*rectification.PageSize+1, min(n*rectification.PageSize, of), of)
	p := ui.Turn(text, n, n*rectification.PageSize < of, func(to int) string {
		return page.RectificationsAtURL(narrow.Year, string(narrow.State), narrow.Late, to)
	})
	return &p
}
