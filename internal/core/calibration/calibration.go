// Package calibration describes how several people judged the same thing: how
// many cases, what they took off on average, and how far apart. It judges
// nobody: whoever looked at other branches may rightly have found other things,
// and few cases say little, which is why a summary tells when they are few.
package calibration

import (
	"math/big"
	"slices"

	"baolei/internal/core/scoring"
)

// few is the number of cases below which a summary says too little to compare
// it with another: one odd branch would move its mean by a quarter or more.
const few = 5

// Summary describes amounts, in points.
type Summary struct {
	N           int
	Mean        scoring.Points // to the nearest hundredth
	Least, Most scoring.Points
	Deviation   scoring.Points // sample standard deviation, to the nearest hundredth; 0 for fewer than two
}

// Few tells that there are too few cases to compare.
func (s Summary) Few() bool { return s.N < few }

// Of describes amounts, in any order.
func Of(amounts []scoring.Points) Summary {
	s := Summary{N: len(amounts)}
	if s.N == 0 {
		return s
	}
	s.Least, s.Most = slices.Min(amounts), slices.Max(amounts)
	var sum int64
	squares := new(big.Int)
	for _, a := range amounts {
		sum += int64(a)
		x := big.NewInt(int64(a))
		squares.Add(squares, x.Mul(x, x))
	}
	n := int64(s.N)
	s.Mean = scoring.Mean(sum, n)
	if n > 1 {
		s.Deviation = deviation(n, sum, squares)
	}
	return s
}

// deviation is √((n·Σx² − (Σx)²) / (n·(n − 1))), to the nearest whole number:
// half of the root of four times that, rounded up from an odd one.
func deviation(n, sum int64, squares *big.Int) scoring.Points {
	total := new(big.Int).Mul(squares, big.NewInt(n))
	s := big.NewInt(sum)
	total.Sub(total, s.Mul(s, s))
	total.Mul(total, big.NewInt(4))
	total.Div(total, new(big.Int).Mul(big.NewInt(n), big.NewInt(n-1)))
	return scoring.Points((total.Sqrt(total).Int64() + 1) / 2)
}
