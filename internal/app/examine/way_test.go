package examine_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

var ctx = context.Background()

const points = scoring.Point

func TestAReviewSaysOtherwiseAndIsSigned(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	chen := c.Who("chenjing")

	// 9 of 12 party days: 3 missing × 1 = 3 of at most 3, so 80 − 3 = 77.
	v, err := c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "", false, scoring.Finding{Clause: "B2.4a", Actual: 9}))
	c.Must(err)
	if it, _ := v.Item("B2.4"); it.Standing != examine.Open || !it.NeedsReason || v.Done != 0 {
		t.Errorf("saved without a word of being done: standing %d, reason needed %v, %d done", it.Standing, it.NeedsReason, v.Done)
	}
	if a := c.stored(id); a.Self.Total != 78*points || a.Review.Total != 77*points || a.Counts.Total != 77*points || a.Counts.Grade != "lagging" || a.ReviewedItems != 0 {
		t.Errorf("self %v, review %v, counts %v %s, %d items reviewed", a.Self.Total, a.Review.Total, a.Counts.Total, a.Counts.Grade, a.ReviewedItems)
	}
	_, err = c.review.Agree(ctx, chen, id, c.Key(), "B2.4", seen(c.view("chenjing", id), "B2.4"))
	c.Fails(err, fault.Invalid)

	_, err = c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, " 4 月无签到表 ", true, scoring.Finding{Clause: "B2.4a", Actual: 9}))
	c.Must(err)
	v = c.view("chenjing", id)
	if it, _ := v.Item("B2.4"); it.Standing != examine.Changed || it.Entry.DoneName != "陈静" || v.Findings[app.Review]["B2.4a"].Reason != "4 月无签到表" || v.Done != 1 {
		t.Errorf("dealt with: standing %d by %s, %q, %d done", it.Standing, it.Entry.DoneName, v.Findings[app.Review]["B2.4a"].Reason, v.Done)
	}
	if a := c.stored(id); a.ReviewedItems != 1 {
		t.Errorf("%d items reviewed in the row, want 1", a.ReviewedItems)
	}

	c.Fails(c.signs("zhaogang", id), fault.Invalid) // 51 items are open
	c.agreesAll("chenjing", id)
	c.Fails(c.signs("chenjing", id), fault.Forbidden) // a reviewer signs nothing
	c.Must(c.signs("zhaogang", id))
	if a := c.stored(id); a.State != workflow.Verified || a.SignedName != "赵刚" || a.Counts.Total != 77*points || a.ReviewedItems != 52 {
		t.Errorf("signed: %s by %s, counts %v, %d items", a.State, a.SignedName, a.Counts.Total, a.ReviewedItems)
	}
	_, err = c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "再改", false, scoring.Finding{Clause: "B2.4a", Actual: 8}))
	c.Fails(err, fault.Forbidden) // signed
}

func TestTheSignerIsAnotherThanTheReviewer(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	c.agreesAll("zhaogang", id) // the committee's secretary reviews by himself
	err := c.signs("zhaogang", id)
	c.Fails(err, fault.Forbidden)
	if !strings.Contains(err.Error(), "另一位") {
		t.Errorf("told: %v", err)
	}
}

func TestWhatWasChangedAfterTheLookIsNotSigned(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	c.agreesAll("chenjing", id)
	v := c.view("zhaogang", id)
	_, err := c.review.SaveReview(ctx, c.Who("chenjing"), id, c.Key(), c.verdict(id, "少一次", true, scoring.Finding{Clause: "B2.4a", Actual: 9}))
	c.Must(err)
	in := examine.Sign{Assessment: id, Key: c.Key(), Version: v.Version, Digest: v.Digest()}
	c.Fails(c.review.Sign(ctx, c.Who("zhaogang"), in), fault.Conflict)
	if a := c.stored(id); a.State != workflow.Submitted {
		t.Errorf("state %s, want submitted", a.State)
	}
}

