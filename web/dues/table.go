package dues

import (
	"fmt"
	"net/http"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	scale "baolei/internal/core/dues"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// tableView is a month's table.
type tableView struct {
	Head           ui.HeadingProps
	Previous, Next *ui.LinkButtonProps
	Stats          []ui.Stat
	Message        string // why something was not saved
	Mistakes       []ui.Mistake
	Form           *ui.Form // nil for who only reads
	PaidOn         ui.Text
	Rows           []rowView
	Reason         *ui.Reason // asked for where the branch has submitted
	Rest           string     // words of the button by which everybody else has paid; "" where all have
	Hint           string
	Read           ui.TableProps // the table for who only reads
	Scale          []ui.Definition
	Whole          wholeView
	History        ui.TableProps
}

func (s *Screen) table(r *http.Request, t records.DuesTable, a answer) tableView {
	v := tableView{Message: a.message, Scale: scaleLines(), History: history(t)}
	v.Head = ui.HeadingProps{Title: t.Month.Chinese() + "党费", Badges: []ui.BadgeProps{stateOf(t.Standing)},
		Back: ui.Link{Label: fmt.Sprintf("%d 年党费收缴", t.Month.Year), Href: page.DuesURL(t.Branch, t.Month.Year)}}
	v.Previous, v.Next = s.neighbour(t, -1), s.neighbour(t, 1)
	v.Stats = []ui.Stat{{Label: "应交", Value: fmt.Sprintf("%d 人", t.Expected)}, {Label: "应收", Value: due(t).String() + " 元"}, {Label: "实收", Value: t.Paid.String() + " 元"}}
	if t.Missing > 0 && t.State == scale.Short {
		v.Stats = append(v.Stats, ui.Stat{Label: "没有交齐", Value: fmt.Sprintf("%d 人", t.Missing), Tone: ui.Lost})
	}
	if n := lateRows(t); n > 0 {
		v.Stats = append(v.Stats, ui.Stat{Label: "补记", Value: fmt.Sprintf("%d 人", n)})
	}
	v.Whole = s.whole(r, t, a)
	if !t.CanSave {
		v.Read = readTable(t)
		return v
	}
	v.fill(t, a)
	v.Form = &ui.Form{ID: "dues", Action: page.DuesMonthURL(t.Branch, t.Month), Hidden: s.Hidden(r), Label: "党费登记"}
	for _, row := range v.Rows {
		if row.Read == "" {
			v.Form.Hidden = append(v.Form.Hidden, row.Seen)
		}
	}
	return v
}

// due is what everybody in the table owes, whoever is not recorded yet by what
// was taken over.
func due(t records.DuesTable) record.Fen {
	var sum record.Fen
	for _, r := range t.Rows {
		if r.Elsewhere == "" {
			sum += r.Due
		}
	}
	return sum
}

func lateRows(t records.DuesTable) int {
	n := 0
	for _, r := range t.Rows {
		if late(r).Text != "" {
			n++
		}
	}
	return n
}

func (s *Screen) neighbour(t records.DuesTable, by int) *ui.LinkButtonProps {
	m := t.Month.Add(by)
	label := "‹ " + m.Short()
	if by > 0 {
		label = m.Short() + " ›"
	}
	if calendar.MonthOf(t.Today).Add(ahead).Before(m) {
		return nil
	}
	return &ui.LinkButtonProps{Label: label, Href: page.DuesMonthURL(t.Branch, m), Small: true}
}

// fill makes the form: as it is saved, or as it was typed and not saved.
func (v *tableView) fill(t records.DuesTable, a answer) {
	form := a.typed
	if !isTable(form) {
		form = nil
	}
	v.PaidOn = ui.Text{ID: "paid_on", Name: "paid_on", Label: "交费日期", Type: "date", Value: usualDay(t).String(), Required: true, Error: a.wrong["paid_on"]}
	if form != nil {
		v.PaidOn.Value = form.Get("paid_on")
	}
	open := 0
	for _, row := range t.Rows {
		v.Rows = append(v.Rows, rowOf(row, form, a))
		if row.Elsewhere == "" && (!row.Recorded() || !row.Settled()) {
			open++
		}
	}
	switch {
	case open > 0 && t.Paid == 0:
		v.Rest = "全部交齐"
	case open > 0:
		v.Rest = fmt.Sprintf("其余 %d 人交齐", open)
	}
	v.Hint = hint(t)
	if t.Submitted {
		v.Reason = &ui.Reason{ID: "reason", Name: "reason", Label: "更正理由", Hint: "本支部已提交这一年的自评。更正已登记的党费要写理由，原来的内容会保留。", Error: a.wrong["reason"]}
		if form != nil {
			v.Reason.Value = form.Get("reason")
		}
	}
	v.mistakes(t, a)
}

// isTable tells the table's form from the one below it.
func isTable(form map[string][]string) bool {
	_, whole := form["published_at"]
	return form != nil && !whole
}

// mistakes lists what is wrong, each with whose row it is in.
func (v *tableView) mistakes(t records.DuesTable, a answer) {
	wrong := map[string]string{}
	fields := []string{"paid_on"}
	for field, text := range a.wrong {
		wrong[field] = text
	}
	for _, row := range t.Rows {
		for _, name := range []string{"base", "amount", "on", "note"} {
			field := fieldOf(name, row.Member)
			fields = append(fields, field)
			if wrong[field] != "" {
				wrong[field] = row.Name + "：" + wrong[field]
			}
		}
	}
	v.Mistakes = page.Mistakes(wrong, append(fields, "reason", "handed_up", "handed_up_on", "published_on", "published_at", "whole_reason")...)
}

// usualDay is the day that is offered: the latest on which somebody paid, else
// today or, of a month that is over, its last day.
func usualDay(t records.DuesTable) calendar.Date {
	var latest calendar.Date
	for _, r := range t.Rows {
		if latest.Before(r.PaidOn) {
			latest = r.PaidOn
		}
	}
	switch last := t.Month.Last(); {
	case !latest.IsZero():
		return latest
	case last.Before(t.Today):
		return last
	}
	return t.Today
}

func hint(t records.DuesTable) string {
	switch {
	case len(t.Rows) == 0:
		return ""
	case t.State == scale.Unrecorded && int(t.Month.Month) == 1:
		return "基数和依据沿用上一次登记的内容。新的一年，请核对每人的基数。"
	case t.State == scale.Unrecorded || t.State == scale.Ahead:
		return "基数和依据沿用上一次登记的内容。没有交的选“未交”，再按“全部交齐”。"
	}
	return ""
}

func readTable(t records.DuesTable) ui.TableProps {
	table := ui.TableProps{ID: "dues", Caption: "交纳情况", Hide: true, Empty: "这个月没有登记党费。", Columns: []ui.Column{{Label: "姓名"}, {Label: "依据"},
		{Label: "基数（元）", Number: true}, {Label: "应交（元）", Number: true}, {Label: "实交（元）", Number: true}, {Label: "交费日期"}, {Label: "备注"}}}
	for _, r := range t.Rows {
		if !r.Recorded() {
			table.Rows = append(table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: r.Name}, {Text: unrecorded(r)}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {}}})
			continue
		}
		paidOn := "–"
		if !r.PaidOn.IsZero() {
			paidOn = r.PaidOn.Short()
		}
		base := r.Base.String()
		if r.Basis == record.Fixed {
			base = "–"
		}
		table.Rows = append(table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: r.Name, Badge: late(r)}, {Text: r.Basis.Chinese()}, {Text: base}, {Text: r.Due.String()},
			{Text: r.Paid.String(), Badge: shortBy(r)}, {Text: paidOn}, {Text: r.Note}}})
	}
	return table
}

