package board

import (
	"fmt"
	"math"
	"strconv"

	"baolei/internal/core/rollup"
	"baolei/internal/core/sampling"
	"baolei/web/chart"
	"baolei/web/ui"
)

// gaps compares how much the committees' branches claim beyond their review, and
// how much their reviews gave beyond the spot check.
func (m *maker) gaps() (panel, error) {
	p := panel{ID: "gaps", Title: "考核与抽查之差", Note: "正数为考核多给", Legend: []key{{"dot", "平均差"}, {"whisker", "95% 区间"}, {"dash", "没有差别"}},
		Say: "区间按等概率抽取估计（t 分布，有限总体修正），抽到 3 个支部以上才有；区间跨过 0 的，不能说多给了。按票数加权的估计见抽查页。",
		Table: ui.TableProps{ID: "t-gaps", Caption: "自评、考核、抽查之差", Hide: true, Empty: "还没有党委。",
			Columns: []ui.Column{{Label: "党委"}, {Label: "自评−考核，平均", Number: true}, {Label: "自评高于考核的支部", Number: true}, {Label: "考核−抽查，平均", Number: true}, {Label: "95% 区间", Number: true}, {Label: "抽查的支部", Number: true}}}}
	var rows []chart.Range
	most := 1.0
	for _, c := range m.Parts {
		spot := estimate(c.Spot, int(c.Branches))
		row := ui.TableRow{Cells: []ui.Cell{{Text: c.Name, Href: m.boardOf(c)}, {Text: meanGap(c.Review)}, {Text: strconv.FormatInt(c.Review.Higher, 10), Href: m.gapList(c.Organisation, "self_over", c.Review.Higher)},
			{Text: meanGap(c.Spot)}, {Text: "–"}, {Text: strconv.FormatInt(c.Spot.N, 10), Href: m.gapList(c.Organisation, "checked", c.Spot.N)}}}
		if c.Spot.N > 0 {
			line := chart.Range{Name: c.Name, At: spot.Mean, Text: fmt.Sprintf("%s 抽 %d/%d", meanGap(c.Spot), c.Spot.N, c.Branches), Tone: chart.Plain}
			most = max(most, math.Abs(spot.Mean))
			if spot.Interval {
				line.HasInterval, line.Low, line.High = true, spot.Low, spot.High
				most = max(most, math.Abs(spot.Low), math.Abs(spot.High))
				row.Cells[4].Text = hundredths(spot.Low) + " – " + hundredths(spot.High)
				if spot.Low > 0 {
					line.Tone = chart.Lost
				}
			}
			rows = append(rows, line)
		}
		p.Table.Rows = append(p.Table.Rows, row)
	}
	if len(rows) == 0 {
		p.Title, p.Note, p.Legend, p.Open = "自评、考核、抽查之差", "还没有交回的抽查", nil, true
		p.Say = ""
		return p, nil
	}
	if m.file {
		return p, nil
	}
	most = min(math.Ceil(most), 40)
	drawn, err := chart.Ranges("各党委考核与抽查之差，数字见表", rows, chart.Scale{From: -most, Until: most})
	p.Chart = drawn
	return p, err
}

func estimate(g rollup.Gap, branches int) sampling.Estimate {
	if g.N == 0 {
		return sampling.Estimate{}
	}
	return sampling.Summed(max(branches, int(g.N)), int(g.N), float64(g.Sum)/100, float64(g.Squares)/100_00)
}

func meanGap(g rollup.Gap) string {
	if g.N == 0 {
		return "–"
	}
	return signed(int64(math.Round(float64(g.Sum) / float64(g.N))))
}

func hundredths(points float64) string { return signed(int64(math.Round(points * 100))) }

func (m *maker) gapList(committee int64, gap string, n int64) string {
	if n == 0 {
		return ""
	}
	return m.list(committee, "gap", gap)
}
