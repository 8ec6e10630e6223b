package oversee_test

import (
	"bytes"
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// exports runs the task as a process would, and returns the file's rows.
func (c *city) exports(task int64) [][]string {
	c.Helper()
	data := c.exported(task)
	book, err := excelize.OpenReader(bytes.NewReader(data))
	c.Must(err)
	rows, err := book.GetRows("结果")
	c.Must(err)
	c.Must(book.Close())
	return rows
}

func (c *city) exported(task int64) []byte {
	c.Helper()
	ctx := context.Background()
	var turns []store.Turn
	var t store.Task
	var found bool
	c.commits(func(b *store.Batch) { b.DueTasks(9, &turns) })
	c.commits(func(b *store.Batch) { b.TakeTask(turns[len(turns)-1], 1e12, c.Now, &t, &found) })
	if !found || t.ID != task {
		c.Fatalf("took task %d, found %v; want %d", t.ID, found, task)
	}
	account := ""
	c.Must(c.Pool.QueryRow(ctx, `select account from person where id = $1`, t.Owner).Scan(&account))
	run := app.NewRun(c.office.Desk, t, c.Who(account))
	c.Must(run.MayStill())
	o, err := c.office.Export(ctx, run)
	c.Must(err)
	c.commits(func(b *store.Batch) { b.FinishTask(run.Turn(), o.Message, o.Digest, o.Name, c.Now) })
	size := c.Count(`select size from file where digest = $1`, o.Digest)
	file, err := c.office.OpenFile(ctx, o.Digest, o.Name, app.ExcelType, size)
	c.Must(err)
	var data bytes.Buffer
	c.Must(file.Copy(ctx, &data))
	return data.Bytes()
}

func (c *city) commits(queue func(*store.Batch)) {
	c.Helper()
	c.Must(c.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		queue(&b)
		return tx.Commit(ctx, &b)
	}))
}

// A branch that has not submitted shows no figure, one that has shows its
// claim, and a result shows from its signature on, with two decimals.
func TestResultsAsAFile(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-02", "verified", "attained", 94_05)
	c.put("CZ-03", "submitted", "excellent", 103_50)
	_, err := c.Pool.Exec(ctx, `update organisation set name = '=1+1' where code = 'CZ-04'`)
	c.Must(err)
	all, err := c.office.AskExport(ctx, c.Who("lishan"), c.Key(), c.Cycle, 0)
	c.Must(err)
	rows := c.exports(all)
	if len(rows) != 61 { // its headings and the demo's 60 branches
		t.Fatalf("%d rows, want 61", len(rows))
	}
	by := map[string][]string{}
	for _, row := range rows {
		by[row[2]] = append(row, make([]string, 14)...)
	}
	for branch, want := range map[string][]string{
		"CZ-01": {"", "", "", "", "", "", "", ""},
		"CZ-02": {"94.05", "达标", "94.05", "达标", "", "", "94.05", "达标"},
		"CZ-03": {"103.50", "优秀", "", "", "", "", "", ""},
	} {
		for i, cell := range want {
			if got := by[branch][5+i]; got != cell {
				t.Errorf("%s, %s: %q, want %q", branch, rows[0][5+i], got, cell)
			}
		}
	}
	if got := by["CZ-04"][3]; got != "'=1+1" {
		t.Errorf("a name that begins like a formula is %q", got)
	}
	if n := c.Count(`select done from task where id = $1 and total = done`, all); n != 60 {
		t.Errorf("%d branches were reported as done", n)
	}
}

func TestWhoMayTakeResultsAlong(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	finance := c.Count(`select id from organisation where code = 'CZ'`)
	other := c.Count(`select id from organisation where code = 'JY'`)
	zhao := c.Who("zhaogang")
	own, err := c.office.AskExport(ctx, zhao, "one", c.Cycle, int64(finance))
	c.Must(err)
	again, err := c.office.AskExport(ctx, zhao, "one", c.Cycle, int64(finance))
	c.Must(err)
	if own != again || c.Count(`select count(*) from audit_entry where action = 'result.export' and outcome = 'done'`) != 1 {
		t.Errorf("sent twice, the form asked for %d and %d", own, again)
	}
	if rows := c.exports(own); len(rows) != 13 { // 财政局 has 12 branches
		t.Errorf("%d rows, want 13", len(rows))
	}
	for name, ask := range map[string]func() (int64, error){
		"a committee for the city": func() (int64, error) { return c.office.AskExport(ctx, zhao, c.Key(), c.Cycle, 0) },
		"a committee for another":  func() (int64, error) { return c.office.AskExport(ctx, zhao, c.Key(), c.Cycle, int64(other)) },
		"a reviewer": func() (int64, error) {
			return c.office.AskExport(ctx, c.Who("chenjing"), c.Key(), c.Cycle, int64(finance))
		},
		"a branch": func() (int64, error) {
			return c.office.AskExport(ctx, c.Who("wangming"), c.Key(), c.Cycle, int64(finance))
		},
		"a cycle that is none": func() (int64, error) { return c.office.AskExport(ctx, c.Who("lishan"), c.Key(), 999, 0) },
		"a branch in place of a committee": func() (int64, error) {
			return c.office.AskExport(ctx, c.Who("lishan"), c.Key(), c.Cycle, c.Number(`select id from organisation where code = 'CZ-02'`))
		},
	} {
		_, err := ask()
		if fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v, want that it is not there", name, err)
		}
	}
}

// A whole province at once. 700,000 cells in memory would take some 200 MiB;
// written row by row the file takes a buffer of 16 MiB, the branches at hand and
// what is not collected yet.
func TestFiftyThousandBranchesAreWritten(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	_, err := c.Pool.Exec(ctx, `
		with m as (select id, root_id from organisation where code = 'CZ'),
		o as (insert into organisation (parent_id, level, code, name, committee_id, root_id, created_at)
		  select m.id, 'branch', 'K' || lpad(n::text, 6, '0'), '第' || n || '党支部', m.id, m.root_id, now() from m, generate_series(1, 49940) n returning id, committee_id, root_id)
		insert into assessment (cycle_id, committee_id, branch_id, nearest_id, root_id, state, self_total, self_grade, review_total, review_grade, counts_total, counts_grade)
		select $1, committee_id, id, committee_id, root_id, 'verified', 9405, 'attained', 9405, 'attained', 9405, 'attained' from o`, c.Cycle)
	c.Must(err)
	task, err := c.office.AskExport(ctx, c.Who("lishan"), c.Key(), c.Cycle, 0)
	c.Must(err)
	stop, before := make(chan struct{}), heap()
	most := make(chan uint64)
	go func() { most <- highest(stop) }()
	data := c.exported(task)
	close(stop)
	peak := <-most
	t.Logf("%d KiB, %d MiB of the heap at most", len(data)>>10, (peak-before)>>20)
	if peak > before+128<<20 {
		t.Errorf("it took %d MiB of the heap", (peak-before)>>20)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	c.Must(err)
	rows, err := book.Rows("结果")
	c.Must(err)
	n := 0
	for rows.Next() {
		n++
	}
	c.Must(rows.Close())
	c.Must(book.Close())
	if n != 50_001 {
		t.Errorf("%d rows, want its headings and 50,000", n)
	}
}

// highest watches how much the heap takes, collected or not, until it is stopped.
func highest(stop <-chan struct{}) (most uint64) {
	for {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
		select {
		case <-stop:
			return most
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
