package examine

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Return is what a reviewer says when giving an assessment back.
type Return struct {
	Assessment int64
	Key        string
	Version    int           // of the assessment that the person saw
	ReplyBy    calendar.Date // until when the branch may mend it, or until the self-assessment ends where that is later
}

// Return sends all remarks and gives the assessment back to the branch, to be
// mended until a date. The review stays; items that are asked about have to be
// looked at again, because an answer comes.
func (s *Service) Return(ctx context.Context, actor access.Actor, in Return) error {
	c := app.Change{Action: access.Return, Assessment: in.Assessment, Key: in.Key}
	facts := func(doc *app.Dossier) workflow.Facts { return s.facts(doc, actor) }
	return s.Move(ctx, actor, c, in.Version, facts, func(_ context.Context, _ *store.Tx, doc *app.Dossier, b *store.Batch) error {
		if in.ReplyBy.Before(s.Today()) {
			return fault.Field("reply_by", "答复期限不能早于今天。")
		}
		if until := doc.ReviewWindow().Until; until.Before(in.ReplyBy) {
			return fault.Field("reply_by", "答复期限不能晚于考核截止日"+until.Chinese()+"。")
		}
		b.SetReplyBy(doc.ID, in.ReplyBy)
		for _, r := range Unsent(doc) {
			b.LookAgain(doc.ID, r.Item)
		}
		b.SendRemarks(doc.ID, s.Now())
		b.Act(doc.ID, "sign", actor.Person)
		until := workflow.FillUntil(workflow.Returned, doc.Cycle.Self.Until, doc.Extended, in.ReplyBy)
		s.TellBranch(b, doc, actor, "returned", "的自评已退回，请答复意见、修改后重新提交，"+until.Chinese()+"截止。", app.SelfAddress(doc.ID))
		return nil
	})
}

// replyDays is how long a branch is offered to mend what was returned.
const replyDays = 5

// ReplyBy is the reply date that is offered with a return: some days from now, not
// before the self-assessment ends, and within the review.
func (v *View) ReplyBy(today calendar.Date) calendar.Date {
	by := workflow.FillUntil(workflow.Returned, v.Cycle.Self.Until, v.Extended, today.AddDays(replyDays))
	if until := v.ReviewWindow().Until; until.Before(by) {
		return until
	}
	return by
}
