package branchcommittee

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// GroupMembers is the form that puts members into party groups, all at once.
func GroupMembers(s *Screen, _ *http.Request, o *records.Organisation) (Form, error) {
	f := Form{title: "编组", text: "选好每名党员所在的党小组，一次保存。", submit: "保存", action: page.GroupMembersURL(o.Branch), begin: page.Blank()}
	for i := range o.Members {
		m := &o.Members[i]
		f.carried = append(f.carried, was(m))
		f.begin.Set(was(m), strconv.FormatInt(m.Group, 10))
		f.begin.Set(into(m), strconv.FormatInt(m.Group, 10))
	}
	f.mine = func(t *page.Typed) []ui.Definition { return assigned(t, o) }
	f.theirs = f.mine(f.begin)
	f.fields = func(t *page.Typed) []templ.Component { return []templ.Component{assignField(assignmentsOf(t, o))} }
	f.save = func(by saving, t *page.Typed) error {
		list := assignments(t, o)
		if len(t.Wrong) > 0 {
			return nil
		}
		return s.records.AssignGroups(by, by.actor, by.Change, list)
	}
	return f, nil
}

// was and into name the fields of a member: the group at first, and the chosen.
func was(m *record.Member) string  { return "was-" + page.IDText(m.Membership) }
func into(m *record.Member) string { return "group-" + page.IDText(m.Membership) }

// assignments are those members whose group was changed.
func assignments(t *page.Typed, o *records.Organisation) []records.Assignment {
	var list []records.Assignment
	for i := range o.Members {
		m := &o.Members[i]
		if a := (records.Assignment{Membership: m.Membership, Was: t.ID(was(m)), Group: t.ID(into(m))}); a.Was != a.Group {
			list = append(list, a)
		}
	}
	return list
}

// assignView is the list of members with their groups.
type assignView struct {
	Error   string
	Members []ui.Select
}

func assignmentsOf(t *page.Typed, o *records.Organisation) assignView {
	groups := []ui.Option{{Value: "0", Label: "未编组"}}
	for _, g := range o.Groups {
		groups = append(groups, ui.Option{Value: page.IDText(g.ID), Label: g.Name})
	}
	v := assignView{Error: t.Wrong["group"]}
	for i := range o.Members {
		f := pick(t, into(&o.Members[i]), o.Members[i].Name, "", "", groups)
		f.Required = true
		v.Members = append(v.Members, f)
	}
	return v
}

// assigned tells each member's group: the chosen one where somebody else has
// moved the member since the form was made, the present one otherwise.
func assigned(t *page.Typed, o *records.Organisation) []ui.Definition {
	var list []ui.Definition
	for i := range o.Members {
		m := &o.Members[i]
		group := m.Group
		if t.ID(was(m)) != group {
			group = t.ID(into(m))
		}
		name := groupOf(o.Groups, group)
		if name == "" {
			name = "未编组"
		}
		list = append(list, ui.Definition{Term: m.Name, Text: name})
	}
	return list
}
