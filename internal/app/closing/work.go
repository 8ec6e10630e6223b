package closing

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/outcome"
	"baolei/internal/store"
)

// Close makes what was reported in a cycle final, part by part, and then the
// cycle itself. Each part is one transaction that acts once, so that the work
// goes on where it was stopped.
func (s *Service) Close(ctx context.Context, run *app.Run) (app.Outcome, error) {
	var in args
	if err := run.Decode(&in); err != nil {
		return app.Outcome{}, err
	}
	var c Proposed
	var cycle app.Cycle
	var found bool
	var b store.Batch
	b.ClosingOf(in.Closing, &c, &found)
	if err := s.Store.Read(ctx, &b); err != nil || !found {
		return app.Outcome{}, app.OrNotFound(err)
	}
	b = store.Batch{}
	b.Cycle(c.Cycle, &cycle, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return app.Outcome{}, err
	}
	if !cycle.ClosedAt.IsZero() { // by another piece of work
		return app.Outcome{Message: closed(cycle)}, nil
	}
	set, err := s.Sets.Get(ctx, cycle.Set)
	if err != nil {
		return app.Outcome{}, err
	}
	if err := s.parts(ctx, run, c.ID, cycle, set); err != nil {
		return app.Outcome{}, err
	}
	if err := s.AllRollups(ctx, cycle); err != nil { // whoever is told of the end reads the figures of the end
		return app.Outcome{}, err
	}
	return app.Outcome{Message: closed(cycle), Also: func(b *store.Batch) { s.finish(b, run, c, cycle) }}, nil
}

func closed(c app.Cycle) string {
	return fmt.Sprintf("%d 年考评已结束，结果已归档。", c.Year)
}

// sideBySide is how many parts are closed at a time: they have no branch in common.
const sideBySide = 2

// parts closes all parts that nobody else is at.
func (s *Service) parts(ctx context.Context, run *app.Run, closing int64, cycle app.Cycle, set *app.Set) error {
	group, ctx := errgroup.WithContext(ctx)
	for range sideBySide {
		group.Go(func() error {
			for more := true; more; {
				if err := ctx.Err(); err != nil {
					return err
				}
				var err error
				if more, err = s.part(ctx, run, closing, cycle, set); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// part closes the next part, and tells whether there was one.
func (s *Service) part(ctx context.Context, run *app.Run, closing int64, cycle app.Cycle, set *app.Set) (found bool, err error) {
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var p store.ClosingPart
		var c Proposed
		var known bool
		var b store.Batch
		b.NextClosingPart(closing, &p, &found)
		b.ClosingOf(closing, &c, &known)
		if err := tx.Read(ctx, &b); err != nil || !found {
			return err
		}
		at := s.Now()
		b = store.Batch{}
		b.ClosePart(&p, set.Lagging(), at)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		b = store.Batch{}
		b.TellFinal(&p, fmt.Sprintf("%d 年考评结果：", cycle.Year), endings(set), app.ResultsAddress, at)
		if p.Lagging > 0 {
			b.TellLagging(&p, fmt.Sprintf("%d 年考评结果为后进整转，请制定整改措施。", cycle.Year), app.RectificationAddress, at)
		}
		b.Audit(s.Done(run.Actor, access.Close, "cycle", cycle.ID, map[string]any{"part": p.Position, "branches": p.Branches, "lagging": p.Lagging}))
		run.Step(&b, c.Done+1, c.Parts)
		return tx.Commit(ctx, &b)
	})
	return found, err
}

// endings are what branches hear of their eligibility, by grade, with a veto and
// without.
func endings(set *app.Set) []store.Ending {
	var list []store.Ending
	for _, g := range set.Grades {
		for _, vetoed := range []bool{false, true} {
			list = append(list, store.Ending{Grade: g.Code, Vetoed: vetoed, Text: outcome.Eligibility(set.Outcome(true, g.Code, vetoed))})
		}
	}
	return list
}

// finish queues that the cycle is closed, and tells those who wait for it.
func (s *Service) finish(b *store.Batch, run *app.Run, c Proposed, cycle app.Cycle) {
	at := s.Now()
	b.FinishClosing(c.ID, cycle.ID, at)
	n := store.Notice{By: run.Owner, Key: fmt.Sprintf("cycle.closed %d", cycle.ID), Text: fmt.Sprintf("%d 年考评已结束，可以查看达标率和结果运用。", cycle.Year), Href: app.OutcomeAddress(cycle.ID), MadeAt: at}
	b.TellRoles(run.Root, []access.Role{access.Officer}, n)
	n.Text, n.Href = closed(cycle), app.ResultsOfAddress(cycle.ID)
	b.TellBelow(run.Root, []access.Role{access.CommitteeSecretary, access.Reviewer}, n)
	s.tellWithout(b, c, cycle, at)
	b.Audit(s.Done(run.Actor, "cycle.closed", "cycle", cycle.ID, map[string]any{"year": cycle.Year, "digest": c.Digest}))
}

// tellWithout queues what the branches without a result hear, and their committees.
func (s *Service) tellWithout(b *store.Batch, c Proposed, cycle app.Cycle, at time.Time) {
	why := ""
	if c.Note != "" {
		why = "工委说明：" + c.Note
	}
	b.TellNoResult(cycle.ID, fmt.Sprintf("%d 年考评已结束，本支部没有结果（", cycle.Year), "），按未达标计。"+why, app.ResultsAddress, at)
	b.TellNoResults(cycle.ID, fmt.Sprintf("%d 年考评已结束，本党委有 ", cycle.Year), " 个支部没有结果，按未达标计。"+why, app.NoResultAddress(cycle.ID), at)
}
