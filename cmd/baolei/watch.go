package main

import (
	"context"
	"log/slog"
	"time"

	"baolei/internal/app/board"
	"baolei/internal/app/outlook"
	"baolei/internal/core/calendar"
	"baolei/web/page"
)

// watch keeps the outlooks of the branches current while the server runs: every
// minute those whose records changed, on each new day all of them, the sums of
// boards alike, and then
// reminds of what is due; mail goes out every minute. What a killed process left undone the next one does.
func watch(ctx context.Context, year *outlook.Service, boards *board.Service, post func(context.Context) error, log *slog.Logger) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	var day calendar.Date
	for {
		if err := look(ctx, year, &day); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "the outlook was not brought up to date", "error", err.Error())
		}
		if err := boards.Sweep(ctx); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "the boards' sums were not brought up to date", "error", err.Error())
		}
		if err := post(ctx); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "mail was not sent", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func look(ctx context.Context, year *outlook.Service, day *calendar.Date) error {
	if today := year.Today(); today != *day {
		if err := year.NewDay(ctx); err != nil {
			return err
		}
		if _, err := year.Remind(ctx, page.TasksURL); err != nil {
			return err
		}
		*day = today
	}
	for {
		if n, err := year.Refresh(ctx); err != nil || n == 0 {
			return err
		}
	}
}

// posting sends the mail that is due; nothing where no mail is set up.
func posting(year *outlook.Service, p *postman, origin string) func(context.Context) error {
	return func(ctx context.Context) error {
		if p == nil {
			return nil
		}
		for {
			if n, err := year.SendMail(ctx, origin, p.send); err != nil || n == 0 {
				return err
			}
		}
	}
}
