package oversee

import (
	"cmp"
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
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
	Deliveries []Delivery       // of those committees
	Committees []CommitteeTally // as committee secretary
	ToSign     []Line           // as committee secretary: every item reviewed, not signed
	Office     *Office          // as officer
	Checks     []Line           // as spot checker: to do first
	Member     []Line           // as member: own branches
	Evaluate   bool             // as member: the branch may be evaluated today, and is not yet
}

// Own is a branch at which the person fills in, or also submits.
type Own struct {
	Line
	Clauses   int // that are for this kind of branch
	Items     int
	Secretary bool
	Evaluated int  // members who have evaluated the branch
	Evaluates bool // the cycle has them do so
}

// Office is the work committee's view.
type Office struct {
	Tally
	Committees []CommitteeTally // the first by code
	Count      int              // committees
	Draws      []DrawProgress
	Late       int // branches whose next step is overdue
	Reports    int // of committees, that wait to be accepted
	Closing    Closing
}

// Closing is a proposal to close the latest cycle that waits for another officer.
type Closing struct {
	Waits bool
	By    string
	Mine  bool // the person proposed it
}

// Delivery is how far a committee has come with its results on their way to the
// work committee.
type Delivery = store.Delivery

// ReportReturned is the state of a report that was given back.
const ReportReturned = store.ReportReturned

// committeesShown is how many committees a page lists; the board has them all.
const committeesShown = 20

// found is what is read for a first page.
type found struct {
	cycles              []app.Cycle
	mine, below, checks []store.Standing
	draws               []DrawProgress
	deliveries          []Delivery
	reports             int
	sums                sums
	evaluating          store.Evaluating // the person's own evaluation of the branch
	member              bool             // there is one
	answers             map[int64]int    // by assessment, where members evaluate
	closing             store.Closing
	closes              bool // it waits
}

// Home collects what waits for a person, in one round trip; more only where the
// indicator set has not been read yet, or sums have to be made.
func (s *Service) Home(ctx context.Context, actor access.Actor) (Home, error) {
	var h Home
	var f found
	err := s.twice(ctx, func() ([]app.Cycle, []int64, error) {
		f = found{answers: map[int64]int{}}
		err := s.find(ctx, actor, &f)
		return f.cycles[:min(1, len(f.cycles))], f.sums.marked, err
	})
	if err != nil || len(f.cycles) == 0 {
		return h, err
	}
	h.Cycle = f.cycles[0]
	if h.Set, err = s.Sets.Get(ctx, h.Cycle.Set); err != nil {
		return h, err
	}
	h.Items = len(h.Set.Applies(""))
	h.own(actor, f.mine)
	for i := range h.Own {
		h.Own[i].Evaluated, h.Own[i].Evaluates = evaluated(f.answers, h.Own[i].ID)
	}
	h.Evaluate = f.member && !f.evaluating.Answered && f.evaluating.Window.At(s.Today()) == calendar.Open
	h.above(actor, lines(actor, f.below))
	h.Deliveries = f.deliveries
	h.Checks = toCheck(actor, f.checks)
	if actor.Is(access.Officer) {
		h.Office = &Office{Draws: f.draws, Count: f.sums.count, Reports: f.reports,
			Closing: Closing{f.closes, f.closing.ProposedName, f.closing.ProposedBy == actor.Person}}
		h.Office.Tally, h.Office.Committees = f.sums.tallies(h.Cycle, h.Set)
		h.Office.Late = h.Office.late(h.Cycle, s.Today(), f.sums.moreTime)
	}
	return h, nil
}

func (s *Service) find(ctx context.Context, actor access.Actor, f *found) error {
	var b store.Batch
	b.Cycles(&f.cycles)
	if own := actor.At(access.BranchClerk, access.BranchSecretary, access.Member); len(own) > 0 {
		b.StandingsOfCycle(0, own, &f.mine)
		b.EvaluationAnswers(own, f.answers)
	}
	if actor.Is(access.Member) {
		b.Evaluating(actor.Person, s.Today(), &f.evaluating, &f.member)
	}
	if above := actor.At(access.Reviewer, access.CommitteeSecretary); len(above) > 0 {
		b.StandingsBelow(0, above, &f.below)
	}
	if signs := actor.At(access.CommitteeSecretary); len(signs) > 0 {
		b.Deliveries(signs, s.Today(), &f.deliveries)
	}
	if actor.Is(access.SpotChecker) {
		b.StandingsChecked(actor.Person, &f.checks)
	}
	if office := actor.At(access.Officer); len(office) > 0 {
		b.DrawProgresses(0, actor.Person, s.Today(), &f.draws)
		b.ReportsWaiting(office[0], &f.reports)
		b.ClosingWaits(&f.closing, &f.closes)
		f.sums.queue(&b, actor.Person, 0, office[0], committeesShown, s.Today())
	}
	return s.Store.Read(ctx, &b)
}

func evaluated(answers map[int64]int, assessment int64) (int, bool) {
	n, on := answers[assessment]
	return n, on
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
			h.Own = append(h.Own, Own{Line{Standing: row, HasSelf: true, HasReview: row.State.Signed(), HasSpot: row.HandedIn, HasCounts: row.HasResult()}, clauses, len(items),
				slices.Contains(submitting, row.Branch), 0, false})
			continue
		}
		l := lineOf(actor, row)
		if !row.Place().Public {
			l.withhold()
		}
		h.Member = append(h.Member, l)
	}
	slices.SortStableFunc(h.Own, func(a, b Own) int { return cmp.Compare(ownRank(a.State), ownRank(b.State)) })
}

// ownRank puts what was returned first.
func ownRank(s workflow.State) int {
	return map[workflow.State]int{workflow.Returned: 0, workflow.Draft: 1, workflow.Submitted: 2, workflow.Verified: 3, workflow.Publicised: 4, workflow.Reported: 5, workflow.Final: 6}[s]
}

func (h *Home) above(actor access.Actor, below []Line) {
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
		l.withhold()
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
