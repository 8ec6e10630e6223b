package review_test

import (
	"net/http/httptest"
	"path/filepath"
	"testing"

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

func TestTheDeskInABrowser(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	defer server.Close()
	c.submitted("cz-01")
	id := c.submitted("wangming", claims()...) // 80 − 2 − 0.5 + 5 = 82.5
	c.submitted("cz-03")
	p := browsertest.Start(t).NewPage(t, server.URL)
	album := browsertest.Album(t)
	shoot := func(name string) {
		t.Helper()
		p.Screenshot(filepath.Join(album, name+"-1366.png"), 1366, 768)
		p.Screenshot(filepath.Join(album, name+"-360.png"), 360, 740)
		p.Size(360, 740)
		if over := p.Overflow(); over > 0 {
			t.Errorf("%s: %d pixels wider than a phone", name, over)
		}
		p.Size(1366, 768)
		p.Axe(t)
	}
	enter := func(account string) {
		p.Visit(page.SignInURL)
		p.Fill("账号", account)
		p.Fill("密码", password)
		p.Click("登录")
	}
	enter("chenjing")
	p.Visit(page.ReviewListURL)
	shoot("review-list")
	p.Visit(page.ReviewShowURL(id, "B2.4", ""))
	shoot("review-item")
	p.Fill("已开展主题党日", "9")
	p.WaitText("与自评不同，请写明理由")
	p.WaitText("81.5") // one point less
	shoot("review-differs")
	p.Fill("请写明理由", "四月记录为事后补记，签到表无原件，不予认定。")
	p.Click("按此核定，下一项")
	p.WaitText("道德建设")
	p.Visit(page.ReviewShowURL(id, "P1", "claims"))
	shoot("review-claim")
	p.Fill("向支部提意见", "请补充表彰文件的文号。")
	p.Click("写下意见")
	p.WaitText("未发送")
	p.Visit(page.ReviewShowURL(id, "B3.3", ""))
	shoot("review-four")
	p.Visit(page.ReviewAgreeURL(id))
	shoot("review-agree")
	p.Visit(page.ReviewReturnURL(id))
	shoot("review-return")
	p.Click("退出")
	enter("zhaogang")
	p.Visit(page.ReviewSignURL(id))
	shoot("review-sign")
	p.Visit(page.ReportURL)
	shoot("review-report")
}
