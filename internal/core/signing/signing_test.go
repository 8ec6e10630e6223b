package signing

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/calendar"
)

// The digest is what sha256sum prints for the text:
//
//	printf 'signed by baolei, form 1: seed\ndigits "31415926535897932384"\nat "2026-12-31" "2026-12-31T10:00:00Z"\n' | sha256sum
func TestTheTextIsWrittenAsDescribed(t *testing.T) {
	at := time.Date(2026, time.December, 31, 18, 0, 0, 0, calendar.Shanghai)
	s := New("seed").Line("digits", "31415926535897932384").Line("at", calendar.DateOf(at), at)
	want := "signed by baolei, form 1: seed\ndigits \"31415926535897932384\"\nat \"2026-12-31\" \"2026-12-31T10:00:00Z\"\n"
	if s.String() != want {
		t.Errorf("text %q, want %q", s, want)
	}
	if got, want := s.Digest(), "44c32d8fd77c623c99b84b6c5c07460717fafd788d4dc7fcbfe70f950b135cd1"; got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}

// Whatever people type: other lines, other text.
func TestDifferentContentsHaveDifferentTexts(t *testing.T) {
	lines := rapid.SliceOfN(rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "\"", "\n", "\" \"", "\"\nline \"", "\\", "\\n"})), 0, 3), 0, 3)
	rapid.Check(t, func(t *rapid.T) {
		a, b := lines.Draw(t, "a"), lines.Draw(t, "b")
		if same, equal := textOf(a) == textOf(b), slices.EqualFunc(a, b, slices.Equal[[]string]); same != equal {
			t.Fatalf("%q and %q: same text %v", a, b, same)
		}
	})
}

func textOf(lines [][]string) string {
	s := New("test")
	for _, values := range lines {
		var list []any
		for _, v := range values {
			list = append(list, v)
		}
		s.Line("line", list...)
	}
	return s.String()
}
