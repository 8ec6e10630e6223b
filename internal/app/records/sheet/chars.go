package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// chars checks that bytes are characters which XML may hold, and entities whole
// and known, wherever they stand.
type chars struct {
	carry   []byte // the beginning of a character that is not whole yet
	within  bool   // an entity
	entity  []byte // what stands after its ampersand
	squares int    // closing square brackets in a row
}

func (c *chars) take(p []byte) error {
	if err := c.characters(p); err != nil {
		return err
	}
	for _, b := range p {
		switch {
		case b < ' ' && b != '\t' && b != '\n' && b != '\r', b == '&' && c.within, b == '>' && c.squares >= 2:
			return odd()
		case b == '&':
			c.within, c.entity = true, c.entity[:0]
		case c.within:
			if err := c.inEntity(b); err != nil {
				return err
			}
		}
		if b == ']' {
			c.squares++
		} else {
			c.squares = 0
		}
	}
	return nil
}

// characters checks those that are whole and carries the rest to the next bytes.
func (c *chars) characters(p []byte) error {
	for len(c.carry) > 0 && len(p) > 0 {
		c.carry, p = append(c.carry, p[0]), p[1:]
		if utf8.FullRune(c.carry) {
			if !allowed(c.carry) {
				return odd()
			}
			c.carry = c.carry[:0]
		}
	}
	cut := len(p)
	for back := 1; back <= min(3, len(p)); back++ {
		if last := p[len(p)-back:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				cut -= back
			}
			break
		}
	}
	c.carry = append(c.carry, p[cut:]...)
	if !allowed(p[:cut]) {
		return odd()
	}
	return nil
}

// allowed tells whether text is UTF-8 without the two code points above ASCII
// that are no characters in XML.
func allowed(text []byte) bool {
	return utf8.Valid(text) && !bytes.Contains(text, []byte("\uFFFE")) && !bytes.Contains(text, []byte("\uFFFF"))
}

func (c *chars) inEntity(b byte) error {
	if b != ';' {
		if c.entity = append(c.entity, b); len(c.entity) > 8 {
			return odd()
		}
		return nil
	}
	c.within = false
	switch string(c.entity) {
	case "amp", "lt", "gt", "quot", "apos":
		return nil
	}
	if !numbered(string(c.entity)) {
		return odd()
	}
	return nil
}

// numbered tells whether an entity names by its number a character that XML
// may hold.
func numbered(entity string) bool {
	if len(entity) < 2 || entity[0] != '#' {
		return false
	}
	digits, base := entity[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	printable := n >= ' ' || n == '\t' || n == '\n' || n == '\r'
	return err == nil && printable && n <= utf8.MaxRune && utf8.ValidRune(rune(n)) && n != 0xFFFE && n != 0xFFFF
}

func (c *chars) whole() bool { return len(c.carry) == 0 && !c.within }
