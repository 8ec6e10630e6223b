package roster

import (
	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// transferView is one transfer with the form that changes it.
type transferView struct {
	Title       string
	Badge       ui.BadgeProps
	Back        ui.Link
	Facts       []ui.Definition
	Mistakes    []ui.Mistake
	Conflict    *ui.Conflict
	Save        *ui.Form
	Fields      []ui.Text
	Group       *ui.Select
	Reason      *ui.Reason
	Submit      string
	Drop        *ui.Form
	Corrections ui.TableProps
	Changed     bool
}

func sides(other string, asked, done calendar.Date) []ui.Definition {
	return []ui.Definition{{Term: "对方党组织", Text: said(other)}, {Term: "提出日期", Text: day(asked)}, {Term: "办结日期", Text: day(done)}}
}

func transferOf(x records.TransferPage) transferView {
	v := transferView{Title: x.Direction.Chinese() + "：" + x.Name, Badge: state(&x.Transfer, x.Today), Back: ui.Link{Label: "党员名册", Href: page.RosterURL(x.Book.Branch)}, Submit: "保存"}
	v.Facts = sides(x.Other, x.Asked, x.Done)
	labels := []book.Label{{Key: "other", Name: "对方党组织"}, {Key: "asked_on", Name: "提出日期"}, {Key: "done_on", Name: "办结日期"}}
	now := map[string]any{"other": x.Other, "asked_on": page.DayText(x.Asked), "done_on": page.DayText(x.Done)}
	v.Corrections, v.Changed = book.Corrections("corrections", x.Corrections, labels, map[int64]map[string]any{x.ID: now}), len(x.Corrections) > 0
	return v
}

// fill makes the fields of the form.
func (v *transferView) fill(x records.TransferPage, t *page.Typed) {
	other, done := "原党组织", inDone
	if x.Direction == record.Out {
		other, done = "接收党组织", outDone
	}
	v.Fields = transferFields(t, other, "", done)
	if x.Direction == record.In && x.Done.IsZero() && len(x.Groups) > 0 {
		g := picked(t, "group", "编入党小组", "未编组")
		for _, one := range x.Groups {
			g.Options = append(g.Options, ui.Option{Value: page.IDText(one.ID), Label: one.Name})
		}
		v.Group = &g
	}
	if x.Book.Submitted || t.Wrong["reason"] != "" {
		v.Reason = &ui.Reason{ID: "reason", Name: "reason", Label: "更正理由", Value: t.Text("reason"), Error: t.Wrong["reason"], Required: true, Hint: "本支部已提交自评，原来的内容会保留。"}
	}
}

// dropReason is the reason's field once more, in the form that takes back.
func dropReason(r ui.Reason) ui.Reason {
	r.ID, r.Label, r.Error = "drop-reason", "撤销理由", ""
	return r
}
