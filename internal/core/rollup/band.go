package rollup

import "baolei/internal/core/scoring"

// Totals are counted in bands of 5 points from 0 to 200, with one more band for
// what is below 0 and one for 200 and above. The bounds of the embedded set's
// grades are bounds of bands too.
const (
	Bands   = 42
	lowest  = 0
	highest = Bands - 1

	bandWidth  = 5 * scoring.Point
	bandsUntil = 200 * scoring.Point
)

// Band is the band of a total.
func Band(total scoring.Points) int {
	switch {
	case total < 0:
		return lowest
	case total >= bandsUntil:
		return highest
	}
	return 1 + int(total/bandWidth)
}

// Bounds are from where to below where a band goes. The lowest has no from, the
// highest no until; then the value is 0 and false.
func Bounds(band int) (from scoring.Points, hasFrom bool, until scoring.Points, hasUntil bool) {
	if band > lowest {
		from, hasFrom = scoring.Points(band-1)*bandWidth, true
	}
	if band < highest {
		until, hasUntil = scoring.Points(band)*bandWidth, true
	}
	return from, hasFrom, until, hasUntil
}
