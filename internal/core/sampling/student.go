package sampling

import "math"

// student95 is the two-sided 95 % point of Student's t, that is its 0.975
// quantile, for df ≥ 1 degrees of freedom. It is good to about 1e-12.
func student95(df int) float64 {
	const coverage = 0.95
	// The angle runs over [0, π/2) while t = √df·tan θ runs over [0, ∞).
	low, high := 0.0, math.Pi/2
	for range 60 {
		if middle := (low + high) / 2; studentWithin(middle, df) < coverage {
			low = middle
		} else {
			high = middle
		}
	}
	return math.Sqrt(float64(df)) * math.Tan(low)
}

// studentWithin is the chance that Student's t with df degrees of freedom falls
// within ±√df·tan θ. For whole df it is a finite sum of positive terms
// (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4),
// so nothing cancels:
//
//	odd:  2/π·(θ + sin θ·(cos θ + 2/3·cos³θ + … + (2·4…(df−3))/(3·5…(df−2))·cos^(df−2)θ))
//	even: sin θ·(1 + 1/2·cos²θ + … + (1·3…(df−3))/(2·4…(df−2))·cos^(df−2)θ)
func studentWithin(theta float64, df int) float64 {
	sin, cos := math.Sincos(theta)
	odd := df % 2
	term, sum := 1.0, 0.0
	if odd == 1 {
		term = cos
	}
	for power := odd; power <= df-2 && term > 0; power += 2 {
		sum += term
		term *= cos * cos * float64(power+1) / float64(power+2)
	}
	if odd == 1 {
		return 2 / math.Pi * (theta + sin*sum)
	}
	return sin * sum
}
