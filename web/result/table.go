package result

import (
	"fmt"
	"math"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/indicator"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

var columns = []struct {
	sort, label string
	number      bool
}{{"branch", "支部", false}, {"committee", "党委", false}, {"state", "状态", false}, {"self", "自评", true}, {"review", "考核", true}, {"spot", "抽查", true}, {"counts", "计入", true}, {"", "等次", false}}

func table(q query, set *indicator.Set, lines []oversee.Line) ui.TableProps {
	t := ui.TableProps{ID: "results", Caption: "各支部结果", Hide: true, Empty: "没有符合条件的支部。"}
	for _, c := range columns {
		t.Columns = append(t.Columns, column(q, c.sort, c.label, c.number))
	}
	for _, l := range lines {
		row := ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName, Href: page.ResultURL(l.ID), Sub: l.BranchCode}, {Text: l.CommitteeName}, {Badge: figures.State(l.State, l.Ended)},
			points(l.HasSelf, l.Self), points(l.HasReview, l.Review), points(l.HasSpot, l.Spot), points(l.HasCounts, l.Counts), {}}}
		switch {
		case l.Hidden:
			row.Cells[0] = ui.Cell{Text: l.BranchName, Sub: l.BranchCode}
			row.Cells[7] = ui.Cell{Badge: ui.BadgeProps{Text: "抽查密封中"}}
		case l.HasCounts:
			row.Cells[7] = ui.Cell{Badge: figures.Grade(set, l.Counts.Grade)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func column(q query, sort, label string, number bool) ui.Column {
	c := ui.Column{Label: label, Number: number}
	if sort == "" {
		return c
	}
	current := q.Sort == sort || q.Sort == "" && sort == "branch"
	c.Sort = q.url(func(q *query) { q.Sort, q.Descending, q.Page = sort, current && !q.Descending, 1 })
	if current && q.Descending {
		c.Sorted = "descending"
	} else if current {
		c.Sorted = "ascending"
	}
	return c
}

// points shows a score, and a dash where there is none.
func points(has bool, t oversee.Total) ui.Cell {
	if !has {
		return ui.Cell{Text: "–"}
	}
	return ui.Cell{Text: figures.Points(t.Points)}
}

// lastPage is the last page that holds a branch, as far as they are counted; the
// first where none does.
func lastPage(list oversee.Results) int {
	if list.More {
		return math.MaxInt
	}
	return max(1, (list.Total+oversee.ResultsPageSize-1)/oversee.ResultsPageSize)
}

func pager(q query, list oversee.Results) ui.PagerProps {
	first, shown := (max(q.Page, 1)-1)*oversee.ResultsPageSize, len(list.Lines)
	total := fmt.Sprintf("共 %d 个支部", list.Total)
	if list.More {
		total = fmt.Sprintf("超过 %d 个支部", list.Total)
	}
	p := ui.PagerProps{Text: total}
	if shown > 0 {
		p.Text = fmt.Sprintf("第 %d–%d 个，%s", first+1, first+shown, total)
	}
	if q.Page > 1 {
		p.Previous = q.url(func(q *query) { q.Page-- })
	}
	if first+shown < list.Total || list.More && shown == oversee.ResultsPageSize {
		p.Next = q.url(func(q *query) { q.Page++ })
	}
	return p
}

// ownTable is a branch's own results through the years.
func ownTable(list oversee.Results) ui.TableProps {
	t := ui.TableProps{ID: "own", Caption: "本支部历年结果", Hide: true, Empty: "还没有可以查看的结果。党员可以查看已报送的结果。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "年度"}, {Label: "状态"}, {Label: "自评", Number: true}, {Label: "考核", Number: true}, {Label: "抽查", Number: true}, {Label: "计入", Number: true}, {Label: "等次"}}}
	for _, l := range list.Lines {
		row := ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName, Href: page.ResultURL(l.ID)}, {Text: strconv.Itoa(l.Year) + " 年"}, {Badge: figures.State(l.State, l.Ended)},
			points(l.HasSelf, l.Self), points(l.HasReview, l.Review), points(l.HasSpot, l.Spot), points(l.HasCounts, l.Counts), {}}}
		if l.HasCounts {
			row.Cells[7] = ui.Cell{Badge: figures.Grade(list.Sets[l.Cycle].Set, l.Counts.Grade)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
