package examine

import (
	"context"
	"fmt"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Publicity is a committee's branches on their way to the public.
type Publicity struct {
	app.Below
	Ready      []app.Assessment // signed, to be publicised
	Public     []app.Assessment // publicised, by the end of the period
	Objections []app.Objection  // what waits for a decision first, then by time
	Until      calendar.Date    // last day of what is publicised today
	WhyNot     string           // why nothing can be publicised; empty where something can
}

// Publicity shows what a committee publicises in a cycle. Cycle 0 is the latest,
// committee 0 the first for which the person signs.
func (s *Service) Publicity(ctx context.Context, actor access.Actor, cycle, committee int64) (Publicity, error) {
	var p Publicity
	var days calendar.Days
	var err error
	p.Below, err = s.OpenBelow(ctx, actor, access.Publicise, cycle, committee, func(b *store.Batch, cycle, committee int64) {
		b.ObjectionsOfCommittee(cycle, committee, &p.Objections)
		s.holidays(b, &days)
	})
	if err != nil {
		return p, err
	}
	p.Until = publicUntil(days, s.Today(), p.Cycle.PublicDays)
	for _, a := range p.All {
		switch a.State {
		case workflow.Verified:
			p.Ready = append(p.Ready, a)
		case workflow.Publicised:
			p.Public = append(p.Public, a)
		case workflow.Draft, workflow.Submitted, workflow.Returned, workflow.Reported, workflow.Final:
		}
	}
	slices.SortStableFunc(p.Public, func(a, b app.Assessment) int { return b.PublicUntil.DaysUntil(a.PublicUntil) })
	slices.SortStableFunc(p.Objections, func(a, b app.Objection) int { return waits(&a) - waits(&b) })
	p.WhyNot = whyNotPublicise(p.Cycle, p.Ready)
	return p, nil
}

func waits(o *app.Objection) int {
	if o.Open() {
		return 0
	}
	return 1
}

func whyNotPublicise(c app.Cycle, ready []app.Assessment) string {
	if c.Ended() {
		return "本周期已经结束，没有报送的支部没有结果。"
	}
	if len(ready) == 0 {
		return "没有等待公示的支部：逐个签署以后，在这里公示。"
	}
	return workflow.WhyNot(workflow.Verified, access.Publicise, workflow.Facts{PublicityOn: c.Publicity})
}

// publicUntil is the last day of a publicity of so many working days that begins
// on a day. The first day is not counted, as the Civil Code has it for periods
// by days (article 201), so that the period is never short of a working day
// however late it began.
func publicUntil(days calendar.Days, from calendar.Date, n int) calendar.Date {
	return days.Add(from, n)
}

// holidays queues the working days of the time in which a publicity that begins
// today can end.
func (s *Service) holidays(b *store.Batch, days *calendar.Days) {
	b.Holidays(s.Today(), s.Today().AddMonths(4), days)
}

// Publicise is a committee secretary's order to publicise.
type Publicise struct {
	Cycle, Committee int64
	Key              string
	Branches         []PublicBranch // at least one
}

// PublicBranch is a branch to be publicised, in the version that the person saw.
type PublicBranch struct {
	Assessment int64
	Version    int
}

// Publicise makes the results of some signed branches of a committee public for
// the cycle's period, and tells the branches. Where one of them is no longer as
// the person saw it, none is publicised: that is a conflict.
func (s *Service) Publicise(ctx context.Context, actor access.Actor, in Publicise) error {
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var days calendar.Days
		s.holidays(&b, &days)
		below, fresh, err := s.LockBelow(ctx, tx, &b, actor, access.Publicise, in.Cycle, in.Committee, in.Key)
		if err != nil || !fresh {
			return err
		}
		return s.publicise(ctx, tx, actor, in, below, days)
	})
	return s.Refused(ctx, actor, access.Publicise, "committee", in.Committee, err)
}

func (s *Service) publicise(ctx context.Context, tx *store.Tx, actor access.Actor, in Publicise, below app.Below, days calendar.Days) error {
	if len(in.Branches) == 0 {
		return fault.Field("branch", "请勾选要公示的支部。")
	}
	var b store.Batch
	until := publicUntil(days, s.Today(), below.Cycle.PublicDays)
	for _, one := range in.Branches {
		i := slices.IndexFunc(below.All, func(a app.Assessment) bool { return a.ID == one.Assessment })
		if i < 0 {
			return app.NotFound()
		}
		a := &below.All[i]
		if a.Version != one.Version {
			return app.Stale()
		}
		to, err := app.Decide(a.State, access.Publicise, a.Facts(actor.Person, s.Today()))
		if err != nil {
			return err
		}
		b.Move(a, to, actor.Person, s.Now())
		s.makePublic(&b, a, until, actor, fmt.Sprintf("version %d", a.Version))
		b.Audit(s.Done(actor, access.Publicise, "assessment", a.ID, map[string]any{"from": a.State, "to": to, "version": a.Version + 1, "until": until.String()}))
	}
	return tx.Commit(ctx, &b)
}

// makePublic begins a period for a branch's result as it counts now, and tells
// the branch. Event names what began it, the same for the same.
func (s *Service) makePublic(b *store.Batch, a *app.Assessment, until calendar.Date, actor access.Actor, event string) {
	b.Publicise(a.ID, s.Today(), until, a.Counts, actor.Person, s.Now())
	b.TellRoles(a.Branch, []access.Role{access.BranchSecretary, access.BranchClerk, access.Member}, store.Notice{By: actor.Person,
		Key:  fmt.Sprintf("publicised %d %s", a.ID, event),
		Text: fmt.Sprintf("%s %d 年考评结果从今天起公示，到%s止。有异议的，请在公示期内提出。", a.BranchName, a.Cycle.Year, until.Chinese()),
		Href: app.ResultAddress(a.ID), MadeAt: s.Now()})
}
