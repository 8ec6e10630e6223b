package examine_test

import (
	"errors"
	"sync"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Whoever may not see a branch learns that there is none; whoever may see it
// and not act learns that the action is not theirs.
func TestOnlyTheNearestOrganisationReviews(t *testing.T) {
	c := newCity(t)
	below := c.submitted("cz-10") // below the general branch of the first committee
	right := c.submitted("wangming")
	for _, a := range []struct {
		account string
		id      int64
		look    fault.Kind // 0: may look
		act     fault.Kind
	}{
		{"chenjing", right, 0, 0},
		{"chenjing", below, 0, fault.Forbidden}, // farther above
		{"heping", below, 0, 0},
		{"heping", right, fault.NotFound, fault.NotFound},
		{"zhaogang", below, 0, fault.Forbidden},
		{"jy-kaohe", right, fault.NotFound, fault.NotFound},
		{"jy-shuji", right, fault.NotFound, fault.NotFound},
		{"wangming", right, fault.Forbidden, fault.Forbidden},
		{"liufang", right, fault.Forbidden, fault.Forbidden},
		{"cz-01", right, fault.NotFound, fault.NotFound},
		{"lishan", right, fault.Forbidden, fault.Forbidden},
		{"zhoujie", right, fault.NotFound, fault.NotFound},
		{"sunli", right, fault.NotFound, fault.NotFound},
		{"shenji", right, fault.NotFound, fault.NotFound},
	} {
		_, err := c.review.View(ctx, c.Who(a.account), a.id)
		if got := fault.KindOf(err); got != a.look || a.look == 0 && err != nil {
			t.Errorf("%s looks at %d: %v", a.account, a.id, err)
		}
		_, err = c.review.Agree(ctx, c.Who(a.account), a.id, c.Key(), "B1.1", map[string]int{})
		if got := fault.KindOf(err); got != a.act || a.act == 0 && err != nil {
			t.Errorf("%s agrees at %d: %v", a.account, a.id, err)
		}
		if a.act != 0 {
			c.Fails(c.review.AddRemark(ctx, c.Who(a.account), a.id, c.Key(), "B1.1", "意见"), remarkFault(a.account, a.act))
			c.Fails(c.signsBlind(a.account, a.id), signFault(a.account, a.act))
		}
	}
}

// remarkFault: a committee's secretary may return what a general branch below
// reviews, and so may remark.
func remarkFault(account string, act fault.Kind) fault.Kind {
	if account == "zhaogang" {
		return 0
	}
	return act
}

// signFault: a committee's secretary may sign what a general branch below has
// reviewed, and here it has not.
func signFault(account string, act fault.Kind) fault.Kind {
	if account == "zhaogang" {
		return fault.Invalid
	}
	return act
}

// signsBlind signs as someone who may not even see what is signed.
func (c *city) signsBlind(account string, id int64) error {
	return c.review.Sign(ctx, c.Who(account), examine.Sign{Assessment: id, Key: c.Key(), Version: c.stored(id).Version})
}

func TestWhoFilledItInDoesNotReviewIt(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	chen := c.Who("chenjing")
	var b store.Batch
	b.Act(id, "self", chen.Person)
	c.Must(c.Store.Read(ctx, &b))
	_, err := c.review.Agree(ctx, chen, id, c.Key(), "B1.1", map[string]int{})
	c.Fails(err, fault.Forbidden)
	if v := c.view("chenjing", id); v.CanReview || v.WhyNot == "" {
		t.Errorf("the page offers it: %v %q", v.CanReview, v.WhyNot)
	}
}

func TestADraftIsNotReviewed(t *testing.T) {
	c := newCity(t)
	id := c.assessmentOf("wangming")
	_, err := c.review.Agree(ctx, c.Who("chenjing"), id, c.Key(), "B1.1", map[string]int{})
	c.Fails(err, fault.Forbidden)
	c.Fails(c.review.AddRemark(ctx, c.Who("chenjing"), id, c.Key(), "B1.1", "意见"), fault.Forbidden)
	c.Fails(c.returns("chenjing", id), fault.Forbidden)
	c.Fails(c.signs("zhaogang", id), fault.Forbidden)
}

func TestAReviewEndsWithItsWindow(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	c.Now = c.Now.AddDate(0, 0, 43) // 2027-02-01, a day after the window
	_, err := c.review.Agree(ctx, c.Who("chenjing"), id, c.Key(), "B1.1", map[string]int{})
	c.Fails(err, fault.Forbidden)
	w, err := c.review.List(ctx, c.Who("chenjing"), 0)
	c.Must(err)
	if l := w.Lines[0]; l.ID != id || l.Overdue != "考核逾期" || l.Waited != 43 {
		t.Errorf("the list begins with %d, %q, %d days", l.ID, l.Overdue, l.Waited)
	}
}

func TestAFormSentTwiceActsOnce(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	key := c.Key()
	in := c.verdict(id, "少一次", true, scoring.Finding{Clause: "B2.4a", Actual: 9})
	for range 2 {
		_, err := c.review.SaveReview(ctx, c.Who("chenjing"), id, key, in)
		c.Must(err)
	}
	v := c.view("chenjing", id)
	if f := v.Findings[app.Review]["B2.4a"]; f.Version != 2 || v.Entries[app.Review]["B2.4"].Version != 1 {
		t.Errorf("finding at version %d, entry at %d; want 2 (the copy was 1) and 1", f.Version, v.Entries[app.Review]["B2.4"].Version)
	}
	key = c.Key()
	for range 2 {
		c.Must(c.review.AddRemark(ctx, c.Who("chenjing"), id, key, "B1.1", "请补充。"))
	}
	if n := len(c.view("chenjing", id).Remarks); n != 1 {
		t.Errorf("%d remarks, want 1", n)
	}
}

// Two reviewers at once on one item: one is first, the other learns of it with
// the first one's words, and has their own still in the form.
func TestTwoReviewersAtOnceLoseNothing(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	texts := map[string]string{"chenjing": "签到表缺页", "zhaogang": "七月未开展"}
	seen := map[string]examine.Verdict{} // both look before either saves
	for account, text := range texts {
		seen[account] = c.verdict(id, text, true, scoring.Finding{Clause: "B2.4a", Actual: 9})
	}
	errs := map[string]error{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for account := range texts {
		actor, key := c.Who(account), c.Key()
		wg.Go(func() {
			_, err := c.review.SaveReview(ctx, actor, id, key, seen[account])
			mu.Lock()
			defer mu.Unlock()
			errs[account] = err
		})
	}
	wg.Wait()
	first, second := "chenjing", "zhaogang"
	if errs[first] != nil {
		first, second = second, first
	}
	c.Must(errs[first])
	late, ok := errors.AsType[*examine.Overtaken](errs[second])
	if !ok {
		t.Fatalf("the second got %v", errs[second])
	}
	if late.Clause != "B2.4a" || late.Theirs == nil || late.Theirs.Reason != texts[first] || late.By != c.Who(first).Name {
		t.Errorf("told: %+v", late.Changed)
	}
	if got := c.view("chenjing", id).Findings[app.Review]["B2.4a"].Reason; got != texts[first] {
		t.Errorf("saved %q, want %q", got, texts[first])
	}
	// With the version that the conflict showed, the second's words go over them.
	in := c.verdict(id, texts[second], true, scoring.Finding{Clause: "B2.4a", Actual: 9})
	_, err := c.review.SaveReview(ctx, c.Who(second), id, c.Key(), in)
	c.Must(err)
}

func TestAgreeingToWhatOneDidNotSeeIsAConflict(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	before := seen(c.view("zhaogang", id), "B2.4")
	_, err := c.review.SaveReview(ctx, c.Who("chenjing"), id, c.Key(), c.verdict(id, "少一次", false, scoring.Finding{Clause: "B2.4a", Actual: 9}))
	c.Must(err)
	_, err = c.review.Agree(ctx, c.Who("zhaogang"), id, c.Key(), "B2.4", before)
	c.Fails(err, fault.Conflict)
}

// The branch withdraws while a reviewer saves for the first time: one of them
// comes first, and the other is refused.
func TestWithdrawingAndTheFirstReviewExcludeEachOther(t *testing.T) {
	c := newCity(t)
	id := c.assessmentOf("wangming")
	wang, chen := c.Who("wangming"), c.Who("chenjing")
	c.states("wangming", id, scoring.Finding{Clause: "B2.4a", Actual: 10})
	reviews := 0
	for range 50 {
		c.submits("wangming", id)
		version, in := c.stored(id).Version, c.verdict(id, "少一次", false, scoring.Finding{Clause: "B2.4a", Actual: 9})
		var withdrawn, reviewed error
		var wg sync.WaitGroup
		keys := [2]string{c.Key(), c.Key()}
		wg.Go(func() { withdrawn = c.self.Withdraw(ctx, wang, id, keys[0], version) })
		wg.Go(func() { _, reviewed = c.review.SaveReview(ctx, chen, id, keys[1], in) })
		wg.Wait()
		if (withdrawn == nil) == (reviewed == nil) {
			t.Fatalf("withdrawn: %v, reviewed: %v", withdrawn, reviewed)
		}
		if reviewed == nil {
			reviews++
			c.Fails(withdrawn, fault.Forbidden)
			c.forget(id, chen.Person)
			c.Must(c.self.Withdraw(ctx, wang, id, c.Key(), version))
			continue
		}
		c.Fails(reviewed, fault.Forbidden)
		if v := c.view("chenjing", id); v.State != workflow.Draft || len(v.Findings[app.Review]) != 0 {
			t.Fatalf("withdrawn, and there are %d review findings in state %s", len(v.Findings[app.Review]), v.State)
		}
	}
	t.Logf("the reviewer came first %d times of 50", reviews)
}

// forget takes a review back to before it began, which nobody but a test can.
func (c *city) forget(id, person int64) {
	c.Helper()
	c.Exec(`delete from act where assessment_id = $1 and level = 'review' and person_id = $2`, id, person)
}

func TestManyAreAgreedAtOnceOnlyWherePlain(t *testing.T) {
	c := newCity(t)
	id := c.assessmentOf("wangming")
	c.states("wangming", id,
		scoring.Finding{Clause: "B1.1a"},                                             // nothing lost: plain
		scoring.Finding{Clause: "B2.4a", Actual: 10},                                 // loses
		scoring.Finding{Clause: "B2.6a"},                                             // its other clause is not answered
		scoring.Finding{Clause: "B3.4a", NotApplicable: true, Reason: "没有接转"},        // set aside
		scoring.Finding{Clause: "B4.1a"},                                             // plain, but remarked on below
		scoring.Finding{Clause: "B5.1a"},                                             // plain
		scoring.Finding{Clause: "P5a"},                                               // claims nothing: plain
		scoring.Finding{Clause: "L1a"},                                               // on the bottom line
		scoring.Finding{Clause: "B4.3a", Count: 0}, scoring.Finding{Clause: "B4.4a"}, // plain; the second is reviewed otherwise
	)
	c.submits("wangming", id)
	chen := c.Who("chenjing")
	c.Must(c.review.AddRemark(ctx, chen, id, c.Key(), "B4.1", "请说明。"))
	_, err := c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "未发挥", false, scoring.Finding{Clause: "B4.4a", Occurred: true}))
	c.Must(err)
	v := c.view("chenjing", id)
	var plain, every []string
	for _, it := range v.Plain() {
		plain = append(plain, it.Code)
	}
	for _, it := range v.Items {
		every = append(every, it.Code)
	}
	want := []string{"B1.1", "B4.3", "B5.1", "P5"}
	if !equal(plain, want) {
		t.Errorf("plain: %v, want %v", plain, want)
	}
	v, err = c.review.AgreeAll(ctx, chen, id, c.Key(), every) // whatever the form says
	c.Must(err)
	if v.Done != 4 || c.stored(id).ReviewedItems != 4 {
		t.Errorf("%d done, %d in the row; want 4", v.Done, c.stored(id).ReviewedItems)
	}
	_, err = c.review.AgreeAll(ctx, chen, id, c.Key(), every)
	c.Fails(err, fault.Invalid)
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestReasonsAndOutcomesOfOtherBranchesAreAtHand(t *testing.T) {
	c := newCity(t)
	chen := c.Who("chenjing")
	for _, secretary := range []string{"cz-01", "cz-03"} { // 9 of 12: 3 of 3 lost
		id := c.submitted(secretary)
		_, err := c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "补记不予认定", true, scoring.Finding{Clause: "B2.4a", Actual: 9}))
		c.Must(err)
	}
	id := c.submitted("cz-04") // as stated: 3 − 2 = 1 point left
	_, err := c.review.Agree(ctx, chen, id, c.Key(), "B2.4", seen(c.view("chenjing", id), "B2.4"))
	c.Must(err)
	c.submitted("cz-05") // not reviewed: does not count
	id = c.submitted("wangming")
	v := c.view("chenjing", id)
	beside, err := c.review.Beside(ctx, &v, "B2.4")
	c.Must(err)
	if len(beside.Used) != 1 || beside.Used[0] != (examine.Used{Clause: "B2.4a", Text: "补记不予认定", Times: 2}) {
		t.Errorf("reasons: %+v", beside.Used)
	}
	want := []examine.Outcome{{Score: 1 * points, Times: 1}, {Score: 0, Times: 2}}
	if len(beside.Elsewhere) != 2 || beside.Elsewhere[0] != want[0] || beside.Elsewhere[1] != want[1] {
		t.Errorf("outcomes: %+v, want %+v", beside.Elsewhere, want)
	}
	if len(beside.Queue) != 5 || beside.Queue[4].Assessment != id || beside.Queue[0].Reviewed != 1 {
		t.Errorf("queue: %+v", beside.Queue)
	}
}

