package examine

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

// Line is a branch on a committee's list.
type Line struct {
	app.Assessment
	Items   int    // items of the branch
	Mine    bool   // the person reviews it, not only looks
	Waited  int    // days since the submission; counts while it waits
	Overdue string // what is late, for the person; empty where nothing is
}

// Committee is a committee for which the person signs and reports.
type Committee struct {
	ID   int64
	Name string
}

// Worklist is a cycle's branches below the organisations at which a person
// reviews or signs.
type Worklist struct {
	Cycles     []app.Cycle // the latest first
	Cycle      app.Cycle   // the one shown; zero where there is none
	Set        *app.Set    // of that cycle
	Lines      []Line
	Committees []Committee
}

// List lists what is below the person in a cycle, 0 for the latest: what waits
// for review first, by oldest submission, then by state and branch.
func (s *Service) List(ctx context.Context, actor access.Actor, cycle int64) (Worklist, error) {
	var w Worklist
	var b store.Batch
	b.Cycles(&w.Cycles)
	if err := s.Store.Read(ctx, &b); err != nil {
		return w, err
	}
	var known bool
	if w.Cycle, known = app.CycleOf(w.Cycles, cycle); !known {
		if cycle != 0 {
			return w, app.NotFound()
		}
		return w, nil
	}
	for _, at := range actor.Appointments {
		if at.Role == access.CommitteeSecretary {
			w.Committees = append(w.Committees, Committee{at.Organisation, at.Name})
		}
	}
	var err error
	if w.Set, err = s.Sets.Get(ctx, w.Cycle.Set); err != nil {
		return w, err
	}
	w.Lines, err = s.lines(ctx, actor, w.Cycle, w.Set)
	return w, err
}

func (s *Service) lines(ctx context.Context, actor access.Actor, cycle app.Cycle, set *app.Set) ([]Line, error) {
	var below []app.Assessment
	var b store.Batch
	for _, organisation := range actor.At(access.Reviewer, access.CommitteeSecretary) {
		b.AssessmentsBelow(cycle.ID, organisation, s.Today(), &below)
	}
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	var lines []Line
	for _, a := range below {
		sealed := app.Sealed(actor, a.Checkers, a.Sealed, a.HandedIn)
		if !sealed && !slices.ContainsFunc(lines, func(l Line) bool { return l.ID == a.ID }) {
			lines = append(lines, s.line(actor, a, len(set.Applies(a.Kind))))
		}
	}
	slices.SortStableFunc(lines, before)
	return lines, nil
}

func (s *Service) line(actor access.Actor, a app.Assessment, items int) Line {
	today := s.Today()
	l := Line{Assessment: a, Items: items, Overdue: overdue(&a, today), Mine: access.Allow(actor, access.SaveReview, a.Place()).Allowed}
	if a.State == workflow.Submitted && !a.Ended() {
		l.Waited = calendar.DateOf(a.SubmittedAt).DaysUntil(today)
	}
	return l
}

// overdue tells what is late about an assessment on a day.
func overdue(a *app.Assessment, today calendar.Date) string {
	if a.Ended() && !a.State.Delivered() {
		return ""
	}
	switch a.State {
	case workflow.Draft:
		return late("自评", a.FillUntil(), today)
	case workflow.Returned:
		return late("答复", a.FillUntil(), today)
	case workflow.Submitted:
		return late("考核", a.ReviewDue(), today)
	case workflow.Verified, workflow.Publicised:
		return late("报送", calendar.ReportDue(a.Cycle.Year), today)
	case workflow.Reported, workflow.Final:
		return late("报送", calendar.ReportDue(a.Cycle.Year), calendar.DateOf(a.ReportedAt))
	}
	return ""
}

func late(what string, due, day calendar.Date) string {
	if due.Before(day) {
		return what + "逾期"
	}
	return ""
}

var rank = map[workflow.State]int{workflow.Submitted: 0, workflow.Returned: 1, workflow.Draft: 2, workflow.Verified: 3, workflow.Publicised: 4, workflow.Reported: 5, workflow.Final: 6}

func before(a, b Line) int {
	return cmp.Or(cmp.Compare(rank[a.State], rank[b.State]), waiting(a, b), cmp.Compare(a.BranchCode, b.BranchCode))
}

// waiting puts the oldest submission first among those that wait.
func waiting(a, b Line) int {
	if a.State != workflow.Submitted || b.State != workflow.Submitted {
		return 0
	}
	return a.SubmittedAt.Compare(b.SubmittedAt)
}
