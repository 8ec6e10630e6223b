package memberindex_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/memberindex"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city, with three members at CZ-02: zhoujie, who has an
// account, one without, and one who left in June.
type city struct {
	*demotest.City
	index               *memberindex.Service
	branch              int64
	zhou, without, left int64
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	c.index = memberindex.New(app.NewDesk(c.Store, c.Clock))
	c.branch = c.Who("wangming").At(access.BranchSecretary)[0]
	c.zhou = c.joins("周洁", c.Who("zhoujie").Person, calendar.Date{})
	c.without = c.joins("吴老", 0, calendar.Date{})
	c.left = c.joins("李强", 0, calendar.Date{Year: 2025, Month: 6, Day: 1})
	return c
}

func (c *city) joins(name string, person int64, until calendar.Date) int64 {
	c.Helper()
	m := record.Member{Name: name, Person: person, Sex: record.Female, Stage: record.Full, Since: calendar.Date{Year: 2020, Month: 1, Day: 1}, Until: until}
	c.Must(c.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var id, add store.Batch
		id.NewID("member", &m.ID)
		if err := tx.Read(ctx, &id); err != nil {
			return err
		}
		add.AddMember(1, &m, store.Sealed{}, c.Who("wangming").Person, c.Now)
		add.Join(c.branch, &m)
		return tx.Commit(ctx, &add)
	}))
	return m.ID
}

// form states every clause: nothing lost or earned but what is given.
func (c *city) form(member int64, version int, given ...scoring.Finding) memberindex.Form {
	c.Helper()
	in := memberindex.Form{Cycle: c.Cycle, Member: member, Key: c.Key(), Version: version, Reasons: map[string]string{}}
	full := map[string]scoring.Finding{"M1.1a": {Actual: 12}, "M2.1a": {Actual: 12}, "M1.3a": {Option: scoring.NoOption}, "MP1a": {Counts: []scoring.Tier{{Option: "national"}}}, "ML1a": {Counts: []scoring.Tier{{Option: "warning"}}}}
	for _, f := range given {
		full[f.Clause] = f
	}
	for _, code := range []string{"M1.1a", "M1.2a", "M1.3a", "M2.1a", "M2.2a", "M2.2b", "M2.3a", "M3.1a", "M3.2a", "M4.1a", "M4.2a", "MP1a", "MP2a", "ML1a", "ML2a", "ML3a"} {
		f := full[code]
		f.Clause = code
		in.Findings = append(in.Findings, f)
	}
	return in
}

// The base is 80, of which 8 + 4 are earned by serving; nobody who states
// nothing special has them: 80 − 12 = 68. Zhou came to 10 of 12 party days (−2),
// volunteered 3 times (+6) and was commended by the work committee (+6):
// 68 − 2 + 6 + 6 = 78. The branch counts 9 party days: 77. The other, without an
// account, lost 15 by a serious warning: 68 − 15 = 53. Who left in 2025 does not
// count. Average: (77 + 53) / 2 = 65.
func TestWhatMembersStateAndTheBranchChecksFeedsTheBranch(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	zhou, wang := c.Who("zhoujie"), c.Who("wangming")
	stated := []scoring.Finding{{Clause: "M1.1a", Actual: 10}, {Clause: "M4.1a", Count: 3}, {Clause: "MP1a", Counts: []scoring.Tier{{Option: "work_committee", Count: 1}}}}
	c.Must(c.index.Save(ctx, zhou, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "first", Findings: stated[:1]}))
	c.Must(c.index.Submit(ctx, zhou, c.form(c.zhou, 1, stated...)))
	sh, err := c.index.View(ctx, wang, c.Cycle, c.zhou)
	c.Must(err)
	if sh.SelfTotal != 78*scoring.Point || sh.SelfGrade != "good" || !sh.CanCheck {
		t.Errorf("stated: %s, %s, may check %v; want 78, good, true", sh.SelfTotal, sh.SelfGrade, sh.CanCheck)
	}
	check := c.form(c.zhou, 2, append([]scoring.Finding{{Clause: "M1.1a", Actual: 9}}, stated[1:]...)...)
	c.Fails(c.index.Check(ctx, wang, check), fault.Invalid) // no reason why it differs
	check = c.form(c.zhou, 2, append([]scoring.Finding{{Clause: "M1.1a", Actual: 9}}, stated[1:]...)...)
	check.Reasons["M1.1a"] = "九月请假没有说明"
	c.Must(c.index.Check(ctx, wang, check))
	c.Must(c.index.Check(ctx, wang, c.form(c.without, 0, scoring.Finding{Clause: "ML1a", Counts: []scoring.Tier{{Option: "serious_warning", Count: 1}}})))
	list, err := c.index.List(ctx, wang, c.branch, 0)
	c.Must(err)
	if len(list.Members) != 2 || list.Checked != 2 || list.Average.Average != 65*scoring.Point {
		t.Errorf("%d members, %d checked, average %s; want 2, 2, 65", len(list.Members), list.Checked, list.Average.Average)
	}
	c.Must(c.index.Take(ctx, c.Who("lishan"), c.Cycle, "take"))
	c.Must(c.index.Take(ctx, c.Who("lishan"), c.Cycle, "take")) // sent twice
	city, err := c.index.City(ctx, c.Who("lishan"), c.Cycle)
	c.Must(err)
	if len(city.Taken) != 1 || city.Taken[0].Average != 65*scoring.Point || city.Taken[0].Members != 2 {
		t.Errorf("taken: %+v", city.Taken)
	}
	var all measure.Facts
	var b store.Batch
	b.Facts(c.branch, 2026, &all)
	c.Must(c.Store.Read(ctx, &b))
	facts := all.Index
	if facts.Members != 2 || facts.Average != 65*scoring.Point || !facts.CityTaken || facts.City != 65*scoring.Point || fmt.Sprint(facts.BottomLost) != "[0 15]" {
		t.Errorf("what it brings in: %+v", facts)
	}
}

