package spotcheck

import (
	"math/big"

	"baolei/internal/core/sampling"
)

// Confidence is the chance, in whole percent rounded down, that of n branches of
// which k are off by more than the tolerance at least one is among those drawn: it
// promises no more than holds, and 100 only where it is certain.
func Confidence(n, k, drawn int) int {
	if k < 1 || drawn < 1 || n < max(k, drawn) {
		return 0
	}
	if drawn > n-k {
		return 100
	}
	chance := new(big.Rat).Mul(sampling.ChanceOfMeeting(n, k, drawn), big.NewRat(100, 1))
	return int(new(big.Int).Quo(chance.Num(), chance.Denom()).Int64())
}

// Tolerated is how many of n branches may be off, at most, if none is found off
// among those drawn: fewer than the number returned, with a confidence in
// percent, 1 to 99. It is 0 where there is no such question.
func Tolerated(n, drawn, percent int) int {
	fewer, err := sampling.TolerableFewerThan(n, drawn, big.NewRat(int64(percent), 100))
	if err != nil {
		return 0
	}
	return fewer
}

// Enough is how many of n branches to draw so that, if k of them are off by
// more than the tolerance, at least one of those is drawn with a confidence in
// percent, 1 to 99. It is 0 where there is no such question.
func Enough(n, k, percent int) int {
	need, err := sampling.SampleSize(n, k, big.NewRat(int64(percent), 100))
	if err != nil {
		return 0
	}
	return need
}

// Propose shares out a number of branches among strata in proportion to their
// tickets, at least one from each where there are enough to share: a stratum
// whose figures held has fewer tickets, and so a smaller share.
func Propose(strata []Stratum, total int) map[string]int {
	all := 0
	for _, s := range strata {
		all += s.Tickets
	}
	sizes := map[string]int{}
	if all == 0 {
		return sizes
	}
	for _, s := range strata {
		share := (total*s.Tickets + all - 1) / all // rounded up: rather one too many than none
		sizes[s.Name] = min(max(share, 1), s.Branches)
	}
	return sizes
}
