package rectification_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/rectification"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/rectify"
	"baolei/internal/demo"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var (
	ctx   = context.Background()
	april = time.Date(2026, time.April, 1, 2, 0, 0, 0, time.UTC)
	today = calendar.DateOf(april)
)

// city is the demo's city after the closing of 2025, with the file of one of its
// lagging branches, which is still to be planned.
type city struct {
	*demotest.City
	svc  *rectification.Service
	file int64

	secretary, committee string // accounts
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.Filled(t, "a closed year", func(ctx context.Context, pool *pgxpool.Pool) error {
		opened := time.Date(2026, time.November, 16, 1, 30, 0, 0, time.UTC)
		loaded, _, err := demo.Settle(ctx, store.Over(pool), opened, demotest.Password)
		if err != nil {
			return err
		}
		return errors.Join(loaded.Past(ctx, 2025, 80_00), loaded.Close(ctx, 2025), loaded.Open(ctx, opened))
	})}
	c.Now = april
	c.svc = rectification.New(app.NewDesk(c.Store, c.Clock))
	holder := `coalesce((select p.account from appointment x join person p on p.id = x.person_id where x.role = '%s' and x.organisation_id = r.%s limit 1), '')`
	c.Must(c.Pool.QueryRow(ctx, `select r.id, `+fmt.Sprintf(holder, "branch_secretary", "branch_id")+`, `+fmt.Sprintf(holder, "committee_secretary", "committee_id")+` from rectification r order by r.id limit 1`).
		Scan(&c.file, &c.secretary, &c.committee))
	return c
}

// seen is the file as an account sees it.
func (c *city) seen(account string) *rectification.File {
	c.Helper()
	f, err := c.svc.File(ctx, c.Who(account), c.file)
	c.Must(err)
	return f
}

// step is a step in the file as the account sees it now.
func (c *city) step(account string, a rectify.Action, item string) rectification.Step {
	return rectification.Step{File: c.file, Key: c.Key(), Version: c.seen(account).Version, Action: a, Item: item, Text: "看过台账，情况属实",
		Measure: rectification.Measure{Measure: "补开主题党日并登记", Responsible: "张三", Deadline: today.AddDays(60)}}
}

func (c *city) take(account string, a rectify.Action, item string) error {
	c.Helper()
	in := c.step(account, a, item)
	in.Done = true
	return c.svc.Take(ctx, c.Who(account), in)
}

func (c *city) plans() {
	c.Helper()
	for _, p := range c.seen(c.secretary).Problems {
		c.Must(c.take(c.secretary, rectify.Measure, p.Item))
	}
	c.Must(c.take(c.secretary, rectify.Start, ""))
}

func (c *city) mends() {
	c.Helper()
	for _, p := range c.seen(c.secretary).Problems {
		c.Must(c.take(c.secretary, rectify.Progress, p.Item))
	}
	c.Must(c.take(c.secretary, rectify.HandOver, ""))
}

// answers hands over again what was sent back: not without a word of what was done.
func (c *city) answers(item string) {
	c.Helper()
	c.Fails(c.take(c.secretary, rectify.HandOver, ""), fault.Invalid, "退回以后还没有登记进展")
	c.Must(c.take(c.secretary, rectify.Progress, item))
	c.Must(c.take(c.secretary, rectify.HandOver, ""))
}

