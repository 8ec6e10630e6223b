package closing_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// closedCity is the city after the closing: 19 of 60 attained, and of the
// committees only JY reaches 80 %.
func closedCity(t *testing.T) *city {
	t.Helper()
	c := newCity(t)
	c.confirmed()
	c.works(c.turn())
	return c
}

func TestWhatAClosedCycleMeans(t *testing.T) {
	c := closedCity(t)
	o, err := c.svc.Outcome(ctx, c.Who("lishan"), closing.Ask{})
	c.Must(err)
	if o.Cycle.ID != c.Cycle || o.Whole.Attained != 19 || o.Whole.Count.Branches != 60 || o.Whole.Rate() != 31_66 || o.Whole.Results != 23 {
		t.Errorf("the whole: %+v", o.Whole)
	}
	if got := fmt.Sprint(o.Missed); got != "[{party_committee 6 5} {general_branch 1 0}]" {
		t.Errorf("who missed the target: %s", got)
	}
	why := map[string]string{}
	for _, u := range o.Units {
		why[u.Code] = u.Why
	}
	for code, want := range map[string]string{"JY": "", "CZ-Z1": "", "WJ": "达标率 72.7%，未完成 80% 的目标（11 个支部中 8 个达标）", "CZ": "达标率 25%，未完成 80% 的目标（12 个支部中 3 个达标）"} {
		if got, there := why[code]; !there || got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if len(o.Units) != 7 || o.Count != 7 || len(o.Years) != 1 || len(o.Losers) != 41 || o.Next != nil {
		t.Errorf("%d organisations of %d, %d years, %d branches lose, next %v", len(o.Units), o.Count, len(o.Years), len(o.Losers), o.Next)
	}
	for _, b := range o.Losers {
		if b.Why == "" || (b.Grade == "后进整转") != (b.Rectification != 0) {
			t.Errorf("%s, %s: %q, file %d", b.Code, b.Grade, b.Why, b.Rectification)
		}
	}
}

func TestACommitteeSeesItsOwn(t *testing.T) {
	c := closedCity(t)
	zhao := c.Who("zhaogang")
	o, err := c.svc.Outcome(ctx, zhao, closing.Ask{})
	c.Must(err)
	if o.Place.Code != "CZ" || len(o.Units) != 2 || o.Whole.Rate() != 25_00 || len(o.Losers) != 9 {
		t.Errorf("%s: %d organisations, %d branches lose, rate %d", o.Place.Code, len(o.Units), len(o.Losers), o.Whole.Rate())
	}
	other := c.Number(`select id from organisation where code = 'JY'`)
	general := c.Number(`select id from organisation where code = 'CZ-Z1'`)
	for _, at := range []int64{other, general, o.Place.Root, 999999} {
		_, err := c.svc.Outcome(ctx, zhao, closing.Ask{Committee: at})
		c.Fails(err, fault.NotFound, "没有找到")
	}
	for _, account := range []string{"wangming", "sunli", "xitong"} {
		_, err := c.svc.Outcome(ctx, c.Who(account), closing.Ask{})
		c.Fails(err, fault.NotFound, "没有找到")
	}
	_, err = c.svc.Outcome(ctx, zhao, closing.Ask{Cycle: 999999})
	c.Fails(err, fault.NotFound, "没有找到")
}

// No cycle is closed before the work is done.
func TestBeforeTheFirstClosing(t *testing.T) {
	c := newCity(t)
	c.confirmed()
	o, err := c.svc.Outcome(ctx, c.Who("lishan"), closing.Ask{})
	if c.Must(err); o.Cycle.ID != 0 {
		t.Errorf("cycle %d is closed", o.Cycle.ID)
	}
	_, err = c.svc.Outcome(ctx, c.Who("lishan"), closing.Ask{Cycle: c.Cycle})
	c.Fails(err, fault.NotFound, "没有找到")
}

// Page by page every branch comes once, in the order of committee and code.
func TestPagesOfBranches(t *testing.T) {
	c := closedCity(t)
	seen, last := map[string]bool{}, ""
	for after := new(closing.After); after != nil; {
		v, err := c.svc.Stars(ctx, c.Who("lishan"), closing.Ask{After: *after})
		c.Must(err)
		for _, b := range v.List {
			if key := b.CommitteeCode + "\t" + b.Code; seen[key] || key <= last {
				t.Fatalf("%q after %q", key, last)
			} else {
				seen[key], last = true, key
			}
		}
		after = v.More
	}
	if len(seen) != 60 {
		t.Errorf("%d branches on all pages", len(seen))
	}
}

// Five stars for the 2 excellent, four for the 17 attained, none for the rest;
// the file lists all 60 with the reason why 41 lose their eligibility.
func TestTheListForStars(t *testing.T) {
	c := closedCity(t)
	v, err := c.svc.Stars(ctx, c.Who("lishan"), closing.Ask{})
	c.Must(err)
	if got := fmt.Sprint(v.By); got != "[{5 优秀 2} {4 达标 17} {0 未达标 1} {0 后进整转 3} {0  37}]" {
		t.Errorf("stars: %s", got)
	}
	actor, key := c.Who("zhanglei"), c.Key()
	tasks := make([]int64, 2)
	var wg sync.WaitGroup
	for i := range tasks {
		wg.Go(func() {
			var err error
			if tasks[i], err = c.svc.AskStars(ctx, actor, key, closing.Ask{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if tasks[0] != tasks[1] || c.Count(`select count(*) from task where kind = $1`, closing.StarsKind) != 1 {
		t.Errorf("asked twice by one form: %v", tasks)
	}
	rows := c.written(c.turn())
	if len(rows) != 61 || rows[0][6] != "建议星级" {
		t.Fatalf("%d rows, %v", len(rows), rows[0])
	}
	count := map[string]int{}
	for _, row := range rows[1:] {
		count[row[6]]++
		count[row[7]]++
		if (row[7] == "取消") != (len(row) > 8 && row[8] != "") {
			t.Errorf("%v", row)
		}
	}
	if count["5 星"] != 2 || count["4 星"] != 17 || count["取消"] != 41 || count["保留"] != 19 {
		t.Errorf("in the file: %v", count)
	}
}

// written does the work of an export and reads the file.
func (c *city) written(run *app.Run) [][]string {
	c.Helper()
	done, err := c.svc.ExportStars(ctx, run)
	c.Must(err)
	c.write(func(b *store.Batch) { b.FinishTask(run.Turn(), "", done.Digest, done.Name, march) })
	var content strings.Builder
	rows, err := c.Pool.Query(ctx, `select bytes from file_chunk where digest = $1 order by part`, done.Digest)
	c.Must(err)
	for rows.Next() {
		var part []byte
		c.Must(rows.Scan(&part))
		content.Write(part)
	}
	book, err := excelize.OpenReader(strings.NewReader(content.String()))
	c.Must(err)
	defer func() { c.Must(book.Close()) }()
	all, err := book.GetRows("星级评定和评优参考")
	c.Must(err)
	return all
}