func TestWhoMayNotMeetsAWall(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	zhou, wang := c.Who("zhoujie"), c.Who("wangming")
	c.Fails(c.index.Save(ctx, wang, c.form(c.zhou, 0)), fault.NotFound)               // not the member
	c.Fails(c.index.Check(ctx, zhou, c.form(c.without, 0)), fault.NotFound)           // no clerk
	c.Fails(c.index.Check(ctx, c.Who("cz-03"), c.form(c.without, 0)), fault.NotFound) // another branch
	c.Fails(c.index.Check(ctx, wang, c.form(c.zhou, 0)), fault.Forbidden)             // not submitted
	c.Fails(c.index.Take(ctx, wang, c.Cycle, "x"), fault.NotFound)
	_, err := c.index.View(ctx, zhou, c.Cycle, c.without)
	c.Fails(err, fault.NotFound)
	_, err = c.index.List(ctx, c.Who("chenjing"), c.branch, 0)
	c.Fails(err, fault.NotFound)
	c.Fails(c.index.Submit(ctx, zhou, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "open", Findings: []scoring.Finding{{Clause: "M1.1a", Actual: 3}}}), fault.Invalid)
	c.Fails(c.index.Save(ctx, zhou, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "bad", Findings: []scoring.Finding{{Clause: "M1.1a", Actual: -1}}}), fault.Invalid)
	if n := c.Count(`select count(*) from member_index`); n != 0 {
		t.Errorf("%d rows were left by what was refused", n)
	}
}

func TestTheSecondOfTwoSavingsSeesTheFirst(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	zhou := c.Who("zhoujie")
	first := memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "one", Findings: []scoring.Finding{{Clause: "M1.1a", Actual: 7}}}
	c.Must(c.index.Save(ctx, zhou, first))
	c.Must(c.index.Save(ctx, zhou, first)) // sent twice
	first.Key = "two"
	err := c.index.Save(ctx, zhou, first)
	c.Fails(err, fault.Conflict)
	if o, ok := errors.AsType[*memberindex.Overtaken](err); !ok || o.Sheet.Self["M1.1a"].Actual != 7 || o.Sheet.Version != 1 {
		t.Errorf("what is there is not told: %v", err)
	}
}

// What can be agreed to is agreed to at once; what changed meanwhile is left.
func TestManyAreCheckedAsTheyWereStated(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	wang := c.Who("wangming")
	c.Must(c.index.Submit(ctx, c.Who("zhoujie"), c.form(c.zhou, 0)))
	list, err := c.index.List(ctx, wang, c.branch, c.Cycle)
	c.Must(err)
	if len(list.Plain) != 1 || list.Plain[0] != c.zhou {
		t.Errorf("to be checked as stated: %v, want only %d", list.Plain, c.zhou)
	}
	if n, err := c.index.Agree(ctx, wang, c.Cycle, "stale", map[int64]int{c.zhou: 7}); err != nil || n != 0 {
		t.Errorf("what changed meanwhile: %d agreed, %v", n, err)
	}
	if n, err := c.index.Agree(ctx, wang, c.Cycle, "agree", map[int64]int{c.zhou: 1}); err != nil || n != 1 {
		t.Errorf("%d agreed, %v", n, err)
	}
	sh, err := c.index.View(ctx, wang, c.Cycle, c.zhou)
	c.Must(err)
	if sh.State != "checked" || sh.CheckTotal != 68*scoring.Point {
		t.Errorf("%s with %s, want checked with 68", sh.State, sh.CheckTotal)
	}
	c.Must(c.index.Reopen(ctx, wang, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "again", Version: 2}))
	c.Fails(c.index.Reopen(ctx, wang, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "again2", Version: 3}), fault.Forbidden)
}
