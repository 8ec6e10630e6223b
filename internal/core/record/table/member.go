package table

import "baolei/internal/core/calendar"

// member reads the name of a member; 0 where the cell is empty.
func (r *reader) member(column int, roll *Roll, w calendar.Window, to *int64) {
	if !r.has(column) {
		return
	}
	was := *to
	*to = 0
	name := OneLine(r.row.Cells[column].Text)
	if name == "" {
		return
	}
	id, fault := roll.kept(name, w, []int64{was})
	if fault != "" {
		r.bad(column, fault)
	}
	*to = id
}
