package calibration

import (
	"fmt"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// view is the page.
type view struct {
	None      bool // no cycle has been opened
	Year      ui.Select
	Committee *ui.Select // nil where there is one
	Item      ui.Select
	Title     string // of the item
	Note      string
	Table     *ui.TableProps // by reviewer or committee, or by item
	Cases     *ui.TableProps
	CasesNote string
	Filters   []ui.Filter
	Say       string // in the place of a table
}

func viewOf(q query, c oversee.Calibration) view {
	v := view{None: c.Set == nil}
	if v.None {
		return v
	}
	v.fields(q, c)
	switch {
	case c.Item != nil:
		v.item(q, c)
	case c.Committee == 0:
		v.Say = "选一个党委看它的全部项目，或选一个项目看各党委。"
	default:
		v.items(q, c)
	}
	return v
}

func (v *view) fields(q query, c oversee.Calibration) {
	v.Year = ui.Select{ID: "cycle", Name: "cycle", Label: "年度", Value: strconv.FormatInt(c.Cycle.ID, 10)}
	for _, y := range c.Cycles {
		v.Year.Options = append(v.Year.Options, ui.Option{Value: strconv.FormatInt(y.ID, 10), Label: strconv.Itoa(y.Year) + " 年"})
	}
	if len(c.Committees) > 1 {
		v.Committee = &ui.Select{ID: "committee", Name: "committee", Label: "党委", Empty: "全部党委", Value: strconv.FormatInt(c.Committee, 10)}
		for _, t := range c.Committees {
			v.Committee.Options = append(v.Committee.Options, ui.Option{Value: strconv.FormatInt(t.ID, 10), Label: t.Name})
		}
	}
	v.Item = ui.Select{ID: "item", Name: "item", Label: "项目", Empty: "全部项目", Value: q.item}
	for _, item := range c.Set.All() {
		v.Item.Options = append(v.Item.Options, ui.Option{Value: item.Code, Label: c.Set.Number(item.Code) + " " + item.Title})
	}
}

// item compares the reviewers of a committee, or the committees, on one item.
func (v *view) item(q query, c oversee.Calibration) {
	v.Title = c.Set.Number(c.Item.Code) + " " + c.Item.Title
	first := "考核员"
	v.Note = "各人考的支部不同，差别不一定出在尺度上；不足 5 个支部的只作参考。"
	if c.ByCommittee {
		first, v.Note = "党委", "只统计已签署的支部。各党委的支部不同，差别不一定出在尺度上；不足 5 个支部的只作参考。"
	}
	t := &ui.TableProps{ID: "groups", Caption: v.Title, Hide: true, Empty: "还没有核过这一项。", Columns: append([]ui.Column{{Label: first}}, measures(c.Item)...)}
	for _, g := range c.Groups {
		name := ui.Cell{Text: g.Name}
		if g.Few() {
			name.Badge = ui.BadgeProps{Text: "支部少，只作参考"}
		}
		all, changed := page.CalibrationCasesURL(q.cycle, q.committee, q.item, g.ID, false), page.CalibrationCasesURL(q.cycle, q.committee, q.item, g.ID, true)
		if c.ByCommittee {
			name.Href = page.CalibrationOfURL(q.cycle, g.ID, q.item)
			all, changed = page.CalibrationCasesURL(q.cycle, g.ID, q.item, 0, false), page.CalibrationCasesURL(q.cycle, g.ID, q.item, 0, true)
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: append([]ui.Cell{name}, figuresOf(c.Item, g, all, changed)...)})
	}
	if len(c.Groups) > 1 {
		t.Rows = append(t.Rows, ui.TableRow{Cells: append([]ui.Cell{{Text: "合计"}}, figuresOf(c.Item, c.All,
			page.CalibrationCasesURL(q.cycle, q.committee, q.item, 0, false), page.CalibrationCasesURL(q.cycle, q.committee, q.item, 0, true))...)})
	}
	v.Table = t
	v.cases(q, c)
}

func measures(item *indicator.Item) []ui.Column {
	what := "平均扣分"
	if item.Direction == scoring.Earn {
		what = "平均得分"
	}
	return []ui.Column{{Label: "核了几个支部", Number: true}, {Label: what, Number: true}, {Label: "最少到最多", Number: true}, {Label: "标准差", Number: true}, {Label: "与自评不同", Number: true}}
}

