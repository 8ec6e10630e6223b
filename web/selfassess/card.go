package selfassess

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/answer"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// card is an item as the desk shows it.
type card struct {
	ui.CardProps
	Clauses  []clause
	Remarks  []ui.Remark
	Replies  []reply
	Files    []ui.File
	Upload   *ui.Upload
	Reuse    *reuse
	Note     *note
	NoteText string // of a card that is only read
	Conflict *ui.Conflict
	Save     ui.SaveState
}

// clause is one question of a card.
type clause struct {
	Form    *ui.Form // nil where it is only read
	Control templ.Component
	Aside   *ui.NotApplicable // nil where there is nothing to set aside
	Clear   *ui.Form          // takes the answer back; nil without one
	None    *ui.Form          // says at once that there was nothing at any level; nil where it does not fit
	Book    *book             // what the record book suggests; nil for nothing
}

// maker makes the card of an item.
type maker struct {
	s    *Screen
	r    *http.Request
	v    assess.View
	item *indicator.Item
	part *scoring.ItemPart
	t    trouble // of this item
}

func (s *Screen) card(r *http.Request, v assess.View, code string, t trouble) card {
	item, _, _ := v.Set.Item(code)
	if t.item != code {
		t = trouble{}
	}
	m := maker{s, r, v, item, partOf(v.Explanation, code), t}
	c := card{CardProps: m.head(), Clauses: m.clauses(), Remarks: m.remarks(), Files: m.files(), Conflict: m.conflict(), Save: m.save()}
	c.NoteText = v.Entries[app.Self][code].Note
	if v.CanSave {
		c.Replies, c.Upload, c.Reuse, c.Note = m.replies(), m.upload(), m.reuse(), m.note()
	}
	return c
}

func partOf(e scoring.Explanation, code string) *scoring.ItemPart {
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			for i := range a.Items {
				if a.Items[i].Item == code {
					return &a.Items[i]
				}
			}
		}
	}
	return &scoring.ItemPart{}
}

func (m maker) id() string     { return page.CardID(m.item.Code) }
func (m maker) target() string { return "#" + m.id() }

// form makes one of the card's forms, with the version that the person sees.
func (m maker) form(action string, version int, submit, label string) ui.Form {
	return ui.Form{Action: action, Target: m.target(), Submit: submit, Label: label,
		Hidden: m.s.Hidden(m.r, "version", strconv.Itoa(version))}
}

func (m maker) head() ui.CardProps {
	p := ui.CardProps{ID: m.id(), Number: m.v.Set.Number(m.item.Code), Title: m.item.Title, Text: m.item.Ask,
		Why: ui.Link{Label: "怎么算的", Href: page.SelfWhyURL(m.v.ID, m.item.Code)}, How: ui.Link{Label: "怎么做", Href: page.HowToURL(m.item.Code)}}
	if m.part.HasLimit {
		p.Of = figures.Short(m.part.Limit)
	}
	p.Score = figures.Points(m.part.Score)
	left := unanswered(m.part)
	if left > 0 && !m.v.CanSave {
		p.Badges = []ui.BadgeProps{{Text: "未填，按未发生计", Tone: ui.Warn}}
	}
	if left > 0 && m.v.CanSave {
		p.Score, p.Of, p.Pending = "", "", "待填"+worth(m.part)
		if left < len(m.part.Clauses) {
			p.Pending = fmt.Sprintf("还有 %d 处未填%s", left, worth(m.part))
		}
	}
	for _, rm := range m.v.RemarksFor(m.item.Code) {
		if rm.Reply == "" && m.v.CanSave {
			p.Badges = []ui.BadgeProps{{Text: "退回意见待答复", Tone: ui.Warn}}
		}
	}
	return p
}

func worth(p *scoring.ItemPart) string {
	if !p.HasLimit {
		return ""
	}
	return " · " + figures.Short(p.Limit) + " 分"
}

func unanswered(p *scoring.ItemPart) int {
	n := 0
	for _, c := range p.Clauses {
		if !c.Answered {
			n++
		}
	}
	return n
}

func (m maker) clauses() []clause {
	var list []clause
	for i := range m.item.Clauses {
		list = append(list, m.clause(&m.item.Clauses[i]))
	}
	return list
}

func (m maker) clause(c *indicator.Clause) clause {
	f, said := m.v.Findings[app.Self][c.Code]
	off := said && f.Said.NotApplicable
	shown := answer.Shown{Set: m.v.Set.Set, Item: m.part, ReadOnly: !m.v.CanSave, Disabled: off && m.v.CanSave}
	if m.t.clause == c.Code && m.t.changed == nil {
		shown.Errors, shown.Typed = m.t.fields, m.t.typed
		if len(m.t.fields) == 0 {
			shown.Errors = map[string]string{c.Code: m.t.message}
		}
	}
	one := clause{Control: answer.Control(c, f.Said, said, shown), Book: m.book(c)}
	action := page.SelfClauseURL(m.v.ID, c.Code)
	if m.v.CanSave && !off {
		form := m.form(action, f.Version, "保存", c.Label)
		form.ID = page.ClauseID(c.Code) + "-form"
		one.Form = &form
	}
	if m.v.CanSave || off {
		aside := answer.NotApplicable(c, f.Said, said, shown, m.form(action, f.Version, "标为不适用", ""), m.form(action, f.Version, "改为适用", ""))
		aside.Disabled = !m.v.CanSave
		one.Aside = &aside
	}
	if m.v.CanSave && said && !off {
		undo := m.form(action, f.Version, "取消作答", "")
		name, value := answer.ClearField(c)
		undo.Hidden = append(undo.Hidden, ui.Hidden{Name: name, Value: value})
		one.Clear = &undo
	}
	if m.v.CanSave && !said && c.Kind == scoring.Tiers {
		none := m.form(action, f.Version, "都没有", "")
		for _, o := range c.Options {
			none.Hidden = append(none.Hidden, answer.NoneOf(c, o.Code))
		}
		one.None = &none
	}
	return one
}
