package sampling

// Summed is the estimate of a stratum with equal tickets from sums: k of n
// branches drawn, with the sum and the sum of squares of review − spot check in
// points. It is Estimate's mean and interval without another draw. k must not be
// 0, nor above n.
func Summed(n, k int, total, squares float64) Estimate {
	e := Estimate{N: n, K: k, Mean: total / float64(k)}
	if k > 1 && !e.full() {
		spread := max(0, squares-total*total/float64(k))
		e.variance = spread / float64(k-1) / float64(k) * (1 - float64(k)/float64(n))
	}
	if e.Interval = k >= 3 && !e.full(); e.Interval {
		e.Rough.FewDrawn = k < 10
		e.spread(e.freedom())
	}
	return e
}
