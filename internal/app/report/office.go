package report

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

// Row is where a committee's report of a cycle stands, for the office.
type Row struct {
	Committee int64
	Name      string
	Branches  int
	Ready     int // that have a result, delivered ones included
	Delivered int // now
	Report    Report
	LateDays  int // the first sending, or today where there is none, is so many days late; 0 where not
}

// List is every committee's report of a cycle: what waits for the office first,
// then what is late, then the rest by code.
type List struct {
	Cycles []app.Cycle // the latest first
	Cycle  app.Cycle   // the one shown; zero where there is none
	Due    calendar.Date
	Rows   []Row
}

// List lists the reports of a cycle, 0 for the latest.
func (s *Service) List(ctx context.Context, actor access.Actor, cycle int64) (List, error) {
	var l List
	root := access.Root(actor, access.ViewReports)
	if root == 0 {
		return l, s.Refuse(ctx, actor, access.ViewReports, "cycle", cycle, fault.New(fault.Forbidden, "各党委的报送由工委经办查看。"))
	}
	var counts []store.CommitteeCount
	var reports []Report
	var b store.Batch
	b.Cycles(&l.Cycles)
	b.CommitteeCounts(cycle, root, &counts)
	b.Reports(cycle, root, &reports)
	if err := s.Store.Read(ctx, &b); err != nil {
		return l, err
	}
	chosen, known := app.CycleOf(l.Cycles, cycle)
	if !known && cycle != 0 {
		return l, app.NotFound()
	}
	if known {
		l.Cycle, l.Due = chosen, calendar.ReportDue(chosen.Year)
		l.Rows = rowsOf(counts, reports, l.Cycle, s.Today())
	}
	return l, nil
}

func rowsOf(counts []store.CommitteeCount, reports []Report, of app.Cycle, today calendar.Date) []Row {
	var rows []Row
	for _, c := range counts { // by committee
		if n := len(rows); n == 0 || rows[n-1].Committee != c.Committee {
			rows = append(rows, Row{Committee: c.Committee, Name: c.Name})
		}
		r := &rows[len(rows)-1]
		r.Branches += c.Branches
		if c.State.HasResult(of.Ended()) {
			r.Ready += c.Branches
		}
		if c.State.Delivered() {
			r.Delivered += c.Branches
		}
	}
	for i := range rows {
		r := &rows[i]
		if k := slices.IndexFunc(reports, func(x Report) bool { return x.Committee == r.Committee }); k >= 0 {
			r.Report = reports[k]
		}
		r.LateDays = lateDays(&r.Report, of, today)
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return a.press() - b.press() })
	return rows
}

// lateDays is by how many days a report was late when it was first sent, or, while
// its cycle runs, is by today.
func lateDays(r *Report, of app.Cycle, today calendar.Date) int {
	switch {
	case len(r.Sendings) > 0:
		return LateDays(&r.Sendings[0])
	case of.Ended():
		return 0
	}
	return max(0, calendar.ReportDue(of.Year).DaysUntil(today))
}

func (r Row) press() int {
	switch {
	case r.Report.State == store.ReportSent:
		return 0
	case r.Report.State == "" && r.LateDays > 0:
		return 1
	case r.Report.State == store.ReportReturned:
		return 2
	case r.Report.State == "":
		return 3
	}
	return 4
}

// Received is a committee's report as the office sees it.
type Received struct {
	Report   Report
	Cycle    app.Cycle
	Name     string // the committee's
	Lines    []Line // of the latest sending
	Now      []app.Assessment
	Frozen   []int64 // assessments that cannot be opened again: in a population of which checks are open
	LateDays int
	WhyNot   string // why the person cannot decide on it now; empty where nothing hinders
}

// Stands finds how a branch stands now.
func (r *Received) Stands(assessment int64) (app.Assessment, bool) {
	for _, a := range r.Now {
		if a.ID == assessment {
			return a, true
		}
	}
	return app.Assessment{}, false
}

