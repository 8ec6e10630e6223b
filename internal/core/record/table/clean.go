package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean is a text as a cell can hold it: without spaces around it, without
// characters that cannot be seen and that files cannot hold, its lines ended in
// one way.
func Clean(text string) string {
	if !strings.ContainsFunc(text, unfit) {
		return strings.TrimSpace(text)
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unfit(r) {
			return -1
		}
		return r
	}, text))
}

func unfit(r rune) bool {
	return r != '\n' && r != '\t' && unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError
}

// OneLine is a clean text on one line.
func OneLine(text string) string { return strings.Join(strings.Fields(Clean(text)), " ") }

// narrow is a text of digits and marks in the narrow width, without spaces:
// "２０２６年 ３月" is "2026年3月".
func narrow(text string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(Clean(text))), "")
}
