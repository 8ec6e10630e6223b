package rectification

import (
	"context"
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/rectify"
	"baolei/internal/store"
)

// List is a page of the files that concern a person.
type List struct {
	Files  []Listed // those not ended first, the most pressing first
	Counts []Count  // of all pages, by year and state
	Of     int      // files that are listed on all pages
}

// Count is how many files of a year are in a state, how many of them are late, and
// how many were sent back to it.
type Count = store.RectificationCount

// Narrow asks for the files of a year, in a state, with a measure that is overdue;
// zero values for all.
type Narrow struct {
	Year  int
	State rectify.State
	Late  bool
}

// In counts the files of a narrower list.
func (l *List) In(of Narrow) int {
	n := 0
	for _, c := range l.Counts {
		switch {
		case of.Year != 0 && c.Year != of.Year || of.State != "" && c.State != of.State:
		case of.Late:
			n += c.Late
		default:
			n += c.Files
		}
	}
	return n
}

// PageSize is how many files a page lists.
const PageSize = 50

// List lists the files that concern a person, as far as they are asked for; page
// begins with 1.
func (s *Service) List(ctx context.Context, actor access.Actor, of Narrow, page int) (*List, error) {
	theirs := store.RectificationFilter{At: actor.At(access.BranchClerk, access.BranchSecretary, access.Reviewer, access.CommitteeSecretary, access.Officer), Near: actor.At(access.Reviewer)}
	narrowed := theirs
	narrowed.State, narrowed.Year, narrowed.Late = string(of.State), of.Year, of.Late
	var l List
	var all []Listed
	var b store.Batch
	b.Rectifications(narrowed, s.Today(), PageSize, (max(page, 1)-1)*PageSize, &all)
	b.RectificationCounts(theirs, s.Today(), &l.Counts)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	for _, f := range all {
		if access.Allow(actor, access.ViewRectification, f.Place()).Allowed {
			l.Files = append(l.Files, f)
		}
	}
	l.Of = l.In(of)
	return &l, nil
}

// Waits are the files at whose next step a person may be needed, by the role in
// which they are; Clerk are those of branches where they may only look.
type Waits struct{ Branch, Clerk, Committee, Office []Count }

// Waits counts files for a person's first page, in one round trip; none for who
// has no part in them.
func (s *Service) Waits(ctx context.Context, actor access.Actor) (Waits, error) {
	var w Waits
	var b store.Batch
	asked := false
	branches := actor.At(access.BranchSecretary)
	looks := slices.DeleteFunc(actor.At(access.BranchClerk), func(at int64) bool { return slices.Contains(branches, at) })
	for _, x := range []struct {
		to *[]Count
		at []int64
	}{{&w.Branch, branches}, {&w.Clerk, looks}, {&w.Committee, actor.At(access.CommitteeSecretary)}, {&w.Office, actor.At(access.Officer)}} {
		if len(x.at) > 0 {
			b.RectificationCounts(store.RectificationFilter{At: x.at}, s.Today(), x.to)
			asked = true
		}
	}
	if !asked {
		return w, nil
	}
	return w, s.Store.Read(ctx, &b)
}
