// Package closing ends a year's examination: one officer proposes to close the
// cycle, another confirms, the background makes what was reported final, and from
// then on the cycle tells who attained, who lost eligibility, and which star each
// grade suggests.
//
// What was confirmed is what becomes final: nothing in the cycle changes from the
// confirmation on, and each part that is closed is compared with what was
// counted then.
package closing

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct {
	app.Desk
	PartSize int // how many branches become final in one transaction
}

// New makes the capability, which closes 4,000 branches at a time.
func New(desk app.Desk) *Service { return &Service{desk, 4000} }

// Aliases let screens name what they show without reaching for the store.
type (
	Proposed = store.Closing
	Line     = store.ClosingLine
	// Unfinished counts what is open in a cycle.
	Unfinished = store.Unfinished
)

// read reads what a closing rests on; first queues what goes before it.
func (s *Service) read(ctx context.Context, v *View, cycle int64, send app.Reader, first ...func(*store.Batch)) error {
	found := false
	var b store.Batch
	for _, queue := range first {
		queue(&b)
	}
	b.Cycle(cycle, &v.Cycle, &found)
	b.ClosingLines(cycle, &v.Lines)
	b.Closings(cycle, &v.Proposals)
	b.UnfinishedOf(cycle, &v.Open)
	if err := send(ctx, &b); err != nil {
		return err
	}
	if !found {
		return app.NotFound()
	}
	var err error
	v.Set, err = s.Sets.Within(ctx, v.Cycle.Set, send)
	return err
}

func notOfficer() error {
	return fault.New(fault.Forbidden, "考评周期由工委经办结束。")
}
