package review

import (
	"fmt"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/workflow"
	"baolei/web/page"
)

// 250 drafts and one that is submitted: three pages of drafts, the last with half
// as many, and the pages stay with the state.
func TestALargeCommitteeIsListedInPages(t *testing.T) {
	w := examine.Worklist{Cycle: app.Cycle{ID: 4, Year: 2026}}
	for i := range 251 {
		l := examine.Line{}
		l.ID, l.BranchName, l.State = int64(i+1), fmt.Sprintf("第%d党支部", i+1), workflow.Draft
		if i == 0 {
			l.State = workflow.Submitted
		}
		w.Lines = append(w.Lines, l)
	}
	for _, x := range []struct {
		state          workflow.State
		page, rows     int
		previous, next string
	}{
		{workflow.Draft, 1, 100, "", page.ReviewListAtURL(4, "draft", 2)},
		{workflow.Draft, 3, 50, page.ReviewListAtURL(4, "draft", 2), ""},
		{workflow.Draft, 9, 50, page.ReviewListAtURL(4, "draft", 2), ""},
		{"", 3, 51, page.ReviewListAtURL(4, "", 2), ""},
		{workflow.Submitted, 1, 1, "", ""},
	} {
		l := listOf(w, x.state, x.page)
		if len(l.Table.Rows) != x.rows || l.Pager.Previous != x.previous || l.Pager.Next != x.next {
			t.Errorf("%s, page %d: %d rows, %+v", x.state, x.page, len(l.Table.Rows), l.Pager)
		}
	}
}
