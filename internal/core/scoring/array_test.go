package scoring_test

import (
	"slices"
	"testing"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/core/scoring/jsonscan"
)

func TestFindingsThatDoNotFitAreLeftOut(t *testing.T) {
	sheet := indicator.Embedded().Table().NewSheet()
	var doc jsonscan.Document
	if bad := doc.Parse([]byte(`[{"clause":"B1.1a","count":1},{"clause":"gone","count":2},{"clause":"B1.4a","count":1},{"clause":"B2.2a","amount":2},{"clause":"B2.3a","amount":9},{"clause":"B3.2a","option":"never"}]`)); bad != nil {
		t.Fatal(bad)
	}
	if bad := sheet.Reset(""); bad != nil {
		t.Fatal(bad)
	}
	left, bad := sheet.AddArray(&doc)
	// there is no "gone", B1.4a takes no count, 9 is beyond B2.3a's bound, B3.2a has no "never"
	if want := []string{"gone", "B1.4a", "B2.3a", "B3.2a"}; bad != nil || !slices.Equal(left, want) {
		t.Errorf("left out %v, %v", left, bad)
	}
	if bad := sheet.Finish(); bad != nil {
		t.Fatal(bad)
	}
	// 80 of the base less 2 of B1.1 and 2 of B2.2
	if sheet.Total != 76*scoring.Point {
		t.Errorf("total %s", sheet.Total)
	}
	for _, text := range []string{`{}`, `[3]`, `[{}]`} {
		if bad := doc.Parse([]byte(text)); bad != nil {
			t.Fatal(bad)
		}
		if _, bad := sheet.AddArray(&doc); bad == nil {
			t.Errorf("%s is taken", text)
		}
	}
}