func TestAFileFromThePlanToItsEnd(t *testing.T) {
	c := newCity(t)
	f := c.seen(c.secretary)
	if f.State != rectify.Planning || len(f.Problems) == 0 || f.Facts.Unplanned != len(f.Problems) {
		t.Fatalf("%s with %d problems, %d without a measure", f.State, len(f.Problems), f.Facts.Unplanned)
	}
	for _, p := range f.Problems {
		if p.Part.Counted == 0 && !vetoed(p) {
			t.Errorf("%s is a problem, and nothing was lost by it", p.Item)
		}
	}
	c.Fails(c.take(c.secretary, rectify.Start, ""), fault.Invalid, fmt.Sprintf("还有 %d 个问题没有写", len(f.Problems)))
	c.plans()
	c.Fails(c.take(c.secretary, rectify.HandOver, ""), fault.Invalid, fmt.Sprintf("还有 %d 项措施没有完成", len(f.Problems)))
	c.Fails(c.take(c.secretary, rectify.Measure, f.Problems[0].Item), fault.Forbidden, "整改中")
	c.Must(c.take(c.committee, rectify.Replan, ""))
	c.Must(c.take(c.secretary, rectify.Start, ""))
	c.mends()
	c.Must(c.take(c.committee, rectify.Fail, ""))
	c.answers(f.Problems[0].Item)
	c.Must(c.take(c.committee, rectify.Pass, ""))
	c.Must(c.take("lishan", rectify.GiveBack, ""))
	c.answers(f.Problems[0].Item)
	c.Must(c.take(c.committee, rectify.Pass, ""))
	c.Must(c.take("lishan", rectify.End, ""))
	if f = c.seen(c.secretary); f.State != rectify.Ended || f.EndedAt.IsZero() {
		t.Errorf("at the end the file is %s", f.State)
	}
	for _, a := range []rectify.Action{rectify.Measure, rectify.Progress, rectify.HandOver} {
		c.Fails(c.take(c.secretary, a, f.Problems[0].Item), fault.Forbidden, "已销号")
	}
	steps := 2*len(f.Problems) + 13 // start, replan, start, hand over, fail, progress, hand over, pass, give back, progress, hand over, pass, end: 13 besides measures and their progress
	if n := c.Count(`select count(*) from rectification_entry where rectification_id = $1`, c.file); n != steps {
		t.Errorf("%d entries on record, want %d", n, steps)
	}
	if n := c.Count(`select count(*) from audit_entry where action like 'rectification.%' and outcome = 'done'`); n != steps {
		t.Errorf("%d entries in the log, want %d", n, steps)
	}
	for _, x := range []struct{ account, text string }{{c.committee, "已完成，提请检查。"}, {"lishan", "已由党委检查通过，等待销号。"}, {c.secretary, "没有通过党委检查，请继续：看过台账，情况属实"}, {c.secretary, "措施要重新制定：看过台账，情况属实"},
		{c.secretary, "没有销号，请继续：看过台账，情况属实"}, {c.committee, "经党委检查通过后，工委没有销号，退回支部继续整改：看过台账，情况属实"}, {c.secretary, "已销号。"}, {c.committee, "已销号。"}} {
		if c.Count(`select count(*) from notice n join person p on p.id = n.person_id where p.account = $1 and n.text = $2`, x.account, f.BranchName+" 2025 年考评的整改"+x.text) == 0 {
			t.Errorf("%s is not told %q", x.account, x.text)
		}
	}
}

func vetoed(p rectification.Problem) bool {
	for _, c := range p.Part.Clauses {
		if c.Vetoed {
			return true
		}
	}
	return false
}

func TestWhoTakesWhichStep(t *testing.T) {
	c := newCity(t)
	c.plans()
	other := c.other()
	for _, a := range []rectify.Action{rectify.Progress, rectify.HandOver} {
		in := c.step(c.secretary, a, c.seen(c.secretary).Problems[0].Item)
		c.Fails(c.svc.Take(ctx, c.Who(c.committee), in), fault.Forbidden, "没有这项权限")
		c.Fails(c.svc.Take(ctx, c.Who("lishan"), in), fault.Forbidden, "没有这项权限")
		c.Fails(c.svc.Take(ctx, c.Who(other), in), fault.NotFound, "没有找到")
		c.Fails(c.svc.Take(ctx, c.Who("sunli"), in), fault.NotFound, "没有找到") // a spot checker
	}
	c.mends()
	pass := c.step(c.committee, rectify.Pass, "")
	for _, account := range []string{c.secretary, "lishan"} {
		c.Fails(c.svc.Take(ctx, c.Who(account), pass), fault.Forbidden, "没有这项权限")
	}
	_, err := c.svc.File(ctx, c.Who(other), c.file)
	c.Fails(err, fault.NotFound, "没有找到")
	none := pass
	none.File = 999999
	c.Fails(c.svc.Take(ctx, c.Who(c.committee), none), fault.NotFound, "没有找到")
	odd := pass
	odd.Action = "tea"
	c.Fails(c.svc.Take(ctx, c.Who(c.committee), odd), fault.NotFound, "没有找到")
	for account, want := range map[string]bool{c.secretary: true, c.committee: true, "lishan": true, "sunli": false, "shenji": false} {
		l, err := c.svc.List(ctx, c.Who(account), rectification.Narrow{}, 1)
		if c.Must(err); (len(l.Files) > 0) != want {
			t.Errorf("%s finds %d files", account, len(l.Files))
		}
	}
	l, err := c.svc.List(ctx, c.Who(other), rectification.Narrow{}, 1)
	if c.Must(err); len(l.Files) != 0 {
		t.Errorf("another branch finds %d files", len(l.Files))
	}
}

