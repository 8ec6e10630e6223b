package scoring

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCodesAreFoundAsInAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[ab\x00]{0,10}`)
		known := rapid.SliceOfDistinct(code, func(s string) string { return s }).Draw(t, "known")
		clauses, want := []clause{}, map[string]int32{}
		for i, c := range known {
			clauses, want[c] = append(clauses, clause{code: c}), int32(i)
		}
		c := newCodes(clauses)
		for _, s := range append(known, rapid.SliceOf(code).Draw(t, "others")...) {
			index, ok := c.find([]byte(s))
			if wantIndex, wantOK := want[s]; index != wantIndex || ok != wantOK {
				t.Fatalf("%q: %d, %v; want %d, %v", s, index, ok, wantIndex, wantOK)
			}
		}
	})
}
