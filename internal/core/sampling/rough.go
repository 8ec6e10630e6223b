package sampling

import (
	"slices"
)

// Rough tells why an interval is to be read with caution. In trials with
// tickets 1 and 10 and 6 drawn it covered the truth 69 % of the time, not 95 %.
type Rough struct {
	FewDrawn     bool // fewer than 10 drawn in some stratum
	HeavyTickets bool // a branch with more than 5 tickets in some stratum
	MostlyZero   bool // most differences in some stratum are 0
}

// Any tells whether there is any reason for caution.
func (r Rough) Any() bool { return r.FewDrawn || r.HeavyTickets || r.MostlyZero }

func roughness(y []float64, branches []numbered) Rough {
	zeros := 0
	for _, v := range y {
		if v == 0 {
			zeros++
		}
	}
	return Rough{
		FewDrawn:     len(y) < 10,
		HeavyTickets: slices.ContainsFunc(branches, func(b numbered) bool { return b.Tickets > 5 }),
		MostlyZero:   2*zeros > len(y),
	}
}

func (r Rough) or(other Rough) Rough {
	return Rough{
		FewDrawn:     r.FewDrawn || other.FewDrawn,
		HeavyTickets: r.HeavyTickets || other.HeavyTickets,
		MostlyZero:   r.MostlyZero || other.MostlyZero,
	}
}
