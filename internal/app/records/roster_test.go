package records_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
)

// card makes a sound identity card's number: position i from the right weighs
// 2^(i−1) modulo 11, and the whole sum is 1.
func card(born calendar.Date, order int) string {
	n := fmt.Sprintf("330702%04d%02d%02d%03d", born.Year, int(born.Month), born.Day, order)
	sum, power := 0, 1
	for i := len(n) - 1; i >= 0; i-- {
		power = power * 2 % 11
		sum += int(n[i]-'0') * power
	}
	return n + string("0123456789X"[(12-sum%11)%11])
}

// somebody is what a form says of 周洁, born on 2 March 1985.
func somebody(change func(*records.MemberFacts)) records.MemberFacts {
	f := records.MemberFacts{Name: "周洁", Stage: record.Full, Joined: day(2008, 7, 1), FullOn: day(2009, 7, 1), Since: day(2020, 1, 1),
		Identity: card(day(1985, 3, 2), 124), Phone: "138 1234 5678"}
	if change != nil {
		change(&f)
	}
	return f
}

func (c *city) add(account string, f records.MemberFacts) error {
	c.Helper()
	return c.records.AddMember(c.Context(), c.Who(account), c.form(), f)
}

// at is CZ-02's form, turned to another branch.
func (c *city) at(code string) records.Change {
	c.Helper()
	f := c.form()
	f.Branch = c.Number(`select id from organisation where code = $1`, code)
	return f
}

// added puts somebody on the roster of CZ-02 and returns the id.
func (c *city) added(change func(*records.MemberFacts)) int64 {
	c.Helper()
	c.Must(c.add("wangming", somebody(change)))
	return c.Number(`select max(id) from member`)
}

func (c *city) member1(account string, branch, id int64) records.MemberPage {
	c.Helper()
	m, err := c.records.Member(c.Context(), c.Who(account), branch, id)
	c.Must(err)
	return m
}

// counts tells whether a member counts at a branch on a day.
func (c *city) counts(code string, member int64, on calendar.Date) bool {
	c.Helper()
	return c.Count(`select count(*) from membership s join organisation o on o.id = s.branch_id where o.code = $1 and s.member_id = $2 and s.period @> $3::date`,
		code, member, on.String()) > 0
}

func TestTheIdentityCardFillsInBirthAndSex(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	m := c.member1("liufang", c.branch, id)
	if m.Born != day(1985, 3, 2) || m.Sex != record.Female || !m.HasIdentity || !m.HasPhone { // order 124 is even
		t.Errorf("%+v", m.Member)
	}
	if m.IdentityMask != "3307***********"+card(day(1985, 3, 2), 124)[15:] || m.PhoneMask != "138****5678" {
		t.Errorf("masks %s, %s", m.IdentityMask, m.PhoneMask)
	}
	if m := c.member1("chenjing", c.branch, id); m.IdentityMask != "" || m.PhoneMask != "" || m.CanSave {
		t.Errorf("a reviewer is shown %s, %s", m.IdentityMask, m.PhoneMask)
	}
}

