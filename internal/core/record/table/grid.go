package table

// Grid is what a sheet holds, as it was read.
type Grid struct {
	Sheet    string // its name
	Others   int    // further sheets with a name, which were not read
	From1904 bool   // days are counted from 1904, as old files of another system do
	Lines    []Line // in order; blank ones are left out
	Hidden   []int  // numbers of the lines among them that are hidden
}

// Line is one row of a sheet.
type Line struct {
	Number int // from 1, as the sheet shows it
	Cells  []Cell
}

// Cell is one field of a row.
type Cell struct {
	Text string
	Kind Kind
}

// Kind tells what a cell is, besides its text.
type Kind uint8

// The kinds of cell.
const (
	Plain   Kind = iota
	Number       // a number, or a day as a number
	Formula      // computed; its text is what it came to when the file was saved
	Failed       // an error value, or true and false
	Covered      // under a merged area, of which another cell has the text
)

// cell returns the cell in a column; an empty one beyond the last.
func (l Line) cell(column int) Cell {
	if column < 0 || column >= len(l.Cells) {
		return Cell{}
	}
	return l.Cells[column]
}
