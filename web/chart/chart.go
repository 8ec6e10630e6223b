// Package chart draws figures as SVG on the server, with the library
// go-analyze/charts, so that charts need no script, print sharply and keep to the
// Content-Security-Policy: what the library writes as style attributes comes out
// as presentation attributes, and text in the page's own font.
//
// A chart is for the eye. Whoever shows one shows its figures as a table beside
// it, and names in Label what it draws.
package chart

import (
	"context"
	"fmt"
	"html"
	"io"
	"strconv"

	"github.com/a-h/templ"
	"github.com/go-analyze/charts"
)

// Tone is a colour with a meaning, as of badges.
type Tone int

// The tones.
const (
	Plain Tone = iota // a figure without a verdict
	Lost
	Warn
	Good
	Best
	Faint // what is compared with
)

var colours = map[Tone]charts.Color{
	Plain: charts.ColorRGB(28, 87, 154), Lost: charts.ColorRGB(179, 32, 31), Warn: charts.ColorRGB(194, 120, 3), Good: charts.ColorRGB(21, 104, 58),
	Best: charts.ColorRGB(28, 87, 154), Faint: charts.ColorRGB(131, 140, 153),
}

var (
	ink   = charts.ColorRGB(27, 35, 48)
	muted = charts.ColorRGB(84, 94, 109)
	line  = charts.ColorRGB(223, 227, 233)
	paper = charts.ColorRGB(255, 255, 255)
)

// Width is the width of every chart in its own units; it is scaled to the room
// that there is.
const Width = 440

const fontSize = 9.5 // points; 13 of the chart's units

// SVG is a drawn chart.
type SVG struct {
	label  string
	height int
	body   []byte // what is within the svg element
}

// Render writes the chart.
func (s SVG) Render(_ context.Context, w io.Writer) error {
	_, err := fmt.Fprintf(w, `<svg class="chart" role="img" aria-label="%s" viewBox="0 0 %d %d" focusable="false">%s</svg>`, html.EscapeString(s.label), Width, s.height, s.body)
	return err
}

var _ templ.Component = SVG{}

func painter(height int) *charts.Painter {
	return charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputSVG, Width: Width, Height: height})
}

func theme(tones ...Tone) charts.ColorPalette {
	var list []charts.Color
	for _, t := range tones {
		list = append(list, colours[t])
	}
	return charts.GetTheme(charts.ThemeLight).WithSeriesColors(list).WithTextColor(muted).WithAxisSplitLineColor(line).WithBackgroundColor(paper)
}

func font(c charts.Color) charts.FontStyle { return charts.FontStyle{FontSize: fontSize, FontColor: c} }

func finish(p *charts.Painter, label string, height int) (SVG, error) {
	drawn, err := p.Bytes()
	if err != nil {
		return SVG{}, fmt.Errorf("draw %q: %w", label, err)
	}
	return SVG{label, height, attributes(drawn)}, nil
}

// decimals writes a figure of an axis: without idle decimals.
func decimals(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
