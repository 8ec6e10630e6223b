package sampling

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// maxConfidenceDigits bounds the work that a confidence can ask for.
const maxConfidenceDigits = 100

// ParseConfidence reads an exact decimal between 0 and 1, both excluded, such
// as "0.95".
func ParseConfidence(text string) (*big.Rat, error) {
	c, ok := parseDecimal(text, maxConfidenceDigits)
	if !ok || c.Sign() <= 0 || c.Cmp(big.NewRat(1, 1)) >= 0 {
		return nil, fmt.Errorf("置信度 %q 应为大于 0、小于 1 的小数，最多 %d 个字符，例如 0.95", text, maxConfidenceDigits)
	}
	return c, nil
}

// parseDecimal reads digits, possibly with a point and digits behind it, in at
// most so many characters. No sign, no exponent.
func parseDecimal(text string, longest int) (*big.Rat, bool) {
	whole, part, pointed := strings.Cut(text, ".")
	if len(text) > longest || whole == "" || pointed && part == "" || !isDigits(whole) || !isDigits(part) {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// SampleSize is the smallest number of branches to draw from a stratum of n
// with equal tickets so that, if k of them are off by more than the tolerance,
// the chance that none of those is drawn is at most 1 − confidence. The chance
// is hypergeometric and computed exactly. It needs 1 ≤ k ≤ n ≤ 999,999,999.
func SampleSize(n, k int, confidence *big.Rat) (int, error) {
	if err := checkPlan(n, k, "可容忍的超差支部数", confidence); err != nil {
		return 0, err
	}
	return smallestRevealing(int64(n), int64(k), confidence), nil
}

// TolerableFewerThan is what a clean sample says: none off among drawn branches
// of n means, with this confidence, that fewer than the returned number are off:
// the smallest number of which that holds, at most n, since a single sound branch
// rules out that all n are off. It needs 1 ≤ drawn ≤ n ≤ 999,999,999.
func TolerableFewerThan(n, drawn int, confidence *big.Rat) (int, error) {
	if err := checkPlan(n, drawn, "抽取数", confidence); err != nil {
		return 0, err
	}
	// C(n−k, drawn)/C(n, drawn) = C(n−drawn, k)/C(n, k): the chance does not
	// change when the drawn and the faulty trade places.
	return smallestRevealing(int64(n), int64(drawn), confidence), nil
}

// maxPlanned is the most branches for which the exact arithmetic stays quick.
const maxPlanned = 999_999_999

func checkPlan(n, k int, name string, confidence *big.Rat) error {
	if n > maxPlanned {
		return fmt.Errorf("支部数不能超过 %d", maxPlanned)
	}
	if k < 1 || k > n {
		return fmt.Errorf("%s应在 1 到支部数 %d 之间", name, n)
	}
	if confidence.Sign() <= 0 || confidence.Cmp(big.NewRat(1, 1)) >= 0 {
		return errors.New("置信度应大于 0、小于 1")
	}
	return nil
}

// smallestRevealing is the smallest m, 1 ≤ m ≤ n, for which two random sets of
// k and of m among n miss each other with a chance of at most 1 − confidence.
// The chance falls as m grows and is 0 at m = n, so doubling and halving find it.
func smallestRevealing(n, k int64, confidence *big.Rat) int {
	low, high := int64(0), int64(1) // low is too small, high perhaps
	for !reveals(n, k, high, confidence) {
		low, high = high, min(2*high, n)
	}
	for high-low > 1 {
		if middle := (low + high) / 2; reveals(n, k, middle, confidence) {
			high = middle
		} else {
			low = middle
		}
	}
	return int(high)
}

// ChanceOfMeeting is the chance that at least one of k branches is among m drawn
// of n with equal tickets, exactly. It needs 1 ≤ k, m ≤ n.
func ChanceOfMeeting(n, k, m int) *big.Rat {
	above, below := missing(int64(n), int64(k), int64(m))
	if above == nil {
		return big.NewRat(1, 1)
	}
	miss := new(big.Rat).SetFrac(above, below)
	return miss.Sub(big.NewRat(1, 1), miss)
}

// missing is C(n−k, m)/C(n, m) as a fraction; nil where it is 0.
func missing(n, k, m int64) (above, below *big.Int) {
	few, many := min(k, m), max(k, m) // the fraction has few factors above and below
	if few+many > n {
		return nil, nil
	}
	return new(big.Int).MulRange(n-many-few+1, n-many), new(big.Int).MulRange(n-few+1, n)
}

// reveals tells whether C(n−k, m)/C(n, m) ≤ 1 − confidence.
func reveals(n, k, m int64, confidence *big.Rat) bool {
	above, below := missing(n, k, m)
	if above == nil {
		return true
	}
	miss := new(big.Int).Sub(confidence.Denom(), confidence.Num())
	above.Mul(above, confidence.Denom())
	return above.Cmp(below.Mul(below, miss)) <= 0
}
