package review_test

import (
	"net/http/httptest"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/browsertest"
	"baolei/internal/core/scoring"
	"baolei/web/page"
)

// claims are what the branch of the browser test states: 10 of 12 party days,
// lost 2; one honour of the province, earned 5; 14 of 15 talks, lost 0.5.
func claims() []scoring.Finding {
	return []scoring.Finding{{Clause: "B2.4a", Actual: 10}, {Clause: "P1a", Counts: []scoring.Tier{{Option: "provincial", Count: 1}}},
		{Clause: "B2.6b", Actual: 14, Expected: 15, HasExpected: true}}
}

// reviewed deals with all of a branch as it stands, and once otherwise.
func (c *city) reviewed(account string, id int64) {
	c.Helper()
	service := examine.New(app.NewDesk(c.Store, c.now))
	actor := c.who(account)
	v, err := service.View(c.Context(), actor, id)
	c.must(err)
	for _, it := range v.Items {
		in := examine.Verdict{Item: it.Code, Done: true, Seen: map[string]int{}}
		for _, clause := range it.Clauses {
			in.Seen[clause.Code] = v.Findings[app.Review][clause.Code].Version
		}
		if it.Code == "B2.4" {
			in.Clauses = []app.Statement{{Finding: scoring.Finding{Clause: "B2.4a", Actual: 10}, Reason: "七月一次为补记，不予认定。", Version: in.Seen["B2.4a"]}}
		}
		_, err := service.SaveReview(c.Context(), actor, id, c.key(), in)
		c.must(err)
	}
}

// A reason that is typed and sent at once is saved by going on: nobody is asked
// whether to leave it behind.
func TestAReasonIsSavedByGoingOn(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	defer server.Close()
	id := c.submitted("wangming", claims()...)
	p := browsertest.Start(t).NewPage(t, server.URL)
	p.Visit(page.SignInURL)
	p.Fill("账号", "chenjing")
	p.Fill("密码", password)
	p.Click("登录")
	p.Visit(page.ReviewShowURL(id, "B2.4", ""))
	p.Fill("已开展主题党日", "9")
	p.WaitText("与自评不同，请写明理由")
	p.Script(`[document.querySelector("#why-c-B2-4a").focus(), document.execCommand("insertText", false, "签到表无原件。")]`)
	p.Click("按此核定，下一项")
	p.WaitText("道德建设")
	p.Visit(page.ReviewShowURL(id, "B2.4", ""))
	if why := p.Value("请写明理由"); why != "签到表无原件。" {
		t.Errorf("the reason is %q", why)
	}
}

// By the keys alone: a figure is changed, going on is refused for want of a
// reason, and the reason can be typed at once.
func TestARefusedKeyLeadsToWhatIsMissing(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	defer server.Close()
	id := c.submitted("wangming", claims()...)
	p := browsertest.Start(t).NewPage(t, server.URL)
	p.Visit(page.SignInURL)
	p.Fill("账号", "chenjing")
	p.Fill("密码", password)
	p.Click("登录")
	p.Visit(page.ReviewShowURL(id, "B2.4", ""))
	p.AllowProblem("422")
	p.Press("e")
	p.Script(`[document.activeElement.select(), document.execCommand("insertText", false, "9")]`)
	p.Press("\x1b")
	p.WaitText("与自评不同，请写明理由")
	p.Press("a")
	p.WaitText("核定与自评不同，请写明理由。")
	if got := p.Script("document.activeElement.id"); got != `"why-c-B2-4a"` {
		t.Errorf("the focus is on %s, want the reason", got)
	}
}

func TestTheDeskInABrowser(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	defer server.Close()
	other := c.submitted("cz-01", scoring.Finding{Clause: "B2.4a", Actual: 11})
	id := c.submitted("wangming", claims()...) // 80 − 2 − 0.5 + 5 = 82.5
	c.submitted("cz-03")
	p := browsertest.Start(t).NewPage(t, server.URL)
	enter := func(account string) {
		p.Visit(page.SignInURL)
		p.Fill("账号", account)
		p.Fill("密码", password)
		p.Click("登录")
	}
	enter("chenjing")
	p.Visit(page.ReviewListURL)
	p.Look("review-list")
	p.Visit(page.ReviewShowURL(id, "B2.4", ""))
	p.Look("review-item")
	p.Fill("已开展主题党日", "9")
	p.WaitText("与自评不同，请写明理由")
	p.WaitText("81.5") // one point less
	p.Look("review-differs")
	p.Fill("请写明理由", "四月记录为事后补记，签到表无原件，不予认定。")
	p.Click("按此核定，下一项")
	p.WaitText("道德建设")
	p.Visit(page.ReviewShowURL(id, "P1", "claims"))
	p.Look("review-claim")
	p.Fill("向支部提意见", "请补充表彰文件的文号。")
	p.Click("写下意见")
	p.WaitText("未发送")
	focused := func() string { return p.Script("document.activeElement.id") }
	p.Visit(page.ReviewShowURL(id, "B3.2", ""))
	for _, k := range []struct{ key, id string }{{"e", `"c-B3-2a-none"`}, {"r", `"remark"`}} {
		if p.Press(k.key); focused() != k.id {
			t.Errorf("%s leads to %q, want %q", k.key, focused(), k.id)
		}
		p.Press("\x1b")
	}
	p.Fill("向支部提意见", "") // the driver types the r as well
	p.Press("\x1b")
	p.Press("k")
	p.WaitText("班子成员出缺")
	p.Press("j")
	p.WaitText("支部任期届满")
	p.Press("a")
	p.WaitText("三会一课")
	if p.Path() != page.ReviewShowURL(id, "B3.3", "") {
		t.Errorf("agreed, and now at %s", p.Path())
	}
	p.Look("review-four")
	p.Visit(page.ReviewAgreeURL(id))
	p.Look("review-agree")
	p.Visit(page.ReviewReturnURL(id))
	p.Look("review-return")
	p.Click("退出")
	enter("zhaogang")
	p.Visit(page.ReviewSignURL(id))
	p.Look("review-sign")
	p.Visit(page.ReportURL)
	p.Look("review-report")
	c.reviewed("chenjing", other)
	c.passed.Add(5 * 60)
	p.Visit(page.ReviewSignURL(other))
	p.Fill("登录密码", password)
	p.Look("review-sign-ready")
	p.Click("签署")
	p.WaitText("已签署")
	p.Look("review-signed")
	p.Visit(page.ReportURL)
	p.Look("review-report-ready")
	p.Check("先报其余支部，上面列出的 11 个支部以后补报")
	p.Fill("情况说明", "其余支部考核后补报。")
	p.Click("报送机关工委")
	p.WaitText("已报送")
}