func TestTheListBeginsWithTheOldestSubmission(t *testing.T) {
	c := newCity(t)
	second := c.submitted("cz-03")
	c.Now = c.Now.AddDate(0, 0, 1)
	third := c.submitted("cz-01")
	below := c.submitted("cz-11")
	w, err := c.review.List(ctx, c.Who("chenjing"), 0)
	c.Must(err)
	if len(w.Lines) != 12 || w.Lines[0].ID != second || w.Lines[1].ID != third || w.Lines[2].ID != below || w.Lines[0].Waited != 1 || w.Lines[3].State != workflow.Draft {
		t.Errorf("%d lines, beginning with %d, %d, %d", len(w.Lines), w.Lines[0].ID, w.Lines[1].ID, w.Lines[2].ID)
	}
	if !w.Lines[0].Mine || w.Lines[2].Mine {
		t.Error("the committee's reviewer reviews its own branches, and looks at those below the general branch")
	}
	if w, err = c.review.List(ctx, c.Who("heping"), 0); err != nil || len(w.Lines) != 3 || len(w.Committees) != 0 {
		t.Errorf("the general branch has %d lines, %v", len(w.Lines), err)
	}
	_, err = c.review.List(ctx, c.Who("heping"), 99)
	c.Fails(err, fault.NotFound)
}

