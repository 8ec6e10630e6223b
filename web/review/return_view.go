package review

import (
	"net/http"
	"strconv"

	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// returnView is the page that gives an assessment back.
type returnView struct {
	Back    ui.Link
	WhyNot  string
	Remarks []unsent
	Form    *ui.Form
	Date    ui.Text
	Wrong   []ui.Mistake
}

// unsent is a remark that the return sends.
type unsent struct {
	Item ui.Link
	Text string
	Who  string
	Drop ui.Form
}

func (s *Screen) returnOf(r *http.Request, v examine.View, replyBy string, wrong map[string]string) returnView {
	p := returnView{Back: back(v), Wrong: page.Mistakes(wrong, "reply_by")}
	if !v.CanRemark {
		p.WhyNot = v.WhyNot
		if v.CanReview || p.WhyNot == "" {
			p.WhyNot = "您的任职没有退回的权限，请由有权限的同志办理。"
		}
		return p
	}
	for _, m := range examine.Unsent(v.Dossier) {
		item, _ := v.Set.Titled(m.Item)
		p.Remarks = append(p.Remarks, unsent{Text: m.Text, Who: m.WrittenName + " " + figures.When(m.WrittenAt),
			Item: ui.Link{Label: item, Href: page.ReviewItemURL(v.ID, m.Item)},
			Drop: ui.Form{Action: page.ReviewDropURL(v.ID, m.ID), Hidden: s.Hidden(r), Submit: "撤销"}})
	}
	if len(p.Remarks) == 0 {
		return p
	}
	p.Form = &ui.Form{Action: page.ReviewReturnURL(v.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(v.Version)), Submit: "退回给支部"}
	p.Date = ui.Text{ID: "reply_by", Name: "reply_by", Label: "请支部在这一天前答复", Type: "date", Value: replyBy, Required: true,
		Hint: replyHint(v, s.examine.Today()), Error: wrong["reply_by"]}
	return p
}

// replyHint tells which days can be set: one before the self-assessment ends takes
// nothing from the branch.
func replyHint(v examine.View, today calendar.Date) string {
	latest := "最晚到考核截止日" + v.ReviewWindow().Until.Chinese() + "。"
	if until := v.FillUntil(); today.Before(until) {
		return "当天仍可答复。自评" + until.Chinese() + "才截止，填更早的日期，支部也可以改到那天。" + latest
	}
	return "当天仍可答复。" + latest
}
