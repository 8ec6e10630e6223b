package dues

import (
	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/figures"
	"baolei/web/ui"
)

// history lists what was overwritten in a month.
func history(t records.DuesTable) ui.TableProps {
	table := ui.TableProps{ID: "history", Caption: "更正记录", Hide: true, Columns: []ui.Column{{Label: "更正时间"}, {Label: "对象"}, {Label: "原来的内容"}, {Label: "理由"}}}
	for _, c := range t.Corrections {
		what, old := "上缴与公示", wholeBefore(c)
		if c.Kind == record.MemberDues {
			what, old = nameOf(t, c.Record), said(duesBefore(c))
		}
		row := ui.TableRow{Cells: []ui.Cell{{Text: figures.When(c.MadeAt), Sub: c.MadeName}, {Text: what}, {Text: old}, {Text: c.Reason}}}
		if c.Late {
			row.Cells[0].Badge = ui.BadgeProps{Text: "提交后更正", Tone: ui.Warn}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func nameOf(t records.DuesTable, member int64) string {
	if r, ok := t.ByID(member); ok {
		return r.Name
	}
	return "已不在名册的党员"
}

// duesBefore reads a row as it was kept.
func duesBefore(c records.Correction) record.Dues {
	return record.Dues{Basis: record.Basis(text(c, "basis")), Base: fen(c, "base"), Due: fen(c, "due"), Paid: fen(c, "paid"), PaidOn: day(c, "paid_on"), Note: text(c, "note")}
}

func wholeBefore(c records.Correction) string {
	facts := wholeFacts(record.DuesMonth{HandedUp: fen(c, "handed_up"), HandedUpOn: day(c, "handed_up_on"), PublishedOn: day(c, "published_on"), PublishedAt: text(c, "published_at")})
	return facts[0].Term + " " + facts[0].Text + "；" + facts[1].Term + " " + facts[1].Text
}

func text(c records.Correction, name string) string {
	s, _ := c.Old[name].(string)
	return s
}

func fen(c records.Correction, name string) record.Fen {
	n, _ := c.Old[name].(float64)
	return record.Fen(n)
}

func day(c records.Correction, name string) calendar.Date {
	d, err := calendar.Parse(text(c, name))
	if err != nil {
		return calendar.Date{}
	}
	return d
}

// lastOf tells who changed what the branch did with the month last.
func lastOf(t records.DuesTable) (who, when string) {
	for _, c := range t.Corrections {
		if c.Kind == record.DuesRecord {
			return c.MadeName, figures.When(c.MadeAt)
		}
	}
	return "另一位同志", "刚才"
}