func TestAReviewerTakesBackWhatWasStated(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	chen := c.Who("chenjing")
	_, err := c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "少一次", false, scoring.Finding{Clause: "B2.4a", Actual: 9}))
	c.Must(err)
	v, err := c.review.SaveReview(ctx, chen, id, c.Key(), examine.Verdict{Item: "B2.4", Restore: "B2.4a", Seen: seen(c.view("chenjing", id), "B2.4")})
	c.Must(err)
	// As the branch stated it: 10 of 12 loses 2, 80 − 2 = 78.
	if f := v.Findings[app.Review]["B2.4a"]; f.Said.Actual != 10 || !f.Copied || f.Reason != "" || c.stored(id).Review.Total != 78*points {
		t.Errorf("%+v, review %v", f.Said, c.stored(id).Review.Total)
	}
	stored := c.view("chenjing", id)
	if f := stored.Findings[app.Review]["B2.4a"]; f.Version != v.Findings[app.Review]["B2.4a"].Version || !f.Copied {
		t.Errorf("stored %+v, shown %+v", f.Finding, v.Findings[app.Review]["B2.4a"].Finding)
	}
	// What the branch left open, a reviewer may state and take back again.
	_, err = c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "有一项", false, scoring.Finding{Clause: "B1.1a", Count: 1}))
	c.Must(err)
	_, err = c.review.SaveReview(ctx, chen, id, c.Key(), examine.Verdict{Item: "B1.1", Restore: "B1.1a", Seen: seen(c.view("chenjing", id), "B1.1")})
	c.Must(err)
	if _, there := c.view("chenjing", id).Findings[app.Review]["B1.1a"]; there {
		t.Error("the finding is still there")
	}
	// What the branch stated cannot be emptied.
	in := c.verdict(id, "", false, scoring.Finding{Clause: "B2.4a"})
	in.Clauses[0].Clear = true
	_, err = c.review.SaveReview(ctx, chen, id, c.Key(), in)
	c.Fails(err, fault.Invalid)
}

