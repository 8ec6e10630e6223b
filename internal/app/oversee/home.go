package oversee

import (
	"cmp"
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Home is what waits for a person in the latest cycle, each part once however
// many appointments lead to it. A part that does not concern the person is
// empty.
type Home struct {
	Cycle app.Cycle // zero where none was opened yet
	Set   *app.Set  // nil without a cycle
	Items int       // of the set, for branches without a kind

	Own        []Own            // as clerk or secretary
	Below      []Line           // as reviewer: what waits first, the oldest submission first
	Committees []CommitteeTally // as committee secretary
	ToSign     []Line           // as committee secretary: every item reviewed, not signed
	Office     *Office          // as officer
	Checks     []Line           // as spot checker: to do first
	Member     []Line           // as member: own branches
}

// Own is a branch at which the person fills in, or also submits.
type Own struct {
	Line
	Clauses   int // that are for this kind of branch
	Items     int
	Secretary bool
}

// Office is the work committee's view.
type Office struct {
	Tally
	Committees []CommitteeTally
	Draws      []DrawProgress
	Late       int // branches whose next step is overdue
}

// Home collects what waits for a person, in one round trip (two where the
// indicator set has not been read yet).
func (s *Service) Home(ctx context.Context, actor access.Actor) (Home, error) {
	own := actor.At(access.BranchClerk, access.BranchSecretary, access.Member)
	above := actor.At(access.Reviewer, access.CommitteeSecretary, access.Officer)
	var h Home
	var cycles []app.Cycle
	var mine, below, checks []store.Standing
	var draws []DrawProgress
	var b store.Batch
	b.Cycles(&cycles)
	if len(own) > 0 {
		b.Standings(0, own, &mine)
	}
	if len(above) > 0 {
		b.Standings(0, above, &below)
	}
	if actor.Is(access.SpotChecker) {
		b.StandingsChecked(actor.Person, &checks)
	}
	if actor.Is(access.Officer) {
		b.DrawProgresses(0, &draws)
	}
	if err := s.Store.Read(ctx, &b); err != nil || len(cycles) == 0 {
		return h, err
	}
	h.Cycle = cycles[0]
	var err error
	if h.Set, err = s.Sets.Get(ctx, h.Cycle.Set); err != nil {
		return h, err
	}
	h.Items = len(h.Set.Applies(""))
	h.own(actor, mine)
	h.above(actor, lines(actor, below), s)
	h.Checks = toCheck(actor, checks)
	if h.Office != nil {
		h.Office.Draws = draws
	}
	return h, nil
}

func (h *Home) own(actor access.Actor, mine []store.Standing) {
	filling, submitting := actor.At(access.BranchClerk, access.BranchSecretary), actor.At(access.BranchSecretary)
	for _, row := range mine {
		if slices.Contains(filling, row.Branch) {
			items := h.Set.Applies(row.Kind)
			clauses := 0
			for _, item := range items {
				clauses += len(item.Clauses)
			}
			h.Own = append(h.Own, Own{Line{Standing: row, HasSelf: true, HasReview: row.State.Settled(), HasSpot: row.HandedIn}, clauses, len(items),
				slices.Contains(submitting, row.Branch)})
			continue
		}
		l := lineOf(actor, row)
		if !row.Place().Public {
			l.HasSelf, l.HasReview, l.HasSpot = false, false, false
			l.Self, l.Review, l.Counts, l.Spot = Total{}, Total{}, Total{}, Total{}
		}
		h.Member = append(h.Member, l)
	}
	slices.SortStableFunc(h.Own, func(a, b Own) int { return cmp.Compare(ownRank(a.State), ownRank(b.State)) })
}

// ownRank puts what was returned first.
func ownRank(s workflow.State) int {
	return map[workflow.State]int{workflow.Returned: 0, workflow.Draft: 1, workflow.Submitted: 2, workflow.Verified: 3, workflow.Publicised: 4, workflow.Reported: 5, workflow.Final: 6}[s]
}

func (h *Home) above(actor access.Actor, below []Line, s *Service) {
	reviews, signs := actor.At(access.Reviewer), actor.At(access.CommitteeSecretary)
	var committees []Line
	for _, l := range below {
		if slices.Contains(reviews, l.Nearest) || slices.Contains(reviews, l.Committee) {
			h.Below = append(h.Below, l)
		}
		if !slices.Contains(signs, l.Committee) {
			continue
		}
		committees = append(committees, l)
		if l.State == workflow.Submitted && l.ReviewedItems >= len(h.Set.Applies(l.Kind)) {
			h.ToSign = append(h.ToSign, l)
		}
	}
	slices.SortStableFunc(h.Below, waiting)
	slices.SortStableFunc(h.ToSign, waiting)
	h.Committees = byCommittee(h.Set, committees)
	if actor.Is(access.Officer) {
		h.Office = &Office{Tally: count(h.Set, below), Committees: byCommittee(h.Set, below)}
		for _, l := range below {
			if l.Late(h.Cycle, s.Today()) {
				h.Office.Late++
			}
		}
	}
}

// waiting orders what waits for a review first, the oldest submission first,
// then what the branches have in hand, then what is done.
func waiting(a, b Line) int {
	rank := map[workflow.State]int{workflow.Submitted: 0, workflow.Returned: 1, workflow.Draft: 2, workflow.Verified: 3, workflow.Publicised: 4, workflow.Reported: 5, workflow.Final: 6}
	if c := cmp.Compare(rank[a.State], rank[b.State]); c != 0 || a.State != workflow.Submitted {
		return c
	}
	return a.SubmittedAt.Compare(b.SubmittedAt)
}

// toCheck puts what is to be done first. It shows no figures.
func toCheck(actor access.Actor, rows []store.Standing) []Line {
	var list []Line
	for _, row := range rows {
		l := lineOf(actor, row)
		l.HasSelf, l.HasReview, l.HasSpot = false, false, false
		l.Self, l.Review, l.Counts, l.Spot = Total{}, Total{}, Total{}, Total{}
		list = append(list, l)
	}
	slices.SortStableFunc(list, func(a, b Line) int {
		switch {
		case a.HandedIn == b.HandedIn:
			return 0
		case b.HandedIn:
			return -1
		}
		return 1
	})
	return list
}
