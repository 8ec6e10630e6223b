package spotcheck_test

import (
	"errors"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
)

// checked is a branch that was drawn, with what was stated before:
//
//	item  weight  clause  self             review           spot
//	B1.1  4       B1.1a   0 cases → 4      –                1 case at 2 → 2
//	B1.2  3       B1.2a   –                –                not done, 1 → 2
//	B2.4  3       B2.4a   10 of 12 → 1     8 of 12 → 0      11 of 12 → 2
//
// All else is unanswered, or found so on the spot, and loses nothing. Base 80: self 80 − 2 = 78, review
// 80 − 3 = 77, spot 80 − 2 − 1 − 1 = 76.
func checked(t *testing.T) (*city, spotcheck.SpotCheck) {
	t.Helper()
	c := newCity(t)
	c.reported("jy", "jy-01", []scoring.Finding{{Clause: "B1.1a"}, {Clause: "B2.4a", Actual: 10}}, []scoring.Finding{{Clause: "B2.4a", Actual: 8}})
	return c, c.drawn(map[string]int{"JY": 1}).Checks[0]
}

var stated = []scoring.Finding{{Clause: "B1.1a", Count: 1}, {Clause: "B1.2a", Occurred: true}, {Clause: "B2.4a", Actual: 11}}

// finds lets a checker state findings for the first time.
func (c *city) finds(account string, id int64, findings ...scoring.Finding) {
	c.Helper()
	for _, f := range findings {
		_, err := c.spot.SaveFinding(ctx, c.Who(account), id, c.Key(), app.Statement{Finding: f})
		c.Must(err)
	}
}

// handsIn lets a checker hand in who has just looked at what was still open, and
// found it as reviewed.
func (c *city) handsIn(account string, id int64) {
	c.Helper()
	c.Must(c.FindAsReviewed(ctx, c.spot, c.Who(account), id))
	ready, err := c.spot.Ready(ctx, c.Who(account), id)
	c.Must(err)
	c.Must(c.spot.HandIn(ctx, c.Who(account), spotcheck.HandIn{Assessment: id, Key: c.Key(), Version: ready.Version}))
}

func TestTheThreeLevelsSideBySide(t *testing.T) {
	c, check := checked(t)
	first, second := check.Checkers[0].Account, check.Checkers[1].Account
	c.finds(first, check.Assessment, stated[:2]...)
	c.finds(second, check.Assessment, stated[2])
	c.handsIn(second, check.Assessment)

	v, err := c.spot.Compare(ctx, c.Who("jy-01"), check.Assessment)
	c.Must(err)
	if v.Self.Total != 78_00 || v.Review.Total != 77_00 || v.Spot.Total != 76_00 {
		t.Errorf("totals %v, %v, %v; want 78, 77, 76", v.Self.Total, v.Review.Total, v.Spot.Total)
	}
	// The item tolerance is 1: B1.2 differs by just that, so only B1.1 and B2.4
	// are beyond.
	want := map[string]spotcheck.Compared{
		"B1.1": {Item: "B1.1", Self: 400, Review: 400, Spot: 200, Difference: -200, Covered: true, Beyond: true},
		"B1.2": {Item: "B1.2", Self: 300, Review: 300, Spot: 200, Difference: -100, Covered: true},
		"B2.4": {Item: "B2.4", Self: 100, Review: 0, Spot: 200, Difference: 200, Covered: true, Beyond: true},
	}
	for _, got := range v.Items {
		if expected, there := want[got.Item]; there && got != expected {
			t.Errorf("%s: %+v, want %+v", got.Item, got, expected)
		} else if !there && (!got.Covered || got.Difference != 0 || got.Spot != got.Review) {
			t.Errorf("%s was found as reviewed: %+v", got.Item, got)
		}
	}
	if len(v.Items) != len(v.Review.Items) || v.Beyond != 2 || v.BeyondBranch() {
		t.Errorf("%d items, %d beyond, branch %v", len(v.Items), v.Beyond, v.BeyondBranch())
	}
	if a := c.stored(check.Assessment); a.Counts.Total != 77_00 || a.Review.Total != 77_00 {
		t.Errorf("what counts is %v, want the review's 77", a.Counts.Total)
	}
	if total := c.Count(`select spot_total from spot_check`); total != 76_00 {
		t.Errorf("stored %d, want 7600", total)
	}
}

