package holiday

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// forms are the forms of the page as they were filled in.
type forms struct {
	add, paste *page.Typed
	changed    string // what somebody else did meanwhile
}

// view is a year's calendar.
type view struct {
	Title    string
	Years    []ui.Link
	Missing  []string
	Changed  string
	Mistakes []ui.Mistake
	Spans    ui.TableProps
	Months   []ui.MonthGrid
	Total    string
	Empty    bool // nothing has been entered for the year

	Add         ui.Form
	Name        ui.Text
	Sort        ui.Radios
	First, Last ui.Text

	Paste   ui.Form
	Text    ui.Text
	Replace ui.Check
	Open    bool // the form for pasting is open
}

func (s *Screen) viewOf(r *http.Request, y oversee.WorkingYear, f forms) view {
	year := strconv.Itoa(y.Year)
	v := view{Title: year + " 年工作日历", Changed: f.changed, Total: fmt.Sprintf("全年 %d 个工作日", y.Days.Count(calendar.Year(y.Year))),
		Years: []ui.Link{{Label: strconv.Itoa(y.Year-1) + " 年", Href: page.CalendarOfURL(y.Year - 1)}, {Label: strconv.Itoa(y.Year+1) + " 年", Href: page.CalendarOfURL(y.Year + 1)}},
		Empty: len(y.Days.Exceptions(calendar.Year(y.Year))) == 0}
	for _, missing := range y.Missing {
		v.Missing = append(v.Missing, figures.NotEntered(y.Days, missing)+"国务院办公厅一般在上一年 11 月前后公布，公布后请录入。")
	}
	v.Mistakes = append(page.Mistakes(f.add.Wrong, "first", "last", "name"), page.Mistakes(f.paste.Wrong, "text")...)
	v.Spans = s.spans(r, y)
	for _, m := range calendar.Months(y.Year) {
		v.Months = append(v.Months, month(y.Days, m))
	}
	v.Add = ui.Form{Action: page.CalendarAddURL, Hidden: s.Hidden(r, "year", year), Label: "增加"}
	v.Name = f.add.TextField("name", "节日", "例如：国庆节。", false)
	v.Name.MaxLength = "20"
	v.Sort = f.add.RadioField("sort", "这些天", []record.Named{{Code: "off", Chinese: "放假"}, {Code: "work", Chinese: "上班（调休）"}})
	v.First, v.Last = f.add.DayField("first", "起", "", true), f.add.DayField("last", "止", "含当日；只有一天可不填。", false)
	v.Paste = ui.Form{Action: page.CalendarPasteURL, Hidden: s.Hidden(r, "year", year), Label: "粘贴通知"}
	v.Text = f.paste.TextField("text", "放假安排", "从国务院办公厅的通知里复制，一行一个节日，例如“元旦：1月1日至3日放假调休，共3天。1月4日（周日）上班。”", true)
	v.Text.Rows, v.Text.MaxLength = 9, "5000"
	v.Replace = ui.Check{ID: "replace", Name: "replace", Label: "先清空 " + year + " 年已录的，再录入这一份", On: f.paste.Text("replace") == "true"}
	v.Open = v.Empty || f.paste.Text("text") != ""
	return v
}

func (s *Screen) spans(r *http.Request, y oversee.WorkingYear) ui.TableProps {
	t := ui.TableProps{ID: "spans", Caption: "放假和调休", Hide: true, Empty: "这一年还没有录入。", Columns: []ui.Column{{Label: "节日"}, {Label: "日期"}, {Label: "天数", Number: true}, {Label: "安排"}, {Label: "办理"}}}
	for _, span := range y.Days.Spans(calendar.Year(y.Year)) {
		badge := ui.BadgeProps{Text: span.Chinese(), Tone: ui.Good}
		if !span.Off {
			badge.Tone = ui.Warn
		}
		form := ui.Form{Action: page.CalendarRemoveURL, Hidden: s.Hidden(r, "year", strconv.Itoa(y.Year), "first", span.From.String(), "last", span.Until.String(), "name", span.Name, "sort", sort(span.Off))}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: span.Name}, {Text: days(span)}, {Text: strconv.Itoa(span.Days())}, {Badge: badge}, {Body: removing(form, span.Name+days(span)+span.Chinese())}}})
	}
	return t
}

func sort(off bool) string {
	if off {
		return "off"
	}
	return "work"
}

var weekdays = [...]string{"日", "一", "二", "三", "四", "五", "六"}

// days writes a span: "10月1日（周四）至7日（周三）".
func days(s calendar.Span) string {
	text := s.From.Short() + "（周" + weekdays[s.From.Weekday()] + "）"
	if s.Until != s.From {
		text += "至" + strings.TrimPrefix(s.Until.Short(), fmt.Sprintf("%d月", int(s.From.Month))) + "（周" + weekdays[s.Until.Weekday()] + "）"
	}
	return text
}

// month lays a month out, weeks beginning on Monday.
func month(d calendar.Days, m calendar.Month) ui.MonthGrid {
	g := ui.MonthGrid{Title: m.Short(), Note: fmt.Sprintf("%d 个工作日", d.Count(m.Window()))}
	marks := map[calendar.Date]calendar.Exception{}
	for _, e := range d.Exceptions(m.Window()) {
		marks[e.Day] = e
	}
	var week [7]ui.GridDay
	for day := m.First(); !m.Last().Before(day); day = day.AddDays(1) {
		at := (int(day.Weekday()) + 6) % 7
		week[at] = gridDay(d, day, marks)
		if at == 6 || day == m.Last() {
			g.Weeks, week = append(g.Weeks, week), [7]ui.GridDay{}
		}
	}
	return g
}

// gridDay marks what differs from the week: a weekday off, a weekend worked on,
// and the other days of a holiday.
func gridDay(d calendar.Days, day calendar.Date, marks map[calendar.Date]calendar.Exception) ui.GridDay {
	g := ui.GridDay{Number: strconv.Itoa(day.Day), Off: !d.Working(day)}
	if e, ok := marks[day]; ok {
		g.Mark, g.Title = "班", e.Name+e.Chinese()
		if e.Off {
			g.Mark = "休"
		}
	}
	return g
}
