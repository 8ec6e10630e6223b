package selfassess

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"baolei/internal/app"
	"baolei/internal/app/assess"
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

type note struct {
	Form ui.Form
	Text ui.Reason
	Open bool
}

type reply struct {
	Form ui.Form
	Text ui.Reason
}

type reuse struct {
	Form   ui.Form
	Choice ui.Select
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

func (m maker) note() *note {
	e := m.v.Entries[app.Self][m.item.Code]
	n := &note{Form: m.form(page.SelfNoteURL(m.v.ID, m.item.Code), e.Version, "保存说明", ""), Open: e.Note != ""}
	n.Text = ui.Reason{ID: m.id() + "-note", Name: "note", Label: "说明", Value: e.Note, Hint: "写给考核的同志看，最多 1000 字。"}
	if m.t.typed.Has("note") && m.t.changed == nil {
		n.Text.Value, n.Text.Error, n.Open = m.t.typed.Get("note"), m.t.fields["note"], true
	}
	return n
}

func (m maker) remarks() []ui.Remark {
	var list []ui.Remark
	for _, rm := range m.v.RemarksFor(m.item.Code) {
		list = append(list, ui.Remark{Who: rm.WrittenName, When: figures.When(rm.SentAt), Text: rm.Text, Badge: ui.BadgeProps{Text: "退回意见", Tone: ui.Warn}})
		if rm.Reply != "" {
			list = append(list, ui.Remark{Who: rm.RepliedName, When: figures.When(rm.RepliedAt), Text: rm.Reply, Mine: true})
		}
	}
	return list
}

func (m maker) replies() []reply {
	var list []reply
	for _, rm := range m.v.RemarksFor(m.item.Code) {
		if rm.SentAt.Before(m.v.ReturnedAt) { // of an earlier return
			continue
		}
		label := "答复意见"
		if len(m.v.RemarksFor(m.item.Code)) > 1 {
			label = "答复“" + brief(rm.Text) + "”"
		}
		one := reply{Form: m.form(page.SelfReplyURL(m.v.ID, rm.ID), rm.Version, "保存答复", "")}
		one.Text = ui.Reason{ID: "rm-" + strconv.FormatInt(rm.ID, 10), Name: "reply", Label: label, Value: rm.Reply, Required: true}
		if m.t.remark == rm.ID && m.t.changed == nil {
			one.Text.Value, one.Text.Error = m.t.typed.Get("reply"), m.t.fields["reply"]
		}
		list = append(list, one)
	}
	return list
}

func brief(text string) string {
	if r := []rune(text); len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return text
}

func (m maker) files() []ui.File {
	var list []ui.File
	for _, e := range m.v.EvidenceFor(app.Self, m.item.Code) {
		f := ui.File{ID: "e-" + strconv.FormatInt(e.ID, 10), Name: e.Name, Href: page.EvidenceURL(m.v.ID, e.ID), Note: page.FileSize(e.Size)}
		if m.v.CanSave {
			remove := m.form(page.SelfRemoveURL(m.v.ID, e.ID), 0, "", "")
			f.Remove = &remove
		}
		list = append(list, f)
	}
	return list
}

func (m maker) upload() *ui.Upload {
	return &ui.Upload{FileField: page.FileField(m.id()+"-up", m.t.fields["file"]), Form: m.form(page.SelfFilesURL(m.v.ID, m.item.Code), 0, "上传", "")}
}

// reuse offers the files of other items, each once, the latest first.
func (m maker) reuse() *reuse {
	seen := map[string]bool{}
	for _, e := range m.v.EvidenceFor(app.Self, m.item.Code) {
		seen[e.Digest] = true
	}
	var options []ui.Option
	for _, e := range slices.Backward(m.v.Evidence) {
		if e.Level == app.Self && !seen[e.Digest] {
			seen[e.Digest] = true
			options = append(options, ui.Option{Value: strconv.FormatInt(e.ID, 10), Label: m.v.Set.Number(e.Item) + " " + e.Name})
		}
	}
	if len(options) == 0 {
		return nil
	}
	return &reuse{Form: m.form(page.SelfReuseURL(m.v.ID, m.item.Code), 0, "添加到本项", ""),
		Choice: ui.Select{ID: m.id() + "-reuse", Name: "evidence", Label: "已上传到其他项目的文件", Options: options, Empty: "请选择", Required: true, Error: m.t.fields["evidence"]}}
}

// save tells when the card was last saved, and by whom if by somebody else.
func (m maker) save() ui.SaveState {
	state := ui.SaveState{ID: m.id() + "-save"}
	if m.t.message != "" {
		state.Kind, state.Text = ui.Failed, "没有保存"
		return state
	}
	by, at := m.last()
	if at.IsZero() {
		return state
	}
	when := figures.When(at)
	if calendar.DateOf(at) == m.s.self.Today() {
		when = figures.Clock(at)
	}
	state.Kind, state.Text = ui.Saved, "已保存 "+when
	if by.id != m.s.Actor(m.r).Person {
		state.Text = by.name + " 保存于 " + when
	}
	return state
}

type saver struct {
	id   int64
	name string
	at   time.Time
}

func (m maker) last() (saver, time.Time) {
	var all []saver
	for _, c := range m.item.Clauses {
		if f, ok := m.v.Findings[app.Self][c.Code]; ok {
			all = append(all, saver{f.SavedBy, f.SavedName, f.SavedAt})
		}
	}
	if e, ok := m.v.Entries[app.Self][m.item.Code]; ok {
		all = append(all, saver{e.SavedBy, e.SavedName, e.SavedAt})
	}
	for _, e := range m.v.EvidenceFor(app.Self, m.item.Code) {
		all = append(all, saver{e.AddedBy, e.AddedName, e.AddedAt})
	}
	if len(all) == 0 {
		return saver{}, time.Time{}
	}
	last := slices.MaxFunc(all, func(a, b saver) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
	return last, last.at
}
