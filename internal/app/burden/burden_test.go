package burden_test

import (
	"context"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/burden"
	"baolei/internal/core/fault"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// recorded leaves in October, at two branches of the demo's city: of the first
// two activities, one with nothing but what it needs (3 fields), recorded in the
// first minute of the month here, and one with a place and a text (5), the last
// minute; of the second a plan with a text (4). The first minute of November is
// November's.
const recorded = `
	delete from activity; delete from study_plan; delete from branch_rule; delete from honour; delete from sanction; delete from transfer; delete from committee_term;
	delete from seat_holding; delete from seat; delete from dues; delete from dues_month;
	insert into activity (branch_id, committee_id, kinds, occurred_on, title, place, content, recorded_at, recorded_by)
	select b.id, b.parent_id, '{theme_party_day}', '2026-09-30', v.title, v.place, v.content, v.at::timestamptz, (select min(id) from person)
	from organisation b, (values ('一', '', '', '2026-10-01 00:00+8'), ('二', '会议室', '学习', '2026-10-31 23:59+8'), ('三', '', '', '2026-11-01 00:00+8')) v (title, place, content, at) where b.code = 'CZ-01';
	insert into study_plan (branch_id, committee_id, kind, year, title, content, occurred_on, recorded_at, recorded_by)
	select b.id, b.parent_id, 'yearly', 2026, '计划', '内容', '2026-10-01', '2026-10-15 10:00+8', (select min(id) from person) from organisation b where b.code = 'CZ-02'`

type city struct {
	*demotest.City
	load *burden.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := demotest.After(t, "records", recorded)
	return &city{City: c, load: burden.New(app.NewDesk(c.Store, c.Clock))}
}

func (c *city) year() burden.Year {
	c.Helper()
	y, err := c.load.Year(context.Background(), c.Who("lishan"), 2026)
	if err != nil {
		c.Fatal(err)
	}
	return y
}

func TestAMonthIsAddedUp(t *testing.T) {
	c := newCity(t)
	if y := c.year(); len(y.Given) > 0 {
		t.Fatalf("%d months before anything was added up", len(y.Given))
	}
	for range 2 { // the second finds nothing to do
		if err := c.load.Refresh(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	y := c.year()
	if len(y.Given) != 12 {
		t.Fatalf("%d months, want the twelve of the year", len(y.Given))
	}
	october, november := y.Given[9], y.Given[10]
	if october.Records != (store.Load{Sum: 3, Most: 2}) || october.Fields != (store.Load{Sum: 3 + 5 + 4, Most: 3 + 5}) || october.Files.Sum != 0 {
		t.Errorf("October: %+v", october)
	}
	if november.Records != (store.Load{Sum: 1, Most: 1}) || november.Fields != (store.Load{Sum: 3, Most: 3}) {
		t.Errorf("November: %+v", november)
	}
}

// A month that runs is added up anew after a day, one that is over is not.
func TestWhatIsAddedUpAnew(t *testing.T) {
	c := newCity(t)
	at := func(month int) time.Time { return c.year().Given[month-1].MadeAt }
	refresh := func() {
		if err := c.load.Refresh(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	refresh()
	first := c.Now
	c.Now = c.Now.Add(time.Hour)
	refresh()
	if !at(12).Equal(first) {
		t.Errorf("December was added up again within the hour, at %s", at(12))
	}
	c.Now = c.Now.Add(24 * time.Hour)
	refresh()
	if !at(12).Equal(c.Now) || !at(11).Equal(first) {
		t.Errorf("after a day December is of %s, November of %s", at(12), at(11))
	}
}

func TestOnlyTheOfficeSees(t *testing.T) {
	c := newCity(t)
	for _, account := range []string{"wangming", "chenjing", "zhaogang", "sunli", "zhoujie", "xitong", "anquan", "shenji"} {
		if _, err := c.load.Year(context.Background(), c.Who(account), 0); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: %v", account, err)
		}
	}
	if y, err := c.load.Year(context.Background(), c.Who("lishan"), 1999); err != nil || y.Set != nil || len(y.Given) > 0 {
		t.Errorf("a year without a cycle: %v, %v", y, err)
	}
}
