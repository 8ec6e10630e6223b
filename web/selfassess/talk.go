package selfassess

import (
	"strconv"

	"baolei/internal/app"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

type note struct {
	Form ui.Form
	Text ui.Reason
	Open bool
}

type reply struct {
	Form ui.Form
	Text ui.Reason
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
