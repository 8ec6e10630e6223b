package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/browsertest"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
	"baolei/web/page"
)

// enter signs an account in at the door.
func enter(t *testing.T, server *httptest.Server, account string) *browsertest.Page {
	t.Helper()
	p := browsertest.Start(t).NewPage(t, server.URL)
	p.Visit(page.SignInURL)
	p.Fill("账号", account)
	p.Fill("密码", testPassword)
	p.Click("登录")
	p.WaitText("退出")
	return p
}

// of returns the assessment of a branch by its code.
func (c *city) of(t *testing.T, branch string) store.Assessment {
	t.Helper()
	var all []store.Assessment
	var b store.Batch
	b.AssessmentsOfCycle(c.Cycle, day(2026, time.December, 1), &all)
	if err := c.Store.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if a.BranchCode == branch {
			return a
		}
	}
	t.Fatalf("no branch %s", branch)
	return store.Assessment{}
}

// newYear is a city whose people have worked for a week: assessments in every
// state, a draw, a check handed in.
func newYear(t *testing.T) *city {
	t.Helper()
	pool := storetest.Filled(t, "a year", func(ctx context.Context, pool *pgxpool.Pool) error {
		loaded, err := load(ctx, pool, demo.WithPublicity)
		if err != nil {
			return err
		}
		return loaded.Year(ctx, opened)
	})
	return serve(t, pool)
}

// desk is a page with whose it is.
type desk struct{ name, account, path string }

