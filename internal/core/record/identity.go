package record

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// HonourIdentity is the same for two records of one honour: level, issuer and
// number of the document; where the document has no number, level, issuer,
// title and day. Widths, spaces, marks and the kind of brackets do not count:
// 〔2026〕, [2026] and （2026） are one number.
func HonourIdentity(h *Honour) string {
	parts := []string{string(h.Level), folded(h.Issuer, false)}
	if number := folded(h.DocumentNo, true); numbered(number) {
		return strings.Join(append(parts, "no", number), "|")
	}
	return strings.Join(append(parts, "on", folded(h.Title, false), h.On.String()), "|")
}

// numbered tells a number from what people write where there is none: "无", "-".
func numbered(folded string) bool {
	return strings.ContainsFunc(folded, func(r rune) bool {
		return unicode.IsDigit(r) || strings.ContainsRune("一二三四五六七八九十〇零", r)
	})
}

// folded keeps what tells one text from another: letters and digits in one
// width and case; of a document's number, brackets and dashes too, each in one
// kind.
func folded(text string, number bool) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKC.String(text)) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			b.WriteRune(r)
		case number && unicode.Is(unicode.Ps, r):
			b.WriteByte('(')
		case number && unicode.Is(unicode.Pe, r):
			b.WriteByte(')')
		case number && unicode.Is(unicode.Pd, r):
			b.WriteByte('-')
		}
	}
	return b.String()
}
