package spotcheck

import (
	"fmt"
	"net/http"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// hearing is what branch and officers say to a check, with the forms of whoever
// may act now.
type hearing struct {
	Refused  string // title over the mistakes
	Mistakes []ui.Mistake
	Kept     []ui.Definition // what was typed in a form that is not there any more

	Answer   string // who answered, or until when it may be answered
	Answered []ui.Definition
	Typing   *typing // the branch's form
	Propose  *proposing
	Proposal *proposal
	Before   ui.TableProps // proposals that were sent back, and the one that was confirmed
	WhyNot   string
}

// typing is the form in which a branch answers.
type typing struct {
	Agree  ui.Form
	Form   ui.Form
	Fields []ui.Text
}

// proposing is the form in which an officer chooses.
type proposing struct {
	Form      ui.Form
	Text      string
	Choices   []choosing
	Signature ui.SignatureProps
}

type choosing struct {
	Level  ui.Radios
	Reason ui.Text
}

// proposal is what waits for another officer.
type proposal struct {
	Text      string
	Items     ui.TableProps
	Effect    string   // what counts once it is confirmed
	Confirm   *ui.Form // nil where this person cannot
	Back      ui.Form
	Reason    ui.Text
	Signature ui.SignatureProps
}

func (s *Screen) hearing(r *http.Request, c *spotcheck.Comparison, h heard) hearing {
	v := hearing{Refused: h.refused, Mistakes: page.Mistakes(h.wrong), WhyNot: c.WhyNot, Before: before(c)}
	v.answer(c, s.spot.Today())
	if c.CanAnswer {
		v.Typing = s.typing(r, c, h)
	}
	if c.CanPropose {
		v.Propose = s.proposing(r, c, h)
	}
	if w := c.Waiting(); w != nil && access.Allow(s.Actor(r), access.ProposeSpot, c.Place()).Allowed {
		v.Proposal = s.proposal(r, c, w, h)
	}
	v.keep(c, h)
	return v
}

// keep shows what was typed where another was faster and the form is gone.
func (v *hearing) keep(c *spotcheck.Comparison, h heard) {
	for _, it := range c.Items {
		add := func(text string, gone bool) {
			if gone && text != "" {
				v.Kept = append(v.Kept, ui.Definition{Term: named(c, it.Item), Text: text})
			}
		}
		add(h.answers[it.Item], v.Typing == nil)
		if reason := h.reasons[it.Item]; reason != "" {
			if word := levelWords[app.Level(h.levels[it.Item])]; word != "" {
				reason = "以" + word + "为准：" + reason
			}
			add(reason, v.Propose == nil)
		}
	}
	if h.back != "" && (v.Proposal == nil || v.Proposal.Confirm == nil) {
		v.Kept = append(v.Kept, ui.Definition{Term: "退回的理由", Text: h.back})
	}
}

func (v *hearing) answer(c *spotcheck.Comparison, today calendar.Date) {
	switch {
	case c.Answer.AnsweredAt.IsZero() && c.Decided:
		v.Answer = "支部没有答复，期限到" + c.Answer.By.Chinese() + "。"
	case c.Answer.AnsweredAt.IsZero() && c.Answer.By.Before(today):
		v.Answer = "支部在期限内没有答复，期限到" + c.Answer.By.Chinese() + "，可以直接认定。"
	case c.Answer.AnsweredAt.IsZero():
		v.Answer = "支部还没有答复，可以答复到" + c.Answer.By.Chinese() + "；期满没有答复的，直接认定。"
	case len(c.Answer.Texts) == 0:
		v.Answer = fmt.Sprintf("%s %s表示没有异议。", c.Answer.AnsweredBy, calendar.Minute(c.Answer.AnsweredAt))
	default:
		v.Answer = fmt.Sprintf("%s %s答复。", c.Answer.AnsweredBy, calendar.Minute(c.Answer.AnsweredAt))
	}
	for _, t := range c.Answer.Texts {
		v.Answered = append(v.Answered, ui.Definition{Term: named(c, t.Item), Text: t.Text})
	}
}

func named(c *spotcheck.Comparison, code string) string {
	title, _ := c.Set.Titled(code)
	return title
}

func (s *Screen) typing(r *http.Request, c *spotcheck.Comparison, h heard) *typing {
	t := &typing{Agree: ui.Form{Action: page.SpotAnswerURL(c.ID), Hidden: s.Hidden(r, "agreed", "true"), Label: "没有异议"},
		Form: ui.Form{Action: page.SpotAnswerURL(c.ID), Hidden: s.Hidden(r), Label: "逐项答复"}}
	for _, it := range c.Differing() {
		field := spotcheck.AnswerField(it.Item)
		t.Fields = append(t.Fields, ui.Text{ID: field, Name: field, Label: named(c, it.Item), Value: h.answers[it.Item], Error: h.wrong[field], Rows: 2, MaxLength: "1000",
			Hint: fmt.Sprintf("考核 %s，抽查 %s", figures.Points(it.Review), figures.Points(it.Spot))})
	}
	return t
}

func (s *Screen) proposing(r *http.Request, c *spotcheck.Comparison, h heard) *proposing {
	p := &proposing{Form: ui.Form{Action: page.SpotProposeURL(c.ID), Hidden: s.Hidden(r)}, Signature: s.Signature(r, c.Matter().Digest(), h.wrong)}
	p.Text = "各项相差都在允许差以内，以考核为准；提出后由另一位经办确认。"
	if c.Beyond > 0 {
		p.Text = "超出允许差的逐项选择以哪一方为准，并写明理由；提出后由另一位经办确认，确认后才计入。其余各项以考核为准。"
	}
	h.startFrom(c.Decisions)
	for _, it := range c.Items {
		if !it.Beyond {
			continue
		}
		level, reason := spotcheck.LevelField(it.Item), spotcheck.ReasonField(it.Item)
		p.Choices = append(p.Choices, choosing{
			Level: ui.Radios{ID: level, Name: level, Label: named(c, it.Item), Value: h.levels[it.Item], Error: h.wrong[level], Options: []ui.Option{
				{Value: string(app.Review), Label: "以考核为准：" + figures.Points(it.Review)}, {Value: string(app.Spot), Label: "以抽查为准：" + figures.Points(it.Spot)}}},
			Reason: ui.Text{ID: reason, Name: reason, Label: "理由", Value: h.reasons[it.Item], Error: h.wrong[reason], Required: true, Rows: 2, MaxLength: "400", Hint: "支部和党委会看到。"}})
	}
	return p
}

// startFrom fills a fresh form in with the latest proposal where that was sent back:
// what another officer found wanting is mended, not typed again.
func (h *heard) startFrom(decisions []spotcheck.SpotDecision) {
	if h.levels != nil || len(decisions) == 0 {
		return
	}
	last := &decisions[len(decisions)-1]
	if last.Waits() || last.Confirmed {
		return
	}
	h.levels, h.reasons = map[string]string{}, map[string]string{}
	for _, it := range last.Items {
		h.levels[it.Item], h.reasons[it.Item] = string(it.Level), it.Reason
	}
}

func (s *Screen) proposal(r *http.Request, c *spotcheck.Comparison, w *spotcheck.SpotDecision, h heard) *proposal {
	p := &proposal{Text: fmt.Sprintf("%s %s提出，等另一位经办确认。", w.ProposedName, calendar.Minute(w.ProposedAt)), Items: chosen(c, "proposed", w)}
	if !c.CanConfirm {
		return p
	}
	p.Effect = effect(c, w)
	p.Signature = s.Signature(r, c.Matter().Digest(), h.wrong)
	p.Confirm = &ui.Form{Action: page.SpotConfirmURL(c.ID), Hidden: s.Hidden(r)}
	p.Back = ui.Form{Action: page.SpotSendBackURL(c.ID), Hidden: s.Hidden(r, page.DigestField, p.Signature.Digest)}
	p.Reason = ui.Text{ID: "reason", Name: "reason", Label: "为什么退回", Value: h.back, Error: h.wrong["reason"], Required: true, Rows: 2, MaxLength: "400"}
	return p
}

// effect tells what a proposal changes, beside what counts now.
func effect(c *spotcheck.Comparison, w *spotcheck.SpotDecision) string {
	after, err := c.Effect(w)
	if err != nil {
		return err.Error()
	}
	now, then := figures.Grade(c.Set.Set, c.Counts.Grade).Text, figures.Grade(c.Set.Set, after.Grade).Text
	if after.Total == c.Counts.Total && now == then {
		return fmt.Sprintf("确认后计入的仍是 %s 分，%s。", figures.Points(after.Total), then)
	}
	return fmt.Sprintf("确认后计入 %s 分，%s；现在是 %s 分，%s。", figures.Points(after.Total), then, figures.Points(c.Counts.Total), now)
}

var levelWords = map[app.Level]string{app.Review: "考核", app.Spot: "抽查"}

// chosen is the table of what a decision says item by item.
func chosen(c *spotcheck.Comparison, id string, d *spotcheck.SpotDecision) ui.TableProps {
	t := ui.TableProps{ID: id, Caption: "认定意见", Hide: true, Columns: []ui.Column{{Label: "项目"}, {Label: "以哪一方为准"}, {Label: "理由"}}, Empty: "没有超出允许差的项目，各项以考核为准。"}
	for _, it := range d.Items {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: named(c, it.Item)}, {Text: levelWords[it.Level]}, {Text: it.Reason}}})
	}
	return t
}

