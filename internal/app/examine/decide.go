package examine

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/signing"
	"baolei/internal/store"
)

// Contested is an objection with the item that it is about.
type Contested struct {
	View
	Objection app.Objection
	Item      Item
	WhyNot    string // why the person cannot decide it now; empty where nothing hinders
}

// Contested opens an objection for deciding it.
func (s *Service) Contested(ctx context.Context, actor access.Actor, id int64) (Contested, error) {
	var c Contested
	list, err := s.objection(ctx, id)
	if err != nil || len(list) == 0 {
		return c, s.Refused(ctx, actor, access.DecideObjection, "objection", id, app.OrNotFound(err))
	}
	c.Objection = list[0]
	doc, err := s.OpenDossier(ctx, c.Objection.Assessment)
	if err == nil {
		err = app.Allow(actor, access.DecideObjection, doc.Place())
	}
	if err != nil {
		return c, s.Refused(ctx, actor, access.DecideObjection, "objection", id, err)
	}
	if c.View, err = s.view(doc, actor); err != nil {
		return c, err
	}
	c.Item, _ = c.View.Item(c.Objection.Item)
	c.WhyNot = s.whyNotDecide(doc, &c.Objection, actor)
	return c, nil
}

func (s *Service) objection(ctx context.Context, id int64) (list []app.Objection, err error) {
	var b store.Batch
	b.Objection(id, &list)
	return list, s.Store.Read(ctx, &b)
}

func (s *Service) whyNotDecide(doc *app.Dossier, o *app.Objection, actor access.Actor) string {
	if !o.Open() {
		return "这条异议已由" + o.DecidedName + "于 " + calendar.Minute(o.DecidedAt) + " 处理。"
	}
	if _, err := app.Decide(doc.State, access.DecideObjection, doc.Facts(actor.Person, s.Today())); err != nil {
		return err.Error()
	}
	return ""
}

// Ruling is what was decided about an objection, in words.
func Ruling(upheld bool) string {
	if upheld {
		return "采纳"
	}
	return "不采纳"
}

// Digest stands for what a decision is about: the objection, and what the
// review states about its item.
func (c *Contested) Digest() string { return contestedDigest(c.Dossier, &c.Objection) }

func contestedDigest(doc *app.Dossier, o *app.Objection) string {
	t := signing.New("objection").Line("objection", o.ID, o.Item, o.Reason).Line("assessment", doc.ID, doc.Version).Line("score", int64(doc.Counts.Total))
	for i, clause := range doc.Set.Clauses {
		if f, said := doc.Findings[app.Review][clause]; said && doc.Set.Items[i] == o.Item {
			t.Line("finding", clause, f.Version, f.Value, f.Reason)
		}
	}
	return t.Digest()
}

// Decision is what a committee's secretary decides about an objection.
type Decision struct {
	Objection int64
	Key       string
	Digest    string // of what the person saw
	Upheld    bool
	Lower     bool // the person knows that the branch's total falls by it
	Answer    string
	Read      Reading // what the review states about the item from now on; nil where it is to stay
}

// Decide decides an objection, with a reason. Where it is upheld, the review
// states something else about the item: by the rules of every review, each
// difference from the self-assessment with its reason. The score is computed
// anew; where it changed, the publicity begins anew. What stood there before
// stays on record beside the objection.
func (s *Service) Decide(ctx context.Context, actor access.Actor, in Decision) error {
	in.Answer = strings.TrimSpace(in.Answer)
	list, err := s.objection(ctx, in.Objection)
	if err != nil || len(list) == 0 {
		return s.Refused(ctx, actor, access.DecideObjection, "objection", in.Objection, app.OrNotFound(err))
	}
	var locked []app.Objection
	var days calendar.Days
	c := app.Change{Action: access.DecideObjection, Assessment: list[0].Assessment, Key: in.Key, Also: func(b *store.Batch) { b.ShareCycleOf(list[0].Assessment) }}
	_, err = s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		var b store.Batch
		locked = nil
		b.Objection(in.Objection, &locked) // the assessment is locked: nobody else decides meanwhile
		s.holidays(&b, &days)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		return s.decide(ctx, tx, actor, in, doc, &locked[0], days)
	})
	return err
}

func (s *Service) decide(ctx context.Context, tx *store.Tx, actor access.Actor, in Decision, doc *app.Dossier, o *app.Objection, days calendar.Days) error {
	if err := app.Proven(actor, s.Now()); err != nil {
		return err
	}
	if !o.Open() {
		return app.Overtaken(o.DecidedName, o.DecidedAt, "处理了这条异议："+Ruling(o.Upheld))
	}
	if _, err := app.Decide(doc.State, access.DecideObjection, doc.Facts(actor.Person, s.Today())); err != nil {
		return err
	}
	if err := app.Seen(in.Digest, contestedDigest(doc, o)); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(in.Answer); n < 2 || n > objectionLimit {
		return fault.Field("answer", "请写明处理的理由，2 至 1000 字。")
	}
	var b store.Batch
	o.Upheld, o.Answer, o.Before = in.Upheld, in.Answer, doc.Counts.Total
	if in.Upheld {
		if err := s.uphold(&b, actor, in, doc, o, days); err != nil {
			return err
		}
	} else if err := rejects(in, doc, o); err != nil {
		return err
	}
	o.After = doc.Counts.Total
	b.DecideObjection(o, actor.Person, s.Now())
	b.Act(doc.ID, "sign", actor.Person)
	s.tellDecided(&b, actor, doc, o)
	b.Audit(s.Done(actor, access.DecideObjection, "assessment", doc.ID, map[string]any{"item": o.Item, "objection": o.ID, "upheld": o.Upheld, "digest": in.Digest}))
	return tx.Commit(ctx, &b)
}

