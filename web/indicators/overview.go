package indicators

import (
	"strings"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/web/page"
	"baolei/web/ui"
)

// overview shows a set by area: what its items weigh, and what is wrong.
type overview struct {
	Head     ui.HeadingProps
	Problems []problem
	Repeated []problem // new questions for what is held already
	Areas    []areaView
	Nav      []ui.AreaGroup
	Links    []ui.LinkButtonProps
	Files    []ui.LinkButtonProps
	Facts    []ui.Definition
	Order    ui.Form
	Edits    bool
}

// areaView is an area with its items.
type areaView struct {
	ID, Title, Sum string
	Fits           ui.BadgeProps
	Items          ui.TableProps
	Links          []ui.LinkButtonProps
	Code           string
	First, Last    bool
}

// problem is one thing that is wrong, with where to mend it.
type problem struct{ Text, Href string }

// problemsOf are what keeps a draft from being published. What is wrong within an
// item begins with its code.
func problemsOf(w *indicators.Work) []problem {
	var list []problem
	for _, p := range w.Problems {
		text := p.Plain
		if item, _ := itemOf(w.Content, p.Path); item != "" && !strings.Contains(text, item) {
			text = item + "：" + text
		}
		list = append(list, problem{text, hrefOf(w, p.Path)})
	}
	return list
}

func overviewOf(w *indicators.Work) overview {
	v := overview{Head: ui.HeadingProps{Title: w.Name, Back: ui.Link{Label: "指标体系", Href: page.SetsURL}, Badges: []ui.BadgeProps{{Text: "草稿", Tone: ui.Info}}}, Edits: true,
		Links: []ui.LinkButtonProps{{Label: "名称、总分和等次", Href: page.DraftGeneralURL(w.ID)}, {Label: "增加项目", Href: page.NewDraftAreaURL(w.ID)}, {Label: "放弃", Href: page.DropDraftURL(w.ID)}, {Label: "发布", Href: page.PublishDraftURL(w.ID), Kind: ui.Primary}},
		Facts: facts(w)}
	if w.BasedOn != 0 {
		v.Links = append([]ui.LinkButtonProps{{Label: "比较改动", Href: page.CompareSetsOfURL(page.SetRef(w.BasedOn), page.DraftRef(w.ID))}}, v.Links...)
	}
	v.Files = []ui.LinkButtonProps{{Label: "导出 Excel", Href: page.DraftFileURL(w.ID, "xlsx"), Small: true}, {Label: "导出 YAML", Href: page.DraftFileURL(w.ID, "yaml"), Small: true}}
	v.Problems = problemsOf(w)
	wrong := map[string]int{}
	for _, p := range w.Problems {
		item, _ := itemOf(w.Content, p.Path)
		wrong[item]++
	}
	v.Repeated = repeatedIn(w, "")
	for i := range w.Content.Areas {
		area := &w.Content.Areas[i]
		a := areaOf(w.Content, area)
		a.First, a.Last = i == 0, i == len(w.Content.Areas)-1
		a.Items = itemTable(area, func(code string) string { return page.DraftItemURL(w.ID, code) }, wrong, true)
		a.Links = []ui.LinkButtonProps{{Label: "增加考评内容", Href: page.NewDraftItemURL(w.ID, area.Code), Small: true}, {Label: "改标题和权重", Href: page.DraftAreaURL(w.ID, area.Code), Small: true}}
		v.Areas = append(v.Areas, a)
	}
	v.Nav = navOf(w.Content)
	return v
}

func facts(w *indicators.Work) []ui.Definition {
	list := []ui.Definition{{Term: "代码", Text: w.Code}, {Term: "版本", Text: w.Content.Version}, {Term: "考评对象", Text: subjects[w.Subject]}}
	if w.BasedOn != 0 {
		list = append(list, ui.Definition{Term: "底稿", Text: w.BasedCode, Href: page.SetURL(w.BasedOn)})
	}
	for _, c := range w.Content.Categories {
		sum, _ := w.Content.Sum(c.Code)
		text := "各项目合计 " + sum.String()
		if c.Weight != "" {
			text += " / " + string(c.Weight)
		}
		if c.Code == "bottom" {
			text = "只扣不加，不设权重"
		}
		list = append(list, ui.Definition{Term: c.Name, Text: text})
	}
	return list
}

func areaOf(d *indicator.Draft, a *indicator.DraftArea) areaView {
	sums, fits := sumsOf(d, a)
	v := areaView{ID: "area-" + page.FieldID(a.Code), Code: a.Code, Title: a.Code + " " + a.Title, Sum: "本领域不设权重"}
	if a.Weight != "" {
		v.Sum = "本领域合计 " + strings.Join(sums, "、")
		v.Fits = ui.BadgeProps{Text: "相符", Tone: ui.Good}
		if !fits {
			v.Fits = ui.BadgeProps{Text: "不符", Tone: ui.Lost}
		}
	}
	return v
}

// sumsOf writes "30 / 30" for each kind of branch, and tells whether all fit.
func sumsOf(d *indicator.Draft, a *indicator.DraftArea) (sums []string, fits bool) {
	kinds := d.Kinds
	if len(kinds) == 0 {
		kinds = []indicator.DraftKind{{}}
	}
	fits = true
	for _, k := range kinds {
		sum, ok := a.Sum(k.Code)
		if len(d.Kinds) > 0 && sum == 0 {
			continue // no item of the area is for them
		}
		sums = append(sums, strings.TrimSpace(k.Name+" "+sum.String()+" / "+string(a.Weight)))
		fits = fits && ok && indicator.Figure(sum.String()).Same(a.Weight)
	}
	return sums, fits
}