// desks are the pages that people work at, and whose they are.
func (c *city) desks(t *testing.T) []desk {
	t.Helper()
	mine, returned := c.of(t, "CZ-02").ID, c.of(t, "CZ-01").ID
	reviewing, reviewed := c.of(t, "CZ-04").ID, c.of(t, "CZ-05").ID
	handed := c.handedIn(t)
	answer, answering := c.answering(t)
	branch := c.organisation(t, "CZ-02")
	first := func(table string) int64 {
		return c.number(t, `select min(id) from `+table+` where branch_id = $1`, branch)
	}
	member := c.number(t, `select member_id from membership s join organisation o on o.id = s.branch_id where o.code = 'CZ-02' order by s.id limit 1`)
	members := c.joined(t, numbered(6)...)
	c.collected(t, november(time.October), members)
	held := c.partyDay(t, day(2026, time.November, 12), members)
	c.keepPapers(t, member)
	c.exec(t, `update cycle set evaluation = true`)
	var load store.Batch
	load.AddUpBurden(november(time.November), opened)
	c.send(t, &load)
	return append(append(c.rosterDesks(t), c.setDesks(t)...), []desk{
		{"signin", "", page.SignInURL},
		{"home-secretary", "wangming", page.HomeURL},
		{"self-list", "wangming", page.SelfListURL},
		{"self", "wangming", page.SelfURL(mine) + "?area=B2"},
		{"self-organisation", "wangming", page.SelfURL(mine) + "?area=B3"},
		{"self-pioneer", "wangming", page.SelfURL(mine) + "?area=P"},
		{"self-bottom", "wangming", page.SelfURL(mine) + "?area=L"},
		{"self-score", "wangming", page.SelfURL(mine) + "/score"},
		{"self-check", "wangming", page.SelfURL(mine) + "/check"},
		{"self-suggestions", "wangming", page.SelfSuggestionsURL(mine)},
		{"self-returned", "cz-01", page.SelfURL(returned) + "?area=B2"},
		{"book", "wangming", page.BookURL(c.of(t, "CZ-02").Branch)},
		{"book-list", "chenjing", page.BookListURL},
		{"tasks", "wangming", page.TasksURL(branch)},
		{"outlook", "lishan", page.OutlookURL},
		{"notices", "wangming", page.NoticesURL},
		{"burden", "lishan", page.BurdenURL},
		{"work", "lishan", page.WorkURL},
		{"work-waiting", "lishan", page.TaskURL(c.asked(t))},
		{"work-done", "lishan", page.TaskURL(c.done(t))},
		{"work-failed", "lishan", page.TaskURL(c.failedWork(t))},
		{"dues", "wangming", page.DuesURL(branch, 2026)},
		{"dues-month", "wangming", page.DuesMonthURL(branch, november(time.November))},
		{"dues-month-read", "chenjing", page.DuesMonthURL(branch, november(time.October))},
		{"activities", "wangming", page.ActivitiesURL(branch, 2026, "")},
		{"activities-read", "chenjing", page.ActivitiesURL(branch, 2026, "theme_party_day")},
		{"activity", "wangming", page.ActivityURL(branch, held)},
		{"activity-new", "liufang", page.NewActivityURL(branch, "theme_party_day")},
		{"activity-edit", "wangming", page.EditActivityURL(branch, held)},
		{"plans", "wangming", page.BookPartURL(branch, "plans", 2026)},
		{"plan-new", "liufang", page.NewPaperURL(branch, "plans")},
		{"plan", "wangming", page.BookRecordURL(branch, "plans", first("study_plan"))},
		{"rules", "wangming", page.BookPartURL(branch, "rules", 2026)},
		{"rule-edit", "wangming", page.EditPaperURL(branch, "rules", first("branch_rule"))},
		{"honours", "chenjing", page.BookPartURL(branch, "honours", 2026)},
		{"honour", "wangming", page.BookRecordURL(branch, "honours", first("honour"))},
		{"sanctions", "wangming", page.BookPartURL(branch, "sanctions", 2026)},
		{"sanction", "zhaogang", page.BookRecordURL(branch, "sanctions", 1)},
		{"sanction-new", "wangming", page.NewPaperURL(branch, "sanctions")},
		{"roster", "wangming", page.BookPartURL(branch, "roster", 0)},
		{"roster-new", "liufang", page.BookPartURL(branch, "roster", 0) + "/new"},
		{"roster-member", "wangming", page.BookPartURL(branch, "roster", 0) + "/" + strconv.FormatInt(member, 10)},
		{"sheets-roster", "wangming", page.SheetURL(branch, "roster")},
		{"sheets-dues", "liufang", page.SheetURL(branch, "dues")},
		{"sheets-activities", "wangming", page.SheetURL(branch, "activities")},
		{"me", "zhoujie", page.MeURL},
		{"my-index", "zhoujie", page.MyIndexURL},
		{"my-evaluation", "zhoujie", page.MyEvaluationURL},
		{"member-index", "wangming", page.MemberIndexListURL(branch, 0)},
		{"home-reviewer", "chenjing", page.HomeURL},
		{"review-list", "chenjing", page.ReviewListURL},
		{"review", "chenjing", page.ReviewItemURL(reviewing, "B2.4")},
		{"review-pioneer", "chenjing", page.ReviewItemURL(reviewing, "P1")},
		{"review-items", "chenjing", page.AcrossListURL},
		{"review-item", "chenjing", page.AcrossShowURL(0, "B2.4", strconv.FormatInt(reviewing, 10), "")},
		{"slip", "lishan", c.slip(t, "lishan", handed.Assessment)},
		{"slip-find", "zhoujie", page.SlipsURL},
		{"calibration", "chenjing", page.CalibrationURL},
		{"calibration-item", "chenjing", page.CalibrationOfURL(0, 0, "B2.4")},
		{"calibration-committees", "lishan", page.CalibrationOfURL(0, 0, "B2.4")},
		{"home-committee", "zhaogang", page.HomeURL},
		{"review-sign", "zhaogang", page.ReviewURL(reviewed) + "/sign"},
		{"home-public", "zj-shuji", page.HomeURL},
		{"publicity", "zj-shuji", page.PublicityURL},
		{"notice", "zj-shuji", page.NoticeURL},
		{"objection", "zj-shuji", page.ObjectionURL(c.number(t, `select min(id) from objection`))},
		{"object", "zj-01", page.ObjectURL(c.of(t, "ZJ-01").ID, "")},
		{"report", "zhaogang", page.ReportURL},
		{"report-sent", "wj-shuji", page.ReportURL},
		{"report-paper", "lishan", page.PaperURL(c.number(t, `select max(report_id) from report_sending`), c.number(t, `select max(id) from report_sending`))},
		{"reports", "lishan", page.ReportsURL},
		{"received", "lishan", page.ReceivedURL(c.number(t, `select id from committee_report where state = 'sent'`))},
		{"reopen", "lishan", page.ReopenURL(c.of(t, "WJ-01").ID)},
		{"home-officer", "lishan", page.HomeURL},
		{"cycles", "lishan", page.CyclesURL},
		{"cycle-new", "lishan", page.NewCycleURL},
		{"cycle", "lishan", page.CycleURL(c.Cycle)},
		{"boards-month", "lishan", page.BoardMonthURL(page.BoardAt{}, 3)},
		{"boards-month-committee", "zhaogang", page.BoardMonthURL(page.BoardAt{}, 3)},
		{"cycle-settings", "lishan", page.AmendCycleURL(c.Cycle)},
		{"closing", "lishan", page.ClosingURL(c.Cycle)},
		{"outcomes-none", "lishan", page.OutcomesURL},
		{"rectifications-none", "zhaogang", page.RectificationsURL},
		{"calendar", "lishan", page.CalendarOfURL(2026)},
		{"calendar-next", "lishan", page.CalendarOfURL(2027)},
		{"draws", "lishan", page.DrawsURL},
		{"draw", "lishan", page.DrawURL(1)},
		{"draw-new", "zhanglei", page.NewDrawURL},
		{"boards", "lishan", page.BoardsURL},
		{"boards-print", "lishan", page.BoardURL(page.BoardAt{Print: true})},
		{"boards-committee", "zhaogang", page.BoardsURL},
		{"boards-history", "wangming", page.BoardsURL},
		{"draw-population", "zhoujie", page.DrawPopulationURL(1, "all")},
		{"draw-differences", "lishan", page.DrawDifferencesURL(1)},
		{"draw-differing", "lishan", page.DrawDifferingURL(1, handed.Code[:2], "", "review-spot")},
		{"results", "lishan", page.ResultsURL},
		{"result", "lishan", page.ResultURL(handed.Assessment)},
		{"annex", "lishan", page.AnnexURL(handed.Assessment)},
		{"home-checker", handed.other, page.HomeURL},
		{"spot-list", handed.other, page.SpotListURL},
		{"spot", handed.other, page.SpotURL(handed.open) + "?area=B2"},
		{"spot-handed-in", handed.account, page.SpotURL(handed.Assessment)},
		{"spot-answer", answering, page.SpotURL(answer)},
		{"spot-decide", "lishan", page.SpotURL(handed.Assessment)},
		{"decisions", "lishan", page.DecisionsURL},
		{"home-member", "zhoujie", page.HomeURL},
		{"organisations", "xitong", page.OrganisationsURL},
		{"accounts", "xitong", page.AccountsURL},
		{"appointments", "anquan", page.AppointmentsURL},
		{"handbook", "wangming", page.HandbookURL},
		{"handbook-work", "wangming", page.ChapterURL("work")},
		{"handbook-development", "zhoujie", page.ChapterURL("development")},
		{"handbook-search", "zhoujie", page.HandbookSearchURL + "?q=%E5%85%9A%E8%B4%B9"},
		{"handbook-edit", "lishan", page.EditChapterURL("dues")},
		{"handbook-versions", "lishan", page.ChapterVersionsURL("dues")},
		{"handbook-compare", "lishan", page.CompareChapterURL("dues", 1, 1)},
		{"audit", "shenji", page.AuditURL},
		{"password", "wangming", page.PasswordURL},
	}...)
}

