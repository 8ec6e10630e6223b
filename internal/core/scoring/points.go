package scoring

import (
	"fmt"
	"strconv"

	"baolei/internal/core/scoring/jsonscan"
)

// Points is an amount or a score in hundredths of a point: 150 is 1.5 points.
type Points int64

// Point is one whole point.
const Point Points = 100

// Append appends the shortest decimal of p, as in 67.5, -2 or 0.
func (p Points) Append(dst []byte) []byte {
	if 0 <= p && p < 10*Point && p%Point == 0 { // most amounts and item scores
		return append(dst, '0'+byte(p/Point))
	}
	u := uint64(p)
	if p < 0 {
		dst = append(dst, '-')
		u = -u // right for the smallest int64 as well
	}
	dst = strconv.AppendUint(dst, u/100, 10)
	cents := byte(u % 100)
	if cents == 0 {
		return dst
	}
	dst = append(dst, '.', '0'+cents/10)
	if cents%10 != 0 {
		dst = append(dst, '0'+cents%10)
	}
	return dst
}

// String is the shortest decimal of p.
func (p Points) String() string {
	var buf [24]byte
	return string(p.Append(buf[:0]))
}

// ParsePoints reads a decimal number in the form JSON gives numbers, such as
// 67.5, -2 or 1.500. It fails on anything else, on more than two decimals, and
// on what int64 hundredths cannot hold.
func ParsePoints(s string) (Points, error) {
	if !jsonscan.IsNumber(s) {
		return 0, fmt.Errorf("%q 不是数", s)
	}
	v, ok := jsonscan.Scaled([]byte(s), 2)
	if !ok {
		return 0, fmt.Errorf("%q 不是最多两位小数的分值，或超出可计算的范围", s)
	}
	return Points(v), nil
}

// Mean is the mean of n amounts of a sum, in hundredths, to the nearest
// hundredth of a point, halves away from zero; n > 0. It is shown, and never
// decides anything.
func Mean(sum, n int64) Points {
	if sum < 0 {
		return -Mean(-sum, n)
	}
	return Points((sum + n/2) / n)
}
