package chart

import (
	"math"
	"unicode/utf8"

	"github.com/go-analyze/charts"
)

// Bar is one upright bar.
type Bar struct {
	Name  string // below it
	Value float64
	Tone  Tone
}

// Bars draws upright bars side by side, each with its figure on top.
func Bars(label string, bars []Bar) (SVG, error) {
	const height = 230
	var tones []Tone
	at := map[Tone]int{}
	for _, b := range bars {
		if _, there := at[b.Tone]; !there {
			at[b.Tone] = len(tones)
			tones = append(tones, b.Tone)
		}
	}
	values := make([][]float64, len(tones)) // one series for each tone, laid on one another
	for i := range values {
		values[i] = make([]float64, len(bars))
	}
	opt := charts.NewBarChartOptionWithData(values)
	for i, b := range bars {
		opt.SeriesList[at[b.Tone]].Values[i] = b.Value
		opt.CategoryAxis.Labels = append(opt.CategoryAxis.Labels, b.Name)
	}
	for i := range opt.SeriesList {
		opt.SeriesList[i].Label = charts.SeriesLabel{Show: charts.Ptr(len(bars) <= 14), FontStyle: font(ink), LabelFormatter: filled}
	}
	opt.Theme, opt.StackSeries, opt.Padding = theme(tones...), charts.Ptr(true), charts.NewBox(4, 16, 6, 2)
	opt.Legend.Show = charts.Ptr(false)
	opt.CategoryAxis.LabelFontStyle, opt.ValueAxis[0].LabelFontStyle = font(muted), font(muted)
	step, most := scale(bars)
	opt.ValueAxis[0].Min, opt.ValueAxis[0].Max, opt.ValueAxis[0].LabelCount = charts.Ptr(0.0), charts.Ptr(most), int(most/step)+1
	opt.ValueAxis[0].ValueFormatter = decimals
	opt.CategoryAxis.BoundaryGap = charts.Ptr(true)
	if fit(bars) {
		opt.CategoryAxis.LabelCount = len(bars)
	}
	opt.BarSize = min(0.75, widest*float64(len(bars))/Width)
	p := painter(height)
	if err := p.BarChart(opt); err != nil {
		return SVG{}, err
	}
	return finish(p, label, height)
}

// fit tells whether every bar's name has its place below it; some are left out
// otherwise.
func fit(bars []Bar) bool {
	const letter = 10 // pixels
	wide := 0
	for _, b := range bars {
		wide += letter * (utf8.RuneCountInString(b.Name) + 1)
	}
	return wide <= Width
}

// widest is how wide a bar gets where there are few.
const widest = 44

// scale is the step of an axis from 0 that takes all bars in at most five steps,
// 1, 2 or 5 times a power of ten, and where it ends.
func scale(bars []Bar) (step, most float64) {
	top := 1.0
	for _, b := range bars {
		top = max(top, b.Value)
	}
	step = math.Pow(10, math.Floor(math.Log10(top/5)))
	for _, times := range []float64{1, 2, 5, 10} {
		if top <= 5*times*step {
			step = max(1, times*step)
			break
		}
	}
	return step, step * math.Ceil(top/step)
}

// filled labels only what there is.
func filled(_ int, _ string, value float64) (string, *charts.LabelStyle) {
	if value == 0 {
		return "", nil
	}
	return decimals(value), nil
}
