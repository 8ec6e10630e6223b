package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"

	"baolei/internal/core/scoring"
)

// TableFile is an Excel file that is written row by row: what is written leaves
// the memory for a temporary file, so that 50,000 rows cost little.
type TableFile struct {
	book                  *excelize.File
	rows                  *excelize.StreamWriter
	row                   int
	heading, text, points int // styles
}

// TableColumn is a column of a table.
type TableColumn struct {
	Heading string
	Width   float64 // in characters
}

// ExcelType is the media type of an Excel file.
const ExcelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// NewTableFile begins a file of one sheet with its headings. Close it.
func NewTableFile(sheet string, columns []TableColumn) (*TableFile, error) {
	t := &TableFile{book: excelize.NewFile()}
	if err := t.begin(sheet, columns); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func (t *TableFile) begin(sheet string, columns []TableColumn) (err error) {
	if err := t.styles(); err != nil {
		return err
	}
	if err := t.book.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	if t.rows, err = t.book.NewStreamWriter(sheet); err != nil {
		return err
	}
	headings := make([]any, len(columns))
	for i, c := range columns {
		headings[i] = excelize.Cell{StyleID: t.heading, Value: c.Heading}
		if err := t.rows.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
	}
	if err := t.rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return t.write(headings)
}

// The numbers of built-in formats: text, and two decimals.
const (
	asText   = 49
	asPoints = 2
)

func (t *TableFile) styles() (err error) {
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&t.heading, excelize.Style{NumFmt: asText, Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F2DCDB"}}}},
		{&t.text, excelize.Style{NumFmt: asText}},
		{&t.points, excelize.Style{NumFmt: asPoints}},
	} {
		if *s.to, err = t.book.NewStyle(&s.style); err != nil {
			return err
		}
	}
	return nil
}

// Row writes the next row. A cell is a string, which stays text however it
// begins; scoring.Points or an int, which can be reckoned with; or nil for nothing.
func (t *TableFile) Row(cells ...any) error {
	out := make([]any, len(cells))
	for i, c := range cells {
		switch v := c.(type) {
		case nil:
		case string:
			out[i] = excelize.Cell{StyleID: t.text, Value: Defused(v)}
		case scoring.Points:
			// Excel knows no other number; two decimals come through it whole.
			out[i] = excelize.Cell{StyleID: t.points, Value: float64(v) / float64(scoring.Point)}
		case int:
			out[i] = v
		default:
			return fmt.Errorf("a cell cannot hold a %T", c)
		}
	}
	return t.write(out)
}

func (t *TableFile) write(cells []any) error {
	t.row++
	at, err := excelize.CoordinatesToCellName(1, t.row)
	if err != nil {
		return err
	}
	return t.rows.SetRow(at, cells)
}

// Defused is a text that no spreadsheet takes for a formula, whatever becomes
// of the file later: an apostrophe stands before a leading = + - @, tab or
// carriage return. It is cut to what a cell holds.
func Defused(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		text = "'" + text
	}
	if len(text) <= excelize.TotalCellChars {
		return text
	}
	return string([]rune(text)[:min(len([]rune(text)), excelize.TotalCellChars/2)])
}

// Stored writes the file to a temporary one and hands that to keep, which reads
// it from its beginning; it is gone afterwards.
func (t *TableFile) Stored(keep func(io.ReadSeeker) error) (err error) {
	if err := t.rows.Flush(); err != nil {
		return err
	}
	file, err := os.CreateTemp("", "baolei-*.xlsx")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(file.Name())) }()
	if err := t.book.Write(file); err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return keep(file)
}

// Close lets go of what the file needs while it is written.
func (t *TableFile) Close() error { return t.book.Close() }