func TestASealedSheetHoldsNothingOfTheOthers(t *testing.T) {
	c, check := checked(t)
	sheet, err := c.spot.Sheet(ctx, c.Who(check.Checkers[0].Account), check.Assessment)
	c.Must(err)
	if len(sheet.Findings[app.Self])+len(sheet.Findings[app.Review])+len(sheet.Findings[app.Spot]) != 0 {
		t.Errorf("findings %v", sheet.Findings)
	}
	if len(sheet.Entries[app.Self])+len(sheet.Entries[app.Review])+len(sheet.Remarks) != 0 {
		t.Errorf("entries %v, remarks %v", sheet.Entries, sheet.Remarks)
	}
	if sheet.Self.Items != nil || sheet.Review.Items != nil || sheet.Self.Total != 0 || sheet.Review.Total != 0 || sheet.Counts.Total != 0 {
		t.Errorf("scores %v, %v, %v", sheet.Self, sheet.Review, sheet.Counts)
	}
	if len(sheet.NotLooked()) != 52 {
		t.Errorf("%d items open of 52", len(sheet.NotLooked()))
	}
}

func TestAnOpenCheckShowsFindingsAndNoRemarks(t *testing.T) {
	c := newCity(t)
	c.reported("jy", "jy-01", []scoring.Finding{{Clause: "B2.4a", Actual: 10}}, nil)
	in := c.publication(map[string]int{"JY": 1})
	in.Sealed = false
	id, err := c.spot.Publish(ctx, c.Who("lishan"), in)
	c.Must(err)
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), seed))
	c.Must(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), c.step(id), seed))
	check := c.draw(id).Checks[0]
	sheet, err := c.spot.Sheet(ctx, c.Who(check.Checkers[0].Account), check.Assessment)
	c.Must(err)
	if sheet.Findings[app.Self]["B2.4a"].Said.Actual != 10 || len(sheet.Findings[app.Review]) != 1 {
		t.Errorf("findings %v", sheet.Findings)
	}
}

func TestWhoMayComeToACheck(t *testing.T) {
	c, check := checked(t)
	id := check.Assessment
	outsiders := []string{spare(check), "zhoujie", "wangming", "lishan", "jy-01", "jy-kaohe", "jy-shuji", "xitong"}
	for _, account := range outsiders {
		_, err := c.spot.Sheet(ctx, c.Who(account), id)
		c.Fails(err, fault.NotFound)
		_, err = c.spot.SaveFinding(ctx, c.Who(account), id, c.Key(), app.Statement{Finding: stated[0]})
		if kind := fault.KindOf(err); kind != fault.NotFound && kind != fault.Forbidden {
			t.Errorf("%s saves: %v", account, err)
		}
		if err := c.spot.HandIn(ctx, c.Who(account), spotcheck.HandIn{Assessment: id, Key: c.Key(), Version: 1}); err == nil {
			t.Errorf("%s hands in", account)
		}
	}
	before, err := c.spot.Compare(ctx, c.Who("jy-01"), id)
	c.Must(err)
	if before.Items != nil || len(before.Findings[app.Spot]) != 0 {
		t.Error("the branch sees a check that is not handed in")
	}
	c.finds(check.Checkers[0].Account, id, stated...)
	c.handsIn(check.Checkers[0].Account, id)
	for _, account := range []string{"jy-01", "jy-kaohe", "jy-shuji", "lishan", check.Checkers[1].Account} {
		if v, err := c.spot.Compare(ctx, c.Who(account), id); err != nil || v.Beyond != 2 {
			t.Errorf("%s sees %v", account, err)
		}
	}
	for _, account := range []string{"wangming", "jy-02", "wj-shuji", "zhoujie", spare(check), "shenji"} {
		_, err := c.spot.Compare(ctx, c.Who(account), id)
		c.Fails(err, fault.NotFound)
	}
}

func TestWhoVerifiedDoesNotSpotCheck(t *testing.T) {
	c, check := checked(t)
	account := check.Checkers[0].Account
	c.acted(account, check.Assessment, "review") // come about since the draw
	_, err := c.spot.SaveFinding(ctx, c.Who(account), check.Assessment, c.Key(), app.Statement{Finding: stated[0]})
	c.Fails(err, fault.Forbidden, "您考核过该支部")
	if n := c.Count(`select count(*) from finding where level = 'spot'`); n != 0 {
		t.Errorf("%d findings saved", n)
	}
}

func TestActsOfCheckersAreOnRecord(t *testing.T) {
	c, check := checked(t)
	c.finds(check.Checkers[0].Account, check.Assessment, stated[0])
	c.handsIn(check.Checkers[1].Account, check.Assessment)
	if n := c.Count(`select count(*) from act where level = 'spot'`); n != 2 {
		t.Errorf("%d acts, want one of each checker", n)
	}
	// One entry for each of the set's clauses, and one for handing in.
	if n, clauses := c.Count(`select count(*) from audit_entry where outcome = 'done' and action in ('spot.save', 'spot.hand_in')`), len(c.compared("lishan", check.Assessment).Set.Clauses); n != clauses+1 {
		t.Errorf("%d audit entries, want %d", n, clauses+1)
	}
}

