package spotcheck

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

// answerLimit is how long what a branch says about an item may be, in characters.
const answerLimit = 1000

// Answer is what a branch's secretary says to a check. Texts are by item; one
// that is blank is none, and none at all means that the branch has nothing to say
// against it.
type Answer struct {
	Assessment int64
	Key        string
	Texts      map[string]string
	Agreed     bool // pressed "no objection": then Texts does not count
}

// AnswerField names the field about an item in faults.
func AnswerField(item string) string { return "answer-" + strings.ReplaceAll(item, ".", "-") }

// GiveAnswer takes a branch's answer, once.
func (s *Service) GiveAnswer(ctx context.Context, actor access.Actor, in Answer) error {
	c := app.Change{Action: access.AnswerSpot, Assessment: in.Assessment, Key: in.Key}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if _, err := app.Decide(doc.State, access.AnswerSpot, doc.Facts(actor.Person, s.Today())); err != nil {
			return s.answered(ctx, tx, doc, err)
		}
		texts, err := in.texts(doc)
		if err != nil {
			return err
		}
		var b store.Batch
		b.GiveAnswer(doc.SpotCheck, texts, actor.Person, s.Now())
		b.TellRoles(doc.Root, []access.Role{access.Officer}, store.Notice{By: actor.Person, Key: fmt.Sprintf("spot.answered %d", doc.SpotCheck),
			Text: doc.BranchName + "已答复抽查结果，可以认定。", Href: app.SpotAddress(doc.ID), MadeAt: s.Now()})
		b.Audit(s.Done(actor, access.AnswerSpot, "assessment", doc.ID, map[string]any{"items": len(texts)}))
		return tx.Commit(ctx, &b)
	})
	return err
}

// answered tells the second of two secretaries who answered first; anything else
// is refused as it is.
func (s *Service) answered(ctx context.Context, tx *store.Tx, doc *app.Dossier, refused error) error {
	if !doc.Answered {
		return refused
	}
	var a SpotAnswer
	var b store.Batch
	b.SpotAnswerOf(doc.SpotCheck, &a, nil)
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	return app.Overtaken(a.AnsweredBy, a.AnsweredAt, "答复了抽查结果，答复只有一次")
}

// texts are those that say something, in table order.
func (in Answer) texts(doc *app.Dossier) ([]ItemText, error) {
	if in.Agreed {
		return nil, nil
	}
	wrong := map[string]string{}
	var list []ItemText
	for _, item := range doc.Set.Applies(doc.Kind) {
		text := strings.TrimSpace(in.Texts[item.Code])
		if utf8.RuneCountInString(text) > answerLimit {
			wrong[AnswerField(item.Code)] = "每项最多 1000 字，请精简后再提交。"
		}
		if text != "" {
			list = append(list, ItemText{Item: item.Code, Text: text})
		}
	}
	if len(wrong) == 0 && len(list) == 0 {
		return nil, fault.New(fault.Invalid, "还没有写答复。请至少在一个项目上写明情况；没有异议的，请点“没有异议”。")
	}
	return list, fault.Fields(wrong)
}
