package outlook_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/outlook"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
	"baolei/internal/core/task"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city on 24 November 2026, when its cycle is open.
type city struct {
	*demotest.City
	year   *outlook.Service
	branch int64
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	c.Now = time.Date(2026, time.November, 24, 2, 0, 0, 0, time.UTC)
	c.year = outlook.New(app.NewDesk(c.Store, c.Clock))
	c.branch = c.Who("wangming").At(access.BranchSecretary)[0]
	return c
}

// held records a theme party day in each month.
func (c *city) held(months ...time.Month) {
	c.Helper()
	c.Must(c.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		ids := make([]int64, len(months))
		for i, m := range months {
			b.AddActivity(c.branch, &record.Activity{Kinds: []record.ActivityKind{record.ThemePartyDay}, On: calendar.Date{Year: 2026, Month: m, Day: 9}, Begins: -1, Title: "主题党日"}, c.Who("wangming").Person, c.Now, &ids[i])
		}
		return tx.Commit(ctx, &b)
	}))
}

// refreshed computes the outlooks of all that are stale.
func (c *city) refreshed() {
	c.Helper()
	for n := 1; n > 0; {
		var err error
		n, err = c.year.Refresh(context.Background())
		c.Must(err)
	}
}

func count(b outlook.Branch, clause string, s task.Standing) int {
	n := 0
	for _, t := range b.Tasks {
		if t.Clause == clause && t.Standing == s {
			n++
		}
	}
	return n
}

// Party days of January to September are held. On 24 November October is
// overdue and November due; the pages say so, and when November is recorded it
// is done.
func TestABranchSeesWhatIsDue(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.held(1, 2, 3, 4, 5, 6, 7, 8, 9)
	b, err := c.year.Branch(ctx, c.Who("wangming"), c.branch)
	c.Must(err)
	if count(b, "B2.4a", task.Overdue) != 1 || count(b, "B2.4a", task.Now) != 1 || count(b, "B2.4a", task.Done) != 0 {
		t.Errorf("party days: %d overdue, %d due, %d done; want 1, 1, 0", count(b, "B2.4a", task.Overdue), count(b, "B2.4a", task.Now), count(b, "B2.4a", task.Done))
	}
	c.held(11)
	b, err = c.year.Branch(ctx, c.Who("chenjing"), c.branch)
	c.Must(err)
	if count(b, "B2.4a", task.Now) != 0 || count(b, "B2.4a", task.Done) != 1 {
		t.Error("November is recorded and still due")
	}
	for account, want := range map[string]fault.Kind{"cz-03": fault.NotFound, "jy-kaohe": fault.NotFound, "zhoujie": fault.NotFound} {
		if _, err := c.year.Branch(ctx, c.Who(account), c.branch); fault.KindOf(err) != want {
			t.Errorf("%s: %v", account, err)
		}
	}
}

// A record, and a finding, make the branch's outlook stale; Refresh computes it
// for those above. Of party days October is lost (−1), and if nothing more is
// done November and December too (−3 in all, which is the weight); what else
// the record book suggests is the same in both.
func TestThoseAboveSeeTheYearAsItStands(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.refreshed()
	c.held(1, 2, 3, 4, 5, 6, 7, 8, 9)
	if n := c.Count(`select count(*) from outlook_stale`); n != 1 {
		t.Errorf("%d branches are stale after one was recorded for, want 1", n)
	}
	if n, err := c.year.Refresh(ctx); err != nil || n != 1 {
		t.Errorf("%d computed, %v", n, err)
	}
	below, err := c.year.Below(ctx, c.Who("zhaogang"), outlook.Filter{})
	c.Must(err)
	if below.Total != 1 || below.Lines[0].Branch != c.branch || below.Lines[0].SoFar <= below.Lines[0].Forecast {
		t.Fatalf("below: %+v", below.Lines)
	}
	now, err := c.year.Branch(ctx, c.Who("wangming"), c.branch)
	c.Must(err)
	item := func(r scoring.Result) scoring.Points {
		for i, one := range now.Set.Applies("") {
			if one.Code == "B2.4" {
				return r.Items[i].Score
			}
		}
		return -1
	}
	if item(now.Look.SoFar) != 2*scoring.Point || item(now.Look.Forecast) != 0 {
		t.Errorf("party days: %s so far, %s if nothing more is done; want 2 and 0", item(now.Look.SoFar), item(now.Look.Forecast))
	}
	if other, err := c.year.Below(ctx, c.Who("jy-kaohe"), outlook.Filter{}); err != nil || other.Total != 0 {
		t.Errorf("another committee sees %d, %v", other.Total, err)
	}
	if _, err := c.year.Below(ctx, c.Who("wangming"), outlook.Filter{}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a branch sees those beside it: %v", err)
	}
	c.Must(c.year.NewDay(ctx))
	if n := c.Count(`select count(*) from outlook_stale`); n != 60 {
		t.Errorf("on a new day %d branches are stale, want all 60", n)
	}
	c.refreshed()
	c.Must(c.year.NewDay(ctx))
	if n := c.Count(`select count(*) from outlook_stale`); n != 0 {
		t.Errorf("told of the same day again, as by a process that starts, %d branches are stale", n)
	}
	c.Now = c.Now.AddDate(0, 0, 1)
	c.Must(c.year.NewDay(ctx))
	if n := c.Count(`select count(*) from outlook_stale`); n != 60 {
		t.Errorf("on the next day %d branches are stale, want all 60", n)
	}
}

