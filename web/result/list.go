package result

import (
	"fmt"
	"math"
	"net/url"
	"slices"
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
	Narrowed         []ui.Filter // what else narrows; each leads to the list without it
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

func listOf(q query, list oversee.Results) listView {
	v := listView{Title: "结果", None: list.Set == nil}
	if v.None {
		return v
	}
	v.Title = strconv.Itoa(list.Cycle.Year) + " 年结果"
	v.Text = "自评是支部的申报，签署后才是结果；没有结果的支部按未达标计。"
	if list.Cycle.Ended() {
		v.Text = "周期已经结束：报送了的才是结果，没有结果的支部按未达标计。"
	}
	v.Stats = stats(list)
	v.Clear = q.url(func(q *query) { q.Narrow = oversee.Narrow{Cycle: q.Cycle, Page: 1} })
	v.States = states(q, list)
	v.Narrowed = narrowed(q, list)
	v.fields(q, list)
	v.Table = table(q, list.Set.Set, list.Lines)
	v.Pager = pager(q, list)
	return v
}

func stats(list oversee.Results) []ui.Stat {
	t := list.Tally
	has := "已签署"
	if t.Ended {
		has = "有结果"
	}
	attained := progress.Of(t.Attained, t.All)
	if t.Sealed {
		attained = "–"
	}
	of := progress.Place{Cycle: list.Cycle.ID}
	return append(of.Rates(t, list.Cycle.Target),
		ui.Stat{Label: figures.Signed("达标和优秀", t.Ended), Value: attained, Href: of.List(t.Attained, "reach", "yes")},
		of.Stat(has, t.Results(), t.All, "reach", "has"),
		of.Stat("已提交", t.Submitted(), t.All, "reach", "claimed"))
}

func states(q query, list oversee.Results) []ui.Filter {
	filters := []ui.Filter{{Label: "全部", Count: strconv.Itoa(list.Tally.All), On: q.State == "", Href: q.url(func(q *query) { q.State, q.Page = "", 1 })}}
	for _, s := range workflow.States() {
		filters = append(filters, ui.Filter{Label: s.Within(list.Cycle.Ended()), Count: strconv.Itoa(list.Tally.In[s]), On: q.State == s, Href: q.url(func(q *query) { q.State, q.Page = s, 1 })})
	}
	return filters
}

// narrowed tells what a figure of a board narrowed the list to.
func narrowed(q query, list oversee.Results) []ui.Filter {
	var chips []ui.Filter
	chip := func(label string, without func(*query)) {
		chips = append(chips, ui.Filter{Label: label, On: true, Href: q.url(func(q *query) { without(q); q.Page = 1 })})
	}
	if label := reaches(q.Reach, list.Cycle.Ended()); label != "" {
		chip(label, func(q *query) { q.Reach = "" })
	}
	if label := gaps[q.Gap]; label != "" {
		chip(label, func(q *query) { q.Gap = "" })
	}
	if q.From != nil || q.Until != nil {
		chip(span(q), func(q *query) { q.Of, q.From, q.Until = "", nil, nil })
	}
	if q.Lost != "" {
		chip(named(list, q.Lost)+"有失分或得分", func(q *query) { q.Lost = "" })
	}
	if q.Differs != "" {
		chip(named(list, q.Differs)+"自评与考核不同", func(q *query) { q.Differs = "" })
	}
	return chips
}

// reaches tells by what of their results the branches were narrowed.
func reaches(reach string, ended bool) string {
	switch {
	case reach == "yes" || reach == "no":
		return figures.Signed(map[string]string{"yes": "达标和优秀", "no": "没有达标"}[reach], ended)
	case reach == "claimed":
		return "已提交"
	case reach == "sent":
		return "已报送"
	case reach == "sent_yes":
		return figures.Reported("达标和优秀", ended)
	case ended:
		return map[string]string{"has": "有结果", "none": "没有结果"}[reach]
	}
	return map[string]string{"has": "已签署", "none": "还没有签署"}[reach]
}

var gaps = map[string]string{"self_over": "自评高于考核", "self_under": "自评低于考核", "checked": "已抽查", "spot_over": "考核高于抽查"}

func span(q query) string {
	text := "计入得分"
	if q.Of == "self" {
		text = "自评得分"
	}
	if q.From != nil {
		text += " " + figures.Short(*q.From) + " 分起"
	}
	if q.Until != nil {
		text += " 不满 " + figures.Short(*q.Until) + " 分"
	}
	return text
}

// named is the name of an item or area by its code.
func named(list oversee.Results, code string) string {
	if item, known := list.Set.Titled(code); known {
		return item + "："
	}
	if area, known := list.Set.Area(code); known {
		return area.Title + "："
	}
	return ""
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
	v.choosable(q, list)
	v.Grade = ui.Select{ID: "grade", Name: "grade", Label: "等次", Empty: "全部等次", Value: q.Grade}
	for _, g := range list.Set.Grades {
		v.Grade.Options = append(v.Grade.Options, ui.Option{Value: g.Code, Label: g.Name})
	}
	v.Search = ui.Text{ID: "q", Name: "q", Label: "支部名称或代码", Type: "search", Value: q.Text, MaxLength: "40"}
	v.kept(q)
}

// choosable makes sure that what the list is narrowed to is among the choices: a
// general branch, or a committee beyond the first hundred.
func (v *listView) choosable(q query, list oversee.Results) {
	has := func(o ui.Option) bool { return o.Value == v.Committee.Value }
	if q.Committee != 0 && list.Committee != "" && !slices.ContainsFunc(v.Committee.Options, has) {
		v.Committee.Options = append(v.Committee.Options, ui.Option{Value: v.Committee.Value, Label: list.Committee})
	}
}

// kept are the parts of the address that the form has no field for.
func (v *listView) kept(q query) {
	address, err := url.Parse(q.url(func(q *query) { q.Cycle, q.Committee, q.Grade, q.Text, q.Page = 0, 0, "", "", 1 }))
	if err != nil {
		return // the address is our own
	}
	for name, values := range address.Query() {
		v.Hidden = append(v.Hidden, ui.Hidden{Name: name, Value: values[0]})
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
