package cycle

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
)

// typed is the form of a cycle's settings as it was filled in.
type typed struct {
	Year, Set, MemberSet, Target, SelfFrom, SelfUntil, ReviewFrom, ReviewUntil string
	Publicity, PublicDays, AnswerDays                                          string
	Evaluation                                                                 bool
}

// typedOf fills the form in with settings.
func typedOf(n oversee.NewCycle) typed {
	in := typed{Year: strconv.Itoa(n.Year), Set: strconv.FormatInt(n.Set, 10), MemberSet: strconv.FormatInt(n.Member, 10), Target: scoring.Points(n.Target).String(),
		SelfFrom: n.Self.From.String(), SelfUntil: n.Self.Until.String(), ReviewFrom: n.Review.From.String(), ReviewUntil: n.Review.Until.String(),
		AnswerDays: strconv.Itoa(n.Answer), Evaluation: n.Evaluation}
	if n.Public > 0 {
		in.Publicity, in.PublicDays = "true", strconv.Itoa(n.Public)
	}
	return in
}

// readTyped reads what was typed.
func readTyped(r *http.Request) typed {
	value := func(field string) string { return strings.TrimSpace(r.PostFormValue(field)) }
	return typed{value("year"), value("set"), value("member_set"), value("target"), value("self_from"), value("self_until"), value("review_from"), value("review_until"),
		value("publicity"), value("public_days"), value("answer_days"), value("evaluation") != ""}
}

// setting is one setting as it was filled in, to compare with.
func (in typed) setting(name string) string {
	only := typed{}
	only.keep(name, in)
	return fmt.Sprintf("%v", only)
}

// keep takes one setting from another filling in.
func (in *typed) keep(setting string, from typed) {
	switch setting {
	case "year":
		in.Year = from.Year
	case "target":
		in.Target = from.Target
	case "self":
		in.SelfFrom, in.SelfUntil = from.SelfFrom, from.SelfUntil
	case "review":
		in.ReviewFrom, in.ReviewUntil = from.ReviewFrom, from.ReviewUntil
	case "public_days":
		in.Publicity, in.PublicDays = from.Publicity, from.PublicDays
	case "answer_days":
		in.AnswerDays = from.AnswerDays
	case "member_set":
		in.MemberSet = from.MemberSet
	case "evaluation":
		in.Evaluation = from.Evaluation
	}
}

// decode reads what was typed, and says what cannot be read.
func (in typed) decode(key string) (oversee.NewCycle, map[string]string) {
	wrong := map[string]string{}
	year, err := strconv.Atoi(in.Year)
	if err != nil {
		wrong["year"] = "请填写年度，例如 2026。"
	}
	set, err := strconv.ParseInt(in.Set, 10, 64)
	if err != nil {
		wrong["set"] = "请选择一套已发布的党支部指标。"
	}
	member, err := strconv.ParseInt("0"+in.MemberSet, 10, 64)
	if err != nil {
		wrong["member_set"] = "请选择一套已发布的党员指标，或不设党员先锋指数。"
	}
	target, err := scoring.ParsePoints(strings.TrimSpace(strings.TrimRight(in.Target, "%％")))
	if err != nil || target < 0 || target > 100*scoring.Point {
		wrong["target"] = "达标率目标请填 0 至 100 之间的数，最多两位小数，例如 80。"
	}
	day := func(field, text string) calendar.Date {
		d, err := calendar.Parse(text)
		if err != nil {
			wrong[field] = "请填写日期，例如 2026-12-31。"
		}
		return d
	}
	public := 0
	if in.Publicity != "" {
		if public, err = strconv.Atoi(in.PublicDays); err != nil || public < 1 {
			public, wrong["public_days"] = 0, "公示天数请填 1 至 30 个工作日，或不设公示。"
		}
	}
	answer, err := strconv.Atoi(in.AnswerDays)
	if err != nil || answer < 1 {
		wrong["answer_days"] = "答复天数请填 1 至 30 个工作日。"
	}
	return oversee.NewCycle{Key: key, Public: public, Answer: answer, Year: year, Set: set, Member: member, Evaluation: in.Evaluation, Target: int(target),
		Self:   calendar.Window{From: day("self_from", in.SelfFrom), Until: day("self_until", in.SelfUntil)},
		Review: calendar.Window{From: day("review_from", in.ReviewFrom), Until: day("review_until", in.ReviewUntil)}}, wrong
}
