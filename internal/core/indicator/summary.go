package indicator

import (
	"fmt"
	"strings"
)

// Summary is one line that tells what the set holds.
func (s *Set) Summary() string {
	items, clauses := 0, 0
	for _, a := range s.Areas {
		items += len(a.Items)
		for _, it := range a.Items {
			clauses += len(it.Clauses)
		}
	}
	parts := []string{fmt.Sprintf("%d 个项目、%d 条考评内容、%d 个评分点、%d 个等次", len(s.Areas), items, clauses, len(s.Grades))}
	if len(s.Kinds) > 0 {
		parts = append(parts, fmt.Sprintf("%d 类支部", len(s.Kinds)))
	}
	for _, c := range s.Categories {
		if c.Weight != nil {
			parts = append(parts, fmt.Sprintf("%s %s", c.Name, *c.Weight))
		}
	}
	return fmt.Sprintf("%s（%s）没有问题：%s", s.Code, s.Name, strings.Join(parts, "，"))
}
