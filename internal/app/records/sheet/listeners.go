package sheet

// sharedStrings listens to the texts that cells refer to by number.
type sharedStrings struct{ count, size int }

func (s *sharedStrings) opened(t *tag) error {
	if string(t.name) != "si" {
		return nil
	}
	s.count++
	s.size = 0
	return nil
}

func (s *sharedStrings) closed(_, _ []byte, size int) error {
	if s.size += size; s.size > maxString {
		return tooLarge(largeText)
	}
	return nil
}

// single listens for attributes given twice, also under another prefix: readers
// differ in which they take.
type single struct{}

func (single) opened(t *tag) error {
	for _, a := range t.attributes {
		if _, err := t.get(string(local(a.name))); err != nil {
			return err
		}
	}
	return nil
}

func (single) closed(_, _ []byte, _ int) error { return nil }