func TestNonsenseIsRefusedAndNothingIsSaved(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	chen := c.Who("chenjing")
	for name, f := range map[string]scoring.Finding{
		"off its step": {Clause: "B2.2a", Amount: 1*points + 25}, "below 0": {Clause: "B1.1a", Count: -1}, "no such option": {Clause: "B3.2a", Option: "never"},
	} {
		_, err := c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "理由", true, f))
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	in := c.verdict(id, "理由", true, scoring.Finding{Clause: "B2.4a", Actual: 9})
	in.Item = "B1.1" // another item's clause
	_, err := c.review.SaveReview(ctx, chen, id, c.Key(), in)
	c.Fails(err, fault.NotFound)
	_, err = c.review.Agree(ctx, chen, id, c.Key(), "B9.9", nil)
	c.Fails(err, fault.NotFound)
	if a := c.stored(id); a.Review.Total != 78*points || a.ReviewedItems != 0 || len(a.ReviewedBy) != 0 {
		t.Errorf("review %v, %d items, by %v", a.Review.Total, a.ReviewedItems, a.ReviewedBy)
	}
}

func TestRefusalsAreOnRecord(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	_, err := c.review.Agree(ctx, c.Who("jy-kaohe"), id, c.Key(), "B1.1", nil)
	c.Fails(err, fault.NotFound)
	var refused, done int
	c.Must(c.Pool.QueryRow(ctx, `select count(*) filter (where outcome = 'refused'), count(*) filter (where outcome = 'done') from audit_entry
		where action = 'review.save' and object_id = $1`, id).Scan(&refused, &done))
	if refused != 1 || done != 0 {
		t.Errorf("%d refusals and %d deeds on record, want 1 and 0", refused, done)
	}
	_, err = c.review.SaveReview(ctx, c.Who("chenjing"), id, c.Key(), c.verdict(id, "少一次", true, scoring.Finding{Clause: "B2.4a", Actual: 9}))
	c.Must(err)
	c.Must(c.Pool.QueryRow(ctx, `select count(*) filter (where action = 'review.save'), count(*) filter (where action = 'review.agree') from audit_entry
		where outcome = 'done' and object_id = $1`, id).Scan(&refused, &done))
	if refused != 1 || done != 1 {
		t.Errorf("%d savings and %d agreements on record, want 1 and 1", refused, done)
	}
}

