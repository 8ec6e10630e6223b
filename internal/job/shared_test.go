package job_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/internal/job"
	"baolei/internal/store"
)

const childDatabase = "BAOLEI_JOB_TEST_DATABASE"

// workUntilKilled is a process of its own: it does three of five steps, tells so,
// and then hangs until it is killed.
func workUntilKilled() {
	pool, err := pgxpool.New(context.Background(), os.Getenv(childDatabase))
	if err != nil {
		panic(err)
	}
	desk := app.NewDesk(store.Over(pool), func() time.Time { return now })
	hang := func(step int) {
		if step == 4 {
			fmt.Println("three done")
			select {}
		}
	}
	_, err = job.Start(context.Background(), job.Config{Desk: desk, Log: slog.New(slog.DiscardHandler), Kinds: map[string]app.Work{"count": counted(desk, hang)}, Timing: fast})
	if err != nil {
		panic(err)
	}
	select {}
}

func TestAKilledProcessLosesNothingAndDoesNothingTwice(t *testing.T) {
	o := newOffice(t)
	id := o.asks("count", "one")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), self)
	child.Env = append(os.Environ(), childDatabase+"="+o.address)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.TrimSpace(line) != "three done" {
		t.Fatalf("the process said %q, %v", line, err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the process ended well, though it was killed")
	}
	if halfway := o.task(id); halfway.State != store.TaskRunning || halfway.Done != 3 {
		t.Fatalf("it was killed at %+v", halfway)
	}
	o.starts(map[string]app.Work{"count": counted(o.desk, nothing)})
	o.until(id, store.TaskDone)
	o.onceEach(1, 5)
}

func TestSeveralProcessesShareTheWork(t *testing.T) {
	o := newOffice(t)
	const many = 30
	var at [3]atomic.Int32
	for i := range at {
		o.starts(map[string]app.Work{"count": func(ctx context.Context, run *app.Run) (app.Outcome, error) {
			at[i].Add(1)
			return counted(o.desk, nothing)(ctx, run)
		}})
	}
	var ids []int64
	for i := range many {
		ids = append(ids, o.asks("count", fmt.Sprint(i)))
	}
	for _, id := range ids {
		o.until(id, store.TaskDone)
	}
	o.onceEach(many, 5)
	if n := at[0].Load() + at[1].Load() + at[2].Load(); n != many {
		t.Errorf("%d turns were taken at %d things", n, many)
	}
}

func TestStoppingPutsBackWhatIsNotDone(t *testing.T) {
	o := newOffice(t)
	begun := make(chan struct{})
	_, desk := open(t, o.address)
	r, err := job.Start(t.Context(), job.Config{Desk: desk, Log: slog.New(slog.DiscardHandler), Timing: fast, Kinds: map[string]app.Work{
		"count": func(ctx context.Context, _ *app.Run) (app.Outcome, error) {
			close(begun)
			<-ctx.Done()
			return app.Outcome{}, ctx.Err()
		}}})
	if err != nil {
		t.Fatal(err)
	}
	id := o.asks("count", "one")
	<-begun
	stop(t, r)
	if back := o.task(id); back.State != store.TaskWaiting || back.Tries != 0 {
		t.Fatalf("it was put back as %+v", back)
	}
	o.starts(map[string]app.Work{"count": counted(o.desk, nothing)})
	o.until(id, store.TaskDone)
	o.onceEach(1, 5)
}

func TestASlowProcessWritesNothingOnceItsWorkIsTakenOver(t *testing.T) {
	o := newOffice(t)
	id := o.asks("count", "one")
	var first, second []store.Turn
	var slow store.Task
	var found bool
	o.write(func(b *store.Batch) { b.DueTasks(9, &first) })
	o.write(func(b *store.Batch) { b.TakeTask(first[0], -time.Second, now, &slow, &found) })
	o.write(func(b *store.Batch) { b.DueTasks(9, &second) })
	if !found || len(second) != 1 || second[0].Run == first[0].Run {
		t.Fatalf("taken %v, the next turns are %v after %v", found, second, first)
	}
	for name, late := range map[string]func(*store.Batch){
		"a step":  func(b *store.Batch) { b.StepTask(first[0], 1, 5) },
		"the end": func(b *store.Batch) { b.FinishTask(first[0], "", "", "", now) },
		"failing": func(b *store.Batch) { b.FailTask(first[0], "", now) },
	} {
		err := o.desk.Store.Tx(t.Context(), func(ctx context.Context, tx *store.Tx) error {
			var b store.Batch
			late(&b)
			b.Audit(store.AuditEntry{At: now, Person: o.officer, Action: "step", Object: "task", ID: id})
			return tx.Commit(ctx, &b)
		})
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s of a turn that is over: %v, want a conflict", name, err)
		}
	}
	o.onceEachNone()
}

func TestAChoreIsDoneByOneProcessAtATime(t *testing.T) {
	o := newOffice(t)
	var doing, done atomic.Int32
	twice := make(chan struct{}, 100)
	chore := job.Chore{Name: "sweep", Every: time.Second, Do: func(context.Context) error {
		if doing.Add(1) != 1 {
			t.Error("it is done twice at once")
		}
		defer doing.Add(-1)
		done.Add(1)
		twice <- struct{}{}
		return nil
	}}
	for range 2 {
		o.starts(nil, chore)
	}
	for range 2 {
		<-twice
	}
}
