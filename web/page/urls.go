package page

import (
	"net/url"
	"strconv"
)

// Addresses without a parameter.
const (
	HomeURL           = "/"
	SignInURL         = "/signin"
	SignOutURL        = "/signout"
	PasswordURL       = "/password"
	SelfListURL       = "/self"
	ReviewListURL     = "/review"
	SpotListURL       = "/spot"
	CyclesURL         = "/cycles"
	NewCycleURL       = "/cycles/new"
	DrawsURL          = "/draws"
	ResultsURL        = "/results"
	OrganisationsURL  = "/organisations"
	AccountsURL       = "/accounts"
	NewAccountURL     = "/accounts/new"
	AppointmentsURL   = "/appointments"
	AuditURL          = "/audit"
	CalendarURL       = "/calendar"
	BurdenURL         = "/burden"
	CalendarAddURL    = "/calendar/add"
	CalendarRemoveURL = "/calendar/remove"
	CalendarPasteURL  = "/calendar/paste"
	NewAppointmentURL = "/appointments/new"
	HealthURL         = "/healthz"
)

func of(base string, id int64) string { return base + "/" + strconv.FormatInt(id, 10) }

// CalendarOfURL is the calendar of working days of a year.
func CalendarOfURL(year int) string { return CalendarURL + "?year=" + strconv.Itoa(year) }

// BurdenOfURL is what is asked of branches in a year.
func BurdenOfURL(year int) string { return BurdenURL + "?year=" + strconv.Itoa(year) }

// SelfURL is a self-assessment's desk; its parts lie below it.
func SelfURL(assessment int64) string { return of(SelfListURL, assessment) }

// SelfItemURL is an item's card on the desk of its area.
func SelfItemURL(assessment int64, area, item string) string {
	return SelfURL(assessment) + "?area=" + area + "#" + CardID(item)
}

// SelfAreaURL is an area of a self-assessment's desk.
func SelfAreaURL(assessment int64, area string) string { return SelfURL(assessment) + "?area=" + area }

// SelfClauseURL takes the answer to one clause.
func SelfClauseURL(assessment int64, clause string) string {
	return SelfURL(assessment) + "/clauses/" + clause
}

// SelfCardURL is an item's card by itself; the forms of the item lie below it.
func SelfCardURL(assessment int64, item string) string { return SelfURL(assessment) + "/items/" + item }

// SelfNoteURL takes the branch's note on an item.
func SelfNoteURL(assessment int64, item string) string {
	return SelfCardURL(assessment, item) + "/note"
}

// SelfFilesURL takes files for an item.
func SelfFilesURL(assessment int64, item string) string {
	return SelfCardURL(assessment, item) + "/files"
}

// SelfReuseURL attaches a file that is there already to an item.
func SelfReuseURL(assessment int64, item string) string {
	return SelfCardURL(assessment, item) + "/reuse"
}

// SelfRemoveURL detaches a file.
func SelfRemoveURL(assessment, evidence int64) string {
	return of(SelfURL(assessment)+"/files", evidence) + "/remove"
}

// SelfReplyURL takes the reply to a remark.
func SelfReplyURL(assessment, remark int64) string {
	return of(SelfURL(assessment)+"/remarks", remark) + "/reply"
}

// SelfCheckURL is the page to look at before submitting.
func SelfCheckURL(assessment int64) string { return SelfURL(assessment) + "/check" }

// SelfSubmitURL submits.
func SelfSubmitURL(assessment int64) string { return SelfURL(assessment) + "/submit" }

// SelfWithdrawURL takes a submission back.
func SelfWithdrawURL(assessment int64) string { return SelfURL(assessment) + "/withdraw" }

// SelfScoreURL explains the score.
func SelfScoreURL(assessment int64) string { return SelfURL(assessment) + "/score" }

// SelfWhyURL explains the score of an item.
func SelfWhyURL(assessment int64, item string) string {
	return SelfScoreURL(assessment) + "#d-" + dashed(item)
}

