package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/app/rectification"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/rectify"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Ended adds the examinations of the two years before one, with targets of 60 and
// 80 percent, each reported by the committees (one of the later year's late) and
// closed as two officers do in March, and lets their lagging branches mend: of the
// earlier year all to the end, of the later as far as branches are by then.
func (c *City) Ended(ctx context.Context, before int) error {
	who, err := c.hands(ctx)
	if err != nil {
		return err
	}
	var tree []store.Organisation
	var b store.Batch
	b.Committees(&tree)
	if err := c.Store.Read(ctx, &b); err != nil {
		return err
	}
	for i, target := range []int{60_00, 80_00} {
		year := before - 2 + i
		if err := c.past(ctx, tree[0].Root, who, year, target, workflow.Verified); err != nil {
			return fmt.Errorf("examine %d: %w", year, err)
		}
		if err := c.reported(ctx, tree, year, i); err != nil {
			return fmt.Errorf("report %d: %w", year, err)
		}
		if err := errors.Join(c.Close(ctx, year), c.mend(ctx, year, year < before-1)); err != nil {
			return fmt.Errorf("end %d: %w", year, err)
		}
	}
	return nil
}

// Close closes the examination of a year, and lets its lagging branches find their
// files.
func (c *City) Close(ctx context.Context, year int) error {
	cycle, err := c.of(ctx, year)
	if err != nil {
		return err
	}
	e := endingOf(c, year)
	return e.close(ctx, cycle)
}

// mend lets the files of a year go on.
func (c *City) mend(ctx context.Context, year int, all bool) error {
	cycle, err := c.of(ctx, year)
	if err != nil {
		return err
	}
	e := endingOf(c, year)
	return e.mend(ctx, cycle, all)
}

// of is the cycle of a year.
func (c *City) of(ctx context.Context, year int) (int64, error) {
	var cycles []store.Cycle
	var b store.Batch
	b.Cycles(&cycles)
	if err := c.Store.Read(ctx, &b); err != nil {
		return 0, err
	}
	for _, one := range cycles {
		if one.Year == year {
			return one.ID, nil
		}
	}
	return 0, fmt.Errorf("the demo has no cycle of %d", year)
}

func endingOf(c *City, year int) ending {
	return ending{City: c, what: "ending", at: time.Date(year+1, time.March, 16, 1, 30, 0, 0, time.UTC)}
}

// ending is the end of a cycle, with a clock of its own.
type ending struct {
	*City
	at   time.Time
	what string // tells its keys from those of another end of the same year
	keys int
}

func (e *ending) desk() app.Desk { return app.NewDesk(e.Store, func() time.Time { return e.at }) }

func (e *ending) key() string {
	e.keys++
	return fmt.Sprintf("demo-%s-%d-%d", e.what, e.at.Year(), e.keys)
}

func (e *ending) close(ctx context.Context, cycle int64) error {
	lishan, first := e.Actor(ctx, "lishan", since)
	zhanglei, second := e.Actor(ctx, "zhanglei", since)
	if err := errors.Join(first, second); err != nil {
		return err
	}
	service := closing.New(e.desk())
	v, err := service.View(ctx, lishan, cycle)
	if err != nil {
		return err
	}
	if err := service.Propose(ctx, lishan, closing.Step{Cycle: cycle, Key: e.key(), Digest: v.Matter().Digest()}); err != nil {
		return err
	}
	if v, err = service.View(ctx, zhanglei, cycle); err != nil {
		return err
	}
	task, err := service.Confirm(ctx, zhanglei, closing.Step{Cycle: cycle, Key: e.key(), Digest: v.Matter().Digest()})
	if err != nil {
		return err
	}
	return e.work(ctx, service, zhanglei, task)
}

// work does the work of closing, as the background does.
func (e *ending) work(ctx context.Context, service *closing.Service, owner access.Actor, task int64) error {
	var due []store.Turn
	var t store.Task
	var found bool
	if err := e.write(ctx, func(b *store.Batch) { b.DueTasks(1000, &due) }); err != nil {
		return err
	}
	for _, turn := range due {
		if turn.Task == task {
			if err := e.write(ctx, func(b *store.Batch) { b.TakeTask(turn, time.Hour, e.at, &t, &found) }); err != nil {
				return err
			}
		}
	}
	if !found {
		return fmt.Errorf("the work %d of closing is not to be had", task)
	}
	run := app.NewRun(e.desk(), t, owner)
	done, err := service.Close(ctx, run)
	if err != nil {
		return err
	}
	return e.write(ctx, func(b *store.Batch) {
		b.FinishTask(run.Turn(), done.Message, "", "", e.at)
		done.Also(b)
	})
}

