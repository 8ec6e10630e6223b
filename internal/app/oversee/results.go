package oversee

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Results is the list of results as a person may see it: for the work committee
// and the party committees a cycle's branches, for a branch and its members
// their own through the years, and never anybody else's.
type Results struct {
	Wide       bool        // a cycle's list, with rates
	Cycles     []app.Cycle // the latest first
	Cycle      app.Cycle   // of a wide list; zero where none was opened yet
	Set        *app.Set    // of a wide list
	Tally      Tally       // of all that the person may see, however narrowed
	Committees []CommitteeTally
	Lines      []Line
	Sets       map[int64]*app.Set // by cycle, for a list through the years
}

// Narrow is how a wide list is narrowed and sorted.
type Narrow struct {
	Cycle      int64 // 0 for the latest
	Committee  int64 // 0 for all
	State      workflow.State
	Grade      string
	Text       string // in names or codes of branches
	Sort       string // "branch" (and ""), "committee", "state", "self", "review", "spot", "counts"
	Descending bool
}

// Results lists results.
func (s *Service) Results(ctx context.Context, actor access.Actor, n Narrow) (Results, error) {
	above := actor.At(access.Reviewer, access.CommitteeSecretary, access.Officer)
	var r Results
	var rows []store.Standing
	var b store.Batch
	b.Cycles(&r.Cycles)
	if r.Wide = len(above) > 0; r.Wide {
		b.Standings(n.Cycle, above, &rows)
	} else {
		b.StandingsOf(actor.At(access.BranchClerk, access.BranchSecretary, access.Member), &rows)
	}
	if err := s.Store.Read(ctx, &b); err != nil {
		return r, err
	}
	r.Lines = lines(actor, rows)
	if r.Wide {
		return s.wide(ctx, r, n)
	}
	r.Sets = map[int64]*app.Set{}
	for _, c := range r.Cycles {
		set, err := s.Sets.Get(ctx, c.Set)
		if err != nil {
			return r, err
		}
		r.Sets[c.ID] = set
	}
	return r, nil
}

func (s *Service) wide(ctx context.Context, r Results, n Narrow) (Results, error) {
	for _, c := range r.Cycles {
		if r.Cycle.ID == 0 && (n.Cycle == 0 || n.Cycle == c.ID) {
			r.Cycle = c
		}
	}
	if r.Cycle.ID == 0 {
		if n.Cycle != 0 {
			return r, app.NotFound()
		}
		return r, nil
	}
	var err error
	if r.Set, err = s.Sets.Get(ctx, r.Cycle.Set); err != nil {
		return r, err
	}
	r.Tally, r.Committees = count(r.Set, r.Lines), byCommittee(r.Set, r.Lines)
	r.Lines = slices.DeleteFunc(r.Lines, func(l Line) bool { return !n.keeps(l) })
	slices.SortStableFunc(r.Lines, n.compare)
	return r, nil
}

func (n Narrow) keeps(l Line) bool {
	return (n.Committee == 0 || l.Committee == n.Committee) && (n.State == "" || l.State == n.State) &&
		(n.Grade == "" || l.HasReview && l.Counts.Grade == n.Grade) &&
		(n.Text == "" || strings.Contains(l.BranchName, n.Text) || strings.HasPrefix(strings.ToLower(l.BranchCode), strings.ToLower(n.Text)))
}

// compare orders two lines. Branches without the figure come last in either
// direction.
func (n Narrow) compare(a, b Line) int {
	figure := func(has func(Line) bool, of func(Line) Total) int {
		if has(a) != has(b) {
			if has(a) {
				return -1
			}
			return 1
		}
		return n.turned(cmp.Compare(of(a).Points, of(b).Points))
	}
	reviewed := func(l Line) bool { return l.HasReview }
	var c int
	switch n.Sort {
	case "committee":
		c = n.turned(cmp.Compare(a.CommitteeCode, b.CommitteeCode))
	case "state":
		states := workflow.States()
		c = n.turned(cmp.Compare(slices.Index(states, a.State), slices.Index(states, b.State)))
	case "self":
		c = figure(func(l Line) bool { return l.HasSelf }, func(l Line) Total { return l.Self })
	case "review":
		c = figure(reviewed, func(l Line) Total { return l.Review })
	case "spot":
		c = figure(func(l Line) bool { return l.HasSpot }, func(l Line) Total { return l.Spot })
	case "counts":
		c = figure(reviewed, func(l Line) Total { return l.Counts })
	default:
		c = n.turned(cmp.Compare(a.BranchCode, b.BranchCode))
	}
	return cmp.Or(c, cmp.Compare(a.BranchCode, b.BranchCode))
}

func (n Narrow) turned(c int) int {
	if n.Descending {
		return -c
	}
	return c
}
