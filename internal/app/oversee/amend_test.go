package oversee_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
)

// fresh is the city with the cycle of 2027 just opened.
func (c *city) fresh() int64 {
	c.Helper()
	id, err := c.ended().office.OpenCycle(context.Background(), c.Who("lishan"), c.next())
	c.Must(err)
	return id
}

// amend is the form of a cycle as it is, with a reason.
func (c *city) amend(id int64) oversee.Amend {
	c.Helper()
	a, err := c.office.Amending(context.Background(), c.Who("lishan"), id)
	c.Must(err)
	in := oversee.Amend{NewCycle: a.Settings(), Cycle: id, Seen: len(a.Before), Reason: "市里统一推迟。"}
	in.Key = c.Key()
	return in
}

func TestASettingIsChangedOnRecordAndTold(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	id := c.fresh()
	in := c.amend(id)
	in.Self.Until, in.Target, in.Evaluation = day(2028, time.January, 10), 85_00, true
	for range 2 { // the form sent twice
		c.Must(c.office.Amend(ctx, c.Who("lishan"), in))
	}
	a, err := c.office.Amending(ctx, c.Who("lishan"), id)
	c.Must(err)
	if a.Self.Until != day(2028, time.January, 10) || a.Target != 85_00 || !a.Evaluation || a.Review != c.next().Review || a.Publicity {
		t.Errorf("the cycle is %+v", a.Cycle)
	}
	want := "达标率目标由100%改为85%；自评由2027年11月16日至12月31日改为2027年11月16日至2028年1月10日；党员测评由不设改为设"
	if len(a.Before) != 1 || strings.Join(a.Before[0].Changes, "；") != want || a.Before[0].Reason != in.Reason || a.Before[0].Name != "李珊" {
		t.Errorf("on record: %+v", a.Before)
	}
	for account, n := range map[string]int{"wangming": 1, "chenjing": 1, "zhaogang": 1, "zhanglei": 1, "lishan": 0, "zhoujie": 0} {
		if got := c.Count(`select count(*) from notice n join person p on p.id = n.person_id where p.account = $1 and n.text = $2`,
			account, "2027 年考评有调整："+want+"。理由："+in.Reason); got != n {
			t.Errorf("%s hears of it %d times, want %d", account, got, n)
		}
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'cycle.amend' and outcome = 'done' and object_id = $1`, id); n != 1 {
		t.Errorf("%d audit entries", n)
	}
}

func TestTwoOfficersAmendACycleAtOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	id := c.fresh()
	forms := []oversee.Amend{c.amend(id), c.amend(id)}
	forms[0].Target, forms[1].Target = 85_00, 90_00
	var wg sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		actor := c.Who([]string{"lishan", "zhanglei"}[i%2])
		wg.Go(func() { errs[i] = c.office.Amend(ctx, actor, forms[i%2]) })
	}
	wg.Wait()
	lost := 0
	for _, err := range errs {
		if fault.KindOf(err) == fault.Conflict && strings.Contains(err.Error(), "调整了本周期") {
			lost++
		} else {
			c.Must(err)
		}
	}
	if n := c.Count(`select count(*) from cycle_amendment where cycle_id = $1`, id); n != 1 || lost != 4 {
		t.Errorf("%d amendments, %d of 8 overtaken; want 1, 4", n, lost)
	}
}

// A year that was mistyped is mended while nobody has begun. What somebody rests
// on stays as it is from then on.
func TestWhatPeopleRestOnIsNotChangedAfterwards(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	id := c.fresh()
	in := c.amend(id)
	in.Year = 2028
	in.Self = calendar.Window{From: day(2028, time.December, 1), Until: day(2028, time.December, 31)}
	in.Review = calendar.Window{From: day(2028, time.December, 1), Until: day(2029, time.January, 31)}
	c.Must(c.office.Amend(ctx, c.Who("lishan"), in))
	fixed := func() string {
		a, err := c.office.Amending(ctx, c.Who("lishan"), id)
		c.Must(err)
		var list []string
		for _, x := range a.Amendable() {
			if x.Fixed != "" {
				list = append(list, x.Field)
			}
		}
		return strings.Join(list, " ")
	}
	if got := fixed(); got != "" {
		t.Errorf("nobody has begun, but fixed are %s", got)
	}
	in = c.amend(id) // the form that was open meanwhile
	in.Public = 7
	of := func(branch string) int64 {
		return c.Number(`select a.id from assessment a join organisation b on b.id = a.branch_id where b.code = $1 and a.cycle_id = $2`, branch, id)
	}
	c.Exec(`update assessment set self_answered = 1 where id = $1`, of("CZ-02"))
	if got := fixed(); got != "year" {
		t.Errorf("one has begun: fixed are %s", got)
	}
	c.Exec(`update assessment set state = 'publicised' where id = $1`, of("CZ-03"))
	c.Exec(`insert into committee_report (cycle_id, committee_id, root_id, state) select cycle_id, committee_id, root_id, 'sent' from assessment where id = $1`, of("CZ-03"))
	c.Exec(`with m as (insert into member (root_id, name, sex, stage, recorded_at, recorded_by)
		select a.root_id, '周洁', 'female', 'full', now(), p.id from assessment a, person p where a.id = $1 and p.account = 'lishan' returning id)
		insert into evaluation_answered (assessment_id, member_id) select $1, id from m`, of("CZ-02"))
	if got := fixed(); got != "year target public_days evaluation" {
		t.Errorf("publicised, reported, evaluated: fixed are %s", got)
	}
	c.Fails(c.office.Amend(ctx, c.Who("lishan"), in), fault.Conflict, "公示不能再改：已经有支部公示或报送。")
}

func TestDeadlinesAreNotMovedIntoThePastNorBeforeADayThatABranchWasGiven(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	id := c.assessment("CZ-02")
	c.Must(c.office.Extend(ctx, c.Who("lishan"), oversee.Extend{Key: c.Key(), Assessment: id, Until: day(2027, time.January, 20), Reason: "换届"}))
	c.Exec(`update assessment set state = 'returned', reply_by = '2027-01-25' where id = $1`, c.assessment("CZ-03"))
	for field, change := range map[string]func(*oversee.Amend){
		"self_until":   func(in *oversee.Amend) { in.Self.Until = calendar.DateOf(c.Now).AddDays(-1) },
		"review_until": func(in *oversee.Amend) { in.Review.Until = day(2027, time.January, 24) },
		"reason":       func(in *oversee.Amend) { in.Target, in.Reason = 90_00, " " },
		"target":       func(in *oversee.Amend) { in.Target = 100_01 },
	} {
		in := c.amend(c.Cycle)
		change(&in)
		c.Wrong(c.office.Amend(ctx, c.Who("lishan"), in), field)
	}
	in := c.amend(c.Cycle)
	c.Fails(c.office.Amend(ctx, c.Who("lishan"), in), fault.Invalid) // nothing is changed
	in.Target = 90_00
	c.Fails(c.office.Amend(ctx, c.Who("zhaogang"), in), fault.Forbidden)
	c.ended()
	c.Fails(c.office.Amend(ctx, c.Who("lishan"), in), fault.Forbidden)
}
