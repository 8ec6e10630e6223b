package review

import (
	"baolei/internal/app"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/answer"
	"baolei/web/page"
	"baolei/web/ui"
)

// forms completes the card for a person who reviews.
func (m maker) forms(c *card) {
	form := m.form(m.id()+"-form", "保存")
	form.Unchecked, form.Label = true, "核定 "+m.it.Title
	form.Hidden = m.s.Hidden(m.r, m.hidden()...)
	for i := range m.it.Clauses {
		clause := &m.it.Clauses[i]
		f, said := m.v.Findings[app.Review][clause.Code]
		form.Hidden = append(form.Hidden, carried(clause, f, said)...)
		m.others(c, clause, f, said)
	}
	c.Form = &form
	next := "下一" + m.way().unit
	c.Finish = &ui.ButtonProps{ID: m.id() + "-done", Label: "同意自评，" + next, Kind: ui.Primary, Name: "done", Value: "1", Form: form.ID, Key: "a"}
	if m.it.Differs {
		c.Finish.Label = "按此核定，" + next
	}
	if !open(m.it) {
		c.Finish.Label, c.Finish.Kind = next+"未核", ui.Secondary
	}
}

// aside sets a clause aside that the branch answered.
func (m maker) aside(clause *indicator.Clause) ui.NotApplicable {
	n := answer.NotApplicable(clause, scoring.Finding{}, false, answer.Shown{Errors: m.t.fields, Typed: m.typed(clause)}, m.form("", "标为不适用"), ui.Form{})
	n.Summary = "标为不适用"
	if len(m.it.Clauses) > 1 {
		n.Summary = clause.Label
	}
	n.Hint = "写明为什么不涉及这一条，例如“未设党小组”。"
	return n
}

// applies states what holds where the branch set a clause aside.
func (m maker) applies(clause *indicator.Clause) applies {
	shown := answer.Shown{Set: m.v.Set.Set, ID: page.ClauseID(clause.Code) + "-applies", Item: &m.it.Review, Errors: m.t.fields, Typed: m.typed(clause)}
	return applies{ID: shown.ID + "-open", Form: m.form("", "保存"), Control: answer.Control(clause, scoring.Finding{}, false, shown),
		Summary: "认为适用，另行核定：" + clause.Label}
}

// others are the small forms beside the item's: a clause set aside, or taken
// back.
func (m maker) others(c *card, clause *indicator.Clause, f app.Finding, said bool) {
	if off := said && f.Said.NotApplicable; off && m.v.Findings[app.Self][clause.Code].Said.NotApplicable {
		c.Applies = append(c.Applies, m.applies(clause))
	} else if !off {
		c.Asides = append(c.Asides, m.aside(clause))
	}
	if m.v.Differs(app.Self, app.Review, clause.Code) || said && !f.Copied && f.Reason != "" {
		restore := m.form("", "恢复为自评")
		if len(m.it.Clauses) > 1 {
			restore.Submit = "“" + clause.Label + "”恢复为自评"
		}
		restore.Hidden = append(restore.Hidden, ui.Hidden{Name: "restore", Value: clause.Code})
		c.Restores = append(c.Restores, restore)
	}
}
