// Package evaluation lets members evaluate their branch, where the cycle has it,
// while the branch assesses itself: once, and without anybody learning what.
//
// That a member has answered is on record, in the log too; what was answered
// goes into sums and nowhere else: not into the log, not into the key by which a
// form acts once. Who can read every version of the database, such as its
// archived write-ahead log, could still see one sum become the next; that
// is as far as an application can go.
package evaluation

import (
	"context"
	"strings"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/evaluation"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// What the log calls it.
const answerAction access.Action = "evaluation.answer"

// Mine is the evaluation in which a person may take part.
type Mine struct {
	store.Evaluating
	Say string // why it cannot be answered, for the person; empty where it can
}

// Mine opens the person's evaluation. Where there is none it is not found.
func (s *Service) Mine(ctx context.Context, actor access.Actor) (Mine, error) {
	var m Mine
	var found bool
	var b store.Batch
	b.Evaluating(actor.Person, s.Today(), &m.Evaluating, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return m, err
	}
	if err := s.open(actor, &m, found); err != nil {
		return m, s.Refuse(ctx, actor, access.OwnPages, "assessment", m.Assessment, err)
	}
	return m, nil
}

// open decides on the right, and tells what stands against answering.
func (s *Service) open(actor access.Actor, m *Mine, found bool) error {
	if !found || !access.Allow(actor, access.OwnPages, m.Place).Allowed {
		return app.NotFound()
	}
	switch m.Window.At(s.Today()) {
	case calendar.NotYet:
		m.Say = "测评从" + m.Window.From.Chinese() + "开始。"
	case calendar.Over:
		m.Say = "测评已于" + m.Window.Until.Chinese() + "截止。"
	case calendar.Open:
	}
	if m.Answered {
		m.Say = "您已经作答，谢谢。答案只计入汇总，系统没有保存谁答了什么，所以也不能再改。"
	}
	return nil
}

// Answer takes a person's answers, by question. A form sent twice acts once;
// who has answered already is refused.
func (s *Service) Answer(ctx context.Context, actor access.Actor, key string, given map[string]string) error {
	one, missing := evaluation.One(given)
	if len(missing) > 0 {
		wrong := map[string]string{}
		for _, code := range missing {
			wrong[code] = "请选一个；说不上来的，选“不了解”。"
		}
		return &fault.Error{Kind: fault.Invalid, Message: "还有几题没有作答。", Fields: wrong}
	}
	key, _, _ = strings.Cut(key, ".") // what stands behind is a digest of the answers
	var refused int64
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var m Mine
		var fresh, found bool
		var b store.Batch
		b.OnceOnly(actor.Person, key, &fresh)
		b.Evaluating(actor.Person, s.Today(), &m.Evaluating, &found)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		refused = m.Assessment
		if err := s.open(actor, &m, found); err != nil || !fresh {
			return err
		}
		if m.Say != "" {
			return fault.New(fault.Forbidden, m.Say)
		}
		b = store.Batch{}
		b.Evaluate(m.Assessment, m.Member, one)
		b.Audit(s.Done(actor, answerAction, "assessment", m.Assessment, nil))
		return tx.Commit(ctx, &b)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, answerAction, "assessment", refused, err)
	}
	return err
}
