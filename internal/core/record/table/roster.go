package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// The columns of the roster.
const (
	RosterID = iota
	RosterName
	RosterSex
	RosterIdentity
	RosterBorn
	RosterStage
	RosterJoined
	RosterFullOn
	RosterGroup
	RosterDuty
	RosterSince
	RosterPhone
)

// Roster is the form of the roster.
var Roster = Form{"roster", "党员名册", []Column{
	RosterID:       {Heading: "编号", Note: "由系统导出。新增的党员留空。", Example: ExampleMark + "（这一行不读）", Width: 10},
	RosterName:     {Heading: "姓名", Note: "必填。", Example: "张三", Needed: true, Width: 12},
	RosterSex:      {Heading: "性别", Note: "填了身份证号可以不填。", Example: "男", Choices: words(record.Sexes()), Width: 8},
	RosterIdentity: {Heading: "身份证号", Others: []string{"身份证", "公民身份号码"}, Note: "选填，18 位。加密保存，平时不显示全号。", Example: "330702198503021238", Secret: true, Width: 22},
	RosterBorn:     {Heading: "出生日期", Others: []string{"出生年月日"}, Note: "例如 1985-03-02。填了身份证号可以不填。", Example: "1985-03-02", Width: 13},
	RosterStage:    {Heading: "党员身份", Others: []string{"党员类别"}, Note: "必填，从列表中选。", Example: "正式党员", Choices: words(record.Stages()), Needed: true, Width: 12},
	RosterJoined:   {Heading: "入党日期", Others: []string{"入党时间"}, Note: "例如 2008-07-01。", Example: "2008-07-01", Width: 13},
	RosterFullOn:   {Heading: "转正日期", Others: []string{"转正时间"}, Note: "正式党员填写。", Example: "2009-07-01", Width: 13},
	RosterGroup:    {Heading: "党小组", Note: "先在组织情况里登记党小组；没有编组的留空。", Example: "", Width: 14},
	RosterDuty:     {Heading: "职务", Note: "党内职务或行政职务。", Example: "组织委员", Width: 20},
	RosterSince:    {Heading: "何时起在本支部", Others: []string{"到本支部日期"}, Note: "新增的必填；记不清的填当年 1 月 1 日。", Example: "2026-01-01", Width: 16},
	RosterPhone:    {Heading: "电话", Others: []string{"联系电话", "手机", "手机号"}, Note: "选填。加密保存，平时不显示全号。", Example: "13800000000", Secret: true, Width: 16},
}, []int{RosterName}}

// Person is a member with what is sealed in plain text: "" where not said.
type Person struct {
	record.Member
	Identity, Phone string
}

// ReadRoster reads the rows of a roster beside the members who are on it.
func ReadRoster(t Table, here []Person, roll Roll) ([]Entry[Person], []Fault) {
	f := form[Person]{Form: Roster, match: func(r *reader) (Person, bool) { return matchPerson(r, here) },
		read:  func(r *reader, p *Person) { readPerson(r, p, &roll) },
		write: func(p *Person) []string { return WritePerson(p, &roll) }, mask: Mask,
		key: func(p *Person) string {
			switch {
			case p.ID != 0:
				return strconv.FormatInt(p.ID, 10)
			case p.Identity != "":
				return p.Identity
			}
			return plainName(p.Name) + p.Born.String()
		}}
	return f.entries(&t)
}

// WritePerson writes a member as a row, with what is sealed in plain text.
func WritePerson(p *Person, roll *Roll) []string {
	row := make([]string, len(Roster.Columns))
	row[RosterID], row[RosterName], row[RosterSex], row[RosterIdentity] = number(p.ID), OneLine(p.Name), p.Sex.Chinese(), p.Identity
	row[RosterBorn], row[RosterStage], row[RosterJoined], row[RosterFullOn] = dayText(p.Born), p.Stage.Chinese(), dayText(p.Joined), dayText(p.FullOn)
	row[RosterGroup], row[RosterDuty], row[RosterSince], row[RosterPhone] = roll.writeGroup(p.Group), OneLine(p.Duty), dayText(p.Since), p.Phone
	return row
}

// Mask hides in a row of the roster what is secret.
func Mask(row []string) []string {
	if len(row) == 0 {
		return row
	}
	row = slices.Clone(row)
	row[RosterIdentity], row[RosterPhone] = record.MaskIdentityCard(row[RosterIdentity]), record.MaskPhone(row[RosterPhone])
	return row
}

