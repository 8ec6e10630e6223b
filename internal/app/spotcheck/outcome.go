package spotcheck

import (
	"context"
	"math/big"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/sampling"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Outcome is what the checks of a draw say about the rest, so far.
type Outcome struct {
	Estimates []sampling.Estimate // of the strata whose checks are all handed in, then of all once they are
	Missing   map[string]int      // stratum → checks not handed in yet; none where all are
	All       bool                // every check is handed in
}

// outcome estimates from the checks that were handed in.
func (v *View) outcome() (Outcome, error) {
	o := Outcome{Missing: map[string]int{}, All: true}
	stratum := map[string]string{}
	sizes := map[string]int{}
	for _, c := range v.Checks {
		stratum[c.Code] = c.Stratum
		if c.HandedIn.IsZero() {
			o.Missing[c.Stratum]++
			o.All = false
		}
	}
	for name, n := range v.Sizes {
		if o.Missing[name] == 0 && n > 0 {
			sizes[name] = n
		}
	}
	var results []sampling.Result
	for _, x := range v.beside {
		if sizes[stratum[x.Code]] > 0 {
			results = append(results, sampling.Result{Code: x.Code, Review: big.NewRat(x.Review, 100), Spot: big.NewRat(x.Spot, 100)})
		}
	}
	if len(sizes) == 0 {
		return o, nil
	}
	estimates, err := sampling.EstimateInflation(v.Population, v.seed(), sizes, results)
	if err != nil {
		return o, err
	}
	if !o.All {
		estimates = estimates[:len(estimates)-1]
	}
	o.Estimates = estimates
	return o, nil
}

// seed is the confirmed one.
func (v *View) seed() string {
	for _, s := range v.Seeds {
		if s.Confirmed {
			return s.Digits
		}
	}
	return ""
}

// Differences tells where the levels differ in a draw.
type Differences struct {
	*View
	Committees []Differing
	Items      []Differing // in table order
	Checked    []Checked   // in the order of the draw
}

// Differing is a committee or an item with how often and by how much the levels
// differ.
type Differing struct {
	sampling.Where
	Name       string
	Committee  int64             // its id; 0 of an item
	Beyond     bool              // of a committee: its mean is beyond the committee's tolerance
	Decided    *store.Escalation // nil where nothing was decided
	NotDrawn   int               // of a committee: branches that a further draw could take
	Unfinished bool              // of a committee: some of its checks are not handed in
}

// Proposed tells whether it is proposed to verify all of the committee's
// branches and nobody has decided yet.
func (d Differing) Proposed() bool { return d.Beyond && d.Decided == nil }

// Checked is a branch whose check was handed in.
type Checked struct {
	sampling.Checked
	Name, CommitteeName string
	Assessment          int64
}

// Differences shows an officer where the levels differ.
func (s *Service) Differences(ctx context.Context, actor access.Actor, id int64) (*Differences, error) {
	v, err := s.Show(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if !v.CanManage {
		return nil, s.Refuse(ctx, actor, access.ManageDraw, "draw", id, notOfficer())
	}
	return s.differences(ctx, v, s.Store.Read)
}

func (s *Service) differences(ctx context.Context, v *View, send app.Reader) (*Differences, error) {
	d := &Differences{View: v}
	var decided []store.Escalation
	var left map[int64]int
	var b store.Batch
	b.Escalations(v.ID, &decided)
	b.NotDrawn(v.Cycle, v.Root, &left)
	if err := send(ctx, &b); err != nil {
		return nil, err
	}
	if len(v.beside) == 0 || !v.Sound() {
		return d, nil
	}
	weights, err := sampling.Weights(v.Population, v.seed(), v.Sizes)
	if err != nil {
		return nil, err
	}
	d.fill(weights)
	d.decide(decided, left)
	return d, nil
}

// fill compares the levels, branch by branch.
func (d *Differences) fill(weights map[string]float64) {
	checked := make([]sampling.Checked, len(d.beside))
	for i, x := range d.beside {
		checked[i] = sampling.Checked{Code: x.Code, Committee: x.CommitteeCode, Weight: weights[x.Code],
			Total: levels(x.Self, x.Review, x.Spot), Items: covers(d.Set, x)}
		d.Checked = append(d.Checked, Checked{checked[i], x.Name, x.CommitteeName, x.Assessment})
	}
	for _, w := range sampling.WhereByCommittee(checked) {
		d.Committees = append(d.Committees, Differing{Where: w, Beyond: w.Beyond(scoring.Points(d.GroupTolerance))})
	}
	for _, w := range sampling.WhereByItem(checked, itemsOf(d.Set)) {
		name, _ := d.Set.Titled(w.Key)
		d.Items = append(d.Items, Differing{Where: w, Name: name})
	}
}

// decide puts to the committees their names and what was decided.
func (d *Differences) decide(decided []store.Escalation, left map[int64]int) {
	open := map[string]bool{}
	for _, c := range d.Checks {
		if c.HandedIn.IsZero() {
			open[c.Committee] = true
		}
	}
	for i := range d.Committees {
		one := &d.Committees[i]
		for _, x := range d.beside {
			if x.CommitteeCode == one.Key {
				one.Name, one.Committee, one.NotDrawn, one.Unfinished = x.CommitteeName, x.Committee, left[x.Committee], open[x.CommitteeName]
			}
		}
		for j := range decided {
			if decided[j].Committee == one.Committee {
				one.Decided = &decided[j]
			}
		}
	}
}

func levels(self, review, spot int64) sampling.Levels {
	return sampling.Levels{Self: scoring.Points(self), Review: scoring.Points(review), Spot: scoring.Points(spot)}
}

// covers are the items that a check states something about, with their scores.
func covers(set *app.Set, x store.Beside) map[string]sampling.Levels {
	said := map[string]bool{}
	for _, clause := range x.Clauses {
		if _, item := set.Find(clause); item != nil {
			said[item.Code] = true
		}
	}
	items := map[string]sampling.Levels{}
	for i, item := range set.Applies(x.Kind) {
		if said[item.Code] && i < len(x.SelfItems) && i < len(x.ReviewItems) && i < len(x.SpotItems) {
			items[item.Code] = levels(x.SelfItems[i], x.ReviewItems[i], x.SpotItems[i])
		}
	}
	return items
}

// itemsOf are all items of a set, in table order.
func itemsOf(set *app.Set) []string {
	var codes []string
	for _, area := range set.Areas {
		for _, item := range area.Items {
			codes = append(codes, item.Code)
		}
	}
	return codes
}
