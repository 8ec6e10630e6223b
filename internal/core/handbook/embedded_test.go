package handbook

import (
	"testing"
	"unicode/utf8"

	"baolei/internal/core/indicator"
)

func inEmbedded(code string) bool {
	_, _, ok := indicator.Embedded().Item(code)
	return ok
}

// Every flow names records and items that exist, and every link within the
// handbook leads to a chapter and heading.
func TestTheShippedHandbookIsSound(t *testing.T) {
	for _, p := range Check(First(), inEmbedded) {
		t.Errorf("%s, line %d: %s", p.Chapter, p.Line, p.Text)
	}
}

func TestTheShippedHandbookHasSevenChaptersOfReadableLength(t *testing.T) {
	if len(First()) != 7 {
		t.Fatalf("%d chapters", len(First()))
	}
	for i, text := range First() {
		if n := utf8.RuneCountInString(text.Body); n < 700 || n > 2500 {
			t.Errorf("%s has %d characters, wanted 700 to 2500", text.Chapter, n)
		}
		if n := utf8.RuneCountInString(text.Title); n == 0 || n > TitleLimit {
			t.Errorf("%s: title %q", text.Chapter, text.Title)
		}
		if Place(text.Chapter) != i+1 {
			t.Errorf("%s stands at %d, not %d", text.Chapter, Place(text.Chapter), i+1)
		}
	}
}

// From the card of any item one click leads to a flow, so each has one.
func TestEveryItemOfTheEmbeddedSetHasAFlow(t *testing.T) {
	served := map[string]bool{}
	for _, text := range First() {
		doc := Parse(text.Body)
		for _, f := range doc.Flows() {
			for _, code := range f.Items {
				served[code] = true
			}
		}
	}
	items := 0
	for _, a := range indicator.Embedded().Areas {
		for _, it := range a.Items {
			items++
			if !served[it.Code] {
				t.Errorf("no flow serves %s %s", it.Code, it.Title)
			}
		}
	}
	if items != 52 {
		t.Errorf("the embedded set has %d items, not 52", items)
	}
}

// So has every kind of activity, plan and rule but "other", and the rest of the
// record book.
func TestEveryRecordHasAFlow(t *testing.T) {
	produced := map[Product]bool{}
	for _, text := range First() {
		doc := Parse(text.Body)
		for _, f := range doc.Flows() {
			for _, p := range f.Products {
				produced[p] = true
			}
		}
	}
	for _, p := range Products() {
		if !produced[p] && p.Code != "other" {
			t.Errorf("no flow produces %s", p.Name)
		}
	}
}
