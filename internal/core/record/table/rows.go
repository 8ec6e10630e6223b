package table

import (
	"fmt"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// Table is the rows of a form as they were filled in.
type Table struct {
	From1904 bool
	Has      []bool // which columns of the form the sheet has
	Rows     []Row
}

// Row is a row with its cells in the order of the form's columns.
type Row struct {
	Line  int
	Cells []Cell
}

// headWithin is among how many lines the headings are looked for.
const headWithin = 10

// Take finds the headings of a form in a sheet and the rows below them. Faults
// tell what keeps the table from being read, notices what was passed over.
func Take(f Form, g Grid) (t Table, faults []Fault, notices []string) {
	head := heading(f, g)
	if head < 0 {
		return t, []Fault{{Text: "没有找到表头。第一行应当是列名，例如“" + strings.Join(f.needed(), "”“") + "”。请下载模板，按模板的列名填写。"}}, nil
	}
	t.From1904, t.Has = g.From1904, make([]bool, len(f.Columns))
	places, faults, notices := t.match(f, g.Lines[head])
	for _, l := range g.Lines[head+1:] {
		row := Row{Line: l.Number, Cells: make([]Cell, len(f.Columns))}
		for i, at := range places {
			row.Cells[i] = l.cell(at)
		}
		if f.skips(row) {
			continue
		}
		faults = append(faults, f.computed(row)...)
		t.Rows = append(t.Rows, row)
	}
	return t, faults, append(notices, told(g)...)
}

// heading finds the line that holds most of the form's headings.
func heading(f Form, g Grid) int {
	best, most := -1, 1
	for i := range min(headWithin, len(g.Lines)) {
		n := 0
		for _, c := range g.Lines[i].Cells {
			if c.Text != "" && f.column(c.Text) >= 0 {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// match finds the place of each column.
func (t *Table) match(f Form, head Line) (places []int, faults []Fault, notices []string) {
	places = make([]int, len(f.Columns))
	for i := range places {
		places[i] = -1
	}
	var unknown []string
	for at, c := range head.Cells {
		i := f.column(c.Text)
		switch {
		case strings.TrimSpace(c.Text) == "":
		case i < 0:
			unknown = append(unknown, Clean(c.Text))
		case t.Has[i]:
			faults = append(faults, Fault{head.Number, f.Columns[i].Heading, "这一列出现了两次，请只留一列。"})
		default:
			t.Has[i], places[i] = true, at
		}
	}
	if len(unknown) > 0 {
		notices = append(notices, "这些列不认识，没有读：“"+strings.Join(unknown, "”“")+"”。")
	}
	missing, optional := f.missing(t.Has)
	if len(missing) > 0 {
		faults = append(faults, Fault{head.Number, "", "缺少这些列：“" + strings.Join(missing, "”“") + "”。请对照模板补上。"})
	}
	if len(optional) > 0 {
		notices = append(notices, "表里没有这些列，原有的内容不变：“"+strings.Join(optional, "”“")+"”。")
	}
	return places, faults, notices
}

func (f Form) needed() (list []string) {
	for _, c := range f.Columns {
		if c.Needed {
			list = append(list, c.Heading)
		}
	}
	return list
}

func (f Form) missing(has []bool) (needed, optional []string) {
	for i, c := range f.Columns {
		switch {
		case has[i]:
		case c.Needed:
			needed = append(needed, c.Heading)
		default:
			optional = append(optional, c.Heading)
		}
	}
	return needed, optional
}

// skips tells whether a row is the template's note or example, or holds nothing
// in the columns that are read.
func (f Form) skips(r Row) bool {
	filled, notes, examples := 0, 0, 0
	for i, c := range r.Cells {
		text := Clean(c.Text)
		switch {
		case c.Kind == Formula || c.Kind == Failed:
			return false
		case text == "":
			continue
		case i == 0 && strings.HasPrefix(text, ExampleMark):
			return true
		}
		filled++
		if text == Clean(f.Columns[i].Note) {
			notes++
		}
		if text == Clean(f.Columns[i].Example) {
			examples++
		}
	}
	return filled == notes || filled == examples && filled >= fullExample
}

// fullExample is how many cells must be those of the example before a row
// without its mark is taken for it: there may be a 张三.
const fullExample = 6

// computed tells which cells of a row are not plain values.
func (f Form) computed(r Row) (faults []Fault) {
	for i, c := range r.Cells {
		text := ""
		switch c.Kind {
		case Formula:
			text = "单元格是公式，请粘贴为数值。"
		case Failed:
			text = "单元格里是错误值或逻辑值，请改为文字或数字。"
		case Covered:
			text = "单元格与旁边的合并了，请取消合并，逐格填写。"
		case Plain, Number:
		}
		if text != "" {
			faults = append(faults, Fault{r.Line, f.Columns[i].Heading, text})
		}
	}
	return faults
}

// told tells what a person may not have meant to hand in.
func told(g Grid) (notices []string) {
	if n := len(g.Hidden); n > 0 {
		notices = append(notices, fmt.Sprintf("有 %d 行是隐藏的（第 %s 行），也一并读了；不需要的请删除后重新上传。", n, listed(g.Hidden)))
	}
	if g.Others > 0 {
		notices = append(notices, fmt.Sprintf("只读了工作表“%s”，另有 %d 张没有读。", g.Sheet, g.Others))
	}
	return notices
}

// listed lists the first few numbers.
func listed(numbers []int) string {
	var parts []string
	for i, n := range numbers {
		if i == 5 {
			return strings.Join(parts, "、") + " 等"
		}
		parts = append(parts, fmt.Sprint(n))
	}
	return strings.Join(parts, "、")
}

// Months is from which to which month the rows of dues go; the zero months
// where none can be read.
func Months(t Table) (from, until calendar.Month) {
	for _, row := range t.Rows {
		m, ok := month(row.Cells[DuesMonth], t.From1904)
		if !ok {
			continue
		}
		if from == (calendar.Month{}) || m.Before(from) {
			from = m
		}
		if until.Before(m) {
			until = m
		}
	}
	return from, until
}

// Days is from which to which day the rows of activities go; zero days where
// none can be read.
func Days(t Table) (w calendar.Window) {
	for _, row := range t.Rows {
		d, ok := day(row.Cells[ActivityOn], t.From1904)
		if !ok {
			continue
		}
		if w.From.IsZero() || d.Before(w.From) {
			w.From = d
		}
		if w.Until.IsZero() || w.Until.Before(d) {
			w.Until = d
		}
	}
	return w
}

// Numbers lists the records that rows name by their number in the first column.
func Numbers(f Form, t Table) (ids []int64) {
	for _, row := range t.Rows {
		r := reader{form: f, table: &t, row: row}
		if id := r.id(0); id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// HonourIdentities lists what tells the honours of a table from others.
func HonourIdentities(t Table) (list []string) {
	var nobody Roll
	for _, row := range t.Rows {
		var h record.Honour
		readHonour(&reader{form: Honours, table: &t, row: row}, &h, &nobody)
		list = append(list, h.Identity)
	}
	return list
}
