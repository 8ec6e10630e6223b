package rollup

import "math"

// z95 cuts 2.5 % off either end of the normal distribution.
const z95 = 1.959963984540054

// Wilson is the interval in which the rate k of n would lie 95 times out of 100
// if as many branches had been drawn from a large number of the same kind
// (Wilson, 1927), in hundredths of a percent, rounded outwards. It says how much
// a few branches more or less would have moved the rate. n must not be 0.
func Wilson(k, n int) (low, high int) {
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + z95*z95/(2*m)) / (1 + z95*z95/m)
	half := z95 / (1 + z95*z95/m) * math.Sqrt(p*(1-p)/m+z95*z95/(4*m*m))
	low, high = int(math.Floor((middle-half)*100_00)), int(math.Ceil((middle+half)*100_00))
	if k == 0 {
		low = 0
	}
	if k == n {
		high = 100_00
	}
	return max(low, 0), min(high, 100_00)
}
