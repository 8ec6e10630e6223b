package figures

import (
	"strconv"

	"baolei/internal/core/workflow"
	"baolei/web/ui"
)

// State is where an assessment stands, as a badge.
func State(s workflow.State) ui.BadgeProps {
	tones := map[workflow.State]ui.Tone{workflow.Submitted: ui.Info, workflow.Returned: ui.Warn, workflow.Verified: ui.Good, workflow.Publicised: ui.Info, workflow.Reported: ui.Good, workflow.Final: ui.Good}
	return ui.BadgeProps{Text: s.Chinese(), Tone: tones[s]}
}

// Percent writes hundredths of a percent with at most one decimal, cut off, so
// that nothing looks reached that is not: 8293 is "82.9%", 8000 is "80%".
func Percent(hundredths int) string {
	s := strconv.Itoa(hundredths / 100)
	if tenth := hundredths / 10 % 10; tenth > 0 {
		s += "." + strconv.Itoa(tenth)
	}
	return s + "%"
}
