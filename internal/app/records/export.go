package records

import (
	"context"
	"fmt"

	"baolei/internal/app/records/sheet"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// Workbook is an Excel file to be downloaded.
type Workbook struct {
	Name string
	Data []byte
}

// WorkbookType is the media type of an Excel file.
const WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// ImportTemplate makes the empty table of a form: headings, what is wanted, an
// example that is not read.
func (s *Service) ImportTemplate(ctx context.Context, actor access.Actor, branch int64, form table.Form) (Workbook, error) {
	if _, err := s.view(ctx, actor, access.SaveRecord, branch, 0, func(*store.Batch) {}); err != nil {
		return Workbook{}, err
	}
	example := make([]string, len(form.Columns))
	for i, c := range form.Columns {
		example[i] = c.Example
	}
	out := sheet.Sheet{Name: form.Title, Columns: columnsOf(form), Notes: true, Rows: [][]string{example}, Example: 1}
	data, err := sheet.Write(out)
	return Workbook{form.Title + "导入模板.xlsx", data}, err
}

func columnsOf(form table.Form) []sheet.Column {
	list := make([]sheet.Column, len(form.Columns))
	for i, c := range form.Columns {
		list[i] = sheet.Column{Heading: c.Heading, Note: c.Note, Choices: c.Choices, Several: c.Several, Width: float64(c.Width)}
	}
	return list
}

// exporting is what a branch's tables are written from.
type exporting struct {
	reading
	sealed     map[int64]store.Sealed
	dues       []record.Dues
	honours    []record.Honour
	activities []record.Activity
}

func (e *exporting) read(b *store.Batch, form table.Form, year int) {
	e.reading.read(b)
	e.dues, e.honours, e.activities = nil, nil, nil
	switch form.Code {
	case table.Roster.Code:
		b.SealedAt(e.branch, e.Today(), &e.sealed)
	case table.Dues.Code:
		from, until := duesYear(year)
		b.Dues(e.branch, from, until, &e.dues)
	case table.Honours.Code:
		b.Honours(e.branch, calendar.Year(year), &e.honours)
	case table.Activities.Code:
		b.ActivitiesOrOf(e.branch, calendar.Year(year), nil, &e.activities)
	}
}

// Export writes a branch's records of a form as an Excel file that can be
// imported again: the roster as it is today, the others of a year. Identity
// cards and telephones are masked, and left out for who does not keep the roster.
func (s *Service) Export(ctx context.Context, actor access.Actor, branch int64, form table.Form, year int) (Workbook, error) {
	e := &exporting{reading: reading{Service: s, branch: branch}}
	p, err := s.view(ctx, actor, access.ViewRecords, branch, 0, func(b *store.Batch) { e.read(b, form, year) })
	if err != nil {
		return Workbook{}, err
	}
	rows, err := e.rows(form)
	if err != nil {
		return Workbook{}, err
	}
	if form.Code == table.Roster.Code {
		for i := range rows {
			rows[i] = table.Mask(rows[i])
		}
		if !CanSave(actor, p) {
			form, rows = withoutSecrets(form, rows)
		}
		return workbook(form, p, fmt.Sprint(s.Today()), rows)
	}
	return workbook(form, p, fmt.Sprintf("%d年", year), rows)
}

// ExportFull writes the roster with identity cards and telephones in full, and
// records who took it.
func (s *Service) ExportFull(ctx context.Context, actor access.Actor, branch int64) (Workbook, error) {
	var p Place
	e := &exporting{reading: reading{Service: s, branch: branch}}
	var rows [][]string
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var placed bool
		var b store.Batch
		b.RecordPlace(branch, 0, &p, &placed)
		e.read(&b, table.Roster, 0)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if err := allow(actor, access.Unmask, p, placed, nil); err != nil {
			return err
		}
		var err error
		if rows, err = e.rows(table.Roster); err != nil {
			return err
		}
		var w store.Batch
		w.Audit(s.Done(actor, access.Unmask, "branch", branch, map[string]any{"change": "export", "members": len(rows)}))
		return tx.Commit(ctx, &w)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		err = s.Refuse(ctx, actor, access.Unmask, "branch", branch, err)
	}
	if err != nil {
		return Workbook{}, err
	}
	return workbook(table.Roster, p, fmt.Sprint(s.Today()), rows)
}

// rows writes the records in the order in which people read them.
func (e *exporting) rows(form table.Form) (rows [][]string, err error) {
	roll := e.roll()
	switch form.Code {
	case table.Roster.Code:
		people, err := e.opened(e.members, e.sealed)
		if err != nil {
			return nil, err
		}
		for i := range people {
			rows = append(rows, table.WritePerson(&people[i], &roll))
		}
	case table.Dues.Code:
		for i := range e.dues {
			rows = append(rows, table.WriteDues(&e.dues[i], &roll))
		}
	case table.Honours.Code:
		for i := range e.honours {
			rows = append(rows, table.WriteHonour(&e.honours[i], &roll))
		}
	case table.Activities.Code:
		for i := range e.activities {
			rows = append(rows, table.WriteActivity(&e.activities[i], &roll))
		}
	}
	return rows, nil
}

func withoutSecrets(form table.Form, rows [][]string) (table.Form, [][]string) {
	var columns []table.Column
	out := make([][]string, len(rows))
	for c, column := range form.Columns {
		if column.Secret {
			continue
		}
		columns = append(columns, column)
		for i := range rows {
			out[i] = append(out[i], rows[i][c])
		}
	}
	form.Columns = columns
	return form, out
}

func workbook(form table.Form, p Place, of string, rows [][]string) (Workbook, error) {
	data, err := sheet.Write(sheet.Sheet{Name: form.Title, Columns: columnsOf(form), Rows: rows})
	return Workbook{form.Title + " " + p.Name + " " + of + ".xlsx", data}, err
}
