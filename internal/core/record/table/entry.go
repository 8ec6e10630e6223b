package table

import (
	"fmt"
	"slices"
)

// Entry is a row that was read, beside the record that it is about.
type Entry[T any] struct {
	Line     int
	Known    bool // there is such a record already: Old
	Old, New T
	// The rows as they would be written; Before is empty where there is none.
	Before, After []string
}

// Changed tells whether the row says something new of a record that is there.
func (e *Entry[T]) Changed() bool { return e.Known && !slices.Equal(e.Before, e.After) }

// form reads the rows of a form into records of one type.
type form[T any] struct {
	Form
	// match finds the record that a row is about; a fault of it is noted on the reader.
	match func(*reader) (old T, known bool)
	read  func(*reader, *T)
	write func(*T) []string
	mask  func([]string) []string // hides what is secret; nil where nothing is
	// key is the same for rows about one record; "" for a row that cannot be told yet.
	key func(*T) string
}

// entries reads the rows of a table. Rows with faults have no entry.
func (f *form[T]) entries(t *Table) (list []Entry[T], faults []Fault) {
	seen := map[string]int{}
	for _, row := range t.Rows {
		r := &reader{form: f.Form, table: t, row: row}
		e := f.entry(r)
		if key := f.key(&e.New); len(r.faults) == 0 && key != "" {
			if line, twice := seen[key]; twice {
				r.faults = append(r.faults, Fault{row.Line, "", fmt.Sprintf("与第 %d 行说的是同一条记录，请只留一行。", line)})
			} else {
				seen[key] = row.Line
			}
		}
		if len(r.faults) > 0 {
			faults = append(faults, r.faults...)
			continue
		}
		list = append(list, e)
	}
	return list, faults
}

func (f *form[T]) entry(r *reader) Entry[T] {
	e := Entry[T]{Line: r.row.Line}
	e.Old, e.Known = f.match(r)
	e.New = e.Old
	if len(r.faults) > 0 {
		return e
	}
	if e.Known {
		e.Before = f.write(&e.Old)
		if r.repeats(e.Before) || f.mask != nil && r.repeats(f.mask(e.Before)) {
			e.After = e.Before
			return e
		}
	}
	f.read(r, &e.New)
	e.After = f.write(&e.New)
	return e
}

// repeats tells whether the cells of a row are just those that were written.
func (r *reader) repeats(written []string) bool {
	for i, has := range r.table.Has {
		if has && Clean(r.row.Cells[i].Text) != written[i] {
			return false
		}
	}
	return true
}
