package evaluation

import (
	"slices"
	"testing"
	"time"

	"baolei/internal/core/calendar"
)

func day(m time.Month, d int) calendar.Date {
	return calendar.Date{Year: 2026, Month: m, Day: d}
}

func TestNothingIsShownBeforeTheEndOrOfAFew(t *testing.T) {
	w := calendar.Window{From: day(time.November, 16), Until: day(time.December, 20)}
	for _, c := range []struct {
		answered int
		on       calendar.Date
		shown    bool
	}{
		{50, day(time.December, 20), false}, // the last day counts
		{50, day(time.November, 1), false},
		{4, day(time.December, 21), false},
		{0, day(time.December, 21), false},
		{5, day(time.December, 21), true},
	} {
		if why := Hidden(Tally{Answered: c.answered}, w, c.on); (why == "") != c.shown {
			t.Errorf("%d answers on %v: %q, want shown %v", c.answered, c.on, why, c.shown)
		}
	}
}

func TestOneAnswersEveryQuestion(t *testing.T) {
	given := map[string]string{}
	for _, q := range Questions() {
		given[q.Code] = "fair"
	}
	given["care"] = "poor"
	one, missing := One(given)
	if len(missing) > 0 || one.Of(0, 1) != 1 || one.Of(2, 3) != 1 || one.Of(2, 1) != 0 {
		t.Errorf("%+v, missing %v", one, missing)
	}
	delete(given, "life")
	given["conduct"] = "excellent"
	if _, missing := One(given); !slices.Equal(missing, []string{"life", "conduct"}) {
		t.Errorf("missing %v", missing)
	}
	if (Tally{}).Of(4, 4) != 0 {
		t.Error("an empty tally counts something")
	}
}

// Every code once, and nothing that a form would confuse.
func TestCodesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, q := range Questions() {
		if seen[q.Code] || q.Text == "" {
			t.Errorf("question %+v", q)
		}
		seen[q.Code] = true
	}
}
