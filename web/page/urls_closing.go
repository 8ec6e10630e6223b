package page

import (
	"net/url"
	"strconv"
)

// Addresses of what comes after the end of a cycle, without a parameter.
const (
	OutcomesURL       = "/outcomes"       // what closed cycles mean
	RectificationsURL = "/rectifications" // the files of lagging branches
)

// ClosingURL is where the closing of a cycle is proposed and confirmed.
func ClosingURL(cycle int64) string { return CycleURL(cycle) + "/closing" }

// ClosingPageURL is a page of the committees there.
func ClosingPageURL(cycle int64, number int) string {
	return ClosingURL(cycle) + "?page=" + strconv.Itoa(number) + "#committees"
}

// ProposeClosingURL proposes it.
func ProposeClosingURL(cycle int64) string { return ClosingURL(cycle) + "/propose" }

// ConfirmClosingURL confirms what another officer proposed.
func ConfirmClosingURL(cycle int64) string { return ClosingURL(cycle) + "/confirm" }

// SendBackClosingURL sends a proposal back.
func SendBackClosingURL(cycle int64) string { return ClosingURL(cycle) + "/send-back" }

// ResumeClosingURL goes on with a closing that stopped.
func ResumeClosingURL(cycle int64) string { return ClosingURL(cycle) + "/resume" }

// OutcomeURL is what came of a closed cycle.
func OutcomeURL(cycle int64) string { return OutcomesURL + "?cycle=" + strconv.FormatInt(cycle, 10) }

// OutcomeAt is what is looked at of closed cycles; zero values are left out.
type OutcomeAt struct {
	Cycle, Committee       int64
	Page                   int    // of organisations
	AfterCommittee, AfterB string // behind which branch a page begins
}

func (at OutcomeAt) address(base string) string {
	v := url.Values{}
	for name, id := range map[string]int64{"cycle": at.Cycle, "committee": at.Committee} {
		if id != 0 {
			v.Set(name, strconv.FormatInt(id, 10))
		}
	}
	if at.Page > 1 {
		v.Set("page", strconv.Itoa(at.Page))
	}
	if at.AfterB != "" {
		v.Set("from", at.AfterCommittee)
		v.Set("after", at.AfterB)
	}
	if len(v) == 0 {
		return base
	}
	return base + "?" + v.Encode()
}

// OutcomesAtURL is what a closed cycle means.
func OutcomesAtURL(at OutcomeAt) string { return at.address(OutcomesURL) }

// OutcomeFileURL is its rates as an Excel file.
func OutcomeFileURL(at OutcomeAt) string { return at.address(OutcomesURL + "/rates.xlsx") }

// StarsURL is what it suggests for the star rating.
func StarsURL(at OutcomeAt) string { return at.address(OutcomesURL + "/stars") }

// StarsExportURL has that written to a file.
const StarsExportURL = OutcomesURL + "/export"

// RectificationURL is the file of a lagging branch.
func RectificationURL(file int64) string { return of(RectificationsURL, file) }

// RectificationsAtURL is the files of a year in a state, 0 and "" for all, late for
// those with a measure overdue; page begins with 1.
func RectificationsAtURL(year int, state string, late bool, number int) string {
	only := ""
	if late {
		only = "1"
	}
	return narrowed(RectificationsURL, "year", id(int64(year)), "state", state, "late", only, "page", later(number))
}

// RectificationPaperURL is a file for printing.
func RectificationPaperURL(file int64) string { return RectificationURL(file) + "/print" }

// MeasureURL takes what is done about a problem.
func MeasureURL(file int64, item string) string { return RectificationURL(file) + "/measures/" + item }

// MendingURL takes how far it is.
func MendingURL(file int64, item string) string { return RectificationURL(file) + "/progress/" + item }

// RectificationStepURL takes a step of a file as a whole.
func RectificationStepURL(file int64, step string) string { return RectificationURL(file) + "/" + step }
