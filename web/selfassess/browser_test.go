package selfassess_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"baolei/internal/browsertest"
	"baolei/web/page"
)

// visitor opens the door for somebody.
func (c *city) visitor(t *testing.T, account string) *browsertest.Page {
	t.Helper()
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := browsertest.Start(t).NewPage(t, server.URL)
	p.Visit(page.SignInURL)
	p.Fill("账号", account)
	p.Fill("密码", password)
	p.Click("登录")
	return p
}

func file(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The secretary answers in place, attaches a file, sets a clause aside, writes a
// note, and submits. B2.4 loses 12 − 10 = 2 of 3, so that 80 − 2 = 78 are left.
func TestASecretaryFillsInTheDesk(t *testing.T) {
	c := newCity(t)
	id, p := c.assessment(t, "CZ-02"), c.visitor(t, "wangming")
	p.Visit(page.SelfAreaURL(id, "B2"))
	p.Within("#c-B2-6a-form").Check("已开展")
	p.Within("#i-B2-6").WaitText("已保存")
	p.Fill("已开展主题党日", "10")
	p.Within("#i-B2-4").WaitText("−2.0")
	p.Within("#score").WaitText("78.0")
	p.Within("#areas").WaitText("5 项未填")
	p.Within("#i-B2-4").Click("添加佐证")
	p.Within("#i-B2-4").Attach("选择文件", file(t, "7月会议照片.png", picture(t, 40, 30)))
	p.Within("#i-B2-4").WaitText("7月会议照片.png")
	p.Visit(page.SelfAreaURL(id, "B2"))
	p.Within("#i-B2-1").Click("用已有文件")
	p.Within("#i-B2-1").Choose("已上传到其他项目的文件", "2.4 7月会议照片.png")
	p.Within("#i-B2-1").Click("添加到本项")
	p.Within("#i-B2-1").WaitText("7月会议照片.png")
	p.Within("#i-B2-4").Click("说明")
	p.Within("#i-B2-4").Fill("说明", "3 月因换届推迟到 4 月上旬。")
	p.Within("#i-B2-4").Click("保存说明")
	p.Within("#i-B2-4").WaitText("已保存")
	p.Fill("已谈心谈话的党员", "14")
	p.Within("#i-B2-6").WaitText("还要填写应有数")
	if n := len(c.evidence(t, "B2.1")); n != 1 {
		t.Errorf("B2.1 has %d files, want 1", n)
	}
	p.Look("self-desk")
	p.Visit(page.SelfAreaURL(id, "B3"))
	p.Within("#i-B3-3 .row-more:nth-of-type(1)").WaitText("不适用")
	p.Look("self-organisation")
	p.Click("检查并提交")
	p.Look("self-check")
	p.Check("其余 59 处按未发生计")
	p.Click("提交自评")
	p.WaitText("已提交，等待上级党组织考核")
	p.Look("self-submitted")
	p.Click("撤回修改")
	p.WaitText("已撤回，可以继续修改")
}

// A colleague was faster: both versions stand side by side, and one's own can be kept.
func TestAConflictInTheBrowser(t *testing.T) {
	c := newCity(t)
	id, p := c.assessment(t, "CZ-02"), c.visitor(t, "liufang")
	p.Visit(page.SelfAreaURL(id, "B2"))
	wang := c.signIn(t, "wangming")
	wang.want(wang.answer(id, "B2.4a", "0", "actual", "10"), http.StatusSeeOther)
	p.AllowProblem("409")
	p.Fill("已开展主题党日", "9")
	p.Within("#i-B2-4").WaitText("王明 在 12月20日 10:00 改过这一项")
	p.Look("self-conflict")
	p.Click("用我的")
	p.Within("#i-B2-4").WaitText("−3.0")
	p.Within("#i-B2-4").WaitNoText("王明")
	if n := c.count(t, `select (value->>'actual')::int from finding where clause = 'B2.4a'`); n != 9 {
		t.Errorf("held %d, want 9", n)
	}
}

// The session ended while a note was being written: after signing in again in
// another window the same page saves it, and nobody copies anything.
func TestANoteOutlivesItsSession(t *testing.T) {
	c := newCity(t)
	id, p := c.assessment(t, "CZ-02"), c.visitor(t, "wangming")
	p.Visit(page.SelfAreaURL(id, "B2"))
	card := p.Within("#i-B2-4")
	card.Click("说明")
	other := p.Tab(t)
	other.Visit(page.HomeURL)
	other.Click("退出")
	p.AllowProblem("401")
	card.Fill("说明", "三月因换届推迟到四月上旬。")
	card.Click("保存说明")
	card.WaitText("登录已过期")
	other.Fill("账号", "wangming")
	other.Fill("密码", password)
	other.Click("登录")
	card.Click("重试")
	card.WaitText("已保存")
	if n := c.count(t, `select count(*) from item_entry where note = '三月因换届推迟到四月上旬。'`); n != 1 {
		t.Errorf("%d notes saved, want 1", n)
	}
}

// Everything that changes data works without script.
func TestTheDeskWithoutScript(t *testing.T) {
	c := newCity(t)
	id, p := c.assessment(t, "CZ-02"), c.visitor(t, "wangming")
	p.WithoutJavaScript()
	p.Visit(page.SelfAreaURL(id, "B2"))
	p.Fill("已开展主题党日", "10")
	p.Within("#c-B2-4a-form").Click("保存")
	p.Within("#i-B2-4").WaitText("−2.0")
	p.Within("#i-B2-4").Click("添加佐证")
	p.Within("#i-B2-4").Attach("选择文件", file(t, "记录.pdf", pdf("1")))
	p.Within("#i-B2-4").Click("上传")
	p.Within("#i-B2-4").WaitText("记录.pdf")
	p.Within("#i-B2-4").Click("取消作答")
	p.Within("#i-B2-4").WaitText("待填")
}

func TestTheOtherPagesOfTheDesk(t *testing.T) {
	c := newCity(t)
	id, p := c.assessment(t, "CZ-02"), c.visitor(t, "wangming")
	for name, path := range map[string]string{"self-list": page.SelfListURL, "self-pioneer": page.SelfAreaURL(id, "P"), "self-bottom": page.SelfAreaURL(id, "L"), "self-score": page.SelfScoreURL(id)} {
		p.Visit(path)
		p.Look(name)
	}
}

// What came back is answered where it was asked, with everything of the card unfolded.
func TestAReturnIsAnsweredInTheBrowser(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.answer(id, "B3.3c", "0", "na", "true", "reason", "未设党小组"), http.StatusSeeOther)
	wang.want(wang.submit(id, "1", true), http.StatusSeeOther)
	c.sendBack(t, id)
	p := c.visitor(t, "wangming")
	p.Visit(page.SelfURL(id))
	card := p.Within("#i-B2-4")
	card.Click("添加佐证")
	card.Click("不适用")
	p.Look("self-returned")
	card.Fill("答复意见", "已上传照片，原件在工会存放。")
	card.Click("保存答复")
	p.WaitNoText("退回意见待答复")
	p.Visit(page.SelfAreaURL(id, "B3"))
	p.Look("self-aside")
}
