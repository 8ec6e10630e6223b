package closing_test

import (
	"sync"
	"testing"

	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
)

// reopens opens a reported branch again; the form is sent twice.
func (c *city) reopens(id int64) error {
	c.Helper()
	reports, officer := report.New(c.desk), c.Who("lishan")
	v, err := reports.Branch(ctx, officer, id)
	c.Must(err)
	in := report.Reopen{Assessment: id, Key: c.Key(), Version: v.Version, Digest: v.Digest(), Until: calendar.DateOf(march).AddDays(10), Reason: "有新的情况"}
	if err := reports.Reopen(ctx, officer, in); err != nil {
		return err
	}
	return reports.Reopen(ctx, officer, in)
}

// A branch that was reported and opened again is not closed without a result, be it
// signed anew or not; and a proposal that is overtaken so can be sent back.
func TestABranchOpenedAgainHindersTheClosing(t *testing.T) {
	c := newCity(t)
	c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
	c.Must(c.reopens(c.Number(`select min(id) from assessment where state = 'reported'`)))
	if n := c.Count(`select count(*) from reopening`); n != 1 {
		t.Errorf("opened again %d times", n)
	}
	_, err := c.svc.Confirm(ctx, c.Who("zhanglei"), c.step("zhanglei"))
	c.Fails(err, fault.Conflict, "有 1 个支部重新考核后还没有重新报送")
	v, err := c.svc.View(ctx, c.Who("zhanglei"), c.Cycle)
	c.Must(err)
	if v.CanDecide || !v.CanSendBack || v.CanPropose {
		t.Errorf("may confirm %v, send back %v, propose %v", v.CanDecide, v.CanSendBack, v.CanPropose)
	}
	back := c.step("zhanglei")
	back.Reason = "等重新考核的支部报送"
	_, err = c.svc.SendBack(ctx, c.Who("zhanglei"), back)
	c.Must(err)
	c.Fails(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")), fault.Conflict, "重新考核")
	for state, hinders := range map[string]bool{"verified": true, "publicised": true, "reported": false} {
		c.Exec(`update assessment set state = $1, reopened_at = null, reopened_by = null, review_until = null where id = (select assessment_id from reopening)`, state)
		if v, err = c.svc.View(ctx, c.Who("lishan"), c.Cycle); err != nil || v.CanPropose == hinders {
			t.Errorf("signed anew and %s: may be closed %v, %v", state, v.CanPropose, err)
		}
	}
}

// Opening a branch again and confirming the closing take the cycle before the
// branches, so that one waits for the other: one is done, and none is broken off.
func TestReopeningAndTheConfirmationAtOnce(t *testing.T) {
	for range 5 {
		c := newCity(t)
		id := c.Number(`select min(id) from assessment where state = 'reported'`)
		c.Must(c.svc.Propose(ctx, c.Who("lishan"), c.step("lishan")))
		step, second := c.step("zhanglei"), c.Who("zhanglei")
		var reopened, confirmed error
		var wg sync.WaitGroup
		wg.Go(func() { reopened = c.reopens(id) })
		wg.Go(func() { _, confirmed = c.svc.Confirm(ctx, second, step) })
		wg.Wait()
		if (reopened == nil) == (confirmed == nil) {
			t.Fatalf("reopened: %v, confirmed: %v", reopened, confirmed)
		}
		for _, err := range []error{reopened, confirmed} {
			if err != nil && fault.KindOf(err) == fault.Unavailable {
				t.Errorf("broken off: %v", err)
			}
		}
	}
}

// What is to be put right is the lowest grade, also where a veto sets another or
// none.
func TestTheLowestGradeIsLagging(t *testing.T) {
	c := newCity(t)
	set, err := c.desk.Sets.Get(ctx, c.Set)
	c.Must(err)
	other := *set
	other.Set = &indicator.Set{Grades: set.Grades, VetoGrade: ""}
	if set.Lagging() != "lagging" || other.Lagging() != "lagging" {
		t.Errorf("lagging are %q and %q", set.Lagging(), other.Lagging())
	}
}
