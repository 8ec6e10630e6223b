package records_test

import (
	"errors"
	"testing"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
)

func (c *city) organisation() records.Organisation {
	c.Helper()
	o, err := c.records.Organisation(c.Context(), c.Who("wangming"), c.branch)
	c.Must(err)
	return o
}

func (c *city) seats() map[int64]record.Seat {
	c.Helper()
	m := map[int64]record.Seat{}
	for _, s := range c.organisation().Seats {
		m[s.ID] = s
	}
	return m
}

// seat makes a seat and returns its id.
func (c *city) seat(post string, opened calendar.Date, holder int64) int64 {
	c.Helper()
	c.Must(c.records.AddSeat(c.Context(), c.Who("wangming"), c.form(), post, opened, holder))
	return c.Number(`select max(id) from seat`)
}

func (c *city) succeed(seat int64, version int, member int64, since calendar.Date) error {
	return c.records.Succeed(c.Context(), c.Who("liufang"), c.form(), records.Succeed{Seat: seat, Version: version, Member: member, Since: since})
}

func wrongField(err error, field string) bool {
	f, ok := errors.AsType[*fault.Error](err)
	return ok && f.Kind == fault.Invalid && f.Fields[field] != ""
}

func TestASeatPassesFromOneToTheNext(t *testing.T) {
	c := newCity(t)
	first := c.member("甲", day(2020, 1, 1), calendar.Date{})
	second := c.member("乙", day(2022, 6, 1), calendar.Date{})
	seat := c.seat("组织委员", day(2021, 5, 1), first)
	if err := c.succeed(seat, 1, second, day(2022, 5, 31)); !wrongField(err, "member") { // 乙 came a day later
		t.Errorf("a holder who was not yet a member: %v", err)
	}
	c.Must(c.succeed(seat, 1, 0, day(2022, 9, 1)))
	s := c.seats()[seat]
	if s.VacantSince(day(2022, 8, 31)) != (calendar.Date{}) || s.VacantSince(day(2022, 9, 1)) != day(2022, 9, 1) || s.Version != 2 {
		t.Errorf("%+v", s)
	}
	// 1 September + 3 months = 1 December: longer than that from the 2nd on.
	if s.LongVacantOn(day(2022, 12, 1)) || !s.LongVacantOn(day(2022, 12, 2)) {
		t.Error("three months are reckoned wrongly")
	}
	c.kind("a stale form", c.succeed(seat, 1, second, day(2022, 10, 1)), fault.Conflict)
	c.Must(c.succeed(seat, 2, second, day(2022, 10, 1)))
	s = c.seats()[seat]
	if h, held := s.HolderOn(c.organisation().Today); !held || h.Name != "乙" || len(s.Holdings) != 2 {
		t.Errorf("%+v", s)
	}
	if err := c.succeed(seat, 3, second, day(2026, 1, 1)); !wrongField(err, "member") {
		t.Errorf("乙 succeeds 乙: %v", err)
	}
	if err := c.succeed(seat, 3, first, day(2022, 10, 1)); !wrongField(err, "since") {
		t.Errorf("a holding of no day: %v", err)
	}
}

func TestASeatIsCorrectedAsAWholeAndTheOldIsKept(t *testing.T) {
	c := newCity(t)
	a := c.member("甲", day(2020, 1, 1), calendar.Date{})
	b := c.member("乙", day(2020, 1, 1), calendar.Date{})
	seat := c.seat("书记", day(2021, 5, 1), a)
	save := records.SaveSeat{Seat: seat, Version: 1, Post: "支部书记", Opened: day(2021, 5, 1), Holdings: []record.Holding{
		{Member: a, Since: day(2021, 5, 1), Until: day(2024, 5, 1)}, {Member: b, Since: day(2024, 4, 1)}}}
	if err := c.records.SaveSeat(c.Context(), c.Who("wangming"), c.form(), save); !wrongField(err, "holdings") {
		t.Errorf("two at once: %v", err)
	}
	save.Holdings[1].Since = day(2024, 5, 1)
	c.Must(c.records.SaveSeat(c.Context(), c.Who("wangming"), c.form(), save))
	s := c.seats()[seat]
	if s.Post != "支部书记" || len(s.Holdings) != 2 || s.Holdings[1].Name != "乙" {
		t.Errorf("%+v", s)
	}
	if n := c.Count(`select count(*) from correction where kind = 'seat' and old->>'post' = '书记' and old->'holdings'->0->>'since' = '2021-05-01'`); n != 1 {
		t.Errorf("%d old versions with their holder, want 1", n)
	}
	c.submit()
	c.kind("without a reason", c.succeed(seat, 2, 0, day(2026, 12, 1)), fault.Invalid)
	o := c.organisation()
	if len(o.Corrections) != 1 || !o.Submitted {
		t.Errorf("%+v", o.Corrections)
	}
}

