package memberindex_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/memberindex"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var now = time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC) // 10:00 in Shanghai

// city is the demo's city, with three members at CZ-02: zhoujie, who has an
// account, one without, and one who left in June.
type city struct {
	*testing.T
	*demo.City
	pool                *pgxpool.Pool
	index               *memberindex.Service
	branch              int64
	zhou, without, left int64
	keys                int
}

func newCity(t *testing.T) *city {
	t.Helper()
	pool := storetest.Open(t)
	db := store.Over(pool)
	loaded, fresh, err := demo.LoadCity(t.Context(), db, 2026, "a password of the tests")
	if err != nil || !fresh {
		t.Fatalf("load the city: fresh %v, %v", fresh, err)
	}
	c := &city{T: t, City: loaded, pool: pool, index: memberindex.New(app.NewDesk(db, func() time.Time { return now }))}
	c.branch = c.who("wangming").At(access.BranchSecretary)[0]
	c.zhou = c.joins("周洁", c.who("zhoujie").Person, calendar.Date{})
	c.without = c.joins("吴老", 0, calendar.Date{})
	c.left = c.joins("李强", 0, calendar.Date{Year: 2025, Month: 6, Day: 1})
	return c
}

func (c *city) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *city) fails(err error, want fault.Kind) {
	c.Helper()
	if got := fault.KindOf(err); got != want {
		c.Errorf("kind of fault %d, want %d: %v", got, want, err)
	}
}

func (c *city) who(account string) access.Actor {
	c.Helper()
	actor, err := c.Actor(context.Background(), account, calendar.DateOf(now))
	c.must(err)
	return actor
}

func (c *city) joins(name string, person int64, until calendar.Date) int64 {
	c.Helper()
	m := record.Member{Name: name, Person: person, Sex: record.Female, Stage: record.Full, Since: calendar.Date{Year: 2020, Month: 1, Day: 1}, Until: until}
	c.must(c.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var id, add store.Batch
		id.NewID("member", &m.ID)
		if err := tx.Read(ctx, &id); err != nil {
			return err
		}
		add.AddMember(1, &m, store.Sealed{}, c.who("wangming").Person, now)
		add.Join(c.branch, &m)
		return tx.Commit(ctx, &add)
	}))
	return m.ID
}

// form states every clause: nothing lost or earned but what is given.
func (c *city) form(member int64, version int, given ...scoring.Finding) memberindex.Form {
	c.Helper()
	c.keys++
	in := memberindex.Form{Cycle: c.Cycle, Member: member, Key: fmt.Sprintf("key-%d", c.keys), Version: version, Reasons: map[string]string{}}
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
	zhou, wang := c.who("zhoujie"), c.who("wangming")
	stated := []scoring.Finding{{Clause: "M1.1a", Actual: 10}, {Clause: "M4.1a", Count: 3}, {Clause: "MP1a", Counts: []scoring.Tier{{Option: "work_committee", Count: 1}}}}
	c.must(c.index.Save(ctx, zhou, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "first", Findings: stated[:1]}))
	c.must(c.index.Submit(ctx, zhou, c.form(c.zhou, 1, stated...)))
	sh, err := c.index.View(ctx, wang, c.Cycle, c.zhou)
	c.must(err)
	if sh.SelfTotal != 78*scoring.Point || sh.SelfGrade != "good" || !sh.CanCheck {
		t.Errorf("stated: %s, %s, may check %v; want 78, good, true", sh.SelfTotal, sh.SelfGrade, sh.CanCheck)
	}
	check := c.form(c.zhou, 2, append([]scoring.Finding{{Clause: "M1.1a", Actual: 9}}, stated[1:]...)...)
	c.fails(c.index.Check(ctx, wang, check), fault.Invalid) // no reason why it differs
	check = c.form(c.zhou, 2, append([]scoring.Finding{{Clause: "M1.1a", Actual: 9}}, stated[1:]...)...)
	check.Reasons["M1.1a"] = "九月请假没有说明"
	c.must(c.index.Check(ctx, wang, check))
	c.must(c.index.Check(ctx, wang, c.form(c.without, 0, scoring.Finding{Clause: "ML1a", Counts: []scoring.Tier{{Option: "serious_warning", Count: 1}}})))
	list, err := c.index.List(ctx, wang, c.branch, 0)
	c.must(err)
	if len(list.Members) != 2 || list.Checked != 2 || list.Average.Average != 65*scoring.Point {
		t.Errorf("%d members, %d checked, average %s; want 2, 2, 65", len(list.Members), list.Checked, list.Average.Average)
	}
	c.must(c.index.Take(ctx, c.who("lishan"), c.Cycle, "take"))
	c.must(c.index.Take(ctx, c.who("lishan"), c.Cycle, "take")) // sent twice
	city, err := c.index.City(ctx, c.who("lishan"), c.Cycle)
	c.must(err)
	if len(city.Taken) != 1 || city.Taken[0].Average != 65*scoring.Point || city.Taken[0].Members != 2 {
		t.Errorf("taken: %+v", city.Taken)
	}
	var all measure.Facts
	var b store.Batch
	b.Facts(c.branch, 2026, &all)
	c.must(c.Store.Read(ctx, &b))
	facts := all.Index
	if facts.Members != 2 || facts.Average != 65*scoring.Point || !facts.CityTaken || facts.City != 65*scoring.Point || fmt.Sprint(facts.BottomLost) != "[0 15]" {
		t.Errorf("what it brings in: %+v", facts)
	}
}

