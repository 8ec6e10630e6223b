package job_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/job"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) {
	if os.Getenv(childDatabase) != "" {
		workUntilKilled()
		return
	}
	storetest.Main(m)
}

var now = time.Date(2026, time.December, 1, 2, 0, 0, 0, time.UTC)

// fast lets tests wait for nothing.
var fast = job.Timing{Look: 10 * time.Millisecond, Lease: 2 * time.Second, Fetch: 5 * time.Millisecond, Drain: 10 * time.Millisecond,
	Pause: func(int) time.Duration { return 0 }}

// office is a work committee with one officer, on a database of its own.
type office struct {
	*testing.T
	address string
	desk    app.Desk
	pool    *pgxpool.Pool
	officer int64
	root    int64
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{T: t, address: storetest.URL(t)}
	o.pool, o.desk = open(t, o.address)
	o.write(func(b *store.Batch) {
		b.AddOrganisation(store.Organisation{Level: access.WorkCommittee, Code: "GW", Name: "市直机关工委"}, now, &o.root)
		b.AddPerson(store.Person{Account: "lishan", Name: "李珊", PasswordHash: "-"}, now, &o.officer)
	})
	o.write(func(b *store.Batch) {
		var id int64
		b.Appoint(store.Appointment{Person: o.officer, Role: access.Officer, Organisation: o.root, From: calendar.Date{Year: 2026, Month: 1, Day: 1}}, 0, &id)
	})
	return o
}

func open(t *testing.T, address string) (*pgxpool.Pool, app.Desk) {
	t.Helper()
	pool, err := pgxpool.New(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool, app.NewDesk(store.Over(pool), func() time.Time { return now })
}

func (o *office) write(queue func(*store.Batch)) {
	o.Helper()
	err := o.desk.Store.Tx(o.Context(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		queue(&b)
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		o.Fatal(err)
	}
}

// asks queues work of a kind.
func (o *office) asks(kind, key string) int64 {
	o.Helper()
	var id int64
	o.write(func(b *store.Batch) {
		b.AddTask(store.Task{Kind: kind, Args: json.RawMessage(`{"steps":5}`), Key: key, Title: "办一件事", Owner: o.officer, Action: access.ManageDraw, Root: o.root, MadeAt: now}, &id)
	})
	return id
}

// starts runs the background until the test ends.
func (o *office) starts(kinds map[string]app.Work, chores ...job.Chore) (*job.Runner, *bytes.Buffer) {
	o.Helper()
	_, desk := open(o.T, o.address)
	var log bytes.Buffer
	r, err := job.Start(o.Context(), job.Config{Desk: desk, Log: slog.New(slog.NewTextHandler(&log, nil)), Kinds: kinds, Chores: chores, Timing: fast})
	if err != nil {
		o.Fatal(err)
	}
	o.Cleanup(func() { stop(o.T, r) })
	return r, &log
}

func stop(t *testing.T, r *job.Runner) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := r.Stop(ctx); err != nil {
		t.Error(err)
	}
}

func (o *office) task(id int64) store.Task {
	o.Helper()
	var t store.Task
	var found bool
	var b store.Batch
	b.Task(o.officer, id, &t, &found)
	if err := o.desk.Store.Read(o.Context(), &b); err != nil || !found {
		o.Fatalf("task %d: found %v, %v", id, found, err)
	}
	return t
}

// until waits until work is in a state.
func (o *office) until(id int64, state store.TaskState) store.Task {
	o.Helper()
	return o.waits(func() (store.Task, bool) { t := o.task(id); return t, t.State == state }, fmt.Sprintf("task %d is not %s", id, state))
}

func (o *office) waits(look func() (store.Task, bool), otherwise string) store.Task {
	o.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		t, there := look()
		if there {
			return t
		}
		if time.Now().After(end) {
			o.Fatalf("%s after a minute: %+v", otherwise, t)
		}
	}
}

func (o *office) count(sql string, args ...any) int {
	o.Helper()
	var n int
	if err := o.pool.QueryRow(o.Context(), sql, args...).Scan(&n); err != nil {
		o.Fatal(err)
	}
	return n
}

// counted does as many steps as it was asked for, each leaving one audit entry
// with its number.
func counted(desk app.Desk, between func(step int)) app.Work {
	return func(ctx context.Context, run *app.Run) (app.Outcome, error) {
		var args struct{ Steps int }
		if err := run.Decode(&args); err != nil {
			return app.Outcome{}, err
		}
		for step := run.Done + 1; step <= args.Steps; step++ {
			between(step)
			if err := ctx.Err(); err != nil {
				return app.Outcome{}, err
			}
			err := desk.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
				var w store.Batch
				run.Step(&w, step, args.Steps)
				w.Audit(desk.Done(run.Actor, "step", "task", run.ID, map[string]any{"step": step}))
				return tx.Commit(ctx, &w)
			})
			if err != nil {
				return app.Outcome{}, err
			}
		}
		return app.Outcome{Message: "办好了。", Also: func(w *store.Batch) { w.Audit(desk.Done(run.Actor, "end", "task", run.ID, nil)) }}, nil
	}
}

