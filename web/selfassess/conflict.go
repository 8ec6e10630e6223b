package selfassess

import (
	"maps"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/answer"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// conflict shows both versions where somebody was faster; nil where nobody was.
func (m maker) conflict() *ui.Conflict {
	ch := m.t.changed
	if ch == nil {
		return nil
	}
	take := ui.Form{Action: page.SelfCardURL(m.v.ID, m.item.Code), Target: m.target(), Get: true}
	c := &ui.Conflict{ID: m.id() + "-conflict", Who: ch.By, When: "刚才", Take: &take}
	if !ch.At.IsZero() {
		c.When = figures.When(ch.At)
	}
	switch {
	case m.t.clause != "":
		m.clauseConflict(c)
	case m.t.remark != 0:
		m.textConflict(c, "答复", "reply", page.SelfReplyURL(m.v.ID, m.t.remark), m.remarkVersion())
	default:
		m.textConflict(c, "说明", "note", page.SelfNoteURL(m.v.ID, m.item.Code), m.v.Entries[app.Self][m.item.Code].Version)
	}
	return c
}

func (m maker) clauseConflict(c *ui.Conflict) {
	rule, _ := m.v.Set.Find(m.t.clause)
	now, there := m.v.Findings[app.Self][rule.Code]
	c.Theirs = []ui.Definition{{Term: rule.Label, Text: said(rule, now.Said, there)}}
	mine, clear, err := answer.Decode(m.r, rule)
	if err != nil {
		return // what cannot be read cannot be kept either
	}
	c.Mine = []ui.Definition{{Term: rule.Label, Text: said(rule, mine, !clear)}}
	keep := m.form(page.SelfClauseURL(m.v.ID, rule.Code), now.Version, "用我的", "")
	if clear {
		name, value := answer.ClearField(rule)
		keep.Hidden = append(keep.Hidden, ui.Hidden{Name: name, Value: value})
	} else {
		values := answer.Values(rule, mine)
		for _, name := range slices.Sorted(maps.Keys(values)) {
			keep.Hidden = append(keep.Hidden, ui.Hidden{Name: name, Value: values.Get(name)})
		}
	}
	c.Keep = &keep
}

func said(c *indicator.Clause, f scoring.Finding, answered bool) string {
	if !answered {
		return figures.Unanswered
	}
	return figures.Said(c, f)
}

func (m maker) textConflict(c *ui.Conflict, term, field, action string, version int) {
	c.Theirs = []ui.Definition{{Term: term, Text: m.t.changed.Text}}
	c.Mine = []ui.Definition{{Term: term, Text: m.t.typed.Get(field)}}
	keep := m.form(action, version, "用我的", "")
	keep.Hidden = append(keep.Hidden, ui.Hidden{Name: field, Value: m.t.typed.Get(field)})
	c.Keep = &keep
}

func (m maker) remarkVersion() int {
	for _, rm := range m.v.Remarks {
		if rm.ID == m.t.remark {
			return rm.Version
		}
	}
	return 0
}
