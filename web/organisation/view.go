package organisation

import (
	"fmt"
	"slices"
	"strconv"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/web/page"
	"baolei/web/ui"
)

// treeView is the tree with one organisation open.
type treeView struct {
	Summary    string
	Committees []ui.QueueItem
	Open       people.Organisation
	Facts      []ui.Definition
	Below      ui.TableProps
	Pager      ui.PagerProps
	Actions    []ui.LinkButtonProps
}

// perPage is how many organisations a page lists.
const perPage = 50

// formView is one of the two forms.
type formView struct {
	Title    string
	Back     ui.Link
	Form     ui.Form
	Mistakes []ui.Mistake
	Level    ui.Radios
	Code     ui.Text
	Name     ui.Text
	Kind     ui.Select
	HasKind  bool
	Founded  *ui.Text // nil where no branch can be added
}

func view(tree people.Tree, o people.Organisation, number int) treeView {
	v := treeView{Summary: summary(tree), Open: o, Facts: facts(tree, o)}
	list := tree.Below(o.ID)
	from, until, pager := ui.TurnRows(len(list), perPage, number, func(to int) string { return page.OrganisationAtURL(o.ID, to) })
	v.Below, v.Pager = below(tree, o, list[from:until]), pager
	v.Committees = beside(tree, o, number)
	if tree.CanManage && len(people.LevelsBelow(o.Level)) > 0 {
		v.Actions = append(v.Actions, ui.LinkButtonProps{Label: "新增下级组织", Href: page.NewOrganisationURL(o.ID), Kind: ui.Primary})
	}
	if tree.CanManage {
		v.Actions = append(v.Actions, ui.LinkButtonProps{Label: renaming(tree, o), Href: page.RenameURL(o.ID)})
	}
	if tree.CanManage && o.Level != access.Branch && len(tree.Kinds) > 0 && tree.Branches[o.ID] > 0 {
		v.Actions = append(v.Actions, ui.LinkButtonProps{Label: "填类型", Href: page.KindsURL(o.ID)})
	}
	if tree.CanAppoint {
		v.Actions = append(v.Actions, ui.LinkButtonProps{Label: "任职", Href: page.AppointmentsAtURL(o.ID)})
	}
	return v
}

// beside lists the root and the committees around the open one; of the root itself
// those of the page.
func beside(tree people.Tree, o people.Organisation, number int) []ui.QueueItem {
	root := tree.Root()
	list := tree.Below(root.ID)
	if i := slices.IndexFunc(list, func(c people.Organisation) bool { return c.ID == o.Committee }); i >= 0 {
		number = i/perPage + 1
	}
	from, until, _ := ui.RowsAt(len(list), perPage, number)
	items := []ui.QueueItem{entry(tree, root, o)}
	for _, c := range list[from:until] {
		items = append(items, entry(tree, c, o))
	}
	return items
}

func entry(tree people.Tree, o, open people.Organisation) ui.QueueItem {
	here := o.ID == open.ID || o.Parent != 0 && o.ID == open.Committee
	return ui.QueueItem{Number: o.Code, Title: o.Name, Meta: counted(tree.Branches[o.ID], "个支部"), Href: page.OrganisationURL(o.ID), Current: here}
}

func summary(tree people.Tree) string {
	n := map[access.Level]int{}
	for _, o := range tree.Organisations {
		n[o.Level]++
	}
	return fmt.Sprintf("%s下共有 %d 个机关党委、%d 个党总支、%d 个党支部。", tree.Root().Name, n[access.PartyCommittee], n[access.GeneralBranch], n[access.Branch])
}

func facts(tree people.Tree, o people.Organisation) []ui.Definition {
	list := []ui.Definition{{Term: "代码", Text: o.Code}, {Term: "层级", Text: o.Level.Chinese()}}
	if path := tree.Path(o.ID); len(path) > 1 {
		parent := path[len(path)-2]
		list = append(list, ui.Definition{Term: "上级", Text: parent.Name, Href: page.OrganisationURL(parent.ID)})
	}
	if !o.Founded.IsZero() {
		list = append(list, ui.Definition{Term: "成立日期", Text: o.Founded.Chinese()})
	}
	if o.Level == access.Branch && len(tree.Kinds) > 0 {
		list = append(list, ui.Definition{Term: "类型", Text: kindName(tree, o.Kind)})
	}
	return list
}

// unsaidKind stands where a branch's kind is not said, or no set knows it any more.
const unsaidKind = "未填"

