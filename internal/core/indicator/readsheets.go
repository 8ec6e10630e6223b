package indicator

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// FromSheets reads a draft from tables, and checks it: the draft is nil where
// there is anything wrong, told by sheet, row and column.
func FromSheets(sheets []Sheet) (*Draft, []CellFault) {
	r := &sheetReader{d: &Draft{}, where: map[string]cellPlace{}, areas: map[string]int{}, items: map[string][2]int{}, clauses: map[string][3]int{}}
	for _, l := range layouts {
		at := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == l.name })
		if at < 0 {
			if l.name != kindLayout.name { // few sets have kinds of branch
				r.fault(l.name, 0, "", "缺少工作表“"+l.name+"”，请从导出的文件改起")
			}
			continue
		}
		r.sheet(l, sheets[at])
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	r.d = ptr(Tidy(*r.d))
	_, problems := r.d.Check()
	for _, p := range problems {
		r.faults = append(r.faults, r.locate(p))
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return r.d, nil
}

func ptr[T any](v T) *T { return &v }

// sheetReader puts rows into a draft and remembers whence each part came.
type sheetReader struct {
	d       *Draft
	faults  []CellFault
	where   map[string]cellPlace // path → row
	areas   map[string]int
	items   map[string][2]int
	clauses map[string][3]int
}

type cellPlace struct {
	layout layout
	line   int
}

func (r *sheetReader) fault(sheet string, line int, column, text string) {
	r.faults = append(r.faults, CellFault{sheet, line, column, text})
}

// sheet reads the rows of a sheet, whatever the order of its columns.
func (r *sheetReader) sheet(l layout, s Sheet) {
	headings := l.headings()
	place := make([]int, len(headings))
	for i, h := range headings {
		if place[i] = slices.Index(s.Headings, h); place[i] < 0 {
			r.fault(l.name, 1, h, "缺少“"+h+"”这一列，请从导出的文件改起")
		}
	}
	for _, h := range s.Headings {
		if h != "" && !slices.Contains(headings, h) {
			r.fault(l.name, 1, h, "没有“"+h+"”这一列，请删去")
		}
	}
	if slices.Contains(place, -1) {
		return
	}
	if l.name == generalLayout.name && len(s.Rows) != 1 {
		r.fault(l.name, 0, "", "只要一行内容，写这一套的代码、名称和版本")
		return
	}
	for _, row := range s.Rows {
		cells := make([]string, len(headings))
		for i, p := range place {
			if p < len(row.Cells) {
				cells[i] = strings.TrimSpace(row.Cells[p])
			}
		}
		r.row(l, row.Number, cells)
	}
}

func (r *sheetReader) row(l layout, line int, cells []string) {
	parent := ""
	if l.parent != "" {
		parent, cells = cells[0], cells[1:]
	}
	d := r.d
	switch l.name {
	case generalLayout.name:
		r.fill(l, line, "", d, cells)
	case kindLayout.name:
		d.Kinds = append(d.Kinds, DraftKind{})
		r.fill(l, line, under("kinds", len(d.Kinds)-1), &d.Kinds[len(d.Kinds)-1], cells)
	case categoryLayout.name:
		d.Categories = append(d.Categories, DraftCategory{})
		r.fill(l, line, under("categories", len(d.Categories)-1), &d.Categories[len(d.Categories)-1], cells)
	case gradeLayout.name:
		d.Grades = append(d.Grades, DraftGrade{})
		r.fill(l, line, under("grades", len(d.Grades)-1), &d.Grades[len(d.Grades)-1], cells)
	case areaLayout.name:
		n := len(d.Areas)
		d.Areas = append(d.Areas, DraftArea{})
		r.fill(l, line, under("areas", n), &d.Areas[n], cells)
		r.once(l, line, d.Areas[n].Code, func(code string) bool { _, twice := r.areas[code]; r.areas[code] = n; return twice })
	default:
		r.below(l, line, parent, cells)
	}
}

func under(path string, n int) string { return path + "." + strconv.Itoa(n) }

