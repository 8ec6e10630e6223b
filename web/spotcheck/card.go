package spotcheck

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
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
	Theirs   []ui.File // the branch's evidence
	Mine     []ui.File // the check's
	Upload   *ui.Upload
	Note     *note
	NoteText string // of a card that is only read
	Conflict *ui.Conflict
	Save     ui.SaveState
}

// clause is one question of a card.
type clause struct {
	ID      string
	Form    *ui.Form // nil where it is only read
	Control templ.Component
	Others  string            // what the other levels state, of a check that is not sealed
	Aside   *ui.NotApplicable // nil where there is nothing to set aside
	Clear   *ui.Form          // takes the answer back; nil without one
}

type note struct {
	Form ui.Form
	Text ui.Reason
	Open bool
}

// maker makes the card of an item.
type maker struct {
	s    *Screen
	r    *http.Request
	v    *spotcheck.Sheet
	item *indicator.Item
	part *scoring.ItemPart
	t    trouble // of this item
}

func (s *Screen) card(r *http.Request, v *spotcheck.Sheet, code string, t trouble) card {
	item, _, _ := v.Set.Item(code)
	if t.item != code {
		t = trouble{}
	}
	m := maker{s, r, v, item, partOf(v.Explanation, code), t}
	c := card{CardProps: m.head(), Theirs: m.files(app.Self), Mine: m.files(app.Spot), Conflict: m.conflict(), Save: m.save(), NoteText: v.Entries[app.Spot][code].Note}
	for i := range item.Clauses {
		c.Clauses = append(c.Clauses, m.clause(&item.Clauses[i]))
	}
	if v.CanSave {
		c.Upload, c.Note = m.upload(), m.note()
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
	return ui.Form{Action: action, Target: m.target(), Submit: submit, Label: label, Hidden: m.s.Hidden(m.r, "version", strconv.Itoa(version))}
}

func (m maker) head() ui.CardProps {
	p := ui.CardProps{ID: m.id(), Number: m.v.Set.Number(m.item.Code), Title: m.item.Title, Text: m.item.Ask}
	if m.part.HasLimit {
		p.Of = figures.Short(m.part.Limit)
	}
	p.Score = figures.Points(m.part.Score)
	if left := open(m.part); left > 0 {
		p.Score, p.Pending = "", "未查"
		if left < len(m.part.Clauses) {
			p.Pending = fmt.Sprintf("还有 %d 处未查", left)
		}
	}
	return p
}

func open(p *scoring.ItemPart) int {
	n := 0
	for _, c := range p.Clauses {
		if !c.Answered {
			n++
		}
	}
	return n
}

func (m maker) clause(c *indicator.Clause) clause {
	f, said := m.v.Findings[app.Spot][c.Code]
	off := said && f.Said.NotApplicable
	shown := answer.Shown{Set: m.v.Set.Set, Item: m.part, ReadOnly: !m.v.CanSave, Disabled: off && m.v.CanSave}
	if m.t.clause == c.Code && m.t.changed == nil {
		shown.Errors, shown.Typed = m.t.fields, m.t.typed
		if len(m.t.fields) == 0 {
			shown.Errors = map[string]string{c.Code: m.t.message}
		}
	}
	one := clause{ID: page.ClauseID(c.Code), Control: answer.Control(c, f.Said, said, shown)}
	if !m.v.Sealed {
		one.Others = "自评：" + stated(m.v.Dossier, app.Self, c) + "；考核：" + stated(m.v.Dossier, app.Review, c)
	}
	action := page.SpotClauseURL(m.v.ID, c.Code)
	if m.v.CanSave && !off {
		form := m.form(action, f.Version, "保存", c.Label)
		form.ID = one.ID + "-form"
		one.Form = &form
	}
	if m.v.CanSave || off {
		aside := answer.NotApplicable(c, f.Said, said, shown, m.form(action, f.Version, "标为不适用", ""), m.form(action, f.Version, "改为适用", ""))
		aside.Disabled = !m.v.CanSave
		one.Aside = &aside
	}
	if m.v.CanSave && said && !off {
		undo := m.form(action, f.Version, "改为未查", "")
		name, value := answer.ClearField(c)
		undo.Hidden = append(undo.Hidden, ui.Hidden{Name: name, Value: value})
		one.Clear = &undo
	}
	return one
}

// stated writes what a level states about a clause.
func stated(doc *app.Dossier, level app.Level, c *indicator.Clause) string {
	f, said := doc.Findings[level][c.Code]
	if !said {
		return figures.Unanswered
	}
	return figures.Said(c, f.Said)
}

func (m maker) note() *note {
	e := m.v.Entries[app.Spot][m.item.Code]
	n := &note{Form: m.form(page.SpotNoteURL(m.v.ID, m.item.Code), e.Version, "保存记录", ""), Open: e.Note != ""}
	n.Text = ui.Reason{ID: m.id() + "-note", Name: "note", Label: "现场记录", Value: e.Note, Hint: "看了什么、问了谁，最多 1000 字。"}
	if m.t.typed.Has("note") && m.t.changed == nil {
		n.Text.Value, n.Text.Error, n.Open = m.t.typed.Get("note"), m.t.fields["note"], true
	}
	return n
}

func (m maker) files(level app.Level) []ui.File {
	var list []ui.File
	for _, e := range m.v.EvidenceFor(level, m.item.Code) {
		f := ui.File{ID: "e-" + strconv.FormatInt(e.ID, 10), Name: e.Name, Href: page.EvidenceURL(m.v.ID, e.ID), Note: page.FileSize(e.Size)}
		if m.v.CanSave && level == app.Spot {
			remove := m.form(page.SpotRemoveURL(m.v.ID, e.ID), 0, "", "")
			f.Remove = &remove
		}
		list = append(list, f)
	}
	return list
}

func (m maker) upload() *ui.Upload {
	return &ui.Upload{FileField: page.FileField(m.id()+"-up", m.t.fields["file"]), Form: m.form(page.SpotFilesURL(m.v.ID, m.item.Code), 0, "上传", "")}
}

// save tells when the card was last saved, and by whom if by the other checker.
func (m maker) save() ui.SaveState {
	state := ui.SaveState{ID: m.id() + "-save"}
	if m.t.message != "" {
		state.Kind, state.Text = ui.Failed, "没有保存"
		return state
	}
	last := m.last()
	if last.at.IsZero() {
		return state
	}
	when := figures.When(last.at)
	if calendar.DateOf(last.at) == m.s.spot.Today() {
		when = figures.Clock(last.at)
	}
	state.Kind, state.Text = ui.Saved, "已保存 "+when
	if last.id != m.s.Actor(m.r).Person {
		state.Text = last.name + " 保存于 " + when
	}
	return state
}

type saver struct {
	id   int64
	name string
	at   time.Time
}

func (m maker) last() saver {
	all := []saver{{}}
	for _, c := range m.item.Clauses {
		if f, ok := m.v.Findings[app.Spot][c.Code]; ok {
			all = append(all, saver{f.SavedBy, f.SavedName, f.SavedAt})
		}
	}
	if e, ok := m.v.Entries[app.Spot][m.item.Code]; ok {
		all = append(all, saver{e.SavedBy, e.SavedName, e.SavedAt})
	}
	for _, e := range m.v.EvidenceFor(app.Spot, m.item.Code) {
		all = append(all, saver{e.AddedBy, e.AddedName, e.AddedAt})
	}
	return slices.MaxFunc(all, func(a, b saver) int { return cmp.Compare(a.at.Unix(), b.at.Unix()) })
}
