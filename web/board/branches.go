package board

import (
	"fmt"
	"strconv"

	"baolei/internal/app/board"
	"baolei/internal/core/scoring"
	"baolei/web/chart"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// branches lists a committee's branches by code.
func (m *maker) branches() (panel, error) {
	p := panel{ID: "branches", Title: "各支部", Note: "按支部代码排列，不是名次", Open: true,
		Table: ui.TableProps{ID: "t-branches", Caption: "各支部", Hide: true, Empty: "还没有支部。",
			Columns: []ui.Column{{Label: "支部"}, {Label: "状态"}, {Label: "自评", Number: true}, {Label: "考核", Number: true}, {Label: "抽查", Number: true}, {Label: "计入", Number: true}, {Label: "等次"}}}}
	for _, l := range m.Branches {
		row := ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName, Href: page.ResultURL(l.ID), Sub: l.BranchCode}, {Badge: figures.State(l.State, l.Ended)},
			score(l.HasSelf, l.Self.Points), score(l.HasReview, l.Review.Points), score(l.HasSpot, l.Spot.Points), score(l.HasCounts, l.Counts.Points), {}}}
		if l.HasCounts {
			row.Cells[6] = ui.Cell{Badge: figures.Grade(m.Set.Set, l.Counts.Grade)}
		}
		p.Table.Rows = append(p.Table.Rows, row)
	}
	return p, nil
}

func score(has bool, p scoring.Points) ui.Cell {
	if !has {
		return ui.Cell{Text: "–"}
	}
	return ui.Cell{Text: figures.Points(p)}
}

// historyView is a branch's own years.
type historyView struct {
	Heading ui.HeadingProps
	Panels  []panel
}

// historyOf shows a branch's years by itself: nobody else's stand beside it.
func historyOf(h *board.History) (historyView, error) {
	v := historyView{Heading: ui.HeadingProps{Title: h.Name + "历年情况", Text: "只有本支部自己的数字，不与其他支部比较。"}}
	totals := panel{ID: "totals", Title: "历年得分", Note: "计入的得分，没有结果的年份不画", Open: true,
		Table: ui.TableProps{ID: "t-totals", Caption: "历年得分", Hide: true, Empty: "本支部还没有参加过考评。",
			Columns: []ui.Column{{Label: "年度"}, {Label: "状态"}, {Label: "自评", Number: true}, {Label: "考核", Number: true}, {Label: "抽查", Number: true}, {Label: "计入", Number: true}, {Label: "等次"}}}}
	var bars []chart.Bar
	for _, y := range h.Years {
		row := ui.TableRow{Cells: []ui.Cell{{Text: strconv.Itoa(y.Cycle.Year) + " 年", Href: page.ResultURL(y.Assessment)}, {Badge: figures.State(y.State, y.Ended)}, score(y.Claimed, y.Self.Total),
			score(y.Signed, y.Review.Total), score(y.HandedIn, y.Spot.Total), score(y.HasResult(), y.Counts.Total), {}}}
		if y.HasResult() {
			row.Cells[6] = ui.Cell{Badge: figures.Grade(y.Set.Set, y.Grade)}
			m := &maker{Board: &board.Board{Set: y.Set}}
			bars = append(bars, chart.Bar{Name: strconv.Itoa(y.Cycle.Year), Value: float64(max(y.Counts.Total, 0)) / 100, Tone: m.tone(y.Grade)})
			totals.Legend = m.gradeKeys()
		}
		totals.Table.Rows = append(totals.Table.Rows, row)
	}
	if len(bars) > 0 {
		drawn, err := chart.Bars("历年得分，数字见表", bars)
		if err != nil {
			return v, err
		}
		totals.Chart = drawn
	}
	v.Panels = append(v.Panels, totals)
	for i := len(h.Years) - 1; i >= 0; i-- {
		if y := h.Years[i]; y.HasResult() {
			v.Panels = append(v.Panels, areasOf(y))
		}
	}
	return v, nil
}

// areasOf is what each area added to a year's result.
func areasOf(y board.BranchYear) panel {
	p := panel{ID: fmt.Sprintf("areas-%d", y.Cycle.Year), Title: fmt.Sprintf("%d 年各项目得分", y.Cycle.Year), Open: true,
		Table: ui.TableProps{ID: fmt.Sprintf("t-areas-%d", y.Cycle.Year), Caption: "各项目得分", Hide: true, Columns: []ui.Column{{Label: "项目"}, {Label: "得分", Number: true}, {Label: "分值", Number: true}}}}
	for _, a := range y.Areas {
		weight := "–"
		if area, ok := y.Set.Area(a.Code); ok && area.HasWeight {
			weight = figures.Short(area.Weight)
		}
		p.Table.Rows = append(p.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.Title, Href: page.ResultAreaURL(y.Assessment, a.Code)}, {Text: figures.Points(scoring.Points(a.Score))}, {Text: weight}}})
	}
	return p
}
