package branchcommittee

import (
	"net/http"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// NewGroup is the form that adds a party group.
func NewGroup(s *Screen, _ *http.Request, o *records.Organisation) (Form, error) {
	f := s.group(o, record.Group{Formed: o.Today})
	f.title, f.submit, f.action = "登记党小组", "登记", page.NewGroupURL(o.Branch)
	return f, nil
}

// Group is the form that changes a party group, and dissolves it.
func Group(s *Screen, r *http.Request, o *records.Organisation) (Form, error) {
	id, err := page.PathID(r, "group")
	if err != nil {
		return Form{}, err
	}
	group, ok := o.Group(id)
	if !ok {
		return Form{}, page.NotFound()
	}
	f := s.group(o, group)
	f.title, f.submit, f.action, f.changes = "更改党小组："+group.Name, "保存", page.GroupURL(o.Branch, id), true
	return f, nil
}

func (s *Screen) group(o *records.Organisation, g record.Group) Form {
	f := Form{order: []string{"name", "leader", "formed", "dissolved"}, carried: []string{"version"}}
	f.begin = page.Blank("version", versionText(g.Version), "name", g.Name, "leader", page.IDText(g.Leader), "formed", page.DayText(g.Formed), "dissolved", page.DayText(g.Dissolved))
	f.mine = func(t *page.Typed) []ui.Definition { return groupFacts(t, o.Everybody) }
	f.theirs = f.mine(f.begin)
	f.fields = func(t *page.Typed) []templ.Component {
		list := []templ.Component{ui.TextField(t.TextField("name", "名称", "例如“第一党小组”。", true)), ui.SelectField(pick(t, "leader", "组长", "", "暂无组长", people(o.Members))),
			ui.TextField(t.DayField("formed", "成立日期", "", true))}
		if g.ID != 0 {
			list = append(list, ui.TextField(t.DayField("dissolved", "撤销日期", "不再设这个党小组了才填；组员随之不再编组。", false)))
		}
		return list
	}
	f.save = func(by saving, t *page.Typed) error {
		in := record.Group{Entry: record.Entry{ID: g.ID, Version: t.Number("version")}, Name: t.Text("name"), Leader: t.ID("leader"), Formed: t.Day("formed"), Dissolved: t.Day("dissolved")}
		if len(t.Wrong) > 0 {
			return nil
		}
		return s.records.SaveGroup(by, by.actor, by.Change, in)
	}
	return f
}

func groupFacts(t *page.Typed, members []record.Member) []ui.Definition {
	return []ui.Definition{{Term: "名称", Text: t.Text("name")}, {Term: "组长", Text: said(nameOf(members, t.ID("leader")))}, {Term: "成立日期", Text: t.DayWords("formed")}, {Term: "撤销日期", Text: said(t.DayWords("dissolved"))}}
}