func (e *ending) write(ctx context.Context, queue func(*store.Batch)) error {
	return e.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		queue(&b)
		return tx.Commit(ctx, &b)
	})
}

// mend lets the files of a cycle go on: all to the end, or the first to the end
// and each of the others one step less than the one before.
func (e *ending) mend(ctx context.Context, cycle int64, all bool) error {
	officer, err := e.Actor(ctx, "zhanglei", since)
	if err != nil {
		return err
	}
	var files []store.Rectification
	var b store.Batch
	b.Rectifications(store.RectificationFilter{At: officer.At(access.Officer), Cycle: cycle}, calendar.DateOf(e.at), mended, 0, &files)
	if err := e.Store.Read(ctx, &b); err != nil {
		return err
	}
	for i, f := range files {
		until, states := rectify.Ended, rectify.States()
		if !all {
			until = states[len(states)-1-i%len(states)]
		}
		if err := e.file(ctx, f, officer, until); err != nil {
			return fmt.Errorf("mend %s: %w", f.BranchCode, err)
		}
	}
	return nil
}

// mended is how many files of a cycle are gone on with.
const mended = 20

// file lets one file come as far as a state.
func (e *ending) file(ctx context.Context, f store.Rectification, officer access.Actor, until rectify.State) error {
	secretary, first := e.holder(ctx, access.BranchSecretary, f.Branch)
	above, second := e.holder(ctx, access.CommitteeSecretary, f.Committee)
	if err := errors.Join(first, second); err != nil || secretary.Person == 0 || above.Person == 0 {
		return err
	}
	for _, s := range []struct {
		actor access.Actor
		in    rectify.State
		do    []rectify.Action
		text  string
	}{
		{secretary, rectify.Planning, []rectify.Action{rectify.Measure, rectify.Start}, ""},
		{secretary, rectify.Mending, []rectify.Action{rectify.Progress, rectify.HandOver}, "措施都已落实，佐证在记实本里。"},
		{above, rectify.Checking, []rectify.Action{rectify.Pass}, "到支部看过台账和记实本，问题已整改到位。"},
		{officer, rectify.Checked, []rectify.Action{rectify.End}, "同意销号。"},
	} {
		if s.in == until {
			return nil
		}
		for _, do := range s.do {
			if err := e.steps(ctx, f.ID, s.actor, do, s.text); err != nil {
				return err
			}
		}
	}
	return nil
}

// steps takes a step, for each problem where it is about one.
func (e *ending) steps(ctx context.Context, file int64, actor access.Actor, do rectify.Action, text string) error {
	service := rectification.New(e.desk())
	f, err := service.File(ctx, actor, file)
	if err != nil {
		return err
	}
	items := []string{""}
	if do == rectify.Measure || do == rectify.Progress {
		items = items[:0]
		for _, p := range f.Problems {
			items = append(items, p.Item)
		}
	}
	for i, item := range items {
		in := rectification.Step{File: file, Key: e.key(), Version: f.Version + i, Action: do, Item: item, Text: text, Done: true}
		if do == rectify.Measure {
			in.Measure = rectification.Measure{Measure: "对照标准逐条补齐，建立提醒，支委会每月过一遍。", Responsible: actor.Name, Deadline: calendar.DateOf(e.at).AddDays(60 + 10*i)}
		}
		if do == rectify.Progress {
			in.Text = "已按措施补齐，支委会检查过。"
		}
		if err := service.Take(ctx, actor, in); err != nil {
			return err
		}
	}
	return nil
}

// holder finds who holds a role at an organisation; nobody is no error.
func (e *ending) holder(ctx context.Context, role access.Role, organisation int64) (access.Actor, error) {
	var all []store.Appointment
	var b store.Batch
	b.Appointments(organisation, since, &all)
	if err := e.Store.Read(ctx, &b); err != nil {
		return access.Actor{}, err
	}
	for _, a := range all {
		if a.Role == role && a.Organisation == organisation {
			return e.Actor(ctx, a.Account, since)
		}
	}
	return access.Actor{}, nil
}
