package report

import (
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/web/page"
)

func TestNoReportWaitsAfterTheCycle(t *testing.T) {
	for ended, want := range map[bool]string{false: "待接收", true: "没有接收"} {
		if b := State(report.Sent, ended); b.Text != want {
			t.Errorf("ended %v: %s", ended, b.Text)
		}
	}
}

// Five committees, of which two have sent, one of them late, one has it back, one is
// done and one has sent nothing: each count leads to as many.
func TestReportsAreListedByWhereTheyStand(t *testing.T) {
	l := report.List{Cycle: app.Cycle{ID: 4, Year: 2026}}
	for _, state := range []report.State{report.Sent, report.Sent, report.Returned, report.Accepted, ""} {
		l.Rows = append(l.Rows, report.Row{Name: "党委", Report: report.Report{State: state}})
	}
	l.Rows[0].LateDays = 3
	want := map[string]string{"全部": "5", "待接收": "2", "未报送": "1", "已退回": "1", "已接收": "1", "逾期": "1"}
	states := map[string]string{"全部": "", "待接收": "sent", "未报送": "none", "已退回": "returned", "已接收": "accepted", "逾期": "late"}
	for label, state := range states {
		v := listOf(l, calendar.Date{Year: 2027, Month: 3, Day: 3}, state, 1)
		if len(v.States) != len(want) {
			t.Fatalf("%d states: %+v", len(v.States), v.States)
		}
		for _, f := range v.States {
			if f.Count != want[f.Label] || f.Href != page.ReportsInURL(4, states[f.Label], 1) || f.On != (f.Label == label) {
				t.Errorf("narrowed to %s: %+v", label, f)
			}
			if f.On && f.Count != []string{"0", "1", "2", "3", "4", "5"}[len(v.Table.Rows)] {
				t.Errorf("%s says %s and lists %d", label, f.Count, len(v.Table.Rows))
			}
		}
	}
	if v := listOf(l, calendar.Date{Year: 2027, Month: 3, Day: 3}, "tea", 1); len(v.Table.Rows) != 0 {
		t.Errorf("a state that is none lists %d", len(v.Table.Rows))
	}
}
