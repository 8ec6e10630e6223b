package scoring

import "math/bits"

// amountOf is the raw amount of an entry that applies, or why it has none. The
// commonest kinds go first and by one test, because entries come in any order
// and what jumps by their kind is mispredicted.
func (c *clause) amountOf(e *Entry) (Points, *Error) {
	if c.kind <= PerCase {
		if uint64(e.Count) > c.most {
			return 0, c.errCount(e.Count, "count")
		}
		return c.amount * Points(e.Count), nil
	}
	switch c.kind {
	case PerMissing:
		return c.missing(e)
	case Range:
		if !c.inRange(e.Amount) {
			return 0, c.errRange()
		}
		return e.Amount, nil
	case Choice:
		if e.Option == 0 {
			return 0, nil
		}
		return c.options[e.Option-1].Amount, nil
	case Tiers:
		return c.tierSum(e.Counts)
	default:
		return c.stepped(e.Count)
	}
}

func (c *clause) errCount(count int64, field string) *Error {
	if count < 0 {
		return errNegative(c.code, field)
	}
	return errTooMuch(c.code)
}

func (c *clause) missing(e *Entry) (Points, *Error) {
	expected := c.expected
	if e.HasExpected {
		expected = e.Expected
	}
	n := max(0, expected-e.Count)
	if e.Count < 0 || expected < 0 || uint64(n) > c.most {
		if expected < 0 && e.Count >= 0 {
			return 0, errNegative(c.code, "expected")
		}
		return 0, c.errCount(e.Count, "actual")
	}
	return c.amount * Points(n), nil
}

func (c *clause) stepped(count int64) (Points, *Error) {
	switch {
	case count >= c.from:
		return c.flat, nil
	case uint64(count) > c.most:
		return 0, c.errCount(count, "count")
	}
	return c.amount * Points(count), nil
}

func (c *clause) inRange(p Points) bool {
	if p < c.min || p > c.max {
		return p == 0
	}
	// Bounds are below MaxPoints, and dividing 32 bits is faster than 64.
	return uint32(p-c.min)%uint32(c.step) == 0 || p == 0
}

func (c *clause) tierSum(counts []int64) (Points, *Error) {
	var sum Points
	var signs int64 // negative once a count is, or a sum has passed int64
	var high uint64
	for i, n := range counts {
		hi, lo := bits.Mul64(uint64(c.options[i].Amount), uint64(n))
		sum += Points(lo)
		signs |= n | int64(lo) | int64(sum)
		high |= hi
	}
	if signs < 0 || high != 0 {
		return 0, c.errTiers(counts)
	}
	return sum, nil
}

func (c *clause) errTiers(counts []int64) *Error {
	for i, n := range counts {
		if n < 0 {
			return errNegative(c.code, c.options[i].Code)
		}
	}
	return errTooMuch(c.code)
}

// bit is 1 for true.
func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
