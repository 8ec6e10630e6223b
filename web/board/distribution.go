package board

import (
	"fmt"
	"strconv"

	"baolei/internal/core/rollup"
	"baolei/internal/core/scoring"
	"baolei/web/chart"
	"baolei/web/figures"
	"baolei/web/ui"
)

// distribution shows how totals lie between the bounds of the grades; before
// there are results, how the submitted self-assessments do.
func (m *maker) distribution() (panel, error) {
	r := m.Whole.Rollup
	p := panel{ID: "distribution", Title: "得分分布", Note: m.bounds(), Legend: m.gradeKeys(),
		Table: ui.TableProps{ID: "t-distribution", Caption: "得分分布", Hide: true, Empty: "还没有支部提交自评。",
			Columns: []ui.Column{{Label: "分数段"}, {Label: "等次"}, {Label: "支部（计入得分）", Number: true}, {Label: "支部（自评，已提交）", Number: true}}}}
	drawn := r.Results
	if drawn.N == 0 {
		drawn, p.Title = r.Claims, "自评得分分布"
		p.Say = "还没有签署的结果，图中是已提交的自评。"
	}
	var bars []chart.Bar
	for band := range rollup.Bands {
		if !between(r.Results.Bands, band) && !between(r.Claims.Bands, band) {
			continue
		}
		from, _, _, _ := rollup.Bounds(band)
		grade := m.Set.Table().GradeOf(bandStart(band))
		if between(drawn.Bands, band) {
			bars = append(bars, chart.Bar{Name: figures.Short(from), Value: float64(drawn.Bands[band]), Tone: m.tone(grade)})
		}
		g, _ := m.Set.Grade(grade)
		p.Table.Rows = append(p.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: bandName(band)}, {Text: g.Name},
			{Text: strconv.FormatInt(r.Results.Bands[band], 10), Href: m.bandList(band, "counts", r.Results.Bands[band])}, {Text: strconv.FormatInt(r.Claims.Bands[band], 10), Href: m.bandList(band, "self", r.Claims.Bands[band])}}})
	}
	if len(bars) == 0 {
		return p, nil
	}
	svg, err := chart.Bars(fmt.Sprintf("得分分布，%s，数字见表", m.bounds()), bars)
	p.Chart = svg
	return p, err
}

// between tells whether a band lies between the lowest and the highest that hold
// anything.
func between(bands []int64, band int) bool {
	before, after := false, false
	for i, n := range bands {
		before = before || n > 0 && i <= band
		after = after || n > 0 && i >= band
	}
	return before && after
}

// bandStart is a total within a band.
func bandStart(band int) scoring.Points {
	from, has, _, _ := rollup.Bounds(band)
	if !has {
		return -scoring.Point
	}
	return from
}

func bandName(band int) string {
	from, hasFrom, until, hasUntil := rollup.Bounds(band)
	switch {
	case !hasFrom:
		return figures.Short(until) + " 分以下"
	case !hasUntil:
		return figures.Short(from) + " 分及以上"
	}
	return figures.Short(from) + " 至不满 " + figures.Short(until)
}

func (m *maker) bandList(band int, of string, n int64) string {
	if n == 0 {
		return ""
	}
	from, hasFrom, until, hasUntil := rollup.Bounds(band)
	pairs := []string{"of", of}
	if hasFrom {
		pairs = append(pairs, "from", from.String())
	}
	if hasUntil {
		pairs = append(pairs, "until", until.String())
	}
	return m.list(0, pairs...)
}

// bounds tells where the grades begin: "界线 80 / 90 / 110".
func (m *maker) bounds() string {
	text := ""
	for _, g := range m.Set.Grades {
		if g.HasFrom {
			if text != "" {
				text += " / "
			}
			text += figures.Short(g.From)
		}
	}
	return "等次界线 " + text
}

// tone is a grade's colour: the lowest, the rest of the lower half, the upper
// half, the best.
func (m *maker) tone(grade string) chart.Tone {
	for i, g := range m.Set.Grades {
		if g.Code != grade {
			continue
		}
		switch {
		case i == 0:
			return chart.Lost
		case i == len(m.Set.Grades)-1:
			return chart.Best
		case m.Set.Attains(grade):
			return chart.Good
		}
	}
	return chart.Warn
}

func (m *maker) gradeKeys() []key {
	classes := map[chart.Tone]string{chart.Lost: "lost", chart.Warn: "warn", chart.Good: "good", chart.Best: "best"}
	var keys []key
	for _, g := range m.Set.Grades {
		keys = append(keys, key{classes[m.tone(g.Code)], g.Name})
	}
	return keys
}
