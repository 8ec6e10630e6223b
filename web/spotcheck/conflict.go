package spotcheck

import (
	"maps"
	"slices"

	"baolei/internal/app"
	"baolei/web/answer"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// conflict shows both versions where the other checker was faster.
func (m maker) conflict() *ui.Conflict {
	ch := m.t.changed
	if ch == nil {
		return nil
	}
	take := ui.Form{Action: page.SpotCardURL(m.v.ID, m.item.Code), Target: m.target(), Get: true}
	c := &ui.Conflict{ID: m.id() + "-conflict", Who: ch.By, When: "刚才", Take: &take}
	if !ch.At.IsZero() {
		c.When = figures.When(ch.At)
	}
	if m.t.clause == "" {
		keep := m.form(page.SpotNoteURL(m.v.ID, m.item.Code), m.v.Entries[app.Spot][m.item.Code].Version, "用我的", "")
		keep.Hidden = append(keep.Hidden, ui.Hidden{Name: "note", Value: m.t.typed.Get("note")})
		c.Theirs, c.Mine, c.Keep = []ui.Definition{{Term: "记录", Text: ch.Text}}, []ui.Definition{{Term: "记录", Text: m.t.typed.Get("note")}}, &keep
		return c
	}
	m.clauseConflict(c)
	return c
}

func (m maker) clauseConflict(c *ui.Conflict) {
	rule, _ := m.v.Set.Find(m.t.clause)
	c.Theirs = []ui.Definition{{Term: rule.Label, Text: stated(m.v.Dossier, app.Spot, rule)}}
	mine, clear, err := answer.Decode(m.r, rule)
	if err != nil {
		return // what cannot be read cannot be kept either
	}
	keep := m.form(page.SpotClauseURL(m.v.ID, rule.Code), m.v.Findings[app.Spot][rule.Code].Version, "用我的", "")
	text := figures.Unanswered
	if clear {
		name, value := answer.ClearField(rule)
		keep.Hidden = append(keep.Hidden, ui.Hidden{Name: name, Value: value})
	} else {
		text = figures.Said(rule, mine)
		values := answer.Values(rule, mine)
		for _, name := range slices.Sorted(maps.Keys(values)) {
			keep.Hidden = append(keep.Hidden, ui.Hidden{Name: name, Value: values.Get(name)})
		}
	}
	c.Mine, c.Keep = []ui.Definition{{Term: rule.Label, Text: text}}, &keep
}
