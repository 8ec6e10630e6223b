// Package measure makes suggested findings out of what a branch recorded: for
// each clause that names a measure, the finding, the records it rests on, and
// what is missing, by name ("3 月、7 月 没有主题党日").
//
// It is pure: facts in, suggestions out. Months and days are those of Shanghai.
// A suggestion is only ever that; people take it, or differ from it.
package measure

import (
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// Facts are what a branch recorded that bears upon a year's examination.
type Facts struct {
	Year       int
	Today      calendar.Date // on which it is judged: what is still to come is not missing
	Members    []record.Member
	Groups     []record.Group
	Seats      []record.Seat
	Terms      []record.Term // the latest first
	Transfers  []record.Transfer
	Plans      []record.Plan
	Activities []record.Activity // without the texts
	Dues       []record.Dues
	DuesMonths []record.DuesMonth
	Honours    []record.Honour
	Sanctions  []record.Sanction
	Rules      []record.Rule
	Index      Index
}

// Index is what the members' index brings in; the zero Index has no members.
type Index struct {
	Members    int            // of the branch, with a checked index
	Average    scoring.Points // theirs
	City       scoring.Points // the city organs' average, as it was taken
	CityTaken  bool
	BottomLost []scoring.Points // of each member, what the bottom line took
}

// Suggestion is a proposed finding about a clause, with what it rests on.
type Suggestion struct {
	Clause  string
	Finding scoring.Finding
	Records []record.Ref // in the order in which they are told
	Because string       // one plain sentence: "记实本中有 10 个月开展了主题党日"
	Missing []string     // by name: "3 月"; empty where nothing is missing
}
