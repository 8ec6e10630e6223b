package sampling

import "baolei/internal/core/scoring"

// Risk is what is known of a branch that may give it more tickets.
type Risk struct {
	Code      string
	Year      int            // the cycle's
	Apart     scoring.Points // between self-assessment and review last year, never negative
	Examined  bool           // whether there was an examination last year
	Hints     int            // about the year's records, at submission
	CheckedIn int            // the latest year in which it was spot-checked before this cycle; 0 for never
	Committee string         // its code
}

// Held is what the checks of a committee's branches found in a year: how many
// were checked, and of how many the totals of review and spot check were no
// further apart than that draw's tolerance for a branch.
type Held struct {
	Committee     string
	Year          int
	Checked, Held int
}

// Reason tells how many tickets a rule gave to a branch beyond the first.
type Reason struct {
	Code    string
	Rule    Rule
	Tickets int
}

// Tickets gives each branch its tickets by the rules, with the reasons, branches
// in the order given and rules in their own. held may hold any years; those
// within the rules' years and the cycle's own count.
func (r Rules) Tickets(branches []Risk, held []Held) (tickets []int, reasons []Reason) {
	tickets = make([]int, len(branches))
	shares := map[string]int{}
	for i, b := range branches {
		if _, known := shares[b.Committee]; !known {
			shares[b.Committee] = r.share(b.Committee, b.Year, held)
		}
		tickets[i] = 1
		for _, one := range r.reasons(b, shares[b.Committee]) {
			if one.Tickets = min(one.Tickets, r.Most-tickets[i]); one.Tickets > 0 {
				tickets[i] += one.Tickets
				reasons = append(reasons, one)
			}
		}
	}
	return tickets, reasons
}

// reasons are those of one branch before the limit.
func (r Rules) reasons(b Risk, share int) []Reason {
	list := []Reason{{b.Code, Proportion, share}}
	if b.Examined && b.Apart >= r.DifferenceFrom {
		list = append(list, Reason{b.Code, Apart, r.Difference})
	}
	if b.Hints >= r.HintsFrom {
		list = append(list, Reason{b.Code, Hinted, r.Hints})
	}
	if b.CheckedIn == 0 || b.CheckedIn < b.Year-r.Years {
		list = append(list, Reason{b.Code, Unchecked, r.UncheckedForYears})
	}
	return list
}

// share is what the proportional inspection adds for a committee's branches.
func (r Rules) share(committee string, year int, held []Held) int {
	checked, off := 0, 0
	for _, h := range held {
		if h.Committee == committee && h.Year >= year-r.Years && h.Year <= year {
			checked += h.Checked
			off += h.Checked - h.Held
		}
	}
	if checked < r.Least {
		return r.Proportion
	}
	return (r.Proportion*off + checked - 1) / checked // a part of a ticket counts as one
}
