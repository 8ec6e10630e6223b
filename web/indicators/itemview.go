package indicators

import (
	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/web/page"
	"baolei/web/ui"
)

// itemView is the form of an item.
type itemView struct {
	Head             ui.HeadingProps
	Problems         []problem
	Repeated         []problem // new questions for what is held already
	Conflict         *conflictView
	Form             ui.Form
	Area             string // its sum
	Fits             ui.BadgeProps
	Title, Ask, Text ui.Text
	Figures          []ui.Text
	Direction        ui.Select
	Kinds            *ui.Chips
	Clauses          []clauseView
	NewKind          ui.Select
	Remove           ui.LinkButtonProps
	Previous, Next   *ui.LinkButtonProps
}

func itemViewOf(w *indicators.Work, item indicator.DraftItem) itemView {
	_, area, place := w.Content.Item(item.Code)
	path := w.Content.Path(item.Code)
	f := fields{wrongIn(w, func(p string) (string, bool) {
		code, rest := itemOf(w.Content, p)
		return rest, code == item.Code && path != ""
	})}
	a := areaOf(w.Content, area)
	v := itemView{Head: ui.HeadingProps{Title: item.Code + " " + item.Title, Back: ui.Link{Label: w.Name, Href: page.DraftURL(w.ID) + "#" + a.ID}}, Area: a.Title + "：" + a.Sum, Fits: a.Fits,
		Form:  ui.Form{Action: page.DraftItemURL(w.ID, item.Code), Unchecked: true},
		Title: f.area("title", item.Title, "", 0, "60"), Ask: f.area("ask", item.Ask, "一句话说清要做到什么，显示在自评卡片上。", 2, "200"),
		Text:    f.area("text", item.Text, "文件里的原话，需要时可以粘贴在这里。", 4, "4000"),
		Remove:  ui.LinkButtonProps{Label: "删去这条考评内容", Href: page.RemoveDraftItemURL(w.ID, item.Code), Kind: ui.Danger, Small: true},
		NewKind: ui.Select{ID: "new-kind", Name: "new_kind", Label: "增加评分点，类型", Options: kindOptions(), Required: true}}
	v.figures(f, w, area, item)
	for _, p := range w.Problems {
		if code, rest := itemOf(w.Content, p.Path); code == item.Code {
			v.Problems = append(v.Problems, problem{p.Plain, below(rest)})
		}
	}
	v.Repeated = repeatedIn(w, item.Code)
	for i := range item.Clauses {
		v.Clauses = append(v.Clauses, clauseOf(f, w, item.Clauses, i))
	}
	v.Previous, v.Next = neighbours(w, area, place)
	return v
}

func (v *itemView) figures(f fields, w *indicators.Work, area *indicator.DraftArea, item indicator.DraftItem) {
	if area.Category != "bottom" || item.Weight != "" {
		v.Figures = append(v.Figures, f.figure("weight", item.Weight, "这一条最多扣或最多加的分。"))
	}
	if area.Category != "base" || item.AtMost != "" {
		v.Figures = append(v.Figures, f.figure("at_most", item.AtMost, "没有权重分时，最多扣或最多加的分。"))
	}
	v.Direction = f.pick("direction", item.Direction, "不写时，先锋分的加分，其余的扣分。", []ui.Option{{Value: "deduct", Label: "扣分"}, {Value: "earn", Label: "加分"}})
	if len(w.Content.Kinds) == 0 {
		return
	}
	v.Kinds = &ui.Chips{ID: "kinds", Name: "kinds", Label: "只用于这些类型的支部", Hint: "都不选就是用于所有支部。", Error: f.wrong["kinds"], Values: item.Kinds}
	for _, k := range w.Content.Kinds {
		v.Kinds.Options = append(v.Kinds.Options, ui.Option{Value: k.Code, Label: k.Name})
	}
}

func neighbours(w *indicators.Work, area *indicator.DraftArea, place int) (previous, next *ui.LinkButtonProps) {
	if place > 0 {
		previous = &ui.LinkButtonProps{Label: "上一条", Href: page.DraftItemURL(w.ID, area.Items[place-1].Code), Key: "k"}
	}
	if place+1 < len(area.Items) {
		next = &ui.LinkButtonProps{Label: "下一条", Href: page.DraftItemURL(w.ID, area.Items[place+1].Code), Key: "j"}
	}
	return previous, next
}

func kindOptions() []ui.Option {
	var list []ui.Option
	for _, k := range indicator.KindWords() {
		list = append(list, ui.Option{Value: k, Label: indicator.KindName(k)})
	}
	return list
}

// conflictView shows what somebody else saved meanwhile beside what was typed.
type conflictView struct {
	Text  string
	Sides ui.TableProps
}

func conflictOf(o *indicators.Overtaken, sides ui.TableProps) *conflictView {
	return &conflictView{o.Error(), sides}
}

// changesOfItem compares what is saved now with what was typed.
func changesOfItem(now, mine indicator.DraftItem) ui.TableProps {
	one := func(it indicator.DraftItem) *indicator.Draft {
		return &indicator.Draft{Areas: []indicator.DraftArea{{Items: []indicator.DraftItem{it}}}}
	}
	t := sidesTable("现在保存着的", "您填写的")
	for _, c := range indicator.Compare(one(now), one(mine)) {
		if c.Part == indicator.ItemPart || c.Part == indicator.ClausePart {
			t.Rows = append(t.Rows, sideRows(c)...)
		}
	}
	return t
}

func sidesTable(was, now string) ui.TableProps {
	return ui.TableProps{ID: "sides", Caption: "两边的内容", Hide: true, Empty: "两边内容相同。", Columns: []ui.Column{{Label: "哪一处"}, {Label: was}, {Label: now}}}
}

// sideRows writes a change, old and new side by side.
func sideRows(c indicator.Change) []ui.TableRow {
	var rows []ui.TableRow
	for _, l := range c.Lines {
		rows = append(rows, ui.TableRow{Cells: []ui.Cell{{Text: l.Word, Sub: c.Code}, {Text: orNothing(l.Was)}, {Text: orNothing(l.Now)}}})
	}
	return rows
}

func orNothing(text string) string {
	if text == "" {
		return "没有"
	}
	return text
}
