package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/dues"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// DuesTable is a month's table.
type DuesTable struct {
	Place
	dues.Standing
	Today       calendar.Date
	Rows        []DuesRow
	Whole       record.DuesMonth
	UsualPlace  string       // where the latest month before was published
	Corrections []Correction // of members' rows and of the month as a whole, the latest first
	CanSave     bool
}

// DuesRow is a member in a month's table.
type DuesRow struct {
	record.Dues                // as recorded, or, of version 0, with basis and base as they last were
	Stage       record.Stage   // empty where the member no longer counts in the month
	From        calendar.Month // from which basis and base were taken over; zero for none
	Elsewhere   string         // the branch that recorded the month, where it is another one
}

// Recorded tells whether anything was recorded for the member.
func (r *DuesRow) Recorded() bool { return r.Version > 0 }

// ByID finds a member's row.
func (t *DuesTable) ByID(member int64) (DuesRow, bool) {
	for _, r := range t.Rows {
		if r.Member == member {
			return r, true
		}
	}
	return DuesRow{}, false
}

// takenOver is how many months back basis and base are looked for.
const takenOver = 24

// duesFacts are what a month's table is made of.
type duesFacts struct {
	members   []record.Member
	rows      []record.Dues
	latest    []record.Dues
	elsewhere []record.DuesElsewhere
	whole     []record.DuesMonth
}

func (f *duesFacts) read(b *store.Batch, branch int64, m calendar.Month) {
	*f = duesFacts{}
	b.Members(branch, m.Window(), &f.members)
	b.Dues(branch, m, m, &f.rows)
	b.LatestDues(branch, m.Add(-takenOver), m, &f.latest)
	b.DuesElsewhere(branch, m, m, &f.elsewhere)
	b.DuesMonths(branch, m.Add(-takenOver), m, &f.whole)
}

// DuesOfMonth shows a month's table: everybody who counts in the month and
// whoever else is recorded in it.
func (s *Service) DuesOfMonth(ctx context.Context, actor access.Actor, branch int64, m calendar.Month) (DuesTable, error) {
	t := DuesTable{Today: s.Today()}
	var f duesFacts
	var err error
	t.Place, err = s.view(ctx, actor, access.ViewRecords, branch, m.Year, func(b *store.Batch) {
		f.read(b, branch, m)
		b.CorrectedDues(branch, m, &t.Corrections)
	})
	if err != nil {
		return DuesTable{}, err
	}
	t.Standing = dues.Book{Members: f.members, Dues: f.rows, Elsewhere: f.elsewhere, Today: t.Today}.Standing(m)
	t.Rows, t.Whole = f.table(branch, m), wholeOf(f.whole, branch, m)
	t.UsualPlace = usualPlace(f.whole, m)
	t.CanSave = CanSave(actor, t.Place)
	return t, nil
}

func (f *duesFacts) table(branch int64, m calendar.Month) []DuesRow {
	var list []DuesRow
	there := map[int64]bool{}
	for _, who := range dues.Roster(f.members, m) {
		there[who.ID] = true
		list = append(list, f.row(branch, m, who))
	}
	for _, d := range f.rows { // whose leaving was recorded after the dues
		if !there[d.Member] {
			list = append(list, DuesRow{Dues: d})
		}
	}
	return list
}

func (f *duesFacts) row(branch int64, m calendar.Month, who record.Member) DuesRow {
	r := DuesRow{Dues: record.Dues{Branch: branch, Month: m, Member: who.ID, Name: who.Name, Basis: record.Wage}, Stage: who.Stage}
	for _, d := range f.rows {
		if d.Member == who.ID {
			r.Dues = d
			return r
		}
	}
	for _, d := range f.latest {
		if d.Member == who.ID {
			r.Basis, r.Base, r.From = d.Basis, d.Base, d.Month
			r.Due = dues.Due(d.Basis, d.Base)
		}
	}
	for _, e := range f.elsewhere {
		if e.Member == who.ID {
			r.Elsewhere = e.BranchName
		}
	}
	return r
}
