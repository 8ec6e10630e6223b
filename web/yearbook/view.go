package yearbook

import (
	"strconv"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// bookView is the document.
type bookView struct {
	Branch, Year, Printed string
	Back                  ui.Link
	Actions               []ui.LinkButtonProps
	Parts                 []part
}

// part is a chapter of the document.
type part struct {
	ID, Title string
	Lead      string // counts: "主题党日 12 次"
	Blocks    []block
}

// block is a piece of a part under a heading of its own: a table, entries, or
// where there is nothing, words that say so.
type block struct {
	Title   string // may be empty
	Table   *table
	Entries []entry
	Empty   string
}

// table is a table of the document; its head is repeated on every page.
type table struct {
	Caption string
	Class   string
	Heads   []string
	Rows    [][]string
	Foot    []string
}

// entry is one record with its texts.
type entry struct {
	Title string
	Facts []ui.Definition
	Texts []ui.Definition
}

const (
	nothing = "本年没有登记。"
	unsaid  = "–"
)

// maker makes the document of a year.
type maker struct {
	y     *records.YearBook
	names map[int64]string
	group map[int64]string
}

func bookOf(y *records.YearBook) bookView {
	m := maker{y: y, names: map[int64]string{}, group: map[int64]string{}}
	for i := range y.Everybody {
		m.names[y.Everybody[i].ID] = y.Everybody[i].Name
	}
	for _, g := range y.Groups {
		m.group[g.ID] = g.Name
	}
	v := bookView{Branch: y.Name, Year: strconv.Itoa(y.Year), Printed: y.Today.Chinese(), Back: ui.Link{Label: "工作记实本", Href: page.BookPartURL(y.Branch, "", y.Year)}}
	v.Actions = yearsAround(y)
	if y.SeeSanctions && !y.WithSanctions {
		v.Actions = append(v.Actions, ui.LinkButtonProps{Label: "附上党纪处分", Href: page.YearBookURL(y.Branch, y.Year) + "?sanctions=1"})
	}
	if y.WithSanctions {
		v.Actions = append(v.Actions, ui.LinkButtonProps{Label: "不附党纪处分", Href: page.YearBookURL(y.Branch, y.Year)})
	}
	v.Parts = m.parts()
	return v
}

func yearsAround(y *records.YearBook) []ui.LinkButtonProps {
	list := []ui.LinkButtonProps{{Label: strconv.Itoa(y.Year-1) + " 年", Href: page.YearBookURL(y.Branch, y.Year-1)}}
	if y.Year < y.Today.Year {
		list = append(list, ui.LinkButtonProps{Label: strconv.Itoa(y.Year+1) + " 年", Href: page.YearBookURL(y.Branch, y.Year+1)})
	}
	return list
}

var numerals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九"}

// parts are the annex's five, and those that belong with them.
func (m maker) parts() []part {
	placed := map[int64]string{}
	list := []part{
		{Title: "组织情况", Blocks: []block{m.seats(), m.terms(), m.groups()}},
		{Title: "党员名册", Lead: m.headcount(), Blocks: []block{m.roster(), m.transfers()}},
		m.activities("学习教育", studyKinds, placed, m.plans()),
		m.activities("会议考评", meetingKinds, placed),
		{Title: "党费收缴", Blocks: []block{m.dues(), m.duesMonths()}},
		{Title: "荣誉成果", Blocks: []block{m.honours()}},
		{Title: "基本制度", Blocks: []block{m.rules()}},
		m.activities("志愿服务和联系帮扶", serviceKinds, placed),
	}
	if m.y.WithSanctions {
		list = append(list, part{Title: "党纪处分", Blocks: []block{m.sanctions()}})
	}
	for i := range list {
		list[i].ID = "part-" + strconv.Itoa(i+1)
		list[i].Title = numerals[i] + "、" + list[i].Title
	}
	return list
}

// tabled is a block with a table, or with words where it has no rows.
func tabled(title, empty string, t table) block {
	t.Caption = title
	if len(t.Rows) == 0 {
		return block{Title: title, Empty: empty}
	}
	return block{Title: title, Table: &t}
}

// name names a member.
func (m maker) name(id int64) string {
	if id == 0 {
		return unsaid
	}
	if n, ok := m.names[id]; ok {
		return n
	}
	return "不在册"
}

func (m maker) everyone(ids []int64, reasons map[int64]string) string {
	var list []string
	for _, id := range ids {
		n := m.name(id)
		if why := reasons[id]; why != "" {
			n += "（" + why + "）"
		}
		list = append(list, n)
	}
	return strings.Join(list, "、")
}

func day(d calendar.Date) string {
	if d.IsZero() {
		return unsaid
	}
	return d.String()
}

// monthOf keeps the month of a birth and leaves the day out.
func monthOf(d calendar.Date) string {
	if d.IsZero() {
		return unsaid
	}
	return calendar.MonthOf(d).String()
}

func or(text, fallback string) string {
	if text == "" {
		return fallback
	}
	return text
}

// late tells of an entry that came long after what it records.
func late(on calendar.Date, e record.Entry) string {
	if record.LateBy(on, e.RecordedAt) == 0 {
		return ""
	}
	return calendar.DateOf(e.RecordedAt).String() + " 补记"
}

func joined(parts ...string) string {
	var list []string
	for _, p := range parts {
		if p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, "，")
}

// tableName names a table for who cannot see it.
func tableName(t table) string { return or(t.Caption, "表格，可左右滚动") }
