package roster

import (
	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// memberView is one member's page.
type memberView struct {
	Title       string
	Badges      []ui.BadgeProps
	Back        ui.Link
	Actions     []ui.LinkButtonProps
	Note        string
	Facts       []ui.Definition
	Sealed      []sealedFact
	Awaited     *ui.LinkButtonProps
	Transfers   ui.TableProps
	Corrections ui.TableProps
	Changed     bool // there are corrections
}

// sealedFact is an identity card or a telephone: its mask, and for the secretary
// the form that shows it in full.
type sealedFact struct {
	Field records.Field
	Term  string
	Text  string
	Plain bool // Text is in full
	Show  *ui.Form
}

func memberOf(m records.MemberPage, unmask func(records.Field) *ui.Form) memberView {
	v := memberView{Title: m.Name, Back: ui.Link{Label: "党员名册", Href: page.RosterURL(m.Book.Branch)}, Badges: []ui.BadgeProps{{Text: m.Stage.Chinese()}}, Facts: memberFacts(m)}
	if !m.Here {
		v.Badges = []ui.BadgeProps{{Text: "已离开", Tone: ui.Warn}}
		v.Note = "这名党员不在本支部名册上，资料由现在的支部维护，这里只保留在本支部期间的情况。"
	}
	if m.CanSave {
		v.Actions = []ui.LinkButtonProps{{Label: "更正资料", Href: page.ChangeMemberURL(m.Book.Branch, m.ID), Kind: ui.Primary}, {Label: "登记转出", Href: page.TransferOutURL(m.Book.Branch, m.ID)}}
		v.Sealed = sealedFacts(m, unmask)
	}
	v.Transfers = memberTransfers(m)
	v.Corrections = book.Corrections("corrections", m.Corrections, memberLabels(m), map[int64]map[string]any{m.ID: current(m)})
	v.Changed = len(m.Corrections) > 0
	return v
}

func memberFacts(m records.MemberPage) []ui.Definition {
	list := []ui.Definition{{Term: "性别", Text: m.Sex.Chinese()}}
	if m.Here {
		list = append(list, ui.Definition{Term: "出生日期", Text: day(m.Born)}, ui.Definition{Term: "入党日期", Text: day(m.Joined)})
		if m.Stage == record.Full {
			list = append(list, ui.Definition{Term: "转正日期", Text: day(m.FullOn)})
		}
		list = append(list, ui.Definition{Term: "党小组", Text: said(groupName(m.Groups, m.Group))})
	}
	list = append(list, ui.Definition{Term: "职务", Text: said(m.Duty)}, ui.Definition{Term: "来本支部", Text: day(m.Since)})
	if !m.Until.IsZero() {
		list = append(list, ui.Definition{Term: "离开", Text: day(m.Until)})
	}
	if m.CanSave {
		list = append(list, ui.Definition{Term: "登录账号", Text: said(accountName(m.Accounts, m.Person))})
	}
	return list
}

// accountName names the account that a member is tied to. One that has no
// appointment here any more is not named.
func accountName(accounts []records.BranchAccount, person int64) string {
	for _, a := range accounts {
		if a.Person == person {
			return a.Name
		}
	}
	if person != 0 {
		return "已关联"
	}
	return ""
}

func sealedFacts(m records.MemberPage, unmask func(records.Field) *ui.Form) []sealedFact {
	list := []sealedFact{{Field: records.IdentityField, Term: "身份证号", Text: m.IdentityMask}, {Field: records.PhoneField, Term: "电话", Text: m.PhoneMask}}
	for i := range list {
		if list[i].Text == "" {
			list[i].Text = "–"
			continue
		}
		list[i].Show = unmask(list[i].Field)
	}
	return list
}

// unmasked puts a fact in full in the place of its mask.
func (v *memberView) unmasked(field records.Field, plain string) {
	for i := range v.Sealed {
		if plain != "" && v.Sealed[i].Field == field {
			v.Sealed[i].Text, v.Sealed[i].Plain = plain, true
		}
	}
}

func memberTransfers(m records.MemberPage) ui.TableProps {
	t := ui.TableProps{ID: "transfers-table", Caption: "转接", Hide: true, Empty: "没有转接记录。",
		Columns: []ui.Column{{Label: "方向"}, {Label: "对方党组织"}, {Label: "提出"}, {Label: "办结"}}}
	for i := range m.Transfers {
		x := &m.Transfers[i]
		row := ui.TableRow{Cells: []ui.Cell{{Text: x.Direction.Chinese(), Href: page.TransferURL(m.Book.Branch, x.ID)}, {Text: x.Other}, {Text: day(x.Asked)}, {Text: day(x.Done)}}}
		if x.Done.IsZero() {
			row.Cells[3] = ui.Cell{Badge: state(x, m.Today)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// memberLabels name what is kept of a member before a change.
func memberLabels(m records.MemberPage) []book.Label {
	stage := func(v any) string { text, _ := v.(string); return record.Stage(text).Chinese() }
	sex := func(v any) string { text, _ := v.(string); return record.Sex(text).Chinese() }
	group := func(v any) string { id, _ := v.(float64); return groupName(m.Groups, int64(id)) }
	filled := func(v any) string {
		if v == true {
			return "已填"
		}
		return ""
	}
	return []book.Label{{Key: "name", Name: "姓名"}, {Key: "sex", Name: "性别", Say: sex}, {Key: "born_on", Name: "出生日期"}, {Key: "joined_on", Name: "入党日期"},
		{Key: "full_on", Name: "转正日期"}, {Key: "stage", Name: "党员身份", Say: stage}, {Key: "duty", Name: "职务"}, {Key: "group_id", Name: "党小组", Say: group},
		{Key: "since", Name: "来本支部"}, {Key: "identity", Name: "身份证号", Say: filled}, {Key: "phone", Name: "电话", Say: filled}}
}

// current is the member as it would be kept now.
func current(m records.MemberPage) map[string]any {
	return map[string]any{"name": m.Name, "sex": string(m.Sex), "born_on": page.DayText(m.Born), "joined_on": page.DayText(m.Joined), "full_on": page.DayText(m.FullOn),
		"stage": string(m.Stage), "duty": m.Duty, "group_id": float64(m.Group), "since": page.DayText(m.Since), "identity": m.HasIdentity, "phone": m.HasPhone}
}
