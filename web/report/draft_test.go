package report

import (
	"testing"

	"baolei/internal/app/report"
)

func TestNoReportWaitsAfterTheCycle(t *testing.T) {
	for ended, want := range map[bool]string{false: "待接收", true: "没有接收"} {
		if b := State(report.Sent, ended); b.Text != want {
			t.Errorf("ended %v: %s", ended, b.Text)
		}
	}
}
