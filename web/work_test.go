package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"baolei/internal/store"
	"baolei/web/page"
)

// asked is a cycle's results that an officer asked for.
func (c *city) asked(t *testing.T) int64 {
	t.Helper()
	b := c.signIn(t, "lishan")
	resp := b.do(t, "POST", page.ResultsExportURL, url.Values{page.TokenField: {b.token(t)}, "cycle": {strconv.FormatInt(c.Cycle, 10)}}, nil)
	id, err := strconv.ParseInt(strings.TrimPrefix(resp.Header.Get("Location"), page.WorkURL+"/"), 10, 64)
	if err != nil {
		t.Fatalf("%d, and it led to %q", resp.StatusCode, resp.Header.Get("Location"))
	}
	return id
}

// inHand is work that a process has taken.
func (c *city) inHand(t *testing.T) (int64, store.Turn) {
	t.Helper()
	task, turn := c.takes(t, c.asked(t))
	return task.ID, turn
}

// takes has a process take some work.
func (c *city) takes(t *testing.T, id int64) (store.Task, store.Turn) {
	t.Helper()
	var turns []store.Turn
	var task store.Task
	var found bool
	c.queues(t, func(b *store.Batch) { b.DueTasks(100, &turns) })
	for _, turn := range turns {
		if turn.Task == id {
			c.queues(t, func(b *store.Batch) { b.TakeTask(turn, time.Hour, c.clock.now(), &task, &found) })
			return task, turn
		}
	}
	t.Fatalf("task %d is not due", id)
	return store.Task{}, store.Turn{}
}

func (c *city) queues(t *testing.T, queue func(*store.Batch)) {
	t.Helper()
	err := c.Store.Tx(t.Context(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		queue(&b)
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (c *city) done(t *testing.T) int64 {
	t.Helper()
	id, turn := c.inHand(t)
	digest, err := c.Store.KeepLarge(t.Context(), strings.NewReader("结果"), "text/plain", c.clock.now())
	if err != nil {
		t.Fatal(err)
	}
	c.queues(t, func(b *store.Batch) {
		b.StepTask(turn, 60, 60)
		b.FinishTask(turn, "", digest, "2026 年全部结果.xlsx", c.clock.now())
	})
	return id
}

func (c *city) failedWork(t *testing.T) int64 {
	t.Helper()
	id, turn := c.inHand(t)
	c.queues(t, func(b *store.Batch) {
		b.FailTask(turn, "试了 5 次都没有完成。请过一会儿点“再试一次”。", c.clock.now())
	})
	return id
}

// Without a script the page has a link that shows how far it is; with one, the
// part of the page is fetched anew, until the work has ended.
func TestWorkIsFollowedToItsEnd(t *testing.T) {
	c := newCity(t)
	b := c.signIn(t, "lishan")
	id, turn := c.inHand(t)
	c.queues(t, func(b *store.Batch) { b.StepTask(turn, 20, 60) })
	going := text(t, b.do(t, "GET", page.TaskURL(id), nil, nil))
	for _, want := range []string{"办理中", "20 / 60", `hx-get="` + page.TaskURL(id) + `"`, `>刷新</a>`, `max="60"`, `value="20"`} {
		if !strings.Contains(going, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	digest, err := c.Store.KeepLarge(t.Context(), strings.NewReader("结果"), "text/plain", c.clock.now())
	if err != nil {
		t.Fatal(err)
	}
	c.queues(t, func(b *store.Batch) { b.FinishTask(turn, "", digest, "2026 年全部结果.xlsx", c.clock.now()) })
	part := text(t, b.do(t, "GET", page.TaskURL(id), nil, func(r *http.Request) { r.Header.Set("HX-Request", "true") }))
	if strings.Contains(part, "hx-get") || strings.Contains(part, "<html") || !strings.Contains(part, page.TaskFileURL(id)) {
		t.Errorf("the part that is fetched at the end: %s", part)
	}
	resp := b.do(t, "GET", page.TaskFileURL(id), nil, nil)
	if got := resp.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") || text(t, resp) != "结果" {
		t.Errorf("the file is sent as %q", got)
	}
}

func TestFailedWorkIsTriedAgain(t *testing.T) {
	c := newCity(t)
	b := c.signIn(t, "lishan")
	id := c.failedWork(t)
	if body := text(t, b.do(t, "GET", page.TaskURL(id), nil, nil)); !strings.Contains(body, "再试一次") || !strings.Contains(body, "没有完成") {
		t.Error("the page does not offer to try again")
	}
	resp := b.do(t, "POST", page.TaskRetryURL(id), url.Values{page.TokenField: {b.token(t)}}, nil)
	if resp.StatusCode != 303 || resp.Header.Get("Location") != page.TaskURL(id) {
		t.Errorf("%d, to %q", resp.StatusCode, resp.Header.Get("Location"))
	}
	if body := text(t, b.do(t, "GET", page.TaskURL(id), nil, nil)); !strings.Contains(body, "排队中") {
		t.Error("it does not wait again")
	}
}
