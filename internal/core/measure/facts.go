package measure

import (
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// Facts are what a branch recorded that bears upon a year's examination. The
// order within a list does not matter.
type Facts struct {
	Year       int
	Today      calendar.Date // on which it is judged: what is still to come is not missing
	Founded    calendar.Date // when the branch was set up; zero where that is not said
	Closed     calendar.Date // the first day without it; zero where it stands
	Members    []record.Member
	Groups     []record.Group
	Seats      []record.Seat
	Terms      []record.Term
	Transfers  []record.Transfer
	Plans      []record.Plan
	Activities []record.Activity // without the texts
	Dues       []record.Dues
	DuesMonths []record.DuesMonth
	Honours    []record.Honour
	Sanctions  []record.Sanction
	Rules      []record.Rule
	Index      Index
	Claims     []Claim // of honours of this branch, in this cycle
}

// Index is what the members' index brings in; the zero Index has no members.
type Index struct {
	Members    int            // of the branch, with a checked index
	Average    scoring.Points // theirs
	City       scoring.Points // the city organs' average, as it was taken
	CityTaken  bool
	BottomLost []scoring.Points // of each member, what the bottom line took
}

// Claim tells where an honour is claimed in the cycle.
type Claim struct {
	Identity  string // the honour's
	Clause    string
	Elsewhere bool   // by another branch
	Branch    string // its name
}

// blank tells that nothing was recorded at all: the book was not kept, which
// says nothing about what was done.
func (f *Facts) blank() bool {
	return len(f.Members)+len(f.Groups)+len(f.Seats)+len(f.Terms)+len(f.Transfers)+len(f.Plans)+len(f.Activities)+
		len(f.Dues)+len(f.DuesMonths)+len(f.Honours)+len(f.Sanctions)+len(f.Rules)+f.Index.Members == 0
}