func number(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

func dayText(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// matchPerson finds the member whom a row is about: by number, by identity
// card, or by the name where nothing else in the row says that it is another.
func matchPerson(r *reader, here []Person) (Person, bool) {
	if id := r.id(RosterID); id != 0 {
		if i := slices.IndexFunc(here, func(p Person) bool { return p.ID == id }); i >= 0 {
			return here[i], true
		}
		r.bad(RosterID, fmt.Sprintf("名册上没有编号为 %d 的党员，可能已经转出。新增的请把编号留空。", id))
		return Person{}, false
	}
	card, born := r.card(), r.born()
	var same []Person
	for _, p := range here {
		if card != "" && p.Identity == card {
			return p, true
		}
		if plainName(p.Name) == plainName(r.row.Cells[RosterName].Text) && !contradicts(card, born, &p) {
			same = append(same, p)
		}
	}
	switch len(same) {
	case 0:
		return Person{}, false
	case 1:
		return same[0], true
	}
	r.bad(RosterName, fmt.Sprintf("名册上有 %d 名“%s”，请填写编号或身份证号以便区分。", len(same), r.shown(RosterName)))
	return Person{}, false
}

func contradicts(card string, born calendar.Date, p *Person) bool {
	return card != "" && p.Identity != "" && card != p.Identity && !masks(card, p.Identity) || !born.IsZero() && !p.Born.IsZero() && born != p.Born
}

// card is the identity card's number in a row, as it stands there.
func (r *reader) card() string {
	if !r.has(RosterIdentity) {
		return ""
	}
	return strings.ToUpper(narrow(r.row.Cells[RosterIdentity].Text))
}

// Cards lists the identity cards' numbers in a roster that can be such.
func Cards(t Table) []string {
	var list []string
	for _, row := range t.Rows {
		r := reader{form: Roster, table: &t, row: row}
		if id, err := record.ParseIdentityCard(r.card()); err == nil {
			list = append(list, id.Number)
		}
	}
	return list
}

func (r *reader) born() (d calendar.Date) {
	if r.has(RosterBorn) {
		d, _ = day(r.row.Cells[RosterBorn], r.table.From1904)
	}
	return d
}

// masks tells whether a text is a number with its middle hidden.
func masks(text, identity string) bool {
	return identity != "" && text == record.MaskIdentityCard(identity)
}

func readPerson(r *reader, p *Person, roll *Roll) {
	r.text(RosterName, 40, &p.Name)
	choice(r, RosterSex, record.Sexes(), &p.Sex)
	readCard(r, p)
	r.day(RosterBorn, &p.Born)
	choice(r, RosterStage, record.Stages(), &p.Stage)
	r.day(RosterJoined, &p.Joined)
	r.day(RosterFullOn, &p.FullOn)
	r.group(RosterGroup, roll, &p.Group)
	r.text(RosterDuty, 60, &p.Duty)
	r.day(RosterSince, &p.Since)
	readPhone(r, p)
}

// readCard reads an identity card's number; an empty cell leaves what is there.
func readCard(r *reader, p *Person) {
	card := r.card()
	switch {
	case card == "" || masks(card, p.Identity):
	case strings.Contains(card, "*"):
		r.bad(RosterIdentity, "带 * 的号码与名册上的不符。请填写完整的号码，或留空。")
	case r.row.Cells[RosterIdentity].Kind == Number && len(card) > 15:
		r.bad(RosterIdentity, "号码被当成了数字，后几位已经变成 0。请把这一列设为文本，再重新填写。")
	default:
		id, err := record.ParseIdentityCard(card)
		if err != nil {
			r.bad(RosterIdentity, err.Error())
			return
		}
		p.Identity = id.Number
	}
}

func readPhone(r *reader, p *Person) {
	if !r.has(RosterPhone) {
		return
	}
	text := narrow(r.row.Cells[RosterPhone].Text)
	switch {
	case text == "":
		p.Phone = ""
	case p.Phone != "" && text == record.MaskPhone(p.Phone):
	case strings.Contains(text, "*"):
		r.bad(RosterPhone, "带 * 的号码与名册上的不符。请填写完整的号码，或留空。")
	default:
		phone, err := record.ParsePhone(text)
		if err != nil {
			r.bad(RosterPhone, err.Error())
			return
		}
		p.Phone = phone
	}
}

// group reads the name of a party group; 0 where the cell is empty.
func (r *reader) group(column int, roll *Roll, to *int64) {
	if !r.has(column) {
		return
	}
	was := *to
	*to = 0
	name := OneLine(r.row.Cells[column].Text)
	switch name {
	case "":
		return
	case roll.writeGroup(was): // also one that is unknown by now
		*to = was
		return
	}
	id, fault := roll.group(name)
	if fault != "" {
		r.bad(column, fault)
	}
	*to = id
}
