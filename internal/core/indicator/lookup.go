package indicator

import (
	"slices"
	"strings"

	"baolei/internal/core/scoring"
)

// Table is the set compiled for scoring.
func (s *Set) Table() *scoring.Table { return s.table }

// Area finds an area by its code.
func (s *Set) Area(code string) (*Area, bool) {
	for i := range s.Areas {
		if s.Areas[i].Code == code {
			return &s.Areas[i], true
		}
	}
	return nil, false
}

// Item finds an item by its code, and the area that it is in.
func (s *Set) Item(code string) (*Item, *Area, bool) {
	for i := range s.Areas {
		for j := range s.Areas[i].Items {
			if s.Areas[i].Items[j].Code == code {
				return &s.Areas[i].Items[j], &s.Areas[i], true
			}
		}
	}
	return nil, nil, false
}

// Clause finds a clause by its code, and the item that it is in.
func (s *Set) Clause(code string) (*Clause, *Item, bool) {
	for i := range s.Areas {
		for j := range s.Areas[i].Items {
			it := &s.Areas[i].Items[j]
			for k := range it.Clauses {
				if it.Clauses[k].Code == code {
					return &it.Clauses[k], it, true
				}
			}
		}
	}
	return nil, nil, false
}

// Option finds an option of the clause by its code.
func (c *Clause) Option(code string) (Option, bool) {
	for _, o := range c.Options {
		if o.Code == code {
			return o, true
		}
	}
	return Option{}, false
}

// Grade finds a grade by its code.
func (s *Set) Grade(code string) (Grade, bool) {
	for _, g := range s.Grades {
		if g.Code == code {
			return g, true
		}
	}
	return Grade{}, false
}

// Category finds a category by its code.
func (s *Set) Category(code string) (Category, bool) {
	for _, c := range s.Categories {
		if c.Code == code {
			return c, true
		}
	}
	return Category{}, false
}

// KindCodes are the codes of the kinds of branch; none where one table is for all.
func (s *Set) KindCodes() []string {
	var codes []string
	for _, k := range s.Kinds {
		codes = append(codes, k.Code)
	}
	return codes
}

// KindOf is the kind by which the set scores a branch that says it is of one: "" where
// the set has no kinds, whatever the branch says for another. known is false where
// the set has kinds and that is none of them.
func (s *Set) KindOf(said string) (kind string, known bool) {
	if len(s.Kinds) == 0 {
		return "", true
	}
	return said, slices.Contains(s.KindCodes(), said)
}

// AppliesTo tells whether the item is for that kind of branch.
func (it *Item) AppliesTo(kind string) bool {
	if len(it.Kinds) == 0 {
		return true
	}
	for _, k := range it.Kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// Number is the short number of an item for people: B2.4 is 2.4, P1 is 先锋 1,
// L5 is 底线 5. The letters of the code give way to the name of the category,
// which the base needs not.
func (s *Set) Number(item string) string {
	digits := strings.TrimLeft(item, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")
	_, area, ok := s.Item(item)
	if !ok || digits == "" {
		return item
	}
	if area.Category == scoring.Base.String() {
		return digits
	}
	category, _ := s.Category(area.Category)
	return strings.TrimSuffix(category.Name, "分") + " " + digits
}

// Titled is an item for people, its number with its title: "2.4 主题党日". Of one that
// is not in the set it is the code, and known is false.
func (s *Set) Titled(item string) (title string, known bool) {
	it, _, known := s.Item(item)
	if !known {
		return item, false
	}
	return s.Number(item) + " " + it.Title, true
}