func navOf(d *indicator.Draft) []ui.AreaGroup {
	var groups []ui.AreaGroup
	for _, c := range d.Categories {
		g := ui.AreaGroup{Title: strings.TrimSpace(c.Name + " " + string(c.Weight))}
		for i := range d.Areas {
			a := &d.Areas[i]
			if a.Category != c.Code {
				continue
			}
			state := number(len(a.Items)) + " 条"
			if a.Weight != "" && len(d.Kinds) == 0 {
				sum, _ := a.Sum("")
				state = sum.String() + " / " + string(a.Weight)
			}
			g.Areas = append(g.Areas, ui.AreaLink{Label: a.Title, Href: "#area-" + page.FieldID(a.Code), State: state})
		}
		groups = append(groups, g)
	}
	return groups
}

// itemTable lists the items of an area. wrong counts the problems of each.
func itemTable(a *indicator.DraftArea, href func(string) string, wrong map[string]int, moves bool) ui.TableProps {
	t := ui.TableProps{ID: "items-" + page.FieldID(a.Code), Caption: a.Title, Hide: true, Empty: "还没有考评内容。",
		Columns: []ui.Column{{Label: "考评内容"}, {Label: "分值", Number: true}, {Label: "评分点"}}}
	if moves {
		t.Columns = append(t.Columns, ui.Column{Label: "顺序"})
	}
	for i, it := range a.Items {
		cell := ui.Cell{Text: it.Code + " " + it.Title, Href: href(it.Code)}
		tone := ui.Neutral
		if n := wrong[it.Code]; n > 0 {
			cell.Badge, tone = ui.BadgeProps{Text: number(n) + " 处问题", Tone: ui.Warn}, ui.Warn
		}
		row := ui.TableRow{Cells: []ui.Cell{cell, {Text: worth(it)}, {Text: clausesOf(it)}}, Tone: tone}
		if moves {
			row.Cells = append(row.Cells, ui.Cell{Body: moveButtons(it.Code, it.Code+" "+it.Title, i == 0, i == len(a.Items)-1)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func worth(it indicator.DraftItem) string {
	switch {
	case it.Weight != "":
		return string(it.Weight)
	case it.AtMost != "":
		return "至多 " + string(it.AtMost)
	}
	return "–"
}

// clausesOf tells the clauses of an item in a line.
func clausesOf(it indicator.DraftItem) string {
	var words []string
	for _, c := range it.Clauses {
		words = append(words, strings.TrimSpace(c.Label+"（"+indicator.KindName(c.Kind)+figuresOf(c)+"）"))
	}
	return strings.Join(words, "；")
}

func figuresOf(c indicator.DraftClause) string {
	switch {
	case c.Amount != "" && c.Expected != "":
		return " " + string(c.Amount) + "，应有 " + string(c.Expected)
	case c.Amount != "":
		return " " + string(c.Amount)
	case c.Min != "" || c.Max != "":
		return " " + string(c.Min) + "–" + string(c.Max)
	}
	return ""
}

// bookOf shows a published set the same way, without ways to change it.
func bookOf(b indicators.Book) overview {
	v := overview{Head: ui.HeadingProps{Title: b.Name, Back: ui.Link{Label: "指标体系", Href: page.SetsURL}, Badges: []ui.BadgeProps{{Text: "已发布，不再改动", Tone: ui.Good}}},
		Links: []ui.LinkButtonProps{{Label: "以它为底稿另起一份", Href: page.NewSetFromURL(b.ID), Kind: ui.Primary}},
		Facts: []ui.Definition{{Term: "代码", Text: b.Code}, {Term: "版本", Text: b.Set.Version}, {Term: "考评对象", Text: subjects[b.Subject]}, {Term: "在用的年度", Text: years(b.Years)}, {Term: "指纹", Text: b.Digest}}}
	v.Files = []ui.LinkButtonProps{{Label: "导出 Excel", Href: page.SetFileURL(b.ID, "xlsx"), Small: true}, {Label: "导出 YAML", Href: page.SetFileURL(b.ID, "yaml"), Small: true}}
	if b.BasedOn != 0 {
		v.Links = append([]ui.LinkButtonProps{{Label: "与底稿比较", Href: page.CompareSetsOfURL(page.SetRef(b.BasedOn), page.SetRef(b.ID))}}, v.Links...)
		v.Facts = append(v.Facts, ui.Definition{Term: "底稿", Text: b.BasedCode, Href: page.SetURL(b.BasedOn)})
	}
	for i := range b.Draft.Areas {
		a := areaOf(b.Draft, &b.Draft.Areas[i])
		a.Items = itemTable(&b.Draft.Areas[i], func(string) string { return "" }, nil, false)
		v.Areas = append(v.Areas, a)
	}
	v.Nav = navOf(b.Draft)
	return v
}

// repeatedIn are the new questions of an item, "" for all, that ask for what is
// held already.
func repeatedIn(w *indicators.Work, item string) []problem {
	var list []problem
	for _, r := range w.Repeats() {
		if item == "" || r.Item == item {
			list = append(list, problem{r.Clause + "“" + r.Label + "”：" + r.Held + "已经有。能由记录得出的，请选“建议口径”，不要再让支部从头填。", page.DraftItemURL(w.ID, r.Item)})
		}
	}
	return list
}
