package workflow

import (
	"fmt"

	"baolei/internal/core/access"
)

// need returns "" where it is met, otherwise what to tell the person.
type need func(Facts) string

type transition struct {
	from     State
	action   access.Action
	to       State
	needs    []need // for the person and the time: whoever does not meet them is refused
	complete []need // for what was filled in: what is missing can be supplied
}

// table is every transition there is. Needs are told in their order, and what is
// incomplete after them. A signature waits for no window: what was reviewed in time
// may be signed later, and the report is marked late. What is withdrawn or returned
// has to be submitted, and reviewed, again: not when there is no time left for it.
var table = []transition{
	{Draft, access.SaveFinding, Draft, []need{selfOpen, notVerifier}, nil},
	{Returned, access.SaveFinding, Returned, []need{replyOpen, notVerifier}, nil},

	{Draft, access.Submit, Submitted, []need{selfOpen, notVerifier}, []need{answered, evidenced}},
	{Returned, access.Submit, Submitted, []need{replyOpen, notVerifier}, []need{replied, answered, evidenced}},
	{Submitted, access.Withdraw, Draft, []need{reviewNotBegun, selfOpen}, nil},

	{Submitted, access.SaveReview, Submitted, []need{reviewOpen, notFiller}, nil},
	{Submitted, access.Return, Returned, []need{reviewOpen, notFiller}, []need{remarked}},
	{Submitted, access.Sign, Verified, []need{notFiller, secondPerson}, []need{reviewed, reasoned}},

	{Verified, access.Publicise, Publicised, []need{publicityOn}, nil},
	{Publicised, access.Object, Publicised, []need{publicStill}, nil},
	{Publicised, access.DecideObjection, Publicised, []need{notFiller, objectionOpen}, nil},
	{Publicised, access.Report, Reported, []need{publicityOver}, []need{objectionsDecided}},
	{Verified, access.Report, Reported, []need{publicityOff}, nil},

	{Reported, access.SaveSpot, Reported, []need{neitherBefore, notHandedIn}, nil},
	{Reported, access.HandIn, Reported, []need{neitherBefore, notHandedIn}, []need{allLooked}},
	{Reported, access.AnswerSpot, Reported, []need{handedIn, notDecided, answerStill}, nil},
	{Reported, access.ProposeSpot, Reported, []need{neitherBefore, notChecker, handedIn, notDecided, answerHeard}, nil},
	{Reported, access.ConfirmSpot, Reported, []need{neitherBefore, notChecker, notDecided, proposedByAnother}, nil},
	{Reported, access.Reopen, Submitted, []need{checksDone}, nil},
	{Reported, access.Close, Final, []need{allDecided}, nil},
}

// wrongState says why an action does not fit the state, in words that tell
// what has happened meanwhile.
func wrongState(s State, action access.Action, f Facts) string {
	switch action {
	case access.SaveFinding, access.Submit:
		return selfOver(s, f)
	case access.Withdraw:
		return fmt.Sprintf("现在是“%s”，只有提交后、考核开始前可以撤回。", s.Chinese())
	case access.SaveReview, access.Return, access.Sign:
		return fmt.Sprintf("该支部现在是“%s”，只有“%s”的支部可以考核。", s.Chinese(), Submitted.Chinese())
	case access.Publicise:
		return fmt.Sprintf("该支部现在是“%s”，签署后、报送前才能公示。", s.Chinese())
	case access.Object, access.DecideObjection:
		return fmt.Sprintf("该支部现在是“%s”，公示期间才能提出和处理异议。", s.Chinese())
	case access.Report:
		return fmt.Sprintf("该支部现在是“%s”，签署并公示期满后才能报送。", s.Chinese())
	case access.SaveSpot, access.HandIn, access.AnswerSpot, access.ProposeSpot, access.ConfirmSpot:
		return fmt.Sprintf("该支部现在是“%s”，报送后、归档前才能抽查和认定。", s.Chinese())
	case access.Reopen:
		return fmt.Sprintf("该支部现在是“%s”，只有“%s”的支部可以重新考核。", s.Chinese(), Reported.Chinese())
	case access.Close:
		return fmt.Sprintf("该支部现在是“%s”，报送后才能归档。", s.Chinese())
	}
	return fmt.Sprintf("现在是“%s”，不能这样操作。", s.Chinese())
}

// selfOver says why a self-assessment cannot be changed any more, and what can
// still be done: only what is not signed is returned.
func selfOver(s State, f Facts) string {
	text := fmt.Sprintf("本支部自评现在是“%s”，不能再改。", s.Chinese())
	switch {
	case s == Submitted && May(s, access.Withdraw, f):
		return text + "考核还没有开始，支部书记可以先撤回，改好再提交。"
	case s == Submitted:
		return text + "需要修改时，请联系上级党组织退回。"
	case s == Verified && f.PublicityOn:
		return text + "考核已经签署，有异议的请在公示时提出。"
	case s == Publicised:
		return text + "对结果有异议的，请在公示期内提出。"
	case s == Reported:
		return text + "结果已报送机关工委，有疑问请联系上级党组织。"
	}
	return text
}