// sealed has an account spot-check the branch without seeing its figures.
func (c *city) sealed(account string) {
	c.Helper()
	c.Exec(`with d as (
		  insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch, item_tolerance,
		    branch_tolerance, committee_tolerance, drawn_before, seed_source, sealed, notice_digest, published_by, published_at, drawn_at, bundle_digest)
		  select a.cycle_id, a.root_id, '一次抽查', 'drawn', 'p', encode(sha256('p'), 'hex'), 'i', encode(sha256('i'), 'hex'), '{}', 1, 0, 0, 0, '{}', '福利彩票', true,
		    encode(sha256('n'), 'hex'), $2, now(), now(), 'x' from assessment a where a.branch_id = $1 returning id),
		s as (insert into spot_check (draw_id, assessment_id, position, stratum, tickets, number)
		  select d.id, a.id, 1, 's', 1, encode(sha256('t'), 'hex') from d, assessment a where a.branch_id = $1 returning id)
		insert into spot_checker (spot_check_id, place, person_id, drawn, assigned_at) select id, 1, $2, true, now() from s`, c.branch, c.Who(account).Person)
}

// Two branches of 财政局 are known. Its reviewer, who is to check the one without
// its figures, finds the other alone, and one in all and in the counts by grade;
// everybody else finds both. The page of the branch has nothing for the checker
// that the self-assessment states: 2 off B1.1. Once it is handed in, it has.
func TestWhatIsSealedIsNoOutlookYet(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.held(1, 2, 3, 4, 5, 6, 7, 8, 9)
	wang, other := c.branch, c.Number(`select id from organisation where code = 'CZ-05'`)
	c.branch = other
	c.held(1, 2)
	c.branch = wang
	id := c.Number(`select id from assessment where branch_id = $1`, c.branch)
	_, err := assess.New(c.year.Desk).SaveFinding(ctx, c.Who("wangming"), id, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B1.1a", Count: 1}})
	c.Must(err)
	c.refreshed()
	below := func(account string, want int) outlook.Below {
		t.Helper()
		b, err := c.year.Below(ctx, c.Who(account), outlook.Filter{})
		c.Must(err)
		graded := 0
		for _, n := range b.Grades {
			graded += n
		}
		if b.Total != want || len(b.Lines) != want || graded != want {
			t.Errorf("%s: %d in all, %d listed, %d with a grade, want %d", account, b.Total, len(b.Lines), graded, want)
		}
		return b
	}
	below("chenjing", 2)
	before, err := c.year.Branch(ctx, c.Who("chenjing"), wang)
	c.Must(err)
	c.sealed("chenjing")
	if b := below("chenjing", 1); b.Lines[0].Branch != other || len(b.Sealed) != 1 || b.Sealed[0].Branch != wang {
		t.Errorf("the checker's list: %+v, left out %+v", b.Lines, b.Sealed)
	}
	if b := below("lishan", 2); len(b.Sealed) != 0 {
		t.Errorf("an officer who checks nothing: %+v", b.Sealed)
	}
	now, err := c.year.Branch(ctx, c.Who("chenjing"), wang)
	c.Must(err)
	if !now.Sealed || now.Stated != 0 || len(now.Tasks) != len(before.Tasks) || now.Look.SoFar.Total != before.Look.SoFar.Total+2*scoring.Point {
		t.Errorf("the checker's page: sealed %v, %d stated, %d tasks, %s; before %d tasks, %s", now.Sealed, now.Stated, len(now.Tasks), now.Look.SoFar.Total, len(before.Tasks), before.Look.SoFar.Total)
	}
	c.Exec(`update spot_check set spot_total = 8000, spot_items = (select review_items from assessment where id = assessment_id), handed_in_by = $1, handed_in_at = now()`, c.Who("chenjing").Person)
	below("chenjing", 2)
}

// The keepers of the book are told once of what is due at the end of the month,
// and once of what has become overdue; who wants no reminders is told nothing.
func TestKeepersAreRemindedOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.held(1, 2, 3, 4, 5, 6, 7, 8, 9)
	c.Must(c.year.SetReminding(ctx, c.Who("liufang"), outlook.Reminding{}))
	for range 2 {
		c.Must(c.year.NewDay(ctx))
		c.refreshed()
		if n := c.Count(`select count(*) from notice`); n != 2 { // wangming, of November's and of October's
			t.Errorf("%d notices, want 2", n)
		}
		c.Now = c.Now.AddDate(0, 0, 1)
	}
	told, err := c.year.Notices(ctx, c.Who("wangming"))
	c.Must(err)
	if told.Unread != 2 || len(told.List) != 2 || told.List[0].Href != fmt.Sprintf("/book/%d/tasks", c.branch) {
		t.Errorf("%+v", told)
	}
	c.Must(c.year.Read(ctx, c.Who("wangming"), told.List[0].ID))
	if told, err = c.year.Notices(ctx, c.Who("wangming")); err != nil || told.Unread != 0 {
		t.Errorf("%d unread after reading, %v", told.Unread, err)
	}
	if none, err := c.year.Notices(ctx, c.Who("liufang")); err != nil || len(none.List) != 0 || none.How.Reminders {
		t.Errorf("who wants none: %+v, %v", none, err)
	}
}