// MayReopen tells whether a branch can be opened again now.
func (r *Received) MayReopen(a *app.Assessment) bool {
	return a.State == workflow.Reported && !r.Cycle.Ended() && !slices.Contains(r.Frozen, a.ID)
}

// Received opens a report.
func (s *Service) Received(ctx context.Context, actor access.Actor, id int64) (Received, error) {
	var v Received
	var b store.Batch
	b.Report(id, false, &v.Report)
	if err := s.Store.Read(ctx, &b); err != nil {
		return v, err
	}
	if err := s.sees(&v.Report, actor, access.ViewReports); err != nil {
		return v, s.Refuse(ctx, actor, access.ViewReports, "report", id, err)
	}
	last := v.Report.Last()
	var found bool
	b = store.Batch{}
	b.Cycle(v.Report.Cycle, &v.Cycle, &found)
	b.ReportLines(last.ID, &v.Lines)
	b.AssessmentsOfCommittee(v.Report.Cycle, v.Report.Committee, s.Today(), false, &v.Now)
	b.ChecksOpenBelow(v.Report.Cycle, v.Report.Committee, &v.Frozen)
	if err := s.Store.Read(ctx, &b); err != nil {
		return v, err
	}
	v.Name, v.LateDays = last.CommitteeName, lateDays(&v.Report, v.Cycle, s.Today())
	if v.WhyNot = whyNotDecide(&v.Report, v.Cycle.Ended()); v.WhyNot == "" {
		if err := app.StillOpen(v.Cycle); err != nil {
			v.WhyNot = err.Error()
		}
	}
	return v, nil
}

// sees refuses a report that is not there, or not below the actor's root, as one
// that is not there.
func (s *Service) sees(r *Report, actor access.Actor, action access.Action) error {
	if r.ID == 0 || !access.Allow(actor, action, access.Place{Root: r.Root}).Allowed {
		return app.NotFound()
	}
	return nil
}

func whyNotDecide(r *Report, ended bool) string {
	last := r.Last()
	switch r.State {
	case store.ReportAccepted:
		done := "已由" + last.DecidedName + "于 " + calendar.Minute(last.DecidedAt) + " 接收。"
		switch {
		case last.Delivered == last.Branches:
			return done
		case ended:
			return done + fmt.Sprintf("其余 %d 个支部在周期结束前没有报送，没有结果。", last.Branches-last.Delivered)
		}
		return done + "党委补报以后，再在这里办理。"
	case store.ReportReturned:
		done := "已由" + last.DecidedName + "于 " + calendar.Minute(last.DecidedAt) + " 退回，"
		if ended {
			return done + "周期结束前党委没有重新报送。"
		}
		return done + "等党委重新报送。"
	}
	return ""
}

// Paper is a sending as it was signed, for printing.
type Paper struct {
	Sending
	Year int
}

// Paper opens a sending for whoever of the committee's secretaries and of the
// work committee's officers may see it.
func (s *Service) Paper(ctx context.Context, actor access.Actor, report, sending int64) (Paper, error) {
	var r Report
	var p Paper
	var c app.Cycle
	var found bool
	var b store.Batch
	b.Report(report, false, &r)
	b.ReportLines(sending, &p.Lines)
	if err := s.Store.Read(ctx, &b); err != nil {
		return p, err
	}
	place := access.Place{Root: r.Root, Committee: r.Committee}
	may := access.Allow(actor, access.ViewReports, place).Allowed || access.Allow(actor, access.Report, place).Allowed
	i := slices.IndexFunc(r.Sendings, func(x Sending) bool { return x.ID == sending })
	if !may || i < 0 {
		return p, s.Refuse(ctx, actor, access.ViewReports, "report", report, app.NotFound())
	}
	lines := p.Lines
	p.Sending = r.Sendings[i]
	p.Lines = lines
	b = store.Batch{}
	b.Cycle(r.Cycle, &c, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return p, err
	}
	p.Year = c.Year
	return p, nil
}

// LateDays is by how many days the sending came after the report was due; 0
// where it did not.
func LateDays(s *Sending) int { return max(0, s.Due.DaysUntil(calendar.DateOf(s.At))) }
