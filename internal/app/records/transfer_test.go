package records_test

import (
	"errors"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
)

func (c *city) transfers(account string, branch int64) []record.Transfer {
	c.Helper()
	r, err := c.records.Roster(c.Context(), c.Who(account), branch, 2026)
	c.Must(err)
	return r.Transfers
}

// 周洁 moves from CZ-02 to CZ-01: asked on 2 March, out on 20 March, in on the
// 25th. There is one member all the time, who counts nowhere in between.
func TestAMemberMovesBetweenTwoBranches(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	there := c.at("CZ-01").Branch

	err := c.records.AddMember(c.Context(), c.Who("cz-01"), c.at("CZ-01"), somebody(nil))
	e, ok := errors.AsType[*records.Elsewhere](err)
	if !ok || e.Branch != "财政局第二党支部" || e.Here != 0 || strings.Contains(err.Error(), "周洁") {
		t.Fatalf("a second member: %v", err)
	}
	in := records.TransferIn{MemberFacts: somebody(func(f *records.MemberFacts) { f.Name = "周杰" }), Asked: day(2026, 3, 2)}
	err = c.records.TransferIn(c.Context(), c.Who("cz-01"), c.at("CZ-01"), in)
	if wrong, ok := errors.AsType[*fault.Error](err); !ok || wrong.Fields["name"] == "" || strings.Contains(wrong.Message, "周洁") {
		t.Errorf("by another name: %v", err)
	}
	in.Name = "周洁"
	c.Must(c.records.TransferIn(c.Context(), c.Who("cz-01"), c.at("CZ-01"), in))
	c.kind("a second one", c.records.TransferIn(c.Context(), c.Who("cz-01"), c.at("CZ-01"), in), fault.Conflict)
	coming := c.transfers("cz-01", there)
	if len(coming) != 1 || coming[0].Other != "财政局第二党支部" || coming[0].Direction != record.In || !coming[0].Done.IsZero() {
		t.Fatalf("%+v", coming)
	}
	arrive := records.SaveTransfer{Transfer: coming[0].ID, Version: 1, Other: coming[0].Other, Asked: day(2026, 3, 2), Done: day(2026, 3, 25)}
	err = c.records.SaveTransfer(c.Context(), c.Who("cz-01"), c.at("CZ-01"), arrive)
	if wrong, ok := errors.AsType[*fault.Error](err); !ok || wrong.Fields["done"] == "" {
		t.Fatalf("a member of two branches: %v", err)
	}

	r, err := c.records.Roster(c.Context(), c.Who("liufang"), c.branch, 2026)
	c.Must(err)
	if len(r.Awaited) != 1 || r.Awaited[0].BranchName != "财政局第一党支部" || r.Awaited[0].Member != id {
		t.Errorf("the branch does not know who waits: %+v", r.Awaited)
	}
	if told := c.Count(`select count(*) from notice n join person p on p.id = n.person_id where n.text like '财政局第一党支部登记了从财政局第二党支部转入党员%' and n.href = $1 and p.account in ('wangming', 'liufang')`, app.RosterAddress(c.branch)); told != 2 {
		t.Errorf("%d of the old branch's secretary and clerk are told", told)
	}
	c.Must(c.records.TransferOut(c.Context(), c.Who("liufang"), c.form(), records.TransferOut{Member: id, Other: "财政局第一党支部", Asked: day(2026, 3, 2), Done: day(2026, 3, 20)}))
	c.Must(c.records.SaveTransfer(c.Context(), c.Who("cz-01"), c.at("CZ-01"), arrive))

	for _, x := range []struct {
		code string
		on   calendar.Date
		want bool
	}{
		{"CZ-02", day(2026, 3, 19), true}, {"CZ-02", day(2026, 3, 20), false}, {"CZ-02", day(2026, 4, 1), false},
		{"CZ-01", day(2026, 3, 24), false}, {"CZ-01", day(2026, 3, 25), true}, {"CZ-01", day(2026, 12, 20), true},
	} {
		if got := c.counts(x.code, id, x.on); got != x.want {
			t.Errorf("counts at %s on %v: %v, want %v", x.code, x.on, got, x.want)
		}
	}
	if n := c.Count(`select count(*) from member`); n != 1 {
		t.Errorf("%d members, want 1", n)
	}
	if m := c.member1("cz-01", there, id); m.PhoneMask != "138****5678" || !m.CanUnmask {
		t.Errorf("the new branch sees %+v", m)
	}
	left := c.member1("wangming", c.branch, id)
	if left.CanSave || left.CanUnmask || left.PhoneMask != "" || !left.Born.IsZero() || left.Name != "周洁" {
		t.Errorf("the old branch still sees %+v", left)
	}
	_, err = c.records.Unmask(c.Context(), c.Who("wangming"), c.branch, id, records.PhoneField)
	c.kind("the old branch unmasks", err, fault.NotFound)
	c.kind("the old branch changes", c.records.ChangeMember(c.Context(), c.Who("wangming"), c.form(), records.ChangeMember{MemberFacts: somebody(nil), Member: id, Version: 1}), fault.Forbidden)
}