// other is the secretary of a branch without a file.
func (c *city) other() string {
	c.Helper()
	var account string
	c.Must(c.Pool.QueryRow(ctx, `select p.account from appointment x join person p on p.id = x.person_id where x.role = 'branch_secretary'
		and x.organisation_id not in (select branch_id from rectification) order by 1 limit 1`).Scan(&account))
	return account
}

func TestWhatAMeasureNeeds(t *testing.T) {
	c := newCity(t)
	item := c.seen(c.secretary).Problems[0].Item
	for field, spoil := range map[string]func(*rectification.Measure){
		"measure":     func(m *rectification.Measure) { m.Measure = " 改 " },
		"responsible": func(m *rectification.Measure) { m.Responsible = "" },
		"deadline":    func(m *rectification.Measure) { m.Deadline = today.AddDays(-1) },
	} {
		in := c.step(c.secretary, rectify.Measure, item)
		spoil(&in.Measure)
		err := c.svc.Take(ctx, c.Who(c.secretary), in)
		if e, ok := errors.AsType[*fault.Error](err); !ok || e.Kind != fault.Invalid || e.Fields[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	for days, fine := range map[int]bool{0: true, 730: true, 732: false} { // April 2026 to April 2028: 731 days, with a leap day
		in := c.step(c.secretary, rectify.Measure, item)
		in.Measure.Deadline = today.AddDays(days)
		if err := c.svc.Take(ctx, c.Who(c.secretary), in); (err == nil) != fine {
			t.Errorf("%d days ahead: %v", days, err)
		}
	}
	c.Fails(c.take(c.secretary, rectify.Measure, "B9.9"), fault.NotFound, "没有找到")
	c.plans()
	for _, a := range []rectify.Action{rectify.Replan} {
		in := c.step(c.committee, a, "")
		in.Text = " "
		c.Fails(c.svc.Take(ctx, c.Who(c.committee), in), fault.Invalid, "理由")
	}
}

// Ten at once with one form act once; with a form each, from what they saw, one
// of them does, and the others learn that it has changed.
func TestManyAtOnce(t *testing.T) {
	c := newCity(t)
	item, actor := c.seen(c.secretary).Problems[0].Item, c.Who(c.secretary)
	same := c.step(c.secretary, rectify.Measure, item)
	for _, x := range []struct {
		form func(int) rectification.Step
		won  int
	}{
		{func(int) rectification.Step { return same }, 10},
		{func(i int) rectification.Step {
			in := same
			in.Key, in.Version = fmt.Sprintf("own-%d", i), same.Version+1
			return in
		}, 1},
	} {
		errs := make([]error, 10)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() { errs[i] = c.svc.Take(ctx, actor, x.form(i)) })
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				c.Fails(err, fault.Conflict)
			}
		}
		if won != x.won {
			t.Errorf("%d of 10 were told that it was done, want %d", won, x.won)
		}
	}
	if n := c.Count(`select count(*) from rectification_entry`); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
}

// Two people plan two problems of one file at once, and neither is in the
// other's way; on one problem the second learns who was first, and so does who
// checks second.
func TestTwoProblemsOfOneFile(t *testing.T) {
	c := newCity(t)
	problems := c.seen(c.secretary).Problems
	if len(problems) < 2 {
		t.Fatalf("%d problems", len(problems))
	}
	one, two, late := c.step(c.secretary, rectify.Measure, problems[0].Item), c.step(c.secretary, rectify.Measure, problems[1].Item), c.step(c.secretary, rectify.Measure, problems[0].Item)
	c.Must(c.svc.Take(ctx, c.Who(c.secretary), one))
	c.Must(c.svc.Take(ctx, c.Who(c.secretary), two))
	c.Fails(c.svc.Take(ctx, c.Who(c.secretary), late), fault.Conflict, "写措施")
	c.plansRest()
	c.mends()
	pass, fail := c.step(c.committee, rectify.Pass, ""), c.step(c.committee, rectify.Fail, "")
	c.Must(c.svc.Take(ctx, c.Who(c.committee), pass))
	err := c.svc.Take(ctx, c.Who(c.committee), fail)
	c.Fails(err, fault.Conflict, "检查通过")
	if name := c.Who(c.committee).Name; !strings.HasPrefix(err.Error(), name+" 已于 4月1日 ") {
		t.Errorf("the second learns %q, not of %s on 1 April", err, name)
	}
}

