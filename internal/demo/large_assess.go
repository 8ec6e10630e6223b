package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"baolei/internal/core/access"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// assess copies assessments in for all branches that have none in a cycle.
func (c *City) assess(ctx context.Context, root, cycle, by int64) error {
	at, err := c.opened(ctx, cycle)
	if err != nil {
		return err
	}
	for more := true; more; {
		if err := c.Store.Bulk(ctx, func(ctx context.Context, b *store.Bulk) error {
			branches, err := b.BranchesWithout(ctx, cycle, root, largeCopied)
			if more = len(branches) == largeCopied; err != nil || len(branches) == 0 {
				return err
			}
			return c.copyAssessments(ctx, b, branches, harvest{cycle: cycle, hands: hands{by: by}, at: at, state: stateOf})
		}); err != nil {
			return err
		}
	}
	return nil
}

func (c *City) opened(ctx context.Context, id int64) (time.Time, error) {
	var cycle store.Cycle
	var found bool
	var b store.Batch
	b.Cycle(id, &cycle, &found)
	if err := c.Store.Read(ctx, &b); err != nil || !found {
		return time.Time{}, fmt.Errorf("the cycle to assess in: found %v, %w", found, err)
	}
	return cycle.OpenedAt, nil
}

// harvest is a cycle's assessments as they are to be.
type harvest struct {
	cycle int64
	hands hands
	at    time.Time
	state func(branch store.Organisation) workflow.State
}

// stateOf lets committees come as far as committees do: most have reported, some
// have signed, are at it, or wait for their branches.
func stateOf(o store.Organisation) workflow.State {
	switch o.Committee % 10 {
	case 6, 7:
		return workflow.Verified
	case 8:
		return []workflow.State{workflow.Submitted, workflow.Submitted, workflow.Returned}[o.ID%3]
	case 9:
		return []workflow.State{workflow.Draft, workflow.Submitted}[o.ID%2]
	}
	return workflow.Reported
}

func (c *City) copyAssessments(ctx context.Context, b *store.Bulk, branches []store.Organisation, h harvest) error {
	first, err := b.Reserve(ctx, "assessment", len(branches))
	if err != nil {
		return err
	}
	set := indicator.Embedded()
	var list []store.BulkAssessment
	var findings []store.BulkFinding
	var ids []int64
	for i, o := range branches {
		ids = append(ids, o.ID)
		a := store.BulkAssessment{ID: first + int64(i), Cycle: h.cycle, Branch: o.ID, Nearest: o.Parent, Committee: o.Committee, Root: o.Root, State: h.state(o),
			SubmittedBy: h.hands.of(access.BranchSecretary, o.ID), SignedBy: h.hands.of(access.CommitteeSecretary, o.Committee), At: h.at.Add(30 * 24 * time.Hour)}
		said, err := stated(set, o, h, &a)
		if err != nil {
			return err
		}
		list, findings = append(list, a), append(findings, said...)
	}
	if err := b.Assessments(ctx, list); err != nil {
		return err
	}
	if err := b.Findings(ctx, findings, h.at); err != nil {
		return err
	}
	return b.Quiet(ctx, ids)
}

// stated makes the findings of an assessment, and its scores from them by the
// engine. The branches of every fifth committee have more to lose.
func stated(set *indicator.Set, o store.Organisation, h harvest, a *store.BulkAssessment) ([]store.BulkFinding, error) {
	// One more than the cycle: with that both earlier years of the demo have lagging branches.
	r := rand.New(rand.NewPCG(uint64(o.ID), uint64(h.cycle)+1)) //nolint:gosec // believable, not secret
	var self, review []scoring.Finding
	var list []store.BulkFinding
	reviewer := h.hands.of(access.Reviewer, o.Committee)
	for i := range set.Areas {
		for j := range set.Areas[i].Items {
			for k := range set.Areas[i].Items[j].Clauses {
				clause := &set.Areas[i].Items[j].Clauses[k]
				f := answer(clause, r)
				if o.Committee%5 == 0 && nothing(f) {
					f = answer(clause, r)
				}
				if nothing(f) {
					continue
				}
				self = append(self, f)
				list = append(list, store.BulkFinding{Assessment: a.ID, Level: store.Self, Clause: f.Clause, Value: set.Table().AppendFinding(nil, f), By: a.SubmittedBy})
				if !a.State.Signed() {
					continue
				}
				checked := store.BulkFinding{Assessment: a.ID, Level: store.Review, Clause: f.Clause, Copied: true, By: a.SubmittedBy} // a copy is still the branch's word
				if clause.Kind == scoring.PerMissing && f.Actual > 0 && chance(r, 20) {
					f.Actual--
					checked.Copied, checked.By, checked.Reason = false, reviewer, "有一次记录为事后补记，签到表无原件，不予认定。"
				}
				checked.Value = set.Table().AppendFinding(nil, f)
				review, list = append(review, f), append(list, checked)
			}
		}
	}
	return list, score(set, self, review, a)
}

func score(set *indicator.Set, self, review []scoring.Finding, a *store.BulkAssessment) error {
	stated, bad := set.Table().Score("", self)
	if bad != nil {
		return bad
	}
	a.Self, a.Review = store.ScoreOf(stated), store.Score{Items: []int64{}}
	if !a.State.Signed() {
		return nil
	}
	checked, bad := set.Table().Score("", review)
	if bad != nil {
		return bad
	}
	a.Review, a.Reviewed = store.ScoreOf(checked), len(checked.Items)
	return nil
}

// nothing tells that a finding states that there was nothing.
func nothing(f scoring.Finding) bool {
	for _, t := range f.Counts {
		if t.Count > 0 {
			return false
		}
	}
	return !f.Occurred && f.Count == 0 && f.Amount == 0 && (f.Option == "" || f.Option == scoring.NoOption) && f.Actual == 0
}
