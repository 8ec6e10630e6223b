package board

import (
	"fmt"
	"strconv"

	"baolei/internal/app/board"
	"baolei/internal/core/rollup"
	"baolei/web/chart"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// attainment compares the committees' rates with the target, each with the
// interval that its number of branches allows.
func (m *maker) attainment() (panel, error) {
	name := "各党委" + figures.Signed("达标率", m.Ended())
	p := panel{ID: "attainment", Title: name, Note: "按党委代码排列，不是名次",
		Legend: []key{{"bar", figures.Signed("达标率", m.Ended())}, {"whisker", "95% 区间"}, {"dash", "目标 " + figures.Percent(m.Cycle.Target)}},
		Say:    "支部少的党委，一个支部就能让达标率差出很多。横线是 95% 区间（Wilson 法）：区间跨过目标线的，还不能说高了或低了。",
		Table: ui.TableProps{ID: "t-attainment", Caption: name, Hide: true, Empty: "还没有党委。",
			Columns: []ui.Column{{Label: "党委"}, {Label: "支部", Number: true}, {Label: m.withResult(), Number: true}, {Label: figures.Signed("达标和优秀", m.Ended()), Number: true}, {Label: figures.Signed("达标率", m.Ended()), Number: true}, {Label: "95% 区间", Number: true}, {Label: "与目标"}}}}
	if !m.Ended() {
		p.Table.Columns = append(p.Table.Columns, ui.Column{Label: figures.Reported("达标率", false), Number: true})
	}
	var rows []chart.Range
	for _, c := range m.Parts {
		n, all := m.Attained(c), int(c.Branches)
		row := chart.Range{Name: c.Name, At: float64(rate(n, all)) / 100, Text: fmt.Sprintf("%s %d/%d", figures.Percent(rate(n, all)), n, all), Tone: chart.Good}
		interval := "–"
		if all > 0 {
			low, high := rollup.Wilson(n, all)
			row.HasInterval, row.Low, row.High = true, float64(low)/100, float64(high)/100
			interval = figures.PercentRange(low, high)
			if n*100_00 < m.Cycle.Target*all {
				row.Tone = chart.Warn
			}
		}
		rows = append(rows, row)
		p.Table.Rows = append(p.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: c.Name, Href: m.boardOf(c)}, {Text: strconv.Itoa(all), Href: m.list(c.Organisation)},
			{Text: strconv.Itoa(m.Results(c)), Href: m.list(c.Organisation, "reach", "has")}, {Text: strconv.Itoa(n), Href: m.list(c.Organisation, "reach", "yes")},
			{Text: figures.Percent(rate(n, all)), Href: m.list(c.Organisation, "reach", "yes")}, {Text: interval}, {Badge: toTarget(n, all, m.Cycle.Target)}}})
		if last := &p.Table.Rows[len(p.Table.Rows)-1]; !m.Ended() {
			last.Cells = append(last.Cells, ui.Cell{Text: figures.Percent(rate(m.Reported(c), all)), Href: m.list(c.Organisation, "reach", "sent_yes")})
		}
	}
	if len(rows) == 0 || m.file {
		return p, nil
	}
	drawn, err := chart.Ranges(fmt.Sprintf("%s，目标 %s，数字见表", name, figures.Percent(m.Cycle.Target)), rows, chart.Scale{Until: 100, Mark: float64(m.Cycle.Target) / 100, Bars: true})
	p.Chart = drawn
	return p, err
}

// boardOf is a committee's own board.
func (m *maker) boardOf(c board.Part) string {
	return page.BoardURL(page.BoardAt{Cycle: m.at.Cycle, Place: c.Organisation})
}

// years lays the rates of the years beside their targets.
func (m *maker) years() (panel, error) {
	p := panel{ID: "years", Title: "历年达标率与目标", Legend: []key{{"dot", "达标率"}, {"square", "目标"}},
		Table: ui.TableProps{ID: "t-years", Caption: "历年达标率与目标", Hide: true, Empty: "还没有考评过。",
			Columns: []ui.Column{{Label: "年度"}, {Label: "目标", Number: true}, {Label: "支部", Number: true}, {Label: "达标和优秀", Number: true}, {Label: "达标率", Number: true}, {Label: "与目标"}}}}
	for _, y := range m.Years {
		if !y.Ended {
			p.Note = strconv.Itoa(y.Year) + " 年还没有结束，先按已报送的算"
		}
	}
	var names []string
	reached, wanted := chart.Line{Tone: chart.Plain}, chart.Line{Tone: chart.Faint, Square: true}
	for _, y := range m.Years {
		year := ui.Cell{Text: strconv.Itoa(y.Year) + " 年", Href: page.BoardURL(page.BoardAt{Cycle: y.Cycle, Place: m.Place.ID})}
		if !y.Ended {
			year.Sub = "没有结束，已报送"
		}
		names = append(names, strconv.Itoa(y.Year))
		reached.Values = append(reached.Values, tenth(rate(y.Reported, y.Branches)))
		wanted.Values = append(wanted.Values, tenth(y.Target))
		p.Table.Rows = append(p.Table.Rows, ui.TableRow{Cells: []ui.Cell{year,
			{Text: figures.Percent(y.Target)}, {Text: strconv.Itoa(y.Branches), Href: m.listOf(y.Cycle, 0)}, {Text: strconv.Itoa(y.Reported), Href: m.listOf(y.Cycle, 0, "reach", "sent_yes")},
			{Text: figures.Percent(rate(y.Reported, y.Branches)), Href: m.listOf(y.Cycle, 0, "reach", "sent_yes")}, {Badge: toTarget(y.Reported, y.Branches, y.Target)}}})
	}
	if len(m.Without) > 0 {
		p.Say = "您密封抽查的支部还没有交回，那一年的达标率不列；交回以后照常列出。"
	}
	if len(names) == 0 {
		return p, nil
	}
	drawn, err := chart.Lines("历年达标率与目标，数字见表", names, []chart.Line{wanted, reached})
	p.Chart = drawn
	return p, err
}

// tenth is hundredths of a percent as percent, cut off after one decimal.
func tenth(hundredths int) float64 { return float64(hundredths/10) / 10 }
