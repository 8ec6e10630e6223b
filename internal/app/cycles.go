package app

import "slices"

// CycleOf finds a cycle among those that were read, the latest first; with id 0 the
// latest. known is false where there is none.
func CycleOf(cycles []Cycle, id int64) (c Cycle, known bool) {
	i := slices.IndexFunc(cycles, func(c Cycle) bool { return id == 0 || c.ID == id })
	if i < 0 {
		return Cycle{}, false
	}
	return cycles[i], true
}
