package report

import (
	"strings"
	"testing"

	"baolei/internal/store"
)

// After its cycle has ended nobody waits for a report any more: twelve branches, of
// which ten were delivered.
func TestWhyAReportIsNotDecidedOn(t *testing.T) {
	for _, x := range []struct {
		state     store.ReportState
		delivered int
		ended     bool
		has, not  string
	}{
		{store.ReportSent, 10, false, "", "接收"},
		{store.ReportAccepted, 12, false, "接收。", "补报"},
		{store.ReportAccepted, 10, false, "党委补报以后", "没有结果"},
		{store.ReportAccepted, 10, true, "其余 2 个支部在周期结束前没有报送", "补报"},
		{store.ReportAccepted, 12, true, "接收。", "没有报送"},
		{store.ReportReturned, 12, false, "等党委重新报送", "周期结束"},
		{store.ReportReturned, 12, true, "周期结束前党委没有重新报送", "等党委"},
	} {
		r := Report{State: x.state, Sendings: []Sending{{Branches: 12, Delivered: x.delivered, DecidedName: "李珊"}}}
		if text := whyNotDecide(&r, x.ended); !strings.Contains(text, x.has) || strings.Contains(text, x.not) {
			t.Errorf("%s with %d of 12, ended %v: %q", x.state, x.delivered, x.ended, text)
		}
	}
}
