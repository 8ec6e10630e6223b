package review

import (
	"net/http"

	"baolei/internal/app/examine"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// agreeView is the page of many items.
type agreeView struct {
	Back    ui.Link
	Wrong   string
	Checks  []ui.Check
	Form    *ui.Form
	WhyNot  string
	Caution string // what reviewing costs the person
}

func (s *Screen) agreeOf(r *http.Request, v examine.View, wrong string) agreeView {
	a := agreeView{Back: back(v), Wrong: wrong, Caution: v.Forgoes}
	if !v.CanReview {
		a.WhyNot = v.WhyNot
		return a
	}
	for _, it := range v.Plain() {
		a.Checks = append(a.Checks, ui.Check{ID: page.CardID(it.Code), Name: "item", Value: it.Code, On: true,
			Label: v.Set.Number(it.Code) + " " + it.Title + "（" + figures.Points(it.Self.Score) + " 分）"})
	}
	if len(a.Checks) > 0 {
		a.Form = &ui.Form{Action: page.ReviewAgreeURL(v.ID), Hidden: s.Hidden(r), Submit: "同意勾选的项目"}
	}
	return a
}

func back(v examine.View) ui.Link {
	return ui.Link{Label: v.BranchName + "：逐项考核", Href: page.ReviewURL(v.ID)}
}
