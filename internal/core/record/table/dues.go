package table

import (
	"fmt"

	"baolei/internal/core/calendar"
	"baolei/internal/core/dues"
	"baolei/internal/core/record"
)

// The columns of dues.
const (
	DuesID = iota
	DuesName
	DuesMonth
	DuesBasis
	DuesBase
	DuesDue
	DuesPaid
	DuesPaidOn
	DuesNote
)

// Dues is the form of dues: a row for each member and month.
var Dues = Form{"dues", "党费收缴", []Column{
	DuesID:     {Heading: "党员编号", Note: "由系统导出；没有同名党员的可以留空。", Example: ExampleMark + "（这一行不读）", Width: 10},
	DuesName:   {Heading: "姓名", Note: "必填，与党员名册一致。", Example: "张三", Needed: true, Width: 12},
	DuesMonth:  {Heading: "月份", Note: "必填，例如 2026-03。一人一月一行。", Example: "2026-03", Needed: true, Width: 11},
	DuesBasis:  {Heading: "依据", Others: []string{"交纳依据"}, Note: "必填，从列表中选。", Example: "在职", Choices: words(record.Bases()), Needed: true, Width: 16},
	DuesBase:   {Heading: "基数（元）", Others: []string{"基数"}, Note: "在职填月收入，离退休填养老金。", Example: "6000.00", Needed: true, Width: 12},
	DuesDue:    {Heading: "应交（元）", Others: []string{"应交"}, Note: "可以留空，系统按标准计算。", Example: "90.00", Width: 12},
	DuesPaid:   {Heading: "实交（元）", Others: []string{"实交"}, Note: "没有交的留空。", Example: "90.00", Needed: true, Width: 12},
	DuesPaidOn: {Heading: "交费日期", Note: "交了的必填，例如 2026-03-10。", Example: "2026-03-10", Width: 13},
	DuesNote:   {Heading: "备注", Note: "选填，最多 100 字。", Example: "", Width: 24},
}, []int{DuesName, DuesMonth}}

// ReadDues reads the rows of dues beside what is recorded. Who may pay in a
// month is for the use case.
func ReadDues(t Table, recorded []record.Dues, roll Roll) ([]Entry[record.Dues], []Fault) {
	f := form[record.Dues]{Form: Dues, match: func(r *reader) (record.Dues, bool) { return matchDues(r, recorded, &roll) },
		read: readDues, write: func(d *record.Dues) []string { return WriteDues(d, &roll) },
		key: func(d *record.Dues) string { return fmt.Sprint(d.Member, d.Month) }}
	return f.entries(&t)
}

// WriteDues writes a member's month as a row.
func WriteDues(d *record.Dues, roll *Roll) []string {
	row := make([]string, len(Dues.Columns))
	row[DuesID], row[DuesName], row[DuesMonth] = number(d.Member), nameOf(d, roll), d.Month.String()
	row[DuesBasis], row[DuesBase], row[DuesDue] = d.Basis.Chinese(), d.Base.String(), d.Due.String()
	if d.Paid > 0 {
		row[DuesPaid] = d.Paid.String()
	}
	row[DuesPaidOn], row[DuesNote] = dayText(d.PaidOn), OneLine(d.Note)
	return row
}

func nameOf(d *record.Dues, roll *Roll) string {
	for i := range roll.Members {
		if roll.Members[i].ID == d.Member {
			return OneLine(roll.Members[i].Name)
		}
	}
	return OneLine(d.Name)
}

func matchDues(r *reader, recorded []record.Dues, roll *Roll) (record.Dues, bool) {
	var d record.Dues
	r.month(DuesMonth, &d.Month)
	if d.Month == (calendar.Month{}) {
		return d, false
	}
	d.Member = r.payer(roll, d.Month.Window())
	for _, there := range recorded {
		if there.Member == d.Member && there.Month == d.Month {
			return there, true
		}
	}
	return d, false
}

// payer finds the member of a row by number or name; both must be of one.
func (r *reader) payer(roll *Roll, w calendar.Window) int64 {
	name := OneLine(r.row.Cells[DuesName].Text)
	id := r.id(DuesID)
	if id == 0 {
		found, fault := roll.find(name, w)
		if fault != "" {
			r.bad(DuesName, fault)
		}
		return found
	}
	for i := range roll.Members {
		if m := &roll.Members[i]; m.ID == id {
			if plainName(m.Name) != plainName(name) {
				r.bad(DuesName, fmt.Sprintf("编号 %d 是“%s”，与姓名不符，请核对。", id, m.Name))
			}
			return id
		}
	}
	r.bad(DuesID, fmt.Sprintf("本支部没有编号为 %d 的党员，请核对或留空。", id))
	return 0
}

func readDues(r *reader, d *record.Dues) {
	choice(r, DuesBasis, record.Bases(), &d.Basis)
	d.Base = 0
	r.money(DuesBase, &d.Base)
	if d.Basis == record.Fixed {
		d.Base = 0
	}
	d.Due = dues.Due(d.Basis, d.Base)
	var said record.Fen
	if r.money(DuesDue, &said) && said != d.Due && d.Basis != "" {
		r.bad(DuesDue, fmt.Sprintf("按标准应交 %s 元，与表中不符。请核对依据和基数，或把这一格留空；经批准少交的，依据请选“%s”。", d.Due, record.Reduced.Chinese()))
	}
	d.Paid = 0
	r.money(DuesPaid, &d.Paid)
	r.day(DuesPaidOn, &d.PaidOn)
	switch {
	case d.Paid == 0 && !d.PaidOn.IsZero() && !r.failed(DuesPaid):
		r.bad(DuesPaidOn, "实交为空或 0，请填写实交金额，或把交费日期留空。")
	case d.Paid > 0 && d.PaidOn.IsZero() && !r.failed(DuesPaidOn):
		r.bad(DuesPaidOn, "请填写交费日期，例如 "+d.Month.String()+"-10。")
	}
	r.text(DuesNote, 100, &d.Note)
}

// failed tells whether a fault of a column was noted.
func (r *reader) failed(column int) bool {
	for _, f := range r.faults {
		if f.Column == r.form.Columns[column].Heading {
			return true
		}
	}
	return false
}