// plansRest plans what is not planned, and starts.
func (c *city) plansRest() {
	c.Helper()
	for _, p := range c.seen(c.secretary).Problems {
		if !p.Planned() {
			c.Must(c.take(c.secretary, rectify.Measure, p.Item))
		}
	}
	c.Must(c.take(c.secretary, rectify.Start, ""))
}

// Each of the nine steps is sent twice at once by one form: it acts once, and
// both are told that it is done.
func TestEveryStepSentTwice(t *testing.T) {
	c := newCity(t)
	first := c.seen(c.secretary).Problems[0].Item
	twice := func(account string, a rectify.Action, item string) {
		t.Helper()
		in, actor, before := c.step(account, a, item), c.Who(account), c.Count(`select count(*) from rectification_entry`)
		in.Done = true
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				if err := c.svc.Take(ctx, actor, in); err != nil {
					t.Errorf("%s: %v", a, err)
				}
			})
		}
		wg.Wait()
		if n := c.Count(`select count(*) from rectification_entry`); n != before+1 {
			t.Errorf("%s acts %d times", a, n-before)
		}
	}
	for _, p := range c.seen(c.secretary).Problems {
		twice(c.secretary, rectify.Measure, p.Item)
	}
	twice(c.secretary, rectify.Start, "")
	twice(c.committee, rectify.Replan, "")
	twice(c.secretary, rectify.Start, "")
	for _, p := range c.seen(c.secretary).Problems {
		twice(c.secretary, rectify.Progress, p.Item)
	}
	for _, x := range []struct {
		account string
		found   rectify.Action
	}{{c.committee, rectify.Fail}, {"lishan", rectify.GiveBack}, {"lishan", rectify.End}} {
		twice(c.secretary, rectify.HandOver, "")
		if x.account == "lishan" {
			twice(c.committee, rectify.Pass, "")
		}
		twice(x.account, x.found, "")
		if x.found != rectify.End {
			twice(c.secretary, rectify.Progress, first)
		}
	}
}

// The first page tells a file that was sent back from one that goes on; a list of
// what is late has the files with a measure past its deadline, sixty days from now.
func TestWhatCameBackAndWhatIsLateIsCounted(t *testing.T) {
	c := newCity(t)
	count := func() rectification.Count {
		t.Helper()
		w, err := c.svc.Waits(ctx, c.Who(c.secretary))
		c.Must(err)
		if len(w.Branch) != 1 {
			t.Fatalf("the secretary has files in %d states", len(w.Branch))
		}
		return w.Branch[0]
	}
	first := c.seen(c.secretary).Problems[0].Item
	c.plans()
	for i, x := range []struct {
		account string
		step    rectify.Action
		item    string
		state   rectify.State
		back    int
	}{
		{c.committee, rectify.Replan, "", rectify.Planning, 1},
		{c.secretary, rectify.Measure, first, rectify.Planning, 1},
		{c.secretary, rectify.Start, "", rectify.Mending, 0},
		{c.secretary, rectify.Progress, first, rectify.Mending, 0},
	} {
		c.Must(c.take(x.account, x.step, x.item))
		if n := count(); n.State != x.state || n.Back != x.back {
			t.Errorf("step %d: %d sent back, in %s", i, n.Back, n.State)
		}
	}
	late := rectification.Narrow{Late: true}
	for days, want := range map[int]int{60: 0, 61: 1} {
		c.Now = april.AddDate(0, 0, days)
		l, err := c.svc.List(ctx, c.Who(c.secretary), late, 1)
		if c.Must(err); l.Of != want || len(l.Files) != want || l.In(rectification.Narrow{}) != 1 {
			t.Errorf("after %d days %d files are late and %d listed, want %d", days, l.Of, len(l.Files), want)
		}
	}
	c.mends()
	c.Must(c.take(c.committee, rectify.Fail, ""))
	c.Must(c.take(c.secretary, rectify.Progress, first))
	if n := count(); n.State != rectify.Mending || n.Back != 1 {
		t.Errorf("after the check: %d sent back, in %s", n.Back, n.State)
	}
	c.Must(c.take(c.secretary, rectify.HandOver, ""))
	if n := count(); n.State != rectify.Checking || n.Back != 0 {
		t.Errorf("handed over: %d sent back, in %s", n.Back, n.State)
	}
}

