package indicator

import (
	"strings"
)

// Sheet is a part of a set as a table of texts: what an Excel file holds of it.
type Sheet struct {
	Name     string
	Headings []string
	Rows     []SheetRow
}

// SheetRow is a row with its number as the file shows it, from 1.
type SheetRow struct {
	Number int
	Cells  []string
}

// CellFault is what is wrong in a cell of an Excel file; a Line of 0 is about the
// sheet, an empty Column about the row.
type CellFault struct {
	Sheet  string
	Line   int
	Column string
	Text   string
}

// layout is how one kind of part stands in a sheet: first, where it belongs to
// another part, the code of that, then a column for each key.
type layout struct {
	name   string
	parent string // heading of the column with the code of the part above; "" for none
	keys   []string
}

// The sheets of a set, in their order.
var (
	generalLayout  = layout{"基本情况", "", []string{"code", "name", "version", "subject", "veto_grade"}}
	kindLayout     = layout{"支部类型", "", []string{"code", "name"}}
	categoryLayout = layout{"类别", "", []string{"code", "name", "weight", "earns_at_most", "loses_at_most"}}
	gradeLayout    = layout{"等次", "", []string{"code", "name", "from"}}
	areaLayout     = layout{"项目", "", []string{"code", "title", "category", "weight", "earns_at_most", "loses_at_most"}}
	itemLayout     = layout{"考评内容", "所属项目", []string{"code", "title", "ask", "text", "weight", "at_most", "direction", "kinds"}}
	clauseLayout   = layout{"评分点", "所属考评内容", []string{"code", "kind", "label", "amount", "unit", "expected", "min", "max", "step", "from", "flat", "occurred", "otherwise", "effect",
		"measure.name", "measure.kinds", "measure.each", "measure.by", "measure.months", "measure.from", "measure.late", "measure.over_a_year"}}
	optionLayout = layout{"选项", "所属评分点", []string{"code", "label", "amount"}}
	layouts      = []layout{generalLayout, kindLayout, categoryLayout, gradeLayout, areaLayout, itemLayout, clauseLayout, optionLayout}
)

// SheetNames are the names of the sheets of a set, in their order.
func SheetNames() []string {
	var names []string
	for _, l := range layouts {
		names = append(names, l.name)
	}
	return names
}

func (l layout) headings() []string {
	var list []string
	if l.parent != "" {
		list = append(list, l.parent)
	}
	for _, key := range l.keys {
		if under, is := strings.CutPrefix(key, "measure."); is {
			list = append(list, "口径："+FieldWord(under))
			continue
		}
		list = append(list, FieldWord(key))
	}
	return list
}

// Sheets writes the draft as tables.
func (d *Draft) Sheets() []Sheet {
	t := tables{}
	t.add(generalLayout, "", d)
	for i := range d.Kinds {
		t.add(kindLayout, "", &d.Kinds[i])
	}
	for i := range d.Categories {
		t.add(categoryLayout, "", &d.Categories[i])
	}
	for i := range d.Grades {
		t.add(gradeLayout, "", &d.Grades[i])
	}
	for a := range d.Areas {
		area := &d.Areas[a]
		t.add(areaLayout, "", area)
		for i := range area.Items {
			item := &area.Items[i]
			t.add(itemLayout, area.Code, item)
			for c := range item.Clauses {
				t.clause(item.Code, &item.Clauses[c])
			}
		}
	}
	var list []Sheet
	for _, l := range layouts {
		list = append(list, Sheet{l.name, l.headings(), t[l.name]})
	}
	return list
}

// tables are the rows of each sheet.
type tables map[string][]SheetRow

func (t tables) add(l layout, parent string, part any) {
	var cells []string
	if l.parent != "" {
		cells = append(cells, parent)
	}
	for _, key := range l.keys {
		cells = append(cells, cellOf(part, key))
	}
	t[l.name] = append(t[l.name], SheetRow{len(t[l.name]) + 2, cells})
}

func (t tables) clause(item string, c *DraftClause) {
	t.add(clauseLayout, item, c)
	for o := range c.Options {
		t.add(optionLayout, c.Code, &c.Options[o])
	}
}
