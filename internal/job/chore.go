package job

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Chore is what comes round by the clock, and is done by one process at a time.
// It does a part and returns where there is much: it comes round again. What
// fails is logged, and done the next time.
type Chore struct {
	Name  string
	Every time.Duration // a minute at least, but in tests
	Do    func(context.Context) error
}

// choreLimit is how long a chore may take at a time.
const choreLimit = time.Minute

type choreArgs struct {
	Name string `json:"name"`
}

// Kind names the job in the queue's tables.
func (choreArgs) Kind() string { return "chore" }

type choreWorker struct {
	river.WorkerDefaults[choreArgs]
	chores map[string]Chore
}

// Work does a chore.
func (w *choreWorker) Work(ctx context.Context, j *river.Job[choreArgs]) error {
	chore, known := w.chores[j.Args.Name]
	if !known {
		return nil // of another version that runs beside this one
	}
	if err := chore.Do(ctx); err != nil {
		return fmt.Errorf("%s: %w", chore.Name, err)
	}
	return nil
}

func byName(chores []Chore) map[string]Chore {
	all := map[string]Chore{}
	for _, c := range chores {
		all[c.Name] = c
	}
	return all
}

// unfinished are the states in which a chore stands in its own way.
var unfinished = []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled}

func periodic(chores []Chore) []*river.PeriodicJob {
	var all []*river.PeriodicJob
	for _, c := range chores {
		insert := func() (river.JobArgs, *river.InsertOpts) {
			return choreArgs{c.Name}, &river.InsertOpts{Queue: choreQueue, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished}}
		}
		all = append(all, river.NewPeriodicJob(river.PeriodicInterval(c.Every), insert, &river.PeriodicJobOpts{ID: c.Name, RunOnStart: true}))
	}
	return all
}

// atLeast lets only what is serious enough through to a log.
type atLeast struct {
	level slog.Level
	slog.Handler
}

// Enabled tells what is let through.
func (h atLeast) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= h.level && h.Handler.Enabled(ctx, level)
}

// WithAttrs keeps the level.
func (h atLeast) WithAttrs(attrs []slog.Attr) slog.Handler {
	return atLeast{h.level, h.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the level.
func (h atLeast) WithGroup(name string) slog.Handler {
	return atLeast{h.level, h.Handler.WithGroup(name)}
}
