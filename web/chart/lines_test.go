package chart_test

import (
	"bytes"
	"context"
	"regexp"
	"strconv"
	"testing"
	"unicode/utf8"

	"baolei/web/chart"
)

type box struct {
	text                     string
	left, top, right, bottom int
}

var texts = regexp.MustCompile(`<text x="(-?\d+)" y="(-?\d+)"[^>]*>([^<]*)</text>`)

// boxes are where the texts of a chart stand, 7 units for a digit and 10 above
// the line that it stands on.
func boxes(t *testing.T, svg chart.SVG) []box {
	t.Helper()
	var b bytes.Buffer
	if err := svg.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	var list []box
	for _, m := range texts.FindAllStringSubmatch(b.String(), -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		list = append(list, box{m[3], x, y - 10, x + 7*utf8.RuneCountInString(m[3]), y})
	}
	return list
}

// Figures that are near each other, equal, or at an end of the scale stand apart,
// in a few years as in many, and those of the last year are always told.
func TestFiguresOfLinesStandApart(t *testing.T) {
	many := chart.Line{Values: []float64{55.5, 61.2, 79.9, 80, 91.7, 98.3, 95, 97.5, 100, 35.3}}
	for name, c := range map[string]struct {
		names         []string
		wanted, rates chart.Line
		figures       int
	}{
		"near":  {[]string{"2018", "2019", "2020"}, chart.Line{Values: []float64{60, 80, 100}}, chart.Line{Values: []float64{62.5, 78.3, 100}}, 6},
		"one":   {[]string{"2026"}, chart.Line{Values: []float64{0}}, chart.Line{Values: []float64{0}}, 2},
		"ends":  {[]string{"2025", "2026"}, chart.Line{Values: []float64{0.4, 99.9}}, chart.Line{Values: []float64{0, 100}}, 4},
		"years": {[]string{"2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"}, chart.Line{Values: []float64{60, 60, 80, 80, 100, 100, 100, 100, 100, 100}}, many, 10},
	} {
		svg, err := chart.Lines(name, c.names, []chart.Line{c.wanted, c.rates})
		if err != nil {
			t.Fatal(err)
		}
		list, last := boxes(t, svg), false
		if axis := 6; len(list) != axis+c.figures+c.figures/2 {
			t.Errorf("%s: %d texts", name, len(list))
		}
		for i, a := range list {
			last = last || a.text == c.names[len(c.names)-1]
			if a.left < 0 || a.right > chart.Width {
				t.Errorf("%s: %+v is cut off", name, a)
			}
			for _, b := range list[:i] {
				if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
					t.Errorf("%s: %+v stands over %+v", name, a, b)
				}
			}
		}
		if !last {
			t.Errorf("%s: the last year is not told", name)
		}
	}
}
