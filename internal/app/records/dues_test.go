package records_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/dues"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
)

func month(m time.Month) calendar.Month { return calendar.Month{Year: 2026, Month: m} }

// paid is an entry of somebody on a wage who has paid what is due.
func paid(member int64, version int, base record.Fen) records.DuesEntry {
	return records.DuesEntry{Member: member, Version: version, Changed: true, Answer: records.Paid, Basis: record.Wage, Base: base, Amount: -1}
}

func (c *city) saveDues(account string, m time.Month, entries ...records.DuesEntry) error {
	c.Helper()
	return c.records.SaveDues(c.Context(), c.Who(account), records.SaveDues{Change: c.form(), Month: month(m), PaidOn: day(2026, m, 10), Entries: entries})
}

func (c *city) table(m time.Month) records.DuesTable {
	c.Helper()
	t, err := c.records.DuesOfMonth(c.Context(), c.Who("wangming"), c.branch, month(m))
	c.Must(err)
	return t
}

func (c *city) duesOf(m time.Month, member int64) records.DuesRow {
	c.Helper()
	t := c.table(m)
	r, ok := t.ByID(member)
	if !ok {
		c.Fatalf("%d is not in the table of month %d", member, m)
	}
	return r
}

func TestDuesAreTakenOverFromTheMonthBefore(t *testing.T) {
	c := newCity(t)
	stays := c.member("甲", day(2020, 1, 1), calendar.Date{})
	leaves := c.member("乙", day(2020, 1, 1), day(2026, 3, 20))
	c.Must(c.saveDues("liufang", 2, paid(stays, 0, 4200_00), paid(leaves, 0, 6000_00)))
	if r := c.duesOf(2, stays); r.Due != 42_00 || r.Paid != 42_00 || r.PaidOn != day(2026, 2, 10) || r.Version != 1 { // 4200 × 1 %
		t.Errorf("february holds %+v", r)
	}
	if r := c.duesOf(3, leaves); r.Base != 6000_00 || r.Basis != record.Wage || r.From != month(2) || r.Due != 90_00 || r.Recorded() { // 6000 × 1.5 %
		t.Errorf("march takes over %+v", r)
	}
	april := c.table(4)
	if len(april.Rows) != 1 || april.Rows[0].Member != stays || april.Rows[0].From != month(2) || april.Expected != 1 {
		t.Errorf("april has %+v; who left in March is not in it", april.Rows)
	}
}

func TestTheRestHasPaidButWhoIsSaidNotTo(t *testing.T) {
	c := newCity(t)
	a, b, d := c.member("甲", day(2020, 1, 1), calendar.Date{}), c.member("乙", day(2020, 1, 1), calendar.Date{}), c.member("丙", day(2020, 1, 1), calendar.Date{})
	in := records.SaveDues{Change: c.form(), Month: month(5), PaidOn: day(2026, 5, 8), Rest: true, Entries: []records.DuesEntry{
		{Member: a, Basis: record.Wage, Base: 3000_00, Amount: -1},
		{Member: b, Basis: record.Wage, Base: 3000_00, Amount: -1, Changed: true, Answer: records.NotPaid},
		{Member: d, Basis: record.Fixed, Base: -1, Amount: -1},
	}}
	c.Must(c.records.SaveDues(t.Context(), c.Who("liufang"), in))
	if r := c.duesOf(5, a); r.Paid != 15_00 || r.PaidOn != day(2026, 5, 8) { // 3000 × 0.5 %
		t.Errorf("the rest holds %+v", r)
	}
	if r := c.duesOf(5, b); r.Paid != 0 || !r.PaidOn.IsZero() || r.Due != 15_00 || !r.Recorded() {
		t.Errorf("who has not paid holds %+v", r)
	}
	if r := c.duesOf(5, d); r.Paid != 20 || r.Base != 0 {
		t.Errorf("the fixed amount holds %+v", r)
	}
	// Later the one who was left paid too.
	in.Change, in.PaidOn = c.form(), day(2026, 6, 2)
	in.Entries = []records.DuesEntry{{Member: b, Version: 1, Basis: record.Wage, Base: 3000_00, Amount: -1, Answer: records.NotPaid}}
	c.Must(c.records.SaveDues(t.Context(), c.Who("liufang"), in))
	if r := c.duesOf(5, b); r.Paid != 15_00 || r.PaidOn != day(2026, 6, 2) || r.Version != 2 {
		t.Errorf("who paid later holds %+v", r)
	}
	if got := c.table(5); got.State != dues.Collected || len(got.Corrections) != 1 || got.Corrections[0].Old["paid"] != 0.0 {
		t.Errorf("the month is %s with corrections %+v", got.State, got.Corrections)
	}
}

