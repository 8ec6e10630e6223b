package jsonscan

import (
	"math"
	"unicode/utf8"
)

// Kind is the type of a JSON value, named by the byte it begins with.
type Kind byte

// The types of value.
const (
	Object Kind = '{'
	Array  Kind = '['
	String Kind = '"'
	Number Kind = '0'
	True   Kind = 't'
	False  Kind = 'f'
	Null   Kind = 'n'
)

// Node is one value of a document. Start and End bound its text; those of a
// string leave the quotes out, those of a container are only its first byte.
type Node struct {
	Kind    Kind
	Escaped bool // a string with a backslash in it
	Start   int32
	End     int32
	Next    int32 // index of the node after this value and all it holds
}

// Document is a parsed text. Its memory is used again by the next Parse.
type Document struct {
	Text  []byte
	Nodes []Node

	pos    int
	stack  []int32 // indices of the containers that are open
	inside Kind    // of the innermost of them, 0 without one
	fault  Fault
}

// keepNodes bounds the memory that a document keeps after an unusual text.
const keepNodes = 1 << 14

// Parse reads text, which must hold one JSON value and nothing else but white
// space. The document refers to text; it is valid until either changes. After a
// fault the nodes mean nothing.
func (d *Document) Parse(text []byte) *Fault {
	d.reset(text)
	switch {
	case len(text) > math.MaxInt32:
		d.fail(TooLong, 0)
	case !utf8.Valid(text):
		d.fail(InvalidUTF8, invalidAt(text))
	case d.run():
		return nil
	}
	fault := d.fault
	return &fault
}

func (d *Document) reset(text []byte) {
	if cap(d.Nodes) > keepNodes {
		d.Nodes, d.stack = nil, nil
	}
	d.Text, d.Nodes, d.stack, d.inside, d.pos = text, d.Nodes[:0], d.stack[:0], 0, 0
}

func invalidAt(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(text)
}

// Bytes is the text of a node as it stands, escapes included.
func (d *Document) Bytes(node int32) []byte {
	n := &d.Nodes[node]
	return d.Text[n.Start:n.End]
}

// AppendString appends what a string node says.
func (d *Document) AppendString(dst []byte, node int32) []byte {
	if !d.Nodes[node].Escaped {
		return append(dst, d.Bytes(node)...)
	}
	return appendUnescaped(dst, d.Bytes(node))
}

// StringIs tells whether a string node says s.
func (d *Document) StringIs(node int32, s string) bool {
	if !d.Nodes[node].Escaped {
		return string(d.Bytes(node)) == s
	}
	return string(appendUnescaped(nil, d.Bytes(node))) == s
}
