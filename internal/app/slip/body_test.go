package slip

import (
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/scoring"
)

// A reviewer who changed a finding and went back to the branch's own has stated
// nothing: the slip names who stated it, and when.
func TestAFindingThatWasGoneBackToIsTheBranchs(t *testing.T) {
	filled := time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)
	of := func(by string, at time.Time, copied bool) app.Finding {
		f := app.Finding{Said: scoring.Finding{Clause: "B2.4a", Actual: 10}}
		f.SavedName, f.SavedAt, f.Copied = by, at, copied
		return f
	}
	for copied, want := range map[bool]string{true: "王明", false: "陈静"} {
		review := of("陈静", filled.AddDate(0, 0, 9), copied)
		doc := &app.Dossier{Findings: map[app.Level]map[string]app.Finding{app.Self: {"B2.4a": of("王明", filled, false)}, app.Review: {"B2.4a": review}}}
		if c := clauseOf(doc, "B2.4a", app.Review, review); c.By != want || c.Copied != copied || copied != c.At.Equal(filled) {
			t.Errorf("copied %v: by %s at %s", copied, c.By, c.At)
		}
	}
}
