package workflow

import (
	"fmt"
	"slices"
	"strings"

	"baolei/internal/core/calendar"
)

// FillUntil is until when a branch may change its self-assessment, that day
// included: the end of the self-assessment, a later day to which it was extended,
// and of a returned one the reply date where that is later still.
func FillUntil(s State, self, extended, replyBy calendar.Date) calendar.Date {
	until := self
	if until.Before(extended) {
		until = extended
	}
	if s == Returned && until.Before(replyBy) {
		until = replyBy
	}
	return until
}

func selfOpen(f Facts) string {
	w := f.Self
	w.Until = FillUntil(Draft, w.Until, f.Extended, f.ReplyBy)
	return window(w, f.Today, "自评")
}

// replyOpen lets a returned assessment be mended until the date set with the
// return, or as long as the self-assessment is open, whichever is later.
func replyOpen(f Facts) string {
	if f.ReplyBy.IsZero() || f.ReplyBy.Before(f.Today) {
		if selfOpen(f) == "" {
			return ""
		}
		return "修改期限已过，如需延期请联系上级党组织。"
	}
	return ""
}

func reviewOpen(f Facts) string { return window(f.Review, f.Today, "考核验收") }

func window(w calendar.Window, today calendar.Date, what string) string {
	switch w.At(today) {
	case calendar.NotYet:
		return fmt.Sprintf("%s从%s开始，现在还不能操作。", what, w.From.Chinese())
	case calendar.Over:
		return fmt.Sprintf("%s已于%s截止，如需延期请联系工委经办。", what, w.Until.Chinese())
	case calendar.Open:
	}
	return ""
}

func notVerifier(f Facts) string {
	if slices.Contains(f.VerifiedBy, f.Person) {
		return "您考核过该支部，不能再填报它的自评。"
	}
	return ""
}

func notFiller(f Facts) string {
	if slices.Contains(f.FilledBy, f.Person) {
		return "您填报过该支部的自评，不能再考核它，请由其他人办理。"
	}
	return ""
}

// neitherBefore keeps whoever filled or verified an assessment from
// spot-checking it, whatever the appointments are today.
func neitherBefore(f Facts) string {
	if why := notFiller(f); why != "" {
		return why
	}
	if slices.Contains(f.VerifiedBy, f.Person) {
		return "您考核过该支部，不能再抽查它，请由其他抽查员办理。"
	}
	return ""
}

// secondPerson asks for a second pair of eyes wherever the committee has one.
func secondPerson(f Facts) string {
	if f.CanVerify < 2 || !slices.Contains(f.ReviewedBy, f.Person) {
		return ""
	}
	if len(f.Signers) < 2 {
		return "您参加了该支部的逐项考核，要由另一位书记签署。本党委现在没有另一位，请联系安全管理员任命。"
	}
	return "您参加了该支部的逐项考核，请由本党委的另一位书记签署。"
}

func answered(f Facts) string {
	if f.Unanswered > 0 && !f.LeftKnowingly {
		return fmt.Sprintf("还有 %d 处没有填写。请补填，或勾选“其余 %d 处按未发生计”后提交。", f.Unanswered, f.Unanswered)
	}
	return ""
}

func evidenced(f Facts) string {
	if len(f.ClaimsNoEvidence) > 0 {
		return fmt.Sprintf("先锋分申报需要佐证，请先为 %s 添加文件。", strings.Join(f.ClaimsNoEvidence, "、"))
	}
	return ""
}

func replied(f Facts) string {
	if f.OpenRemarks > 0 {
		return fmt.Sprintf("还有 %d 条退回意见没有答复，请逐条答复后再提交。", f.OpenRemarks)
	}
	return ""
}

func reviewNotBegun(f Facts) string {
	if f.ReviewBegun {
		return "上级党组织已经开始考核，不能撤回。需要修改时，请联系考核员退回。"
	}
	return ""
}

func remarked(f Facts) string {
	if f.RemarksToSend == 0 {
		return "退回前请至少在一个项目上写明意见，让支部知道改什么。"
	}
	return ""
}

func reviewed(f Facts) string {
	if f.Unreviewed > 0 {
		return fmt.Sprintf("还有 %d 项没有考核，全部核完后才能签署。", f.Unreviewed)
	}
	return ""
}

func reasoned(f Facts) string {
	if len(f.Unreasoned) > 0 {
		return fmt.Sprintf("%s 的核定与自评不同，但没有写理由，请先补写。", strings.Join(f.Unreasoned, "、"))
	}
	return ""
}
