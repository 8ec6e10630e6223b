package work_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/work"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city with a clock that tests move.
type city struct {
	*demotest.City
	work *work.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := demotest.New(t)
	return &city{City: c, work: work.New(app.NewDesk(c.Store, c.Clock))}
}

func (c *city) commits(queue func(*store.Batch)) {
	c.Helper()
	c.Must(c.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		queue(&b)
		return tx.Commit(ctx, &b)
	}))
}

// asked is work of an officer that a process has in hand.
func (c *city) asked(key string) (id int64, turn store.Turn) {
	c.Helper()
	var turns []store.Turn
	var t store.Task
	var found bool
	officer := c.Who("lishan")
	c.commits(func(b *store.Batch) {
		b.AddTask(store.Task{Kind: "test", Key: key, Title: "办一件事", Owner: officer.Person, Action: access.ExportResults, Root: officer.At(access.Officer)[0], MadeAt: c.Now}, &id)
	})
	c.commits(func(b *store.Batch) { b.DueTasks(1, &turns) })
	c.commits(func(b *store.Batch) { b.TakeTask(turns[0], time.Hour, c.Now, &t, &found) })
	return id, turns[0]
}

// made is work that is done, with a file of some text.
func (c *city) made(key, text string) int64 {
	c.Helper()
	id, turn := c.asked(key)
	digest, err := c.Store.KeepLarge(context.Background(), bytes.NewReader([]byte(text)), "text/plain", c.Now)
	c.Must(err)
	c.commits(func(b *store.Batch) { b.FinishTask(turn, "", digest, "结果.txt", c.Now) })
	return id
}

func TestOnlyWhoAskedSeesTheWorkAndItsResult(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	id := c.made("one", "内容")
	file, err := c.work.Open(ctx, c.Who("lishan"), id)
	c.Must(err)
	var text bytes.Buffer
	c.Must(file.Copy(ctx, &text))
	if text.String() != "内容" || file.Name != "结果.txt" {
		t.Errorf("%q came, named %q", text.String(), file.Name)
	}
	for _, account := range []string{"zhanglei", "wangming", "xitong"} { // an officer like the owner, too
		if _, err := c.work.Show(ctx, c.Who(account), id); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s sees it: %v", account, err)
		}
		if _, err := c.work.Open(ctx, c.Who(account), id); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s opens it: %v", account, err)
		}
		if err := c.work.Retry(ctx, c.Who(account), id, "key"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s tries it again: %v", account, err)
		}
		if list, total, err := c.work.List(ctx, c.Who(account), 1); err != nil || total != 0 || len(list) != 0 {
			t.Errorf("%s lists %d, %v", account, total, err)
		}
	}
	former := c.Who("lishan")
	former.Appointments = nil
	if _, err := c.work.Open(ctx, former, id); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("who is no officer any more opens it: %v", err)
	}
}

func TestFailedWorkIsTriedAgainOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	id, turn := c.asked("one")
	if err := c.work.Retry(ctx, c.Who("lishan"), id, "early"); fault.KindOf(err) != fault.Conflict {
		t.Errorf("work in hand is tried again: %v", err)
	}
	c.commits(func(b *store.Batch) { b.FailTask(turn, "请先催报。", c.Now) })
	for range 2 {
		c.Must(c.work.Retry(ctx, c.Who("lishan"), id, "key"))
	}
	again, err := c.work.Show(ctx, c.Who("lishan"), id)
	c.Must(err)
	if again.State != work.Waiting || again.Message != "" || again.Tries != 0 || !again.FinishedAt.IsZero() {
		t.Errorf("it is %+v", again)
	}
	n := c.Count(`select count(*) from audit_entry where action = 'work.retry'`)
	if n != 1 {
		t.Errorf("the log has it %d times", n)
	}
}

// A result goes after 30 days, unless a newer one is the same file.
func TestOldResultsGo(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	old, same := c.made("old", "旧"), c.made("same", "同")
	c.Now = c.Now.Add(29 * 24 * time.Hour)
	young := c.made("young", "同")
	files := func() (n int) {
		c.Must(c.Pool.QueryRow(ctx, `select count(*) from file f join file_chunk using (digest)`).Scan(&n))
		return n
	}
	if n, err := c.work.DropOld(ctx); err != nil || n != 0 || files() != 2 {
		t.Errorf("after 29 days %d went, %v, and %d files are there", n, err, files())
	}
	c.Now = c.Now.Add(24*time.Hour + time.Second)
	if n, err := c.work.DropOld(ctx); err != nil || n != 2 || files() != 1 {
		t.Errorf("after 30 days %d went, %v, and %d files are there", n, err, files())
	}
	for id, want := range map[int64]fault.Kind{old: fault.NotFound, same: fault.NotFound, young: 0} {
		if _, err := c.work.Open(ctx, c.Who("lishan"), id); fault.KindOf(err) != want {
			t.Errorf("task %d: %v, want kind %d", id, err, want)
		}
	}
}
