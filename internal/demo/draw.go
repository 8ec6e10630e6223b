package demo

import (
	"context"
	"fmt"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
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

// check lets the first branch's first checker state a few clauses and hand in.
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
	ready, err := spot.Ready(ctx, checker, first.Assessment)
	if err != nil {
		return err
	}
	return spot.HandIn(ctx, checker, spotcheck.HandIn{Assessment: first.Assessment, Key: "demo-check-in", Version: ready.Version})
}
