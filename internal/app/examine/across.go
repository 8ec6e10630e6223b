package examine

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/indicator"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// AcrossItem is an item with how far its review is at the branches that wait
// for a person.
type AcrossItem struct {
	*indicator.Item
	All, Done int // branches
	Again     int // branches that changed it since a reviewer last looked
}

// AcrossList is all items that are to be reviewed at the branches that wait for
// a person.
type AcrossList struct {
	Cycles   []app.Cycle // the latest first
	Cycle    app.Cycle   // the one shown; zero where there is none
	Set      *app.Set
	Branches int
	Items    []AcrossItem // in table order, those that are for one of the branches
}

// AcrossList lists the items of a cycle, 0 for the latest, with how far each is.
func (s *Service) AcrossList(ctx context.Context, actor access.Actor, cycle int64) (AcrossList, error) {
	w, err := s.List(ctx, actor, cycle)
	if err != nil || w.Set == nil {
		return AcrossList{Cycles: w.Cycles}, err
	}
	waiting := w.waiting()
	list := AcrossList{Cycles: w.Cycles, Cycle: w.Cycle, Set: w.Set, Branches: len(waiting)}
	tallies := map[string]store.ItemTally{}
	var b store.Batch
	b.ItemTallies(ids(waiting), w.Set.Items, w.Set.Clauses, tallies)
	if err := s.Store.Read(ctx, &b); err != nil {
		return list, err
	}
	for _, item := range w.Set.All() {
		n := tallies[item.Code]
		it := AcrossItem{Item: item, Done: n.Done, Again: n.Again}
		for _, l := range waiting {
			if item.AppliesTo(l.Kind) {
				it.All++
			}
		}
		if it.All > 0 {
			list.Items = append(list.Items, it)
		}
	}
	return list, nil
}

// waiting lists the submitted branches that are the person's to review.
func (w *Worklist) waiting() []Line {
	var list []Line
	for _, l := range w.Lines {
		if l.Mine && l.State == workflow.Submitted {
			list = append(list, l)
		}
	}
	return list
}

func ids(lines []Line) []int64 {
	list := []int64{}
	for _, l := range lines {
		list = append(list, l.ID)
	}
	return list
}

// Stop is a branch on the way through one item.
type Stop struct {
	Item
	Assessment int64
	BranchName string
	Closed     bool // this person may not review it now
}

// Across is one item at all branches that wait for a person, in the person's
// order.
type Across struct {
	Cycle        app.Cycle
	Set          *app.Set
	Before, Next string // items of the branches before and after it in table order; empty for none
	Stops        []Stop
}

// Across opens an item across the branches of a cycle, 0 for the latest.
// Branches for whose kind it is not are left out.
func (s *Service) Across(ctx context.Context, actor access.Actor, cycle int64, code string) (Across, error) {
	w, err := s.List(ctx, actor, cycle)
	if err != nil {
		return Across{}, err
	}
	if w.Set == nil {
		return Across{}, app.NotFound()
	}
	item, _, ok := w.Set.Item(code)
	if !ok {
		return Across{}, app.NotFound()
	}
	out := Across{Cycle: w.Cycle, Set: w.Set}
	out.Before, out.Next = around(w.Set, w.waiting(), code)
	for _, l := range w.waiting() {
		if item.AppliesTo(l.Kind) {
			out.Stops = append(out.Stops, Stop{Assessment: l.ID, BranchName: l.BranchName})
		}
	}
	inTurn(actor.Person, w.Cycle.ID, code, out.Stops)
	return out, s.stops(ctx, actor, w, item, out.Stops)
}

// around finds the items before and after one among those that are for any of
// the branches.
func around(set *app.Set, lines []Line, code string) (before, after string) {
	passed := false
	for _, item := range set.All() {
		switch {
		case item.Code == code:
			passed = true
		case !forAny(item, lines):
		case !passed:
			before = item.Code
		default:
			return before, item.Code
		}
	}
	return before, ""
}

func forAny(item *indicator.Item, lines []Line) bool {
	for _, l := range lines {
		if item.AppliesTo(l.Kind) {
			return true
		}
	}
	return false
}

// stops tells of each stop where its item stands.
func (s *Service) stops(ctx context.Context, actor access.Actor, w Worklist, item *indicator.Item, stops []Stop) error {
	byID := map[int64]app.Assessment{}
	for _, l := range w.Lines {
		byID[l.ID] = l.Assessment
	}
	var asked []int64
	for _, stop := range stops {
		asked = append(asked, stop.Assessment)
	}
	parts := map[int64]*store.ItemPart{}
	var b store.Batch
	b.ItemParts(asked, item.Code, clausesOf(item), parts)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	for i := range stops {
		a := byID[stops[i].Assessment]
		doc, err := app.PartOf(a, w.Set, parts[a.ID])
		if err != nil {
			return err
		}
		if stops[i].Item, err = itemOf(doc, item.Code); err != nil {
			return err
		}
		stops[i].Closed = !workflow.May(a.State, access.SaveReview, a.Facts(actor.Person, s.Today()))
	}
	return nil
}

// itemOf tells of one item of a dossier that may hold no other.
func itemOf(doc *app.Dossier, code string) (Item, error) {
	self, err := doc.Explain(app.Self)
	if err != nil {
		return Item{}, err
	}
	review, err := doc.Explain(app.Review)
	if err != nil {
		return Item{}, err
	}
	for _, it := range items(doc, self, review) {
		if it.Code == code {
			return it, nil
		}
	}
	return Item{}, app.NotFound()
}
