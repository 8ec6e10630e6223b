package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/board"
	"baolei/internal/app/burden"
	"baolei/internal/app/outlook"
	"baolei/internal/app/work"
	"baolei/internal/job"
	"baolei/internal/store"
)

// backgroundConnections is how many connections the background has for itself:
// for what it does at once, and for listening.
const backgroundConnections = 6

// startBackground runs long work and chores beside the pages until ctx ends.
// wait returns when what is in hand then is done or put back.
func startBackground(ctx context.Context, db *store.DB, keys *app.Keys, origin string, log *slog.Logger) (wait func() error, err error) {
	mailing, err := openPostman()
	if err != nil {
		return nil, err
	}
	own, err := db.Beside(ctx, backgroundConnections)
	if err != nil {
		return nil, err
	}
	desk := app.NewDesk(own, time.Now).WithKeys(keys)
	runner, err := job.Start(ctx, job.Config{Desk: desk, Log: log, Chores: chores(desk, mailing, origin)})
	if err != nil {
		own.Close()
		return nil, err
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainFor)
		defer cancel()
		err := runner.Stop(drain)
		if err == nil { // otherwise something still works on the connections
			own.Close()
		}
		stopped <- err
	}()
	return func() error { return <-stopped }, nil
}

// chores is what comes round by the clock. Each is done by one process at a time,
// and what a killed one left undone is done the next time.
func chores(desk app.Desk, p *postman, origin string) []job.Chore {
	year := outlook.New(desk)
	finished := work.New(desk)
	sessions := store.NewSessions(desk.Store, desk.Now)
	return []job.Chore{
		{Name: "outlook", Every: time.Minute, Do: func(ctx context.Context) error { return errors.Join(year.NewDay(ctx), until(ctx, year.Refresh)) }},
		{Name: "boards", Every: time.Minute, Do: board.New(desk).Sweep},
		{Name: "burden", Every: time.Hour, Do: burden.New(desk).Refresh},
		{Name: "mail", Every: time.Minute, Do: posting(year, p, origin)},
		{Name: "sweep", Every: time.Hour, Do: sessions.Sweep},
		{Name: "results", Every: time.Hour, Do: func(ctx context.Context) error { return until(ctx, finished.DropOld) }},
	}
}

// until does something a part at a time, until nothing is left of it or the time
// is over; it comes round again.
func until(ctx context.Context, some func(context.Context) (int, error)) error {
	for ctx.Err() == nil {
		if n, err := some(ctx); ctx.Err() == nil && (err != nil || n == 0) {
			return err
		}
	}
	return nil
}

// posting sends the mail that is due; nothing where no mail is set up.
func posting(year *outlook.Service, p *postman, origin string) func(context.Context) error {
	return func(ctx context.Context) error {
		if p == nil {
			return nil
		}
		return until(ctx, func(ctx context.Context) (int, error) { return year.SendMail(ctx, origin, p.send) })
	}
}
