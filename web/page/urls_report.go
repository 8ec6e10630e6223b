package page

import "strconv"

// Addresses of publicity and reports without a parameter.
const (
	PublicityURL = "/publicity"        // what a committee publicises
	NoticeURL    = "/publicity/notice" // and the notice of it, for printing
	ReportURL    = "/report"           // where a committee reports
	ReportsURL   = "/reports"          // the reports of all committees
)

// PublicityOfURL is what a committee publicises in a cycle.
func PublicityOfURL(cycle, committee int64) string {
	return ofCommittee(PublicityURL, cycle, committee)
}

// NoticeOfURL is the notice of what a committee publicises in a cycle.
func NoticeOfURL(cycle, committee int64) string { return ofCommittee(NoticeURL, cycle, committee) }

// ReportOfURL is a committee's report of a cycle.
func ReportOfURL(cycle, committee int64) string { return ofCommittee(ReportURL, cycle, committee) }

func ofCommittee(base string, cycle, committee int64) string {
	return base + "?cycle=" + strconv.FormatInt(cycle, 10) + "&committee=" + strconv.FormatInt(committee, 10)
}

// ObjectionURL is where an objection is decided.
func ObjectionURL(objection int64) string { return of(PublicityURL+"/objections", objection) }

// ObjectURL is where somebody objects to a result; item may be empty.
func ObjectURL(assessment int64, item string) string {
	if item == "" {
		return ResultURL(assessment) + "/object"
	}
	return ResultURL(assessment) + "/object?item=" + item
}

// SentURL is a sending of a committee's report as it was signed, for the
// committee.
func SentURL(report, sending int64) string { return of(of(ReportURL, report), sending) }

// ReportsOfURL is the reports of a cycle.
func ReportsOfURL(cycle int64) string { return ReportsURL + "?cycle=" + strconv.FormatInt(cycle, 10) }

// ReportsInURL is a page of the reports of a cycle that are in a state, "" for all;
// page begins with 1.
func ReportsInURL(cycle int64, state string, number int) string {
	return narrowed(ReportsURL, "cycle", id(cycle), "state", state, "page", later(number))
}

// ReceivedURL is a committee's report as the work committee sees it.
func ReceivedURL(report int64) string { return of(ReportsURL, report) }

// AcceptURL accepts a committee's report.
func AcceptURL(report int64) string { return ReceivedURL(report) + "/accept" }

// GiveBackURL gives a committee's report back.
func GiveBackURL(report int64) string { return ReceivedURL(report) + "/return" }

// PaperURL is a sending as it was signed, for the work committee.
func PaperURL(report, sending int64) string { return of(ReceivedURL(report)+"/sent", sending) }

// ReopenURL is where a reported branch is opened again.
func ReopenURL(assessment int64) string { return of(ReportsURL+"/reopen", assessment) }
