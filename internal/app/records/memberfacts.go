package records

import (
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// MemberFacts are what a form says of a member. Identity and Phone are as they
// were typed; "" leaves them as they are.
type MemberFacts struct {
	Name     string
	Sex      record.Sex    // "" takes it from the identity card
	Born     calendar.Date // zero takes it from the identity card
	Joined   calendar.Date
	FullOn   calendar.Date
	Stage    record.Stage
	Duty     string
	Group    int64 // party group of the branch; 0 for none
	Since    calendar.Date
	Identity string
	Phone    string
	Account  int64 // person who signs in as this member; 0 for none
}

// checked fills in what the identity card tells, and says what is wrong with
// each field. What remains in Identity and Phone can be sealed.
func (s *Service) checked(f MemberFacts) (MemberFacts, map[string]string) {
	wrong := map[string]string{}
	f.Name, f.Duty = strings.TrimSpace(f.Name), strings.TrimSpace(f.Duty)
	if n := utf8.RuneCountInString(f.Name); n == 0 || n > 40 {
		wrong["name"] = "请填写姓名，最多 40 字。"
	}
	if utf8.RuneCountInString(f.Duty) > 60 {
		wrong["duty"] = "职务最多 60 字。"
	}
	if f.Stage.Chinese() == "" {
		wrong["stage"] = "请选择正式党员或预备党员。"
	}
	f.identify(wrong)
	f.phone(wrong)
	if f.Sex.Chinese() == "" && wrong["sex"] == "" && wrong["identity"] == "" {
		wrong["sex"] = "请选择性别；填了身份证号可以不选。"
	}
	s.days(f, wrong)
	return f, wrong
}

// identify compares the identity card with what was filled in besides.
func (f *MemberFacts) identify(wrong map[string]string) {
	if strings.TrimSpace(f.Identity) == "" {
		f.Identity = ""
		return
	}
	id, err := record.ParseIdentityCard(f.Identity)
	if err != nil {
		wrong["identity"] = err.Error()
		return
	}
	f.Identity = id.Number
	if f.Born.IsZero() {
		f.Born = id.Born
	}
	if f.Sex == "" {
		f.Sex = id.Sex
	}
	if f.Born != id.Born {
		wrong["born"] = "与身份证号中的出生日期（" + id.Born.Chinese() + "）不一致，请核对；留空则按身份证号填写。"
	}
	if f.Sex != id.Sex {
		wrong["sex"] = "与身份证号中的性别（" + id.Sex.Chinese() + "）不一致，请核对。"
	}
}

func (f *MemberFacts) phone(wrong map[string]string) {
	if strings.TrimSpace(f.Phone) == "" {
		f.Phone = ""
		return
	}
	n, err := record.ParsePhone(f.Phone)
	if err != nil {
		wrong["phone"] = err.Error()
	}
	f.Phone = n
}

// days checks that the days of a life in the party follow each other.
func (s *Service) days(f MemberFacts, wrong map[string]string) {
	today := s.Today()
	for field, d := range map[string]calendar.Date{"born": f.Born, "joined": f.Joined, "full_on": f.FullOn, "since": f.Since} {
		if today.Before(d) && wrong[field] == "" {
			wrong[field] = "这一天还没有到，请核对。"
		}
		if !d.IsZero() && d.Year < 1880 {
			wrong[field] = "年份太早，请核对。"
		}
	}
	after := func(field string, later, earlier calendar.Date, message string) {
		if wrong[field] == "" && !later.IsZero() && later.Before(earlier) {
			wrong[field] = message
		}
	}
	after("joined", f.Joined, f.Born, "入党日期早于出生日期，请核对。")
	after("full_on", f.FullOn, f.Joined, "转正日期早于入党日期，请核对。")
	if f.Stage == record.Probationary && !f.FullOn.IsZero() && wrong["full_on"] == "" {
		wrong["full_on"] = "预备党员还没有转正日期；已转正的请选“正式党员”。"
	}
}

// grouped checks that the party group is one of the branch's.
func (f *MemberFacts) grouped(groups []record.Group, wrong map[string]string) {
	if f.Group != 0 && !slices.ContainsFunc(groups, func(g record.Group) bool { return g.ID == f.Group }) {
		wrong["group"] = "请选择本支部的党小组。"
	}
}

// tied checks that the account is one of the branch's, or was tied before.
func (f *MemberFacts) tied(accounts []store.BranchAccount, before int64, wrong map[string]string) {
	if f.Account != 0 && f.Account != before && !slices.ContainsFunc(accounts, func(a store.BranchAccount) bool { return a.Person == f.Account }) {
		wrong["account"] = "请选择在本支部有任职的账号。"
	}
}

// onto puts the facts on a member.
func (f *MemberFacts) onto(m *record.Member) {
	m.Name, m.Sex, m.Born, m.Joined, m.FullOn, m.Stage = f.Name, f.Sex, f.Born, f.Joined, f.FullOn, f.Stage
	m.Duty, m.Group, m.Since, m.Person = f.Duty, f.Group, f.Since, f.Account
}

// sealed seals what the law protects, for a member's row.
func (s *Service) sealed(member int64, f MemberFacts) store.Sealed {
	var out store.Sealed
	if f.Identity != "" {
		out.Identity = s.Keys.Seal(identityColumn, member, f.Identity)
		out.IdentityDigest = s.Keys.Digest(identityColumn, f.Identity)
	}
	if f.Phone != "" {
		out.Phone = s.Keys.Seal(phoneColumn, member, f.Phone)
	}
	return out
}

// memberFault gives the person words for what the database found out at last:
// another branch, or another form, was faster.
func memberFault(err error) error {
	switch {
	case store.Violates(err, "member_identity"):
		return fault.Wrap(fault.Conflict, "这张身份证刚刚在别处登记，请重新提交一次，按提示办理。", err)
	case store.Violates(err, "membership_at_one_branch"):
		return &fault.Error{Kind: fault.Invalid, Message: atTwoBranches, Fields: map[string]string{"done": atTwoBranches, "since": atTwoBranches}, Cause: err}
	case store.Violates(err, "member_person_id_key"):
		return fault.Field("account", "这个账号已对应另一名党员，请核对。")
	case store.Violates(err, "transfer_open_once"):
		return fault.New(fault.Conflict, "这名党员已有一条没有办结的转接，请在转接列表里办理。")
	}
	return err
}

const atTwoBranches = "这名党员当天还在另一个支部的名册上。请原支部先办结转出，再填写不早于转出日的日期。"
