package oversee

import (
	"context"
	"fmt"
	"slices"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// alone refuses where another is opening a cycle just now: the drafts of many
// branches take their time, and nobody waits for them without a word.
func alone(ctx context.Context, tx *store.Tx, actor access.Actor) error {
	var got bool
	var who string
	var since time.Time
	var b store.Batch
	b.OpensAlone(actor.Person, &got, &who, &since)
	if err := tx.Read(ctx, &b); err != nil || got {
		return err
	}
	if who == "" {
		return fault.New(fault.Conflict, "另一位经办正在开启考评周期，请稍后刷新。")
	}
	return fault.New(fault.Conflict, fmt.Sprintf("%s于%s起正在开启考评周期，请稍后刷新。", who, calendar.Minute(since)))
}

// free refuses a year that is or was examined, or that comes before one that was;
// and any year while a cycle runs: a city examines one year at a time.
func free(ctx context.Context, tx *store.Tx, cycles []store.Cycle, year int) error {
	for i := range cycles {
		if c := &cycles[i]; c.Year == year {
			return opened(ctx, tx, c)
		}
	}
	if c := running(cycles); c.ID != 0 {
		return fault.New(fault.Conflict, fmt.Sprintf("%d 年的考评还没有结束。一次只考评一个年度，请先结束 %d 年的周期，再开启 %d 年。", c.Year, c.Year, year))
	}
	if len(cycles) > 0 && year < cycles[0].Year {
		return fault.Field("year", fmt.Sprintf("%d 年已经考评过，不能再开启更早的年度。", cycles[0].Year))
	}
	return nil
}

// opened tells who opened a cycle, and when.
func opened(ctx context.Context, tx *store.Tx, c *store.Cycle) error {
	var p store.Person
	var found bool
	var b store.Batch
	b.PersonByID(c.OpenedBy, &p, &found)
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	return fault.New(fault.Conflict, fmt.Sprintf("%d 年的考评周期已由%s于%s开启。", c.Year, p.Name, calendar.Minute(c.OpenedAt)))
}

// running is the cycle that is not closed yet, of several the earliest: it has to
// be closed first. It is zero where none runs.
func running(cycles []store.Cycle) app.Cycle {
	for _, c := range slices.Backward(cycles) {
		if c.ClosedAt.IsZero() {
			return c
		}
	}
	return app.Cycle{}
}

// Running is the cycle that runs; zero where none does.
func (l *CycleList) Running() app.Cycle { return running(l.Cycles) }