// checks are those of the first draw.
func (c *city) checks(t *testing.T) []store.SpotCheck { return c.checksOf(t, 1) }

func (c *city) checksOf(t *testing.T, draw int64) []store.SpotCheck {
	t.Helper()
	var checks []store.SpotCheck
	var b store.Batch
	b.SpotChecks(draw, &checks)
	if err := c.Store.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return checks
}

// handed is a check that was handed in, by whom, and one that is still open.
type handed struct {
	store.SpotCheck
	account string
	open    int64 // another assessment, not handed in
	other   string
}

func (c *city) handedIn(t *testing.T) handed {
	t.Helper()
	h := handed{}
	for _, check := range c.checks(t) {
		if check.HandedIn.IsZero() {
			h.open, h.other = check.Assessment, check.Checkers[0].Account
		} else {
			h.SpotCheck, h.account = check, check.Checkers[0].Account
		}
	}
	if h.open == 0 || h.account == "" {
		t.Fatal("the year has no check handed in and none open")
	}
	return h
}

// Every desk in both widths: no sideways scrolling on a phone, no violation of
// the accessibility rules, no script error and no refused resource. The
// pictures, which "make screenshots" has taken, are for looking at.
func TestScreenshotsOfEveryDesk(t *testing.T) {
	c := newYear(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	theirs := map[string][]desk{}
	for _, d := range c.desks(t) {
		theirs[d.account] = append(theirs[d.account], d)
	}
	for account, all := range theirs {
		for desks := range slices.Chunk(all, 10) { // so that two tabs are busy to the end
			t.Run(account+" from "+desks[0].name, func(t *testing.T) {
				t.Parallel()
				p := browsertest.Start(t).NewPage(t, server.URL)
				if account != "" {
					p = enter(t, server, account)
				}
				for _, d := range desks {
					d.look(t, p)
				}
			})
		}
	}
}

// look looks at a desk, of whose page the score may take a fifth on a phone.
func (d desk) look(t *testing.T, p *browsertest.Page) {
	t.Helper()
	p.Visit(d.path)
	if got := p.Status(); got != http.StatusOK {
		t.Errorf("%s: %s answers %d to %s", d.name, d.path, got, d.account)
		return
	}
	p.Look(d.name)
	if p.Count(".score") == 0 {
		return
	}
	p.Phone()
	if tall, err := strconv.Atoi(p.Script(`document.querySelector(".score").offsetHeight`)); err != nil || tall > 740/5 {
		t.Errorf("%s: its score bar takes %d of a phone's 740 pixels, %v", d.name, tall, err)
	}
	p.Size(1366, 768)
}
