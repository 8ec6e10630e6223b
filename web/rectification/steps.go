package rectification

import (
	"slices"

	"baolei/internal/core/rectify"
	"baolei/web/page"
	"baolei/web/ui"
)

// step is a step of the file as a whole that the person may take.
type step struct {
	action          rectify.Action
	ID, Title, Note string
	Form            ui.Form
	Text            *ui.Text
	Kind            ui.Kind
}

// offers tells whether the form that came back is on the page.
func (v *view) offers(t form) bool {
	return slices.ContainsFunc(v.Steps, func(s step) bool { return s.action == t.step }) ||
		slices.ContainsFunc(v.Problems, func(p problem) bool {
			return p.ID == "p-"+dashed(t.item) && (t.step == rectify.Measure && p.Measure != nil || t.step == rectify.Progress && p.Progress != nil)
		})
}

// offer is a step of the file as a whole, with its words.
type offer struct {
	action              rectify.Action
	path                string
	title, note, submit string
	text, hint          string
	kind                ui.Kind
}

var offers = []offer{
	{rectify.Start, "start", "开始整改", "每个问题都写了措施、责任人和期限，就可以开始。开始以后措施不能再改，要改的请党委退回。", "开始整改", "", "", ui.Primary},
	{rectify.HandOver, "hand-over", "提请检查", "措施全部完成后，请党委检查。", "提请党委检查", "说明", "可以不填。", ui.Primary},
	{rectify.Pass, "pass", "检查通过", "问题都已整改到位。", "检查通过，报工委销号", "检查意见", "可以不填。", ui.Primary},
	{rectify.Fail, "fail", "没有通过", "还有没整改到位的，退回支部继续整改。", "退回继续整改", "理由", "写明哪里没有到位，支部会看到。", ui.Danger},
	{rectify.Replan, "replan", "重新制定措施", "措施不对路的，退回支部重新制定。", "退回重新制定措施", "理由", "写明哪些措施要改，支部会看到。", ui.Secondary},
	{rectify.End, "end", "销号", "核对后销号，台账从此只能查看。", "销号", "意见", "可以不填。", ui.Primary},
	{rectify.GiveBack, "give-back", "不予销号", "还有没整改到位的，退回支部继续整改。", "退回继续整改", "理由", "写明哪里没有到位，支部和党委会看到。", ui.Danger},
}

func (o offer) step(file int64, hidden []ui.Hidden, t *page.Typed) step {
	s := step{action: o.action, ID: "step-" + o.path, Title: o.title, Note: o.note, Kind: o.kind, Form: ui.Form{Action: page.RectificationStepURL(file, o.path), Hidden: hidden, Submit: o.submit}}
	if o.text != "" {
		f := t.TextField("text", o.text, o.hint, o.action.Reasoned())
		f.ID += "-" + string(o.action)
		f.Rows, f.MaxLength = 2, "400"
		s.Text = &f
	}
	return s
}