func TestWhatIsWrongIsToldByField(t *testing.T) {
	c := newCity(t)
	for field, change := range map[string]func(*records.MemberFacts){
		"name":     func(f *records.MemberFacts) { f.Name = " " },
		"sex":      func(f *records.MemberFacts) { f.Sex = record.Male },
		"born":     func(f *records.MemberFacts) { f.Born = day(1985, 3, 3) },
		"joined":   func(f *records.MemberFacts) { f.Joined = day(1985, 3, 1) },
		"full_on":  func(f *records.MemberFacts) { f.FullOn = day(2008, 6, 30) },
		"stage":    func(f *records.MemberFacts) { f.Stage = "" },
		"identity": func(f *records.MemberFacts) { f.Identity = card(day(1985, 3, 2), 124)[:17] },
		"phone":    func(f *records.MemberFacts) { f.Phone = "138" },
		"since":    func(f *records.MemberFacts) { f.Since = day(2026, 12, 21) }, // tomorrow
		"group":    func(f *records.MemberFacts) { f.Group = 999 },
		"account":  func(f *records.MemberFacts) { f.Account = c.Who("chenjing").Person },
		"duty":     func(f *records.MemberFacts) { f.Duty = strings.Repeat("长", 61) },
	} {
		err := c.add("wangming", somebody(change))
		wrong, ok := errors.AsType[*fault.Error](err)
		if !ok || wrong.Kind != fault.Invalid || wrong.Fields[field] == "" || len(wrong.Fields) != 1 {
			t.Errorf("%s: %v", field, err)
		}
	}
	wrong, _ := errors.AsType[*fault.Error](c.add("wangming", somebody(func(f *records.MemberFacts) { f.Stage = record.Probationary })))
	if wrong == nil || wrong.Fields["full_on"] == "" {
		t.Errorf("a probationary member became a full one: %v", wrong)
	}
	if n := c.Count(`select count(*) from member`); n != 0 {
		t.Errorf("%d members were saved", n)
	}
}

func TestAFormSentTwiceAddsOneMember(t *testing.T) {
	c := newCity(t)
	form := c.form()
	for range 3 {
		c.Must(c.records.AddMember(c.Context(), c.Who("wangming"), form, somebody(func(f *records.MemberFacts) { f.Identity, f.Sex = "", record.Female })))
	}
	if n := c.Count(`select count(*) from member`); n != 1 {
		t.Errorf("%d members, want 1", n)
	}
}

func TestOnlyWhoKeepsTheRosterChangesIt(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	for account, want := range map[string]fault.Kind{"chenjing": fault.Forbidden, "lishan": fault.Forbidden, "zhoujie": fault.NotFound, "cz-01": fault.NotFound, "xitong": fault.NotFound} {
		c.kind(account+" adds", c.add(account, somebody(func(f *records.MemberFacts) { f.Identity, f.Sex = "", record.Male })), want)
		_, err := c.records.Unmask(c.Context(), c.Who(account), c.branch, id, records.PhoneField)
		c.kind(account+" unmasks", err, want)
	}
	_, err := c.records.Member(c.Context(), c.Who("cz-01"), c.branch, id)
	c.kind("another branch's secretary looks", err, fault.NotFound)
	_, err = c.records.Member(c.Context(), c.Who("cz-01"), c.at("CZ-01").Branch, id)
	c.kind("another branch's secretary looks at home", err, fault.NotFound)
	if n := c.Count(`select count(*) from audit_entry where outcome = 'refused' and action in ('record.save', 'member.unmask')`); n != 10 {
		t.Errorf("%d refusals are on the record, want 10", n)
	}
}

func TestUnmaskingIsForTheSecretaryAndOnTheRecord(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	for range 2 {
		plain, err := c.records.Unmask(c.Context(), c.Who("wangming"), c.branch, id, records.PhoneField)
		if err != nil || plain != "13812345678" {
			t.Fatalf("%q, %v", plain, err)
		}
	}
	plain, err := c.records.Unmask(c.Context(), c.Who("wangming"), c.branch, id, records.IdentityField)
	if err != nil || plain != card(day(1985, 3, 2), 124) {
		t.Fatalf("%q, %v", plain, err)
	}
	_, err = c.records.Unmask(c.Context(), c.Who("liufang"), c.branch, id, records.PhoneField)
	c.kind("the clerk", err, fault.Forbidden)
	_, err = c.records.Unmask(c.Context(), c.Who("wangming"), c.branch, id, "password")
	c.kind("no field", err, fault.NotFound)
	for outcome, want := range map[string]string{"done": "identity:1 phone:2", "refused": ":1"} {
		var got []string
		rows, err := c.Pool.Query(c.Context(), `select coalesce(detail->>'field', '') || ':' || count(*) from audit_entry
			where action = 'member.unmask' and object_kind = 'member' and object_id = $1 and outcome = $2 group by detail->>'field' order by 1`, id, outcome)
		c.Must(err)
		for rows.Next() {
			var s string
			c.Must(rows.Scan(&s))
			got = append(got, s)
		}
		c.Must(rows.Err())
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", outcome, got, want)
		}
	}
}