// The whole loop: returned with a remark, mended, submitted again. What the
// reviewer stated stays with its reason; what the branch changed has to be
// looked at again, and only that.
func TestAReturnKeepsTheReviewAndShowsWhatChanged(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	chen, wang := c.Who("chenjing"), c.Who("wangming")
	_, err := c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "4 月无签到表", true, scoring.Finding{Clause: "B2.4a", Actual: 9}))
	c.Must(err)
	c.agreesAll("chenjing", id)
	c.Fails(c.returns("chenjing", id), fault.Invalid) // without a remark
	c.Must(c.review.AddRemark(ctx, chen, id, c.Key(), "B5.1", "请补充责任书。"))
	c.Must(c.returns("chenjing", id))
	if a := c.stored(id); a.State != workflow.Returned || a.ReplyBy.String() != "2027-01-10" || a.ReturnedName != "陈静" {
		t.Fatalf("returned: %s until %s by %s", a.State, a.ReplyBy, a.ReturnedName)
	}

	// The branch mends three items in three ways, and answers.
	c.states("wangming", id, scoring.Finding{Clause: "B1.1a", Count: 1}) // states what it had not
	c.states("wangming", id, scoring.Finding{Clause: "B2.4a", Actual: 11})
	_, err = c.self.SaveNote(ctx, wang, id, c.Key(), assess.Note{Item: "B3.1", Text: "已补选。"})
	c.Must(err)
	c.Fails(c.self.Submit(ctx, wang, assess.Submit{Assessment: id, Key: c.Key(), Version: c.stored(id).Version, LeftKnowingly: true}), fault.Invalid) // the remark is open
	remark := c.view("chenjing", id).Remarks[0]
	_, err = c.self.SaveReply(ctx, wang, id, c.Key(), assess.Reply{Remark: remark.ID, Text: "已补充。", Version: remark.Version})
	c.Must(err)
	c.submits("wangming", id)

	// B1.1 loses 1 × 2 in both; B2.4 by the branch 12 − 11 = 1, by the reviewer 3:
	// self 80 − 2 − 1 = 77, review 80 − 2 − 3 = 75.
	v := c.view("chenjing", id)
	if a := c.stored(id); a.Self.Total != 77*points || a.Review.Total != 75*points || a.Counts.Total != 75*points || a.ReviewedItems != 48 || v.Done != 48 {
		t.Errorf("self %v, review %v, counts %v, %d items reviewed in the row, %d shown; want 77, 75, 75, 48, 48", a.Self.Total, a.Review.Total, a.Counts.Total, a.ReviewedItems, v.Done)
	}
	again := map[string]bool{"B1.1": true, "B2.4": true, "B3.1": true, "B5.1": true}
	for _, it := range v.Items {
		if (it.Standing == examine.Again) != again[it.Code] {
			t.Errorf("%s: standing %d, to be looked at again: %v", it.Code, it.Standing, again[it.Code])
		}
	}
	if f := v.Findings[app.Review]["B2.4a"]; f.Said.Actual != 9 || f.Reason != "4 月无签到表" {
		t.Errorf("the reviewer's own: %d, %q", f.Said.Actual, f.Reason)
	}
	c.Fails(c.signs("zhaogang", id), fault.Invalid)
	c.agreesAll("chenjing", id)
	c.Must(c.signs("zhaogang", id))
}

// What the branch takes back leaves no finding that could tell of it.
func TestWhatTheBranchTookBackIsLookedAtAgain(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	c.agreesAll("chenjing", id)
	c.Must(c.review.AddRemark(ctx, c.Who("chenjing"), id, c.Key(), "B1.1", "请核对。"))
	c.Must(c.returns("chenjing", id))
	_, err := c.self.SaveFinding(ctx, c.Who("wangming"), id, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B2.4a"}, Clear: true, Version: 1})
	c.Must(err)
	remark := c.view("chenjing", id).Remarks[0]
	_, err = c.self.SaveReply(ctx, c.Who("wangming"), id, c.Key(), assess.Reply{Remark: remark.ID, Text: "已核对。", Version: remark.Version})
	c.Must(err)
	c.submits("wangming", id)
	v := c.view("chenjing", id)
	it, _ := v.Item("B2.4")
	if _, there := v.Findings[app.Review]["B2.4a"]; there || it.Standing != examine.Again || v.Done != 50 {
		t.Errorf("the copy is there: %v; standing %d; %d done, want 50", there, it.Standing, v.Done)
	}
	if a := c.stored(id); a.ReviewedItems != 50 || a.Review.Total != 80*points {
		t.Errorf("%d items reviewed, review %v; want 50, 80", a.ReviewedItems, a.Review.Total)
	}
}

func TestAReplyDateLiesBetweenTodayAndTheEndOfTheReview(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	c.Must(c.review.AddRemark(ctx, c.Who("chenjing"), id, c.Key(), "B1.1", "请核对。"))
	for _, day := range []calendar.Date{{Year: 2026, Month: time.December, Day: 19}, {Year: 2027, Month: time.February, Day: 1}, {}} {
		in := examine.Return{Assessment: id, Key: c.Key(), Version: c.stored(id).Version, ReplyBy: day}
		c.Fails(c.review.Return(ctx, c.Who("chenjing"), in), fault.Invalid)
	}
	if a := c.stored(id); a.State != workflow.Submitted {
		t.Errorf("state %s, want submitted", a.State)
	}
}
