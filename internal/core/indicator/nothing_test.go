package indicator

import (
	"testing"

	"baolei/internal/core/scoring"
)

// Nothing found takes nothing away and adds nothing: 80 base points, no pioneer
// points, nothing lost on the bottom line.
func TestNothingFoundIsAllBasePoints(t *testing.T) {
	set := Embedded()
	asked := 0
	for _, area := range set.Areas {
		for _, item := range area.Items {
			for i := range item.Clauses {
				c := &item.Clauses[i]
				f, ok := c.Nothing()
				if ok != (c.Expected != nil || c.Kind.String() != "per_missing") {
					t.Errorf("%s: %v", c.Code, ok)
				}
				if !ok {
					asked++
					continue
				}
				r, bad := set.Table().Score("", []scoring.Finding{f})
				if bad != nil || r.Total != 80_00 || r.Vetoed {
					t.Errorf("%s: %v, %v", c.Code, r.Total, bad)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("no clause asks how many are due")
	}
}
