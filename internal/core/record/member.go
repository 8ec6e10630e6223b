package record

import "baolei/internal/core/calendar"

// Member is a party member on a branch's roster, from a day on.
type Member struct {
	ID         int64
	Membership int64
	Branch     int64
	Person     int64 // account; 0 where there is none
	Name       string
	Sex        Sex
	Born       calendar.Date // zero where not said; so the next two
	Joined     calendar.Date
	FullOn     calendar.Date // since when a full member
	Stage      Stage
	Duty       string
	Group      int64 // 0 for none
	Since      calendar.Date
	Until      calendar.Date // the first day on which the member no longer counts; zero where open
	Version    int
	// Sealed facts are only told to be there.
	HasIdentity, HasPhone bool
}

// At tells whether the member counts at the branch on a day.
func (m *Member) At(day calendar.Date) bool {
	return !day.Before(m.Since) && (m.Until.IsZero() || day.Before(m.Until))
}

// During tells whether the member counts on any day of a window.
func (m *Member) During(w calendar.Window) bool {
	return !w.Until.Before(m.Since) && (m.Until.IsZero() || w.From.Before(m.Until))
}

// Sex is a member's.
type Sex string

// The sexes of the roster.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

var sexes = []Named{{string(Male), "男"}, {string(Female), "女"}}

// Sexes returns both with their names.
func Sexes() []Named { return append([]Named(nil), sexes...) }

// Chinese returns the word of the roster.
func (s Sex) Chinese() string { return wordOf(sexes, string(s)) }

// Stage tells whether membership is on probation.
type Stage string

// The stages.
const (
	Probationary Stage = "probationary"
	Full         Stage = "full"
)

var stages = []Named{{string(Full), "正式党员"}, {string(Probationary), "预备党员"}}

// Stages returns both with their names.
func Stages() []Named { return append([]Named(nil), stages...) }

// Chinese returns the word of the roster.
func (s Stage) Chinese() string { return wordOf(stages, string(s)) }

// Group is a party group of a branch.
type Group struct {
	Entry
	Name      string
	Leader    int64 // member; 0 where none
	Formed    calendar.Date
	Dissolved calendar.Date // zero while it stands
}

// During tells whether the group stands on any day of a window.
func (g *Group) During(w calendar.Window) bool {
	return !w.Until.Before(g.Formed) && (g.Dissolved.IsZero() || w.From.Before(g.Dissolved))
}

// Direction is which way a membership moves.
type Direction string

// The directions, as the branch sees them.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// Chinese returns the word of the roster.
func (d Direction) Chinese() string {
	return map[Direction]string{In: "转入", Out: "转出"}[d]
}

// Transfer is the moving of a membership into or out of a branch.
type Transfer struct {
	Entry
	Member    int64
	Name      string // the member's
	Direction Direction
	Other     string // the organisation on the other side
	Asked     calendar.Date
	Done      calendar.Date // zero while it is open
}