func TestTwoCheckersOnOneClause(t *testing.T) {
	c, check := checked(t)
	id, first, second := check.Assessment, check.Checkers[0], check.Checkers[1]
	c.finds(first.Account, id, stated[0])
	_, err := c.spot.SaveFinding(ctx, c.Who(second.Account), id, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B1.1a", Count: 2}})
	changed, ok := errors.AsType[*app.Changed](err)
	if !ok || changed.By != first.Name || changed.Theirs.Said.Count != 1 {
		t.Fatalf("the second learns %v", err)
	}
	_, err = c.spot.SaveFinding(ctx, c.Who(second.Account), id, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B1.1a", Count: 2}, Version: changed.Theirs.Version})
	c.Must(err)
	note := spotcheck.Note{Item: "B1.1", Text: "查阅学习记录"}
	_, err = c.spot.SaveNote(ctx, c.Who(first.Account), id, c.Key(), note)
	c.Must(err)
	_, err = c.spot.SaveNote(ctx, c.Who(second.Account), id, c.Key(), spotcheck.Note{Item: "B1.1", Text: "另一段"})
	if changed, ok := errors.AsType[*app.Changed](err); !ok || changed.Text != note.Text {
		t.Errorf("the second learns %v", err)
	}
}

func TestHandingInOnce(t *testing.T) {
	c, check := checked(t)
	id, account := check.Assessment, check.Checkers[0].Account
	c.Must(c.FindAsReviewed(ctx, c.spot, c.Who(account), id))
	ready, err := c.spot.Ready(ctx, c.Who(account), id)
	c.Must(err)
	_, err = c.spot.SaveNote(ctx, c.Who(check.Checkers[1].Account), id, c.Key(), spotcheck.Note{Item: "B1.1", Text: "查了一遍"}) // after the look
	c.Must(err)
	in := spotcheck.HandIn{Assessment: id, Key: c.Key(), Version: ready.Version}
	c.Fails(c.spot.HandIn(ctx, c.Who(account), in), fault.Conflict, "情况有变化")

	c.Must(c.FindAsReviewed(ctx, c.spot, c.Who(account), id))
	ready, err = c.spot.Ready(ctx, c.Who(account), id)
	c.Must(err)
	in = spotcheck.HandIn{Assessment: id, Key: c.Key(), Version: ready.Version}
	c.Must(c.spot.HandIn(ctx, c.Who(account), in))
	c.Must(c.spot.HandIn(ctx, c.Who(account), in)) // the same form again
	in.Key = c.Key()
	c.Fails(c.spot.HandIn(ctx, c.Who(account), in), fault.Conflict, "马强 已于 ", "交回了这个支部的抽查")
	_, err = c.spot.SaveFinding(ctx, c.Who(account), id, c.Key(), app.Statement{Finding: stated[1]})
	c.Fails(err, fault.Forbidden, "已经交回")
	_, err = c.spot.FoundNothing(ctx, c.Who(account), id, c.Key(), []string{"B1.1"})
	c.Fails(err, fault.Forbidden, "已经交回")
	_, err = c.spot.SaveNote(ctx, c.Who(account), id, c.Key(), spotcheck.Note{Item: "B1.1", Text: "补记"})
	c.Fails(err, fault.Forbidden, "已经交回")
	if _, err := c.Pool.Exec(ctx, `update spot_check set spot_total = 9900`); err == nil {
		t.Error("the database lets the score of a handed-in check change")
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'spot.hand_in' and outcome = 'done'`); n != 1 {
		t.Errorf("handed in %d times", n)
	}
	place := spotcheck.Replacement{Draw: check.Draw, Key: c.Key(), Checker: check.Checkers[0].ID, Account: spare(check), Reason: "太晚了"}
	c.Fails(c.spot.Replace(ctx, c.Who("lishan"), place), fault.Conflict, "已经交回")
}

func TestBadFindingsAreNotSaved(t *testing.T) {
	c, check := checked(t)
	account := check.Checkers[0].Account
	for _, f := range []scoring.Finding{{Clause: "B1.1a", Count: -1}, {Clause: "B2.4a", Actual: -3}, {Clause: "B1.2a", NotApplicable: true}} {
		_, err := c.spot.SaveFinding(ctx, c.Who(account), check.Assessment, c.Key(), app.Statement{Finding: f})
		c.Fails(err, fault.Invalid)
	}
	_, err := c.spot.SaveFinding(ctx, c.Who(account), check.Assessment, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "Z9.9z"}})
	c.Fails(err, fault.NotFound)
	if n := c.Count(`select count(*) from finding where level = 'spot'`) + c.Count(`select count(*) from act where level = 'spot'`); n != 0 {
		t.Errorf("%d things were saved", n)
	}
}