func TestRemarksAreDroppedBeforeTheyAreSentAndNotAfter(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	chen := c.Who("chenjing")
	c.Must(c.review.AddRemark(ctx, chen, id, c.Key(), "B1.1", "第一条"))
	c.Must(c.review.AddRemark(ctx, chen, id, c.Key(), "B1.2", "第二条"))
	v := c.view("chenjing", id)
	c.Must(c.review.DropRemark(ctx, chen, id, c.Key(), v.Remarks[0].ID))
	c.Fails(c.review.DropRemark(ctx, chen, id, c.Key(), v.Remarks[0].ID), fault.Conflict)
	c.Fails(c.review.AddRemark(ctx, chen, id, c.Key(), "B1.1", "  "), fault.Invalid)
	c.Fails(c.review.AddRemark(ctx, chen, id, c.Key(), "Z9", "意见"), fault.NotFound)
	// Remarks alone do not begin a review: the branch may still withdraw.
	if a := c.stored(id); len(a.ReviewedBy) != 0 {
		t.Error("the review has begun")
	}
	c.Must(c.returns("zhaogang", id))
	if left := examine.Unsent(c.view("chenjing", id).Dossier); len(left) != 0 {
		t.Errorf("%d remarks were not sent", len(left))
	}
	if by := c.stored(id).ReplyBy; by != (calendar.Date{Year: 2027, Month: 1, Day: 10}) {
		t.Errorf("to be mended until %s", by)
	}
}
