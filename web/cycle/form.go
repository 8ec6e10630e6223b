package cycle

import (
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// openForm is the form that opens a cycle.
type openForm struct {
	Free                    map[string]bool // the settings that are offered; nil for all
	Form                    ui.Form
	Mistakes                []ui.Mistake
	Running                 *ui.Link // to the end of the cycle that has to be closed before
	Closed                  bool     // there is nothing to fill in before
	Year, Target            ui.Text
	Set, MemberSet          ui.Select
	Evaluation              ui.Check
	SelfFrom, SelfUntil     ui.Text
	ReviewFrom, ReviewUntil ui.Text
	Publicity               ui.Check
	PublicDays, AnswerDays  ui.Text
}

// offers tells whether a setting is to be filled in.
func (f openForm) offers(setting string) bool { return f.Free == nil || f.Free[setting] }

func formOf(p oversee.Proposal, in typed, wrong map[string]string) openForm {
	day := func(name, label, value, hint string) ui.Text {
		return ui.Text{ID: name, Name: name, Label: label, Type: "date", Value: value, Hint: hint, Error: wrong[name], Required: true}
	}
	f := openForm{Mistakes: page.Mistakes(wrong, "year", "set", "member_set", "target", "self_from", "self_until", "review_from", "review_until", "public_days", "answer_days"),
		Year: ui.Text{ID: "year", Name: "year", Label: "年度", Value: in.Year, Error: wrong["year"], InputMode: "numeric", MaxLength: "4", Required: true},
		Target: ui.Text{ID: "target", Name: "target", Label: "达标率目标（%）", Value: in.Target, Error: wrong["target"], InputMode: "decimal", MaxLength: "6", Required: true,
			Hint: "达标和优秀的支部占全部支部的比例。"},
		Set: ui.Select{ID: "set", Name: "set", Label: "指标", Value: in.Set, Error: wrong["set"], Required: true, Hint: "开启后本周期就用这一版；以后确需更改，先试算再换用新版。"}}
	f.Running = toEnd(p.Running)
	if len(p.Sets) == 0 {
		f.Set.Empty = "还没有发布过指标"
	}
	f.Set.Options = options(p.Sets)
	f.MemberSet = ui.Select{ID: "member_set", Name: "member_set", Label: "党员指标", Value: in.MemberSet, Error: wrong["member_set"], Options: options(p.MemberSets),
		Empty: "不设党员先锋指数", Hint: "党员自评、支部核定后，结果用于先锋考评和底线扣分。"}
	f.Publicity = ui.Check{ID: "publicity", Name: "publicity", Label: "报送前公示考评结果", On: in.Publicity != "",
		Hint: "签署后由党委公示，支部书记和党员可以在公示期内提出异议；期满、异议处理完才能报送。"}
	f.PublicDays = ui.Text{ID: "public_days", Name: "public_days", Label: "公示几个工作日", Value: in.PublicDays, Error: wrong["public_days"], InputMode: "numeric", MaxLength: "2",
		Hint: "1 至 30，按法定节假日和调休计算，公示当天不计。不公示的不用填。"}
	f.AnswerDays = ui.Text{ID: "answer_days", Name: "answer_days", Label: "抽查后几个工作日内答复", Value: in.AnswerDays, Error: wrong["answer_days"], InputMode: "numeric", MaxLength: "2", Required: true,
		Hint: "1 至 30，按法定节假日和调休计算，交回当天不计。被抽查的支部可以在这几天里答复差异；期满没有答复的，直接认定。"}
	f.Evaluation = ui.Check{ID: "evaluation", Name: "evaluation", Label: "设党员测评", On: in.Evaluation, Hint: evaluated}
	f.SelfFrom = day("self_from", "自评开始", in.SelfFrom, "")
	f.SelfUntil = day("self_until", "自评截止", in.SelfUntil, "含当日。个别支部可以另行延期。")
	f.ReviewFrom = day("review_from", "考核验收开始", in.ReviewFrom, "可以与自评重叠：先提交的先考核。")
	f.ReviewUntil = day("review_until", "考核验收截止", in.ReviewUntil, "含当日。结果在次年二月底前报送。")
	return f
}

func options(sets []oversee.IndicatorSet) []ui.Option {
	var list []ui.Option
	for _, s := range sets {
		list = append(list, ui.Option{Value: strconv.FormatInt(s.ID, 10), Label: s.Name + "（" + s.Code + "）"})
	}
	return list
}

// extendForm is the form that gives a branch more time.
type extendForm struct {
	Form     ui.Form
	Back     ui.Link
	Title    string
	Badge    ui.BadgeProps
	Facts    []ui.Definition
	Mistakes []ui.Mistake
	Until    ui.Text
	Reason   ui.Text
	Before   ui.TableProps
	Can      bool
	WhyNot   string // said where it cannot
}

func extendOf(doc *app.Dossier, before []oversee.Extension, in extendTyped, wrong map[string]string) extendForm {
	f := extendForm{Back: ui.Link{Label: strconv.Itoa(doc.Cycle.Year) + " 年考评", Href: page.CycleURL(doc.Cycle.ID)}, Title: "延期：" + doc.BranchName,
		Badge: figures.State(doc.State, doc.Ended()), Can: doc.State == "draft" || doc.State == "returned",
		Facts:    []ui.Definition{{Term: "党委", Text: doc.CommitteeName}, {Term: "现在截止", Text: doc.FillUntil().Chinese()}},
		Mistakes: page.Mistakes(wrong, "until", "reason"),
		Until: ui.Text{ID: "until", Name: "until", Label: "延期到", Type: "date", Value: in.Until, Error: wrong["until"], Required: true,
			Hint: "含当日，不晚于考核验收截止日" + doc.Cycle.Review.Until.Chinese() + "。"},
		Reason: ui.Text{ID: "reason", Name: "reason", Label: "理由", Value: in.Reason, Error: wrong["reason"], Required: true, Rows: 3, MaxLength: "400",
			Hint: "会记录在案，不要写个人隐私。"},
		Before: ui.TableProps{ID: "before", Caption: "以前的延期", Hide: true, Columns: []ui.Column{{Label: "延期到"}, {Label: "理由"}, {Label: "经办"}}}}
	f.WhyNot = "该支部已经提交，不用延期。需要修改自评时，请由上级党组织退回。"
	if doc.Cycle.Ended() {
		f.Can, f.WhyNot = false, "本周期已经结束，不能再延期。"
	}
	for _, e := range before {
		f.Before.Rows = append(f.Before.Rows, ui.TableRow{Cells: []ui.Cell{{Text: e.Until.Chinese()}, {Text: e.Reason}, {Text: e.By, Sub: figures.When(e.At)}}})
	}
	return f
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}

// toEnd leads to the end of the cycle that runs; nil where none does.
func toEnd(c app.Cycle) *ui.Link {
	if c.ID == 0 {
		return nil
	}
	return &ui.Link{Label: "结束 " + strconv.Itoa(c.Year) + " 年考评", Href: page.ClosingURL(c.ID)}
}
