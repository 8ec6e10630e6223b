package dues

import (
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// Book is what a branch's dues are judged by.
type Book struct {
	Members   []record.Member        // who ever counted there; somebody who came back is in it twice
	Dues      []record.Dues          // recorded by the branch
	Elsewhere []record.DuesElsewhere // of the same people
	Today     calendar.Date
}

// Roster returns everybody who counts at the branch on any day of a month, each
// once, in the order of members.
func Roster(members []record.Member, month calendar.Month) []record.Member {
	var list []record.Member
	seen := map[int64]bool{}
	for _, m := range members {
		if m.During(month.Window()) && !seen[m.ID] {
			seen[m.ID] = true
			list = append(list, m)
		}
	}
	return list
}

// State tells in a word how a month's dues stand.
type State string

// The states of a month.
const (
	Ahead      State = "ahead"      // the month has not begun
	Unrecorded State = "unrecorded" // nothing is recorded
	Short      State = "short"      // somebody is not recorded or has not paid in full
	Collected  State = "collected"  // everybody has
)

// Standing is how a month's dues stand.
type Standing struct {
	Month    calendar.Month
	State    State
	Expected int // members who are to pay here
	Missing  int // of those, who are not recorded or have not paid in full
	Due      record.Fen
	Paid     record.Fen // by whoever is recorded
}

// Standing tells how a month stands. Whose dues of the month another branch
// recorded is not expected here: nobody pays twice for the month of a transfer.
func (b Book) Standing(month calendar.Month) Standing {
	s := Standing{Month: month}
	rows := b.rows(month)
	for _, d := range rows {
		s.Due += d.Due
		s.Paid += d.Paid
	}
	for _, m := range Roster(b.Members, month) {
		d, recorded := rows[m.ID]
		if !recorded && b.elsewhere(m.ID, month) {
			continue
		}
		s.Expected++
		if !recorded || !d.Settled() {
			s.Missing++
		}
	}
	s.State = state(s, len(rows), b.Today)
	return s
}

func state(s Standing, recorded int, today calendar.Date) State {
	switch {
	case recorded == 0 && today.Before(s.Month.First()):
		return Ahead
	case recorded == 0:
		return Unrecorded
	case s.Missing > 0:
		return Short
	}
	return Collected
}

// rows are a month's, by member.
func (b Book) rows(month calendar.Month) map[int64]record.Dues {
	rows := map[int64]record.Dues{}
	for _, d := range b.Dues {
		if d.Month == month {
			rows[d.Member] = d
		}
	}
	return rows
}

func (b Book) elsewhere(member int64, month calendar.Month) bool {
	for _, d := range b.Elsewhere {
		if d.Member == member && d.Month == month {
			return true
		}
	}
	return false
}
