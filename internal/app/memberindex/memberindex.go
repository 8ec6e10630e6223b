// Package memberindex keeps the members' index (先锋指数): a member states, the
// branch checks, and what was checked feeds the branch's own examination: the
// average beside the city's, and what the bottom line took.
//
// All that a member states is one form, saved as a whole under its version: of
// two savings at once the second sees what is there and keeps what was typed. A
// form sent twice acts once. Once the branch has submitted its self-assessment
// the index rests.
package memberindex

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Aliases let screens name what they show without reaching for the store.
type (
	Index    = store.MemberIndex
	Average  = store.CityAverage
	Activity = store.MemberActivity
)

// The levels at which an index is stated.
const (
	selfLevel  = "self"
	checkLevel = "check"
)

// Said is a finding with who stated it, and why where it differs.
type Said struct {
	scoring.Finding
	Reason string
	By     string
}

// Sheet is a member's index with all that is stated on it and what the person
// who looks may do.
type Sheet struct {
	Index
	Of                    app.Cycle
	Set                   *app.Set
	Self, Check           map[string]Said // by clause
	SelfScore, CheckScore scoring.Explanation
	Suggested             map[string]measure.Suggestion // by clause, where something is known of the member

	CanSave, CanSubmit, CanWithdraw, CanCheck, CanReopen bool
	WhyNot                                               string // why nothing can be stated or checked, for the person

	facts workflow.MemberFacts
}

// State is where the index stands.
func (s *Sheet) At() workflow.MemberState { return workflow.MemberState(s.State) }

// reading is what a sheet is made of.
type reading struct {
	cycle    app.Cycle
	index    store.MemberIndex
	found    bool
	findings []store.MemberFinding
}

func (r *reading) queue(b *store.Batch, cycle, member int64) {
	var ok bool
	b.Cycle(cycle, &r.cycle, &ok)
	b.MemberIndex(cycle, member, &r.index, &r.found)
	b.MemberFindings(cycle, member, &r.findings)
}

// sheet makes the sheet for a person who may see it.
func (s *Service) sheet(ctx context.Context, actor access.Actor, r *reading, send app.Reader) (*Sheet, error) {
	if !r.found || r.cycle.MemberSet == 0 {
		return nil, app.NotFound()
	}
	set, err := s.Sets.Within(ctx, r.cycle.MemberSet, send)
	if err != nil {
		return nil, err
	}
	sh := &Sheet{Index: r.index, Of: r.cycle, Set: set, Self: map[string]Said{}, Check: map[string]Said{}}
	if err := sh.read(r.findings); err != nil {
		return nil, err
	}
	return sh, sh.settle(s, actor)
}

func (s *Sheet) read(findings []store.MemberFinding) error {
	for _, f := range findings {
		said, bad := s.Set.Table().DecodeFinding(f.Value)
		if bad != nil {
			return fmt.Errorf("stored finding of %s: %w", f.Clause, bad)
		}
		to := s.Self
		if f.Level == checkLevel {
			to = s.Check
		}
		to[f.Clause] = Said{said, f.Reason, f.SavedName}
	}
	return nil
}

// settle scores both levels and asks what may be done.
func (s *Sheet) settle(on *Service, actor access.Actor) error {
	var err error
	if s.SelfScore, err = s.explain(s.Self); err != nil {
		return err
	}
	if s.CheckScore, err = s.explain(s.Check); err != nil {
		return err
	}
	s.facts = workflow.MemberFacts{Today: on.Today(), Self: s.Of.Self, Own: s.Person != 0 && s.Person == actor.Person, HasAccount: s.Person != 0,
		Closed: s.Of.Ended(), BranchSubmitted: s.Submitted, Unanswered: len(s.Set.Clauses) - len(s.Self)}
	may := func(action access.Action, f workflow.MemberFacts) bool {
		_, refusal := workflow.DecideMember(s.At(), action, f)
		if refusal != nil && s.WhyNot == "" {
			s.WhyNot = refusal.Message
		}
		return refusal == nil
	}
	checks := access.Allow(actor, access.CheckMember, s.place()).Allowed
	if s.facts.Own {
		answered := s.facts
		answered.Unanswered = 0
		s.CanSave, s.CanWithdraw = may(workflow.MemberSave, s.facts), may(workflow.MemberWithdraw, s.facts)
		s.CanSubmit = s.CanSave && may(workflow.MemberSubmit, answered)
		return nil
	}
	s.CanCheck, s.CanReopen = checks && may(workflow.MemberCheck, s.facts), checks && may(workflow.MemberReopen, s.facts)
	return nil
}

func (s *Sheet) place() access.Place {
	return access.Place{Branch: s.Branch, Nearest: s.Nearest, Committee: s.Committee, Root: s.Root}
}

// known makes the suggestions from what is recorded of the member.
func (s *Sheet) known(today calendar.Date, activities []Activity, dues []record.Dues) {
	f := measure.MemberFacts{Year: s.Of.Year, Today: today, Dues: dues}
	for _, a := range activities {
		f.Activities = append(f.Activities, measure.MemberActivity{On: a.On, Kinds: a.Kinds, Came: a.Came})
	}
	s.Suggested = map[string]measure.Suggestion{}
	for _, one := range measure.SuggestMember(s.Set.Set, f) {
		s.Suggested[one.Clause] = one
	}
}

// list gives the findings of a level in table order.
func (s *Sheet) list(level map[string]Said) []scoring.Finding {
	var list []scoring.Finding
	for _, clause := range s.Set.Clauses {
		if f, ok := level[clause]; ok {
			list = append(list, f.Finding)
		}
	}
	return list
}

func (s *Sheet) explain(level map[string]Said) (scoring.Explanation, error) {
	e, bad := s.Set.Table().Explain("", s.list(level))
	if bad != nil {
		return e, bad
	}
	return e, nil
}
