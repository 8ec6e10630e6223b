package sheet

import (
	"bytes"

	"baolei/internal/core/record/table"
)

// worksheet is what the scan of a sheet tells of it: where there is content, of
// what kind, and what is merged.
type worksheet struct {
	row, column int // where the scan is; from 1
	kind        table.Kind
	content     bool           // the cell has some
	shared      bool           // the cell's text is a shared string
	last        int            // the last row with content
	cells       int            // with content
	strings     int            // how many shared strings there must be
	kinds       [][]table.Kind // by row and column, from 0; plain ones may be missing
	merged      []area
}

// area is a merged one, its corners included.
type area struct{ top, left, bottom, right int }

const lastRow, lastColumn = 1 << 20, 1 << 14 // of the format

func (w *worksheet) opened(t *tag) error {
	switch string(t.name) {
	case "row":
		return w.beginRow(t)
	case "c":
		return w.beginCell(t)
	case "v", "is":
		return w.fill(w.kind)
	case "f":
		return w.fill(table.Formula)
	case "rPr": // rich text within the sheet: readers lose it where one of its values is bad
		return odd()
	case "mergeCell":
		return w.merge(t)
	}
	return nil
}

// closed hears of texts; those of shared strings are their numbers.
func (w *worksheet) closed(name, text []byte, size int) error {
	if string(name) != "v" || !w.shared || size == 0 {
		return nil
	}
	n, ok := whole(text)
	if !ok {
		return odd()
	}
	w.strings = max(w.strings, n+1)
	return nil
}

func (w *worksheet) beginRow(t *tag) error {
	value, err := t.get("r")
	if err != nil {
		return err
	}
	row, ok := w.row+1, true
	if value != nil {
		row, ok = whole(value)
	}
	if !ok || row <= w.row || row > lastRow {
		return odd()
	}
	w.row, w.column = row, 0
	return nil
}

func (w *worksheet) beginCell(t *tag) error {
	ref, err := t.get("r")
	if err != nil {
		return err
	}
	row, column := w.row, w.column+1
	if ref != nil {
		row, column = place(ref)
	}
	if row != w.row || row == 0 || column <= w.column || column > lastColumn {
		return odd()
	}
	style, err := t.get("s")
	if _, ok := whole(style); err != nil || style != nil && !ok {
		return odd()
	}
	kind, err := t.get("t")
	w.column, w.content, w.shared, w.kind = column, false, string(kind) == "s", kindOf(kind)
	return err
}

func kindOf(t []byte) table.Kind {
	switch string(t) {
	case "", "n":
		return table.Number
	case "b", "e":
		return table.Failed
	}
	return table.Plain
}

// fill notes that the cell has content.
func (w *worksheet) fill(kind table.Kind) error {
	switch {
	case w.row > MaxRows:
		return tooLarge(rowsText)
	case w.column > MaxColumns:
		return tooLarge(columnsText)
	case w.row == 0 || w.column == 0:
		return odd()
	}
	if !w.content {
		w.content, w.last = true, w.row
		if w.cells++; w.cells > maxCells {
			return tooLarge(largeText)
		}
	}
	if w.kindAt(w.row, w.column) != table.Formula { // its result comes after it
		w.note(w.row, w.column, kind)
	}
	return nil
}

func (w *worksheet) note(row, column int, kind table.Kind) {
	for len(w.kinds) < row {
		w.kinds = append(w.kinds, nil)
	}
	line := w.kinds[row-1]
	for len(line) < column {
		line = append(line, table.Plain)
	}
	line[column-1] = kind
	w.kinds[row-1] = line
}

func (w *worksheet) kindAt(row, column int) table.Kind {
	if row > len(w.kinds) || column > len(w.kinds[row-1]) {
		return table.Plain
	}
	return w.kinds[row-1][column-1]
}

func (w *worksheet) merge(t *tag) error {
	ref, err := t.get("ref")
	if err != nil {
		return err
	}
	from, to, _ := bytes.Cut(ref, []byte(":"))
	if to == nil {
		to = from
	}
	var a area
	a.top, a.left = place(from)
	a.bottom, a.right = place(to)
	if a.top == 0 || a.bottom < a.top || a.right < a.left {
		return odd()
	}
	w.merged = append(w.merged, a)
	return nil
}

// cover marks the cells that lie under merged areas.
func (w *worksheet) cover() error {
	covered := 0
	for _, a := range w.merged {
		bottom, right := min(a.bottom, w.last), min(a.right, MaxColumns)
		if a.top > bottom || a.left > right {
			continue
		}
		if covered += (bottom - a.top + 1) * (right - a.left + 1); covered > maxMerged {
			return tooLarge("合并的单元格太多。请取消合并，逐格填写后再上传。")
		}
		for row := a.top; row <= bottom; row++ {
			for column := a.left; column <= right; column++ {
				if row != a.top || column != a.left {
					w.note(row, column, table.Covered)
				}
			}
		}
	}
	return nil
}

// place reads "B7" as row 7 and column 2; 0 where it is no place of a sheet.
func place(ref []byte) (row, column int) {
	n := 0
	for n < len(ref) && n < 4 && ref[n] >= 'A' && ref[n] <= 'Z' {
		column = column*26 + int(ref[n]-'A') + 1
		n++
	}
	row, ok := whole(ref[n:])
	if !ok || column == 0 || column > lastColumn || row > lastRow {
		return 0, 0
	}
	return row, column
}

// whole reads a whole number of at most nine digits.
func whole(digits []byte) (int, bool) {
	if len(digits) == 0 || len(digits) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