// A notice goes by mail to who gave an address, once. What cannot be sent is
// tried again after a quarter of an hour and given up after five tries.
func TestNoticesGoByMail(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.held(1, 2, 3, 4, 5, 6, 7, 8, 9, 11) // October is overdue, nothing of party days is due
	wang := c.Who("wangming")
	if err := c.year.SetReminding(ctx, wang, outlook.Reminding{Reminders: true, Email: "no address", Mails: true}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("an address that is none: %v", err)
	}
	c.Must(c.year.SetReminding(ctx, wang, outlook.Reminding{Reminders: true, Email: "wang@example.cn", Mails: true}))
	c.refreshed()
	waiting := c.Count(`select count(*) from notice where mail = 'waiting'`)
	if waiting == 0 || waiting != c.Count(`select count(*) from notice where person_id = $1`, wang.Person) || c.Count(`select count(*) from notice where mail = 'none'`) == 0 {
		t.Fatalf("%d mails wait", waiting)
	}
	fails := func(context.Context, outlook.Mail) error { return errors.New("no server") }
	for try := 1; try <= 5; try++ {
		if n, err := c.year.SendMail(ctx, "https://x", fails); n != 0 || err == nil {
			t.Errorf("try %d: %d sent, %v", try, n, err)
		}
		if n, err := c.year.SendMail(ctx, "https://x", fails); n != 0 || err != nil {
			t.Errorf("try %d again at once: %d, %v", try, n, err)
		}
		c.Now = c.Now.Add(15 * time.Minute)
	}
	if n := c.Count(`select count(*) from notice where mail = 'failed'`); n != waiting {
		t.Errorf("%d given up, want %d", n, waiting)
	}
	c.Exec(`update notice set mail = 'waiting', mail_after = $1, mail_tries = 0 where mail = 'failed'`, c.Now)
	var got []outlook.Mail
	n, err := c.year.SendMail(ctx, "https://x", func(_ context.Context, m outlook.Mail) error { got = append(got, m); return nil })
	if err != nil || n != waiting || got[0].To != "wang@example.cn" || !strings.Contains(got[0].Text, fmt.Sprintf("https://x/book/%d/tasks", c.branch)) {
		t.Errorf("%d sent, %v: %+v", n, err, got)
	}
	if n, err := c.year.SendMail(ctx, "https://x", fails); n != 0 || err != nil {
		t.Errorf("sent twice: %d, %v", n, err)
	}
}
