package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Decide is what an officer decides about a committee's report.
type Decide struct {
	Report  int64
	Key     string
	Version int    // of the report that the officer saw
	Digest  string // of the sending that the officer saw, as the committee signed it
	Accept  bool
	Reason  string        // why it is given back
	Reopen  []int64       // assessments to be opened again with it; only of one given back
	Until   calendar.Date // last day for their new verification
}

// Decide accepts a report, or gives it back with a reason and opens branches
// again with it. The committee is told.
func (s *Service) Decide(ctx context.Context, actor access.Actor, in Decide) error {
	in.Reason = strings.TrimSpace(in.Reason)
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var r Report
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.Report(in.Report, false, &r)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if err := s.sees(&r, actor, access.DecideReport); err != nil || !fresh {
			return err
		}
		return s.decide(ctx, tx, actor, in, &r)
	})
	return s.Refused(ctx, actor, access.DecideReport, "report", in.Report, err)
}

func (s *Service) decide(ctx context.Context, tx *store.Tx, actor access.Actor, in Decide, r *Report) error {
	if err := overtaken(r, in.Version); err != nil {
		return err
	}
	if err := app.Proven(actor, s.Now()); err != nil {
		return err
	}
	if err := app.Seen(in.Digest, r.Last().Digest); err != nil {
		return err
	}
	if r.Last().By == actor.Person {
		return fault.New(fault.Forbidden, "报送是您签署的，请由工委的另一位经办办理。")
	}
	if err := in.check(); err != nil {
		return err
	}
	var b store.Batch
	if !in.Accept {
		if err := s.reopenAll(ctx, tx, &b, actor, in, r); err != nil {
			return err
		}
	}
	b.DecideReport(r, in.Accept, in.Reason, actor.Person, s.Now())
	s.tellDecided(&b, actor, in, r)
	b.Audit(s.Done(actor, access.DecideReport, "report", r.ID, map[string]any{"change": map[bool]string{true: "accept", false: "return"}[in.Accept], "reopened": len(in.Reopen), "digest": in.Digest}))
	return tx.Commit(ctx, &b)
}

// overtaken tells who was first with a report, and when; nil where it is as the
// officer saw it.
func overtaken(r *Report, saw int) error {
	last := r.Last()
	switch {
	case r.State == store.ReportAccepted:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "接收了这次报送")
	case r.State == store.ReportReturned:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "退回了这次报送")
	case r.Version != saw:
		return app.Overtaken(last.Name, last.At, "又报送了一次")
	}
	return nil
}

func (in *Decide) check() error {
	n := utf8.RuneCountInString(in.Reason)
	switch {
	case n > noteLimit:
		return fault.Field("reason", "意见最多 1000 字，请精简。")
	case !in.Accept && n < 2:
		return fault.Field("reason", "请写明为什么退回、要党委做什么。")
	case in.Accept && len(in.Reopen) > 0:
		return fault.Field("reopen", "接收报送时不能同时重新考核支部。需要重新考核的，请退回。")
	}
	return nil
}

// reopenAll opens branches again that the report given back is about.
func (s *Service) reopenAll(ctx context.Context, tx *store.Tx, b *store.Batch, actor access.Actor, in Decide, r *Report) error {
	if len(in.Reopen) == 0 {
		return nil
	}
	var all []app.Assessment
	var q store.Batch
	q.LockCycle(r.Cycle) // a draw that freezes one of them, or a closing, comes before or after
	q.AssessmentsOfCommittee(r.Cycle, r.Committee, s.Today(), true, &all)
	open := make([]bool, len(in.Reopen))
	for i, id := range in.Reopen {
		q.ChecksOpen(id, &open[i])
	}
	if err := tx.Read(ctx, &q); err != nil {
		return err
	}
	for i, id := range in.Reopen {
		at := slices.IndexFunc(all, func(a app.Assessment) bool { return a.ID == id })
		if at < 0 {
			return app.NotFound()
		}
		if err := s.reopen(b, actor, &all[at], open[i], Reopen{Until: in.Until, Reason: in.Reason}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) tellDecided(b *store.Batch, actor access.Actor, in Decide, r *Report) {
	last := r.Last()
	year := last.Due.Year - 1 // it is due in the February after
	text := fmt.Sprintf("工委已接收%s %d 年的考评结果报送。", last.CommitteeName, year)
	if !in.Accept {
		text = fmt.Sprintf("工委退回了%s %d 年的考评结果报送，请按意见办理后重新报送。", last.CommitteeName, year)
	}
	b.TellRoles(r.Committee, []access.Role{access.CommitteeSecretary}, store.Notice{By: actor.Person, Key: fmt.Sprintf("report %d decided %d", r.ID, last.Nr),
		Text: text, Href: app.CommitteeReportAddress(r.Cycle, r.Committee), MadeAt: s.Now()})
}
