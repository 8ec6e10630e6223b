package selfassess_test

import (
	"net/http/httptest"
	"path/filepath"
	"testing"

	"baolei/internal/browsertest"
	"baolei/web/page"
)

// The secretary opens the desk, answers a few clauses, and looks at the pages.
func TestTheDeskInABrowser(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	defer server.Close()
	id := c.assessment(t, "CZ-02")
	p := browsertest.Start(t).NewPage(t, server.URL)
	p.Visit(page.SignInURL)
	p.Fill("账号", "wangming")
	p.Fill("密码", password)
	p.Click("登录")
	p.Visit(page.SelfAreaURL(id, "B2"))
	p.Within("#c-B2-6a-form").Check("已开展")
	p.WaitText("已保存")
	p.Fill("已开展主题党日", "10")
	p.Within("#i-B2-4").WaitText("−2.0")
	p.Fill("已谈心谈话的党员", "14")
	p.Within("#i-B2-6").WaitText("还要填写应有数")
	album := browsertest.Album(t)
	shoot := func(name string) {
		p.Screenshot(filepath.Join(album, name+"-1366.png"), 1366, 768)
		p.Screenshot(filepath.Join(album, name+"-360.png"), 360, 740)
		p.Size(360, 740)
		if over := p.Overflow(); over > 0 {
			t.Errorf("%s: %d pixels wider than a phone", name, over)
		}
		p.Size(1366, 768)
		p.Axe(t)
	}
	shoot("self-b2")
	for _, area := range []string{"B1", "P", "L"} {
		p.Visit(page.SelfAreaURL(id, area))
		shoot("self-" + area)
	}
	p.Visit(page.SelfCheckURL(id))
	shoot("self-check")
	p.Visit(page.SelfScoreURL(id))
	shoot("self-score")
	p.Visit(page.SelfListURL)
	shoot("self-list")
}
