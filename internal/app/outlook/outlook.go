// Package outlook watches the year as it goes: what each branch has to do now,
// what is overdue, and how its index stands and would end if nothing more were
// done, for the branch and for everybody above it.
//
// A branch's own page computes anew. What those above see is kept and computed
// in the background for the branches whose records or findings changed, and for
// all of them once a day; killed in the middle, the work is done again.
package outlook

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/measure"
	"baolei/internal/core/scoring"
	"baolei/internal/core/task"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Line is how a branch's year stands, as it was last computed.
type Line = store.Outlook

// Branch is how a branch's year stands now.
type Branch struct {
	store.RecordPlace
	Year   int
	Set    *app.Set // nil where no cycle was ever opened
	Look   measure.Outlook
	Known  bool // something is recorded or stated
	Tasks  []task.Task
	Stated int  // clauses of the self-assessment
	Sealed bool // the person is to spot-check the branch without its figures: Look is of the records alone, and not to be shown
}

// Count counts the tasks of a standing.
func (b *Branch) Count(s task.Standing) int {
	n := 0
	for _, t := range b.Tasks {
		if t.Standing == s {
			n++
		}
	}
	return n
}

// Branch opens a branch's year for whoever may see its records.
func (s *Service) Branch(ctx context.Context, actor access.Actor, branch int64) (Branch, error) {
	today := s.Today()
	y, out, err := s.year(ctx, branch, today, actor.Person)
	if err == nil && !access.Allow(actor, access.ViewRecords, y.Place()).Allowed {
		err = app.NotFound()
	}
	if err != nil {
		return Branch{}, s.refused(ctx, actor, branch, err)
	}
	return out, nil
}

// year computes a branch's year as of a day for a person, 0 for nobody's eyes.
// Where the branch's figures are sealed from the person, nothing of what the
// self-assessment states goes into it.
func (s *Service) year(ctx context.Context, branch int64, today calendar.Date, person int64) (store.YearOf, Branch, error) {
	var y store.YearOf
	var found bool
	var facts measure.Facts
	var seals []app.Seal
	var b store.Batch
	b.YearOf(branch, today.Year, &y, &found)
	b.Facts(branch, today.Year, &facts)
	b.SealsFrom(person, &seals)
	if err := s.Store.Read(ctx, &b); err != nil {
		return y, Branch{}, err
	}
	if !found {
		return y, Branch{}, app.NotFound()
	}
	facts.Today = today
	out := Branch{RecordPlace: y.RecordPlace, Year: today.Year}
	out.Sealed = slices.ContainsFunc(seals, func(x app.Seal) bool { return x.Branch == branch && x.Year == today.Year })
	if y.Set == 0 {
		return y, out, nil
	}
	return y, out, s.look(ctx, y, facts, &out)
}

func (s *Service) look(ctx context.Context, y store.YearOf, facts measure.Facts, out *Branch) error {
	var err error
	if out.Set, err = s.Sets.Get(ctx, y.Set); err != nil {
		return err
	}
	var stated []scoring.Finding
	if y.Assessment != 0 && !out.Sealed {
		doc, err := s.OpenDossier(ctx, y.Assessment)
		if err != nil {
			return err
		}
		stated, out.Stated = doc.Said(app.Self), len(doc.Findings[app.Self])
	}
	kind, known := out.Set.KindOf(y.Kind)
	if !known { // a branch that came after the opening and has not said its kind: nothing can be reckoned
		return nil
	}
	suggested := measure.Suggest(out.Set.Set, kind, facts)
	out.Known = len(suggested)+out.Stated > 0
	out.Tasks = task.List(out.Set.Set, suggested, facts.Today)
	out.Look, err = measure.Look(out.Set.Set, kind, stated, suggested)
	return err
}

// refused records that somebody was refused a branch's year.
func (s *Service) refused(ctx context.Context, actor access.Actor, branch int64, err error) error {
	if kind := fault.KindOf(err); kind == fault.NotFound || kind == fault.Forbidden {
		return s.Refuse(ctx, actor, access.ViewRecords, "branch", branch, err)
	}
	return err
}
