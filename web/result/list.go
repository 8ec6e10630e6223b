package result

import (
	"fmt"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/indicator"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/progress"
	"baolei/web/ui"
)

// listView is the list of a cycle.
type listView struct {
	Title, Text      string
	Stats            []ui.Stat
	States           []ui.Filter
	Cycle, Committee ui.Select
	Grade            ui.Select
	Search           ui.Text
	Hidden           []ui.Hidden
	Clear            string
	Table            ui.TableProps
	Pager            ui.PagerProps
	Export           *ui.Form
	None             bool // no cycle was opened yet
}

// pageSize is how many branches a page shows.
const pageSize = 30

func listOf(q query, list oversee.Results) listView {
	v := listView{Title: "结果", None: list.Set == nil}
	if v.None {
		return v
	}
	v.Title = strconv.Itoa(list.Cycle.Year) + " 年结果"
	v.Text = "自评是支部的申报，签署后才是结果；没有结果的支部按未达标计。"
	v.Stats = stats(list)
	v.Clear = q.url(func(q *query) { q.Narrow = oversee.Narrow{Cycle: q.Cycle}; q.Page = 1 })
	v.States = states(q, list)
	v.fields(q, list)
	first := min((q.Page-1)*pageSize, len(list.Lines))
	shown := list.Lines[first:min(first+pageSize, len(list.Lines))]
	v.Table = table(q, list.Set.Set, shown)
	v.Pager = pager(q, first, len(shown), len(list.Lines))
	return v
}

func stats(list oversee.Results) []ui.Stat {
	t := list.Tally
	return []ui.Stat{
		{Label: "达标率 · 目标 " + figures.Percent(list.Cycle.Target), Value: figures.Percent(t.Rate()), Badge: progress.ToTarget(t, list.Cycle.Target)},
		{Label: "达标和优秀", Value: progress.Of(t.Attained, t.All)},
		{Label: "已有结果", Value: progress.Of(t.Results(), t.All)},
		{Label: "已提交", Value: progress.Of(t.Submitted(), t.All)},
	}
}

func states(q query, list oversee.Results) []ui.Filter {
	filters := []ui.Filter{{Label: "全部", Count: strconv.Itoa(list.Tally.All), On: q.State == "", Href: q.url(func(q *query) { q.State, q.Page = "", 1 })}}
	for _, s := range workflow.States() {
		filters = append(filters, ui.Filter{Label: s.Chinese(), Count: strconv.Itoa(list.Tally.In[s]), On: q.State == s, Href: q.url(func(q *query) { q.State, q.Page = s, 1 })})
	}
	return filters
}

func (v *listView) fields(q query, list oversee.Results) {
	v.Cycle = ui.Select{ID: "cycle", Name: "cycle", Label: "年度", Value: strconv.FormatInt(list.Cycle.ID, 10)}
	for _, c := range list.Cycles {
		v.Cycle.Options = append(v.Cycle.Options, ui.Option{Value: strconv.FormatInt(c.ID, 10), Label: strconv.Itoa(c.Year) + " 年"})
	}
	v.Committee = ui.Select{ID: "committee", Name: "committee", Label: "党委", Empty: "全部党委", Value: idOrEmpty(q.Committee)}
	for _, c := range list.Committees {
		v.Committee.Options = append(v.Committee.Options, ui.Option{Value: strconv.FormatInt(c.ID, 10), Label: c.Name})
	}
	v.Grade = ui.Select{ID: "grade", Name: "grade", Label: "等次", Empty: "全部等次", Value: q.Grade}
	for _, g := range list.Set.Grades {
		v.Grade.Options = append(v.Grade.Options, ui.Option{Value: g.Code, Label: g.Name})
	}
	v.Search = ui.Text{ID: "q", Name: "q", Label: "支部名称或代码", Type: "search", Value: q.Text, MaxLength: "40"}
	for name, value := range map[string]string{"state": string(q.State), "sort": q.Sort} {
		if value != "" {
			v.Hidden = append(v.Hidden, ui.Hidden{Name: name, Value: value})
		}
	}
	if q.Descending {
		v.Hidden = append(v.Hidden, ui.Hidden{Name: "order", Value: "desc"})
	}
}

func idOrEmpty(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

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
		row := ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName, Href: page.ResultURL(l.ID), Sub: l.BranchCode}, {Text: l.CommitteeName}, {Badge: figures.State(l.State)},
			points(l.HasSelf, l.Self), points(l.HasReview, l.Review), points(l.HasSpot, l.Spot), points(l.HasReview, l.Counts), {}}}
		switch {
		case l.Hidden:
			row.Cells[0] = ui.Cell{Text: l.BranchName, Sub: l.BranchCode}
			row.Cells[7] = ui.Cell{Badge: ui.BadgeProps{Text: "抽查密封中"}}
		case l.HasReview:
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

func pager(q query, first, shown, total int) ui.PagerProps {
	p := ui.PagerProps{Text: fmt.Sprintf("共 %d 个支部", total)}
	if shown > 0 {
		p.Text = fmt.Sprintf("第 %d–%d 个，共 %d 个支部", first+1, first+shown, total)
	}
	if q.Page > 1 {
		p.Previous = q.url(func(q *query) { q.Page-- })
	}
	if first+shown < total {
		p.Next = q.url(func(q *query) { q.Page++ })
	}
	return p
}

// ownTable is a branch's own results through the years.
func ownTable(list oversee.Results) ui.TableProps {
	t := ui.TableProps{ID: "own", Caption: "本支部历年结果", Hide: true, Empty: "还没有可以查看的结果。党员可以查看已报送的结果。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "年度"}, {Label: "状态"}, {Label: "自评", Number: true}, {Label: "考核", Number: true}, {Label: "抽查", Number: true}, {Label: "计入", Number: true}, {Label: "等次"}}}
	for _, l := range list.Lines {
		row := ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName, Href: page.ResultURL(l.ID)}, {Text: strconv.Itoa(l.Year) + " 年"}, {Badge: figures.State(l.State)},
			points(l.HasSelf, l.Self), points(l.HasReview, l.Review), points(l.HasSpot, l.Spot), points(l.HasReview, l.Counts), {}}}
		if l.HasReview {
			row.Cells[7] = ui.Cell{Badge: figures.Grade(list.Sets[l.Cycle].Set, l.Counts.Grade)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
