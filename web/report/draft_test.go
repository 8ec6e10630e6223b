package report

import (
	"testing"

	"baolei/internal/app/report"
	"baolei/web/ui"
)

// Of 10 branches 9 attained when the report was sent; a spot check has lifted the
// tenth since. What was sent stays 90 %, what counts now stands apart. Where
// something can be sent, the figures are of that.
func TestFiguresOfAReportAreThoseThatWereSent(t *testing.T) {
	sent := report.Sending{Branches: 10, Delivered: 10, Attained: 9, Target: 95_00}
	d := report.Draft{Report: report.Report{State: report.Accepted, Sendings: []report.Sending{sent}}, Now: sent, WhyNot: "全部支部都已报送。"}
	if list := draftStats(d); len(list) != 3 || list[0].Value != "90%" || list[0].Badge.Tone != ui.Warn {
		t.Errorf("as sent: %+v", list)
	}
	d.Now.Attained = 10
	if list := draftStats(d); len(list) != 4 || list[0].Value != "90%" || list[1].Value != "9 / 10" || list[3].Value != "10 / 10" {
		t.Errorf("changed since: %+v", list)
	}
	d.WhyNot = ""
	if list := draftStats(d); len(list) != 3 || list[0].Value != "100%" || list[0].Badge.Tone != ui.Good {
		t.Errorf("to be sent: %+v", list)
	}
}
