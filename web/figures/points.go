// Package figures puts scores into words: points, grades, the score bar, the
// navigation by area, and the derivation of a score. Every desk shows figures
// through it, so that one figure has one form everywhere. It computes no score.
package figures

import (
	"strings"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/web/ui"
)

// minus is U+2212, which stands as wide and as high as a digit.
const minus = "−"

// Points writes points with at least one decimal: "96.5", "3.0", "67.25", "−2.0".
func Points(p scoring.Points) string {
	s := Short(p)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// Short writes points within a sentence, without idle decimals: "3", "0.5", "−2".
func Short(p scoring.Points) string {
	return strings.Replace(p.String(), "-", minus, 1)
}

// Amount writes what a magnitude does to the score: "−2.0" where it is lost,
// "+9.0" where it is earned, "0" where it changes nothing.
func Amount(d scoring.Direction, magnitude scoring.Points) (string, ui.Tone) {
	switch {
	case magnitude == 0:
		return "0", ui.Neutral
	case d == scoring.Earn:
		return "+" + Points(magnitude), ui.Good
	}
	return Points(-magnitude), ui.Lost
}

// When writes an instant as it was in Shanghai: "12月23日 18:02".
func When(t time.Time) string { return calendar.DateOf(t).Short() + " " + Clock(t) }

// Moment writes an instant with its year, "2026年12月23日 18:02", for lists that go
// over several years.
func Moment(t time.Time) string { return calendar.DateOf(t).Chinese() + " " + Clock(t) }

// Clock writes the time of day in Shanghai: "18:02".
func Clock(t time.Time) string { return t.In(calendar.Shanghai).Format("15:04") }
