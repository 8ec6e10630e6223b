package page_test

import (
	"testing"

	"baolei/internal/app"
	"baolei/web/page"
)

// Notices lead where the pages are.
func TestAddressesOfNoticesAreThoseOfPages(t *testing.T) {
	for got, want := range map[string]string{
		app.TaskAddress(7):  page.TaskURL(7),
		app.TasksAddress(7): page.TasksURL(7),
	} {
		if got != want {
			t.Errorf("a notice leads to %s, the page is %s", got, want)
		}
	}
}
