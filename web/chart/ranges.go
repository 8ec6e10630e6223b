package chart

import (
	"math"

	"github.com/go-analyze/charts"
)

// Range is one row: a figure, and the interval that it may be off by.
type Range struct {
	Name        string
	At          float64
	HasInterval bool
	Low, High   float64
	Text        string // the figure in words, right of the row
	Tone        Tone
}

// Scale is what rows are drawn against.
type Scale struct {
	From, Until float64
	Mark        float64 // a line across all rows: a target, or zero
	Bars        bool    // from the start to each figure goes a bar; otherwise the figure is a dot
	Names       int     // room for the names in the chart's units; 0 for that of eight wide characters
}

const (
	rowHeight = 25
	margin    = 4
	narrow    = 118 // of eight wide characters
	texts     = 102 // room for the figures in words
)

// Ranges draws rows against a common scale.
func Ranges(label string, rows []Range, s Scale) (SVG, error) {
	if s.Names == 0 {
		s.Names = narrow
	}
	height := margin*2 + rowHeight*len(rows)
	p := painter(height)
	for i, r := range rows {
		s.row(p, r, margin+i*rowHeight+rowHeight/2)
	}
	p.DashedLineStroke([]charts.Point{{X: s.x(s.Mark), Y: 0}, {X: s.x(s.Mark), Y: height}}, ink, 1.5, []float64{4, 3})
	return finish(p, label, height)
}

// x is where a figure lies; what is beyond the scale lies at its end.
func (s Scale) x(f float64) int {
	return s.Names + int(math.Round((min(max(f, s.From), s.Until)-s.From)/(s.Until-s.From)*float64(Width-s.Names-texts)))
}

func (s Scale) row(p *charts.Painter, r Range, y int) {
	p.Text(short(r.Name, s.Names*16/narrow), 0, y+4, 0, font(ink))
	p.LineStroke([]charts.Point{{X: s.Names, Y: y}, {X: Width - texts, Y: y}}, line, 1)
	if s.Bars {
		p.FilledRect(s.Names, y-6, s.x(r.At), y+6, colours[r.Tone], charts.ColorTransparent, 0)
	}
	if r.HasInterval {
		low, high := s.x(r.Low), s.x(r.High)
		p.LineStroke([]charts.Point{{X: low, Y: y}, {X: high, Y: y}}, ink, 2)
		for _, end := range []int{low, high} {
			p.LineStroke([]charts.Point{{X: end, Y: y - 4}, {X: end, Y: y + 4}}, ink, 1.5)
		}
	}
	if !s.Bars {
		p.Circle(4.5, s.x(r.At), y, colours[r.Tone], paper, 1)
	}
	p.Text(r.Text, Width-texts+8, y+4, 0, font(muted))
}

// short keeps a name within so many narrow characters; a Chinese one takes two.
func short(name string, most int) string {
	width, cut := 0, 0
	for i, r := range name {
		if width <= most-2 {
			cut = i
		}
		if width++; r >= 0x2e80 {
			width++
		}
	}
	if width <= most {
		return name
	}
	return name[:cut] + "…"
}
