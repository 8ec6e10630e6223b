package record

import (
	"slices"

	"baolei/internal/core/calendar"
)

// Audience is who is expected at an activity.
type Audience string

// The audiences.
const (
	Everybody   Audience = "all"    // on the roster
	SeatHolders Audience = "seats"  // of the branch committee
	OneGroup    Audience = "group"  // members of one party group
	Chosen      Audience = "chosen" // named one by one
)

var audiences = []Named{{string(Everybody), "全体党员"}, {string(SeatHolders), "支委会委员"}, {string(OneGroup), "一个党小组"}, {string(Chosen), "逐个选定"}}

// Chinese returns the audience's name; "" for an unknown one.
func (a Audience) Chinese() string { return wordOf(audiences, string(a)) }

var byKind = map[ActivityKind]Audience{CommitteeMeeting: SeatHolders, GroupMeeting: OneGroup, ThoughtAnalysis: SeatHolders,
	Talk: Chosen, Volunteering: Chosen, ContactHelp: Chosen, PoliticalBirthday: Chosen}

// AudienceOf is who is usually expected at an activity of these kinds: the
// widest of what each of them asks for.
func AudienceOf(kinds []ActivityKind) Audience {
	rank := []Audience{Everybody, SeatHolders, OneGroup, Chosen}
	best := len(rank) - 1
	for _, k := range kinds {
		a, special := byKind[k]
		if !special {
			a = Everybody
		}
		best = min(best, slices.Index(rank, a))
	}
	return rank[best]
}

// Expect returns who of those on the roster on a day an audience takes in, in
// the order of the roster; group counts only for OneGroup. Of Chosen it is all
// of them: whom to name is for people.
func Expect(a Audience, group int64, roster []Member, seats []Seat, day calendar.Date) []Member {
	holders := HoldersOn(seats, day)
	var list []Member
	for _, m := range roster {
		in := a == Everybody || a == Chosen || a == SeatHolders && slices.Contains(holders, m.ID) || a == OneGroup && m.Group == group
		if in && m.At(day) {
			list = append(list, m)
		}
	}
	return list
}

// HoldersOn are the members who hold a seat of the branch committee on a day.
func HoldersOn(seats []Seat, day calendar.Date) []int64 {
	var list []int64
	for i := range seats {
		if h, held := seats[i].HolderOn(day); held && !slices.Contains(list, h.Member) {
			list = append(list, h.Member)
		}
	}
	return list
}
