package roster

import (
	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// formView is a form about a member.
type formView struct {
	Title, Text string
	Back        ui.Link
	Refused     string // words over the list of mistakes
	Mistakes    []ui.Mistake
	Conflict    *ui.Conflict
	Form        ui.Form
	Transfer    []ui.Text // from where, asked, done
	Fields      memberFields
	NoPhone     *ui.Check
	Another     bool // offer to add one more
	Submit      string
	Elsewhere   *elsewhereView
}

// memberFields are the fields of a member, in order.
type memberFields struct {
	Identity, Name, Born, Joined, FullOn, Duty, Since, Phone ui.Text
	Sex, Stage                                               ui.Radios
	Group, Account                                           ui.Select
	HasGroups, HasAccounts, HasSince                         bool
}

// order is that of the list of mistakes.
var order = []string{"identity", "name", "other", "asked", "done", "sex", "born", "joined", "stage", "full_on", "group", "duty", "since", "phone", "account"}

// fieldsOf makes the fields out of what was typed.
func fieldsOf(t *page.Typed, groups []record.Group, accounts []records.BranchAccount) memberFields {
	f := memberFields{
		Identity: t.TextField("identity", "身份证号", "加密保存。填了身份证号，性别和出生日期可以不填。", false),
		Name:     t.TextField("name", "姓名", "", true),
		Sex:      t.RadioField("sex", "性别", record.Sexes()),
		Born:     t.DayField("born", "出生日期", "", false),
		Joined:   t.DayField("joined", "入党日期", "", false),
		Stage:    t.RadioField("stage", "党员身份", record.Stages()),
		FullOn:   t.DayField("full_on", "转正日期", "正式党员填写。", false),
		Duty:     t.TextField("duty", "职务", "党内职务或行政职务，例如“组织委员、综合科科长”。", false),
		Since:    t.DayField("since", "何时起在本支部", "早已在本支部、记不清日期的，填当年1月1日。", true),
		Phone:    t.TextField("phone", "电话", "加密保存。", false),
		Group:    picked(t, "group", "党小组", "未编组"),
		Account:  picked(t, "account", "登录账号", "没有账号"),
	}
	f.Identity.MaxLength, f.Name.MaxLength, f.Duty.MaxLength, f.Phone.MaxLength = "24", "40", "60", "20"
	f.Identity.Autocomplete, f.Phone.Autocomplete, f.Phone.Type = "off", "off", "tel"
	f.Account.Hint = "关联后，本人登录可以查看自己的资料。"
	for _, g := range groups {
		f.Group.Options = append(f.Group.Options, ui.Option{Value: page.IDText(g.ID), Label: g.Name})
	}
	for _, a := range accounts {
		f.Account.Options = append(f.Account.Options, ui.Option{Value: page.IDText(a.Person), Label: a.Name})
	}
	f.HasGroups, f.HasAccounts, f.HasSince = len(groups) > 0, len(accounts) > 0, true
	return f
}

func picked(t *page.Typed, name, label, none string) ui.Select {
	return ui.Select{ID: name, Name: name, Label: label, Value: t.Text(name), Error: t.Wrong[name], Empty: none}
}

// facts reads the fields.
func facts(t *page.Typed) records.MemberFacts {
	return records.MemberFacts{Name: t.Text("name"), Sex: record.Sex(t.Text("sex")), Born: t.Day("born"), Joined: t.Day("joined"), FullOn: t.Day("full_on"),
		Stage: record.Stage(t.Text("stage")), Duty: t.Text("duty"), Group: t.ID("group"), Since: t.Day("since"), Identity: t.Text("identity"), Phone: t.Text("phone"), Account: t.ID("account")}
}

// typedOf fills the form with a member as it is. What is sealed stays empty:
// it is only replaced.
func typedOf(m *record.Member) *page.Typed {
	return page.Blank("name", m.Name, "sex", string(m.Sex), "born", page.DayText(m.Born), "joined", page.DayText(m.Joined), "full_on", page.DayText(m.FullOn),
		"stage", string(m.Stage), "duty", m.Duty, "group", page.IDText(m.Group), "since", page.DayText(m.Since), "account", page.IDText(m.Person))
}
