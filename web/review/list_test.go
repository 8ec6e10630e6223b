package review

import (
	"fmt"
	"strconv"
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
		state          string
		page, rows     int
		previous, next string
	}{
		{"draft", 1, 100, "", page.ReviewListAtURL(4, "draft", 2)},
		{"draft", 3, 50, page.ReviewListAtURL(4, "draft", 2), ""},
		{"draft", 9, 50, page.ReviewListAtURL(4, "draft", 2), ""},
		{"", 3, 51, page.ReviewListAtURL(4, "", 2), ""},
		{"submitted", 1, 1, "", ""},
	} {
		l := listOf(w, x.state, x.page)
		if len(l.Table.Rows) != x.rows || l.Pager.Previous != x.previous || l.Pager.Next != x.next {
			t.Errorf("%s, page %d: %d rows, %+v", x.state, x.page, len(l.Table.Rows), l.Pager)
		}
	}
}

// Of three submitted branches with two items each one is reviewed in full: the
// list has one to sign and two under way. Where none is to be signed both would be
// the same list.
func TestWhatIsSubmittedIsOfTwoKinds(t *testing.T) {
	w := examine.Worklist{Cycle: app.Cycle{ID: 4, Year: 2026}}
	for _, reviewed := range []int{0, 1, 2} {
		l := examine.Line{Items: 2}
		l.State, l.ReviewedItems = workflow.Submitted, reviewed
		w.Lines = append(w.Lines, l)
	}
	for state, want := range map[string]int{"": 3, "submitted": 3, page.Reviewing: 2, page.ToSign: 1} {
		l := listOf(w, state, 1)
		if len(l.Table.Rows) != want || len(l.Chips) != 4 {
			t.Errorf("%s lists %d branches, want %d; %d chips", state, len(l.Table.Rows), want, len(l.Chips))
		}
		for _, c := range l.Chips {
			if c.On && c.Count != strconv.Itoa(want) {
				t.Errorf("%s says %s", c.Label, c.Count)
			}
		}
	}
	w.Lines = w.Lines[:2]
	if chips := listOf(w, "", 1).Chips; len(chips) != 2 {
		t.Errorf("without one to sign there are %d chips: %+v", len(chips), chips)
	}
}
