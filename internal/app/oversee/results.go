package oversee

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/rollup"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Results is the list of results as a person may see it: for the work committee
// and the party committees a cycle's branches, for a branch and its members
// their own through the years, and never anybody else's.
type Results struct {
	Wide       bool             // a page of a cycle's list, with rates
	Cycles     []app.Cycle      // the latest first
	Cycle      app.Cycle        // of a wide list; zero where none was opened yet
	Set        *app.Set         // of a wide list
	Tally      Tally            // of all that the person may see, however narrowed
	Committees []CommitteeTally // to narrow by; the first hundred by code
	Committee  string           // name of the one that the list is narrowed to
	Total      int              // branches that the narrowing leaves
	More       bool             // there are more than Total
	Lines      []Line
	Sets       map[int64]*app.Set // by cycle, for a list through the years
}

// ResultsPageSize is how many branches a page of a wide list has.
const ResultsPageSize = 30

// committeesOffered is how many committees a list offers to narrow by.
const committeesOffered = 100

// Narrow is how a wide list is narrowed and sorted.
//
// Reach is "claimed" (submitted), "has" or "none" (a result or none), "yes" or "no" (one
// that attains or not), "unsent" (one that is not reported), "sent", "sent_yes" (reported,
// and attains), "again" (opened again, and not reported since) or "contested" (with an
// objection that is open).
type Narrow struct {
	Cycle      int64 // 0 for the latest
	Committee  int64 // a committee or a general branch; 0 for all
	State      workflow.State
	Grade      string
	Reach      string          // how far the branches came; "" for all
	Of         string          // which total From and Until are about: "self", or else the one that counts
	From       *scoring.Points // at least
	Until      *scoring.Points // below
	Gap        string          // "self_over", "self_under", "checked", "spot_over"
	Lost       string          // an item or area on which points were lost or, where it earns, won
	Differs    string          // an item on which self-assessment and review differ
	Text       string          // in names or codes of branches
	Sort       string          // "branch" (and ""), "committee", "state", "self", "review", "spot", "counts"
	Descending bool
	Page       int // from 1
}

// Results lists results.
func (s *Service) Results(ctx context.Context, actor access.Actor, n Narrow) (Results, error) {
	if len(actor.At(access.Reviewer, access.CommitteeSecretary, access.Officer)) == 0 {
		return s.own(ctx, actor)
	}
	l := list{n: n, actor: actor}
	if n.Lost != "" || n.Differs != "" || n.Reach != "" {
		if err := s.whichSet(ctx, &l); err != nil {
			return Results{Wide: true}, err
		}
	}
	err := s.twice(ctx, func() ([]app.Cycle, []int64, error) {
		err := s.list(ctx, &l)
		return l.Cycles, l.sums.marked, err
	})
	if err != nil {
		return l.Results, err
	}
	return l.Results, s.finish(ctx, &l)
}

// own is a branch's and its members' list through the years.
func (s *Service) own(ctx context.Context, actor access.Actor) (Results, error) {
	r := Results{Sets: map[int64]*app.Set{}}
	var rows []store.Standing
	var b store.Batch
	b.Cycles(&r.Cycles)
	b.StandingsOf(actor.At(access.BranchClerk, access.BranchSecretary, access.Member), &rows)
	if err := s.Store.Read(ctx, &b); err != nil {
		return r, err
	}
	r.Lines = lines(actor, rows)
	for _, c := range r.Cycles {
		set, err := s.Sets.Get(ctx, c.Set)
		if err != nil {
			return r, err
		}
		r.Sets[c.ID] = set
	}
	return r, nil
}

// list is a wide list on its way.
type list struct {
	Results
	n       Narrow
	actor   access.Actor
	set     *app.Set // where the narrowing needs it
	sums    sums     // as officer
	counted []store.Counted
	seals   []app.Seal // as reviewer or secretary
	rows    []store.Standing
	at      store.Organisation // of Narrow.Committee
	found   bool
}

// choose finds the cycle among those that were read.
func (l *list) choose() error {
	var known bool
	if l.Cycle, known = app.CycleOf(l.Cycles, l.n.Cycle); !known && l.n.Cycle != 0 {
		return app.NotFound()
	}
	return nil
}

// whichSet reads the set before the list, where it says what narrows.
func (s *Service) whichSet(ctx context.Context, l *list) error {
	var b store.Batch
	b.Cycles(&l.Cycles)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	if err := l.choose(); err != nil || l.Cycle.ID == 0 {
		return err
	}
	var err error
	l.set, err = s.Sets.Get(ctx, l.Cycle.Set)
	return err
}

