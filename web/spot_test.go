package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
	"baolei/web/page"
)

// What the other levels say of a branch that is checked sealed: figures and
// words that stand nowhere else.
var unmistakable = []string{"37771", "36661", "98.76", "87.65", "98.8", "87.7", "自评写的甲乙丙", "考核写的丁戊己", "退回写的庚辛壬", "答复写的子丑寅"}

// marks puts them into the self-assessment and the review of a branch.
func (c *city) marks(t *testing.T, id int64) {
	t.Helper()
	desk := app.NewDesk(c.Store, c.clock.now)
	doc, err := desk.OpenDossier(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	by := doc.FilledBy[0]
	err = c.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		for level, count := range map[store.Level]int64{app.Self: 37771, app.Review: 36661} {
			value := doc.Set.Encode(scoring.Finding{Clause: "B1.1a", Count: count})
			b.SaveFinding(id, store.Finding{Level: level, Clause: "B1.1a", Value: value, Reason: "考核写的丁戊己",
				Version: doc.Findings[level]["B1.1a"].Version, SavedBy: by, SavedAt: c.clock.now()})
		}
		b.SaveItemEntry(id, store.ItemEntry{Level: app.Self, Item: "B1.1", Note: "自评写的甲乙丙", Version: doc.Entries[app.Self]["B1.1"].Version, SavedBy: by, SavedAt: c.clock.now()})
		b.AddRemark(id, "B1.1", "退回写的庚辛壬", by, c.clock.now())
		b.SendRemarks(id, c.clock.now())
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		var remarks []store.Remark
		b = store.Batch{}
		b.Remarks(id, &remarks)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		b = store.Batch{}
		last := remarks[len(remarks)-1]
		b.Reply(id, last.ID, last.Version, "答复写的子丑寅", by, c.clock.now())
		self, review := doc.Self, doc.Review
		self.Total, review.Total = 98_76, 87_65
		b.SaveSelfScore(id, self)
		b.SaveReviewScore(id, review, doc.ReviewedItems)
		b.SaveCounts(id, review)
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// htmx makes a request the way the script does.
func htmx(r *http.Request) { r.Header.Set("HX-Request", "true") }

func TestASealedCheckLeaksNothing(t *testing.T) {
	c := newYear(t)
	h := c.handedIn(t)
	id := h.open
	c.marks(t, id)
	checker := c.signIn(t, h.other)
	quiet := func(what string, resp *http.Response) {
		t.Helper()
		body := text(t, resp)
		for _, word := range unmistakable {
			if strings.Contains(body, word) {
				t.Errorf("%s (%d) shows %q", what, resp.StatusCode, word)
			}
		}
	}
	// The words are to be found where they belong, so that looking for them means something.
	secretary := c.signIn(t, strings.ToLower(c.branchOf(t, id)))
	if body := text(t, secretary.do(t, "GET", page.SelfURL(id)+"?area=B1", nil, nil)); !strings.Contains(body, "37771") || !strings.Contains(body, "甲乙丙") || !strings.Contains(body, "庚辛壬") {
		t.Fatal("the branch's own desk does not show the words that are looked for")
	}
	for _, area := range []string{"", "?area=B1", "?area=B2", "?area=B3", "?area=B4", "?area=B5", "?area=B6", "?area=P", "?area=L"} {
		resp := checker.do(t, "GET", page.SpotURL(id)+area, nil, nil)
		if resp.StatusCode != 200 {
			t.Errorf("area %q: %d", area, resp.StatusCode)
		}
		if length := len(text(t, checker.do(t, "GET", page.SpotURL(id)+area, nil, nil))); length > 100_000 {
			t.Errorf("area %q: %d bytes of HTML", area, length)
		}
		quiet("the desk"+area, resp)
	}
	save := func(count, version string, change func(*http.Request)) *http.Response {
		return checker.do(t, "POST", page.SpotClauseURL(id, "B1.1a"), url.Values{page.TokenField: {checker.token(t)}, "version": {version}, "B1.1a:count": {count}}, change)
	}
	quiet("saving", save("1", "0", htmx))
	quiet("a conflict", save("2", "0", htmx))
	quiet("a mistake", save("-1", "1", nil))
	for _, path := range []string{page.HandInURL(id), page.SpotCardURL(id, "B1.1"), page.SpotListURL, page.DrawURL(1), "/draws/1/bundle.json", page.HomeURL} {
		quiet(path, checker.do(t, "GET", path, nil, nil))
	}
	var elsewhere []string
	for _, route := range c.elsewhere(t) {
		if strings.Contains(route.Pattern, "{id}") && route.Method == "GET" && !strings.HasPrefix(route.Pattern, page.SpotListURL) && !strings.HasPrefix(route.Pattern, page.DrawsURL) {
			elsewhere = append(elsewhere, strings.NewReplacer("{id}", fmt.Sprint(id), "{item}", "B1.1").Replace(route.Pattern))
		}
	}
	if len(elsewhere) < 3 {
		t.Errorf("only %v lead to an assessment", elsewhere)
	}
	for _, path := range append(elsewhere, page.SelfURL(id), page.ReviewURL(id), page.ReviewItemURL(id, "B1.1"), page.ResultURL(id), page.ResultsURL) {
		resp := checker.do(t, "GET", path, nil, nil)
		if resp.StatusCode != http.StatusForbidden && resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s answers %d to a checker", path, resp.StatusCode)
		}
		quiet(path, resp)
	}
	c.looks(t, h.other, id)
	wants(t, c.handIn(t, checker, id), 303)
	wants(t, checker.do(t, "GET", page.SpotURL(id), nil, nil), 200, "37771", "36661", "考核写的丁戊己", "超出允许差")
}

// A checker who was given other offices after the draw sees on no page what would
// tell how the branch stands: no figure of it, and no sum that contains it. Once
// all that the person has to check is handed in, the pages of its committee are there.
func TestAnotherOfficeShowsACheckerNoSum(t *testing.T) {
	c := newYear(t)
	h := c.handedIn(t)
	c.marks(t, h.open)
	committee := c.number(t, `select committee_id from assessment where id = $1`, h.open)
	root := c.number(t, `select root_id from assessment where id = $1`, h.open)
	branch := c.number(t, `select branch_id from assessment where id = $1`, h.open)
	board := page.BoardAt{Place: committee}
	for _, office := range []struct {
		role   access.Role
		at     int64
		shut   []string          // are refused until then
		sealed map[string]string // page → what stands there in place of figures
	}{
		{access.Reviewer, committee, []string{page.BoardTableURL(board, "branches")}, map[string]string{
			page.BoardURL(board): "抽查密封中", page.ResultsURL: "抽查密封中", page.OutlookURL: "交回抽查结果以后照常列出", page.CalibrationURL: "", page.ReviewListURL: "", page.TasksURL(branch): "任务清单"}},
		{access.CommitteeSecretary, committee, nil, map[string]string{
			page.BoardURL(board): "抽查密封中", page.ResultsURL: "抽查密封中", page.HomeURL: "抽查密封中"}},
		{access.Officer, root, []string{page.BoardTableURL(page.BoardAt{}, "attainment"), page.BoardTableURL(board, "branches")}, map[string]string{
			page.BoardsURL: "抽查密封中", page.BoardURL(board): "抽查密封中", page.ResultsURL: "抽查密封中", page.HomeURL: "抽查密封中", page.CyclesURL: "抽查密封中", page.CycleURL(c.Cycle): "抽查密封中"}},
	} {
		t.Run(string(office.role), func(t *testing.T) {
			c.exec(t, `delete from appointment where person_id = $1 and role <> 'spot_checker'`, c.person(t, h.other))
			c.exec(t, `insert into appointment (person_id, role, organisation_id, period) values ($1, $2, $3, daterange('2026-01-01', null))`, c.person(t, h.other), string(office.role), office.at)
			b := c.signIn(t, h.other)
			for path, says := range office.sealed {
				body := wants(t, b.do(t, "GET", path, nil, nil), 200, says)
				for _, word := range unmistakable {
					if strings.Contains(body, word) {
						t.Errorf("%s shows %q", path, word)
					}
				}
			}
			for _, path := range office.shut {
				wants(t, b.do(t, "GET", path, nil, nil), 403, "交回抽查结果之前不显示")
			}
		})
	}
	b := c.signIn(t, h.other)
	const left = `select coalesce(min(s.assessment_id), 0) from spot_check s join spot_checker x on x.spot_check_id = s.id where s.handed_in_at is null and x.ended_at is null and x.person_id = $1`
	for id := c.number(t, left, c.person(t, h.other)); id != 0; id = c.number(t, left, c.person(t, h.other)) {
		c.looks(t, h.other, id)
		wants(t, c.handIn(t, b, id), 303)
	}
	for _, path := range []string{page.BoardURL(board), page.BoardsURL} {
		wants(t, b.do(t, "GET", path, nil, nil), 200, "达标率")
	}
}

// elsewhere is the whole route table.
func (c *city) elsewhere(t *testing.T) []Route {
	t.Helper()
	s := &server{Site: &page.Site{}}
	table, err := s.routes(Config{Desk: app.NewDesk(c.Store, c.clock.now)})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func (c *city) branchOf(t *testing.T, id int64) string {
	t.Helper()
	desk := app.NewDesk(c.Store, c.clock.now)
	doc, err := desk.OpenDossier(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return doc.BranchCode
}

// looks lets a checker look at all that is still open in a check, and find it as
// reviewed.
func (c *city) looks(t *testing.T, account string, id int64) {
	t.Helper()
	actor, err := c.Actor(context.Background(), account, calendar.DateOf(c.clock.now()))
	if err != nil {
		t.Fatal(err)
	}
	spot := spotcheck.New(app.NewDesk(c.Store, c.clock.now))
	if err := c.FindAsReviewed(context.Background(), spot, actor, id); err != nil {
		t.Fatal(err)
	}
}

// handIn hands a check in by its page.
func (c *city) handIn(t *testing.T, b *client, id int64) *http.Response {
	t.Helper()
	body := wants(t, b.do(t, "GET", page.HandInURL(id), nil, nil), 200, "不能再改")
	return b.do(t, "POST", page.HandInURL(id), url.Values{page.TokenField: {b.token(t)}, "version": {hiddenIn(t, body, "version")}}, nil)
}

func TestTheDeskWithAndWithoutScript(t *testing.T) {
	c := newYear(t)
	h := c.handedIn(t)
	b := c.signIn(t, h.other)
	post := func(path string, change func(*http.Request), pairs ...string) *http.Response {
		form := url.Values{page.TokenField: {b.token(t)}}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return b.do(t, "POST", path, form, change)
	}
	clause, note := page.SpotClauseURL(h.open, "B2.4a"), page.SpotNoteURL(h.open, "B2.4")
	resp := post(clause, nil, "version", "0", "B2.4a:actual", "11")
	if got, want := resp.Header.Get("Location"), page.SpotItemURL(h.open, "B2", "B2.4"); resp.StatusCode != 303 || got != want {
		t.Errorf("%d to %s, want 303 to %s", resp.StatusCode, got, want)
	}
	wants(t, post(clause, htmx, "version", "1", "B2.4a:actual", "10"), 200, `id="i-B2-4"`, `value="10"`, `hx-swap-oob="true"`, "1.0")
	wants(t, post(clause, htmx, "version", "2", "B2.4a:actual", "x"), 422, `value="x"`)
	wants(t, post(clause, nil, "version", "2", "B2.4a:actual", "x"), 422, `value="x"`, "<!doctype html>")
	wants(t, post(clause, htmx, "version", "1", "B2.4a:actual", "7"), 409, "您填写的", "7 / 12 次", "10 / 12 次")
	wants(t, post(note, htmx, "version", "0", "note", "查了会议记录"), 200, "查了会议记录")
	wants(t, post(note, htmx, "version", "0", "note", "又查了一遍"), 409, "查了会议记录", "又查了一遍")
	wants(t, post(page.SpotClauseURL(h.open, "Z9a"), htmx, "version", "0"), 404)
	wants(t, post(clause, htmx, "version", "2", "B2.4a:clear", "true"), 200, "未查")

	other := c.signIn(t, h.spare(t, c))
	for _, resp := range []*http.Response{
		other.do(t, "GET", page.SpotURL(h.open), nil, nil), other.do(t, "GET", page.HandInURL(h.open), nil, nil),
		other.do(t, "POST", clause, url.Values{page.TokenField: {other.token(t)}, "version": {"0"}, "B2.4a:actual": {"1"}}, nil),
	} {
		wants(t, resp, 404)
	}
	for _, account := range []string{"wangming", "zhoujie", "chenjing", "zhaogang"} { // of another committee
		wants(t, c.signIn(t, account).do(t, "GET", page.SpotURL(h.Assessment), nil, nil), map[bool]int{true: 403, false: 404}[account == "zhoujie"])
	}
	wants(t, c.signIn(t, "lishan").do(t, "GET", page.SpotURL(h.open), nil, nil), 200, "还没有交回")
}

// spare is a checker who does not check the open branch.
func (h handed) spare(t *testing.T, c *city) string {
	t.Helper()
	var checks []store.SpotCheck
	var b store.Batch
	b.SpotCheckOf(h.open, &checks)
	if err := c.Store.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for _, account := range []string{"gaoyan", "maqiang", "sunli"} {
		if account != checks[0].Checkers[0].Account && account != checks[0].Checkers[1].Account {
			return account
		}
	}
	t.Fatal("all three check the branch")
	return ""
}

func TestHandingInAStalePage(t *testing.T) {
	c := newYear(t)
	h := c.handedIn(t)
	b := c.signIn(t, h.other)
	c.looks(t, h.other, h.open)
	stale := url.Values{page.TokenField: {b.token(t)}, "version": {hiddenIn(t, wants(t, b.do(t, "GET", page.HandInURL(h.open), nil, nil), 200), "version")}}
	wants(t, b.do(t, "POST", page.SpotClauseURL(h.open, "B1.4a"), url.Values{page.TokenField: {b.token(t)}, "version": {"1"}, "B1.4a:occurred": {"true"}}, nil), 303)
	wants(t, b.do(t, "POST", page.HandInURL(h.open), stale, nil), 409, "情况有变化", "已查")
	resp := c.handIn(t, b, h.open)
	wants(t, resp, 303)
	wants(t, b.do(t, "GET", resp.Header.Get("Location"), nil, nil), 200, "已交回", "比考核")
	wants(t, b.do(t, "POST", page.SpotClauseURL(h.open, "B1.4a"), url.Values{page.TokenField: {b.token(t)}, "version": {"2"}, "B1.4a:occurred": {"false"}}, nil), 403, "已经交回")
	second := c.signIn(t, c.secondOf(t, h))
	stale = url.Values{page.TokenField: {second.token(t)}, "version": {stale.Get("version")}}
	wants(t, second.do(t, "POST", page.HandInURL(h.open), stale, nil), 409, " 已于 ", "交回了这个支部的抽查", "逐项并列")
	for _, account := range []string{"lishan", strings.ToLower(c.branchOf(t, h.open)[:2]) + "-kaohe", strings.ToLower(c.branchOf(t, h.open)[:2]) + "-shuji", strings.ToLower(c.branchOf(t, h.open))} {
		wants(t, c.signIn(t, account).do(t, "GET", page.SpotURL(h.open), nil, nil), 200, "逐项并列", "现在计分的是考核结果")
	}
}

// secondOf is the other inspector of the check that is open.
func (c *city) secondOf(t *testing.T, h handed) string {
	t.Helper()
	for _, check := range c.checks(t) {
		if check.Assessment == h.open {
			return check.Checkers[1].Account
		}
	}
	t.Fatal("the open check is gone")
	return ""
}

// A check of which items are left out is refused with a link to each; items
// that were looked at without finding anything are ticked below their cards.
func TestHandingInNamesWhatIsLeftOut(t *testing.T) {
	c := newYear(t)
	h := c.handedIn(t)
	b := c.signIn(t, h.other)
	left := `href="` + page.SpotItemURL(h.open, "B1", "B1.2") + `"`
	// 2.6 asks how often it was done, so that it is not ticked.
	body := wants(t, b.do(t, "GET", page.HandInURL(h.open), nil, nil), 200, "还有 52 项没有查完", "2.6", "要填数，请在卡片里填写；其余没有发现问题的", left)
	if strings.Contains(body, "之后不能再改") {
		t.Error("handing in is offered while items are open")
	}
	in := url.Values{page.TokenField: {b.token(t)}, "version": {"1"}}
	wants(t, b.do(t, "POST", page.HandInURL(h.open), in, nil), 422, "还有 52 项没有查完：1.1、1.2", left)

	none := b.fillIn(t, page.SpotAreaURL(h.open, "B1"), page.SpotNothingURL(h.open))
	wants(t, none, 422, "请先勾选", "1.2 ")
	wants(t, b.fillIn(t, page.SpotAreaURL(h.open, "B1"), page.SpotNothingURL(h.open), "item", "B1.2"), 303)
	body = wants(t, b.do(t, "GET", page.HandInURL(h.open), nil, nil), 200, "还有 51 项没有查完")
	if strings.Contains(body, left) {
		t.Error("what was looked at is still listed")
	}
	other := c.signIn(t, h.spare(t, c))
	wants(t, other.do(t, "POST", page.SpotNothingURL(h.open), url.Values{page.TokenField: {other.token(t)}, "area": {"B1"}, "item": {"B1.3"}}, nil), 404)
}

// A checker at work on a phone, for looking at.
func TestScreenshotsOfASpotCheck(t *testing.T) {
	c := newYear(t)
	h := c.handedIn(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, h.other)
	p.Phone()
	p.Visit(page.SpotAreaURL(h.open, "B2"))
	p.Fill("已开展主题党日", "7")
	p.Within("#i-B2-4").WaitText("已保存")
	p.Within("#c-B2-5a-form").Check("未开展")
	p.Within("#i-B2-5").WaitText("已保存")
	p.Within("#score").WaitText("2")
	p.Within("#i-B2-4").Click("现场记录")
	p.Within("#i-B2-4").Fill("现场记录", "看了会议记录本，5 月至 9 月没有记录。")
	p.Within("#i-B2-4").Click("保存记录")
	p.Within("#i-B2-4").WaitText("已保存")
	p.Look("spot-working")
	p.Visit(page.SpotAreaURL(h.open, "B5"))
	p.Check("5.1 党风廉政责任")
	p.Click("勾选的都看过，没有发现问题")
	p.WaitText("已记下")
	p.Look("spot-nothing")
	p.Click("交回")
	p.WaitText("没有查完的项目")
	p.Look("spot-left-out")
	c.looks(t, h.other, h.open)
	p.Visit(page.HandInURL(h.open))
	p.WaitText("不能再改")
	p.Look("spot-hand-in")
	p.Click("交回，之后不能再改")
	p.WaitText("逐项并列")
	p.Look("spot-compared")
}

func TestEvidenceOfACheckIsSealedToo(t *testing.T) {
	c := newYear(t)
	h := c.handedIn(t)
	b := c.signIn(t, h.other)
	var photo, body bytes.Buffer
	if err := png.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "会议记录.png")
	if err != nil {
		t.Fatal(err)
	}
	_, writeErr := part.Write(photo.Bytes())
	if err := errors.Join(writeErr, form.WriteField(page.TokenField, b.token(t)), form.Close()); err != nil {
		t.Fatal(err)
	}
	upload := func(r *http.Request) {
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Body = io.NopCloser(bytes.NewReader(body.Bytes()))
		r.Header.Set("HX-Request", "true")
	}
	answer := wants(t, b.do(t, "POST", page.SpotFilesURL(h.open, "B2.4"), url.Values{}, upload), 200, "会议记录.png")
	file := regexp.MustCompile(`/evidence/\d+/\d+`).FindString(answer[strings.Index(answer, "-files"):])
	wants(t, b.do(t, "GET", file, nil, nil), 200)
	secretary := c.signIn(t, strings.ToLower(c.branchOf(t, h.open)))
	wants(t, secretary.do(t, "GET", file, nil, nil), 404)
	c.looks(t, h.other, h.open)
	wants(t, c.handIn(t, b, h.open), 303)
	wants(t, secretary.do(t, "GET", file, nil, nil), 200)
	remove := regexp.MustCompile(`/spot/\d+/remove/\d+`).FindString(answer)
	wants(t, b.do(t, "POST", remove, url.Values{page.TokenField: {b.token(t)}}, nil), 403, "已经交回")
}
