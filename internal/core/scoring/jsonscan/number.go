package jsonscan

import "math"

// number reads a number. What follows it is for the caller to judge, so that
// 01 and 1x fail there.
func (d *Document) number() bool {
	end := scanNumber(d.Text, d.pos)
	if end < 0 {
		return d.syntax()
	}
	d.add(Number, d.pos, end)
	d.pos = end
	return true
}

// IsNumber tells whether s is a number as JSON writes them.
func IsNumber(s string) bool {
	return scanNumber([]byte(s), 0) == len(s)
}

// scanNumber is the end of the number at pos, or -1 if there is none.
func scanNumber(text []byte, pos int) int {
	if pos < len(text) && text[pos] == '-' {
		pos++
	}
	start := pos
	if pos = digits(text, pos); pos == start {
		return -1
	}
	if text[start] == '0' {
		pos = start + 1
	}
	if pos < len(text) && text[pos] == '.' {
		start = pos + 1
		if pos = digits(text, start); pos == start {
			return -1
		}
	}
	if pos < len(text) && text[pos]|0x20 == 'e' {
		return exponent(text, pos+1)
	}
	return pos
}

func exponent(text []byte, pos int) int {
	if pos < len(text) && (text[pos] == '+' || text[pos] == '-') {
		pos++
	}
	end := digits(text, pos)
	if end == pos {
		return -1
	}
	return end
}

func digits(text []byte, pos int) int {
	for pos < len(text) && '0' <= text[pos] && text[pos] <= '9' {
		pos++
	}
	return pos
}

// Scaled is the value of a JSON number times 10 to the power of scale. ok is
// false where that is not whole or not within int64. The form of the number
// does not matter: 2, 2.0, 20e-1 and 0.002e3 are the same.
func Scaled(number []byte, scale int) (v int64, ok bool) {
	if len(number) <= 16 {
		if u, plain := plainDigits(number); plain {
			return u * pow10(scale), true
		}
	}
	negative := number[0] == '-'
	if negative {
		number = number[1:]
	}
	mantissa, exp := split(number)
	u, ok := wholeValue(mantissa, exp+int64(scale))
	if !ok || u > math.MaxInt64 {
		return 0, false
	}
	if negative {
		return -int64(u), true
	}
	return int64(u), true
}

// plainDigits reads the usual case: digits only, few enough for any scale in use.
func plainDigits(number []byte) (v int64, ok bool) {
	for _, c := range number {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int64(c-'0')
	}
	return v, true
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// split parts a number without its sign into mantissa and exponent. An exponent
// too large to count is cut off at a bound that no mantissa can make up for.
func split(number []byte) (mantissa []byte, exp int64) {
	const bound = 1 << 40
	for i, c := range number {
		if c|0x20 != 'e' {
			continue
		}
		sign := int64(1)
		for _, c := range number[i+1:] {
			if c == '-' {
				sign = -1
			}
			if '0' <= c && c <= '9' {
				exp = min(exp*10+int64(c-'0'), bound)
			}
		}
		return number[:i], sign * exp
	}
	return number, 0
}

// wholeValue is mantissa × 10^exp, if whole and within uint64. It runs in the
// length of the mantissa, however large the exponent.
func wholeValue(mantissa []byte, exp int64) (v uint64, ok bool) {
	zeros := int64(0) // zeros met since the last digit that counts
	point := false
	for _, c := range mantissa {
		if c == '.' {
			point = true
			continue
		}
		if point {
			exp--
		}
		if c == '0' {
			zeros++
			continue
		}
		if v != 0 && !timesPow10(&v, zeros+1) || v > math.MaxUint64-uint64(c-'0') {
			return 0, false
		}
		v += uint64(c - '0')
		zeros = 0
	}
	if v == 0 {
		return 0, true
	}
	exp += zeros
	return v, exp >= 0 && timesPow10(&v, exp)
}

func timesPow10(v *uint64, n int64) bool {
	for ; n > 0; n-- {
		if *v > math.MaxUint64/10 {
			return false
		}
		*v *= 10
	}
	return true
}
