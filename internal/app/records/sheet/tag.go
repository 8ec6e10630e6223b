package sheet

import "bytes"

// maxAttributes is how many attributes a tag may have.
const maxAttributes = 64

// tag is an opening tag, in the bytes that it was read from: it is good until
// the next one is read.
type tag struct {
	full, name  []byte // with and without its prefix
	attributes  []attribute
	selfClosing bool
}

// attribute is one of a tag; entities in its value are left as they are.
type attribute struct{ name, value []byte }

// get returns an attribute's value by its name without a prefix; nil where it is
// not there. Of an attribute given twice readers differ in which they take, so
// such a tag is refused.
func (t *tag) get(name string) (value []byte, err error) {
	for _, a := range t.attributes {
		if string(local(a.name)) != name {
			continue
		}
		if value != nil {
			return nil, odd()
		}
		value = a.value
	}
	return value, nil
}

// local is a name without its prefix.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// parse reads an opening tag without its brackets.
func (t *tag) parse(raw []byte) error {
	raw, t.selfClosing = bytes.CutSuffix(raw, []byte("/"))
	n := nameEnd(raw)
	t.full, t.name, t.attributes = raw[:n], local(raw[:n]), t.attributes[:0]
	if !plain(t.full) {
		return odd()
	}
	for rest := raw[n:]; ; {
		after := bytes.TrimLeft(rest, blank)
		if len(after) == 0 {
			return nil
		}
		a, left, ok := cutAttribute(after)
		if !ok || len(after) == len(rest) || len(t.attributes) == maxAttributes {
			return odd()
		}
		t.attributes, rest = append(t.attributes, a), left
	}
}

const blank = " \t\r\n"

func nameEnd(text []byte) int {
	for i, c := range text {
		if c <= ' ' || c == '=' || c == '/' {
			return i
		}
	}
	return len(text)
}

func cutAttribute(text []byte) (a attribute, rest []byte, ok bool) {
	n := nameEnd(text)
	value, found := bytes.CutPrefix(bytes.TrimLeft(text[n:], blank), []byte("="))
	value = bytes.TrimLeft(value, blank)
	if !found || !plain(text[:n]) || len(value) == 0 || value[0] != '"' && value[0] != '\'' {
		return a, nil, false
	}
	end := bytes.IndexByte(value[1:], value[0])
	if end < 0 {
		return a, nil, false
	}
	return attribute{text[:n], value[1 : 1+end]}, value[2+end:], true
}

// plain tells whether a name is one that spreadsheets use: ASCII, with one
// prefix at most.
func plain(name []byte) bool {
	if len(name) == 0 || name[len(name)-1] == ':' {
		return false
	}
	prefixed := false
	for i, c := range name {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
		switch {
		case letter:
		case i == 0, c == ':' && prefixed:
			return false
		case c == ':':
			prefixed = true
		case c != '-' && c != '.' && (c < '0' || c > '9'):
			return false
		}
	}
	return true
}
