package web

import (
	"math"
	"net/http"
	"strconv"
	"testing"

	"baolei/web/page"
)

// Numbers that no page of ours holds are answered like anything else that is
// not there: with no error of ours, and without costing a connection.
func TestTheLargestNumbersAreNotThere(t *testing.T) {
	city := newCity(t)
	large := strconv.Itoa(math.MaxInt64)
	for account, paths := range map[string]map[string]int{
		"lishan": {page.CyclesURL + "/" + large: http.StatusNotFound, page.CyclesURL + "/1?page=" + large: http.StatusOK, page.ResultsURL + "?cycle=" + large: http.StatusNotFound,
			page.ResultsURL + "?committee=" + large + "&page=" + large: http.StatusOK, page.DrawsURL + "/" + large: http.StatusNotFound,
			page.NewDrawURL + "?cycle=" + large: http.StatusNotFound, page.SelfListURL + "/" + large: http.StatusNotFound},
		"zhaogang": {page.ReviewListURL + "?cycle=" + large: http.StatusNotFound, page.ReportURL + "?committee=" + large: http.StatusNotFound, "/evidence/" + large + "/" + large: http.StatusNotFound},
		"anquan":   {page.AppointmentsURL + "?at=" + large + "&page=" + large: http.StatusOK, page.NewAppointmentURL + "?at=" + large: http.StatusNotFound, page.AppointmentsURL + "/" + large + "/end": http.StatusNotFound},
		"xitong":   {page.AccountsURL + "/" + large: http.StatusNotFound, page.AccountsURL + "?page=" + large: http.StatusOK, page.OrganisationsURL + "/" + large: http.StatusNotFound},
		"shenji":   {page.AuditURL + "?before=" + large: http.StatusOK},
	} {
		b := city.signIn(t, account)
		for path, want := range paths {
			if resp := b.do(t, "GET", path, nil, nil); resp.StatusCode != want {
				t.Errorf("%s as %s: %d, want %d", path, account, resp.StatusCode, want)
			}
		}
	}
}

func TestAnExtensionSeenThatIsNoDateIsAConflict(t *testing.T) {
	city := newCity(t)
	path := page.ExtendURL(city.Cycle, city.of(t, "CZ-02").ID)
	answers(t, city.signIn(t, "lishan").post(t, path, "until", "2027-01-10", "reason", "书记交接", "seen", "yesterday"), http.StatusConflict, "书记交接")
}
