package examine

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Report is a committee's report of a cycle as it stands.
type Report struct {
	Cycle     app.Cycle
	Set       *app.Set
	Committee Committee
	Due       calendar.Date
	Late      bool             // a report made today is late
	Signed    []app.Assessment // would be reported now
	Reported  []app.Assessment
	Unsigned  []app.Assessment // not signed yet: they stay out
	WhyNot    string           // why the signed ones cannot be reported; empty where nothing hinders
}

// Report shows what a committee would report in a cycle. Cycle 0 is the latest,
// committee 0 the first for which the person signs.
func (s *Service) Report(ctx context.Context, actor access.Actor, cycle, committee int64) (Report, error) {
	if committee == 0 {
		if at := actor.At(access.CommitteeSecretary); len(at) > 0 {
			committee = at[0]
		}
	}
	var cycles []app.Cycle
	var b store.Batch
	b.Cycles(&cycles)
	if err := s.Store.Read(ctx, &b); err != nil {
		return Report{}, err
	}
	i := slices.IndexFunc(cycles, func(c app.Cycle) bool { return cycle == 0 || c.ID == cycle })
	if i < 0 {
		return Report{}, app.NotFound()
	}
	var all []app.Assessment
	b = store.Batch{}
	b.AssessmentsOfCommittee(cycles[i].ID, committee, s.Today(), false, &all)
	if err := s.Store.Read(ctx, &b); err != nil {
		return Report{}, err
	}
	return s.report(ctx, actor, committee, all)
}

// report sorts a committee's assessments into what would be reported, was, and
// cannot be yet.
func (s *Service) report(ctx context.Context, actor access.Actor, committee int64, all []app.Assessment) (Report, error) {
	if len(all) == 0 {
		return Report{}, app.NotFound()
	}
	if err := app.Allow(actor, access.Report, all[0].Place()); err != nil {
		return Report{}, s.Refuse(ctx, actor, access.Report, "committee", committee, err)
	}
	set, err := s.Sets.Get(ctx, all[0].Cycle.Set)
	if err != nil {
		return Report{}, err
	}
	r := Report{Cycle: all[0].Cycle, Set: set, Committee: Committee{committee, all[0].CommitteeName}, Due: calendar.ReportDue(all[0].Cycle.Year)}
	r.Late = r.Due.Before(s.Today())
	for _, a := range all {
		switch a.State {
		case workflow.Verified:
			r.Signed = append(r.Signed, a)
			if _, refusal := workflow.Decide(a.State, access.Report, a.Facts(actor.Person, s.Today())); refusal != nil {
				r.WhyNot = refusal.Message
			}
		case workflow.Reported, workflow.Final:
			r.Reported = append(r.Reported, a)
		case workflow.Draft, workflow.Submitted, workflow.Returned, workflow.Publicised:
			r.Unsigned = append(r.Unsigned, a)
		}
	}
	if len(r.Signed) == 0 {
		r.WhyNot = "还没有待报送的支部：先逐个签署，再报送。"
	}
	return r, nil
}

// Send is a committee secretary's order to report.
type Send struct {
	Cycle, Committee int64
	Key              string
	Seen             []int64 // the assessments that the person saw as to be reported
}

// Send reports all signed branches of a committee at once. Where they are not
// those that the person saw, nothing is reported: that is a conflict.
func (s *Service) Send(ctx context.Context, actor access.Actor, in Send) error {
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var all []app.Assessment
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.AssessmentsOfCommittee(in.Cycle, in.Committee, s.Today(), true, &all)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		return s.send(ctx, tx, actor, in, all, fresh)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, access.Report, "committee", in.Committee, err)
	}
	return err
}

func (s *Service) send(ctx context.Context, tx *store.Tx, actor access.Actor, in Send, all []app.Assessment, fresh bool) error {
	if len(all) == 0 {
		return app.NotFound()
	}
	if err := app.Allow(actor, access.Report, all[0].Place()); err != nil || !fresh {
		return err
	}
	var b store.Batch
	var sent []int64
	for i := range all {
		a := &all[i]
		if a.State != workflow.Verified {
			continue
		}
		to, err := app.Decide(a.State, access.Report, a.Facts(actor.Person, s.Today()))
		if err != nil {
			return err
		}
		b.Move(a, to, actor.Person, s.Now())
		b.Audit(s.Done(actor, access.Report, "assessment", a.ID, map[string]any{"from": a.State, "to": to, "version": a.Version + 1}))
		sent = append(sent, a.ID)
	}
	if len(sent) == 0 {
		return fault.New(fault.Conflict, "没有待报送的支部：都已报送，或还没有签署。请刷新核对。")
	}
	if !slices.Equal(sent, in.Seen) {
		return app.Stale()
	}
	return tx.Commit(ctx, &b)
}
