package page

import "strconv"

// Addresses without a parameter.
const (
	HomeURL          = "/"
	SignInURL        = "/signin"
	SignOutURL       = "/signout"
	PasswordURL      = "/password"
	SelfListURL      = "/self"
	ReviewListURL    = "/review"
	SpotListURL      = "/spot"
	CyclesURL        = "/cycles"
	NewCycleURL      = "/cycles/new"
	DrawsURL         = "/draws"
	ResultsURL       = "/results"
	OrganisationsURL = "/organisations"
	AccountsURL      = "/accounts"
	AppointmentsURL  = "/appointments"
	AuditURL         = "/audit"
	HealthURL        = "/healthz"
)

func of(base string, id int64) string { return base + "/" + strconv.FormatInt(id, 10) }

// SelfURL is a self-assessment's desk; its parts lie below it.
func SelfURL(assessment int64) string { return of(SelfListURL, assessment) }

// SelfItemURL is an item's card on the desk of its area.
func SelfItemURL(assessment int64, area, item string) string {
	return SelfURL(assessment) + "?area=" + area + "#" + CardID(item)
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

// EvidenceURL is a file of an assessment.
func EvidenceURL(assessment, evidence int64) string {
	return of("/evidence/"+strconv.FormatInt(assessment, 10), evidence)
}
