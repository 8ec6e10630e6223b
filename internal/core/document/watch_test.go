package document

import (
	"strings"
	"testing"
)

// A word is found wherever the pieces end, and not where it is not.
func TestWordsAreFoundAcrossPieces(t *testing.T) {
	for i, word := range watched {
		text := strings.Repeat("<a/>", 50) + word + strings.Repeat("<b/>", 50)
		for size := 1; size < 40; size++ {
			var w watch
			for rest := text; rest != ""; {
				n := min(size, len(rest))
				if _, err := w.Write([]byte(rest[:n])); err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			for j, seen := range w.seen {
				if seen != (i == j) {
					t.Errorf("%q in pieces of %d: %q seen is %v", word, size, watched[j], seen)
				}
			}
		}
	}
}