func TestATermIsMadeAndChanged(t *testing.T) {
	c := newCity(t)
	term := record.Term{Elected: day(2023, 6, 1), Due: day(2026, 6, 1), Note: "三年一届"}
	c.Must(c.records.SaveTerm(c.Context(), c.Who("wangming"), c.form(), term))
	made := c.organisation().Terms[0]
	made.Due = day(2026, 12, 1)
	c.Must(c.records.SaveTerm(c.Context(), c.Who("liufang"), c.form(), made))
	c.kind("a stale form", c.records.SaveTerm(c.Context(), c.Who("wangming"), c.form(), made), fault.Conflict)
	made.ID = 999
	c.kind("no term", c.records.SaveTerm(c.Context(), c.Who("wangming"), c.form(), made), fault.NotFound)
	term.Due = term.Elected
	if err := c.records.SaveTerm(c.Context(), c.Who("wangming"), c.form(), term); !wrongField(err, "due") {
		t.Errorf("a term of no day: %v", err)
	}
	o := c.organisation()
	if len(o.Terms) != 1 || o.Terms[0].Due != day(2026, 12, 1) || o.Terms[0].Version != 2 || len(o.Corrections) != 1 {
		t.Errorf("%+v", o.Terms)
	}
}

func TestMembersArePutIntoGroupsInOneForm(t *testing.T) {
	c := newCity(t)
	a := c.member("甲", day(2020, 1, 1), calendar.Date{})
	b := c.member("乙", day(2020, 1, 1), calendar.Date{})
	c.Must(c.records.SaveGroup(c.Context(), c.Who("wangming"), c.form(), record.Group{Name: "第一党小组", Leader: a, Formed: day(2024, 1, 1)}))
	if err := c.records.SaveGroup(c.Context(), c.Who("wangming"), c.form(), record.Group{Name: "第一党小组", Formed: day(2024, 1, 1)}); !wrongField(err, "name") {
		t.Errorf("two of one name: %v", err)
	}
	group := c.organisation().Groups[0]
	at := func(member int64) records.Assignment {
		return records.Assignment{Membership: c.Number(`select id from membership where member_id = $1`, member), Group: group.ID}
	}
	assign := func(list ...records.Assignment) error {
		return c.records.AssignGroups(c.Context(), c.Who("liufang"), c.form(), list)
	}
	c.Must(assign(at(a)))
	c.kind("one of two was faster", assign(at(b), at(a)), fault.Conflict)
	if n := c.Count(`select count(*) from membership where group_id = $1`, group.ID); n != 1 {
		t.Errorf("%d in the group, want 1: the other is not put in by half", n)
	}
	other := at(b)
	other.Membership = c.Number(`with o as (select id, committee_id from organisation where code = 'CZ-01'), m as (insert into member (root_id, name, sex, stage, recorded_at, recorded_by)
		select root_id, '丙', 'male', 'full', now(), recorded_by from member limit 1 returning id) insert into membership (member_id, branch_id, committee_id, period)
		select m.id, o.id, o.committee_id, '[2020-01-01,)' from m, o returning id`)
	c.kind("another branch's member", assign(other), fault.Conflict)
	if err := c.records.AssignGroups(c.Context(), c.Who("cz-01"), c.at("CZ-01"), []records.Assignment{{Membership: other.Membership, Group: group.ID}}); !wrongField(err, "group") {
		t.Errorf("another branch's group: %v", err)
	}
	group.Dissolved = day(2026, 12, 1)
	c.Must(c.records.SaveGroup(c.Context(), c.Who("wangming"), c.form(), group))
	if n := c.Count(`select count(*) from membership where group_id = $1`, group.ID); n != 0 || len(c.organisation().Groups) != 0 {
		t.Errorf("%d are still in a group that is dissolved", n)
	}
}