func TestTheSecondOfTwoPeopleSeesWhoWasFaster(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	change := func(account, duty string, version int) error {
		f := somebody(func(f *records.MemberFacts) {
			f.Identity, f.Phone, f.Sex, f.Born, f.Duty = "", "", record.Female, day(1985, 3, 2), duty
		})
		return c.records.ChangeMember(c.Context(), c.Who(account), c.form(), records.ChangeMember{MemberFacts: f, Member: id, Version: version})
	}
	c.Must(change("liufang", "组织委员", 1))
	err := change("wangming", "宣传委员", 1)
	c.kind("the second", err, fault.Conflict)
	if first, ok := errors.AsType[*records.Changed](err); !ok || first.By != "刘芳" || !first.At.Equal(c.Now) {
		t.Errorf("the second is told %+v", first)
	}
	m := c.member1("wangming", c.branch, id)
	if m.Duty != "组织委员" || m.Version != 2 || !m.HasIdentity || !m.HasPhone {
		t.Errorf("%+v", m.Member)
	}
	c.Must(change("wangming", "宣传委员", 2))
	m = c.member1("wangming", c.branch, id)
	if len(m.Corrections) != 2 || m.Corrections[0].Old["duty"] != "组织委员" || m.Corrections[1].Old["duty"] != "" {
		t.Errorf("what was overwritten is lost: %+v", m.Corrections)
	}
}

func TestATelephoneCanBeTakenAway(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	f := somebody(func(f *records.MemberFacts) { f.Identity, f.Phone, f.Sex = "", "", record.Female })
	c.Must(c.records.ChangeMember(c.Context(), c.Who("wangming"), c.form(), records.ChangeMember{MemberFacts: f, Member: id, Version: 1, NoPhone: true}))
	if m := c.member1("wangming", c.branch, id); m.HasPhone || !m.HasIdentity {
		t.Errorf("%+v", m.Member)
	}
}

func TestAnIdentityCardIsFoundAgainOnTheOwnRosterOnly(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	number := card(day(1985, 3, 2), 124)
	for code, want := range map[string]int64{"CZ-02": id, "CZ-01": 0} {
		got, err := c.records.FindMember(c.Context(), c.Who(map[string]string{"CZ-02": "liufang", "CZ-01": "cz-01"}[code]), c.at(code).Branch, " "+strings.ToLower(number))
		if err != nil || got != want {
			t.Errorf("%s: %d, %v, want %d", code, got, err, want)
		}
	}
	_, err := c.records.FindMember(c.Context(), c.Who("chenjing"), c.branch, number)
	c.kind("a reviewer looks for a card", err, fault.Forbidden)
}

// A list is added as a whole or not at all, and each bad row is told.
func TestAListOfMembersIsAddedAsAWhole(t *testing.T) {
	c := newCity(t)
	c.added(nil)
	list := []records.MemberFacts{
		somebody(func(f *records.MemberFacts) { f.Name, f.Identity = "吴敏", card(day(1990, 1, 1), 2) }),
		somebody(func(f *records.MemberFacts) { f.Name = "周杰" }), // the card of 周洁
		somebody(func(f *records.MemberFacts) { f.Name, f.Identity = "郑爽", card(day(1990, 1, 1), 2) }),
		somebody(func(f *records.MemberFacts) { f.Name, f.Identity, f.Phone, f.Sex = "冯丽", "", "1", record.Female }),
	}
	err := c.records.AddMembers(c.Context(), c.Who("liufang"), c.form(), list)
	rows, ok := errors.AsType[*records.RowFaults](err)
	if !ok || len(rows.Rows) != 3 || rows.Rows[1]["identity"] == "" || rows.Rows[2]["identity"] == "" || rows.Rows[3]["phone"] == "" {
		t.Fatalf("%v: %+v", err, rows)
	}
	if n := c.Count(`select count(*) from member`); n != 1 {
		t.Errorf("%d members, want none besides 周洁", n)
	}
	c.Must(c.records.AddMembers(c.Context(), c.Who("liufang"), c.form(), slices.Delete(list, 1, 4)))
	if n := c.Count(`select count(*) from member`); n != 2 {
		t.Errorf("%d members, want 2", n)
	}
}

