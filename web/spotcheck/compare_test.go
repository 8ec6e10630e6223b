package spotcheck

import (
	"strings"
	"testing"

	"baolei/internal/app/spotcheck"
)

// Only where the check left items out is it said that those count by the review.
func TestItemsLeftOutAreToldWhereThereAre(t *testing.T) {
	c := &spotcheck.Comparison{Draw: &spotcheck.Draw{}, Items: []spotcheck.Compared{{Item: "B1.1", Covered: true}, {Item: "B1.2", Covered: true}}}
	if got := verdict(c).Text; strings.Contains(got, "不查") {
		t.Errorf("all items are checked: %q", got)
	}
	c.Items[1].Covered = false
	if got := verdict(c).Text; !strings.Contains(got, "抽查约定不查的 1 项按考核结果计。") {
		t.Errorf("one is not: %q", got)
	}
}
