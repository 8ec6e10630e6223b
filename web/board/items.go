package board

import (
	"cmp"
	"slices"
	"strconv"

	"baolei/internal/core/scoring"
	"baolei/web/chart"
	"baolei/web/figures"
	"baolei/web/ui"
)

// charted is how many items a chart shows; the table has them all.
const charted = 12

// items lists the items by what is lost on them, then those that earn by what is
// won.
func (m *maker) items() (panel, error) {
	r := m.Whole
	p := panel{ID: "items", Title: "失分最多的项目", Note: "每个" + m.withResult() + "的支部平均",
		Table: ui.TableProps{ID: "t-items", Caption: "各项目得失", Hide: true, Empty: "还没有签署的结果。",
			Columns: []ui.Column{{Label: "项目"}, {Label: "平均", Number: true}, {Label: "有失分或得分的支部", Number: true}, {Label: "合计", Number: true}}}}
	if r.Results.N == 0 {
		return p, nil
	}
	order := make([]int, len(m.Shape.Items))
	for i := range order {
		order[i] = i
	}
	earns := func(i int) bool { return m.Shape.Items[i].Direction == scoring.Earn }
	slices.SortStableFunc(order, func(a, b int) int {
		if earns(a) != earns(b) {
			if earns(b) {
				return -1
			}
			return 1
		}
		return cmp.Compare(r.Lost[b], r.Lost[a])
	})
	var rows []chart.Range
	for _, i := range order {
		code := m.Shape.Items[i].Code
		mean := scoring.Mean(r.Lost[i], r.Results.N)
		amount, tone := figures.Amount(m.Shape.Items[i].Direction, mean)
		name, _ := m.Set.Titled(code)
		if !earns(i) && r.Lost[i] > 0 && len(rows) < charted {
			rows = append(rows, chart.Range{Name: name, At: float64(mean) / 100, Text: amount + " 分", Tone: chart.Lost})
		}
		total, _ := figures.Amount(m.Shape.Items[i].Direction, scoring.Points(r.Lost[i]))
		p.Table.Rows = append(p.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: name}, {Text: amount, Tone: tone}, {Text: strconv.FormatInt(r.Losers[i], 10), Href: m.lostList(code, r.Losers[i])}, {Text: total}}})
	}
	if len(rows) == 0 {
		return p, nil
	}
	drawn, err := chart.Ranges("失分最多的项目，数字见表", rows, chart.Scale{Until: max(0.5, rows[0].At), Bars: true, Names: 190})
	p.Chart = drawn
	return p, err
}

func (m *maker) lostList(code string, n int64) string {
	if n == 0 {
		return ""
	}
	return m.list(0, "lost", code)
}

// gapItems lists the items on which the levels differ most.
func (m *maker) gapItems() (panel, error) {
	r := m.Whole
	p := panel{ID: "gap-items", Title: "差在哪些项目", Note: "分，正数为前者多", Open: true,
		Table: ui.TableProps{ID: "t-gap-items", Caption: "各项目三方之差", Hide: true, Empty: "自评、考核、抽查没有不同，或还没有签署的结果。",
			Columns: []ui.Column{{Label: "项目"}, {Label: "自评多于考核，合计", Number: true}, {Label: "考核多于抽查，合计", Number: true}}}}
	order := []int{}
	for i := range m.Shape.Items {
		if r.Review.Items[i] != 0 || r.Spot.Items[i] != 0 {
			order = append(order, i)
		}
	}
	size := func(i int) int64 {
		return max(r.Review.Items[i], -r.Review.Items[i]) + max(r.Spot.Items[i], -r.Spot.Items[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size(b), size(a)) })
	for _, i := range order {
		code := m.Shape.Items[i].Code
		name, _ := m.Set.Titled(code)
		p.Table.Rows = append(p.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: name}, {Text: signed(r.Review.Items[i]), Href: m.list(0, "differs", code)}, {Text: signed(r.Spot.Items[i])}}})
	}
	return p, nil
}

// signed writes hundredths of a point with their sign; 0 without.
func signed(p int64) string {
	if p > 0 {
		return "+" + figures.Points(scoring.Points(p))
	}
	return figures.Points(scoring.Points(p))
}
