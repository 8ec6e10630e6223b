package figures

import "strconv"

// Meter is a rate with the target to compare it with, both in hundredths of a
// percent.
type Meter struct {
	Rate, Target int
	Text         string // "11 / 12"
}

func (m Meter) words() string {
	return "达标率 " + Percent(m.Rate) + "，目标 " + Percent(m.Target)
}

// width is a rate in the unit of SVG.
func width(hundredths int) string {
	return strconv.FormatFloat(float64(min(max(hundredths, 0), 100_00))/100, 'f', 1, 64) + "%"
}
