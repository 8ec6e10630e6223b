// Package table turns records into rows of a table and back: roster, dues,
// honours, activities. What people fill in is read tolerantly and told with its
// line and column where it cannot be taken; what is written is read again as it
// was.
//
// Two rows are compared by the texts that they would be written as. A row that
// says of a record just what is there changes nothing, whatever it says; only
// new content is judged.
//
// The package is pure: it knows neither files nor the database. Whether a record
// may be kept is for the use case, by the same checks as its form.
package table

import "fmt"

// Fault is what is wrong with a row, and what to do.
type Fault struct {
	Line   int    // as the sheet shows it; 0 for the sheet as a whole
	Column string // the heading; "" for the row as a whole
	Text   string
}

// String tells it as people read it: "第 5 行 姓名：请填写姓名。"
func (f Fault) String() string {
	switch {
	case f.Line == 0:
		return f.Text
	case f.Column == "":
		return fmt.Sprintf("第 %d 行：%s", f.Line, f.Text)
	}
	return fmt.Sprintf("第 %d 行 %s：%s", f.Line, f.Column, f.Text)
}
