package records

import (
	"context"
	"slices"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/dues"
	"baolei/internal/core/record"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// duesImport is the rows of dues.
type duesImport struct {
	reading
	recorded  []record.Dues
	elsewhere []record.DuesElsewhere
	entries   []table.Entry[record.Dues]
}

var duesFields = map[string]int{"base": table.DuesBase, "amount": table.DuesPaid, "on": table.DuesPaidOn, "paid_on": table.DuesPaidOn, "note": table.DuesNote}

func (i *duesImport) read(b *store.Batch) {
	i.reading.read(b)
	i.recorded, i.elsewhere = nil, nil
	from, until := table.Months(i.table)
	if from.Year == 0 {
		from, until = duesYear(i.Today().Year)
	}
	b.Dues(i.branch, from, until, &i.recorded)
	b.DuesElsewhere(i.branch, from, until, &i.elsewhere)
}

func (i *duesImport) judge() (judged, error) {
	var faults []table.Fault
	i.entries, faults = table.ReadDues(i.table, i.recorded, i.roll())
	for k := range i.entries {
		e := &i.entries[k]
		if e.Known && !e.Changed() {
			continue
		}
		if text := i.refused(e); text != "" {
			faults = append(faults, table.Fault{Line: e.Line, Column: table.Dues.Columns[table.DuesName].Heading, Text: text})
			continue
		}
		d, err := i.dues(SaveDues{Change: Change{Branch: i.branch}, Month: e.New.Month}, duesEntry(&e.New), e.Old)
		faults = append(faults, wrongCells(table.Dues, e.Line, cutIDs(faultFields(err)), duesFields)...)
		if err == nil {
			d.Name, e.New = e.New.Name, d
		}
	}
	j := linesOf(i.entries, func(e *table.Entry[record.Dues]) importLine {
		return importLine{ID: e.Old.Member, Version: e.Old.Version, Years: []int{e.New.Month.Year}}
	})
	j.faults = faults
	return j, nil
}

// refused tells why a member's dues of a month cannot be recorded here.
func (i *duesImport) refused(e *table.Entry[record.Dues]) string {
	if e.Known {
		return ""
	}
	for _, x := range i.elsewhere {
		if x.Member == e.New.Member && x.Month == e.New.Month {
			return "这个月的党费已在“" + x.BranchName + "”登记。"
		}
	}
	if !slices.ContainsFunc(dues.Roster(i.members, e.New.Month), func(m record.Member) bool { return m.ID == e.New.Member }) {
		return e.New.Month.Chinese() + "不在本支部名册上，请核对月份。"
	}
	return ""
}

// duesEntry says a row as a form would.
func duesEntry(d *record.Dues) DuesEntry {
	e := DuesEntry{Member: d.Member, Version: d.Version, Changed: true, Answer: NotPaid, Basis: d.Basis, Base: d.Base, Note: d.Note}
	if d.Paid > 0 {
		e.Answer, e.Amount, e.PaidOn = Paid, d.Paid, d.PaidOn
	}
	return e
}

// cutIDs cuts the members' ids off the names of fields.
func cutIDs(wrong map[string]string) map[string]string {
	out := map[string]string{}
	for field, text := range wrong {
		name, _, _ := strings.Cut(field, "-")
		out[name] = text
	}
	return out
}

func (i *duesImport) write(_ context.Context, _ *store.Tx, b *store.Batch, w writing) error {
	for k := range i.entries {
		e := &i.entries[k]
		if e.Known && !e.Changed() {
			continue
		}
		if e.Known {
			b.KeepOldDues(&e.Old, w.reason, i.late(e.New.Month.Year), w.actor.Person, i.Now())
		}
		e.New.Branch, e.New.Version = i.branch, e.Old.Version
		b.SaveDues(&e.New, w.actor.Person, i.Now())
	}
	return nil
}

// duesYear is all dues of a year.
func duesYear(year int) (from, until calendar.Month) {
	return calendar.Month{Year: year, Month: 1}, calendar.Month{Year: year, Month: 12}
}
