package sheet

import "bytes"

// scan goes through a part of the archive as it is unpacked. It takes a strict
// subset of what the XML decoder takes: no comments, no declarations, nothing
// that is not closed, so that the decoder will not stop short of the end.
type scan struct {
	chars
	limit *int // how many opening tags are still taken; several parts may share it
	listener

	inTag, begun bool
	quote        byte
	raw          []byte // the tag so far
	tag          tag
	text         int    // bytes since the last tag
	short        []byte // those bytes, where they are few
	names        []byte // of what is open, one behind the other
	open         []int  // where each begins
}

// listener hears of each tag of a part.
type listener interface {
	opened(*tag) error
	closed(name, text []byte, size int) error // text is what stood since the last tag, where it is short; size how long it was
}

// shortText is how much text before a closing tag is handed on, in bytes.
const shortText = 24

// Write takes the next bytes of the part.
func (s *scan) Write(p []byte) (int, error) {
	if err := s.chars.take(p); err != nil {
		return 0, err
	}
	for rest := p; len(rest) > 0; {
		var err error
		if s.inTag {
			rest, err = s.collect(rest)
		} else {
			rest, err = s.pass(rest)
		}
		if err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

// pass goes over text, up to the next tag.
func (s *scan) pass(p []byte) ([]byte, error) {
	n := bytes.IndexByte(p, '<')
	if s.inTag = n >= 0; !s.inTag {
		n = len(p)
	}
	if s.text += n; s.text > maxString {
		return nil, tooLarge(largeText)
	}
	if s.text <= shortText {
		s.short = append(s.short, p[:n]...)
	}
	return p[min(n+1, len(p)):], nil
}

// collect gathers a tag up to its end.
func (s *scan) collect(p []byte) ([]byte, error) {
	end := s.tagEnd(p)
	if end == wrong || len(s.raw)+len(p[:max(end, 0)]) > maxTag {
		return nil, odd()
	}
	if end == unfinished {
		if s.raw = append(s.raw, p...); len(s.raw) > maxTag {
			return nil, odd()
		}
		return nil, nil
	}
	s.inTag, s.raw = false, append(s.raw, p[:end]...)
	err := s.take(s.raw)
	s.raw = s.raw[:0]
	return p[end+1:], err
}

const (
	unfinished = -1
	wrong      = -2
)

// tagEnd finds the bracket that closes the tag, outside of quotes.
func (s *scan) tagEnd(p []byte) int {
	for i, c := range p {
		switch {
		case c == '<':
			return wrong
		case s.quote != 0:
			if c == s.quote {
				s.quote = 0
			}
		case c == '"', c == '\'':
			s.quote = c
		case c == '>':
			return i
		}
	}
	return unfinished
}

// take judges a whole tag.
func (s *scan) take(raw []byte) error {
	text, size := s.short, s.text
	s.text, s.short = 0, s.short[:0]
	switch {
	case len(raw) == 0:
		return odd()
	case raw[0] == '?':
		return s.instruction(raw)
	case raw[0] == '/':
		return s.close(bytes.TrimRight(raw[1:], blank), text, size)
	}
	return s.start(raw)
}

// instruction takes the declaration at the beginning; the text must be UTF-8.
func (s *scan) instruction(raw []byte) error {
	if s.begun || !bytes.HasSuffix(raw, []byte("?")) {
		return odd()
	}
	low := bytes.ToLower(raw)
	if i := bytes.Index(low, []byte("encoding")); i >= 0 && !bytes.Contains(low[i:], []byte("utf-8")) {
		return odd()
	}
	return nil
}

func (s *scan) start(raw []byte) error {
	if err := s.tag.parse(raw); err != nil {
		return err
	}
	if len(s.open) == 0 && s.begun || len(s.open) == maxDepth { // a second root, or too deep
		return odd()
	}
	if *s.limit--; *s.limit < 0 {
		return tooLarge(largeText)
	}
	s.begun = true
	s.open, s.names = append(s.open, len(s.names)), append(s.names, s.tag.full...)
	if err := s.opened(&s.tag); err != nil {
		return err
	}
	if s.tag.selfClosing {
		return s.close(s.tag.full, nil, 0)
	}
	return nil
}

func (s *scan) close(full, text []byte, size int) error {
	last := len(s.open) - 1
	if last < 0 || !bytes.Equal(s.names[s.open[last]:], full) {
		return odd()
	}
	s.names, s.open = s.names[:s.open[last]], s.open[:last]
	if size > shortText {
		text = nil
	}
	return s.closed(local(full), text, size)
}

// end tells whether the part was whole.
func (s *scan) end() error {
	if s.inTag || len(s.open) > 0 || !s.begun || !s.chars.whole() {
		return odd()
	}
	return nil
}
