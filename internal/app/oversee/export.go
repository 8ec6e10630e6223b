package oversee

import (
	"context"
	"encoding/json"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// ExportKind is the long work of writing a cycle's results to an Excel file.
const ExportKind = "results-export"

// exportArgs says of what the results are; Committee 0 for all.
type exportArgs struct{ Cycle, Committee int64 }

// AskExport has the results of a cycle, or those of one committee in it, written
// to an Excel file in the background, and returns the task. A form sent twice
// asks once.
func (s *Service) AskExport(ctx context.Context, actor access.Actor, key string, cycle, committee int64) (task int64, err error) {
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b, w store.Batch
		var fresh bool
		var ask askedExport
		b.OnceOnly(actor.Person, key, &fresh)
		b.Cycle(cycle, &ask.cycle, &ask.hasCycle)
		b.Organisation(committee, &ask.committee, &ask.hasCommittee)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		t, err := ask.task(actor, committee)
		if err != nil {
			return err
		}
		t.Key, t.MadeAt = fmt.Sprintf("%s %d %s", ExportKind, actor.Person, key), s.Now()
		w.AddTask(t, &task)
		if fresh {
			w.Audit(s.Done(actor, access.ExportResults, "cycle", cycle, map[string]any{"organisation": ask.committee.Name}))
		}
		return tx.Commit(ctx, &w)
	})
	if kind := fault.KindOf(err); kind == fault.NotFound || kind == fault.Forbidden {
		return 0, s.Refuse(ctx, actor, access.ExportResults, "cycle", cycle, err)
	}
	return task, err
}

// askedExport is what an export was asked of.
type askedExport struct {
	cycle                  store.Cycle
	committee              store.Organisation
	hasCycle, hasCommittee bool
}

// task decides on the right, and makes the work.
func (a *askedExport) task(actor access.Actor, committee int64) (store.Task, error) {
	place := access.Place{Root: access.Root(actor, access.ExportResults)}
	title := fmt.Sprintf("%d 年全部结果", a.cycle.Year)
	if committee != 0 {
		place = access.Place{Root: a.committee.Root, Committee: committee}
		title = fmt.Sprintf("%d 年结果：%s", a.cycle.Year, a.committee.Name)
	}
	known := a.hasCycle && (committee == 0 || a.hasCommittee && a.committee.Level == access.PartyCommittee)
	if !known || !access.Allow(actor, access.ExportResults, place).Allowed {
		return store.Task{}, app.NotFound()
	}
	args, err := json.Marshal(exportArgs{a.cycle.ID, committee})
	return store.Task{Kind: ExportKind, Args: args, Title: title, Owner: actor.Person, Action: access.ExportResults, Root: place.Root, Committee: place.Committee}, err
}
