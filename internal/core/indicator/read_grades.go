package indicator

import (
	"go.yaml.in/yaml/v3"

	"baolei/internal/core/scoring"
)

// readCategories brings the categories into their order, whatever the file's.
func (r *reader) readCategories(s *Set, m mapping) {
	taken := map[string]int{}
	found := map[string]Category{}
	for _, n := range m.needList("categories") {
		c := r.category(n, taken)
		if _, twice := found[c.Code]; !twice { // told by code
			found[c.Code] = c
		}
	}
	for c := scoring.Base; c <= scoring.Bottom; c++ {
		if category, ok := found[c.String()]; ok {
			s.Categories = append(s.Categories, category)
		}
	}
}

func (r *reader) category(n *yaml.Node, taken map[string]int) Category {
	m := r.mapping(n, "类别", "code", "name", "weight", "earns_at_most", "loses_at_most")
	c := Category{Code: m.code("code", taken), Name: m.needText("name")}
	kind, ok := scoring.ParseCategory(c.Code)
	if !ok && c.Code != "" {
		r.add(m.at("code"), "类别的 %s 只能是 base、pioneer、bottom，现为“%s”", field("code"), c.Code)
	}
	c.EarnsAtMost, c.LosesAtMost = r.readCaps(m, kind)
	c.Weight = m.points("weight")
	if kind == scoring.Bottom && m.has("weight") {
		r.add(m.at("weight"), "底线分没有权重分，请删去 %s", field("weight"))
	}
	if ok && kind == scoring.Base && m.sound && !m.has("weight") {
		r.add(m.at("weight"), "基本分缺少 %s", field("weight"))
	}
	return c
}

func (r *reader) readCaps(m mapping, kind scoring.Category) (earned, lost *scoring.Points) {
	if kind == scoring.Bottom && m.has("earns_at_most") {
		r.add(m.at("earns_at_most"), "底线分只扣不加，请删去 %s", field("earns_at_most"))
	}
	return m.points("earns_at_most"), m.points("loses_at_most")
}

// readGrades reads the grades from the lowest up. Only the lowest has no bound.
func (r *reader) readGrades(s *Set, m mapping) {
	taken := map[string]int{}
	for i, n := range m.needList("grades") {
		gm := r.mapping(n, "等次", "code", "name", "from")
		g := Grade{Code: gm.code("code", taken), Name: gm.needText("name")}
		from := gm.points("from")
		switch {
		case i == 0 && gm.has("from"):
			r.add(gm.at("from"), "最低的等次列在最前，不写 %s", field("from"))
		case i > 0 && gm.sound && !gm.has("from"):
			r.add(gm.at("from"), "%s缺少 %s：从多少分起", title("等次", g.Code), field("from"))
		case i > 0 && from != nil:
			g.From, g.HasFrom = *from, true
			r.checkOrder(s.Grades, g, gm.at("from"))
		}
		s.Grades = append(s.Grades, g)
	}
}

func (r *reader) checkOrder(lower []Grade, g Grade, at place) {
	before := lower[len(lower)-1]
	if before.HasFrom && g.From <= before.From {
		r.add(at, "等次由低到高排列，%s 的 %s %s 须大于前一等次的 %s", coded{g.Code, g.Name}, field("from"), g.From, before.From)
	}
}
