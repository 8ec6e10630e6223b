// Package job runs what takes longer than a request: the long work that people
// ask for, and the chores that come round by the clock. It stands on River, a
// queue in PostgreSQL, so that several processes share the work and one that is
// killed loses none.
//
// # Long work
//
// A row of table task is the truth of each piece of long work: who asked, how
// far it is, what came of it. A use case adds the row in its own transaction:
//
//	var id int64
//	b.AddTask(store.Task{Kind: CloseKind, Args: args, Key: "close 5", Title: "办结 2026 年考评", Owner: actor.Person,
//		Action: access.CloseCycle, Root: root, MadeAt: s.Now()}, &id)
//
// and leads the person to page.TaskURL(id). The same Key is the same work, and is
// done once; take the form's key into it where asking again means doing again.
//
// Every process looks each second for rows that wait, and inserts a River job for
// a turn at each. So the row and the change that asked for it are one
// transaction without River in it, and a job that is lost is made again. A turn
// is taken by turning the row to running under a lease, which the process keeps
// prolonging; once it is silent, the row goes to another turn. Whatever a turn
// writes is guarded by its number, so a process that was only slow writes
// nothing any more.
//
// # A new kind of work
//
//  1. Write the use case as an app.Work, with a constant for its kind. It reads its
//     arguments with run.Decode, acts as run.Actor, and works in steps that can
//     be begun again: look what is still to do, do one part in a transaction with
//     run.Step(&batch, done, total) in the same batch, go on. Steps that write
//     nothing call run.Report. Check ctx between steps; Report does.
//  2. Return an app.Outcome: a message, a file kept by run.Keep, and in Also what is to be
//     written in the very transaction that finishes the work (state, audit entry).
//  3. Name it in kinds.go.
//
// The owner's right (Task.Action at the task's place) is asked for again before
// each turn and before the result is handed out. The owner is told once when the work is
// done, or has failed. A fault of kind Invalid, Forbidden, NotFound or TooLarge
// fails at once with its own words; any other error is tried again with growing
// pauses, and fails after five tries. The owner can then try again.
package job

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"baolei/internal/app"
	"baolei/internal/store"
)

// Config is what the background works with.
type Config struct {
	Desk   app.Desk // over connections of the background's own, see store.DB.Beside
	Log    *slog.Logger
	Kinds  map[string]app.Work // nil for all there are
	Chores []Chore
	Timing Timing // zero values for what is right in production
}

// Timing is how fast things go.
type Timing struct {
	Look  time.Duration               // between looks for waiting work; 1 s
	Lease time.Duration               // how long a silent process keeps its work; 30 s
	Pause func(try int) time.Duration // before the next try; 10 s, 30 s, 90 s, …
	Fetch time.Duration               // between two takings from the queue; 100 ms
	Drain time.Duration               // how long work may go on after Stop before it is put back; 10 s
}

// Runner runs the background of one process.
type Runner struct {
	Config
	client *river.Client[pgx.Tx]
	halt   context.CancelFunc
	halted chan struct{}
}

// The queues, and how much of each a process does at once.
const (
	workQueue, workAtOnce    = "work", 2
	choreQueue, choresAtOnce = "chores", 3
)

// Start begins to work. ctx only carries values; Stop ends it.
func Start(ctx context.Context, cfg Config) (*Runner, error) {
	cfg.Timing = cfg.Timing.orUsual()
	if cfg.Kinds == nil {
		cfg.Kinds = Kinds(cfg.Desk)
	}
	r := &Runner{Config: cfg, halted: make(chan struct{})}
	ctx = context.WithoutCancel(ctx)
	var err error
	if r.client, err = river.NewClient(riverpgxv5.New(cfg.Desk.Store.Pool()), r.queue()); err != nil {
		return nil, fmt.Errorf("set up the queue: %w", err)
	}
	if err := r.client.Start(ctx); err != nil {
		return nil, fmt.Errorf("start the queue: %w", err)
	}
	ctx, r.halt = context.WithCancel(ctx)
	go r.look(ctx)
	return r, nil
}

// Stop takes no more work, lets what is in hand go on for a while, and puts
// back what is not done by then. It returns when ctx ends at the latest; what
// is in hand even then is taken up once its lease is over.
func (r *Runner) Stop(ctx context.Context) error {
	r.halt()
	<-r.halted
	if err := r.client.Stop(ctx); err != nil {
		return fmt.Errorf("stop the queue: %w", err)
	}
	return nil
}

func (r *Runner) queue() *river.Config {
	all := river.NewWorkers()
	river.AddWorker(all, &turnWorker{runner: r})
	river.AddWorker(all, &choreWorker{chores: byName(r.Chores)})
	return &river.Config{
		Logger:               slog.New(atLeast{slog.LevelWarn, r.Log.Handler()}),
		Queues:               map[string]river.QueueConfig{workQueue: {MaxWorkers: workAtOnce}, choreQueue: {MaxWorkers: choresAtOnce}},
		Workers:              all,
		PeriodicJobs:         periodic(r.Chores),
		FetchCooldown:        r.Timing.Fetch,
		FetchPollInterval:    max(time.Second, r.Timing.Fetch),
		JobTimeout:           choreLimit,
		RescueStuckJobsAfter: choreLimit + time.Minute,
		SoftStopTimeout:      r.Timing.Drain,
	}
}

func (t Timing) orUsual() Timing {
	usual := func(d *time.Duration, to time.Duration) {
		if *d == 0 {
			*d = to
		}
	}
	usual(&t.Look, time.Second)
	usual(&t.Lease, 30*time.Second)
	usual(&t.Fetch, 100*time.Millisecond)
	usual(&t.Drain, 10*time.Second)
	if t.Pause == nil {
		t.Pause = pause
	}
	return t
}

// look inserts a job for each turn that waits, until ctx ends.
func (r *Runner) look(ctx context.Context) {
	defer close(r.halted)
	tick := time.NewTicker(r.Timing.Look)
	defer tick.Stop()
	for {
		if err := r.enqueue(ctx); err != nil && ctx.Err() == nil {
			r.Log.ErrorContext(ctx, "waiting work was not queued", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// turnsAtOnce is how many turns are queued at a time.
const turnsAtOnce = 100

func (r *Runner) enqueue(ctx context.Context) error {
	var due []store.Turn
	err := r.Desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		due = nil
		var b store.Batch
		b.DueTasks(turnsAtOnce, &due)
		return tx.Commit(ctx, &b)
	})
	if err != nil || len(due) == 0 {
		return err
	}
	jobs := make([]river.InsertManyParams, len(due))
	for i, turn := range due {
		jobs[i] = river.InsertManyParams{Args: turnArgs{turn.Task, turn.Run}, InsertOpts: &river.InsertOpts{Queue: workQueue, MaxAttempts: 1}}
	}
	_, err = r.client.InsertMany(ctx, jobs)
	return err
}
