package report

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// noteLimit is how long notes and reasons may be, in characters.
const noteLimit = 1000

// Send is a committee secretary's signature under the report.
type Send struct {
	Cycle, Committee int64
	Key              string
	Digest           string // of the draft that the person saw
	Without          bool   // knowingly without the branches that are not ready
	Note             string // why they are not, or what was done about a report given back
}

// Send delivers every branch that is ready, and keeps the report as it is now.
// Where it is no longer what the person saw, nothing is sent: that is a
// conflict. A late report is taken.
func (s *Service) Send(ctx context.Context, actor access.Actor, in Send) error {
	in.Note = strings.TrimSpace(in.Note)
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var d Draft
		var fresh bool
		var b store.Batch
		var err error
		b.ShareCycle(in.Cycle)
		if d.Below, fresh, err = s.LockBelow(ctx, tx, &b, actor, access.Report, in.Cycle, in.Committee, in.Key); err != nil || !fresh {
			return err
		}
		b = store.Batch{}
		b.ReportOf(in.Cycle, in.Committee, true, &d.Report)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if err := app.Proven(actor, s.Now()); err != nil {
			return err
		}
		s.fill(&d, actor)
		if err := in.check(&d); err != nil {
			return err
		}
		return s.send(ctx, tx, actor, in, &d)
	})
	return s.Refused(ctx, actor, access.Report, "committee", in.Committee, err)
}

func (in *Send) check(d *Draft) error {
	if err := app.Seen(in.Digest, d.Now.Digest); err != nil {
		return err
	}
	if d.WhyNot != "" {
		return fault.New(fault.Conflict, d.WhyNot)
	}
	wrong := map[string]string{}
	if n := len(d.Missing()); n > 0 && !in.Without {
		wrong["without"] = fmt.Sprintf("还有 %d 个支部不能报送。等它们办好再报，或勾选“先报其余支部”。", n)
	}
	switch n := utf8.RuneCountInString(in.Note); {
	case n > noteLimit:
		wrong["note"] = "说明最多 1000 字，请精简。"
	case n < 2 && d.Now.Kind == store.Again:
		wrong["note"] = "请写明对退回意见的办理情况。"
	case n < 2 && d.NeedsNote():
		wrong["note"] = "请写明为什么有支部没有报送、什么时候补报。"
	}
	return fault.Fields(wrong)
}

func (s *Service) send(ctx context.Context, tx *store.Tx, actor access.Actor, in Send, d *Draft) error {
	var b store.Batch
	for i, l := range d.Now.Lines {
		if !l.New {
			continue
		}
		a := &d.All[i]
		b.Move(a, l.State, actor.Person, s.Now())
		b.Audit(s.Done(actor, access.Report, "assessment", a.ID, map[string]any{"from": a.State, "to": l.State, "version": a.Version + 1}))
	}
	sent := d.Now
	sent.Note, sent.By, sent.At = in.Note, actor.Person, s.Now()
	d.Report.Cycle, d.Report.Committee, d.Report.Root = d.Cycle.ID, d.Committee, d.All[0].Root
	var id int64
	b.SendReport(&d.Report, sent, &id)
	b.Audit(s.Done(actor, access.Report, "committee", d.Committee, map[string]any{"year": d.Cycle.Year, "delivered": sent.Delivered, "digest": sent.Digest, "late": d.Late}))
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	b = store.Batch{}
	s.tellSent(&b, actor, d, id)
	return tx.Commit(ctx, &b)
}

// tellSent tells the work committee's officers, and the branches that are
// delivered, of each: one may be the secretary of several.
func (s *Service) tellSent(b *store.Batch, actor access.Actor, d *Draft, id int64) {
	nr := len(d.Report.Sendings) + 1
	what := map[store.SendingKind]string{store.First: "报送", store.Again: "重新报送", store.Supplement: "补报"}[d.Now.Kind]
	if d.Late && d.Now.Kind == store.First {
		what = "逾期报送"
	}
	b.TellRoles(d.Report.Root, []access.Role{access.Officer}, store.Notice{By: actor.Person, Key: fmt.Sprintf("report %d sent %d", id, nr),
		Text: fmt.Sprintf("%s%s了 %d 年考评结果：%d 个支部，报送 %d 个。", d.Name, what, d.Cycle.Year, d.Now.Branches, d.Now.Delivered), Href: app.ReportAddress(id), MadeAt: s.Now()})
	for i, l := range d.Now.Lines {
		if !l.New {
			continue
		}
		b.TellRoles(d.All[i].Branch, []access.Role{access.BranchSecretary}, store.Notice{By: actor.Person, Key: fmt.Sprintf("report %d sent %d of %d", id, nr, l.Assessment),
			Text: fmt.Sprintf("%s %d 年考评结果已报送机关工委。", l.Branch, d.Cycle.Year), Href: app.ResultAddress(l.Assessment), MadeAt: s.Now()})
	}
}