func unrecorded(r records.DuesRow) string {
	if r.Elsewhere != "" {
		return "本月记在" + r.Elsewhere
	}
	return "未登记"
}

// scaleLines writes the national scale out.
func scaleLines() []ui.Definition {
	var list []ui.Definition
	for _, b := range []record.Basis{record.Wage, record.Pension} {
		var text string
		var below record.Fen
		for _, s := range scale.Scale(b) {
			rate := fmt.Sprintf("%d.%d%%", s.PerMille/10, s.PerMille%10)
			switch {
			case below == 0:
				text = fmt.Sprintf("%d 元及以下 %s", s.UpTo/100, rate)
			case s.UpTo == 0:
				text += fmt.Sprintf("；%d 元以上 %s", below/100, rate)
			default:
				text += fmt.Sprintf("；%d 至 %d 元 %s", below/100, s.UpTo/100, rate)
			}
			below = s.UpTo
		}
		list = append(list, ui.Definition{Term: b.Chinese(), Text: text})
	}
	return append(list, ui.Definition{Term: record.Farmer.Chinese(), Text: fmt.Sprintf("每月 %s 至 %s 元", scale.FarmerLeast, scale.FarmerMost)},
		ui.Definition{Term: "定额", Text: fmt.Sprintf("学生、下岗失业、依靠抚恤救济或低保生活的党员每月 %s 元", scale.FixedDue)})
}

// saveKind makes saving the main action where nobody is left.
func saveKind(v tableView) ui.Kind {
	if v.Rest == "" {
		return ui.Primary
	}
	return ui.Secondary
}
