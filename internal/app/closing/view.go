package closing

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/outcome"
	"baolei/internal/core/signing"
	"baolei/internal/core/workflow"
)

// View is a cycle that is to be closed, or is being closed.
type View struct {
	Cycle       app.Cycle
	Set         *app.Set
	Lines       []Line     // by committee, state and grade
	Proposals   []Proposed // the first one first
	Open        Unfinished
	CanPropose  bool
	CanDecide   bool   // confirm what another officer proposed
	CanSendBack bool   // or not; also where something hinders meanwhile
	CanTakeBack bool   // the officer's own proposal
	Mine        bool   // the work that closes is the person's own
	Stopped     bool   // it stopped for good, and has to be taken up again
	WhyNot      string // why neither can be done now
}

// In counts the branches in a state.
func (v *View) In(s workflow.State) int {
	n := 0
	for _, l := range v.Lines {
		if l.State == s {
			n += l.Branches
		}
	}
	return n
}

// Graded counts the branches that are closed with a grade.
func (v *View) Graded(grade string) int {
	n := 0
	for _, l := range v.Lines {
		if l.State.Delivered() && l.Grade == grade {
			n += l.Branches
		}
	}
	return n
}

// Count is how many branches there are, and how many attain with what is closed.
func (v *View) Count() outcome.Count {
	var n outcome.Count
	for _, l := range v.Lines {
		v.count(&n, l)
	}
	return n
}

// count adds a line.
func (v *View) count(n *outcome.Count, l Line) {
	n.Branches += l.Branches
	if l.State.Delivered() && v.Set.Attains(l.Grade) {
		n.Attained += l.Branches
	}
}

// Committee is what closing means for a party committee.
type Committee struct {
	ID         int64
	Name       string
	Reported   int // branches whose result becomes final
	Lagging    int // of them, those that get a rectification file
	Unreported int
	outcome.Count
}

// Committees adds up by party committee, in the order of their codes.
func (v *View) Committees() []Committee {
	var list []Committee
	for _, l := range v.Lines {
		if len(list) == 0 || list[len(list)-1].ID != l.Committee {
			list = append(list, Committee{ID: l.Committee, Name: l.Name})
		}
		c := &list[len(list)-1]
		v.count(&c.Count, l)
		switch {
		case !l.State.Delivered():
			c.Unreported += l.Branches
		case l.Grade == v.Set.Lagging():
			c.Reported, c.Lagging = c.Reported+l.Branches, c.Lagging+l.Branches
		default:
			c.Reported += l.Branches
		}
	}
	return list
}

// Unreported counts the branches that stay what they are, without a result.
func (v *View) Unreported() int {
	n := 0
	for _, l := range v.Lines {
		if !l.State.Delivered() {
			n += l.Branches
		}
	}
	return n
}

// Early is the day until which committees may report, where on a day it is not
// over and branches are left without a result; zero elsewhere.
func (v *View) Early(today calendar.Date) calendar.Date {
	if due := calendar.ReportDue(v.Cycle.Year); v.Unreported() > 0 && !due.Before(today) {
		return due
	}
	return calendar.Date{}
}

// Waiting is the proposal that waits for another officer; nil where none does.
func (v *View) Waiting() *Proposed { return v.proposal((*Proposed).Waits) }

// Running is the proposal that was confirmed; nil before.
func (v *View) Running() *Proposed {
	return v.proposal(func(p *Proposed) bool { return p.Confirmed })
}

func (v *View) proposal(is func(*Proposed) bool) *Proposed {
	for i := range v.Proposals {
		if is(&v.Proposals[i]) {
			return &v.Proposals[i]
		}
	}
	return nil
}

// Matter is what is signed: what is closed, and the proposal that waits.
func (v *View) Matter() *signing.Text {
	t := v.content()
	if w := v.Waiting(); w != nil {
		t.Line("proposal", w.ID, w.ProposedBy, w.Digest, w.Note)
	}
	return t
}

// content is what is closed: how many branches of each committee in which state
// and grade, with what shows any change of them.
func (v *View) content() *signing.Text {
	t := signing.New("closing of a cycle").Line("cycle", v.Cycle.ID, v.Cycle.Year).Line("set", v.Cycle.SetCode).Line("target", v.Cycle.Target)
	for _, l := range v.Lines {
		t.Line("branches", l.Code, string(l.State), l.Grade, l.Branches, l.Versions, l.Points)
	}
	return t
}

// Moved tells whether what is closed is no longer what was proposed.
func (v *View) Moved() bool {
	w := v.Waiting()
	return w != nil && w.Digest != v.content().Digest()
}

// View shows what closing a cycle would do.
func (s *Service) View(ctx context.Context, actor access.Actor, cycle int64) (*View, error) {
	if access.Root(actor, access.Close) == 0 {
		return nil, s.Refuse(ctx, actor, access.Close, "cycle", cycle, notOfficer())
	}
	v := &View{}
	if err := s.read(ctx, v, cycle, s.Store.Read); err != nil {
		return nil, err
	}
	v.allow(actor)
	return v, nil
}

func (v *View) allow(actor access.Actor) {
	v.WhyNot = v.hindered()
	if running := v.Running(); running != nil {
		v.Mine, v.Stopped = running.TaskOwner == actor.Person, running.TaskFailed && v.Cycle.ClosedAt.IsZero()
	}
	if waiting := v.Waiting(); waiting != nil && !v.Cycle.Ended() {
		v.CanSendBack = waiting.ProposedBy != actor.Person
		v.CanTakeBack = !v.CanSendBack
		v.CanDecide = v.CanSendBack && v.WhyNot == ""
		if !v.CanSendBack && v.WhyNot == "" {
			v.WhyNot = "结束周期是您提出的，请由另一位经办确认。"
		}
		return
	}
	v.CanPropose = v.WhyNot == ""
}

// hindered tells what has to be done before the cycle can be closed; "" where
// nothing has.
func (v *View) hindered() string {
	switch {
	case !v.Cycle.ClosedAt.IsZero():
		return "本周期已经结束。"
	case v.Cycle.Ended():
		return "本周期正在归档，完成后会提醒。"
	case v.Open.Draws > 0:
		return "有抽查名单已公布、还没有抽取。请先抽取，再结束周期。"
	case v.Open.Again > 0:
		return fmt.Sprintf("有 %d 个支部重新考核后还没有重新报送。请等党委签署、报送，再结束周期。", v.Open.Again)
	case v.In(workflow.Reported) == 0:
		return "还没有已报送的支部，没有可以归档的结果。"
	}
	return workflow.WhyNot(workflow.Reported, access.Close, workflow.Facts{Undecided: v.Open.Checks})
}
