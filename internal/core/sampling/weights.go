package sampling

import (
	"math"
	"math/big"
)

// missed is the logarithm of the chance that one ticket is not below the
// smallest number of those not drawn.
func missed(branches []numbered, k int) float64 { return math.Log1p(-branches[k].number.fraction()) }

// rankWeights are the 1/p of the k drawn.
func rankWeights(branches []numbered, k int) []float64 {
	logMiss, weights := missed(branches, k), make([]float64, k)
	for i, b := range branches[:k] {
		weights[i] = -1 / math.Expm1(float64(b.Tickets)*logMiss)
	}
	return weights
}

// Weights tells for how many branches each drawn one stands: itself in a stratum
// drawn whole, N/k with equal tickets, otherwise 1/p. It gives the errors of Draw.
func Weights(pop Population, seed string, sizes map[string]int) (map[string]float64, error) {
	ranked, err := rank(pop, seed, sizes)
	if err != nil {
		return nil, err
	}
	weights := map[string]float64{}
	for stratum, branches := range ranked {
		k := sizes[stratum]
		plain := float64(len(branches)) / float64(k)
		var unequal []float64
		if k < len(branches) && !equalTickets(branches) {
			unequal = rankWeights(branches, k)
		}
		for i, b := range branches[:k] {
			weights[b.Code] = plain
			if unequal != nil {
				weights[b.Code] = unequal[i]
			}
		}
	}
	return weights, nil
}

// fraction reads the number as a fraction of 2^256.
func (n number) fraction() float64 {
	whole := new(big.Float).SetInt(new(big.Int).SetBytes(n[:]))
	f, _ := whole.SetMantExp(whole, -8*len(n)).Float64()
	return f
}
