package board

import (
	"fmt"
	"math"
	"strconv"

	"baolei/internal/core/rollup"
	"baolei/internal/core/scoring"
	"baolei/web/chart"
	"baolei/web/ui"
)

// gaps compares how much the committees' branches claim beyond their review, and
// how much their reviews gave beyond the spot check.
func (m *maker) gaps() (panel, error) {
	p := panel{ID: "gaps", Title: "考核与抽查之差", Note: "正数为考核多给", Legend: []key{{"dot", "平均差"}, {"dash", "没有差别"}},
		Say: "只是已抽查、已交回的支部的平均差，不代表没有抽到的支部。推算到全部支部的估计和区间，见每次抽查的页面。",
		Table: ui.TableProps{ID: "t-gaps", Caption: "自评、考核、抽查之差", Hide: true, Empty: "还没有党委。",
			Columns: []ui.Column{{Label: "党委"}, {Label: "自评−考核，平均", Number: true}, {Label: "自评高于考核的支部", Number: true}, {Label: "考核−抽查，平均", Number: true}, {Label: "抽查的支部", Number: true}}}}
	var rows []chart.Range
	most := 1.0
	for _, c := range m.Parts {
		row := ui.TableRow{Cells: []ui.Cell{{Text: c.Name, Href: m.boardOf(c)}, {Text: meanGap(c.Review)}, {Text: strconv.FormatInt(c.Review.Higher, 10), Href: m.gapList(c.Organisation, "self_over", c.Review.Higher)},
			{Text: meanGap(c.Spot)}, {Text: strconv.FormatInt(c.Spot.N, 10), Href: m.gapList(c.Organisation, "checked", c.Spot.N)}}}
		if c.Spot.N > 0 {
			mean := float64(scoring.Mean(c.Spot.Sum, c.Spot.N)) / 100
			most = max(most, math.Abs(mean))
			rows = append(rows, chart.Range{Name: c.Name, At: mean, Text: fmt.Sprintf("%s 抽 %d/%d", meanGap(c.Spot), c.Spot.N, c.Branches), Tone: chart.Plain})
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

func meanGap(g rollup.Gap) string {
	if g.N == 0 {
		return "–"
	}
	return signed(int64(scoring.Mean(g.Sum, g.N)))
}

func (m *maker) gapList(committee int64, gap string, n int64) string {
	if n == 0 {
		return ""
	}
	return m.list(committee, "gap", gap)
}
