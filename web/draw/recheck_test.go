package draw

import (
	"strings"
	"testing"

	"baolei/internal/app/spotcheck"
)

// Of a committee that is to be checked in full six branches are left: the form
// proposes all six, and a publication of two says that it is not all of them.
func TestACommitteeThatIsToBeCheckedInFull(t *testing.T) {
	p := &spotcheck.Preparation{By: spotcheck.ByCommittee, Recheck: []spotcheck.Recheck{{Code: "JY", Name: "教育局机关党委", Left: 6}},
		Strata: []spotcheck.Stratum{{Name: "JY", Branches: 6, Tickets: 6}, {Name: "WJ", Branches: 11, Tickets: 11}}}
	f := usual(spotcheck.ByCommittee, "")
	f.propose(p)
	if f.sizes["JY"] != "6" || f.sizes["WJ"] == "11" {
		t.Errorf("proposed %v", f.sizes)
	}
	for size, warned := range map[int]bool{2: true, 6: false} {
		text := notAll(p, spotcheck.Publication{Sizes: map[string]int{"JY": size}})
		if strings.Contains(text, "教育局机关党委（还有 6 个支部没有抽）") != warned {
			t.Errorf("of %d drawn: %q", size, text)
		}
	}
	p.By = spotcheck.ByGrade
	if text := notAll(p, spotcheck.Publication{Sizes: map[string]int{"excellent": 6}}); text == "" {
		t.Error("by grade nobody knows whether all are drawn, and nothing is said")
	}
}
