package review

import (
	"net/http"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/web/answer"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// contested is an objection to be decided.
type contested struct {
	Title     string
	Badge     ui.BadgeProps
	Back      ui.Link
	Changed   string          // why the last try did not count
	Kept      []ui.Definition // what was typed, where it cannot be decided any more
	Mistakes  []ui.Mistake
	WhyNot    string
	Facts     []ui.Definition
	Reason    string // of the objection
	Answer    []ui.Definition
	Evidence  card
	Form      *ui.Form
	Choice    ui.Radios
	Why       ui.Text
	Questions []contestedQuestion
	Lower     *ui.Check // asked where the decision costs the branch points
	Signature ui.SignatureProps
}

// contestedQuestion is a clause of the item, with what the review is to state.
type contestedQuestion struct {
	question
	Restore *ui.Check // to be as the branch stated it; nil where it is
}

func (s *Screen) contestedOf(r *http.Request, c examine.Contested, t *page.Typed, changed string) contested {
	v := contested{Title: c.Set.Number(c.Item.Code) + " " + c.Item.Title, Back: ui.Link{Label: "公示", Href: page.PublicityOfURL(c.Cycle.ID, c.Committee)},
		Changed: changed, WhyNot: c.WhyNot, Reason: c.Objection.Reason, Mistakes: page.Mistakes(t.Wrong, contestedFields(c)...),
		Facts: []ui.Definition{{Term: "支部", Text: c.BranchName, Href: page.ResultURL(c.ID)}, {Term: "谁提出", Text: app.Who(c.Objection) + "，" + figures.Moment(c.Objection.At)},
			{Term: "公示的得分", Text: figures.Points(c.Counts.Total)}, {Term: "本项得分", Text: figures.Points(c.Item.Review.Score) + "（自评 " + figures.Points(c.Item.Self.Score) + "）"}}}
	v.Badge = ui.BadgeProps{Text: "待处理", Tone: ui.Warn}
	if !c.Objection.Open() {
		v.Badge = ui.BadgeProps{Text: "已处理", Tone: ui.Good}
		v.Answer = []ui.Definition{{Term: examine.Ruling(c.Objection.Upheld), Text: c.Objection.Answer},
			{Term: "处理", Text: c.Objection.DecidedName + " " + figures.Moment(c.Objection.DecidedAt)},
			{Term: "总分", Text: figures.Points(c.Objection.Before) + " → " + figures.Points(c.Objection.After)}}
	}
	c.CanReview = c.WhyNot == ""
	m := maker{s, r, round{v: c.View, it: c.Item}, trouble{fields: t.Wrong, typed: r.PostForm}}
	if !c.CanReview { // what is stored, and apart from it what was typed
		m.t.typed, v.Kept = nil, typedDecision(&c, t, r)
	}
	m.files(&v.Evidence)
	v.Evidence.ID, v.Evidence.FilesOpen = page.CardID(c.Item.Code), true
	for i := range c.Item.Clauses {
		v.Questions = append(v.Questions, m.contested(i))
	}
	if c.CanReview {
		v.form(s, r, c, t)
	}
	return v
}

// typedDecision is a decision as it was typed, in words.
func typedDecision(c *examine.Contested, t *page.Typed, r *http.Request) []ui.Definition {
	var list []ui.Definition
	add := func(term, text string) {
		if text != "" {
			list = append(list, ui.Definition{Term: term, Text: text})
		}
	}
	if d := t.Text("decision"); d != "" {
		add("怎样处理", examine.Ruling(d == "upheld"))
	}
	add("处理的理由", t.Text("answer"))
	for i := range c.Item.Clauses {
		clause := &c.Item.Clauses[i]
		if f, clear, err := answer.Typed(r.PostForm, clause); err == nil && !clear && t.Text("decision") == "upheld" {
			add("核定："+clause.Label, figures.Said(clause, f))
		}
		if r.PostForm.Has(restoreField(clause.Code)) {
			add("核定："+clause.Label, "恢复为自评")
		}
		add("核定的理由："+clause.Label, t.Text(examine.ReasonField(clause.Code)))
	}
	return list
}

func contestedFields(c examine.Contested) []string {
	fields := []string{"decision", "answer"}
	for i := range c.Item.Clauses {
		fields = append(fields, examine.ReasonField(c.Item.Clauses[i].Code))
	}
	return append(fields, "lower", page.PasswordField)
}

func (v *contested) form(s *Screen, r *http.Request, c examine.Contested, t *page.Typed) {
	v.Form = &ui.Form{Action: page.ObjectionURL(c.Objection.ID), Hidden: s.Hidden(r), Submit: "签署处理结果", Unchecked: true}
	for i := range c.Item.Clauses {
		clause := &c.Item.Clauses[i]
		f, said := c.Findings[app.Review][clause.Code]
		v.Form.Hidden = append(v.Form.Hidden, carried(clause, f, said)...)
	}
	v.Choice = ui.Radios{ID: "decision", Name: "decision", Label: "怎样处理", Value: t.Text("decision"), Error: t.Wrong["decision"],
		Options: []ui.Option{{Value: "upheld", Label: "采纳：在下面改动核定"}, {Value: "rejected", Label: "不采纳：核定不变"}}}
	v.Why = t.TextField("answer", "处理的理由", "提出异议的人、支部书记和上级看得到，会一直留在这一项下面。", true)
	v.Why.Rows, v.Why.MaxLength = 4, decisionLimit
	if on := t.Text("lower") != ""; on || t.Wrong["lower"] != "" {
		v.Lower = &ui.Check{ID: "lower", Name: "lower", Label: "确认减少得分", On: on, Error: t.Wrong["lower"]}
	}
	v.Signature = s.Signature(r, c.Digest(), t.Wrong)
}

// contested is a clause with the reason always at hand, and the way back to what
// the branch stated.
func (m maker) contested(i int) contestedQuestion {
	c := &m.it.Clauses[i]
	f, said := m.v.Findings[app.Review][c.Code]
	review := m.reviewSide(i, f, said)
	if m.v.CanReview {
		why := m.reason(c, f)
		why.Label, why.Required, why.Hint = "理由", false, "可以不写：不写的，就用上面“处理的理由”。"
		review.Body = reasoned(review.Body, *why)
	}
	q := contestedQuestion{question: question{[]ui.Side{m.selfSide(i), review}}}
	if _, stated := m.v.Findings[app.Self][c.Code]; stated && m.v.CanReview && m.v.Differs(app.Self, app.Review, c.Code) {
		name := restoreField(c.Code)
		q.Restore = &ui.Check{ID: "restore-" + page.ClauseID(c.Code), Name: name, Label: "恢复为自评", On: http.MethodPost == m.r.Method && m.t.typed.Has(name)}
		if len(m.it.Clauses) > 1 {
			q.Restore.Label = "“" + c.Label + "”恢复为自评"
		}
	}
	return q
}
