package page

import "strconv"

// Addresses of what comes after the end of a cycle, without a parameter.
const (
	OutcomesURL       = "/outcomes"       // what closed cycles mean
	RectificationsURL = "/rectifications" // the files of lagging branches
)

// ClosingURL is where the closing of a cycle is proposed and confirmed.
func ClosingURL(cycle int64) string { return CycleURL(cycle) + "/closing" }

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

// RectificationURL is the file of a lagging branch.
func RectificationURL(file int64) string { return of(RectificationsURL, file) }
