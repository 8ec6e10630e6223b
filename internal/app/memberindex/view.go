package memberindex

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// View opens a member's index for the member or for the branch that checks it.
func (s *Service) View(ctx context.Context, actor access.Actor, cycle, member int64) (*Sheet, error) {
	var r reading
	var b store.Batch
	r.queue(&b, cycle, member)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	sh, err := s.sheet(ctx, actor, &r, s.Store.Read)
	if err == nil && !sh.seenBy(actor) {
		err = app.NotFound()
	}
	if fault.KindOf(err) == fault.NotFound {
		return nil, s.Refuse(ctx, actor, access.OwnPages, "member", member, err)
	}
	if err != nil || !sh.CanCheck && !sh.CanSave {
		return sh, err
	}
	return sh, s.recorded(ctx, sh)
}

// recorded reads what the record book says of the member.
func (s *Service) recorded(ctx context.Context, sh *Sheet) error {
	var activities []Activity
	var dues []record.Dues
	var b store.Batch
	b.ActivitiesOfMember(sh.Member, sh.Of.Year, &activities)
	b.DuesOfMember(sh.Member, sh.Of.Year, &dues)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	sh.known(s.Today(), activities, dues)
	return nil
}

func (s *Sheet) seenBy(actor access.Actor) bool {
	own := s.facts.Own && access.Allow(actor, access.OwnPages, s.place()).Allowed
	return own || access.Allow(actor, access.CheckMember, s.place()).Allowed
}

// Own is what a member's own page shows of a year.
type Own struct {
	Member     record.Member // the latest membership; zero where the account is linked to none
	Cycle      app.Cycle     // the latest one with a member set; zero where there is none
	Sheet      *Sheet        // nil without a cycle
	Year       int           // that is shown
	Years      []int         // that may be chosen, the latest first
	Activities []Activity
	Dues       []record.Dues
	Evaluation store.Evaluating // of the branch, by its members; no assessment where there is none
}

// years are this year and those in which there is a members' index, the latest first.
func years(today int, cycles []app.Cycle) []int {
	list := []int{today}
	for _, c := range cycles {
		if c.MemberSet != 0 && !slices.Contains(list, c.Year) {
			list = append(list, c.Year)
		}
	}
	slices.SortFunc(list, func(a, b int) int { return b - a })
	return list
}

// pick finds the year that is shown and its cycle: the one that is asked for, or
// without one, 0, the year that is examined, and this year where none is.
func (o *Own) pick(year int, cycles []app.Cycle) {
	with := slices.DeleteFunc(slices.Clone(cycles), func(c app.Cycle) bool { return c.MemberSet == 0 })
	if year == 0 && len(with) > 0 && !with[0].Ended() {
		year = with[0].Year
	}
	if slices.Contains(o.Years, year) {
		o.Year = year
	}
	if i := slices.IndexFunc(with, func(c app.Cycle) bool { return c.Year == o.Year }); i >= 0 {
		o.Cycle = with[i]
	}
}

// Mine opens the person's own page of a year, 0 for the one that is examined or, where
// none is, the current one.
func (s *Service) Mine(ctx context.Context, actor access.Actor, year int) (Own, error) {
	var o Own
	var memberships []record.Member
	var cycles []app.Cycle
	var b store.Batch
	b.MemberByPerson(actor.Person, &memberships)
	b.Cycles(&cycles)
	if err := s.Store.Read(ctx, &b); err != nil || len(memberships) == 0 {
		return o, err
	}
	o.Member, o.Year = memberships[0], s.Today().Year
	o.Years = years(o.Year, cycles)
	o.pick(year, cycles)
	var r reading
	var asked bool
	b = store.Batch{}
	b.ActivitiesOfMember(o.Member.ID, o.Year, &o.Activities)
	b.DuesOfMember(o.Member.ID, o.Year, &o.Dues)
	b.Evaluating(actor.Person, s.Today(), &o.Evaluation, &asked)
	r.queue(&b, o.Cycle.ID, o.Member.ID)
	if err := s.Store.Read(ctx, &b); err != nil || !r.found || o.Cycle.ID == 0 {
		return o, err
	}
	var err error
	if o.Sheet, err = s.sheet(ctx, actor, &r, s.Store.Read); err == nil {
		o.Sheet.known(s.Today(), o.Activities, o.Dues)
	}
	return o, err
}

// Branch is the members' index of a branch in a cycle.
type Branch struct {
	Cycle  app.Cycle
	Cycles []app.Cycle // with a member set, the latest first
	Set    *app.Set
	store.RecordPlace
	Members []Index
	Checked int
	Average Average // the branch's; no members where nobody is checked
	City    Average // the latest that was taken; no members where none was
	Plain   []int64 // members whose index can be checked as stated, by this person
}

// List lists a branch's members with their index in a cycle, 0 for the latest.
func (s *Service) List(ctx context.Context, actor access.Actor, branch, cycle int64) (Branch, error) {
	var out Branch
	var found bool
	var cycles []app.Cycle
	var b store.Batch
	b.RecordPlace(branch, 0, &out.RecordPlace, &found)
	b.Cycles(&cycles)
	if err := s.Store.Read(ctx, &b); err != nil {
		return out, err
	}
	if !found || !access.Allow(actor, access.CheckMember, out.Place()).Allowed {
		return Branch{}, s.Refuse(ctx, actor, access.CheckMember, "branch", branch, app.NotFound())
	}
	for _, c := range cycles {
		if c.MemberSet == 0 {
			continue
		}
		out.Cycles = append(out.Cycles, c)
	}
	var known bool
	if out.Cycle, known = app.CycleOf(out.Cycles, cycle); !known {
		return out, nil
	}
	return out, s.fill(ctx, actor, &out)
}

func (s *Service) fill(ctx context.Context, actor access.Actor, out *Branch) error {
	var averages []Average
	var b store.Batch
	b.MemberIndices(out.Cycle.ID, out.Branch, &out.Members)
	b.CityAverages(out.Cycle.ID, &averages)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	var err error
	if out.Set, err = s.Sets.Get(ctx, out.Cycle.MemberSet); err != nil {
		return err
	}
	if len(averages) > 0 {
		out.City = averages[0]
	}
	for _, x := range out.Members {
		if workflow.MemberState(x.State) == workflow.MemberChecked {
			out.Checked++
			out.Average.Average += x.CheckTotal
		}
		f := workflow.MemberFacts{Today: s.Today(), Self: out.Cycle.Self, Own: x.Person == actor.Person && x.Person != 0, HasAccount: x.Person != 0, Closed: out.Cycle.Ended(), BranchSubmitted: x.Submitted}
		if _, refusal := workflow.DecideMember(workflow.MemberState(x.State), workflow.MemberCheck, f); refusal == nil && x.Person != 0 {
			out.Plain = append(out.Plain, x.Member)
		}
	}
	out.Average = Average{Average: measure.Mean(out.Average.Average, out.Checked), Members: out.Checked}
	return nil
}