// Two people with one table: rows that only one of them changed are kept, the
// row that both did is told with both versions, and sending it twice tells it
// again.
func TestAStaleRowOfDuesIsToldAndTheOthersAreKept(t *testing.T) {
	c := newCity(t)
	a, b := c.member("甲", day(2020, 1, 1), calendar.Date{}), c.member("乙", day(2020, 1, 1), calendar.Date{})
	c.Must(c.saveDues("liufang", 4, paid(a, 0, 4000_00), paid(b, 0, 4000_00)))
	c.Must(c.saveDues("wangming", 4, paid(a, 1, 4500_00)))
	in := records.SaveDues{Change: c.form(), Month: month(4), PaidOn: day(2026, 4, 10), Entries: []records.DuesEntry{paid(a, 1, 4600_00), paid(b, 1, 4800_00)}}
	for _, sending := range []string{"first", "second"} {
		err := c.records.SaveDues(t.Context(), c.Who("liufang"), in)
		c.kind(sending, err, fault.Conflict)
		var both records.DuesConflicts
		if !errors.As(err, &both) || len(both) != 1 || both[0].Theirs.Base != 4500_00 || both[0].Mine.Base != 4600_00 || both[0].By != "王明" {
			t.Fatalf("%s sending: %+v", sending, err)
		}
	}
	if r := c.duesOf(4, a); r.Base != 4500_00 {
		t.Errorf("the stale row holds %+v", r)
	}
	if r := c.duesOf(4, b); r.Base != 4800_00 || r.Version != 2 {
		t.Errorf("the other row holds %+v", r)
	}
	// The same change by both is no conflict.
	c.Must(c.saveDues("liufang", 4, paid(a, 1, 4500_00)))
}

