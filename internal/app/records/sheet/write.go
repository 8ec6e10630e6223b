package sheet

import (
	"bytes"
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Column is a column of a sheet that is written.
type Column struct {
	Heading string
	Note    string   // what is wanted, below the heading; for templates
	Choices []string // the words offered for choosing
	Several bool     // a cell may hold several of them, so others are not refused
	Width   float64  // in characters
}

// Sheet is what is written.
type Sheet struct {
	Name    string
	Columns []Column
	Notes   bool // a second row says what is wanted
	Rows    [][]string
	Example int // how many of the rows are examples, to be told apart by their look
}

// MostCharacters is how much a cell holds, in units of UTF-16.
const MostCharacters = excelize.TotalCellChars

// lastChoice is down to which row a template offers choices.
const lastChoice = 2000

// Write writes a sheet as an Excel file. Every cell is text, also where it
// begins like a formula, and is formatted as text, so that it stays one when
// somebody edits it.
func Write(s Sheet) ([]byte, error) {
	f := excelize.NewFile()
	out, err := write(f, s)
	return out, errors.Join(err, f.Close())
}

// WriteAll is Write for several sheets, the first of which shows.
func WriteAll(list []Sheet) ([]byte, error) {
	f := excelize.NewFile()
	out, err := write(f, list...)
	return out, errors.Join(err, f.Close())
}

func write(f *excelize.File, list ...Sheet) ([]byte, error) {
	looks, err := newLooks(f)
	if err != nil {
		return nil, err
	}
	for i, s := range list {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err := errors.Join(err, s.put(f, looks)); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (s *Sheet) put(f *excelize.File, l looks) error {
	if err := s.validate(f); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	return s.stream(w, l)
}

// looks are the styles of a sheet's rows.
type looks struct{ heading, note, text, example int }

func newLooks(f *excelize.File) (l looks, err error) {
	border := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&l.heading, excelize.Style{Border: border, Fill: fill("F2DCDB"), Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{&l.note, excelize.Style{Border: border, Fill: fill("F2F2F2"), Font: &excelize.Font{Color: "595959", Size: 9}, Alignment: wrap}},
		{&l.text, excelize.Style{Border: border, Alignment: wrap}},
		{&l.example, excelize.Style{Border: border, Font: &excelize.Font{Color: "7F7F7F", Italic: true}, Alignment: wrap}},
	} {
		s.style.NumFmt = textFormat
		if *s.to, err = f.NewStyle(&s.style); err != nil {
			return l, err
		}
	}
	return l, nil
}

// textFormat is the number of the built-in format "@".
const textFormat = 49

// validate offers the choices of each column that has some.
func (s *Sheet) validate(f *excelize.File) error {
	for i, c := range s.Columns {
		if len(c.Choices) == 0 {
			continue
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		d := excelize.NewDataValidation(true)
		d.Sqref = name + strconv.Itoa(s.first()) + ":" + name + strconv.Itoa(lastChoice)
		if err := d.SetDropList(c.Choices); err != nil {
			return err
		}
		if !c.Several {
			d.SetError(excelize.DataValidationErrorStyleStop, c.Heading, "请从下拉列表中选择。")
		}
		if err := f.AddDataValidation(s.Name, d); err != nil {
			return err
		}
	}
	return nil
}

// first is the first row of data.
func (s *Sheet) first() int {
	if s.Notes {
		return 3
	}
	return 2
}

func (s *Sheet) stream(w *excelize.StreamWriter, l looks) error {
	headings, notes := make([]string, len(s.Columns)), make([]string, len(s.Columns))
	for i, c := range s.Columns {
		headings[i], notes[i] = c.Heading, c.Note
		if err := errors.Join(w.SetColWidth(i+1, i+1, c.Width), w.SetColStyle(i+1, i+1, l.text)); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := row(w, 1, headings, l.heading, 24); err != nil {
		return err
	}
	if s.Notes {
		if err := row(w, 2, notes, l.note, 60); err != nil {
			return err
		}
	}
	for i, texts := range s.Rows {
		look := l.text
		if i < s.Example {
			look = l.example
		}
		if err := row(w, s.first()+i, texts, look, 0); err != nil {
			return err
		}
	}
	return w.Flush()
}

// row writes texts; a height of 0 leaves it to the program that shows it.
func row(w *excelize.StreamWriter, number int, texts []string, look int, height float64) error {
	cells := make([]any, len(texts))
	for i, text := range texts {
		cells[i] = excelize.Cell{StyleID: look, Value: text}
	}
	return w.SetRow("A"+strconv.Itoa(number), cells, excelize.RowOpts{Height: height})
}
