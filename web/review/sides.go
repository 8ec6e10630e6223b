package review

import (
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/indicator"
	"baolei/web/advice"
	"baolei/web/answer"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

func (m maker) question(i int) question {
	c := &m.it.Clauses[i]
	f, said := m.v.Findings[app.Review][c.Code]
	review := m.reviewSide(i, f, said)
	if m.v.Differs(app.Self, app.Review, c.Code) || f.Reason != "" || m.t.fields[examine.ReasonField(c.Code)] != "" {
		review.Body = reasoned(review.Body, *m.reason(c, f))
	}
	sides := []ui.Side{m.selfSide(i)}
	if book, suggested := m.bookSide(c); suggested {
		sides, review.Wide = append(sides, book), true
	}
	return question{append(sides, review)}
}

// bookSide is what the record book suggested at submission, with the records
// that it rests on and why the branch states something else.
func (m maker) bookSide(c *indicator.Clause) (side ui.Side, suggested bool) {
	s, suggested := m.v.Suggested[c.Code]
	if !suggested {
		return side, false
	}
	shown := advice.Shown{Year: m.v.Cycle.Year, Branch: m.v.Branch, Same: m.v.AsSuggested(app.Self, c.Code), Differs: m.v.Departs(c.Code), Taken: m.v.TakenFor(c.Code)}
	side = advice.Side(c, s, shown)
	side.Title = m.title(c, side.Title)
	side.Body = records(advice.Lines(s, shown), m.v.Findings[app.Self][c.Code].Reason)
	return side, true
}

// title names a side: by its clause too, where the item has several.
func (m maker) title(c *indicator.Clause, side string) string {
	if len(m.it.Clauses) > 1 {
		return c.Label + " · " + side
	}
	return side
}

func (m maker) selfSide(i int) ui.Side {
	c := &m.it.Clauses[i]
	side := ui.Side{ID: page.ClauseID(c.Code) + "-self", Title: m.title(c, "支部自评"), Value: figures.Unanswered}
	f, said := m.v.Findings[app.Self][c.Code]
	if !said {
		side.Text = "支部没有填写，按未发生计"
		return side
	}
	side.Text = f.SavedName + " " + figures.When(f.SavedAt) + " 填"
	side.Value = figures.Said(c, f.Said)
	part := m.it.Self.Clauses[i]
	if part.Vetoed {
		side.Badges = append(side.Badges, ui.BadgeProps{Text: figures.Effect(m.v.Set.Set, part.Zero), Tone: ui.Lost})
	} else if part.Amount > 0 {
		amount, tone := figures.Amount(m.it.Self.Direction, part.Amount)
		side.Value, side.ValueTone = side.Value+"　"+amount, tone
	}
	return side
}

func (m maker) reviewSide(i int, f app.Finding, said bool) ui.Side {
	c := &m.it.Clauses[i]
	side := ui.Side{ID: page.ClauseID(c.Code) + "-review", Title: m.title(c, "您的核定"), Active: m.v.CanReview}
	if !m.v.CanReview {
		side.Title = m.title(c, "核定")
	}
	if said && !f.Copied && f.SavedBy != m.s.Actor(m.r).Person {
		side.Title = m.title(c, "核定") + " · " + f.SavedName + " " + figures.When(f.SavedAt)
	}
	if said && f.Said.NotApplicable {
		side.Value, side.Text = "不适用", f.Said.Reason
		return side
	}
	shown := answer.Shown{Set: m.v.Set.Set, Item: &m.it.Review, Errors: m.t.fields, Typed: m.typed(c), ReadOnly: !m.v.CanReview}
	if i == 0 {
		shown.Key = "e"
	}
	side.Body = answer.Control(c, f.Said, said, shown)
	return side
}

// typed is what was typed and refused; nil where the clause was not in the form
// or is shown in a conflict.
func (m maker) typed(c *indicator.Clause) map[string][]string {
	if m.t.typed == nil || m.t.overtaken != nil && m.t.overtaken.Clause == c.Code {
		return nil
	}
	for name := range m.t.typed {
		if strings.HasPrefix(name, c.Code+":") {
			return m.t.typed
		}
	}
	return nil
}

func (m maker) reason(c *indicator.Clause, f app.Finding) *ui.Reason {
	field := examine.ReasonField(c.Code)
	reason := &ui.Reason{ID: "why-" + page.ClauseID(c.Code), Name: field, Label: "与自评不同，请写明理由", Value: f.Reason,
		Error: m.t.fields[field], Required: true, Disabled: !m.v.CanReview}
	if m.t.typed.Has(field) && (m.t.overtaken == nil || m.t.overtaken.Clause != c.Code) {
		reason.Value = m.t.typed.Get(field)
	}
	if !m.v.Differs(app.Self, app.Review, c.Code) && reason.Error == "" {
		reason.Label, reason.Required = "理由", false
	}
	for _, u := range m.v.Used {
		if u.Clause == c.Code && len(reason.Used) < 5 {
			reason.Used = append(reason.Used, u.Text)
		}
	}
	return reason
}