// The database itself keeps a member from counting at two branches.
func TestNobodyIsAtTwoBranches(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	_, err := c.Pool.Exec(c.Context(), `insert into membership (member_id, branch_id, committee_id, period) select $1, id, committee_id, '[2020-06-01,2020-06-02)' from organisation where code = 'CZ-01'`, id)
	if err == nil || !strings.Contains(err.Error(), "membership_at_one_branch") {
		t.Errorf("%v", err)
	}
}

func TestATransferOutCanBeCorrectedAndOpenedAgain(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	seat := c.seat("组织委员", day(2020, 1, 1), id)
	for what, out := range map[string]records.TransferOut{
		"asked": {Member: id, Other: "外地", Asked: day(2019, 12, 31)},
		"done":  {Member: id, Other: "外地", Asked: day(2020, 1, 1), Done: day(2020, 1, 1)},
		"other": {Member: id, Other: " ", Asked: day(2026, 3, 1)},
	} {
		err := c.records.TransferOut(c.Context(), c.Who("wangming"), c.form(), out)
		if wrong, ok := errors.AsType[*fault.Error](err); !ok || wrong.Fields[what] == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	c.Must(c.records.TransferOut(c.Context(), c.Who("wangming"), c.form(), records.TransferOut{Member: id, Other: "某市某局党支部", Asked: day(2026, 3, 1), Done: day(2026, 3, 20)}))
	x := c.transfers("wangming", c.branch)[0]
	save := func(version int, done calendar.Date) error {
		return c.records.SaveTransfer(c.Context(), c.Who("wangming"), c.form(), records.SaveTransfer{Transfer: x.ID, Version: version, Other: x.Other, Asked: x.Asked, Done: done})
	}
	if s := c.seats()[seat]; len(s.Holdings) != 1 || s.Holdings[0].Until != day(2026, 3, 20) || s.VacantSince(day(2026, 4, 1)) != day(2026, 3, 20) {
		t.Errorf("who left still holds the seat: %+v", s)
	}
	c.Must(save(1, day(2026, 3, 10)))
	if c.counts("CZ-02", id, day(2026, 3, 10)) || !c.counts("CZ-02", id, day(2026, 3, 9)) {
		t.Error("the day was not moved")
	}
	c.kind("the second", save(1, day(2026, 3, 11)), fault.Conflict)
	c.Must(save(2, calendar.Date{}))
	if !c.counts("CZ-02", id, day(2026, 12, 20)) {
		t.Error("the member did not come back")
	}
	c.Must(c.records.DropTransfer(c.Context(), c.Who("wangming"), c.form(), x.ID, 3))
	if n := len(c.transfers("wangming", c.branch)); n != 0 {
		t.Errorf("%d transfers are left", n)
	}
	if n := c.Count(`select count(*) from correction where kind = 'transfer' and record_id = $1`, x.ID); n != 3 {
		t.Errorf("%d old versions are kept, want 3", n)
	}
}

// Once the self-assessment of the year has been handed in, a change needs a
// reason; until the end of March that is the year before.
func TestAfterSubmissionAChangeNeedsAReason(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	c.Must(c.records.TransferOut(c.Context(), c.Who("wangming"), c.form(), records.TransferOut{Member: id, Other: "外地", Asked: day(2026, 3, 1)}))
	x := c.transfers("wangming", c.branch)[0]
	c.submit()
	save := func(version int, reason string) error {
		form := c.form()
		form.Reason = reason
		return c.records.SaveTransfer(c.Context(), c.Who("wangming"), form, records.SaveTransfer{Transfer: x.ID, Version: version, Other: "外省", Asked: x.Asked})
	}
	for _, now := range []calendar.Date{day(2026, 12, 31), day(2027, 3, 31)} {
		c.Now = now.UTC()
		if wrong, ok := errors.AsType[*fault.Error](save(1, " ")); !ok || wrong.Fields["reason"] == "" {
			t.Errorf("%v: no reason is asked for", now)
		}
	}
	c.Must(save(1, "写错了省份"))
	c.Now = day(2027, 4, 1).UTC()
	c.Must(save(2, ""))
	if n := c.Count(`select count(*) from correction where late and reason = '写错了省份' and old->>'other' = '外地'`); n != 1 {
		t.Errorf("%d late corrections, want 1", n)
	}
}

func TestATransferIsOverdueAfterSixMonths(t *testing.T) {
	x := record.Transfer{Asked: day(2026, 8, 31)}
	for on, want := range map[calendar.Date]bool{day(2027, 2, 28): false, day(2027, 3, 1): true} { // 31 August + 6 months is the last of February
		if got := x.OverdueOn(on); got != want {
			t.Errorf("on %v: %v", on, got)
		}
	}
	x.Done = day(2027, 4, 1)
	if x.OverdueOn(day(2027, 6, 1)) {
		t.Error("a transfer that is done is overdue")
	}
}
