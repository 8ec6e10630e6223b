package oversee

import (
	"context"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/rollup"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// CycleList is all cycles, the latest first, each with its tally.
type CycleList struct {
	Cycles  []app.Cycle
	Tallies []Tally
}

// Overview is a cycle with where its branches stand.
type Overview struct {
	app.Cycle
	Set        *app.Set
	Tally      Tally
	Committees []CommitteeTally // the first by code
	Count      int              // committees
	Draws      []DrawProgress
	Open       []Line // a page of the branches still assessing themselves: what may be extended, the overdue first
}

// Opening counts the branches that are still assessing themselves.
func (o *Overview) Opening() int { return o.Tally.In[workflow.Draft] + o.Tally.In[workflow.Returned] }

// OpenPageSize is how many of them a page has.
const OpenPageSize = 20

// officer makes sure that the actor oversees cycles, and returns where.
func (s *Service) officer(ctx context.Context, actor access.Actor, id int64) (int64, error) {
	root := access.Root(actor, access.ViewCycle)
	if root == 0 {
		return 0, s.Refuse(ctx, actor, access.ViewCycle, "cycle", id, fault.New(fault.Forbidden, "您的任职没有这项权限，请由有权限的同志办理。"))
	}
	return root, nil
}

// CycleList lists all cycles.
func (s *Service) CycleList(ctx context.Context, actor access.Actor) (CycleList, error) {
	var list CycleList
	root, err := s.officer(ctx, actor, 0)
	if err != nil {
		return list, err
	}
	var rows []store.Rollup
	var seals []app.Seal
	err = s.twice(ctx, func() ([]app.Cycle, []int64, error) {
		var marked []int64
		var b store.Batch
		list.Cycles, rows, seals = nil, nil, nil
		b.Cycles(&list.Cycles)
		b.SealsFrom(actor.Person, &seals)
		b.MarkedCycles(&marked)
		b.RollupsThrough([]int64{root}, &rows)
		err := s.Store.Read(ctx, &b)
		return list.Cycles, marked, err
	})
	if err != nil {
		return list, err
	}
	for _, c := range list.Cycles {
		set, err := s.Sets.Get(ctx, c.Set)
		if err != nil {
			return list, err
		}
		t := Tally{In: map[workflow.State]int{}, Ended: c.Ended()}
		for _, r := range rows {
			if r.Cycle == c.ID {
				t = tallyOf(c, set, rollup.ShapeOf(set.Set), r)
			}
		}
		seal(seals, c.ID, []int64{root}, &t, nil)
		list.Tallies = append(list.Tallies, t)
	}
	return list, nil
}

// Overview opens a cycle, with a page, from 1, of the branches that are still
// assessing themselves.
func (s *Service) Overview(ctx context.Context, actor access.Actor, id int64, page int) (Overview, error) {
	var o Overview
	root, err := s.officer(ctx, actor, id)
	if err != nil {
		return o, err
	}
	var found bool
	var rows []store.Standing
	var x sums
	err = s.twice(ctx, func() ([]app.Cycle, []int64, error) {
		o, rows, x = Overview{}, nil, sums{}
		var b store.Batch
		b.Cycle(id, &o.Cycle, &found)
		b.Narrowed(store.Narrow{Cycle: id, Roots: []int64{root}, States: []workflow.State{workflow.Draft, workflow.Returned}, Order: "due",
			Offset: (max(page, 1) - 1) * OpenPageSize, Limit: OpenPageSize}, &rows)
		b.DrawProgresses(id, actor.Person, s.Today(), &o.Draws)
		x.queue(&b, actor.Person, id, root, committeesShown, s.Today())
		err := s.Store.Read(ctx, &b)
		return []app.Cycle{o.Cycle}, x.marked, err
	})
	if err != nil {
		return o, err
	}
	if !found {
		return o, s.Refuse(ctx, actor, access.ViewCycle, "cycle", id, app.NotFound())
	}
	if o.Set, err = s.Sets.Get(ctx, o.Cycle.Set); err != nil {
		return o, err
	}
	o.Tally, o.Committees = x.tallies(o.Cycle, o.Set)
	o.Count, o.Open = x.count, lines(actor, rows)
	return o, nil
}

// Extendable tells whether the branch is still assessing itself.
func (l Line) Extendable() bool { return l.State == workflow.Draft || l.State == workflow.Returned }

// Proposal is what a new cycle most likely is: the year after the last one with
// the same days, set and target.
type Proposal struct {
	NewCycle
	Running    app.Cycle      // that has to be closed before; zero where none runs
	Sets       []IndicatorSet // published, for branches
	MemberSets []IndicatorSet // published, for members
}

// Propose fills in the form of a new cycle from today and the last cycle.
func (s *Service) Propose(ctx context.Context, actor access.Actor) (Proposal, error) {
	var p Proposal
	if _, err := s.officer(ctx, actor, 0); err != nil {
		return p, err
	}
	var cycles []store.Cycle
	var sets []IndicatorSet
	var b store.Batch
	b.Cycles(&cycles)
	b.IndicatorSets(&sets)
	if err := s.Store.Read(ctx, &b); err != nil {
		return p, err
	}
	p.Sets, p.MemberSets = bySubject(sets)
	p.NewCycle, p.Running = propose(s.Today(), cycles), running(cycles)
	if p.Set == 0 && len(p.Sets) > 0 {
		p.Set = p.Sets[len(p.Sets)-1].ID
	}
	if p.Member == 0 && len(cycles) == 0 && len(p.MemberSets) > 0 {
		p.Member = p.MemberSets[len(p.MemberSets)-1].ID
	}
	return p, nil
}

// bySubject parts published sets into those for branches and those for members.
func bySubject(sets []IndicatorSet) (branches, members []IndicatorSet) {
	for _, set := range sets {
		if set.Subject == string(indicator.Branch) {
			branches = append(branches, set)
		} else {
			members = append(members, set)
		}
	}
	return branches, members
}

// How long results are publicised, and how long a branch may answer its spot
// check, where nobody says otherwise, in working days.
const (
	publicDays = 5
	answerDays = 5
)

// propose takes over the last cycle, shifted by a year; without one the year is
// this one, or in the first two months, when results are still due, the last.
func propose(today calendar.Date, cycles []store.Cycle) NewCycle {
	if len(cycles) > 0 {
		c := cycles[0]
		n := NewCycle{Year: c.Year + 1, Set: c.Set, Member: c.MemberSet, Evaluation: c.Evaluation, Target: c.Target, Answer: c.AnswerDays, Self: nextYear(c.Self), Review: nextYear(c.Review)}
		if c.Publicity {
			n.Public = c.PublicDays
		}
		return n
	}
	year := today.Year
	if today.Month <= time.February {
		year--
	}
	day := func(year int, month time.Month, day int) calendar.Date {
		return calendar.Date{Year: year, Month: month, Day: day}
	}
	return NewCycle{Year: year, Target: 80_00, Public: publicDays, Answer: answerDays,
		Self:   calendar.Window{From: day(year, time.November, 16), Until: day(year, time.December, 31)},
		Review: calendar.Window{From: day(year, time.December, 1), Until: day(year+1, time.January, 31)}}
}

// nextYear shifts a window by a year; 29 February becomes 28 February.
func nextYear(w calendar.Window) calendar.Window {
	shift := func(d calendar.Date) calendar.Date {
		if d.Month == time.February && d.Day == 29 {
			d.Day = 28
		}
		d.Year++
		return d
	}
	return calendar.Window{From: shift(w.From), Until: shift(w.Until)}
}
