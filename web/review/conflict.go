package review

import (
	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/answer"
	"baolei/web/figures"
	"baolei/web/ui"
)

// conflict shows both versions where somebody was faster; nil where nobody was.
func (m maker) conflict() *ui.Conflict {
	o := m.t.overtaken
	if o == nil {
		return nil
	}
	c := &ui.Conflict{ID: m.id() + "-conflict", Who: o.By, When: "刚才", Take: m.look()}
	if !o.At.IsZero() {
		c.When = figures.When(o.At)
	}
	rule, _ := m.v.Set.Find(o.Clause)
	now, there := m.v.Findings[app.Review][o.Clause]
	c.Theirs = []ui.Definition{{Term: rule.Label, Text: said(rule, now.Said, there)}, {Term: "理由", Text: orNone(now.Reason)}}
	mine, clear, err := answer.Decode(m.r, rule)
	if err != nil || !posted(m.r, rule) {
		return c // what cannot be read cannot be kept either
	}
	reason := reasonOf(m.r, o.Clause)
	c.Mine = []ui.Definition{{Term: rule.Label, Text: said(rule, mine, !clear)}, {Term: "理由", Text: orNone(reason)}}
	keep := m.form("", "用我的")
	keep.Hidden = append(keep.Hidden, ui.Hidden{Name: examine.ReasonField(o.Clause), Value: reason})
	if clear {
		name, value := answer.ClearField(rule)
		keep.Hidden = append(keep.Hidden, ui.Hidden{Name: name, Value: value})
	} else {
		keep.Hidden = append(keep.Hidden, values(rule, mine)...)
	}
	c.Keep = &keep
	return c
}

func said(c *indicator.Clause, f scoring.Finding, answered bool) string {
	if !answered {
		return figures.Unanswered
	}
	return figures.Said(c, f)
}

func orNone(text string) string {
	if text == "" {
		return "无"
	}
	return text
}
