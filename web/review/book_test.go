package review_test

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"baolei/internal/app/assess"
	"baolei/internal/browsertest"
	"baolei/internal/core/scoring"
	"baolei/web/page"
)

// themeDay records a theme party day of 财政局第二党支部 on the 5th of a month.
func (c *city) themeDay(month int) {
	c.Helper()
	_, err := c.pool.Exec(c.Context(), `insert into activity (branch_id, committee_id, kinds, occurred_on, title, content, recorded_by, recorded_at)
		select id, committee_id, array['theme_party_day'], $1::date, '主题党日', '集体学习', (select min(id) from person), $2
		from organisation where code = 'CZ-02'`, fmt.Sprintf("2026-%02d-05", month), c.now())
	c.must(err)
}

// The book knows of 9 theme party days and of nothing else; the branch states 9
// and that all the rest was done. So it departs in 1.4, 2.1, 2.6, 3.3, 4.6, 5.2,
// 5.3 and 6.1, 8 items, and gives its reason in 1.4. A day is recorded and one is
// corrected after the submission: the suggestion stays 9.
func TestAReviewerSeesWhatTheBookSuggested(t *testing.T) {
	c := newCity(t)
	for month := 1; month <= 9; month++ {
		c.themeDay(month)
	}
	wang, id := c.who("wangming"), c.submitted("wangming", scoring.Finding{Clause: "B2.4a", Actual: 9})
	v, err := c.self.View(c.Context(), wang, id)
	c.must(err)
	c.must(c.self.Withdraw(c.Context(), wang, id, c.key(), v.Version))
	_, err = c.self.SaveDeparture(c.Context(), wang, id, c.key(), assess.Depart{Clause: "B1.4a", Reason: "七月一日在机关党委重温誓词。", Version: 1})
	c.must(err)
	c.submits("wangming", id)
	c.themeDay(10)
	_, err = c.pool.Exec(c.Context(), `update activity set version = version + 1 where occurred_on = '2026-02-05'`)
	c.must(err)

	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := browsertest.Start(t).NewPage(t, server.URL)
	p.Visit(page.SignInURL)
	p.Fill("账号", "chenjing")
	p.Fill("密码", password)
	p.Click("登录")
	p.Visit(page.ReviewShowURL(id, "B2.4", ""))
	card := p.Within("#i-B2-4")
	card.WaitText("9 / 12 次")
	card.WaitText("与所填一致")
	card.WaitText("2月5日 主题党日（提交后改过）")
	card.WaitNoText("1月5日 主题党日（提交后改过）")
	card.WaitText("10月")
	p.Look("review-book")
	p.Click("与记实不符")
	p.Within("#chips").WaitText("与记实不符 8")
	if n := p.Count("#queue li"); n != 8 {
		t.Errorf("%d items depart, want 8", n)
	}
	p.Within("#i-B1-4").WaitText("与所填不同")
	p.Within("#i-B1-4").WaitText("七月一日在机关党委重温誓词。")
	p.Look("review-departs")
	p.Visit(page.ReviewShowURL(id, "B3.3", "book"))
	p.Look("review-meetings")
	p.Visit(page.ReviewShowURL(id, "P2", ""))
	p.Look("review-p2")
	p.Visit(page.ReviewAgreeURL(id))
	p.WaitText("2.2")
	p.WaitNoText("1.4 ")
}
