package draw

import (
	"errors"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// replacing is the form that puts another checker in.
type replacingForm struct {
	Title   string
	Facts   []ui.Definition
	Message string
	Closed  string // why nobody can be put in any more
	Form    ui.Form
	Who     ui.Select
	Reason  ui.Text
	Back    ui.Link
}

func newReplacing(p *spotcheck.Place, in spotcheck.Replacement, failed error, hidden []ui.Hidden) replacingForm {
	wrong := map[string]string{}
	f := replacingForm{Title: "换下" + p.Checker.Name, Form: ui.Form{Action: page.ReplaceURL(p.Draw.ID, p.Checker.ID), Hidden: hidden}, Back: ui.Link{Label: p.Draw.Title, Href: page.DrawURL(p.Draw.ID)}}
	if e, ok := errors.AsType[*fault.Error](failed); ok {
		wrong, f.Message = e.Fields, e.Message
	}
	if !p.Check.HandedIn.IsZero() {
		f.Closed = "该支部的抽查已经交回，不用再换人。"
	} else if !p.Checker.EndedAt.IsZero() {
		f.Closed = p.Checker.Name + "已经被换下。"
	}
	f.Facts = []ui.Definition{{Term: "支部", Text: p.Check.Name}, {Term: "党委", Text: p.Check.Committee}, {Term: "抽查员", Text: p.Checker.Name}}
	f.Who = ui.Select{ID: "account", Name: "account", Label: "换成谁", Value: in.Account, Empty: "请选择", Required: true, Error: wrong["account"], Hint: "须回避的不能选。"}
	for _, c := range p.Candidates {
		if c.WhyNot == "" {
			f.Who.Options = append(f.Who.Options, ui.Option{Value: c.Account, Label: c.Name + "（" + c.Account + "）"})
			continue
		}
		f.Facts = append(f.Facts, ui.Definition{Term: "不能选", Text: c.Name + "：" + c.WhyNot})
	}
	if len(f.Who.Options) == 0 {
		f.Closed = "没有可以换的抽查员：其余的都须回避，或已在该支部。请先由安全管理员增加工委抽查员的任职。"
	}
	f.Reason = ui.Text{ID: "reason", Name: "reason", Label: "为什么换", Value: in.Reason, Error: wrong["reason"], Required: true, Rows: 2, MaxLength: "400", Hint: "会显示在抽查页上。"}
	return f
}
