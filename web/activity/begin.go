package activity

import (
	"slices"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
)

// asked is what the address of a new form asks for.
type asked struct {
	kinds         []record.ActivityKind
	day           calendar.Date
	member, group int64
}

// fresh begins the form of a new activity: what is known stands in it already.
func fresh(a asked, desk records.ActivityDesk, actor access.Actor) *draft {
	d := &draft{typed: page.Blank()}
	d.Begins, d.On, d.Group = -1, desk.Today, a.group
	d.Kinds = record.SortKinds(a.kinds)
	if !a.day.IsZero() && !desk.Today.Before(a.day) {
		d.On = a.day
	}
	d.usual(desk, actor)
	d.settle(desk, actor)
	if a.member != 0 {
		d.Who = record.Chosen
	}
	d.call(desk)
	if a.member != 0 {
		d.Present = []int64{a.member}
	}
	return d
}

// like begins the form of a new activity that goes by an earlier one.
func like(desk records.ActivityDesk, actor access.Actor) *draft {
	m := desk.Model
	d := &draft{typed: page.Blank(), Who: whoOf(&m, desk)}
	d.Kinds, d.Group, d.Place, d.Begins, d.Minutes, d.On = m.Kinds, m.Group, m.Place, m.Begins, m.Minutes, desk.Today
	d.Chair, d.Recorder = still(m.Chair, desk), still(m.Recorder, desk)
	chosen := d.Who
	d.settle(desk, actor)
	if d.Who = chosen; chosen == record.Chosen && record.AudienceOf(d.Kinds) != record.Chosen {
		d.Present = m.Listed() // a list of their own comes together again
	}
	d.call(desk)
	return d
}

// corrected begins the form that corrects an activity. Whoever is listed and
// does not count at the branch on that day any more is named.
func corrected(desk records.ActivityDesk) *draft {
	d := &draft{typed: page.Blank(), Activity: desk.Model, Who: whoOf(&desk.Model, desk)}
	d.SaidTitle, d.SaidWho = record.SuggestTitle(d.Kinds, d.On), record.AudienceOf(d.Kinds)
	d.Rows = d.Listed()
	left, _ := d.call(desk)
	d.recall(left, nil, desk)
	return d
}

// usual takes over place, chair and recorder from the last activity of the
// kind; where there is none, the secretary is in the chair.
func (d *draft) usual(desk records.ActivityDesk, actor access.Actor) {
	if len(d.Kinds) > 0 {
		for i := range desk.Recent {
			if last := &desk.Recent[i]; last.Is(d.Kinds[0]) {
				d.Place, d.Chair, d.Recorder = last.Place, still(last.Chair, desk), still(last.Recorder, desk)
				break
			}
		}
	}
	for _, m := range desk.Members {
		if d.Chair == 0 && len(d.Kinds) == 1 && d.Kinds[0] == record.Talk && m.Person == actor.Person && m.At(desk.Today) {
			d.Chair = m.ID
		}
	}
	for i := range desk.Seats {
		s := &desk.Seats[i]
		if h, held := s.HolderOn(desk.Today); held && d.Chair == 0 && (s.Post == "书记" || s.Post == "支部书记") {
			d.Chair = h.Member
		}
	}
}

// still is a member who counts today; 0 for any other.
func still(id int64, desk records.ActivityDesk) int64 {
	for i := range desk.Members {
		if m := &desk.Members[i]; m.ID == id && m.At(desk.Today) {
			return id
		}
	}
	return 0
}

// whoOf tells by its list who was expected at an activity.
func whoOf(a *record.Activity, desk records.ActivityDesk) record.Audience {
	listed := slices.Sorted(slices.Values(a.Listed()))
	for _, who := range []record.Audience{record.AudienceOf(a.Kinds), record.Everybody, record.SeatHolders, record.OneGroup} {
		if who == record.Chosen || len(listed) == 0 {
			continue
		}
		if slices.Equal(listed, idsOf(record.Expect(who, a.Group, desk.Members, desk.Seats, a.On))) {
			return who
		}
	}
	return record.Chosen
}

func idsOf(members []record.Member) []int64 {
	var ids []int64
	for _, m := range members {
		ids = append(ids, m.ID)
	}
	return slices.Sorted(slices.Values(ids))
}

// ownGroup is the group of whoever fills in the form, else the first.
func ownGroup(desk records.ActivityDesk, actor access.Actor, day calendar.Date) int64 {
	for i := range desk.Members {
		if m := &desk.Members[i]; m.Person == actor.Person && m.Group != 0 && m.At(day) {
			return m.Group
		}
	}
	for i := range desk.Groups {
		if g := &desk.Groups[i]; g.During(calendar.Window{From: day, Until: day}) {
			return g.ID
		}
	}
	return 0
}