// rejects refuses to reject an objection with a form in which the review was
// changed: the change would be lost without a word.
func rejects(in Decision, doc *app.Dossier, o *app.Objection) error {
	if in.Read == nil {
		return nil
	}
	item, _, _ := doc.Set.Item(o.Item)
	verdict, err := in.Read(item)
	if err != nil {
		return err
	}
	for _, st := range verdict.Clauses {
		now, there := doc.Findings[app.Review][st.Finding.Clause]
		if there == st.Clear || there && !app.Same(now.Said, st.Finding) || there && now.Reason != st.Reason {
			return fault.Field("decision", "您改动了核定，又选了“不采纳”：这样改动不会保存。要按改动核定的，请选“采纳”；不改核定的，请把改动恢复原样，再提交。")
		}
	}
	return nil
}

// uphold writes the new findings, what they changed, and the score; it begins
// the publicity anew where a score changed.
func (s *Service) uphold(b *store.Batch, actor access.Actor, in Decision, doc *app.Dossier, o *app.Objection, days calendar.Days) error {
	item, _, _ := doc.Set.Item(o.Item)
	was, scored := maps.Clone(doc.Findings[app.Review]), doc.Counts
	p := &pen{Service: s, doc: doc, b: b, actor: actor, item: clausesOf(item)}
	if err := p.uphold(in, item); err != nil {
		return err
	}
	changed := false
	for _, clause := range p.item {
		before, there := was[clause]
		now, stands := doc.Findings[app.Review][clause]
		if there == stands && before.Version == now.Version {
			continue
		}
		changed = changed || there != stands || !app.Same(before.Said, now.Said) || before.Said.Reason != now.Said.Reason
		b.ChangeByObjection(o.ID, clause, findingOr(before, there), now.Value, now.Reason)
	}
	if !changed {
		return fault.Field("decision", "采纳异议，要在下面改动核定。核定不变的，请选“不采纳”。")
	}
	if err := rescore(doc, b); err != nil {
		return err
	}
	if err := in.falls(scored, doc.Counts); err != nil {
		return err
	}
	if slices.Equal(scored.Items, doc.Counts.Items) && scored.Total == doc.Counts.Total && scored.Vetoed == doc.Counts.Vetoed {
		return nil
	}
	s.makePublic(b, &doc.Assessment, publicUntil(days, s.Today(), doc.Cycle.PublicDays), actor, fmt.Sprintf("objection %d", o.ID))
	return nil
}

// falls asks once more before a decision in favour of an objection costs the branch
// points: mostly a figure is mistyped then.
func (in Decision) falls(before, after store.Score) error {
	if in.Lower || after.Total >= before.Total && (before.Vetoed || !after.Vetoed) {
		return nil
	}
	return fault.Field("lower", fmt.Sprintf("照这样核定，总分由 %s 变为 %s，支部受损。填错的请改正；确实要这样核定的，勾选“确认减少得分”后再签署。", before.Total, after.Total))
}

func findingOr(f app.Finding, there bool) *store.Finding {
	if !there {
		return nil
	}
	return &f.Finding
}

// uphold states what the decision says about the item. A change that tells no reason
// of its own has the decision's.
func (p *pen) uphold(in Decision, item *indicator.Item) error {
	verdict, err := in.Read(item)
	if err != nil {
		return err
	}
	for i := range verdict.Clauses {
		st := &verdict.Clauses[i]
		if p.reason(*st) == "" {
			st.Reason = short(in.Answer)
		}
	}
	return p.write(verdict)
}

// short cuts a text to the length of a reason.
func short(text string) string {
	if r := []rune(text); len(r) > reasonLimit {
		return string(r[:reasonLimit-1]) + "…"
	}
	return text
}

// tellDecided tells the branch and who objected.
func (s *Service) tellDecided(b *store.Batch, actor access.Actor, doc *app.Dossier, o *app.Objection) {
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("objection %d decided", o.ID), Href: app.ResultAddress(doc.ID), MadeAt: s.Now(),
		Text: fmt.Sprintf("对%s“%s”的异议已处理：%s。", doc.BranchName, itemName(doc, o.Item), Ruling(o.Upheld))}
	b.TellEach([]int64{o.By}, n)
	b.TellRoles(doc.Branch, []access.Role{access.BranchSecretary, access.BranchClerk}, n)
}
