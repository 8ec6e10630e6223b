package chart_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"baolei/web/chart"
)

// Every chart is well-formed, has a name for who cannot see it, and nothing that
// the Content-Security-Policy refuses or a page would have to escape.
func TestChartsKeepToThePolicy(t *testing.T) {
	drawn := func(s chart.SVG, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := s.Render(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	hostile := `<b onload="x">&"党委`
	for name, svg := range map[string]string{
		"bars":   drawn(chart.Bars("分布", []chart.Bar{{Name: "70", Value: 1, Tone: chart.Lost}, {Name: hostile, Value: 4, Tone: chart.Warn}, {Name: "90", Value: 11, Tone: chart.Good}})),
		"lines":  drawn(chart.Lines(hostile, []string{"2018", "2019"}, []chart.Line{{Values: []float64{55.2, 70}}, {Values: []float64{60, 80}, Tone: chart.Faint, Square: true}})),
		"ranges": drawn(chart.Ranges("达标率", []chart.Range{{Name: hostile, At: 92, HasInterval: true, Low: 64, High: 98, Text: "92%"}, {Name: "教育局", At: 50}}, chart.Scale{Until: 100, Mark: 80, Bars: true})),
		"dots":   drawn(chart.Ranges("差", []chart.Range{{Name: "教育局", At: -1}}, chart.Scale{From: -3, Until: 3})),
		"one":    drawn(chart.Lines("一年", []string{"2026"}, []chart.Line{{Values: []float64{0}}})),
		"zero":   drawn(chart.Bars("空", []chart.Bar{{Name: "a"}})),
	} {
		for _, refused := range []string{"style=", "<style", "<script", "<b onload", "font-family", "xmlns"} {
			if strings.Contains(svg, refused) {
				t.Errorf("%s: has %s", name, refused)
			}
		}
		if !strings.Contains(svg, `role="img"`) || len(svg) > 12<<10 {
			t.Errorf("%s: %d bytes: %.200s", name, len(svg), svg)
		}
		d := xml.NewDecoder(strings.NewReader(svg))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v in %s", name, err, svg)
			}
		}
	}
}
