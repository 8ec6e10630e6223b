package indicators

import (
	"strconv"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
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

// clauseView is the part of a form that is about a clause.
type clauseView struct {
	ID, Title   string
	Place, Code string
	CodeName    string
	First, Last bool
	Kind        ui.Select
	Label       ui.Text
	Figures     []ui.Text
	Effect      *ui.Select
	Options     []optionView
	OptionsNote string
	Wrong       string // about the clause as a whole
	Measure     measureView
}

type optionView struct{ Code, Label, Amount ui.Text }

// measureView asks for what a suggestion is made from.
type measureView struct {
	Name    ui.Select
	Open    bool
	Kinds   *ui.Chips
	Picks   []ui.Select
	Figures []ui.Text
	Summary string
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

func clauseOf(f fields, w *indicators.Work, clauses []indicator.DraftClause, i int) clauseView {
	c := clauses[i]
	path := func(key string) string { return at("clauses", i, key) }
	v := clauseView{ID: "clause-" + strconv.Itoa(i), Title: "评分点 " + c.Code, Place: strconv.Itoa(i), Code: c.Code, CodeName: path("code"), First: i == 0, Last: i == len(clauses)-1,
		Kind:  f.pick(path("kind"), c.Kind, "换了类型请按“保存并更新”，再填新类型要的内容；旧类型专有的内容会清掉。", kindOptions()),
		Label: f.area(path("label"), c.Label, "写要填的是什么，例如“已开展主题党日”。", 0, "60"), Wrong: f.wrong["clauses."+strconv.Itoa(i)]}
	if v.Wrong == "" {
		v.Wrong = f.wrong[path("code")]
	}
	for _, key := range indicator.Takes(c.Kind) {
		v.take(f, c, path(key), key)
	}
	v.Measure = measureOf(f, w, c, path("measure"))
	return v
}

var clauseHints = map[string]string{"amount": "每次、每项或每例的分值。", "expected": "不写时由每个支部自己填应有多少。", "from": "从第几例起按固定分值。", "flat": "从那一例起的分值，不少于前一例。",
	"occurred": "例如“未开展”。", "otherwise": "例如“已开展”；幅度的是 0 分的说法，单选的是“都不是”的说法。", "unit": "次、人、项、例。"}

func (v *clauseView) take(f fields, c indicator.DraftClause, path, key string) {
	switch key {
	case "options":
		v.options(f, c, path)
	case "effect":
		pick := f.pick(path, c.Effect, "不写就是定为规定的等次。", []ui.Option{{Value: "grade", Label: "定为规定的等次"}, {Value: "zero", Label: "总分记 0"}})
		v.Effect = &pick
	case "occurred", "otherwise", "unit":
		text := map[string]string{"occurred": c.Occurred, "otherwise": c.Otherwise, "unit": c.Unit}[key]
		field := f.text(path, text, clauseHints[key])
		field.MaxLength = "20"
		v.Figures = append(v.Figures, field)
	default:
		figure := map[string]indicator.Figure{"amount": c.Amount, "expected": c.Expected, "min": c.Min, "max": c.Max, "step": c.Step, "from": c.From, "flat": c.Flat}[key]
		v.Figures = append(v.Figures, f.figure(path, figure, clauseHints[key]))
	}
}

// spare is how many empty lines are offered for further options.
const spare = 2

func (v *clauseView) options(f fields, c indicator.DraftClause, path string) {
	v.OptionsNote = "要增加选项，填在最后的空行里；要删去一个，把它的说法和分值都清空。"
	if wrong := f.wrong[path]; wrong != "" {
		v.Wrong = wrong
	}
	for o := range len(c.Options) + spare {
		var now indicator.DraftOption
		if o < len(c.Options) {
			now = c.Options[o]
		}
		line := optionView{f.text(at(path, o, "code"), now.Code, ""), f.text(at(path, o, "label"), now.Label, ""), f.figure(at(path, o, "amount"), now.Amount, "")}
		line.Label.Label, line.Code.MaxLength, line.Label.MaxLength = "说法", "64", "60"
		v.Options = append(v.Options, line)
	}
}

func measureOf(f fields, w *indicators.Work, c indicator.DraftClause, path string) measureView {
	v := measureView{Name: f.pick(path+".name", "", "选了口径，自评时系统按记实本给出建议；不影响计分。", nil), Summary: "建议口径：没有"}
	v.Name.Label, v.Name.Empty, v.Name.Required = "按记实本给建议的口径", "不给建议", false
	for _, m := range indicator.MeasuresFor(w.Subject, c.Kind) {
		v.Name.Options = append(v.Name.Options, ui.Option{Value: string(m), Label: indicator.MeasureWord(string(m))})
	}
	if c.Measure == nil {
		return v
	}
	v.Name.Value, v.Summary = c.Measure.Name, "建议口径："+indicator.MeasureWord(c.Measure.Name)
	keys, records := indicator.MeasureTakes(c.Measure.Name, c.Kind)
	for _, key := range keys {
		v.take(f, c, path+"."+key, key, records)
	}
	for wrong := range f.wrong {
		v.Open = v.Open || len(wrong) > len(path) && wrong[:len(path)] == path
	}
	return v
}

func (v *measureView) take(f fields, c indicator.DraftClause, path, key string, records []record.Named) {
	m := c.Measure
	switch key {
	case "kinds":
		v.Kinds = &ui.Chips{ID: page.FieldID(path), Name: path, Label: "计入的种类", Error: f.wrong[path], Values: m.Kinds}
		for _, k := range records {
			v.Kinds.Options = append(v.Kinds.Options, ui.Option{Value: k.Code, Label: k.Chinese})
		}
	case "each":
		v.Picks = append(v.Picks, f.pick(path, m.Each, "同一段时间里几次只计一次。", []ui.Option{{Value: "month", Label: "每月"}, {Value: "quarter", Label: "每季度"}, {Value: "year", Label: "每年"}}))
	case "by":
		v.Picks = append(v.Picks, f.pick(path, m.By, "", []ui.Option{{Value: "branch", Label: "按支部"}, {Value: "group", Label: "每个党小组都要有"}}))
	case "late", "over_a_year":
		var options []ui.Option
		for _, o := range c.Options {
			options = append(options, ui.Option{Value: o.Code, Label: o.Label})
		}
		v.Picks = append(v.Picks, f.pick(path, map[string]string{"late": m.Late, "over_a_year": m.OverYear}[key], "", options))
	case "months":
		v.Figures = append(v.Figures, f.figure(path, m.Months, "超过几个月才算。"))
	case "from":
		v.Figures = append(v.Figures, f.figure(path, m.From, "党员被扣多少分以上才算。"))
	}
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
