package jsonscan

import (
	"unicode/utf16"
	"unicode/utf8"
)

// str reads a string; the quote is at hand. The text is known to be UTF-8.
func (d *Document) str() bool {
	d.pos++
	start := d.pos
	escaped := false
	for i := start; i < len(d.Text); i++ {
		switch c := d.Text[i]; {
		case c == '"':
			d.add(String, start, i).Escaped = escaped
			d.pos = i + 1
			return true
		case c == '\\':
			escaped = true
			n := d.escape(i)
			if n == 0 {
				return false
			}
			i += n - 1
		case c < ' ':
			d.pos = i
			return d.syntax()
		}
	}
	d.pos = len(d.Text)
	return d.syntax()
}

// escape checks the escape at i and is its length, or 0 after a fault.
func (d *Document) escape(i int) int {
	if i+1 >= len(d.Text) {
		d.fail(Syntax, i)
		return 0
	}
	switch d.Text[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		return d.unicodeEscape(i)
	}
	d.fail(Syntax, i)
	return 0
}

func (d *Document) unicodeEscape(i int) int {
	r, ok := hex4(d.Text[i:])
	if !ok {
		d.fail(Syntax, i)
		return 0
	}
	if !utf16.IsSurrogate(r) {
		return 6
	}
	low, ok := hex4(d.Text[i+6:])
	if !ok || utf16.DecodeRune(r, low) == utf8.RuneError {
		d.fail(LoneSurrogate, i)
		return 0
	}
	return 12
}

// hex4 reads \uXXXX at the beginning of text.
func hex4(text []byte) (r rune, ok bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	for _, c := range text[2:6] {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

var unescaped = map[byte]byte{'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// appendUnescaped appends what raw, a checked string's inside, says.
func appendUnescaped(dst, raw []byte) []byte {
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			dst = append(dst, raw[i])
			i++
			continue
		}
		if r, ok := hex4(raw[i:]); ok {
			i += 6
			if utf16.IsSurrogate(r) {
				low, _ := hex4(raw[i:]) // checked when it was parsed
				r = utf16.DecodeRune(r, low)
				i += 6
			}
			dst = utf8.AppendRune(dst, r)
			continue
		}
		if c, ok := unescaped[raw[i+1]]; ok {
			dst = append(dst, c)
		} else {
			dst = append(dst, raw[i+1])
		}
		i += 2
	}
	return dst
}

const hexDigits = "0123456789abcdef"

// AppendQuoted appends s as a JSON string that escapes what it must and
// nothing else. s must be UTF-8.
func AppendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[from:i]...)
		dst = appendEscape(dst, c)
		from = i + 1
	}
	dst = append(dst, s[from:]...)
	return append(dst, '"')
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}
