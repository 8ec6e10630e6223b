package examine

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Ruling is what was decided about an objection, in words.
func Ruling(upheld bool) string {
	if upheld {
		return "采纳"
	}
	return "不采纳"
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

// tellDecided tells the branch and who objected.
func (s *Service) tellDecided(b *store.Batch, actor access.Actor, doc *app.Dossier, o *app.Objection) {
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("objection %d decided", o.ID), Href: app.ResultAddress(doc.ID), MadeAt: s.Now(),
		Text: fmt.Sprintf("对%s“%s”的异议已处理：%s。", doc.BranchName, itemName(doc, o.Item), Ruling(o.Upheld))}
	b.TellEach([]int64{o.By}, n)
	b.TellRoles(doc.Branch, []access.Role{access.BranchSecretary, access.BranchClerk}, n)
}