// figuresOf are the figures of a group, each with the list behind it.
func figuresOf(item *indicator.Item, j oversee.Judgement, all, changed string) []ui.Cell {
	spread := ui.Cell{Text: "–"}
	if !j.Few() {
		spread = ui.Cell{Text: j.Deviation.String(), Href: all}
	}
	mean, _ := figures.Amount(item.Direction, j.Mean)
	cells := []ui.Cell{{Text: strconv.Itoa(j.N), Href: all}, {Text: mean, Href: all}, {Text: span(item, j), Href: all}, spread, {Text: "0"}}
	if j.Changed > 0 {
		cells[4] = ui.Cell{Text: fmt.Sprintf("%d / %d", j.Changed, j.N), Href: changed}
	}
	return cells
}

func span(item *indicator.Item, j oversee.Judgement) string {
	least, _ := figures.Amount(item.Direction, j.Least)
	most, _ := figures.Amount(item.Direction, j.Most)
	if least == most {
		return "都是 " + least
	}
	return least + " 到 " + most
}

// cases lists the branches behind the figures.
func (v *view) cases(q query, c oversee.Calibration) {
	if c.ByCommittee {
		return
	}
	of, name := c.All, "全部考核员"
	for _, g := range c.Groups {
		if g.ID == q.reviewer {
			of, name = g, g.Name
		}
	}
	show := func(label string, n int, changed bool) ui.Filter {
		return ui.Filter{Label: label, Count: strconv.Itoa(n), On: q.changed == changed, Href: page.CalibrationCasesURL(q.cycle, q.committee, q.item, q.reviewer, changed)}
	}
	v.CasesNote, v.Filters = name+"核的支部，扣得多、得得多的在前", []ui.Filter{show("全部", of.N, false), show("与自评不同", of.Changed, true)}
	v.Cases = &ui.TableProps{ID: "branches", Caption: "支部", Hide: true, Empty: "没有这样的支部。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "自评", Number: true}, {Label: "核定", Number: true}, {Label: "考核员"}, {Label: "时间"}}}
	for _, x := range of.Cases {
		if q.changed && x.Amount == x.Stated {
			continue
		}
		v.Cases.Rows = append(v.Cases.Rows, caseRow(c, x))
	}
}

func caseRow(c oversee.Calibration, x oversee.Case) ui.TableRow {
	self, _ := figures.Amount(c.Item.Direction, x.Stated)
	review, tone := figures.Amount(c.Item.Direction, x.Amount)
	_, area, _ := c.Set.Item(x.Item)
	row := ui.TableRow{Cells: []ui.Cell{{Text: x.Branch, Href: page.ResultItemURL(x.Assessment, area.Code, x.Item)}, {Text: self}, {Text: review, Tone: tone}, {Text: x.ReviewerName}, {Text: figures.Moment(x.At)}}}
	if x.Inside {
		row.Cells[0].Href = page.ReviewItemURL(x.Assessment, x.Item)
	}
	if x.Amount != x.Stated {
		row.Cells[2].Badge = ui.BadgeProps{Text: "不同", Tone: ui.Warn}
	}
	return row
}

// items tells of each item of a committee how far its reviewers lie apart.
func (v *view) items(q query, c oversee.Calibration) {
	v.Note = "相差，是核了 5 个以上支部的考核员之间平均数的最大差；各人考的支部不同，差别不一定出在尺度上。点项目看每位考核员。"
	t := &ui.TableProps{ID: "by-item", Caption: "各项目", Hide: true, Empty: "还没有核过的项目。", Columns: []ui.Column{{Label: "项目"}, {Label: "核了几个支部", Number: true},
		{Label: "平均", Number: true}, {Label: "最少到最多", Number: true}, {Label: "与自评不同", Number: true}, {Label: "考核员", Number: true}, {Label: "相差", Number: true}}}
	for _, it := range c.Items {
		all, changed := page.CalibrationCasesURL(q.cycle, q.committee, it.Code, 0, false), page.CalibrationCasesURL(q.cycle, q.committee, it.Code, 0, true)
		f := figuresOf(it.Item, it.Judgement, all, changed)
		gap := ui.Cell{Text: "–"}
		if it.HasGap {
			gap = ui.Cell{Text: it.Gap.String(), Href: page.CalibrationOfURL(q.cycle, q.committee, it.Code)}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: c.Set.Number(it.Code) + " " + it.Title, Href: page.CalibrationOfURL(q.cycle, q.committee, it.Code)},
			f[0], f[1], f[2], f[4], {Text: strconv.Itoa(it.Reviewers)}, gap}})
	}
	v.Title, v.Table = "各项目", t
}
