package spotcheck_test

import (
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
)

// A check that leaves anything out cannot be handed in, and the items are named.
func TestHandingInWhatWasNotLookedAt(t *testing.T) {
	c, check := checked(t)
	id, account := check.Assessment, check.Checkers[0].Account
	handIn := func() error {
		ready, err := c.spot.Ready(ctx, c.Who(account), id)
		c.Must(err)
		return c.spot.HandIn(ctx, c.Who(account), spotcheck.HandIn{Assessment: id, Key: c.Key(), Version: ready.Version})
	}
	c.Fails(handIn(), fault.Invalid, "还有 52 项没有查完：1.1、1.2")
	c.finds(account, id, stated...)
	// B1.1 and B2.4 have one clause each; of B1.2 another is open.
	c.Fails(handIn(), fault.Invalid, "还有 50 项没有查完：1.2、1.3、1.4、1.5、2.1、2.2、2.3、2.5等")
	if n := c.Count(`select count(*) from spot_check where handed_in_at is not null`) + c.Count(`select count(*) from spot_answer`) + c.Count(`select count(*) from notice where key like 'spot.handed_in%'`); n != 0 {
		t.Errorf("%d traces of handing in", n)
	}
	if o := c.draw(check.Draw).Outcome; len(o.Estimates) != 0 || o.Missing["JY"] != 1 {
		t.Errorf("it enters the estimates: %+v", o)
	}
	c.handsIn(account, id)
}

// Nothing found is stated for the ticked items only, and only where nothing was
// stated before: B1.1 keeps its case at 2 points, so that base is 78.
func TestFindingNothing(t *testing.T) {
	c, check := checked(t)
	id, account := check.Assessment, check.Checkers[0].Account
	c.finds(account, id, scoring.Finding{Clause: "B1.1a", Count: 1})
	key := c.Key()
	sheet, err := c.spot.FoundNothing(ctx, c.Who(account), id, key, []string{"B1.1", "B1.2", "B2.4", "P1", "L1"})
	c.Must(err)
	if sheet.Findings[app.Spot]["B1.1a"].Said.Count != 1 || sheet.Findings[app.Spot]["B2.4a"].Said.Actual != 12 || sheet.Explanation.Total != 78_00 {
		t.Errorf("states %v", sheet.Findings[app.Spot])
	}
	if len(sheet.NotLooked()) != 52-5 {
		t.Errorf("%d items open, want 47", len(sheet.NotLooked()))
	}
	again, err := c.spot.FoundNothing(ctx, c.Who(account), id, key, []string{"B1.3"})
	if c.Must(err); len(again.NotLooked()) != 47 {
		t.Error("the same form acts twice")
	}
	_, err = c.spot.FoundNothing(ctx, c.Who(account), id, c.Key(), nil)
	c.Fails(err, fault.Invalid, "勾选")
	_, err = c.spot.FoundNothing(ctx, c.Who(account), id, c.Key(), []string{"Z9"})
	c.Fails(err, fault.NotFound)
	_, err = c.spot.FoundNothing(ctx, c.Who("lishan"), id, c.Key(), []string{"B1.3"})
	c.Fails(err, fault.Forbidden)
	// How many members there are to talk with is for the branch's roster to say.
	asks := sheet.NotLooked()[0]
	for _, item := range sheet.NotLooked() {
		if !sheet.Nothing(item) {
			asks = item
		}
	}
	_, err = c.spot.FoundNothing(ctx, c.Who(account), id, c.Key(), []string{asks.Code})
	c.Fails(err, fault.Invalid)
	if _, said := again.Findings[app.Spot][asks.Clauses[0].Code]; said {
		t.Errorf("%s is stated", asks.Code)
	}
}
