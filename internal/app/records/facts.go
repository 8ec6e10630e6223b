package records

import (
	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/store"
)

// readFacts queues everything that a branch recorded about a year. Texts are
// left out.
func readFacts(b *store.Batch, branch int64, year int, f *measure.Facts) {
	w := calendar.Year(year)
	from, until := calendar.MonthOf(w.From), calendar.MonthOf(w.Until)
	b.Members(branch, w, &f.Members)
	b.Groups(branch, w, &f.Groups)
	b.Seats(branch, w, &f.Seats)
	b.Terms(branch, &f.Terms)
	b.Transfers(branch, w, &f.Transfers)
	b.Plans(branch, year, &f.Plans)
	b.ActivityHeads(branch, w, &f.Activities)
	b.Dues(branch, from, until, &f.Dues)
	b.DuesMonths(branch, from, until, &f.DuesMonths)
	b.Honours(branch, w, &f.Honours)
	b.Sanctions(branch, w, &f.Sanctions)
	b.Rules(branch, w, &f.Rules)
}
