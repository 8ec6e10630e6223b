package workflow

import (
	"fmt"
	"slices"

	"baolei/internal/core/names"
)

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
