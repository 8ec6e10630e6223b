package oversee_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// next is the cycle of 2027 as the form proposes it.
func (c *city) next() oversee.NewCycle {
	return oversee.NewCycle{Key: c.Key(), Year: 2027, Set: c.Set, Target: 100_00,
		Self:   calendar.Window{From: day(2027, time.November, 16), Until: day(2027, time.December, 31)},
		Review: calendar.Window{From: day(2027, time.November, 16), Until: day(2028, time.January, 31)}}
}

// ended closes what runs, so that the next may be opened.
func (c *city) ended() *city {
	c.Helper()
	_, err := c.Pool.Exec(context.Background(), `update cycle set closing_at = now(), closed_at = now() where closed_at is null`)
	c.Must(err)
	return c
}

func TestACycleOpensWithADraftForEveryBranch(t *testing.T) {
	c, ctx := newCity(t).ended(), context.Background()
	in := c.next()
	id, err := c.office.OpenCycle(ctx, c.Who("lishan"), in)
	c.Must(err)
	again, err := c.office.OpenCycle(ctx, c.Who("lishan"), in)
	c.Must(err)
	if again != id {
		t.Errorf("the same form opened %d, then %d", id, again)
	}
	if n := c.Count(`select count(*) from assessment where cycle_id = $1 and state = 'draft' and self_total = 8000`, id); n != 60 {
		t.Errorf("%d drafts of 80 points, want 60", n)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'cycle.open' and outcome = 'done' and object_id = $1`, id); n != 1 {
		t.Errorf("%d audit entries, want 1", n)
	}
}

// Who fills in and who verifies hear of it once, each with their days; officers and
// members do not.
func TestACycleThatOpensIsTold(t *testing.T) {
	c, ctx := newCity(t).ended(), context.Background()
	in := c.next()
	for range 2 { // the form sent twice
		_, err := c.office.OpenCycle(ctx, c.Who("lishan"), in)
		c.Must(err)
	}
	told := func(account, words string) int {
		return c.Count(`select count(*) from notice n join person p on p.id = n.person_id where p.account = $1 and n.key like 'cycle.opened%' and n.text like $2`, account, "%"+words+"%")
	}
	for account, words := range map[string]string{"wangming": "自评 2027年11月16日至12月31日", "liufang": "自评 2027年11月16日至12月31日",
		"chenjing": "考核验收 2027年11月16日至2028年1月31日，结果在2028年2月29日前报送", "zhaogang": "考核验收 2027年11月16日至2028年1月31日"} { // 2028 is a leap year
		if n := told(account, words); n != 1 {
			t.Errorf("%s hears %q %d times", account, words, n)
		}
	}
	for _, account := range []string{"zhoujie", "lishan", "zhanglei"} {
		if n := told(account, ""); n != 0 {
			t.Errorf("%s hears of it %d times", account, n)
		}
	}
}

func TestTwoOfficersAtOnceOpenOneCycle(t *testing.T) {
	c, ctx := newCity(t).ended(), context.Background()
	var wg sync.WaitGroup
	errs := make([]error, 10)
	for i := range errs {
		actor := c.Who([]string{"lishan", "zhanglei"}[i%2])
		in := c.next()
		wg.Go(func() { _, errs[i] = c.office.OpenCycle(ctx, actor, in) })
	}
	wg.Wait()
	opened := 0
	for _, err := range errs {
		if err == nil {
			opened++
		} else {
			c.Fails(err, fault.Conflict)
		}
	}
	if n := c.Count(`select count(*) from cycle where year = 2027`); n != 1 || opened != 1 {
		t.Errorf("%d cycles, %d were told that they opened it; want one of each", n, opened)
	}
	if n := c.Count(`select count(*) from assessment a join cycle c on c.id = a.cycle_id where c.year = 2027`); n != 60 {
		t.Errorf("%d assessments, want 60", n)
	}
}

// While a cycle runs no other is opened, whatever the year; the database holds it
// too. Once it is closed, one may be.
func TestOneYearIsExaminedAtATime(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	says := func(in oversee.NewCycle, words ...string) {
		t.Helper()
		_, err := c.office.OpenCycle(ctx, c.Who("zhanglei"), in)
		c.Fails(err, fault.Conflict)
		for _, word := range words {
			if err == nil || !strings.Contains(err.Error(), word) {
				t.Errorf("%v does not say %s", err, word)
			}
		}
	}
	again := c.next()
	again.Year = 2026
	again.Self, again.Review = calendar.Window{From: day(2026, time.November, 16), Until: day(2026, time.December, 31)}, calendar.Window{From: day(2026, time.November, 16), Until: day(2027, time.January, 31)}
	says(again, "2026 年", "李珊", "11月16日 09:30")
	says(c.next(), "2026 年的考评还没有结束")
	p, err := c.office.Propose(ctx, c.Who("lishan"))
	c.Must(err)
	if p.Running.Year != 2026 {
		t.Errorf("the form says that %d runs", p.Running.Year)
	}
	const another = `insert into cycle (year, set_id, target, self_from, self_until, review_from, review_until, opened_by, opened_at)
		select 2030, set_id, target, self_from, self_until, review_from, review_until, opened_by, opened_at from cycle`
	if _, err := c.Pool.Exec(ctx, another); err == nil || !strings.Contains(err.Error(), "cycle_one_running") {
		t.Errorf("the database lets two cycles run: %v", err)
	}
	c.ended()
	earlier := again
	earlier.Year = 2025
	earlier.Self, earlier.Review = calendar.Window{From: day(2025, time.November, 16), Until: day(2025, time.December, 31)}, calendar.Window{From: day(2025, time.November, 16), Until: day(2026, time.January, 31)}
	_, err = c.office.OpenCycle(ctx, c.Who("lishan"), earlier)
	c.Wrong(err, "year")
	_, err = c.office.OpenCycle(ctx, c.Who("lishan"), c.next())
	c.Must(err)
	if p, err = c.office.Propose(ctx, c.Who("lishan")); err != nil || p.Running.Year != 2027 {
		t.Errorf("the form says that %d runs, %v", p.Running.Year, err)
	}
}

// While the drafts of many branches are made, the second officer waits for nothing:
// the answer comes at once, and names the first and the minute.
func TestWhoOpensIsNamedWhileItLasts(t *testing.T) {
	c, ctx := newCity(t).ended(), context.Background()
	in, second := c.next(), c.Who("zhanglei")
	err := c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var got bool
		var who string
		var since time.Time
		var b store.Batch
		b.OpensAlone(c.Who("lishan").Person, &got, &who, &since)
		if err := tx.Read(ctx, &b); err != nil || !got {
			return fmt.Errorf("the first may not open: %w", err)
		}
		_, err := c.office.OpenCycle(ctx, second, in)
		c.Fails(err, fault.Conflict)
		if err == nil || !strings.Contains(err.Error(), "李珊") || !strings.Contains(err.Error(), "正在开启") {
			t.Errorf("the second is told %v", err)
		}
		return nil
	})
	c.Must(err)
	_, err = c.office.OpenCycle(ctx, second, in)
	c.Must(err)
}

func TestOpeningIsForOfficersAlone(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for _, account := range []string{"wangming", "chenjing", "zhaogang", "sunli", "xitong", "anquan", "shenji"} {
		_, err := c.office.OpenCycle(ctx, c.Who(account), c.next())
		c.Fails(err, fault.Forbidden)
		_, err = c.office.CycleList(ctx, c.Who(account))
		c.Fails(err, fault.Forbidden)
		_, err = c.office.Overview(ctx, c.Who(account), c.Cycle, 1)
		c.Fails(err, fault.Forbidden)
	}
	if n := c.Count(`select count(*) from audit_entry where outcome = 'refused'`); n != 7*3 {
		t.Errorf("%d refusals on record, want 21", n)
	}
}

func TestWhatIsWrongWithACycleIsToldBesideTheField(t *testing.T) {
	c, ctx := newCity(t).ended(), context.Background()
	for i, x := range []struct {
		change func(*oversee.NewCycle)
		field  string
	}{
		{func(n *oversee.NewCycle) { n.Year = 1999 }, "year"},
		{func(n *oversee.NewCycle) { n.Target = 100_01 }, "target"},
		{func(n *oversee.NewCycle) { n.Set = 999999 }, "set"},
		{func(n *oversee.NewCycle) { n.Self.From = calendar.Date{} }, "self_from"},
		{func(n *oversee.NewCycle) { n.Self.Until = day(2027, time.November, 15) }, "self_until"},
		{func(n *oversee.NewCycle) { n.Review.From = day(2027, time.November, 15) }, "review_from"},
		{func(n *oversee.NewCycle) { n.Review.Until = day(2027, time.December, 30) }, "review_until"},
		{func(n *oversee.NewCycle) { n.Review.Until = day(2028, time.March, 1) }, "review_until"}, // reports are due on 29 February
		{func(n *oversee.NewCycle) {
			n.Self.From, n.Self.Until = day(2026, time.November, 16), day(2026, time.December, 31)
		}, "self_until"},
		{func(n *oversee.NewCycle) {
			n.Self.From, n.Review.From, n.Review.Until = day(2028, time.November, 16), day(2028, time.November, 16), day(2028, time.December, 31)
		}, "self_until"},
		{func(n *oversee.NewCycle) { n.Review.Until = day(9999, time.December, 31) }, "review_until"},
		{func(n *oversee.NewCycle) { n.Self.From = day(1, time.January, 1) }, "self_from"},
	} {
		in := c.next()
		x.change(&in)
		t.Run(fmt.Sprint(i, x.field), func(t *testing.T) {
			_, err := c.office.OpenCycle(ctx, c.Who("lishan"), in)
			c.Wrong(err, x.field)
		})
	}
}

func TestAnExtensionLetsOneBranchGoOn(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	mine, other := c.assessment("CZ-02"), c.assessment("CZ-03")
	c.Now = time.Date(2027, time.January, 5, 2, 0, 0, 0, time.UTC) // the self-assessment ended on 31 December
	canSave := func(account string, id int64) bool {
		v, err := c.self.View(ctx, c.Who(account), id)
		c.Must(err)
		return v.CanSave
	}
	if canSave("wangming", mine) {
		t.Fatal("the window is not over")
	}
	in := oversee.Extend{Key: c.Key(), Assessment: mine, Until: day(2027, time.January, 10), Reason: "书记住院，委员新任"}
	for name, change := range map[string]func(*oversee.Extend){
		"until":   func(x *oversee.Extend) { x.Until = day(2026, time.December, 31) }, // not later than before
		"until ":  func(x *oversee.Extend) { x.Until = day(2027, time.January, 4) },   // past
		"until  ": func(x *oversee.Extend) { x.Until = day(2027, time.February, 1) },  // after the review
		"reason":  func(x *oversee.Extend) { x.Reason = " " },
	} {
		bad := in
		bad.Key = c.Key()
		change(&bad)
		c.Wrong(c.office.Extend(ctx, c.Who("lishan"), bad), map[bool]string{true: "reason", false: "until"}[name == "reason"])
	}
	c.Fails(c.office.Extend(ctx, c.Who("wangming"), in), fault.Forbidden)
	c.Fails(c.office.Extend(ctx, c.Who("zhaogang"), in), fault.Forbidden)
	c.Fails(c.office.Extend(ctx, c.Who("jy-shuji"), in), fault.NotFound) // another committee's: there is none
	c.Must(c.office.Extend(ctx, c.Who("lishan"), in))
	c.Must(c.office.Extend(ctx, c.Who("lishan"), in)) // the same form again
	if !canSave("wangming", mine) {
		t.Error("the branch cannot go on")
	}
	if canSave("cz-03", other) {
		t.Error("another branch goes on too")
	}
	late := in
	late.Key, late.Until = c.Key(), day(2027, time.January, 20)
	c.Fails(c.office.Extend(ctx, c.Who("zhanglei"), late), fault.Conflict) // saw no extension yet
	late.Key, late.Seen = c.Key(), in.Until
	c.Must(c.office.Extend(ctx, c.Who("zhanglei"), late))
	_, list, err := c.office.ExtensionsOf(ctx, c.Who("lishan"), mine)
	c.Must(err)
	if len(list) != 2 || list[0].By != "张磊" || list[1].Reason != "书记住院，委员新任" {
		t.Errorf("on record: %+v", list)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'assessment.extend' and outcome = 'done'`); n != 2 {
		t.Errorf("%d audit entries, want 2", n)
	}
	c.put("CZ-02", "submitted", "attained", 90_00)
	late.Key, late.Seen, late.Until = c.Key(), late.Until, day(2027, time.January, 25)
	c.Fails(c.office.Extend(ctx, c.Who("lishan"), late), fault.Forbidden)
}