// A file is found by who holds a role at its branch, at the organisation right
// above that, at the committee or at the work committee, and by nobody else; the
// first page counts it for those who have a step in it.
func TestWhoFindsWhichFiles(t *testing.T) {
	c := newCity(t)
	var branch, nearest, committee, root int64
	c.Must(c.Pool.QueryRow(ctx, `select r.branch_id, a.nearest_id, r.committee_id, r.root_id from rectification r join assessment a on a.id = r.assessment_id where r.id = $1`, c.file).Scan(&branch, &nearest, &committee, &root))
	of := func(column string, id int64) int {
		return c.Count(`select count(*) from rectification r join assessment a on a.id = r.assessment_id where `+column+` = $1`, id)
	}
	for _, x := range []struct {
		role       access.Role
		at         int64
		files      int
		firstPaged bool
	}{
		{access.BranchSecretary, branch, of("r.branch_id", branch), true},
		{access.BranchClerk, branch, of("r.branch_id", branch), true},
		{access.Reviewer, nearest, of("a.nearest_id", nearest), false},
		{access.CommitteeSecretary, committee, of("r.committee_id", committee), true},
		{access.Officer, root, of("r.root_id", root), true},
		{access.BranchSecretary, root + branch + 1000000, 0, false},
	} {
		actor := access.Actor{Person: 1, Appointments: []access.Appointment{{Role: x.role, Organisation: x.at}}}
		l, err := c.svc.List(ctx, actor, rectification.Narrow{}, 1)
		if c.Must(err); l.Of != x.files || len(l.Files) != x.files {
			t.Errorf("%s counts %d and lists %d files, want %d", x.role, l.Of, len(l.Files), x.files)
		}
		for year, want := range map[int]int{2024: 0, 2025: x.files} {
			l, err := c.svc.List(ctx, actor, rectification.Narrow{Year: year}, 1)
			if c.Must(err); l.Of != want || len(l.Files) != want {
				t.Errorf("of %d %s counts %d and lists %d files, want %d", year, x.role, l.Of, len(l.Files), want)
			}
		}
		w, err := c.svc.Waits(ctx, actor)
		c.Must(err)
		waits := 0
		for _, counts := range [][]rectification.Count{w.Branch, w.Clerk, w.Committee, w.Office} {
			for _, n := range counts {
				if n.Year != 2025 {
					t.Errorf("%s counts files of %d", x.role, n.Year)
				}
				waits += n.Files
			}
		}
		if (waits > 0) != x.firstPaged || x.firstPaged && waits != x.files {
			t.Errorf("on the first page %s counts %d files of %d", x.role, waits, x.files)
		}
	}
}

// Who typed while another moved the file learns that it has changed, whatever the
// new state; that is no refusal for the log.
func TestWhoWasOvertakenIsNotRefused(t *testing.T) {
	c := newCity(t)
	c.plans()
	item := c.seen(c.secretary).Problems[0].Item
	progress, over := c.step(c.secretary, rectify.Progress, item), c.step(c.secretary, rectify.HandOver, "")
	c.Must(c.take(c.committee, rectify.Replan, ""))
	for _, in := range []rectification.Step{progress, over} {
		c.Fails(c.svc.Take(ctx, c.Who(c.secretary), in), fault.Conflict)
	}
	if n := c.Count(`select count(*) from audit_entry where action like 'rectification.%' and outcome <> 'done'`); n != 0 {
		t.Errorf("%d refusals in the log", n)
	}
	c.Fails(c.take(c.secretary, rectify.HandOver, ""), fault.Forbidden, "制定措施") // with nothing done; the wrong state is not mended by filling in
}

// A deadline that is pushed back stays on record as it was, and as it is.
func TestAMovedDeadlineLeavesATrace(t *testing.T) {
	c := newCity(t)
	c.plans()
	c.Must(c.take(c.committee, rectify.Replan, ""))
	item := c.seen(c.secretary).Problems[0].Item
	later := c.step(c.secretary, rectify.Measure, item)
	later.Measure = rectification.Measure{Measure: strings.Repeat("改", rectification.MeasureLength), Responsible: strings.Repeat("张", 40), Deadline: calendar.Date{Year: 2027, Month: time.December, Day: 31}}
	c.Must(c.svc.Take(ctx, c.Who(c.secretary), later))
	for _, text := range []string{"%（责任人：张三，完成期限：2026年5月31日）", "%改（责任人：张张%，完成期限：2027年12月31日）"} { // 60 days after 1 April
		if c.Count(`select count(*) from rectification_entry where action = 'measure' and item = $1 and text like $2`, item, text) != 1 {
			t.Errorf("no entry tells %q", text)
		}
	}
}