// Nobody can read an identity card, a telephone or a keyed digest's source out
// of the database, whatever was done with it.
func TestNothingPlainIsInTheDatabase(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	number, phone := card(day(1985, 3, 2), 124), "13812345678"
	_, err := c.records.Unmask(c.Context(), c.Who("wangming"), c.branch, id, records.IdentityField)
	c.Must(err)
	_, err = c.records.FindMember(c.Context(), c.Who("wangming"), c.branch, number)
	c.Must(err)
	f := somebody(func(f *records.MemberFacts) { f.Phone = "13900001111" })
	c.Must(c.records.ChangeMember(c.Context(), c.Who("wangming"), c.form(), records.ChangeMember{MemberFacts: f, Member: id, Version: 1}))
	other := c.at("CZ-01")
	c.kind("the other branch", c.records.AddMember(c.Context(), c.Who("cz-01"), other, somebody(nil)), fault.Invalid)
	in := records.TransferIn{MemberFacts: somebody(nil), Asked: day(2026, 12, 1)}
	other.Key += "-in"
	c.Must(c.records.TransferIn(c.Context(), c.Who("cz-01"), other, in))
	dump := c.dump()
	if !strings.Contains(dump, "周洁") || !strings.Contains(dump, "member.found_elsewhere") {
		t.Fatal("the dump does not hold what it should")
	}
	for _, secret := range []string{number, number[6:17], phone, "13900001111"} {
		if strings.Contains(dump, secret) || strings.Contains(dump, fmt.Sprintf("%x", secret)) {
			t.Errorf("%s stands in the database", secret)
		}
	}
}

// dump is every row of every table as text.
func (c *city) dump() string {
	c.Helper()
	rows, err := c.Pool.Query(c.Context(), `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`)
	c.Must(err)
	var tables []string
	for rows.Next() {
		var name string
		c.Must(rows.Scan(&name))
		tables = append(tables, name)
	}
	c.Must(rows.Err())
	if len(tables) < 30 {
		c.Fatalf("only %d tables", len(tables))
	}
	var all strings.Builder
	for _, table := range tables {
		var text string
		c.Must(c.Pool.QueryRow(c.Context(), `select coalesce(string_agg(t::text, E'\n'), '') from "`+table+`" t`).Scan(&text))
		all.WriteString(text)
	}
	return all.String()
}

// Every day since 1900 goes into the database and comes out as it was: 1940-06-01
// has no midnight in Shanghai, and the years 1986 to 1991 had summer time.
func TestADayOfBirthStaysADay(t *testing.T) {
	c := newCity(t)
	for _, born := range []calendar.Date{day(1940, 6, 1), day(1940, 6, 2), day(1986, 5, 4), day(1991, 4, 14), day(1991, 9, 15), day(1927, 1, 1), day(1900, 12, 31)} {
		id := c.added(func(f *records.MemberFacts) {
			f.Identity, f.Joined, f.FullOn, f.Born, f.Sex = "", born.AddDays(7000), calendar.Date{}, born, record.Male
		})
		if m := c.member1("wangming", c.branch, id); m.Born != born || m.Joined != born.AddDays(7000) {
			t.Errorf("%v became %v; %v became %v", born, m.Born, born.AddDays(7000), m.Joined)
		}
	}
}
