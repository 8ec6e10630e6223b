package indicator

import (
	"go.yaml.in/yaml/v3"

	"baolei/internal/core/scoring"
)

func (r *reader) area(s *Set, n *yaml.Node) Area {
	m := r.mapping(n, "项目", "code", "title", "category", "weight", "earns_at_most", "loses_at_most", "items")
	a := Area{Code: m.code("code", r.areas), Title: m.needText("title")}
	m.what = title("项目", a.Code)
	a.Category = m.needText("category")
	category, known := scoring.ParseCategory(a.Category)
	if _, declared := s.Category(a.Category); !declared && a.Category != "" {
		r.add(m.at("category"), "%s的类别“%s”不在 %s 之中", m.what, a.Category, field("categories"))
	}
	a.EarnsAtMost, a.LosesAtMost = r.readCaps(m, category)
	r.readAreaWeight(s, m, &a, category)
	sum := areaSum{category: a.Category, at: m.at("weight"), code: a.Code, sound: known && m.sound}
	for _, n := range m.needList("items") {
		it, itemSum := r.item(n, category)
		a.Items = append(a.Items, it)
		sum.items = append(sum.items, itemSum)
	}
	sum.weight, sum.weighted = a.Weight, a.HasWeight
	r.sums = append(r.sums, sum)
	return a
}

func (r *reader) readAreaWeight(s *Set, m mapping, a *Area, category scoring.Category) {
	if category == scoring.Bottom {
		if m.has("weight") {
			r.add(m.at("weight"), "%s属底线分，没有权重分，请删去 %s", m.what, field("weight"))
		}
		return
	}
	if c, _ := s.Category(a.Category); category == scoring.Base || c.Weight != nil {
		m.need("weight") // or the category's could not be checked
	}
	if w := m.points("weight"); w != nil {
		a.Weight, a.HasWeight = *w, true
	}
}

func (r *reader) item(n *yaml.Node, category scoring.Category) (Item, itemSum) {
	m := r.mapping(n, "考评内容", "code", "title", "ask", "text", "weight", "at_most", "direction", "kinds", "clauses")
	it := Item{
		Code: m.code("code", r.items), Title: m.needText("title"), Ask: m.text("ask"), Text: m.text("text"),
		Direction: r.readDirection(m, category),
	}
	m.what = title("考评内容", it.Code)
	r.readItemWeight(m, &it, category)
	r.readItemKinds(m, &it)
	for _, n := range m.needList("clauses") {
		it.Clauses = append(it.Clauses, r.clause(n))
	}
	needed := m.has("weight") || category == scoring.Base || it.Direction == scoring.Deduct
	return it, itemSum{weight: it.Weight, kinds: it.Kinds, sound: m.sound && (it.HasWeight || !needed)}
}

// readDirection takes the usual direction of the category where none is given.
func (r *reader) readDirection(m mapping, category scoring.Category) scoring.Direction {
	if !m.has("direction") {
		if category == scoring.Pioneer {
			return scoring.Earn
		}
		return scoring.Deduct
	}
	if m.word("direction", scoring.Deduct.String(), scoring.Earn.String()) == scoring.Deduct.String() {
		return scoring.Deduct
	}
	if category == scoring.Bottom {
		r.add(m.at("direction"), "底线分只扣不加，%s 只能是 %s", field("direction"), field("deduct"))
	}
	return scoring.Earn
}

func (r *reader) readItemWeight(m mapping, it *Item, category scoring.Category) {
	if w := m.points("weight"); w != nil {
		it.Weight, it.HasWeight = *w, true
	}
	it.Limit = m.points("at_most")
	switch {
	case category == scoring.Bottom && m.has("weight"):
		r.add(m.at("weight"), "%s属底线分，没有权重分；要封顶请改用 %s", m.what, field("at_most"))
	case m.has("weight") && m.has("at_most"):
		r.add(m.at("at_most"), "%s有权重分，就以它封顶，请删去 %s", m.what, field("at_most"))
	case category == scoring.Base, category == scoring.Pioneer && it.Direction == scoring.Deduct:
		m.need("weight")
	}
}

func (r *reader) readItemKinds(m mapping, it *Item) {
	seen := map[string]bool{}
	for _, n := range m.list("kinds") {
		_, known := r.kinds[n.Value]
		switch {
		case n.Kind != yaml.ScalarNode || !known:
			r.add(r.of(n), "%s的支部类型“%s”不在 %s 之中", m.what, n.Value, field("kinds"))
		case seen[n.Value]:
			r.add(r.of(n), "%s的支部类型“%s”重复", m.what, n.Value)
		default:
			seen[n.Value] = true
			it.Kinds = append(it.Kinds, n.Value)
		}
	}
}
