package rollup_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/indicator"
	"baolei/internal/core/rollup"
	"baolei/internal/core/workflow"
)

// Whatever the branches: in a cycle that has ended results are those of the
// branches that were reported, as if the others had never been signed; and the
// sums of the running cycle tell beforehand how many of each grade there will be.
func TestOnlyWhatWasReportedIsAResultOfAnEndedCycle(t *testing.T) {
	set := indicator.Embedded()
	shape := rollup.ShapeOf(set)
	plain := full(t, set)
	take := func(t *rapid.T, r *rollup.Rollup, b rollup.Branch) {
		if err := shape.Take(r, b); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		running, ended, reported := shape.Empty(), shape.Empty(), shape.Empty()
		for range rapid.IntRange(0, 12).Draw(t, "branches") {
			lost := less(shape, plain, rapid.SampledFrom(shape.Items).Draw(t, "item").Code, rapid.Int64Range(0, 10_00).Draw(t, "lost"))
			b := rollup.Branch{State: rapid.SampledFrom(workflow.States()).Draw(t, "state"), Grade: rapid.SampledFrom(shape.Grades).Draw(t, "grade"),
				Self: plain, Review: lost, Counts: lost, Spot: plain, HandedIn: rapid.Bool().Draw(t, "handed in")}
			take(t, &running, b)
			b.Ended = true
			take(t, &ended, b)
			if b.State == workflow.Reported || b.State == workflow.Final {
				take(t, &reported, b)
			}
		}
		if !reflect.DeepEqual(ended.Results, reported.Results) || !reflect.DeepEqual(ended.Lost, reported.Lost) || !reflect.DeepEqual(ended.Losers, reported.Losers) ||
			!reflect.DeepEqual(ended.Review, reported.Review) || !reflect.DeepEqual(ended.Spot, reported.Spot) {
			t.Fatalf("of the ended cycle %+v, of what was reported %+v", ended, reported)
		}
		if ended.Branches != running.Branches || !reflect.DeepEqual(ended.Claims, running.Claims) {
			t.Fatalf("the end changed branches or claims: %+v, %+v", ended, running)
		}
		for _, g := range shape.Grades {
			if was, is, will := shape.Graded(reported, g, false), shape.Graded(ended, g, true), shape.Graded(running, g, true); was != is || will != is {
				t.Fatalf("%s: %d reported, %d in the ended cycle, %d told beforehand", g, was, is, will)
			}
		}
	})
}