func TestATableSentTwiceActsOnce(t *testing.T) {
	c := newCity(t)
	a := c.member("甲", day(2020, 1, 1), calendar.Date{})
	in := records.SaveDues{Change: c.form(), Month: month(4), PaidOn: day(2026, 4, 10), Entries: []records.DuesEntry{paid(a, 0, 4000_00)}}
	for range 2 {
		c.Must(c.records.SaveDues(t.Context(), c.Who("liufang"), in))
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'record.save' and object_kind = 'dues_month' and object_id = 202604`); n != 1 {
		t.Errorf("%d audit entries, want 1", n)
	}
	if r := c.duesOf(4, a); r.Version != 1 {
		t.Errorf("the row has version %d", r.Version)
	}
}

func TestAfterSubmissionDuesChangeOnlyWithAReason(t *testing.T) {
	c := newCity(t)
	a, b := c.member("甲", day(2020, 1, 1), calendar.Date{}), c.member("乙", day(2020, 1, 1), calendar.Date{})
	c.Must(c.saveDues("liufang", 4, paid(a, 0, 4000_00)))
	c.submit()
	c.kind("without a reason", c.saveDues("liufang", 4, paid(a, 1, 4500_00)), fault.Invalid)
	c.Must(c.saveDues("liufang", 4, paid(b, 0, 4000_00))) // nothing is overwritten
	in := records.SaveDues{Change: c.form(), Month: month(4), PaidOn: day(2026, 4, 10), Entries: []records.DuesEntry{paid(a, 1, 4500_00)}}
	in.Reason = "漏记了一次调资"
	c.Must(c.records.SaveDues(t.Context(), c.Who("liufang"), in))
	old := c.table(4).Corrections
	if len(old) != 1 || !old[0].Late || old[0].Reason != in.Reason || old[0].Old["base"] != 400000.0 {
		t.Errorf("kept %+v", old)
	}
}

func TestWhoMaySeeAndKeepDues(t *testing.T) {
	c := newCity(t)
	a := c.member("甲", day(2020, 1, 1), calendar.Date{})
	for account, want := range map[string]struct{ see, save fault.Kind }{
		"wangming": {}, "liufang": {}, "chenjing": {0, fault.Forbidden}, "zhaogang": {0, fault.Forbidden}, "lishan": {0, fault.Forbidden},
		"sunli": {fault.NotFound, fault.NotFound}, "cz-01": {fault.NotFound, fault.NotFound}, "zhoujie": {fault.NotFound, fault.NotFound}, "xitong": {fault.NotFound, fault.NotFound},
	} {
		_, err := c.records.DuesOfMonth(t.Context(), c.Who(account), c.branch, month(4))
		c.kind(account+" sees a month", err, want.see)
		_, err = c.records.DuesOfYear(t.Context(), c.Who(account), c.branch, 2026)
		c.kind(account+" sees a year", err, want.see)
		c.kind(account+" saves", c.saveDues(account, 4, paid(a, c.Count(`select count(*) from dues`), 4000_00)), want.save)
		c.kind(account+" hands up", c.handUp(account, record.DuesMonth{Month: month(4), Version: c.Count(`select coalesce(max(version), 0) from dues_month`)}), want.save)
	}
}

func TestDuesOfWhoIsNotInTheTableAreRefused(t *testing.T) {
	c := newCity(t)
	c.member("甲", day(2020, 1, 1), calendar.Date{})
	c.kind("somebody else", c.saveDues("liufang", 4, paid(999, 0, 4000_00)), fault.Conflict)
	gone := c.member("乙", day(2020, 1, 1), day(2026, 3, 20))
	c.kind("who left in March", c.saveDues("liufang", 4, paid(gone, 0, 4000_00)), fault.Conflict)
}

func TestWhatIsWrongInATableIsToldByField(t *testing.T) {
	c := newCity(t)
	a := c.member("甲", day(2020, 1, 1), calendar.Date{})
	id := func(name string) string { return name + "-" + itoa(a) }
	for field, entry := range map[string]records.DuesEntry{
		id("base"):   {Member: a, Changed: true, Answer: records.Paid, Basis: record.Wage, Base: -1, Amount: -1},
		id("amount"): {Member: a, Changed: true, Answer: records.Paid, Basis: record.Wage, Base: 4000_00},
		id("on"):     {Member: a, Changed: true, Answer: records.Paid, Basis: record.Wage, Base: 4000_00, Amount: -1, PaidOn: day(2026, 12, 21)}, // tomorrow
		id("note"):   {Member: a, Changed: true, Answer: records.Paid, Basis: record.Wage, Base: 4000_00, Amount: -1, Note: string(make([]rune, 101))},
	} {
		err := c.saveDues("liufang", 4, entry)
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.Invalid || f.Fields[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	if n := c.Count(`select count(*) from dues`); n != 0 {
		t.Errorf("%d rows were kept", n)
	}
}

func (c *city) handUp(account string, m record.DuesMonth) error {
	c.Helper()
	return c.records.SaveDuesMonth(c.Context(), c.Who(account), records.SaveDuesMonth{Change: c.form(), DuesMonth: m})
}

func TestHandingUpAndPublishing(t *testing.T) {
	c := newCity(t)
	m := record.DuesMonth{Month: month(4), HandedUp: 142_00, HandedUpOn: day(2026, 4, 28)}
	c.Must(c.handUp("liufang", m))
	m.Version, m.PublishedOn, m.PublishedAt = 1, day(2026, 5, 6), " 一楼公示栏 "
	c.Must(c.handUp("wangming", m))
	c.Must(c.handUp("liufang", m)) // the same by both is no conflict
	got := c.table(4)
	want := record.DuesMonth{Branch: c.branch, Month: month(4), HandedUp: 142_00, HandedUpOn: day(2026, 4, 28), PublishedOn: day(2026, 5, 6), PublishedAt: "一楼公示栏", Version: 2}
	if got.Whole != want || len(got.Corrections) != 1 || got.Corrections[0].Kind != record.DuesRecord {
		t.Errorf("%+v with %+v, want %+v", got.Whole, got.Corrections, want)
	}
	m.HandedUp = 150_00
	err := c.handUp("liufang", m)
	c.kind("stale", err, fault.Conflict)
	var both *records.StaleDuesMonth
	if !errors.As(err, &both) || both.Theirs != want {
		t.Errorf("the second of two sees %v", err)
	}
	for field, wrong := range map[string]record.DuesMonth{
		"handed_up":    {HandedUpOn: day(2026, 4, 28)},
		"handed_up_on": {HandedUp: 1_00},
		"published_on": {PublishedAt: "群"},
		"published_at": {PublishedOn: day(2026, 5, 6)},
	} {
		wrong.Month = month(2) // with no month before it
		var f *fault.Error
		if err := c.handUp("liufang", wrong); !errors.As(err, &f) || f.Fields[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	c.kind("a day to come", c.handUp("liufang", record.DuesMonth{Month: month(6), HandedUp: 1, HandedUpOn: day(2026, 12, 21)}), fault.Invalid)
	// What was collected is handed up, and it is published where it always is.
	a := c.member("甲", day(2020, 1, 1), calendar.Date{})
	c.Must(c.saveDues("liufang", 5, paid(a, 0, 4200_00)))
	c.Must(c.handUp("liufang", record.DuesMonth{Month: month(5), HandedUp: -1, HandedUpOn: day(2026, 5, 28), PublishedOn: day(2026, 6, 2)}))
	if got := c.table(5).Whole; got.HandedUp != 42_00 || got.PublishedAt != "一楼公示栏" { // 4200 × 1 %
		t.Errorf("left out, it is %+v", got)
	}
	c.submit()
	m.Version = 2
	c.kind("after submission without a reason", c.handUp("liufang", m), fault.Invalid)
}

func TestAYearOfDues(t *testing.T) {
	c := newCity(t)
	c.Now = time.Date(2026, time.May, 20, 2, 0, 0, 0, time.UTC)
	a, b := c.member("甲", day(2020, 1, 1), calendar.Date{}), c.member("乙", day(2020, 1, 1), calendar.Date{})
	unpaid := records.DuesEntry{Member: b, Changed: true, Answer: records.NotPaid, Basis: record.Wage, Base: 4000_00, Amount: -1}
	for m := time.January; m <= time.April; m++ {
		entries := []records.DuesEntry{paid(a, 0, 4000_00), paid(b, 0, 4000_00)}
		if m >= time.March {
			entries[1] = unpaid
		}
		c.Must(c.saveDues("liufang", m, entries...))
	}
	y, err := c.records.DuesOfYear(t.Context(), c.Who("chenjing"), c.branch, 2026)
	c.Must(err)
	var states []dues.State
	for _, m := range y.Months {
		states = append(states, m.State)
	}
	want := append(slices.Concat([]dues.State{dues.Collected, dues.Collected, dues.Short, dues.Short, dues.Unrecorded}), slices.Repeat([]dues.State{dues.Ahead}, 7)...)
	if !slices.Equal(states, want) || y.CanSave {
		t.Errorf("the months are %v, want %v; can save %v", states, want, y.CanSave)
	}
	// 4000 × 1 % for March and April.
	if len(y.Arrears) != 1 || y.Arrears[0].Name != "乙" || y.Arrears[0].Amount != 80_00 || y.Arrears[0].InARow != 2 {
		t.Errorf("arrears %+v", y.Arrears)
	}
}

// Somebody who moved between two branches in a month pays for it once.
func TestTheMonthOfATransferIsPaidOnce(t *testing.T) {
	c := newCity(t)
	moved := c.member("甲", day(2020, 1, 1), day(2026, 3, 20))
	c.Must(c.saveDues("liufang", 3, paid(moved, 0, 4000_00)))
	next := c.Number(`select id from organisation where code = 'CZ-01'`)
	c.Exec(`insert into membership (member_id, branch_id, committee_id, period) select $1, id, committee_id, '[2026-03-20,)' from organisation where id = $2`, moved, next)
	c.branch = next
	table, err := c.records.DuesOfMonth(t.Context(), c.Who("cz-01"), next, month(3))
	c.Must(err)
	if len(table.Rows) != 1 || table.Rows[0].Elsewhere != "财政局第二党支部" || table.Expected != 0 || table.Rows[0].Base != 0 {
		t.Errorf("the new branch sees %+v", table)
	}
	c.Must(c.saveDues("cz-01", 3, paid(moved, 0, 4000_00)))
	if n := c.Count(`select count(*) from dues`); n != 1 {
		t.Errorf("%d rows for one month", n)
	}
}

func TestRefusalsAboutDuesAreRecorded(t *testing.T) {
	c := newCity(t)
	a := c.member("甲", day(2020, 1, 1), calendar.Date{})
	c.kind("a reviewer saves", c.saveDues("chenjing", 4, paid(a, 0, 4000_00)), fault.Forbidden)
	if n := c.Count(`select count(*) from audit_entry where action = $1 and outcome = 'refused' and object_id = $2`, string(access.SaveRecord), c.branch); n != 1 {
		t.Errorf("%d refusals recorded, want 1", n)
	}
}
