package sampling

import (
	"maps"
	"math"
	"math/big"
	"slices"
)

// Estimate is the mean of review − spot check, in points, over all branches of
// a stratum, estimated from those drawn.
type Estimate struct {
	Stratum  string  // AllStrata for all strata drawn from together
	N, K     int     // branches in the stratum, and drawn
	Mean     float64 // points; above 0 the reviews were too generous
	Interval bool    // whether Low and High hold a 95 % interval; not with all drawn, nor with fewer than 3
	Low      float64
	High     float64
	Rough    Rough // only where there is an interval

	variance float64 // of Mean; 0 where all are drawn
}

// freedom is the stratum's degrees of freedom.
func (e Estimate) freedom() int { return e.K - 1 }

func (e Estimate) full() bool { return e.K == e.N }

// EstimateInflation draws again and estimates from the results, which may come
// in any order, the inflation of each stratum drawn from, in bytewise order, and
// then of all of them together. It gives the errors of Draw, and a
// *MismatchError where the results are not exactly those of the branches drawn.
func EstimateInflation(pop Population, seed string, sizes map[string]int, results []Result) ([]Estimate, error) {
	ranked, err := rank(pop, seed, sizes)
	if err != nil {
		return nil, err
	}
	inflation, err := matchResults(ranked, sizes, results)
	if err != nil {
		return nil, err
	}
	var estimates []Estimate
	for _, stratum := range slices.Sorted(maps.Keys(sizes)) {
		estimates = append(estimates, estimateStratum(ranked[stratum], sizes[stratum], inflation))
	}
	return append(estimates, combine(estimates)), nil
}

// matchResults gives review − spot check by branch code, once the results are
// exactly those of the branches drawn.
func matchResults(ranked map[string][]numbered, sizes map[string]int, results []Result) (map[string]float64, error) {
	awaited := make(map[string]bool)
	for stratum, branches := range ranked {
		for _, n := range branches[:sizes[stratum]] {
			awaited[n.Code] = true
		}
	}
	inflation := make(map[string]float64, len(results))
	wrong := make(map[string]bool)
	for _, r := range results {
		if _, twice := inflation[r.Code]; twice || !awaited[r.Code] {
			wrong[r.Code] = true
		}
		// Subtracted exactly, rounded once: 85.1 − 84.9 is 0.2.
		inflation[r.Code], _ = new(big.Rat).Sub(r.Review, r.Spot).Float64()
	}
	for code := range awaited {
		if _, there := inflation[code]; !there {
			wrong[code] = true
		}
	}
	if len(wrong) > 0 {
		return nil, &MismatchError{slices.Sorted(maps.Keys(wrong))}
	}
	return inflation, nil
}

// estimateStratum estimates one stratum, given in the order of its numbers, of
// which the first k are drawn.
func estimateStratum(branches []numbered, k int, inflation map[string]float64) Estimate {
	y := make([]float64, k)
	for i, b := range branches[:k] {
		y[i] = inflation[b.Code]
	}
	e := Estimate{Stratum: branches[0].Stratum, N: len(branches), K: k}
	if e.full() || equalTickets(branches) {
		e.Mean, e.variance = plainMean(y, e.N)
	} else {
		e.Mean, e.variance = rankMean(y, branches)
	}
	if e.Interval = k >= 3 && !e.full(); e.Interval {
		e.Rough = roughness(y, branches)
		e.spread(e.freedom())
	}
	return e
}

// spread lays the interval around the mean.
func (e *Estimate) spread(freedom int) {
	half := student95(freedom) * math.Sqrt(e.variance)
	e.Low, e.High = e.Mean-half, e.Mean+half
}

func equalTickets(branches []numbered) bool {
	return !slices.ContainsFunc(branches, func(b numbered) bool { return b.Tickets != branches[0].Tickets })
}

// plainMean is the sample mean of the differences y and its variance
// s²/k·(1 − k/n). One figure has no variance to show: 0.
func plainMean(y []float64, n int) (mean, variance float64) {
	k := float64(len(y))
	mean = sum(y) / k
	if len(y) == 1 || len(y) == n {
		return mean, 0
	}
	squares := make([]float64, len(y))
	for i, v := range y {
		squares[i] = (v - mean) * (v - mean)
	}
	return mean, sum(squares) / (k - 1) / k * (1 - k/float64(n))
}

// rankMean weighs each drawn difference by 1/p, where p is the branch's chance
// to be among the drawn given the smallest number τ of those not drawn (bottom-k
// rank conditioning; Cohen and Kaplan, 2007, whose covariances are zero). The
// residuals are blown up by 1/(1 − w), w being the branch's share of the weight:
// without that the interval covered 91 % of trials instead of 95 %.
func rankMean(y []float64, branches []numbered) (mean, variance float64) {
	k := len(y)
	weights, weighted := rankWeights(branches, k), make([]float64, k)
	for i := range weights {
		weighted[i] = y[i] * weights[i]
	}
	total := sum(weights)
	mean = sum(weighted) / total
	if k == 1 {
		return mean, 0
	}
	logMiss, terms := missed(branches, k), make([]float64, k)
	for i, b := range branches[:k] {
		residual := (y[i] - mean) * weights[i] / (1 - weights[i]/total)
		terms[i] = residual * residual * math.Exp(float64(b.Tickets)*logMiss) // (…)²·(1 − p)/p²
	}
	return mean, sum(terms) / total / total
}

// combine puts strata together: means weighted by N, variances by N², degrees
// of freedom added up over the strata not full. There is an interval only where
// every stratum is full or has one, and not all are full.
func combine(strata []Estimate) Estimate {
	all := Estimate{Stratum: AllStrata}
	for _, e := range strata {
		all.N, all.K = all.N+e.N, all.K+e.K
	}
	freedom, bare := 0, false
	means := make([]float64, len(strata))
	for i, e := range strata {
		share := float64(e.N) / float64(all.N)
		means[i] = share * e.Mean
		if e.full() {
			continue
		}
		all.variance += share * share * e.variance
		freedom += e.freedom()
		bare = bare || !e.Interval
		all.Rough = all.Rough.or(e.Rough)
	}
	all.Mean = sum(means)
	if all.Interval = !bare && !all.full(); all.Interval {
		all.spread(freedom)
	} else {
		all.Rough = Rough{}
	}
	return all
}

// sum adds with Neumaier's correction, so that the order of the results does not
// show in the sixth decimal.
func sum(values []float64) float64 {
	total, lost := 0.0, 0.0
	for _, v := range values {
		next := total + v
		if math.Abs(total) >= math.Abs(v) {
			lost += total - next + v
		} else {
			lost += v - next + total
		}
		total = next
	}
	return total + lost
}
