package scoring

import "math/bits"

// codes finds clauses by their code. Codes of up to 8 bytes, which is nearly
// all, are compared as one number: reading lines looks up a code for every
// finding, and a map of strings takes four times as long.
type codes struct {
	slots []codeSlot // a power of two, never full; a slot with key 0 is free
	shift int
	long  map[string]int32
}

type codeSlot struct {
	key   uint64
	index int32
}

func newCodes(clauses []clause) codes {
	size := bits.Len(uint(2 * len(clauses)))
	c := codes{slots: make([]codeSlot, 1<<size), shift: 64 - size, long: map[string]int32{}}
	for i := range clauses {
		key, short := packed([]byte(clauses[i].code))
		if !short {
			c.long[clauses[i].code] = int32(i)
			continue
		}
		at := c.start(key)
		for c.slots[at].key != 0 {
			at = c.after(at)
		}
		c.slots[at] = codeSlot{key, int32(i)}
	}
	return c
}

func (c *codes) find(code []byte) (index int32, ok bool) {
	key, short := packed(code)
	if !short {
		index, ok = c.long[string(code)]
		return index, ok
	}
	for at := c.start(key); c.slots[at].key != 0; at = c.after(at) {
		if c.slots[at].key == key {
			return c.slots[at].index, true
		}
	}
	return 0, false
}

// start is where a key would stand if nothing were in its way.
func (c *codes) start(key uint64) int { return int(key * 0x9E3779B97F4A7C15 >> c.shift) }

func (c *codes) after(at int) int { return (at + 1) & (len(c.slots) - 1) }

// packed is the code as a number. One with a NUL is not, for it would be the
// same number without it, and neither is none at all.
func packed(code []byte) (key uint64, short bool) {
	if len(code) == 0 || len(code) > 8 {
		return 0, false
	}
	for _, b := range code {
		if b == 0 {
			return 0, false
		}
		key = key<<8 | uint64(b)
	}
	return key, true
}
