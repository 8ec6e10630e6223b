// Package report carries a party committee's results to the work committee: the
// committee sends its report of a cycle, the office accepts it or gives it back,
// and opens single branches again.
//
// A report is sent once, when every branch is ready. A branch that cannot be is
// listed with the reason, and counts as not attained; the committee may send
// without it once it has said why, and sends it later as a supplement. What is
// sent is kept as it was signed, whatever becomes of the branches. A report that
// was given back is sent again; scores change only at branches that the office
// has opened again.
package report

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/signing"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Aliases let screens name what they show without reaching for the store.
type (
	Report    = store.Report
	Sending   = store.Sending
	Line      = store.ReportLine
	Reopening = store.Reopening
	State     = store.ReportState
	Kind      = store.SendingKind
)

// The states of a report, and the kinds of its sendings.
const (
	Sent       = store.ReportSent
	Returned   = store.ReportReturned
	Accepted   = store.ReportAccepted
	First      = store.First
	Again      = store.Again
	Supplement = store.Supplement
)

// Draft is what a committee would send now, beside what it has sent.
type Draft struct {
	app.Below
	Report Report // State is "" where nothing was sent yet
	Now    Sending
	Late   bool   // sent today it is late
	WhyNot string // why nothing can be sent; empty where something can
}

// Missing lists the branches that would not be delivered.
func (d *Draft) Missing() []Line { return pick(d.Now.Lines, func(l Line) bool { return !l.Delivered }) }

// New lists the branches that the sending would deliver.
func (d *Draft) New() []Line { return pick(d.Now.Lines, func(l Line) bool { return l.New }) }

func pick(list []Line, keep func(Line) bool) []Line {
	var kept []Line
	for _, l := range list {
		if keep(l) {
			kept = append(kept, l)
		}
	}
	return kept
}

// NeedsNote tells whether the committee has to say something with the sending:
// why branches are missing, or what was done about a report given back.
func (d *Draft) NeedsNote() bool { return len(d.Missing()) > 0 || d.Now.Kind == store.Again }

// Draft shows what a committee would send in a cycle. Cycle 0 is the latest,
// committee 0 the first for which the person signs.
func (s *Service) Draft(ctx context.Context, actor access.Actor, cycle, committee int64) (Draft, error) {
	var d Draft
	var err error
	d.Below, err = s.OpenBelow(ctx, actor, access.Report, cycle, committee, func(b *store.Batch, cycle, committee int64) {
		b.ReportOf(cycle, committee, false, &d.Report)
	})
	if err != nil {
		return d, err
	}
	s.fill(&d, actor)
	return d, nil
}

// fill computes what would be sent.
func (s *Service) fill(d *Draft, actor access.Actor) {
	d.Now = Sending{Kind: kindOf(&d.Report), CommitteeName: d.Name, SetName: d.Set.Name, Due: calendar.ReportDue(d.Cycle.Year), Target: d.Cycle.Target, Branches: len(d.All)}
	d.Late = d.Now.Due.Before(s.Today()) && !d.Cycle.Ended()
	for i := range d.All {
		l := s.line(d, &d.All[i], actor)
		if l.Delivered {
			d.Now.Delivered++
		}
		if l.Delivered && l.Attains {
			d.Now.Attained++
		}
		d.Now.Lines = append(d.Now.Lines, l)
	}
	d.Now.Digest = digest(d)
	d.WhyNot = whyNot(d)
}

func kindOf(r *Report) store.SendingKind {
	switch r.State {
	case store.ReportReturned:
		return store.Again
	case store.ReportSent, store.ReportAccepted:
		return store.Supplement
	}
	return store.First
}

// line is a branch as the sending lists it: what is delivered with its score,
// what is not with the reason.
func (s *Service) line(d *Draft, a *app.Assessment, actor access.Actor) Line {
	l := Line{Assessment: a.ID, Code: a.BranchCode, Branch: a.BranchName, State: a.State}
	switch to, refusal := workflow.Decide(a.State, access.Report, a.Facts(actor.Person, s.Today())); {
	case a.State.Delivered():
		l.Delivered = true
	case refusal == nil:
		l.Delivered, l.New, l.State = true, true, to
	default:
		l.Missing = missing(a, refusal)
		return l
	}
	c := a.Counts
	l.Base, l.Pioneer, l.Bottom, l.Total, l.Vetoed, l.Grade = c.Base, c.Pioneer, c.Bottom, c.Total, c.Vetoed, c.Grade
	l.Attains, l.SignedName, l.SignedAt, l.PublicFrom, l.PublicUntil = d.Set.Attains(c.Grade), a.SignedName, a.SignedAt, a.PublicFrom, a.PublicUntil
	for _, g := range d.Set.Grades {
		if g.Code == c.Grade {
			l.GradeName = g.Name
		}
	}
	return l
}

// missing tells why a branch cannot be delivered yet.
func missing(a *app.Assessment, refusal *workflow.Refusal) string {
	switch a.State {
	case workflow.Draft:
		return "支部还没有提交自评。"
	case workflow.Returned:
		return "已退回支部修改，还没有重新提交。"
	case workflow.Submitted:
		if a.Again() {
			return "工委要求重新考核，还没有重新签署。"
		}
		return "已提交，还没有签署。"
	case workflow.Verified:
		if a.Cycle.Publicity {
			return "已签署，还没有公示。"
		}
	case workflow.Publicised, workflow.Reported, workflow.Final:
	}
	return refusal.Message
}

func whyNot(d *Draft) string {
	if err := app.StillOpen(d.Cycle); err != nil {
		return err.Error()
	}
	if len(d.New()) > 0 || d.Now.Kind == store.Again && d.Now.Delivered > 0 {
		return ""
	}
	if d.Now.Delivered == len(d.All) {
		return "全部支部都已报送。"
	}
	return "现在没有可以报送的支部：签署并公示期满以后，在这里报送。"
}

// digest stands for what the committee's secretary signs: every line with what
// it says, and the report that it follows.
func digest(d *Draft) string {
	n := &d.Now
	t := signing.New("report").Line("cycle", d.Cycle.ID, d.Cycle.Year).Line("set", d.Set.Code).Line("committee", d.Committee, d.Name).Line("version", d.Report.Version, n.Kind).
		Line("due", n.Due).Line("rate", n.Target, n.Branches, n.Delivered, n.Attained)
	for _, l := range n.Lines {
		t.Line("branch", l.Code, l.Branch, l.Delivered, l.New, l.Missing)
		if l.Delivered {
			t.Line("score", int64(l.Base), int64(l.Pioneer), int64(l.Bottom), int64(l.Total), l.Vetoed, l.Grade, l.SignedName, l.SignedAt)
		}
	}
	return t.Digest()
}
