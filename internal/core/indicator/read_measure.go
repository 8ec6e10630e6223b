package indicator

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

var measureKeys = []string{"name", "kinds", "each", "by", "months", "from", "late", "over_a_year"}

// readMeasure reads a clause's measure, nil without one. known tells that the
// clause's kind is; without it only the measure itself can be judged.
func (r *reader) readMeasure(m mapping, c *Clause, known bool) *Measure {
	n := m.values["measure"]
	if n == nil {
		return nil
	}
	rule, named := measureNamed(n)
	keys := measureKeys
	var need []string
	if named && known && slices.Contains(rule.fits, c.Kind) {
		var may []string
		need, may = rule.keys(c.Kind)
		keys = append(slices.Clone(need), may...)
	}
	mm := r.mapping(n, m.what+"的 measure ", keys...)
	if name := mm.needText("name"); !named {
		if name != "" {
			r.add(mm.at("name"), "%s没有“%s”这种口径，可用：%s", mm.what, name, measureChoices())
		}
		return nil
	}
	if rule.subject() != r.subject {
		r.add(mm.at("name"), "%s的口径 %s 用于%s指标，这一套不是，请换一个或删去 %s", m.what, rule.name, map[Subject]string{Branch: "支部", Member: "党员"}[rule.subject()], field("measure"))
	}
	if known && !slices.Contains(rule.fits, c.Kind) {
		r.add(mm.at("name"), "%s的口径 %s 用不到 %s 类评分点，可用于：%s", m.what, rule.name, c.Kind, kindChoices(rule.fits...))
		return nil
	}
	for _, key := range need[min(1, len(need)):] {
		mm.need(key)
	}
	got := &Measure{Name: rule.name, Kinds: r.recordKinds(mm, rule.kinds), Groups: mm.word("by", "branch", "group") == "group",
		Late: mm.text("late"), Long: mm.text("over_a_year")}
	readMeasureFigures(mm, got)
	if known { // or its options have not been read
		checkOption(mm, "late", got.Late, c)
		checkOption(mm, "over_a_year", got.Long, c)
		checkMeasure(m, mm, rule, got, c)
	}
	return got
}

func measureNamed(n *yaml.Node) (measureRule, bool) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "name" {
			at := slices.IndexFunc(measureRules, func(u measureRule) bool { return string(u.name) == n.Content[i+1].Value })
			if at >= 0 {
				return measureRules[at], true
			}
		}
	}
	return measureRule{}, false
}

func readMeasureFigures(mm mapping, got *Measure) {
	if mm.has("each") {
		got.Each = Each(mm.word("each", string(Month), string(Quarter), string(WholeYear)))
	}
	if n := mm.number("months"); n != nil {
		if *n < 1 || *n > 120 {
			mm.add(mm.at("months"), "%s的 %s 须在 1 到 120 之间", mm.what, field("months"))
		}
		got.Months = int(min(*n, 120))
	}
	if mm.has("from") {
		got.From = positive(mm, "from")
	}
}

// recordKinds reads the kinds of record that count.
func (r *reader) recordKinds(mm mapping, known []record.Named) []string {
	var kinds []string
	for _, n := range mm.list("kinds") {
		switch {
		case n.Kind != yaml.ScalarNode || !slices.ContainsFunc(known, func(k record.Named) bool { return k.Code == n.Value }):
			r.add(r.of(n), "%s没有“%s”这种记录，可用：%s", mm.what, n.Value, recordChoices(known))
		case slices.Contains(kinds, n.Value):
			r.add(r.of(n), "%s的“%s”重复", mm.what, n.Value)
		default:
			kinds = append(kinds, n.Value)
		}
	}
	return kinds
}

func checkOption(mm mapping, key, code string, c *Clause) {
	if _, ok := c.Option(code); !ok && code != "" {
		mm.add(mm.at(key), "%s的 %s“%s”不在评分点的选项之中", mm.what, field(key), code)
	}
}

// checkMeasure compares a measure with the figures of its clause.
func checkMeasure(m, mm mapping, rule measureRule, got *Measure, c *Clause) {
	most := got.Each.InAYear()
	if got.Name == Plans {
		most = int64(len(got.Kinds))
	}
	if c.Expected != nil && most > 0 && *c.Expected > most {
		m.add(m.at("expected"), "%s的 %s %d 达不到：按这个口径一年最多计 %d", m.what, field("expected"), *c.Expected, most)
	}
	if c.Kind != scoring.Tiers {
		return
	}
	for _, o := range c.Options {
		if !slices.ContainsFunc(rule.tiers, func(k record.Named) bool { return k.Code == o.Code }) {
			m.add(mm.at("name"), "%s的选项 %s 用口径 %s 数不出，选项须在其中：%s", m.what, o.Code, rule.name, recordChoices(rule.tiers))
		}
	}
}

func measureChoices() choices {
	var list choices
	for _, u := range measureRules {
		list = append(list, coded{string(u.name), MeasureWord(string(u.name))})
	}
	return list
}

func recordChoices(list []record.Named) choices {
	var to choices
	for _, n := range list {
		to = append(to, coded{n.Code, n.Chinese})
	}
	return to
}
