package oversee

import (
	"cmp"
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calibration"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Calibration is how reviewers of a cycle judged: one item by reviewer or by
// committee, or each item of a committee.
type Calibration struct {
	Cycles      []app.Cycle // the latest first
	Cycle       app.Cycle   // the one shown; zero where there is none
	Set         *app.Set
	Committees  []CommitteeTally // those that the person may choose from
	Committee   int64            // the one chosen; 0 for all of them
	ByCommittee bool             // groups are committees, otherwise reviewers
	Item        *indicator.Item  // nil for all items
	All         Judgement        // of the item
	Groups      []Judgement      // of the item, the most branches first
	Items       []ItemJudgement  // where no item is chosen
}

// Judgement is what somebody, or a whole committee, found about an item.
type Judgement struct {
	ID   int64 // of the reviewer or committee
	Name string
	calibration.Summary
	Changed int // branches at which the item's points differ from the self-assessment
	Cases   []Case
}

// Case is one branch at which an item was dealt with.
type Case struct {
	store.Judged
	Branch string
	Amount scoring.Points // what the review takes off, or gives where the item earns
	Stated scoring.Points // the same by the self-assessment
	Inside bool           // the person reviews or signs there, and may open the desk
}

// ItemJudgement is an item as a committee's reviewers found it.
type ItemJudgement struct {
	*indicator.Item
	Judgement
	Reviewers int
	Gap       scoring.Points // between the means of the reviewers who are not few; 0 where fewer than two are not
	HasGap    bool
}

// Calibrate tells how an item was judged in a cycle, 0 for the latest; "" for
// each item of a committee. A review is told of while it goes on to those who
// review and sign there, to the work committee once it is signed.
func (s *Service) Calibrate(ctx context.Context, actor access.Actor, cycle, committee int64, item string) (Calibration, error) {
	results, err := s.Results(ctx, actor, Narrow{Cycle: cycle})
	out := Calibration{Cycles: results.Cycles, Cycle: results.Cycle, Set: results.Set, Committees: results.Committees, Committee: committee}
	if err != nil || out.Set == nil {
		return out, err
	}
	if err := out.choose(item); err != nil {
		return out, err
	}
	if out.Item == nil && out.Committee == 0 {
		return out, nil
	}
	cases, err := s.cases(ctx, actor, &out, results.Lines)
	if err != nil {
		return out, err
	}
	if out.Item != nil {
		out.All, out.Groups = judgement(cases), out.groups(cases, results.Lines)
		return out, nil
	}
	out.items(cases)
	return out, nil
}

// choose checks what was chosen; where there is one committee, it is that one.
func (c *Calibration) choose(item string) error {
	if len(c.Committees) == 1 && c.Committee == 0 {
		c.Committee = c.Committees[0].ID
	}
	known := func(t CommitteeTally) bool { return t.ID == c.Committee }
	if c.Committee != 0 && !slices.ContainsFunc(c.Committees, known) {
		return app.NotFound()
	}
	c.ByCommittee = c.Committee == 0
	if item == "" {
		return nil
	}
	var ok bool
	if c.Item, _, ok = c.Set.Item(item); !ok {
		return app.NotFound()
	}
	return nil
}

// cases reads what was dealt with at the branches that the person may see.
func (s *Service) cases(ctx context.Context, actor access.Actor, c *Calibration, lines []Line) ([]Case, error) {
	at := actor.At(access.Reviewer, access.CommitteeSecretary)
	seen := map[int64]Line{}
	ids := []int64{}
	for _, l := range lines {
		inside := slices.Contains(at, l.Nearest) || slices.Contains(at, l.Committee)
		open := l.HasReview || inside && l.State == workflow.Submitted
		if open && !l.Hidden && (c.Committee == 0 || c.Committee == l.Committee) {
			seen[l.ID] = l
			ids = append(ids, l.ID)
		}
	}
	kinds, items, places := c.places(lines)
	var judged []store.Judged
	var b store.Batch
	b.JudgedItems(ids, kinds, items, places, &judged)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	var cases []Case
	for _, j := range judged {
		l := seen[j.Assessment]
		item, _, _ := c.Set.Item(j.Item)
		inside := slices.Contains(at, l.Nearest) || slices.Contains(at, l.Committee)
		cases = append(cases, Case{Judged: j, Branch: l.BranchName, Amount: amount(item, j.Review), Stated: amount(item, j.Self), Inside: inside})
	}
	return cases, nil
}

// places tells where items stand among the scores of each kind of branch.
func (c *Calibration) places(lines []Line) (kinds, items []string, places []int32) {
	done := map[string]bool{}
	for _, l := range lines {
		if done[l.Kind] {
			continue
		}
		done[l.Kind] = true
		for i, item := range c.Set.Applies(l.Kind) {
			if c.Item == nil || c.Item.Code == item.Code {
				kinds, items, places = append(kinds, l.Kind), append(items, item.Code), append(places, int32(i+1)) //nolint:gosec // a set has some dozens of items
			}
		}
	}
	return kinds, items, places
}

// amount is what an item's score takes off, or gives.
func amount(item *indicator.Item, score scoring.Points) scoring.Points {
	switch {
	case item.Direction == scoring.Earn:
		return score
	case item.HasWeight:
		return item.Weight - score
	}
	return -score
}

func judgement(cases []Case) Judgement {
	j := Judgement{Cases: slices.Clone(cases)}
	amounts := make([]scoring.Points, len(cases))
	for i, c := range cases {
		amounts[i] = c.Amount
		if c.Amount != c.Stated {
			j.Changed++
		}
	}
	j.Summary = calibration.Of(amounts)
	slices.SortStableFunc(j.Cases, func(a, b Case) int { return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Branch, b.Branch)) })
	return j
}

func (c *Calibration) groups(cases []Case, lines []Line) []Judgement {
	committees := map[int64]Line{}
	for _, l := range lines {
		committees[l.ID] = l
	}
	return grouped(cases, func(x Case) (int64, string) {
		if c.ByCommittee {
			return committees[x.Assessment].Committee, committees[x.Assessment].CommitteeName
		}
		return x.Reviewer, x.ReviewerName
	})
}

// grouped puts cases together by whose they are, the most branches first.
func grouped(cases []Case, by func(Case) (int64, string)) []Judgement {
	of := map[int64][]Case{}
	names := map[int64]string{}
	for _, x := range cases {
		id, name := by(x)
		of[id], names[id] = append(of[id], x), name
	}
	var list []Judgement
	for id, mine := range of {
		j := judgement(mine)
		j.ID, j.Name = id, names[id]
		list = append(list, j)
	}
	slices.SortFunc(list, func(a, b Judgement) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.ID, b.ID)) })
	return list
}

// items tells of each item, in table order, how it was judged.
func (c *Calibration) items(cases []Case) {
	of := map[string][]Case{}
	for _, x := range cases {
		of[x.Item] = append(of[x.Item], x)
	}
	for _, item := range c.Set.All() {
		mine := of[item.Code]
		if len(mine) == 0 {
			continue
		}
		it := ItemJudgement{Item: item, Judgement: judgement(mine)}
		var means []scoring.Points
		for _, g := range grouped(mine, func(x Case) (int64, string) { return x.Reviewer, x.ReviewerName }) {
			it.Reviewers++
			if !g.Few() {
				means = append(means, g.Mean)
			}
		}
		if it.HasGap = len(means) > 1; it.HasGap {
			it.Gap = slices.Max(means) - slices.Min(means)
		}
		c.Items = append(c.Items, it)
	}
}