func kindName(tree people.Tree, code string) string {
	for _, k := range tree.Kinds {
		if k.Code == code {
			return k.Name
		}
	}
	return unsaidKind
}

func below(tree people.Tree, o people.Organisation, list []people.Organisation) ui.TableProps {
	t := ui.TableProps{ID: "below", Caption: o.Name + "的下级组织", Hide: true, Columns: []ui.Column{{Label: "名称"}, {Label: "代码"}, {Label: "层级"}, {Label: "党支部", Number: true}},
		Empty: "还没有下级组织。"}
	if len(tree.Kinds) > 0 {
		t.Columns = append(t.Columns, ui.Column{Label: "类型"})
	}
	for _, x := range list {
		row := ui.TableRow{Cells: []ui.Cell{{Text: x.Name, Href: page.OrganisationURL(x.ID)}, {Text: x.Code}, {Text: x.Level.Chinese()}, {}}}
		if x.Level != access.Branch {
			row.Cells[3].Text = strconv.Itoa(tree.Branches[x.ID])
		}
		if len(tree.Kinds) > 0 && x.Level == access.Branch {
			row.Cells = append(row.Cells, ui.Cell{Text: kindName(tree, x.Kind)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func counted(n int, unit string) string { return strconv.Itoa(n) + " " + unit }

func addView(tree people.Tree, parent people.Organisation, in people.NewOrganisation, wrong map[string]string) formView {
	levels := people.LevelsBelow(parent.Level)
	if in.Level == "" {
		in.Level = levels[0]
	}
	f := formView{Title: "在“" + parent.Name + "”下新增组织", Back: ui.Link{Label: parent.Name, Href: page.OrganisationURL(parent.ID)},
		Mistakes: page.Mistakes(wrong, "level", "code", "name", "kind", "founded")}
	f.Level = ui.Radios{ID: "level", Name: "level", Label: "层级", Value: string(in.Level), Error: wrong["level"]}
	for _, l := range levels {
		f.Level.Options = append(f.Level.Options, ui.Option{Value: string(l), Label: l.Chinese()})
	}
	f.Code = ui.Text{ID: "code", Name: "code", Label: "代码", Value: in.Code, Error: wrong["code"], Required: true, MaxLength: "40",
		Hint: "全市唯一，定了不再改，例如 " + parent.Code + "-13。"}
	f.Name = nameField(in.Name, wrong)
	f.HasKind = len(tree.Kinds) > 0 && levels[0] != access.PartyCommittee
	f.Kind = kindField(tree, in.Kind, wrong)
	if levels[0] != access.PartyCommittee {
		f.Founded = &ui.Text{ID: "founded", Name: "founded", Label: "成立日期（选填）", Type: "date", Error: wrong["founded"], Hint: "年内新设的党支部请填，当年按成立后的整月计；党总支不填。"}
		if !in.Founded.IsZero() {
			f.Founded.Value = in.Founded.String()
		}
	}
	return f
}

func renameView(tree people.Tree, o people.Organisation, in people.Rename, wrong map[string]string) formView {
	f := formView{Title: renaming(tree, o) + "：" + o.Name, Back: ui.Link{Label: o.Name, Href: page.OrganisationURL(o.ID)}, Mistakes: page.Mistakes(wrong, "name", "kind")}
	f.Name = nameField(in.Name, wrong)
	f.HasKind = len(tree.Kinds) > 0 && o.Level == access.Branch
	f.Kind = kindField(tree, in.Kind, wrong)
	return f
}

// renaming is what the form is called that changes the name, and with it the kind
// of a branch where there are kinds.
func renaming(tree people.Tree, o people.Organisation) string {
	if len(tree.Kinds) > 0 && o.Level == access.Branch {
		return "改名称或类型"
	}
	return "改名"
}

func nameField(value string, wrong map[string]string) ui.Text {
	return ui.Text{ID: "name", Name: "name", Label: "名称", Value: value, Error: wrong["name"], Required: true, MaxLength: "60", Hint: "用全称，例如“财政局第十三党支部”。"}
}

func kindField(tree people.Tree, value string, wrong map[string]string) ui.Select {
	f := ui.Select{ID: "kind", Name: "kind", Label: "党支部类型", Value: value, Error: wrong["kind"], Empty: unsaidKind, Hint: "有的指标按类型考核；党总支不填。"}
	for _, k := range tree.Kinds {
		f.Options = append(f.Options, ui.Option{Value: k.Code, Label: k.Name})
	}
	return f
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}
