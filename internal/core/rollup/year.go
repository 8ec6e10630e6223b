package rollup

// Year is a year by month: how many activities there were, and how many branches
// held a theme party day, which every branch holds every month.
type Year struct {
	Activities [12]int64
	PartyDays  [12]int64
}

// Add adds another year, as often as times says.
func (y *Year) Add(o Year, times int64) {
	add(y.Activities[:], o.Activities[:], times)
	add(y.PartyDays[:], o.PartyDays[:], times)
}
