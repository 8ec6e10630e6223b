package page

// CalibrationURL compares how reviewers judged.
const CalibrationURL = "/calibration"

// CalibrationOfURL is CalibrationURL of a cycle, narrowed to a committee and an
// item; 0 and "" for all.
func CalibrationOfURL(cycle, committee int64, item string) string {
	return narrowed(CalibrationURL, "cycle", id(cycle), "committee", id(committee), "item", item)
}

// CalibrationCasesURL lists the branches behind a figure about an item: those of
// a reviewer, or of the committee, 0 for all; where changed, those where the
// review differs from the self-assessment.
func CalibrationCasesURL(cycle, committee int64, item string, reviewer int64, changed bool) string {
	only := ""
	if changed {
		only = "changed"
	}
	return narrowed(CalibrationURL, "cycle", id(cycle), "committee", id(committee), "item", item, "reviewer", id(reviewer), "only", only) + "#cases"
}
