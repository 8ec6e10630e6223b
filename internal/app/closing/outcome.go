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

// Outcome is what a closed cycle means.
type Outcome struct {
	Cycle     app.Cycle
	Set       *app.Set
	Whole     Unit
	Units     []Unit   // committees, each followed by its general branches
	Years     []Unit   // the whole through all closed cycles, the first year first
	Losers    []Branch // a page of the branches that lose their eligibility
	Next      *After   // where the next page begins; nil for none
	Files     map[string]int
	Committee int64 // whose branches are listed; 0 for all
}

// pageSize is how many branches a page lists.
const pageSize = 50

// Outcome shows what a closed cycle means, with a page of the branches that lose
// their eligibility, of one committee or of all.
func (s *Service) Outcome(ctx context.Context, actor access.Actor, cycle, committee int64, after After) (*Outcome, error) {
	root := access.Root(actor, access.Close)
	if root == 0 {
		return nil, s.Refuse(ctx, actor, access.Close, "cycle", cycle, notOfficer())
	}
	o := &Outcome{Committee: committee}
	var found bool
	var units, years []store.CycleOutcome
	var b store.Batch
	b.Cycle(cycle, &o.Cycle, &found)
	b.OutcomesOf(cycle, &units)
	b.OutcomesThroughYears(root, &years)
	b.RectificationsByState(cycle, &o.Files)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if !found || o.Cycle.ClosedAt.IsZero() {
		return nil, app.NotFound()
	}
	var err error
	if o.Set, err = s.Sets.Get(ctx, o.Cycle.Set); err != nil {
		return nil, err
	}
	for _, u := range units {
		unit := unitOf(o.Set, u)
		if u.Level == string(access.WorkCommittee) {
			o.Whole = unit
			continue
		}
		o.Units = append(o.Units, unit)
	}
	if err := s.years(ctx, o, years); err != nil {
		return nil, err
	}
	return o, s.losers(ctx, o, after)
}

func unitOf(set *app.Set, u store.CycleOutcome) Unit {
	unit := Unit{CycleOutcome: u, Count: outcome.Count{Branches: u.Branches}}
	for grade, n := range u.Grades {
		unit.Results += n
		if Attains(set.Set, grade) {
			unit.Attained += n
		}
	}
	unit.Why = outcome.Organisation(unit.Count, u.Target)
	return unit
}

func (s *Service) years(ctx context.Context, o *Outcome, all []store.CycleOutcome) error {
	for _, u := range all {
		if u.Level != string(access.WorkCommittee) {
			continue
		}
		set, err := s.Sets.Get(ctx, u.Set)
		if err != nil {
			return err
		}
		o.Years = append(o.Years, unitOf(set, u))
	}
	return nil
}

func (s *Service) losers(ctx context.Context, o *Outcome, after After) error {
	losing := []string{""}
	for _, g := range o.Set.Grades {
		if !Attains(o.Set.Set, g.Code) {
			losing = append(losing, g.Code)
		}
	}
	var rows []store.OutcomeLine
	var b store.Batch
	b.OutcomeLines(o.Cycle.ID, o.Committee, losing, after.Committee, after.Branch, pageSize+1, &rows)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	if len(rows) > pageSize {
		rows = rows[:pageSize]
		last := rows[pageSize-1]
		o.Next = &After{last.CommitteeCode, last.Code}
	}
	for _, row := range rows {
		o.Losers = append(o.Losers, branchOf(o.Set, row))
	}
	return nil
}

func branchOf(set *app.Set, row store.OutcomeLine) Branch {
	b := Branch{OutcomeLine: row}
	result := outcome.Result{Final: row.State == workflow.Final, Attains: Attains(set.Set, row.Counts.Grade), Vetoed: row.Counts.Vetoed}
	for i, g := range set.Grades {
		if result.Final && g.Code == row.Counts.Grade {
			b.Grade, result.Grade = g.Name, g.Name
			b.Stars = outcome.Stars(len(set.Grades)-1-i, result.Attains)
		}
	}
	b.Why = outcome.Branch(result)
	return b
}