// onceEach fails unless each step of the tasks, and the end of each, left exactly
// one trace.
func (o *office) onceEach(tasks, steps int) {
	o.Helper()
	if n := o.count(`select count(*) from audit_entry where action = 'step'`); n != tasks*steps {
		o.Errorf("%d steps were done, want %d", n, tasks*steps)
	}
	if n := o.count(`select count(distinct (object_id, detail ->> 'step')) from audit_entry where action = 'step'`); n != tasks*steps {
		o.Errorf("%d different steps were done, want %d", n, tasks*steps)
	}
	if n := o.count(`select count(*) from audit_entry where action = 'end'`); n != tasks {
		o.Errorf("%d times something was finished, want %d", n, tasks)
	}
	if n := o.count(`select count(*) from notice`); n != tasks {
		o.Errorf("%d notices were made, want %d", n, tasks)
	}
}

func nothing(int) {}

func TestWorkIsDoneAndItsOwnerToldOnce(t *testing.T) {
	o := newOffice(t)
	o.starts(map[string]app.Work{"count": counted(o.desk, nothing)})
	id := o.asks("count", "one")
	if again := o.asks("count", "one"); again != id {
		t.Errorf("the same work is task %d and %d", id, again)
	}
	done := o.until(id, store.TaskDone)
	if done.Done != 5 || done.Total != 5 || done.Tries != 1 || done.Message != "办好了。" || !done.FinishedAt.Equal(now) {
		t.Errorf("it ended as %+v", done)
	}
	o.onceEach(1, 5)
}

func TestAResultCanBeLargerThanOneBatch(t *testing.T) {
	o := newOffice(t)
	content := bytes.Repeat([]byte("0123456789abcdef"), 17*store.ChunkSize/16+1) // 17 chunks and 16 bytes
	o.starts(map[string]app.Work{"file": func(ctx context.Context, run *app.Run) (app.Outcome, error) {
		digest, err := run.Keep(ctx, bytes.NewReader(content), "text/plain")
		return app.Outcome{Digest: digest, Name: "数字.txt"}, err
	}})
	done := o.until(o.asks("file", "one"), store.TaskDone)
	file, err := o.desk.OpenFile(t.Context(), done.Digest, done.FileName, done.MediaType, done.Size)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := file.Copy(t.Context(), &got); err != nil || !bytes.Equal(got.Bytes(), content) {
		t.Errorf("%d bytes came back, %v; want the %d that were kept", got.Len(), err, len(content))
	}
}

func TestAPassingErrorIsTriedAgain(t *testing.T) {
	o := newOffice(t)
	failures := 0
	broken := counted(o.desk, nothing)
	o.starts(map[string]app.Work{"count": func(ctx context.Context, run *app.Run) (app.Outcome, error) {
		switch failures++; failures {
		case 1:
			return app.Outcome{}, errors.New("a socket broke")
		case 2:
			panic("an index out of range")
		case 3:
			return app.Outcome{}, fault.New(fault.Conflict, "内容刚刚被别人改动，请核对后再保存。")
		}
		return broken(ctx, run)
	}})
	if done := o.until(o.asks("count", "one"), store.TaskDone); done.Tries != 4 {
		t.Errorf("it took %d tries, want 4", done.Tries)
	}
	o.onceEach(1, 5)
}

func TestWhatFailsForGoodTellsWhatToDoAndCanBeAskedForAgain(t *testing.T) {
	o := newOffice(t)
	fails := true
	work := counted(o.desk, nothing)
	o.starts(map[string]app.Work{"count": func(ctx context.Context, run *app.Run) (app.Outcome, error) {
		if fails {
			return app.Outcome{}, fault.New(fault.Invalid, "还有 2 个支部没有报送，请先催报。")
		}
		return work(ctx, run)
	}})
	id := o.asks("count", "one")
	if failed := o.until(id, store.TaskFailed); failed.Tries != 1 || failed.Message != "还有 2 个支部没有报送，请先催报。" {
		t.Errorf("it failed as %+v", failed)
	}
	if n := o.count(`select count(*) from notice where text like '%没有完成%'`); n != 1 {
		t.Errorf("the owner was told %d times", n)
	}
	fails = false
	o.write(func(b *store.Batch) { b.RetryTask(o.officer, id) })
	o.until(id, store.TaskDone)
	if n := o.count(`select count(*) from notice`); n != 2 {
		t.Errorf("%d notices were made, want one of the failure and one of the end", n)
	}
}

func TestAfterFiveTriesTheOwnerIsAsked(t *testing.T) {
	o := newOffice(t)
	_, log := o.starts(map[string]app.Work{"count": func(context.Context, *app.Run) (app.Outcome, error) {
		return app.Outcome{}, errors.New("no space left")
	}})
	failed := o.until(o.asks("count", "one"), store.TaskFailed)
	if failed.Tries != 5 || !strings.Contains(failed.Message, "再试一次") || strings.Contains(failed.Message, "space") {
		t.Errorf("it failed as %+v", failed)
	}
	if n := strings.Count(log.String(), "no space left"); n != 5 {
		t.Errorf("the log tells the reason %d times, want 5", n)
	}
}

func TestWhoLostTheRightMeanwhileGetsNothing(t *testing.T) {
	o := newOffice(t)
	o.write(func(b *store.Batch) { b.EndAppointment(1, calendar.DateOf(now)) })
	o.starts(map[string]app.Work{"count": counted(o.desk, nothing)})
	if failed := o.until(o.asks("count", "one"), store.TaskFailed); !strings.Contains(failed.Message, "没有这项权限") {
		t.Errorf("it failed as %+v", failed)
	}
	o.onceEachNone()
}

func (o *office) onceEachNone() {
	o.Helper()
	if n := o.count(`select count(*) from audit_entry where action in ('step', 'end')`); n != 0 {
		o.Errorf("%d things were done all the same", n)
	}
}
