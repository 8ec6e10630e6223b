package indicator

import "baolei/internal/core/scoring"

// areaSum and itemSum are what the check of weights needs to know of a set.
type areaSum struct {
	code     string
	category string
	at       place // of the area's weight
	weight   scoring.Points
	weighted bool
	sound    bool
	items    []itemSum
}

type itemSum struct {
	weight scoring.Points
	kinds  []string
	sound  bool
}

func (i itemSum) isFor(kind string) bool {
	it := Item{Kinds: i.kinds}
	return it.AppliesTo(kind)
}

// checkSums compares the weights of areas and categories with what they hold,
// for each kind of branch.
func (r *reader) checkSums(s *Set, m mapping) {
	kinds := s.Kinds
	if len(kinds) == 0 {
		kinds = []BranchKind{{}}
	}
	for _, a := range r.sums {
		r.checkAreaSum(a, kinds)
	}
	checked := map[string]bool{}
	for _, n := range m.list("categories") {
		cm := (&report{paths: r.paths}).mapping(n, "", "code", "name", "weight", "earns_at_most", "loses_at_most")
		c, ok := s.Category(cm.text("code"))
		if ok && c.Weight != nil && !checked[c.Code] {
			checked[c.Code] = true
			r.checkCategorySum(c, cm.at("weight"), kinds)
		}
	}
}

func (r *reader) checkAreaSum(a areaSum, kinds []BranchKind) {
	if !a.weighted || !a.sound {
		return
	}
	for _, k := range kinds {
		var sum scoring.Points
		members, sound := 0, true
		for _, it := range a.items {
			sound = sound && it.sound
			if it.isFor(k.Code) {
				sum += it.weight
				members++
			}
		}
		if sound && members > 0 && sum != a.weight {
			r.add(a.at, "%s的权重分是 %s，%s各条相加是 %s", title("项目", a.code), a.weight, forKind(k), sum)
		}
	}
}

func (r *reader) checkCategorySum(c Category, at place, kinds []BranchKind) {
	for _, k := range kinds {
		var sum scoring.Points
		for _, a := range r.sums {
			if a.category != c.Code {
				continue
			}
			if !a.sound || !a.weighted {
				return // told where it stands
			}
			if a.isFor(k.Code) {
				sum += a.weight
			}
		}
		if sum != *c.Weight {
			r.add(at, "%s的权重分是 %s，%s各项目相加是 %s", c.Name, *c.Weight, forKind(k), sum)
		}
	}
}

func (a areaSum) isFor(kind string) bool {
	for _, it := range a.items {
		if it.isFor(kind) {
			return true
		}
	}
	return false
}

func forKind(k BranchKind) string {
	if k.Code == "" {
		return ""
	}
	return "对" + k.Name
}
