package chart

import "github.com/go-analyze/charts"

// Line is a row of figures that follow each other, in percent.
type Line struct {
	Values []float64
	Tone   Tone
	Square bool // squares for its points, so that lines are told apart without colour
}

// Lines draws rates from 0 to 100 percent over the names of an axis, each point
// with its figure.
func Lines(label string, names []string, lines []Line) (SVG, error) {
	const height = 210
	var values [][]float64
	var tones []Tone
	for _, l := range lines {
		values, tones = append(values, l.Values), append(tones, l.Tone)
	}
	opt := charts.NewLineChartOptionWithData(values)
	for i, l := range lines {
		s := &opt.SeriesList[i]
		s.Label = charts.SeriesLabel{Show: charts.Ptr(true), FontStyle: font(ink), ValueFormatter: func(f float64) string { return decimals(f) + "%" }}
		if s.Symbol = (charts.Symbol{Shape: charts.SymbolDot, Size: 4}); l.Square {
			s.Symbol.Shape = charts.SymbolSquare
		}
	}
	opt.Theme, opt.Padding, opt.LineStrokeWidth = theme(tones...), charts.NewBox(4, 20, 30, 2), 2
	opt.Legend.Show = charts.Ptr(false)
	opt.XAxis.Labels, opt.XAxis.LabelFontStyle, opt.XAxis.BoundaryGap = names, font(muted), charts.Ptr(true)
	opt.YAxis[0].Min, opt.YAxis[0].Max, opt.YAxis[0].LabelFontStyle, opt.YAxis[0].LabelCount = charts.Ptr(0.0), charts.Ptr(100.0), font(muted), 6
	opt.YAxis[0].ValueFormatter = func(f float64) string { return decimals(f) + "%" }
	p := painter(height)
	if err := p.LineChart(opt); err != nil {
		return SVG{}, err
	}
	return finish(p, label, height)
}
