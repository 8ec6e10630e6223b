package indicators

import (
	"strconv"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

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
