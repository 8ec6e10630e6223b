package figures

import (
	"math"
	"strconv"

	"baolei/internal/core/workflow"
	"baolei/web/ui"
)

// State is where an assessment stands, as a badge. In a cycle that has ended
// nothing is under way any more: there it tells how far the branch had come.
func State(s workflow.State, ended bool) ui.BadgeProps {
	if ended && !s.Delivered() {
		return ui.BadgeProps{Text: s.Within(ended)}
	}
	tones := map[workflow.State]ui.Tone{workflow.Submitted: ui.Info, workflow.Returned: ui.Warn, workflow.Verified: ui.Good, workflow.Publicised: ui.Info, workflow.Reported: ui.Good, workflow.Final: ui.Good}
	return ui.BadgeProps{Text: s.Chinese(), Tone: tones[s]}
}

// Signed names a figure of what is signed. No two figures have one name: while a
// cycle runs those of what is signed and of what is reported differ, and in one
// that has ended there is one figure alone, which has the bare name.
func Signed(name string, ended bool) string {
	if ended {
		return name
	}
	return name + "（已签署）"
}

// Reported names a figure of what is reported; see Signed.
func Reported(name string, ended bool) string {
	if ended {
		return name
	}
	return name + "（已报送）"
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

// PercentRange writes an interval, both ends in hundredths of a percent, as
// Percent does, rounded outwards: 3539 and 8181 are "35.3% – 81.9%".
func PercentRange(low, high int) string {
	from, until := Outwards(float64(low)/100, float64(high)/100, 1)
	return Percent(int(math.Round(from*100))) + " – " + Percent(int(math.Round(until*100)))
}

// Outwards rounds an interval to so many decimals, the lower end down and the
// upper end up, so that it never looks narrower than it is. What differs from a
// round figure by less than a billionth of its last digit is taken for the figure.
func Outwards(low, high float64, decimals int) (from, until float64) {
	const noise = 1e-9
	scale := math.Pow10(decimals)
	return math.Floor(low*scale+noise) / scale, math.Ceil(high*scale-noise) / scale
}
