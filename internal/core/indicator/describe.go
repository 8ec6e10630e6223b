package indicator

import (
	"cmp"
	"slices"
	"strings"

	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// said is one thing that a part of a set says: what it is called, and what it is,
// both by the codes that versions are compared by. Where people know what a code
// stands for by a name, name is of what is called, and text what it is.
type said struct{ word, value, name, text string }

// wordFor is what something is called on both sides, or on the one where it is:
// without its name where that is another now.
func wordFor(was, is said) string {
	one := is
	if one.word == "" {
		one = was
	}
	if one.name == "" {
		return one.word
	}
	kind, _, _ := strings.Cut(one.word, " ")
	if was.word != "" && is.word != "" && was.name != is.name {
		return kind
	}
	return kind + "“" + one.name + "”"
}

func (s said) shown() string { return cmp.Or(s.text, s.value) }

// kindNames are what people call the kinds of clause.
var kindNames = map[string]string{
	"once": "有或没有", "per_case": "按次数", "per_missing": "按缺少的数", "range": "幅度", "choice": "单选", "tiers": "分级计数", "stepped": "累计到数后固定", "veto": "一票否决",
}

// KindName is what people call a kind of clause; of an unknown one, itself.
func KindName(kind string) string {
	if name, ok := kindNames[kind]; ok {
		return name
	}
	return kind
}

var measureNames = map[MeasureName]string{
	Activities: "会议活动", Plans: "计划", Rules: "制度", Honours: "荣誉", Sanctions: "党纪处分", Talks: "谈心谈话人数", CleanGovernment: "年度计划写明党风廉政", VacantSeats: "委员空缺",
	Reelection: "换届推迟", Transfers: "组织关系转接逾期", DuesKept: "党费问题", MemberIndex: "先锋指数高于全市平均", BottomLine: "底线扣分的党员",
	Attended: "参加会议活动", Absences: "无故缺席", DuesPaid: "足额交纳党费的月数",
}

// MeasureWord is what people call a measure; of an unknown one, itself.
func MeasureWord(name string) string {
	if word, ok := measureNames[MeasureName(name)]; ok {
		return word
	}
	return name
}

var valueWords = map[string]string{"branch": "党支部", "member": "党员", "deduct": "扣分", "earn": "加分", "grade": "定等次", "zero": "总分记 0",
	"month": "每月", "quarter": "每季度", "year": "每年", "group": "每个党小组"}

func valueWord(v string) string {
	if w, ok := valueWords[v]; ok {
		return w
	}
	return v
}

// same writes a number in its shortest form, so that 0.50 is 0.5.
func (f Figure) same() string {
	if p, err := scoring.ParsePoints(string(f)); err == nil {
		return p.String()
	}
	return string(f)
}

// kept leaves out what is empty.
func kept(list ...said) []said {
	return slices.DeleteFunc(list, func(s said) bool { return s.value == "" })
}

func word(key, value string) said { return said{word: FieldWord(key), value: value} }

// named is a value that is a code, or several, with what people call it.
func named(word, value, text string) said { return said{word: word, value: value, text: text} }

// each puts what people call them for the codes of a list.
func each(list []string, name func(string) string) string {
	var names []string
	for _, code := range list {
		names = append(names, name(code))
	}
	return strings.Join(names, "、")
}

func (d *Draft) gradeName(code string) string {
	at := slices.IndexFunc(d.Grades, func(g DraftGrade) bool { return g.Code == code })
	if at < 0 || d.Grades[at].Name == "" {
		return code
	}
	return d.Grades[at].Name
}

func (d *Draft) kindName(code string) string {
	at := slices.IndexFunc(d.Kinds, func(k DraftKind) bool { return k.Code == code })
	if at < 0 || d.Kinds[at].Name == "" {
		return code
	}
	return d.Kinds[at].Name
}

func (d *Draft) categoryName(code string) string {
	at := slices.IndexFunc(d.Categories, func(c DraftCategory) bool { return c.Code == code })
	if at < 0 || d.Categories[at].Name == "" {
		return code
	}
	return d.Categories[at].Name
}

func (c *DraftClause) optionName(code string) string {
	at := slices.IndexFunc(c.Options, func(o DraftOption) bool { return o.Code == code })
	if at < 0 || c.Options[at].Label == "" {
		return code
	}
	return c.Options[at].Label
}

func (d *Draft) describe() []said {
	list := kept(word("name", d.Name), word("version", d.Version), word("subject", valueWord(d.subject())), named(FieldWord("veto_grade"), d.VetoGrade, d.gradeName(d.VetoGrade)))
	for _, k := range d.Kinds {
		list = append(list, said{"支部类型 " + k.Code, k.Name, k.Name, ""})
	}
	for _, c := range d.Categories {
		list = append(list, said{"类别 " + c.Code, strings.Join(values(kept(part("", c.Name), part("权重分 ", c.Weight.same()), part("最多加分 ", c.EarnsAtMost.same()), part("最多扣分 ", c.LosesAtMost.same()))), "，"), c.Name, ""})
	}
	for _, g := range d.Grades {
		from := "最低一等"
		if g.From != "" {
			from = g.From.same() + " 分起"
		}
		list = append(list, said{"等次 " + g.Code, g.Name + "，" + from, g.Name, ""})
	}
	grades := listed(d.Grades, func(g DraftGrade) string { return g.Code })
	return append(list, kept(named("等次的顺序", strings.Join(grades, "、"), each(grades, d.gradeName)), part("项目的顺序", strings.Join(listed(d.Areas, func(a DraftArea) string { return a.Code }), "、")))...)
}

// subject is branch where nothing else is said.
func (d *Draft) subject() string {
	if d.Subject == "" {
		return string(Branch)
	}
	return d.Subject
}

func values(list []said) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.word+s.value)
	}
	return out
}

