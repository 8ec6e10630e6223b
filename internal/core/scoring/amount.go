package scoring

import (
	"math"
	"math/bits"
)

// times is unit × n. ok is false past int64; both must be 0 or more.
func times(unit Points, n int64) (p Points, ok bool) {
	hi, lo := bits.Mul64(uint64(unit), uint64(n))
	return Points(lo), hi == 0 && lo <= math.MaxInt64
}

// plus is a + b. ok is false past int64; both must be 0 or more.
func plus(a, b Points) (p Points, ok bool) {
	p = a + b
	return p, p >= 0
}

// amountOf is the raw amount of an entry that applies, or why it has none.
func (c *clause) amountOf(e *Entry) (Points, *Error) {
	switch c.kind {
	case Once:
		if e.Occurred {
			return c.amount, nil
		}
		return 0, nil
	case PerCase:
		return c.product(e.Count, "count")
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
	case Stepped:
		if e.Count >= c.from {
			return c.flat, nil
		}
		return c.product(e.Count, "count")
	}
	return 0, nil
}

func (c *clause) product(count int64, field string) (Points, *Error) {
	if count < 0 {
		return 0, errNegative(c.code, field)
	}
	p, ok := times(c.amount, count)
	if !ok {
		return 0, errTooMuch(c.code)
	}
	return p, nil
}

func (c *clause) missing(e *Entry) (Points, *Error) {
	expected := c.expected
	if e.HasExpected {
		expected = e.Expected
	}
	switch {
	case e.Count < 0:
		return 0, errNegative(c.code, "actual")
	case expected < 0:
		return 0, errNegative(c.code, "expected")
	case e.Count >= expected:
		return 0, nil
	}
	return c.product(expected-e.Count, "actual")
}

func (c *clause) inRange(p Points) bool {
	return p == 0 || c.min <= p && p <= c.max && (p-c.min)%c.step == 0
}

func (c *clause) tierSum(counts []int64) (Points, *Error) {
	var sum Points
	for i, n := range counts {
		if n < 0 {
			return 0, errNegative(c.code, c.options[i].Code)
		}
		p, ok := times(c.options[i].Amount, n)
		if ok {
			sum, ok = plus(sum, p)
		}
		if !ok {
			return 0, errTooMuch(c.code)
		}
	}
	return sum, nil
}
