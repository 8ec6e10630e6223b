package page_test

import (
	"net/url"
	"testing"

	"baolei/internal/app"
	"baolei/web/page"
)

// Notices lead where the pages are.
func TestAddressesOfNoticesAreThoseOfPages(t *testing.T) {
	for got, want := range map[string]string{
		app.TaskAddress(7): page.TaskURL(7), app.KindsAddress(7): page.KindsURL(7),
		app.SelfAddress(7): page.SelfURL(7), app.ReviewAddress(7): page.ReviewURL(7), app.ResultAddress(7): page.ResultURL(7),
		app.ObjectionAddress(7): page.ObjectionURL(7), app.CommitteeReportAddress(7, 8): page.ReportOfURL(7, 8), app.ReportAddress(7): page.ReceivedURL(7),
		app.TasksAddress(7): page.TasksURL(7), app.SpotAddress(7): page.SpotURL(7), app.DrawAddress(7): page.DrawURL(7), app.SpotListAddress: page.SpotListURL,
		app.ClosingAddress(7): page.ClosingURL(7), app.OutcomeAddress(7): page.OutcomeURL(7), app.ResultsOfAddress(7): page.ResultsOfURL(7), app.CycleAddress(7): page.CycleURL(7), app.RectificationAddress + "7": page.RectificationURL(7), app.ResultsAddress + "7": page.ResultURL(7),
		app.SelfListAddress: page.SelfListURL, app.RosterAddress(7): page.BookPartURL(7, "roster", 0), app.ReviewListAddress: page.ReviewListURL,
	} {
		if got != want {
			t.Errorf("a notice leads to %s, the page is %s", got, want)
		}
	}
	query := func(address string) string { // in one order
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return u.Path + "?" + u.Query().Encode()
	}
	if here, there := query(app.NoResultAddress(7)+"8"), query(page.ResultsOfURL(7, "reach", "none", "committee", "8")); here != there {
		t.Errorf("%s, but %s", here, there)
	}
}
