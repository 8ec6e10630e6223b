package chart

import (
	"slices"

	"github.com/go-analyze/charts"
)

// Line is a row of figures that follow each other, in percent.
type Line struct {
	Values []float64 // as many as there are names
	Tone   Tone
	Square bool // squares for its points, so that lines are told apart without colour
}

// Where lines are drawn, in the chart's units: below 0 % is room for a figure
// before the names of the axis.
const (
	linesHeight = 210
	linesTop    = 24
	linesBottom = 158
	linesLeft   = 48
	linesNames  = linesHeight - 8
	beside      = 15 // from figure to figure, one below the other
	figureRoom  = 42 // for a figure such as 98.3%, side by side
)

// Lines draws rates from 0 to 100 percent over the names of an axis, each point
// with its figure: the highest above its point, the others below theirs. Where
// the columns are too narrow some figures and names are left out, never the last.
func Lines(label string, names []string, lines []Line) (SVG, error) {
	p := painter(linesHeight)
	for percent := 0; percent <= 100; percent += 20 {
		y := rateAt(float64(percent))
		text := decimals(float64(percent)) + "%"
		p.LineStroke([]charts.Point{{X: linesLeft, Y: y}, {X: Width, Y: y}}, line, 1)
		p.Text(text, linesLeft-6-p.MeasureText(text, 0, font(muted)).Width(), y+4, 0, font(muted))
	}
	columns := columns(len(names))
	for _, l := range lines {
		columns.draw(p, l)
	}
	for i, name := range names {
		if columns.shows(i) {
			columns.centred(p, name, i, linesNames, muted)
			columns.figures(p, lines, i)
		}
	}
	return finish(p, label, linesHeight)
}

// columns are so many of the same width.
type columns int

func (c columns) x(i int) int { return linesLeft + (2*i+1)*(Width-linesLeft)/(2*int(c)) }

// shows tells whether a column has its figures and its name: all, or every
// second, third … from the last backwards.
func (c columns) shows(i int) bool {
	every := (figureRoom*int(c) + Width - linesLeft - 1) / (Width - linesLeft)
	return (int(c)-1-i)%every == 0
}

func (c columns) centred(p *charts.Painter, text string, i, y int, colour charts.Color) {
	x := c.x(i) - p.MeasureText(text, 0, font(colour)).Width()/2
	p.Text(text, x, y, 0, font(colour))
}

func (c columns) draw(p *charts.Painter, l Line) {
	points := make([]charts.Point, len(l.Values))
	for i, v := range l.Values {
		points[i] = charts.Point{X: c.x(i), Y: rateAt(v)}
	}
	p.LineStroke(points, colours[l.Tone], 2)
	for _, at := range points {
		if l.Square {
			p.FilledRect(at.X-4, at.Y-4, at.X+4, at.Y+4, colours[l.Tone], charts.ColorTransparent, 0)
			continue
		}
		p.Circle(4, at.X, at.Y, colours[l.Tone], colours[l.Tone], 1)
	}
}

// figures writes those of a column, none over another.
func (c columns) figures(p *charts.Painter, lines []Line, i int) {
	order := slices.Clone(lines)
	slices.SortStableFunc(order, func(a, b Line) int { return rateAt(a.Values[i]) - rateAt(b.Values[i]) })
	from := 0
	for n, l := range order {
		y := rateAt(l.Values[i]) - 9
		if n > 0 {
			y = max(rateAt(l.Values[i])+18, from+beside)
		}
		colour := ink
		if l.Tone == Faint {
			colour = muted
		}
		c.centred(p, decimals(l.Values[i])+"%", i, y, colour)
		from = y
	}
}

// rateAt is where a percentage lies; what is beyond the scale lies at its end.
func rateAt(percent float64) int {
	return linesBottom - int(min(max(percent, 0), 100)*(linesBottom-linesTop)/100+0.5)
}
