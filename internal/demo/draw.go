package demo

import (
	"context"
	"fmt"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// seedDigits is what the demo's officers read off the dice.
const seedDigits = "31415926535897932384"

// draw publishes a population of what is reported, draws two branches of each
// committee, and hands one check in; the others wait for their checkers.
func (c *City) draw(ctx context.Context, at time.Time) error {
	spot := spotcheck.New(app.NewDesk(c.Store, func() time.Time { at = at.Add(time.Minute); return at }))
	on := calendar.DateOf(at)
	officer, err := c.Actor(ctx, "lishan", on)
	if err != nil {
		return err
	}
	second, err := c.Actor(ctx, "zhanglei", on)
	if err != nil {
		return err
	}
	p, err := spot.Prepare(ctx, officer, c.Cycle, spotcheck.ByCommittee, nil)
	if err != nil {
		return err
	}
	id, err := spot.Publish(ctx, officer, spotcheck.Publication{Key: "demo-draw-1", Cycle: c.Cycle, By: spotcheck.ByCommittee, Sizes: map[string]int{"JY": 2, "WJ": 2},
		Item: 1 * scoring.Point, Branch: 3 * scoring.Point, Committee: 2 * scoring.Point, SeedSource: "当众掷骰 20 次", Sealed: true,
		PopulationDigest: p.PopulationDigest, InspectorsDigest: p.InspectorsDigest})
	if err != nil {
		return fmt.Errorf("publish the demo's draw: %w", err)
	}
	step := spotcheck.Step{Draw: id, Key: "demo-draw-2"}
	for n, act := range []func(context.Context, access.Actor, spotcheck.Step, string) error{spot.EnterSeed, spot.ConfirmSeed} {
		v, err := spot.Show(ctx, officer, id)
		if err != nil {
			return err
		}
		step.Version, step.Digest, step.Key = v.Version, v.SeedDigest(), fmt.Sprintf("demo-draw-%d", n+2)
		if err := act(ctx, []access.Actor{officer, second}[n], step, seedDigits); err != nil {
			return fmt.Errorf("seed of the demo's draw: %w", err)
		}
	}
	return c.check(ctx, spot, officer, id, on)
}

// check lets the first branch's first checker state a few clauses, find the rest
// as reviewed, and hand in.
func (c *City) check(ctx context.Context, spot *spotcheck.Service, officer access.Actor, draw int64, on calendar.Date) error {
	v, err := spot.Show(ctx, officer, draw)
	if err != nil {
		return err
	}
	first := v.Checks[0]
	checker, err := c.Actor(ctx, first.Checkers[0].Account, on)
	if err != nil {
		return err
	}
	for n, f := range []scoring.Finding{{Clause: "B2.4a", Actual: 10}, {Clause: "B3.3b", Actual: 12}, {Clause: "B6.2a", Amount: 50}, {Clause: "B1.4a"}} {
		if _, err := spot.SaveFinding(ctx, checker, first.Assessment, fmt.Sprintf("demo-check-%d", n), app.Statement{Finding: f}); err != nil {
			return err
		}
	}
	if err := c.FindAsReviewed(ctx, spot, checker, first.Assessment); err != nil {
		return err
	}
	ready, err := spot.Ready(ctx, checker, first.Assessment)
	if err != nil {
		return err
	}
	return spot.HandIn(ctx, checker, spotcheck.HandIn{Assessment: first.Assessment, Key: "demo-check-in", Version: ready.Version})
}

// FindAsReviewed lets a checker look at all that is still open in a check and
// find what the review states, or nothing where it states nothing: so that a
// check differs from the review only in what was stated before.
func (c *City) FindAsReviewed(ctx context.Context, spot *spotcheck.Service, checker access.Actor, assessment int64) error {
	doc, err := spot.OpenDossier(ctx, assessment)
	if err != nil {
		return err
	}
	var nothing []string
	for _, item := range doc.Set.Applies(doc.Kind) {
		if !doc.Checks(item.Code) {
			continue
		}
		found := openAsReviewed(doc, item)
		if len(found) == 0 {
			nothing = append(nothing, item.Code)
		}
		for _, f := range found {
			if _, err := spot.SaveFinding(ctx, checker, assessment, fmt.Sprintf("found-%d-%s", assessment, f.Clause), app.Statement{Finding: f}); err != nil {
				return err
			}
		}
	}
	_, err = spot.FoundNothing(ctx, checker, assessment, fmt.Sprintf("found-%d", assessment), nothing)
	return err
}

// openAsReviewed is what the review states about the clauses of an item that are open
// in the check; none where that is nothing throughout. Where the review says
// nothing, and how many are due is for the branch to say, it is none of none.
func openAsReviewed(doc *app.Dossier, item *indicator.Item) []scoring.Finding {
	var found []scoring.Finding
	throughout := true
	for i := range item.Clauses {
		clause := &item.Clauses[i]
		if _, said := doc.Findings[app.Spot][clause.Code]; said {
			continue
		}
		f, ok := clause.Nothing()
		f.HasExpected = !ok
		if said, there := doc.Findings[app.Review][clause.Code]; there {
			ok = ok && app.Same(f, said.Said)
			f = said.Said
		}
		found, throughout = append(found, f), throughout && ok
	}
	if throughout {
		return nil
	}
	return found
}
