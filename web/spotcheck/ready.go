package spotcheck

import (
	"fmt"
	"strings"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/indicator"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// readyView is the page that asks once more before handing in, or tells what is
// still to be looked at.
type readyView struct {
	Problem string
	WhyNot  string
	Confirm ui.ConfirmProps
	Open    ui.TableProps // items that are not looked at in full
	Areas   ui.TableProps
}

func newReady(v *spotcheck.Ready, hidden []ui.Hidden, problem string) readyView {
	done, all := figures.Done(v.Explanation)
	open := v.NotLooked()
	text := "交回以后不能再改，自评、考核、抽查三方结果随即并列显示。"
	if len(open) > 0 {
		text = fmt.Sprintf("还有 %d 项没有查完，都查过才能交回。%s", len(open), how(v, open))
	}
	r := readyView{Problem: problem, WhyNot: v.WhyNot, Areas: ui.TableProps{ID: "areas", Caption: "查了多少", Hide: true, Columns: []ui.Column{{Label: "部分"}, {Label: "已查", Number: true}, {Label: "没有查", Number: true}}}}
	r.Confirm = ui.ConfirmProps{ID: "hand-in", Title: "交回" + v.BranchName + "的抽查结果", Text: text, Disabled: !v.CanSave,
		Facts:  []ui.Definition{{Term: "支部", Text: v.BranchName}, {Term: "党委", Text: v.CommitteeName}, {Term: "已查", Text: fmt.Sprintf("%d / %d 项，%d 处", done, all, v.Explanation.Answered)}},
		Form:   ui.Form{Action: page.HandInURL(v.ID), Hidden: hidden, Submit: "交回，之后不能再改"},
		Cancel: ui.Link{Label: "返回继续查", Href: page.SpotURL(v.ID)}}
	r.Open = ui.TableProps{ID: "open", Caption: "没有查完的项目", Hide: true, Columns: []ui.Column{{Label: "项目"}}}
	for _, item := range open {
		_, area, _ := v.Set.Item(item.Code)
		r.Open.Rows = append(r.Open.Rows, ui.TableRow{Cells: []ui.Cell{{Text: v.Set.Number(item.Code) + " " + item.Title, Href: page.SpotItemURL(v.ID, area.Code, item.Code)}}})
	}
	r.areas(v)
	return r
}

// how tells what to do about the open items: which can be ticked together, and
// which ask for a figure that only their cards take.
func how(v *spotcheck.Ready, open []*indicator.Item) string {
	var typed []string
	for _, item := range open {
		if !v.Nothing(item) {
			typed = append(typed, v.Set.Number(item.Code))
		}
	}
	list := strings.Join(typed, "、")
	switch len(typed) {
	case 0:
		return "没有发现问题的项目，可以在各部分末尾一并勾选。"
	case len(open):
		return list + " 要填数，请在卡片里填写。"
	}
	return list + " 要填数，请在卡片里填写；其余没有发现问题的，可以在各部分末尾一并勾选。"
}

func (r *readyView) areas(v *spotcheck.Ready) {
	for _, c := range v.Explanation.Categories {
		for _, a := range c.Areas {
			area, _ := v.Set.Area(a.Area)
			open := figures.Open(a.Items)
			row := ui.TableRow{Cells: []ui.Cell{{Text: area.Title, Href: page.SpotAreaURL(v.ID, a.Area)}, {Text: fmt.Sprintf("%d 项", len(a.Items)-open)}, {Text: fmt.Sprintf("%d 项", open)}}}
			if open > 0 {
				row.Tone = ui.Warn
			}
			r.Areas.Rows = append(r.Areas.Rows, row)
		}
	}
}
