package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/dues"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// DuesYear is a year of a branch's dues.
type DuesYear struct {
	Place
	Year    int
	Today   calendar.Date
	Months  []DuesLine
	Arrears []dues.Arrears // who owes, of the months that are over
	CanSave bool
}

// DuesLine is a month in the year.
type DuesLine struct {
	dues.Standing
	Whole record.DuesMonth // what the branch did with it
}

// DuesOfYear shows a year's months and who owes. How long somebody has not paid
// is counted back into the year before.
func (s *Service) DuesOfYear(ctx context.Context, actor access.Actor, branch int64, year int) (DuesYear, error) {
	y := DuesYear{Year: year, Today: s.Today()}
	book := dues.Book{Today: y.Today}
	var whole []record.DuesMonth
	from, until := calendar.Month{Year: year - 1, Month: 1}, calendar.Month{Year: year, Month: 12}
	var err error
	y.Place, err = s.view(ctx, actor, access.ViewRecords, branch, year, func(b *store.Batch) {
		b.Members(branch, calendar.Window{From: from.First(), Until: until.Last()}, &book.Members)
		b.Dues(branch, from, until, &book.Dues)
		b.DuesElsewhere(branch, from, until, &book.Elsewhere)
		b.DuesMonths(branch, from, until, &whole)
	})
	if err != nil {
		return DuesYear{}, err
	}
	for _, m := range calendar.Months(year) {
		y.Months = append(y.Months, DuesLine{book.Standing(m), wholeOf(whole, branch, m)})
	}
	y.Arrears = book.Arrears(until.Add(-11), until)
	y.CanSave = CanSave(actor, y.Place)
	return y, nil
}

// wholeOf finds a month's; of version 0 where nothing is recorded.
func wholeOf(list []record.DuesMonth, branch int64, m calendar.Month) record.DuesMonth {
	for _, w := range list {
		if w.Month == m {
			return w
		}
	}
	return record.DuesMonth{Branch: branch, Month: m}
}
