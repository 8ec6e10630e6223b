package sheet

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"baolei/internal/core/fault"
	"baolei/internal/core/record/table"
)

// Read reads the rows of a file's sheet: of that with a wanted name, else of the
// first that shows. What cannot be taken is refused with words for the person.
func Read(name string, data []byte, wanted string) (table.Grid, error) {
	a, err := inspect(name, data, wanted)
	if err != nil {
		return table.Grid{}, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxXML, RawCellValue: true})
	if err != nil {
		return table.Grid{}, fault.Wrap(fault.Invalid, oddText, err)
	}
	g := table.Grid{Sheet: a.name, Others: a.rest}
	err = errors.Join(a.read(f, &g), f.Close())
	if err != nil {
		return table.Grid{}, err
	}
	return g, nil
}

func (a *archive) read(f *excelize.File, g *table.Grid) error {
	props, err := f.GetWorkbookProps()
	if err != nil {
		return fault.Wrap(fault.Invalid, oddText, err)
	}
	g.From1904 = props.Date1904 != nil && *props.Date1904
	rows, err := f.Rows(a.name)
	if err != nil {
		return fault.Wrap(fault.Invalid, oddText, err)
	}
	return errors.Join(a.lines(rows, g), rows.Close())
}

// lines reads up to the last row in which the scan saw content.
func (a *archive) lines(rows *excelize.Rows, g *table.Grid) error {
	size := 0
	for number := 1; number <= a.sheet.last; number++ {
		if !rows.Next() {
			return odd()
		}
		texts, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return fault.Wrap(fault.Invalid, oddText, err)
		}
		for _, text := range texts {
			size += len(text)
		}
		if size > maxText {
			return tooLarge(largeText)
		}
		if l := a.line(number, texts); !blankLine(l) {
			g.Lines = append(g.Lines, l)
			if rows.GetRowOpts().Hidden {
				g.Hidden = append(g.Hidden, number)
			}
		}
	}
	return nil
}

func (a *archive) line(number int, texts []string) table.Line {
	var kinds []table.Kind
	if number <= len(a.sheet.kinds) {
		kinds = a.sheet.kinds[number-1]
	}
	l := table.Line{Number: number, Cells: make([]table.Cell, max(len(texts), len(kinds)))}
	for i := range l.Cells {
		if i < len(texts) {
			l.Cells[i].Text = texts[i]
		}
		if i < len(kinds) {
			l.Cells[i].Kind = kinds[i]
		}
		if l.Cells[i].Kind == table.Number {
			l.Cells[i].Text = shown(l.Cells[i].Text)
		}
	}
	return l
}

// blankLine tells whether nothing is in a line but spaces and merged areas.
func blankLine(l table.Line) bool {
	for _, c := range l.Cells {
		if strings.TrimSpace(c.Text) != "" || c.Kind == table.Formula || c.Kind == table.Failed {
			return false
		}
	}
	return true
}

// shown writes a number as Excel shows it, with fifteen digits at most: 0.1 is
// kept in the file as 0.10000000000000001.
func shown(number string) string {
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return number
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return number
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// notTaken tells what to do with a file that is no table, or none that is safe
// to open. The reasons by which files are refused as evidence advise other ways
// out, so they are kept for the log only.
func notTaken(data []byte, err error) error {
	switch {
	case fault.KindOf(err) == fault.TooLarge:
		return tooLarge(largeText)
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return fault.New(fault.Invalid, oldText)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")) && err != nil:
		return fault.New(fault.Invalid, unsafeText)
	}
	return fault.New(fault.Invalid, notExcel)
}