// ReviewURL is a review's desk; its parts lie below it.
func ReviewURL(assessment int64) string { return of(ReviewListURL, assessment) }

// ReviewItemURL is an item on a review's desk.
func ReviewItemURL(assessment int64, item string) string {
	return ReviewURL(assessment) + "?item=" + item
}

// SpotURL is a spot check's desk; its parts lie below it.
func SpotURL(assessment int64) string { return of(SpotListURL, assessment) }

// CycleURL is a cycle's page.
func CycleURL(cycle int64) string { return of(CyclesURL, cycle) }

// DrawURL is a draw's page; its parts lie below it.
func DrawURL(draw int64) string { return of(DrawsURL, draw) }

// ResultURL is a branch's result.
func ResultURL(assessment int64) string { return of(ResultsURL, assessment) }

// AnnexURL is a branch's result as the annex's form, to be printed.
func AnnexURL(assessment int64) string { return ResultURL(assessment) + "/form" }

// AnnexFileURL is the same form as an Excel file.
func AnnexFileURL(assessment int64) string { return AnnexURL(assessment) + ".xlsx" }

// EvidenceURL is a file of an assessment.
func EvidenceURL(assessment, evidence int64) string {
	return of("/evidence/"+strconv.FormatInt(assessment, 10), evidence)
}

// OrganisationURL is an organisation in the tree.
func OrganisationURL(organisation int64) string { return of(OrganisationsURL, organisation) }

// OrganisationAtURL is a page of what is right below it; page begins with 1.
func OrganisationAtURL(organisation int64, number int) string {
	return OrganisationURL(organisation) + "?page=" + strconv.Itoa(number) + "#children"
}

// NewOrganisationURL is the form that adds an organisation below one.
func NewOrganisationURL(parent int64) string { return OrganisationURL(parent) + "/new" }

// RenameURL is the form that renames an organisation.
func RenameURL(organisation int64) string { return OrganisationURL(organisation) + "/name" }

// KindsURL is the form that says the kind of an organisation's branches.
func KindsURL(organisation int64) string { return OrganisationURL(organisation) + "/kinds" }

// KindsPageURL is a page of it.
func KindsPageURL(organisation int64, number int) string {
	return KindsURL(organisation) + "?page=" + strconv.Itoa(number)
}

// AccountURL is an account's page; resetting, disabling and enabling lie below it.
func AccountURL(person int64) string { return of(AccountsURL, person) }

// AppointmentsAtURL is the list of appointments at one organisation.
func AppointmentsAtURL(organisation int64) string {
	return AppointmentsURL + "?at=" + strconv.FormatInt(organisation, 10)
}

// AppointAtURL is the form that appoints somebody at an organisation.
func AppointAtURL(organisation int64) string {
	return NewAppointmentURL + "?at=" + strconv.FormatInt(organisation, 10)
}

// EndAppointmentURL is the page that ends an appointment.
func EndAppointmentURL(appointment int64) string { return of(AppointmentsURL, appointment) + "/end" }

// AmendCycleURL is the form that changes a running cycle's settings.
func AmendCycleURL(cycle int64) string { return CycleURL(cycle) + "/settings" }

// ExtendURL is the form that gives a branch of a cycle more time.
func ExtendURL(cycle, assessment int64) string { return of(CycleURL(cycle)+"/extend", assessment) }

// ResultsOfURL is the list of results of a cycle, narrowed by pairs of name and
// value.
func ResultsOfURL(cycle int64, pairs ...string) string {
	v := url.Values{"cycle": {strconv.FormatInt(cycle, 10)}}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	return ResultsURL + "?" + v.Encode()
}

// ResultAreaURL is a branch's result with an area open.
func ResultAreaURL(assessment int64, area string) string {
	return ResultURL(assessment) + "?area=" + area
}

// ResultItemURL is an item of a branch's result.
func ResultItemURL(assessment int64, area, item string) string {
	return ResultAreaURL(assessment, area) + "#" + CardID(item)
}
