package indicator

import (
	"go.yaml.in/yaml/v3"

	"baolei/internal/core/scoring"
)

// keysOf are the keys that a clause of the kind may have besides code, kind,
// label and measure.
var keysOf = map[scoring.Kind][]string{
	scoring.Once:       {"amount", "occurred", "otherwise"},
	scoring.PerCase:    {"amount", "unit"},
	scoring.PerMissing: {"amount", "unit", "expected"},
	scoring.Range:      {"min", "max", "step", "otherwise"},
	scoring.Choice:     {"options", "otherwise"},
	scoring.Tiers:      {"unit", "options"},
	scoring.Stepped:    {"amount", "unit", "from", "flat"},
	scoring.Veto:       {"occurred", "otherwise", "effect"},
}

func (r *reader) clause(n *yaml.Node) Clause {
	kind, known := kindOf(n)
	keys := append(append([]string{"code", "kind", "label"}, keysOf[kind]...), "measure")
	if !known { // keys cannot be judged then
		keys = []string{"code", "kind", "label", "measure", "amount", "unit", "occurred", "otherwise", "expected", "min", "max", "step", "options", "from", "flat", "effect"}
	}
	m := r.mapping(n, "评分点", keys...)
	c := Clause{Code: m.code("code", r.clauses), Kind: kind, Label: m.needText("label"), Unit: m.text("unit")}
	m.what = title("评分点", c.Code)
	if !known {
		if m.need("kind") {
			m.add(m.at("kind"), "%s的类型“%s”不存在，可用：%s", m.what, m.text("kind"), kindChoices(allKinds()...))
		}
		r.readLoose(m)
		r.readMeasure(m, &c, false)
		return c
	}
	c.Yes, c.No = m.text("occurred"), m.text("otherwise")
	r.readFigures(m, &c)
	c.Measure = r.readMeasure(m, &c, true)
	return c
}

func kindOf(n *yaml.Node) (scoring.Kind, bool) {
	if n.Kind != yaml.MappingNode {
		return 0, false
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "kind" {
			return scoring.ParseKind(n.Content[i+1].Value)
		}
	}
	return 0, false
}

func kindChoices(kinds ...scoring.Kind) choices {
	var list choices
	for _, k := range kinds {
		list = append(list, coded{k.String(), KindName(k.String())})
	}
	return list
}

func allKinds() []scoring.Kind {
	var list []scoring.Kind
	for k := scoring.Veto; k <= scoring.Stepped; k++ {
		list = append(list, k)
	}
	return list
}

func (r *reader) readFigures(m mapping, c *Clause) {
	switch c.Kind {
	case scoring.Once, scoring.PerCase:
		c.Amount = positive(m, "amount")
	case scoring.PerMissing:
		c.Amount = positive(m, "amount")
		c.Expected = m.number("expected")
	case scoring.Range:
		readRange(m, c)
	case scoring.Choice, scoring.Tiers:
		r.readOptions(m, c)
	case scoring.Stepped:
		readStepped(m, c)
	case scoring.Veto:
		c.Zero = m.word("effect", "grade", "zero") == "zero"
		r.gradeVeto = r.gradeVeto || !c.Zero
	}
}

// readLoose checks what must hold of figures and options whatever the kind, so
// that an unknown kind hides no other problem of its clause.
func (r *reader) readLoose(m mapping) {
	for _, key := range []string{"amount", "min", "max", "step", "flat"} {
		m.points(key)
	}
	m.number("expected")
	m.number("from")
	if m.has("options") {
		r.readOptions(m, &Clause{Kind: scoring.Choice})
	}
}

// positive reads an amount that must be more than 0.
func positive(m mapping, key string) scoring.Points {
	p, ok := m.needPoints(key)
	if ok && p == 0 {
		m.add(m.at(key), "%s的 %s 须大于 0", m.what, field(key))
	}
	return p
}

func readRange(m mapping, c *Clause) {
	low, lowOK := m.needPoints("min")
	high, highOK := m.needPoints("max")
	step, stepOK := m.needPoints("step")
	c.Min, c.Max, c.Step = low, high, step
	if stepOK && step == 0 {
		m.add(m.at("step"), "%s的 %s 须大于 0", m.what, field("step"))
		return
	}
	if !lowOK || !highOK {
		return
	}
	if low > high {
		m.add(m.at("min"), "%s的 %s %s 大于 %s %s", m.what, field("min"), low, field("max"), high)
		return
	}
	if stepOK && (high-low)%step != 0 {
		m.add(m.at("step"), "%s从 %s 起每档 %s，到不了 %s %s", m.what, low, step, field("max"), high)
	}
}

// readStepped also sees to it that more cases never cost less.
func readStepped(m mapping, c *Clause) {
	c.Amount = positive(m, "amount")
	c.Flat = positive(m, "flat")
	m.need("from")
	from := m.number("from")
	if from == nil {
		return
	}
	c.From = *from
	if c.From < 1 || c.From > 1_000_000 {
		m.add(m.at("from"), "%s的 %s 须在 1 到 1000000 之间", m.what, field("from"))
		return
	}
	if below := c.Amount * scoring.Points(c.From-1); c.Flat < below {
		m.add(m.at("flat"), "%s从第 %d 例起固定为 %s，少于前一例的 %s", m.what, c.From, c.Flat, below)
	}
}

func (r *reader) readOptions(m mapping, c *Clause) {
	taken := map[string]int{}
	for _, n := range m.needList("options") {
		om := r.mapping(n, m.what+"的选项", "code", "label", "amount")
		o := Option{Code: om.code("code", taken), Label: om.needText("label")}
		if c.Kind == scoring.Choice && o.Code == scoring.NoOption {
			om.add(om.at("code"), "%s的选项编码 none 已留作“都不是”，请换一个", m.what)
		}
		if c.Kind == scoring.Tiers {
			o.Amount = positive(om, "amount")
		} else {
			o.Amount, _ = om.needPoints("amount")
		}
		c.Options = append(c.Options, o)
	}
}
