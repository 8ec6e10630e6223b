package closing

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/outcome"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Unit is how an organisation came out of a cycle.
type Unit struct {
	store.CycleOutcome
	outcome.Count
	Results int    // branches with a result
	Why     string // why it loses its eligibility; "" where it keeps it
}

// Branch is a branch at the end of a cycle.
type Branch struct {
	store.OutcomeLine
	Grade string // the grade's name; "" without a result
	Why   string // why it loses its eligibility; "" where it keeps it
	Stars int    // that its grade suggests, 0 for none
}

// After is where a page of a list begins: behind this branch.
type After struct{ Committee, Branch string }

// Missed counts organisations of a level, and those that missed the target.
type Missed = store.OutcomeCount

// Ask is what somebody wants to see of closed cycles.
type Ask struct {
	Cycle     int64 // 0 for the latest
	Committee int64 // 0 for all; for who may not see all, the first that they may
	Page      int   // of organisations, from 1
	All       bool  // all organisations on one page
	After     After // of branches
}

// Outcome is what a closed cycle means, for the work committee or for a party
// committee.
type Outcome struct {
	Cycle   app.Cycle   // zero where none is closed
	Cycles  []app.Cycle // that are closed, the latest first
	Set     *app.Set
	Place   store.Organisation // whose view it is: the work committee, or a party committee
	Whole   Unit
	Missed  []Missed
	Units   []Unit // a page of party committees, each followed by its general branches
	Count   int    // of all pages
	Years   []Unit // the whole through all closed cycles, the first year first
	History map[int64][]Unit
	Losers  []Branch // a page of the branches that lose their eligibility
	Next    *After   // where the next page begins; nil for none
	root    int64
}

// OutcomePage is how many branches or organisations a page lists.
const OutcomePage = 50

// everything is more organisations than there are.
const everything = 1 << 30

// Committee is the party committee whose view it is; 0 for the work committee's.
func (o *Outcome) Committee() int64 {
	if o.Place.Level == access.PartyCommittee {
		return o.Place.ID
	}
	return 0
}

// Outcome shows what a closed cycle means.
func (s *Service) Outcome(ctx context.Context, actor access.Actor, ask Ask) (*Outcome, error) {
	o, err := s.closed(ctx, actor, ask)
	if err != nil || o.Cycle.ID == 0 {
		return o, err
	}
	limit, offset := OutcomePage, (max(ask.Page, 1)-1)*OutcomePage
	if ask.All {
		limit, offset = everything, 0
	}
	var whole store.CycleOutcome
	var units []store.CycleOutcome
	var found bool
	var b store.Batch
	b.OutcomeOf(o.Cycle.ID, o.Place.ID, &whole, &found)
	b.OutcomesBelow(o.Cycle.ID, o.root, o.Committee(), limit, offset, &units)
	b.OutcomeCounts(o.Cycle.ID, o.root, o.Committee(), o.Set.Attaining(), &o.Missed)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if found {
		o.Whole = unitOf(o.Set, whole)
	}
	for _, m := range o.Missed {
		o.Count += m.All
	}
	for _, u := range units {
		o.Units = append(o.Units, unitOf(o.Set, u))
	}
	if err := s.years(ctx, o); err != nil {
		return nil, err
	}
	o.Losers, o.Next, err = s.branches(ctx, o, losing(o.Set), ask.After, OutcomePage)
	return o, err
}

// closed finds the cycle and the place, and decides on the right.
func (s *Service) closed(ctx context.Context, actor access.Actor, ask Ask) (*Outcome, error) {
	o := &Outcome{root: access.Root(actor, access.ViewOutcome)}
	at := ask.Committee
	if mine := actor.At(access.CommitteeSecretary); at == 0 && o.root == 0 && len(mine) > 0 {
		at = mine[0]
	}
	if at == 0 {
		at = o.root
	}
	var all []app.Cycle
	var found bool
	var b store.Batch
	b.Cycles(&all)
	b.Organisation(at, &o.Place, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	place := access.Place{Root: o.Place.Root, Committee: o.Committee()}
	if !found || o.Place.Level != access.WorkCommittee && o.Committee() == 0 || !access.Allow(actor, access.ViewOutcome, place).Allowed {
		return nil, s.Refuse(ctx, actor, access.ViewOutcome, "cycle", ask.Cycle, app.NotFound())
	}
	o.root = o.Place.Root
	for _, c := range all {
		if c.ClosedAt.IsZero() {
			continue
		}
		o.Cycles = append(o.Cycles, c)
		if c.ID == ask.Cycle || ask.Cycle == 0 && o.Cycle.ID == 0 {
			o.Cycle = c
		}
	}
	if o.Cycle.ID == 0 {
		if ask.Cycle != 0 {
			return nil, app.NotFound()
		}
		return o, nil
	}
	var err error
	o.Set, err = s.Sets.Get(ctx, o.Cycle.Set)
	return o, err
}

func unitOf(set *app.Set, u store.CycleOutcome) Unit {
	unit := Unit{CycleOutcome: u, Count: outcome.Count{Branches: u.Branches}}
	for grade, n := range u.Grades {
		unit.Results += n
		if set.Attains(grade) {
			unit.Attained += n
		}
	}
	unit.Why = outcome.Organisation(unit.Count, u.Target)
	return unit
}

// years reads how the whole and the organisations of the page came out of every
// closed cycle.
func (s *Service) years(ctx context.Context, o *Outcome) error {
	ids := []int64{o.Place.ID}
	for _, u := range o.Units {
		ids = append(ids, u.Organisation)
	}
	var all []store.CycleOutcome
	var b store.Batch
	b.OutcomesOfYears(ids, &all)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	o.History = map[int64][]Unit{}
	for _, u := range all {
		set, err := s.Sets.Get(ctx, u.Set)
		if err != nil {
			return err
		}
		unit := unitOf(set, u)
		if u.Organisation == o.Place.ID {
			o.Years = append(o.Years, unit)
		}
		o.History[u.Organisation] = append(o.History[u.Organisation], unit)
	}
	return nil
}

// losing are the grades of branches that lose their eligibility, with "" for no
// result.
func losing(set *app.Set) []string {
	list := []string{""}
	for _, g := range set.Grades {
		if !set.Attains(g.Code) {
			list = append(list, g.Code)
		}
	}
	return list
}

// branches reads branches of some grades, or of all where grades is nil.
func (s *Service) branches(ctx context.Context, o *Outcome, grades []string, after After, limit int) ([]Branch, *After, error) {
	var rows []store.OutcomeLine
	var b store.Batch
	b.OutcomeLines(o.Cycle.ID, o.root, o.Committee(), grades, after.Committee, after.Branch, limit+1, &rows)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, nil, err
	}
	var next *After
	if len(rows) > limit {
		rows = rows[:limit]
		next = &After{rows[limit-1].CommitteeCode, rows[limit-1].Code}
	}
	var list []Branch
	for _, row := range rows {
		list = append(list, branchOf(o.Set, row))
	}
	return list, next, nil
}

func branchOf(set *app.Set, row store.OutcomeLine) Branch {
	b := Branch{OutcomeLine: row}
	result := set.Outcome(row.State == workflow.Final, row.Counts.Grade, row.Counts.Vetoed)
	for i, g := range set.Grades {
		if result.Final && g.Code == row.Counts.Grade {
			b.Grade = g.Name
			b.Stars = outcome.Stars(len(set.Grades)-1-i, result.Attains)
		}
	}
	b.Why = outcome.Branch(result)
	return b
}
