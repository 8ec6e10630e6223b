package dues

import (
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// LongAfter is after how many months in a row without paying a member is named
// as such: the party's constitution, article 9, takes six of them, without a
// good reason, for leaving the party.
const LongAfter = 6

// Arrears is what a member owes.
type Arrears struct {
	Member     int64
	Name       string
	Owed       []calendar.Month // recorded, and paid less than due
	Unrecorded []calendar.Month // nothing is recorded for the member, though the branch did record the month
	Amount     record.Fen       // what Owed comes to
	InARow     int              // months up to now, recorded one after another, in which nothing of what was due was paid
}

// Long tells whether the member has paid nothing for six months in a row.
func (a Arrears) Long() bool { return a.InARow >= LongAfter }

// Arrears tells who owes for which months, from one to another, both included,
// in the order of members. Months that are not over are not owed yet. The row
// of months without paying is counted back as far as the book reaches; a month
// that nobody recorded neither counts nor ends it.
func (b Book) Arrears(from, until calendar.Month) []Arrears {
	if now := calendar.MonthOf(b.Today); !until.Before(now) {
		until = now.Add(-1)
	}
	var list []Arrears
	of := b.byMember()
	recorded := b.recorded()
	seen := map[int64]bool{}
	for _, m := range b.Members {
		if seen[m.ID] {
			continue
		}
		seen[m.ID] = true
		a := b.owed(m, of[m.ID], from, until)
		for month := from; !until.Before(month); month = month.Add(1) {
			if _, there := of[m.ID][month]; !there && recorded[month] && b.expects(m.ID, month) {
				a.Unrecorded = append(a.Unrecorded, month)
			}
		}
		if len(a.Owed)+len(a.Unrecorded) > 0 {
			list = append(list, a)
		}
	}
	return list
}

// byMember are the rows of each member by month.
func (b Book) byMember() map[int64]map[calendar.Month]record.Dues {
	of := map[int64]map[calendar.Month]record.Dues{}
	for _, d := range b.Dues {
		if of[d.Member] == nil {
			of[d.Member] = map[calendar.Month]record.Dues{}
		}
		of[d.Member][d.Month] = d
	}
	return of
}

// recorded are the months of which the branch recorded anything.
func (b Book) recorded() map[calendar.Month]bool {
	months := map[calendar.Month]bool{}
	for _, d := range b.Dues {
		months[d.Month] = true
	}
	return months
}

// owed tells what is recorded as owed by a member.
func (b Book) owed(m record.Member, mine map[calendar.Month]record.Dues, from, until calendar.Month) Arrears {
	a := Arrears{Member: m.ID, Name: m.Name, InARow: inARow(mine, until)}
	for month := from; !until.Before(month); month = month.Add(1) {
		if d, there := mine[month]; there && !d.Settled() {
			a.Owed = append(a.Owed, month)
			a.Amount += d.Due - d.Paid
		}
	}
	return a
}

// expects tells whether a member was to pay here for a month.
func (b Book) expects(member int64, month calendar.Month) bool {
	for _, m := range b.Members {
		if m.ID == member && m.During(month.Window()) {
			return !b.elsewhere(member, month)
		}
	}
	return false
}

// inARow counts the recorded months back from the last one in which nothing of
// what was due was paid.
func inARow(mine map[calendar.Month]record.Dues, last calendar.Month) int {
	first := last
	for m := range mine {
		if m.Before(first) {
			first = m
		}
	}
	n := 0
	for month := last; !month.Before(first); month = month.Add(-1) {
		d, there := mine[month]
		if there && (d.Paid > 0 || d.Due == 0) {
			break
		}
		if there {
			n++
		}
	}
	return n
}