// before lists what was decided, the latest first.
func before(c *spotcheck.Comparison) ui.TableProps {
	t := ui.TableProps{ID: "decisions", Caption: "认定经过", Hide: true, Columns: []ui.Column{{Label: "结果"}, {Label: "以抽查为准的项目"}, {Label: "提出"}, {Label: "确认或退回"}, {Label: "理由"}}}
	for i := len(c.Decisions) - 1; i >= 0; i-- {
		d := &c.Decisions[i]
		if d.Waits() {
			continue
		}
		row := ui.TableRow{Cells: []ui.Cell{{Badge: ui.BadgeProps{Text: "已退回", Tone: ui.Warn}}, {Text: "无"}, {Text: d.ProposedName, Sub: calendar.Minute(d.ProposedAt)},
			{Text: d.DecidedName, Sub: calendar.Minute(d.DecidedAt)}, {Text: d.Reason}}}
		if d.Confirmed {
			row.Cells[0].Badge = ui.BadgeProps{Text: "已认定", Tone: ui.Good}
		}
		decided, why := map[string]bool{}, []string(nil)
		for _, it := range d.Items {
			decided[it.Item] = it.Level == app.Spot
			why = append(why, named(c, it.Item)+"以"+levelWords[it.Level]+"为准："+strings.TrimRight(it.Reason, "。；"))
		}
		if text := figures.ForSpot(c.Set.Set, decided); text != "" {
			row.Cells[1].Text = text
		}
		if d.Confirmed {
			row.Cells[4].Text = strings.Join(why, "；")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
