package app_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
)

// BenchmarkDraw measures a draw of two branches in a hundred over a large city:
// what is prepared, published, and drawn by the seed's confirmation. Each metric
// is a median in milliseconds, or the least.
func BenchmarkDraw(b *testing.B) {
	l, ctx := newLarge(b), b.Context()
	spot := spotcheck.New(l.desk)
	first, second := l.who(b, "lishan"), l.who(b, "zhanglei")
	times, drawn, round := map[string][]float64{}, 0, 0
	took := func(what string, do func() error) {
		started := time.Now()
		if err := do(); err != nil {
			b.Fatalf("%s: %v", what, err)
		}
		times[what] = append(times[what], float64(time.Since(started))/float64(time.Millisecond))
	}
	for b.Loop() {
		round++
		key := fmt.Sprintf("bench %d %d", time.Now().UnixNano(), round)
		var in spotcheck.Publication
		var id int64
		all := time.Now()
		took("prepare-ms", func() (err error) { in, err = l.publication(ctx, spot, first, key); return err })
		took("publish-ms", func() (err error) { id, err = spot.Publish(ctx, first, in); return err })
		const seed = "31415926535897932384"
		took("enter-ms", func() error { return spot.EnterSeed(ctx, first, l.seedStep(ctx, b, spot, first, id, key), seed) })
		step := l.seedStep(ctx, b, spot, second, id, key)
		took("confirm-ms", func() error { return spot.ConfirmSeed(ctx, second, step, seed) })
		times["all-ms"] = append(times["all-ms"], float64(time.Since(all))/float64(time.Millisecond))
		for _, n := range in.Sizes {
			drawn += n
		}
	}
	for what, list := range times {
		slices.Sort(list)
		b.ReportMetric(list[len(list)/2], what)
		b.ReportMetric(list[0], "min-"+what)
	}
	b.ReportMetric(float64(drawn)/float64(round), "drawn")
}

// publication is what an officer publishes who has looked at the lists.
func (l *large) publication(ctx context.Context, spot *spotcheck.Service, actor access.Actor, key string) (spotcheck.Publication, error) {
	p, err := spot.Prepare(ctx, actor, l.city.Cycle, spotcheck.ByCommittee, nil)
	if err != nil {
		return spotcheck.Publication{}, err
	}
	return spotcheck.Publication{Key: key, Cycle: l.city.Cycle, By: spotcheck.ByCommittee, Sizes: spotcheck.Propose(p.Strata, len(p.Population)/50), Item: 100, Branch: 500, Committee: 300,
		SeedSource: "当众掷骰 20 次", Sealed: true, PopulationDigest: p.PopulationDigest, InspectorsDigest: p.InspectorsDigest}, nil
}

// seedStep is a step of an officer who has opened the draw's page.
func (l *large) seedStep(ctx context.Context, b *testing.B, spot *spotcheck.Service, actor access.Actor, id int64, key string) spotcheck.Step {
	b.Helper()
	v, err := spot.Show(ctx, actor, id)
	if err != nil {
		b.Fatal(err)
	}
	return spotcheck.Step{Draw: id, Key: fmt.Sprintf("%s %d", key, v.Version), Version: v.Version, Digest: v.SeedDigest()}
}
