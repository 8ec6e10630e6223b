package dues

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	scale "baolei/internal/core/dues"
	"baolei/web/page"
	"baolei/web/ui"
)

// yearView is a year of a branch's dues.
type yearView struct {
	Title   string
	Years   []ui.Filter
	Excel   ui.LinkButtonProps
	Next    *ui.LinkButtonProps // the month to record next; nil where none is left, or for who only reads
	Months  ui.TableProps
	Arrears ui.TableProps
	Owing   string
}

func yearOf(y records.DuesYear) yearView {
	v := yearView{Title: strconv.Itoa(y.Year) + " 年党费收缴", Excel: page.SheetLink(y.Branch, "dues", y.Year, y.CanSave)}
	for year := y.Today.Year; year > y.Today.Year-3; year-- {
		v.Years = append(v.Years, ui.Filter{Label: strconv.Itoa(year) + " 年", Href: page.DuesURL(y.Branch, year), On: year == y.Year})
	}
	v.Months = ui.TableProps{ID: "months", Caption: "各月情况", Hide: true,
		Columns: []ui.Column{{Label: "月份"}, {Label: "收缴"}, {Label: "应收（元）", Number: true}, {Label: "实收（元）", Number: true}, {Label: "上缴"}, {Label: "公示"}}}
	for _, m := range y.Months {
		v.Months.Rows = append(v.Months.Rows, monthRow(y, m))
		if v.Next == nil && y.CanSave && m.State == scale.Unrecorded {
			v.Next = &ui.LinkButtonProps{Label: "登记 " + m.Month.Short() + "党费", Href: page.DuesMonthURL(y.Branch, m.Month), Kind: ui.Primary}
		}
	}
	v.arrears(y)
	return v
}

func monthRow(y records.DuesYear, m records.DuesLine) ui.TableRow {
	row := ui.TableRow{Cells: []ui.Cell{{Text: m.Month.Short(), Href: page.DuesMonthURL(y.Branch, m.Month)}, {Badge: stateOf(m.Standing)}}}
	if m.State == scale.Ahead || m.State == scale.Unrecorded && m.Whole.Version == 0 {
		row.Cells = append(row.Cells, ui.Cell{}, ui.Cell{}, ui.Cell{}, ui.Cell{})
		return row
	}
	return ui.TableRow{Cells: append(row.Cells, ui.Cell{Text: m.Due.String()}, ui.Cell{Text: m.Paid.String()}, handedUp(m), published(m))}
}

// stateOf is a month's state in a word.
func stateOf(s scale.Standing) ui.BadgeProps {
	switch s.State {
	case scale.Collected:
		return ui.BadgeProps{Text: "收齐", Tone: ui.Good}
	case scale.Short:
		return ui.BadgeProps{Text: fmt.Sprintf("缺 %d 人", s.Missing), Tone: ui.Warn}
	case scale.Unrecorded:
		return ui.BadgeProps{Text: "未登记", Tone: ui.Warn}
	case scale.Ahead:
	}
	return ui.BadgeProps{Text: "未到"}
}

func handedUp(m records.DuesLine) ui.Cell {
	if !m.Whole.HandedUpOn.IsZero() {
		return ui.Cell{Text: m.Whole.HandedUp.String() + " 元", Sub: m.Whole.HandedUpOn.Short()}
	}
	return ui.Cell{Badge: ui.BadgeProps{Text: "未上缴", Tone: ui.Warn}}
}

func published(m records.DuesLine) ui.Cell {
	if !m.Whole.PublishedOn.IsZero() {
		return ui.Cell{Text: m.Whole.PublishedOn.Short(), Sub: m.Whole.PublishedAt}
	}
	return ui.Cell{Badge: ui.BadgeProps{Text: "未公示", Tone: ui.Warn}}
}

func (v *yearView) arrears(y records.DuesYear) {
	v.Arrears = ui.TableProps{ID: "arrears", Caption: "欠缴党员", Hide: true, Empty: "没有人欠缴。",
		Columns: []ui.Column{{Label: "姓名"}, {Label: "欠缴月份"}, {Label: "金额（元）", Number: true}, {Label: "说明"}}}
	for _, a := range y.Arrears {
		row := ui.TableRow{Cells: []ui.Cell{{Text: a.Name}, {Text: named(a.Owed)}, {Text: a.Amount.String()}, {}}}
		if len(a.Owed) == 0 {
			row.Cells[2].Text = ""
		}
		if len(a.Unrecorded) > 0 {
			row.Cells[3].Text = named(a.Unrecorded) + "没有登记"
		}
		if a.Long() {
			row.Tone = ui.Lost
			row.Cells[3].Badge = ui.BadgeProps{Text: fmt.Sprintf("连续 %d 个月未交", a.InARow), Tone: ui.Lost}
		}
		v.Arrears.Rows = append(v.Arrears.Rows, row)
	}
	if len(y.Arrears) > 0 {
		v.Owing = "只算已经过去的月份。连续 6 个月未交的，请按党章第九条核实原因。"
	}
}

// named lists months: "3月、7月".
func named(months []calendar.Month) string {
	var names []string
	for _, m := range months {
		names = append(names, m.Short())
	}
	return strings.Join(names, "、")
}