func (s *Service) list(ctx context.Context, l *list) error {
	l.Results, l.sums, l.counted, l.seals, l.rows = Results{Wide: true}, sums{}, nil, nil, nil
	office := l.actor.At(access.Officer)
	n := store.Narrow{Cycle: l.n.Cycle, Roots: office, Above: l.actor.At(access.Reviewer, access.CommitteeSecretary), Person: l.actor.Person, Committee: l.n.Committee,
		Grade: l.n.Grade, Reach: l.n.Reach, Text: l.n.Text, Of: l.n.Of, From: (*int64)(l.n.From), Until: (*int64)(l.n.Until), Gap: l.n.Gap,
		Order: l.n.Sort, Descending: l.n.Descending, Offset: (max(l.n.Page, 1) - 1) * ResultsPageSize, Limit: ResultsPageSize}
	if l.n.State != "" {
		n.States = []workflow.State{l.n.State}
	}
	if l.set != nil {
		n.Attaining, n.Moved, n.Differs = l.set.Attaining(), places(l.set, l.n.Lost), places(l.set, l.n.Differs)
	}
	var b store.Batch
	b.Cycles(&l.Cycles)
	b.Narrowed(n, &l.rows)
	b.CountNarrowed(n, &l.Total)
	if l.n.Committee != 0 {
		b.Organisation(l.n.Committee, &l.at, &l.found)
	}
	if len(office) > 0 {
		l.sums.queue(&b, l.actor.Person, l.n.Cycle, office[0], committeesOffered, s.Today())
	} else {
		b.CountedBelow(l.n.Cycle, n.Above, &l.counted)
		b.SealsFrom(l.actor.Person, &l.seals)
	}
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	return l.choose()
}

func (s *Service) finish(ctx context.Context, l *list) error {
	if l.Cycle.ID == 0 {
		return nil
	}
	var err error
	if l.Set, err = s.Sets.Get(ctx, l.Cycle.Set); err != nil {
		return err
	}
	l.Lines = lines(l.actor, l.rows)
	if len(l.Lines) > 0 && l.found {
		l.Committee = l.at.Name
	}
	if l.actor.Is(access.Officer) {
		l.Tally, l.Committees = l.sums.tallies(l.Cycle, l.Set)
	} else {
		l.Tally, l.Committees = counts(l.Set, l.counted)
		seal(l.seals, l.Cycle.ID, l.actor.At(access.Reviewer, access.CommitteeSecretary), &l.Tally, l.Committees)
	}
	if l.Total > store.MostCounted {
		l.Total, l.More = store.MostCounted, true
	}
	if all := l.known(); all >= 0 {
		l.Total, l.More = all, false
	}
	return nil
}

// known is how many branches the narrowing leaves where the tally tells; −1
// where it does not.
func (l *list) known() int {
	bare := Narrow{Cycle: l.n.Cycle, State: l.n.State, Sort: l.n.Sort, Descending: l.n.Descending, Page: l.n.Page}
	switch {
	case l.n != bare:
		return -1
	case l.n.State == "":
		return l.Tally.All
	}
	return l.Tally.In[l.n.State]
}

// counts are the tally and the committees of what was counted.
func counts(set *app.Set, counted []store.Counted) (Tally, []CommitteeTally) {
	all := Tally{In: map[workflow.State]int{}}
	var list []CommitteeTally
	for _, c := range counted {
		if len(list) == 0 || list[len(list)-1].ID != c.Committee {
			list = append(list, CommitteeTally{ID: c.Committee, Name: c.CommitteeName, Tally: Tally{In: map[workflow.State]int{}}})
		}
		for _, t := range []*Tally{&all, &list[len(list)-1].Tally} {
			t.add(set, c.State, c.Grade, c.Ended, c.N)
		}
	}
	return all, list
}

// noKind is a kind of branch that there is not.
const noKind = "-"

// places are where each kind of branch has an item, or the items of an area that
// take points away, among its scores. An unknown code narrows to nothing.
func places(set *app.Set, code string) []store.ItemAt {
	if code == "" {
		return nil
	}
	shape := rollup.ShapeOf(set.Set)
	at := []store.ItemAt{{At: 1, Kind: noKind}}
	for _, item := range shape.Items {
		if item.Code != code && (item.Area != code || item.Direction == scoring.Earn) {
			continue
		}
		for _, kind := range shape.Kinds() {
			if place, has := shape.Place(kind, item.Code); has {
				at = append(at, store.ItemAt{Kind: kind, At: place + 1, Plain: plain(item)})
			}
		}
	}
	return at
}

// plain is an item's score where nothing was lost, or won.
func plain(i rollup.Item) int64 {
	if i.Direction == scoring.Earn {
		return 0
	}
	return int64(i.Weight)
}
