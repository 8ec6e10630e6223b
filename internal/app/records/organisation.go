package records

import (
	"context"
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Organisation is a branch's committee, its terms and its party groups.
type Organisation struct {
	Place
	Today       calendar.Date
	Everybody   []record.Member // who ever counted, each once, by the latest membership here
	Members     []record.Member // who count today
	Seats       []record.Seat   // that exist today
	Closed      []record.Seat   // that existed before
	Terms       []record.Term   // the latest first
	Groups      []record.Group  // that stand today
	Dissolved   []record.Group  // that stood before
	Files       []File          // of the terms
	Corrections []Correction    // of all of these, the latest first
	CanSave     bool
}

// Organisation reads it, in one round trip.
func (s *Service) Organisation(ctx context.Context, actor access.Actor, branch int64) (Organisation, error) {
	o := Organisation{Today: s.Today()}
	var all []record.Member
	var seats, terms, groups []Correction
	var err error
	o.Place, err = s.view(ctx, actor, access.ViewRecords, branch, s.examined(), func(b *store.Batch) {
		b.Members(branch, ever, &all)
		b.Seats(branch, ever, &o.Seats)
		b.Terms(branch, &o.Terms)
		b.Groups(branch, ever, &o.Groups)
		b.RecordFiles(branch, record.TermRecord, 0, &o.Files)
		b.Corrections(branch, record.SeatRecord, 0, &seats)
		b.Corrections(branch, record.TermRecord, 0, &terms)
		b.Corrections(branch, record.GroupRecord, 0, &groups)
	})
	if err != nil {
		return Organisation{}, err
	}
	o.divide(all)
	o.Corrections = slices.Concat(seats, terms, groups)
	slices.SortFunc(o.Corrections, func(a, b Correction) int { return b.MadeAt.Compare(a.MadeAt) })
	o.CanSave = CanSave(actor, o.Place)
	return o, nil
}

// divide parts what stands today from what stood before.
func (o *Organisation) divide(members []record.Member) {
	o.Everybody = latest(members)
	for _, m := range o.Everybody {
		if m.At(o.Today) {
			o.Members = append(o.Members, m)
		}
	}
	seats, groups := o.Seats, o.Groups
	o.Seats, o.Groups = nil, nil
	for _, x := range seats {
		if x.StandsOn(o.Today) {
			o.Seats = append(o.Seats, x)
		} else {
			o.Closed = append(o.Closed, x)
		}
	}
	for _, x := range groups {
		if x.Dissolved.IsZero() || o.Today.Before(x.Dissolved) {
			o.Groups = append(o.Groups, x)
		} else {
			o.Dissolved = append(o.Dissolved, x)
		}
	}
}

// Seat finds one of the seats, of those before too.
func (o *Organisation) Seat(id int64) (record.Seat, bool) {
	return firstOf(slices.Concat(o.Seats, o.Closed), func(x record.Seat) bool { return x.ID == id })
}

// Group finds one of the party groups, of those before too.
func (o *Organisation) Group(id int64) (record.Group, bool) {
	return firstOf(slices.Concat(o.Groups, o.Dissolved), func(x record.Group) bool { return x.ID == id })
}

// Term finds one of the terms.
func (o *Organisation) Term(id int64) (record.Term, bool) {
	return firstOf(o.Terms, func(x record.Term) bool { return x.ID == id })
}

func firstOf[T any](list []T, is func(T) bool) (one T, ok bool) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	return one, false
}

var (
	seatCorrected = seatChange{"change", "holdings"}
	seatPassed    = seatChange{"succeed", "member"}
)
