package workflow

import (
	"fmt"
	"slices"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/names"
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

func publicityOff(f Facts) string {
	if f.PublicityOn {
		return "本周期设有公示，公示期满后才能报送。"
	}
	return ""
}

func publicityOn(f Facts) string {
	if !f.PublicityOn {
		return "本周期不设公示，签署后可以直接报送。"
	}
	return ""
}

// publicStill lets objections in until the last day of the publicity, included.
func publicStill(f Facts) string {
	if f.PublicUntil.Before(f.Today) {
		return fmt.Sprintf("公示已于%s结束，不能再提出异议。如有问题，请向上级党组织反映。", f.PublicUntil.Chinese())
	}
	return ""
}

// publicityOver names with the period the objections that would hold the branch
// back when it is over.
func publicityOver(f Facts) string {
	switch {
	case f.PublicUntil.Before(f.Today):
		return ""
	case f.OpenObjections > 0:
		return fmt.Sprintf("公示到%s结束，还有 %d 条异议没有处理，期满并且处理后才能报送。", f.PublicUntil.Chinese(), f.OpenObjections)
	}
	return fmt.Sprintf("公示到%s结束，期满后才能报送。", f.PublicUntil.Chinese())
}

func objectionOpen(f Facts) string {
	if f.OpenObjections == 0 {
		return "这条异议已经处理，请刷新查看。"
	}
	return ""
}

func objectionsDecided(f Facts) string {
	if f.OpenObjections > 0 {
		return fmt.Sprintf("还有 %d 条异议没有处理，处理后才能报送。", f.OpenObjections)
	}
	return ""
}

func notHandedIn(f Facts) string {
	if f.HandedIn {
		return "抽查结果已经交回，不能再改。"
	}
	return ""
}

// allLooked keeps a check that leaves items out from counting as one that found
// nothing in them. A long list is cut: the page has all of it.
func allLooked(f Facts) string {
	n := len(f.NotLooked)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("还有 %d 项没有查完：%s。抽查范围内每一项都查过，才能交回。", n, names.Few(f.NotLooked, 8, "项"))
}

func handedIn(f Facts) string {
	if !f.HandedIn {
		return "抽查还没有交回，交回后才能答复和认定。"
	}
	return ""
}

func notDecided(f Facts) string {
	if f.Decided {
		return "抽查结果已经认定，不能再改。"
	}
	return ""
}

func answerStill(f Facts) string {
	switch {
	case f.Answered:
		return "对抽查结果已经答复过，不能再改。"
	case f.AnswerBy.Before(f.Today):
		return fmt.Sprintf("答复期限已于%s截止，如有补充，请联系工委经办。", f.AnswerBy.Chinese())
	}
	return ""
}

// answerHeard keeps the decision back until the branch has answered or its time
// for that is over.
func answerHeard(f Facts) string {
	if !f.Answered && !f.AnswerBy.Before(f.Today) {
		return fmt.Sprintf("支部可以答复到%s，答复后或期满才能认定。", f.AnswerBy.Chinese())
	}
	return ""
}

func notChecker(f Facts) string {
	if slices.Contains(f.CheckedBy, f.Person) {
		return "您抽查过该支部，抽查结果请由其他经办认定。"
	}
	return ""
}

func proposedByAnother(f Facts) string {
	switch f.ProposedBy {
	case 0:
		return "还没有等待确认的认定意见。请先由一位经办提出。"
	case f.Person:
		return "认定意见是您提出的，请由另一位经办确认。"
	}
	return ""
}

func checksDone(f Facts) string {
	if f.ChecksOpen {
		return "该支部在已公布的抽查名单里，这次抽查认定完之前不能重新考核。"
	}
	return ""
}

func allDecided(f Facts) string {
	if f.Undecided > 0 {
		return fmt.Sprintf("本周期还有 %d 个抽查没有认定，全部认定后才能结束。", f.Undecided)
	}
	return ""
}