func TestWhoMayNotMeetsAWall(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	zhou, wang := c.who("zhoujie"), c.who("wangming")
	c.fails(c.index.Save(ctx, wang, c.form(c.zhou, 0)), fault.NotFound)               // not the member
	c.fails(c.index.Check(ctx, zhou, c.form(c.without, 0)), fault.NotFound)           // no clerk
	c.fails(c.index.Check(ctx, c.who("cz-03"), c.form(c.without, 0)), fault.NotFound) // another branch
	c.fails(c.index.Check(ctx, wang, c.form(c.zhou, 0)), fault.Forbidden)             // not submitted
	c.fails(c.index.Take(ctx, wang, c.Cycle, "x"), fault.NotFound)
	_, err := c.index.View(ctx, zhou, c.Cycle, c.without)
	c.fails(err, fault.NotFound)
	_, err = c.index.List(ctx, c.who("chenjing"), c.branch, 0)
	c.fails(err, fault.NotFound)
	c.fails(c.index.Submit(ctx, zhou, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "open", Findings: []scoring.Finding{{Clause: "M1.1a", Actual: 3}}}), fault.Invalid)
	c.fails(c.index.Save(ctx, zhou, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "bad", Findings: []scoring.Finding{{Clause: "M1.1a", Actual: -1}}}), fault.Invalid)
	var n int
	c.must(c.pool.QueryRow(ctx, `select count(*) from member_index`).Scan(&n))
	if n != 0 {
		t.Errorf("%d rows were left by what was refused", n)
	}
}

func TestTheSecondOfTwoSavingsSeesTheFirst(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	zhou := c.who("zhoujie")
	first := memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "one", Findings: []scoring.Finding{{Clause: "M1.1a", Actual: 7}}}
	c.must(c.index.Save(ctx, zhou, first))
	c.must(c.index.Save(ctx, zhou, first)) // sent twice
	first.Key = "two"
	err := c.index.Save(ctx, zhou, first)
	c.fails(err, fault.Conflict)
	if o, ok := errors.AsType[*memberindex.Overtaken](err); !ok || o.Sheet.Self["M1.1a"].Actual != 7 || o.Sheet.Version != 1 {
		t.Errorf("what is there is not told: %v", err)
	}
}

// What can be agreed to is agreed to at once; what changed meanwhile is left.
func TestManyAreCheckedAsTheyWereStated(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	wang := c.who("wangming")
	c.must(c.index.Submit(ctx, c.who("zhoujie"), c.form(c.zhou, 0)))
	list, err := c.index.List(ctx, wang, c.branch, c.Cycle)
	c.must(err)
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
	c.must(err)
	if sh.State != "checked" || sh.CheckTotal != 68*scoring.Point {
		t.Errorf("%s with %s, want checked with 68", sh.State, sh.CheckTotal)
	}
	c.must(c.index.Reopen(ctx, wang, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "again", Version: 2}))
	c.fails(c.index.Reopen(ctx, wang, memberindex.Form{Cycle: c.Cycle, Member: c.zhou, Key: "again2", Version: 3}), fault.Forbidden)
}
