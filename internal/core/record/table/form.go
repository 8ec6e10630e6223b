package table

import "strings"

// Form is a kind of table.
type Form struct {
	Code    string // in addresses
	Title   string // of the sheet and the file
	Columns []Column
	Naming  []int // the columns by which people know a row
}

// Column is a column of a form.
type Column struct {
	Heading string
	Others  []string // headings that are understood as well
	Note    string   // what is wanted
	Example string
	Choices []string // the words to choose from; none: free
	Several bool     // a cell may hold several of them
	Needed  bool     // a table without it cannot be read
	Secret  bool     // shown masked
	Width   int      // in characters
}

// ExampleMark begins the first cell of the example row, which is not read.
const ExampleMark = "示例"

// Forms returns all forms, in the order in which they are offered.
func Forms() []Form { return []Form{Roster, Dues, Honours, Activities} }

// FormByCode finds a form.
func FormByCode(code string) (Form, bool) {
	for _, f := range Forms() {
		if f.Code == code {
			return f, true
		}
	}
	return Form{}, false
}

// Headings returns the headings in order.
func (f Form) Headings() []string {
	list := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		list[i] = c.Heading
	}
	return list
}

// column finds the column that a heading names; -1 for none.
func (f Form) column(heading string) int {
	for i, c := range f.Columns {
		if same(c.Heading, heading) {
			return i
		}
		for _, other := range c.Others {
			if same(other, heading) {
				return i
			}
		}
	}
	return -1
}

// same compares headings without spaces, widths of brackets and the star that
// marks what is needed.
func same(a, b string) bool { return bare(a) == bare(b) }

var bareReplacer = strings.NewReplacer(" ", "", "　", "", "\t", "", "\n", "", "\r", "", "*", "", "＊", "", "(", "（", ")", "）", ":", "", "：", "")

func bare(heading string) string { return bareReplacer.Replace(heading) }