// part is one of several that a value is made of, or one without a code.
func part(word, value string) said { return said{word: word, value: value} }

func listed[T any](list []T, code func(T) string) []string {
	var out []string
	for _, one := range list {
		out = append(out, code(one))
	}
	return out
}

func (a *DraftArea) describe(d *Draft) []said {
	items := listed(a.Items, func(i DraftItem) string { return i.Code })
	return kept(word("title", a.Title), named(FieldWord("category"), a.Category, d.categoryName(a.Category)), word("weight", a.Weight.same()), word("earns_at_most", a.EarnsAtMost.same()), word("loses_at_most", a.LosesAtMost.same()),
		part("考评内容的顺序", strings.Join(items, "、")))
}

func (i *DraftItem) describe(d *Draft, area string) []said {
	clauses := listed(i.Clauses, func(c DraftClause) string { return c.Code })
	return kept(word("areas", area), word("title", i.Title), word("ask", i.Ask), word("text", i.Text), word("weight", i.Weight.same()), word("at_most", i.AtMost.same()),
		word("direction", valueWord(i.Direction)), named(FieldWord("kinds"), strings.Join(i.Kinds, "、"), each(i.Kinds, d.kindName)), part("评分点的顺序", strings.Join(clauses, "、")))
}

func (c *DraftClause) describe(item string) []said {
	list := kept(word("items", item), word("kind", KindName(c.Kind)), word("label", c.Label), word("amount", c.Amount.same()), word("unit", c.Unit), word("expected", c.Expected.same()),
		word("min", c.Min.same()), word("max", c.Max.same()), word("step", c.Step.same()), word("from", c.From.same()), word("flat", c.Flat.same()),
		word("occurred", c.Occurred), word("otherwise", c.Otherwise), word("effect", valueWord(c.Effect)), named(FieldWord("measure"), c.Measure.describe(func(code string) string { return code }), c.Measure.describe(c.optionName)))
	for _, o := range c.Options {
		list = append(list, said{"选项 " + o.Code, o.Label + "，" + o.Amount.same() + " 分", o.Label, ""})
	}
	options := listed(c.Options, func(o DraftOption) string { return o.Code })
	return append(list, kept(named("选项的顺序", strings.Join(options, "、"), each(options, c.optionName)))...)
}

// describe tells a measure in a line, with its options as option calls them; ""
// for none.
func (m *DraftMeasure) describe(option func(string) string) string {
	if m == nil {
		return ""
	}
	kinds := make([]string, len(m.Kinds))
	for i, k := range m.Kinds {
		kinds[i] = RecordWord(m.Name, k)
	}
	parts := values(kept(part("", MeasureWord(m.Name)), part("种类：", strings.Join(kinds, "、")), part("", valueWord(m.Each)), part("由 ", valueWord(m.By)),
		part("满几个月 ", m.Months.same()), part("起点 ", m.From.same()), part("推迟的选项 ", option(m.Late)), part("推迟一年以上的选项 ", option(m.OverYear))))
	return strings.Join(parts, "；")
}

// RecordWord is what people call a kind of record that a measure counts; of an
// unknown one, itself.
func RecordWord(measure, kind string) string {
	for _, u := range measureRules {
		at := slices.IndexFunc(u.kinds, func(n record.Named) bool { return n.Code == kind })
		if string(u.name) == measure && at >= 0 {
			return u.kinds[at].Chinese
		}
	}
	return kind
}

// Same tells whether two figures are the same number, however they are written.
func (f Figure) Same(other Figure) bool { return f.same() == other.same() }
