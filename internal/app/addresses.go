package app

import "strconv"

// Notices lead to pages, and stay when the code of the pages changes; so the few
// addresses that they carry are named here. The functions of web/page are the
// same, which a test there holds.

// TaskAddress is the page of a piece of long work.
func TaskAddress(id int64) string { return at("/work", id) }

// SelfAddress is the desk of a self-assessment.
func SelfAddress(assessment int64) string { return at("/self", assessment) }

// SelfListAddress lists the self-assessments of whoever looks, and
// ReviewListAddress what they verify.
const (
	SelfListAddress   = "/self"
	ReviewListAddress = "/review"
)

// ReviewAddress is the desk of a verification.
func ReviewAddress(assessment int64) string { return at("/review", assessment) }

// ResultAddress is a branch's result.
func ResultAddress(assessment int64) string { return at("/results", assessment) }

// ObjectionAddress is where an objection is decided.
func ObjectionAddress(objection int64) string { return at("/publicity/objections", objection) }

// CommitteeReportAddress is a committee's own report of a cycle.
func CommitteeReportAddress(cycle, committee int64) string {
	return "/report?cycle=" + strconv.FormatInt(cycle, 10) + "&committee=" + strconv.FormatInt(committee, 10)
}

// ReportAddress is a committee's report as the work committee sees it.
func ReportAddress(report int64) string { return at("/reports", report) }

// SpotAddress is the desk of a spot check.
func SpotAddress(assessment int64) string { return at("/spot", assessment) }

// SpotListAddress lists the spot checks of whoever looks.
const SpotListAddress = "/spot"

// DrawAddress is where a draw is looked at.
func DrawAddress(draw int64) string { return at("/draws", draw) }

// TasksAddress is a branch's list of what is due.
func TasksAddress(branch int64) string { return at("/book", branch) + "/tasks" }

// RosterAddress is a branch's roster.
func RosterAddress(branch int64) string { return at("/book", branch) + "/roster" }

// KindsAddress is where the kinds of an organisation's branches are said.
func KindsAddress(organisation int64) string { return at("/organisations", organisation) + "/kinds" }

func at(base string, id int64) string { return base + "/" + strconv.FormatInt(id, 10) }

// ClosingAddress is where the closing of a cycle is proposed and confirmed.
func ClosingAddress(cycle int64) string { return at("/cycles", cycle) + "/closing" }

// OutcomeAddress is what came of a closed cycle.
func OutcomeAddress(cycle int64) string {
	return "/outcomes?cycle=" + strconv.FormatInt(cycle, 10)
}

// ResultsAddress is the page of a branch's result, without the assessment's id.
const ResultsAddress = "/results/"

// ResultsOfAddress lists the results of a cycle.
func ResultsOfAddress(cycle int64) string {
	return "/results?cycle=" + strconv.FormatInt(cycle, 10)
}

// NoResultAddress lists a committee's branches without a result, without its id.
func NoResultAddress(cycle int64) string {
	return ResultsOfAddress(cycle) + "&reach=none&committee="
}

// CycleAddress is a cycle's page.
func CycleAddress(cycle int64) string { return at("/cycles", cycle) }

// RectificationAddress is the page of a rectification file, without its id.
const RectificationAddress = "/rectifications/"
