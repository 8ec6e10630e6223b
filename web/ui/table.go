package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// TableProps is a table of data. Without rows its Empty text is shown.
type TableProps struct {
	ID      string
	Caption string
	Hide    bool // the caption is for screen readers only
	Columns []Column
	Rows    []TableRow
	Empty   string
}

// Column is a head of a table. The first column names its row.
type Column struct {
	Label  string
	Sort   string // address that sorts by this column; empty: cannot be sorted
	Sorted string // "ascending", "descending", or empty
	Number bool   // right-aligned, tabular figures
}

// TableRow is one line of a table.
type TableRow struct {
	Cells []Cell
	Tone  Tone
}

// Cell is one field; Body, where given, takes the place of the text.
type Cell struct {
	Text, Href, Sub string
	Tone            Tone
	Badge           BadgeProps
	Body            templ.Component
	None            bool // a count of none, one of many beside it
}

// blank tells a cell with nothing in it, which phones leave out.
func (c Cell) blank() bool {
	return c.None || c.Text == "" && c.Sub == "" && c.Badge.Text == "" && c.Body == nil
}

// plain tells a cell that is its text alone: most are, and a page of tables weighs
// half as much without marks around each.
func (c Cell) plain() bool {
	return c.Body == nil && c.Href == "" && c.Sub == "" && c.Badge.Text == "" && numbers[c.Tone] == ""
}

// numbers are the classes of figures that are lost or won.
var numbers = map[Tone]string{Lost: "num-lost", Good: "num-good"}

func (c Column) class() string {
	if c.Number {
		return "n"
	}
	return ""
}

// class is that of a cell in a column.
func (t TableProps) class(column int, c Cell) string {
	if c.blank() {
		return strings.TrimSpace(t.column(column).class() + " blank")
	}
	return t.column(column).class()
}

func (r TableRow) class() string {
	if r.Tone == Neutral {
		return ""
	}
	return r.Tone.class("tr")
}

func (t TableProps) column(i int) Column {
	if i < len(t.Columns) {
		return t.Columns[i]
	}
	return Column{}
}

// arrow shows the order in which a column is sorted.
func (c Column) arrow() string {
	switch c.Sorted {
	case "ascending":
		return "↑"
	case "descending":
		return "↓"
	}
	return "↕"
}
