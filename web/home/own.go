package home

import (
	"fmt"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// ownPart is a branch's self-assessment, for who fills it in or submits it.
func ownPart(h oversee.Home, o oversee.Own, today calendar.Date) part {
	p := part{ID: fmt.Sprintf("own-%d", o.ID), Title: o.BranchName, Note: fmt.Sprintf("%d 年自评", h.Cycle.Year), Badges: []ui.BadgeProps{figures.State(o.State, o.Ended)}}
	self := figures.Total{Points: o.Self.Points, Grade: o.Self.Grade, Vetoed: o.Self.Vetoed}
	score := ui.Stat{Label: "自评得分", Value: figures.Points(o.Self.Points), Href: page.SelfScoreURL(o.ID)}
	if o.Answered == o.Clauses { // nobody is graded on what is not answered
		score.Badge = figures.Grade(h.Set.Set, o.Self.Grade)
	} else {
		score.Label = "自评得分 · 未填的按未发生计"
	}
	p.Stats = []ui.Stat{score, {Label: "已填", Value: fmt.Sprintf("%d / %d 处", o.Answered, o.Clauses)}}
	if o.State == workflow.Returned {
		p.Stats = append([]ui.Stat{{Label: "待答复的退回意见", Value: fmt.Sprintf("%d 条", o.OpenRemarks), Tone: ui.Lost}}, p.Stats...)
	}
	if o.HasCounts {
		p.Stats = append(p.Stats, ui.Stat{Label: "计入得分", Value: figures.Points(o.Counts.Points), Href: page.ResultURL(o.ID), Badge: figures.Grade(h.Set.Set, o.Counts.Grade)})
	}
	if o.Extendable() && !h.Cycle.Ended() {
		value, badge := left(o.Due(h.Cycle), today)
		p.Stats = append(p.Stats, ui.Stat{Label: "截止", Value: value, Badge: badge})
	}
	if answers(h, o, today) {
		value, badge := left(o.AnswerBy, today)
		p.Stats = append(p.Stats, ui.Stat{Label: "答复截止", Value: value, Badge: badge})
	}
	if objects(h, o.Line, today) {
		value, badge := left(o.PublicUntil, today)
		p.Stats = append(p.Stats, ui.Stat{Label: "公示到", Value: value, Badge: badge})
	}
	if o.Evaluates {
		p.Stats = append(p.Stats, ui.Stat{Label: "党员测评", Value: fmt.Sprintf("%d 人已答", o.Evaluated)})
	}
	say, actions := next(h, o, today)
	if o.Extendable() && !h.Cycle.Ended() && figures.Next(h.Set.Set, self) != "" && o.Answered == o.Clauses {
		say += figures.Next(h.Set.Set, self) + "。"
	}
	p.Say, p.Actions = say, actions
	return p
}

// answers tells whether the branch's answer to a spot check is awaited.
func answers(h oversee.Home, o oversee.Own, today calendar.Date) bool {
	return !h.Cycle.Ended() && o.State == workflow.Reported && !o.AnswerBy.IsZero() && !o.AnswerBy.Before(today)
}

// objects tells whether a branch and its members may still object to its result.
func objects(h oversee.Home, l oversee.Line, today calendar.Date) bool {
	return !h.Cycle.Ended() && l.State == workflow.Publicised && !l.PublicUntil.Before(today)
}

// delivered tells where a result is that has gone to the work committee; only
// what is decided of a spot check sets what counts apart from the review.
func delivered(o oversee.Own) string {
	if o.HandedIn && o.HasReview && o.HasCounts && o.Counts != o.Review {
		return "结果已报送，抽查已认定，按认定的计入。"
	}
	return "结果已报送。"
}

// submitted tells what happens to a submission, and whether it can be taken back.
func submitted(h oversee.Home, o oversee.Own, today calendar.Date) string {
	switch {
	case o.Again():
		return "工委要求重新考核本支部，等上级党组织在" + o.NewReviewBy.Chinese() + "前重新考核、签署。签署以前没有结果。"
	case o.Withdrawable(h.Cycle, today):
		return "已提交，等待上级党组织考核。考核开始前可以撤回。"
	}
	return "已提交，等待上级党组织考核。"
}

// replies tells what is left to do about a return.
func replies(o oversee.Own) string {
	if o.OpenRemarks == 0 {
		return "意见都已答复，请支部书记修改后重新提交"
	}
	return fmt.Sprintf("%d 条意见没有答复，请逐条答复、修改后重新提交", o.OpenRemarks)
}

// next is the one thing to do now, with what to know about it.
func next(h oversee.Home, o oversee.Own, today calendar.Date) (string, []ui.LinkButtonProps) {
	year := strconv.Itoa(h.Cycle.Year) + " 年"
	desk, result := look("查看自评", page.SelfURL(o.ID)), []ui.LinkButtonProps{look("查看结果", page.ResultURL(o.ID))}
	main := func(label, href string) []ui.LinkButtonProps {
		return []ui.LinkButtonProps{todo(label, href)}
	}
	switch {
	case !h.Cycle.Ended():
	case o.State.Delivered():
		return "本周期已经结束，结果已归档。", result
	default:
		return "本周期已经结束，本支部没有报送结果，按未达标计。", []ui.LinkButtonProps{desk}
	}
	switch {
	case !answers(h, o, today):
	case o.Secretary:
		return year + "抽查已交回。请在" + o.AnswerBy.Chinese() + "前答复，也可以表示没有异议；期满没有答复的，直接认定。", main("答复抽查结果", page.SpotURL(o.ID))
	default:
		return "抽查已交回，请支部书记在" + o.AnswerBy.Chinese() + "前答复。", []ui.LinkButtonProps{look("查看抽查结果", page.SpotURL(o.ID))}
	}
	if objects(h, o.Line, today) {
		return year + "考核结果公示到" + o.PublicUntil.Chinese() + "。有异议的，由支部书记或党员在这之前提出。", main("查看公示的结果", page.ResultURL(o.ID))
	}
	due := o.Due(h.Cycle)
	open := fmt.Sprintf("%s自评：还有 %d 处没有填，%s。", year, o.Clauses-o.Answered, deadline(due, today))
	switch o.State {
	case workflow.Returned:
		return year + "自评被上级党组织退回：" + replies(o) + "，" + deadline(due, today) + "。", main("查看退回意见", page.SelfURL(o.ID))
	case workflow.Submitted:
		return submitted(h, o, today), []ui.LinkButtonProps{desk}
	case workflow.Reported, workflow.Final:
		return delivered(o), result
	case workflow.Verified, workflow.Publicised:
		return "考核已签署。", result
	case workflow.Draft:
	}
	switch {
	case today.Before(h.Cycle.Self.From):
		return "自评从" + h.Cycle.Self.From.Chinese() + "开始。", []ui.LinkButtonProps{desk}
	case due.Before(today):
		return "自评已于" + due.Chinese() + "截止，如需延期请联系工委经办。", []ui.LinkButtonProps{desk}
	case o.Answered == 0:
		return open + "可以分几次填，每一处改动都会自动保存。", main("开始自评", page.SelfURL(o.ID))
	case o.Answered < o.Clauses:
		return open, main("继续自评", page.SelfURL(o.ID))
	case !o.Secretary:
		return "已全部填写，请支部书记检查并提交。", []ui.LinkButtonProps{desk}
	}
	return year + "自评：已全部填写，等您检查并提交，" + deadline(due, today) + "。", append(main("检查并提交", page.SelfCheckURL(o.ID)), desk)
}
