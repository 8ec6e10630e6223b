package app_test

import (
	"pgregory.net/rapid"

	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
)

// What goes between a committee and the office: the report, and branches that
// are opened again.
var reportActs = []act{
	{"send", ready, leaders, (*machine).maySend, (*machine).send},
	{"accept a report", nil, officers, (*machine).mayReceive, (*machine).accept},
	{"give a report back", nil, officers, (*machine).mayReceive, (*machine).refuse},
	{"reopen", reported, officers, (*machine).mayReopen, (*machine).reopen},
}

// goes tells whether a branch goes with the next report.
func (m *machine) goes(b *branch) bool {
	if !m.city.publicity {
		return b.state == workflow.Verified
	}
	return b.state == workflow.Publicised && b.public.Before(m.today()) && b.open() == 0
}

// maySend asks for something to send: branches that are ready, or the report
// that was given back.
func (m *machine) maySend(who string, b *branch) bool {
	some := false
	for _, x := range m.city.branches {
		if x.committee == b.committee {
			some = some || m.goes(x) || b.committee.report == "returned" && x.state == workflow.Reported
		}
	}
	return holds(who, b.committee.code, leaders...) && some
}

func (m *machine) mayReceive(who string, b *branch) bool {
	return holds(who, "W", officers...) && b.committee.report == "sent"
}

// mayReopen spares branches of a published list whose checks are not all decided.
func (m *machine) mayReopen(who string, b *branch) bool {
	return holds(who, "W", officers...) && b.state == workflow.Reported && !m.city.frozen(b)
}

func (m *machine) send(r *rapid.T, who string, b *branch) deed {
	actor, late := m.signs(r, who)
	in := report.Send{Cycle: m.city.cycle, Committee: b.committee.id, Key: m.key(), Without: true, Note: "其余支部以后补报"}
	if d, err := m.reports.Draft(m.ctx, actor, in.Cycle, in.Committee); err == nil {
		in.Digest = d.Now.Digest
	}
	return deed{
		wrong: late,
		send:  func() error { return m.reports.Send(m.ctx, actor, in) },
		then: func() {
			b.committee.report = "sent"
			for _, x := range m.city.branches {
				if x.committee == b.committee && m.goes(x) {
					x.state = workflow.Reported
				}
			}
		},
	}
}

func (m *machine) accept(r *rapid.T, who string, b *branch) deed {
	return m.receive(r, who, b, report.Decide{Accept: true}, func() { b.committee.report = "accepted" })
}

// refuse gives a report back, at times with a branch that is opened again.
func (m *machine) refuse(r *rapid.T, who string, b *branch) deed {
	in := report.Decide{Reason: "请再核对"}
	if !rapid.Bool().Draw(r, "with a branch") {
		return m.receive(r, who, b, in, func() { b.committee.report = "returned" })
	}
	in.Reopen, in.Until = []int64{b.id}, m.today().AddDays(20)
	d := m.receive(r, who, b, in, func() {
		b.committee.report = "returned"
		b.reopens(in.Until)
	})
	d.wrong = d.wrong || !m.mayReopen("off-1", b)
	return d
}

func (m *machine) receive(r *rapid.T, who string, b *branch, in report.Decide, then func()) deed {
	if b.committee.report == "" {
		return deed{}
	}
	actor, late := m.signs(r, who)
	in.Key = m.key()
	m.find(r, []any{&in.Report}, `select id from committee_report where committee_id = $1`, b.committee.id)
	if v, err := m.reports.Received(m.ctx, actor, in.Report); err == nil {
		in.Version, in.Digest = v.Report.Version, v.Report.Last().Digest
	}
	return deed{wrong: late, send: func() error { return m.reports.Decide(m.ctx, actor, in) }, then: then}
}

func (m *machine) reopen(r *rapid.T, who string, b *branch) deed {
	actor, late := m.signs(r, who)
	days := rapid.IntRange(0, 91).Draw(r, "days for the new verification") // 1 to 90 are right
	in := report.Reopen{Assessment: b.id, Key: m.key(), Until: m.today().AddDays(days), Reason: "请再核对"}
	if v, err := m.reports.Branch(m.ctx, actor, b.id); err == nil {
		in.Version, in.Digest = v.Version, v.Digest()
	}
	return deed{
		wrong: late || days < 1 || days > 90,
		send:  func() error { return m.reports.Reopen(m.ctx, actor, in) },
		then:  func() { b.reopens(in.Until) },
	}
}

// reopens keeps the review, and lets count what counts now.
func (b *branch) reopens(until calendar.Date) {
	b.before = b.counts()
	b.state, b.again, b.opened, b.reviewUntil, b.public = workflow.Submitted, true, true, until, calendar.Date{}
}
