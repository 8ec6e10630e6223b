package jsonscan

import "slices"

// run parses the text without recursion, so that depth costs no stack.
func (d *Document) run() bool {
	d.space()
	for {
		if d.inside == Object && !d.key() {
			return false
		}
		opened, ok := d.value()
		if !ok {
			return false
		}
		if opened {
			continue
		}
		if more, ok := d.afterValue(); !more {
			return ok
		}
	}
}

func (d *Document) space() {
	for d.pos < len(d.Text) {
		switch d.Text[d.pos] {
		case ' ', '\t', '\r', '\n':
			d.pos++
		default:
			return
		}
	}
}

// peek is the byte at hand, 0 at the end; a NUL in the text fits nowhere either.
func (d *Document) peek() byte {
	if d.pos < len(d.Text) {
		return d.Text[d.pos]
	}
	return 0
}

func (d *Document) syntax() bool {
	d.fail(Syntax, d.pos)
	return false
}

func (d *Document) key() bool {
	if d.peek() != '"' {
		return d.syntax()
	}
	if !d.str() {
		return false
	}
	d.space()
	if d.peek() != ':' {
		return d.syntax()
	}
	d.pos++
	d.space()
	return true
}

// value reads a scalar or an empty container whole; of any other container it
// reads the opening, and tells so.
func (d *Document) value() (opened, ok bool) {
	switch c := d.peek(); c {
	case '"':
		return false, d.str()
	case '{', '[':
		return d.open(Kind(c)), true
	case 't':
		return false, d.word(True, "true")
	case 'f':
		return false, d.word(False, "false")
	case 'n':
		return false, d.word(Null, "null")
	default:
		return false, d.number()
	}
}

func (d *Document) open(kind Kind) (opened bool) {
	index := int32(len(d.Nodes))
	d.add(kind, d.pos, d.pos+1)
	d.pos++
	d.space()
	if d.peek() == closing(kind) {
		d.pos++
		return false
	}
	d.stack = append(d.stack, index)
	d.inside = kind
	return true
}

func closing(kind Kind) byte { return byte(kind) + 2 } // '{' '}' and '[' ']' are two apart

// add writes the node field by field where it belongs: a node that is put
// together elsewhere and copied takes several times as long.
func (d *Document) add(kind Kind, start, end int) *Node {
	index := len(d.Nodes)
	if index == cap(d.Nodes) {
		d.Nodes = slices.Grow(d.Nodes, 1)
	}
	d.Nodes = d.Nodes[:index+1]
	n := &d.Nodes[index]
	n.Kind, n.Escaped = kind, false
	n.Start, n.End, n.Next = int32(start), int32(end), int32(index+1)
	return n
}

func (d *Document) word(kind Kind, word string) bool {
	end := d.pos + len(word)
	if end > len(d.Text) || string(d.Text[d.pos:end]) != word {
		return d.syntax()
	}
	d.add(kind, d.pos, end)
	d.pos = end
	return true
}

// afterValue closes what ends here. more tells that another value must follow;
// without it, ok tells whether the text ended as it should.
func (d *Document) afterValue() (more, ok bool) {
	for {
		d.space()
		if len(d.stack) == 0 {
			return false, d.pos == len(d.Text) || d.syntax()
		}
		switch d.peek() {
		case ',':
			d.pos++
			d.space()
			return true, true
		case closing(d.inside):
			d.pos++
			if !d.closeContainer() {
				return false, false
			}
		default:
			return false, d.syntax()
		}
	}
}

func (d *Document) closeContainer() bool {
	depth := len(d.stack) - 1
	container := d.stack[depth]
	d.stack = d.stack[:depth]
	d.Nodes[container].Next = int32(len(d.Nodes))
	wasObject := d.inside == Object
	if d.inside = 0; depth > 0 {
		d.inside = d.Nodes[d.stack[depth-1]].Kind
	}
	if !wasObject {
		return true
	}
	if key, repeated := d.repeatedKey(container); repeated {
		d.fail(RepeatedKey, int(d.Nodes[key].Start))
		return false
	}
	return true
}
