package measure

import "baolei/internal/core/scoring"

// Mean is the mean of n points whose sum is given, to the nearest hundredth,
// halves away from zero; 0 for none.
func Mean(sum scoring.Points, n int) scoring.Points {
	if n <= 0 {
		return 0
	}
	half := scoring.Points(n) / 2
	if sum < 0 {
		return (sum - half) / scoring.Points(n)
	}
	return (sum + half) / scoring.Points(n)
}