// below reads a row that belongs to a part of another sheet.
func (r *sheetReader) below(l layout, line int, parent string, cells []string) {
	switch l.name {
	case itemLayout.name:
		a, ok := r.areas[parent]
		if !ok {
			r.orphan(l, line, parent)
			return
		}
		area := &r.d.Areas[a]
		n := len(area.Items)
		area.Items = append(area.Items, DraftItem{})
		r.fill(l, line, under(under("areas", a)+".items", n), &area.Items[n], cells)
		r.once(l, line, area.Items[n].Code, func(code string) bool { _, twice := r.items[code]; r.items[code] = [2]int{a, n}; return twice })
	case clauseLayout.name:
		at, ok := r.items[parent]
		if !ok {
			r.orphan(l, line, parent)
			return
		}
		item := &r.d.Areas[at[0]].Items[at[1]]
		n := len(item.Clauses)
		item.Clauses = append(item.Clauses, DraftClause{Measure: &DraftMeasure{}})
		c := &item.Clauses[n]
		r.fill(l, line, under(under(under("areas", at[0])+".items", at[1])+".clauses", n), c, cells)
		if reflect.ValueOf(*c.Measure).IsZero() {
			c.Measure = nil
		}
		r.once(l, line, c.Code, func(code string) bool {
			_, twice := r.clauses[code]
			r.clauses[code] = [3]int{at[0], at[1], n}
			return twice
		})
	case optionLayout.name:
		at, ok := r.clauses[parent]
		if !ok {
			r.orphan(l, line, parent)
			return
		}
		c := &r.d.Areas[at[0]].Items[at[1]].Clauses[at[2]]
		n := len(c.Options)
		c.Options = append(c.Options, DraftOption{})
		r.fill(l, line, under(under(under(under("areas", at[0])+".items", at[1])+".clauses", at[2])+".options", n), &c.Options[n], cells)
	}
}

func (r *sheetReader) orphan(l layout, line int, parent string) {
	r.fault(l.name, line, l.parent, fmt.Sprintf("没有编码是“%s”的，请核对", parent))
}

// once tells a code that is there twice; the rows that belong to it could not be
// told apart.
func (r *sheetReader) once(l layout, line int, code string, take func(string) bool) {
	if code == "" {
		r.fault(l.name, line, FieldWord("code"), "请填写编码")
		return
	}
	if take(code) {
		r.fault(l.name, line, FieldWord("code"), "编码“"+code+"”重复，请换一个")
	}
}

func (r *sheetReader) fill(l layout, line int, path string, part any, cells []string) {
	r.where[path] = cellPlace{l, line}
	for i, key := range l.keys {
		f := fieldAt(reflect.ValueOf(part), key)
		if f.Kind() != reflect.Slice {
			f.SetString(toCode(part, key, cells[i]))
			continue
		}
		for _, one := range strings.FieldsFunc(cells[i], func(c rune) bool { return strings.ContainsRune("、,，;；", c) }) {
			if one = strings.TrimSpace(one); one != "" {
				f.Set(reflect.Append(f, reflect.ValueOf(toCode(part, key, one))))
			}
		}
	}
}

// locate turns a problem's place in the file of a set into one in the sheets.
func (r *sheetReader) locate(p Problem) CellFault {
	path, rest := p.Path, ""
	for {
		if at, ok := r.where[path]; ok && path != "" || path == "" {
			if path == "" {
				at = r.where[""]
			}
			return CellFault{at.layout.name, at.line, at.column(rest), p.Plain}
		}
		up := max(strings.LastIndexByte(path, '.'), 0)
		rest = strings.Trim(path[up:]+"."+rest, ".")
		path = path[:up]
	}
}

// column is the heading that a key below a row's path stands under; "" for none.
func (at cellPlace) column(key string) string {
	for n := strings.Count(key, ".") + 1; n > 0; n-- {
		cut := strings.Join(strings.Split(key, ".")[:n], ".")
		if i := slices.Index(at.layout.keys, cut); i >= 0 {
			if at.layout.parent != "" {
				i++
			}
			return at.layout.headings()[i]
		}
	}
	return ""
}
