package web

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"baolei/internal/core/handbook"
	"baolei/web/page"
)

// edited is the dues chapter as its form is filled in, with something added.
func edited(added string) url.Values {
	for _, t := range handbook.First() {
		if t.Chapter == "dues" {
			return url.Values{"version": {"1"}, "title": {t.Title}, "body": {strings.ReplaceAll(t.Body+added, "\n", "\r\n")}, "note": {"加一句"}, "act": {"publish"}}
		}
	}
	return nil
}

// edit sends the form of the dues chapter with a token of its own.
func (c *client) edit(t *testing.T, form url.Values) *http.Response {
	t.Helper()
	var pairs []string
	for name := range form {
		pairs = append(pairs, name, form.Get(name))
	}
	return c.post(t, page.EditChapterURL("dues"), pairs...)
}

func TestAChapterIsPreviewedPublishedAndItsOldVersionKept(t *testing.T) {
	c := newCity(t)
	li, wang := c.signIn(t, "lishan"), c.signIn(t, "wangming")
	form := edited("\n## 新的一节\n\n新的**一句**。\n")
	form.Set("act", "preview")
	resp := li.edit(t, form)
	body := text(t, resp)
	if resp.StatusCode != http.StatusOK || !strings.Contains(body, "新的<strong>一句</strong>。") || !strings.Contains(body, "## 新的一节\n\n新的**一句**。</textarea>") {
		t.Fatalf("preview: %d", resp.StatusCode)
	}
	if seen := text(t, wang.do(t, "GET", page.ChapterURL("dues"), nil, nil)); strings.Contains(seen, "新的一节") {
		t.Fatal("a preview was published")
	}
	form.Set("act", "publish")
	resp = li.edit(t, form)
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != page.ChapterURL("dues")+"?done=published-chapter" {
		t.Fatalf("publishing: %d to %s: %s", resp.StatusCode, resp.Header.Get("Location"), text(t, resp))
	}
	for path, want := range map[string]string{
		page.ChapterURL("dues"):                           "新的<strong>一句</strong>",
		page.ChapterVersionURL("dues", 1):                 "这是旧版。现行的是第 2 版。",
		page.ChapterVersionsURL("dues"):                   "李珊",
		page.CompareChapterURL("dues", 1, 2):              "## 新的一节",
		page.HandbookSearchURL + "?q=新的一节":                `<mark>新的一节</mark>`,
		page.HandbookURL + "/records/dues_month":          "手册里有几处讲到",
		page.ChapterVersionURL("dues", 1) + "?done=saved": "已保存",
	} {
		resp := wang.do(t, "GET", path, nil, nil)
		if body := text(t, resp); resp.StatusCode != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %d without %q", path, resp.StatusCode, want)
		}
	}
	for _, path := range []string{page.ChapterURL("none"), page.ChapterVersionURL("dues", 3), page.ChapterVersionsURL("none"), page.CompareChapterURL("dues", 1, 9), page.CompareChapterURL("dues", 0, 1),
		page.HowToURL("B9.9"), page.HandbookURL + "/records/none", page.EditChapterURL("dues")} {
		if resp := wang.do(t, "GET", path, nil, nil); resp.StatusCode != http.StatusNotFound && resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
}

// The second of two officers gets 409 with both texts, and by sending the same
// form again publishes upon the other's version.
func TestTheSecondOfTwoOfficersSeesBothTexts(t *testing.T) {
	c := newCity(t)
	li, zhang := c.signIn(t, "lishan"), c.signIn(t, "zhanglei")
	if resp := zhang.edit(t, edited("\n先发布的一句。\n")); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("the first: %d", resp.StatusCode)
	}
	mine := edited("\n我写的一句。\n")
	resp := li.edit(t, mine)
	body := text(t, resp)
	if resp.StatusCode != http.StatusConflict {
		t.Fatalf("the second: %d", resp.StatusCode)
	}
	for _, want := range []string{"已于 ", "发布了这一章的第 2 版", "我写的一句。</textarea>", "先发布的一句。\n</textarea>", `name="version" value="2"`, `<ins>`} {
		if !strings.Contains(body, want) {
			t.Errorf("the conflict does not show %q", want)
		}
	}
	mine.Set("version", "2")
	if resp := li.edit(t, mine); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("publishing upon it: %d", resp.StatusCode)
	}
}

func TestAWrongChapterComesBackAsTyped(t *testing.T) {
	c := newCity(t)
	li := c.signIn(t, "lishan")
	form := edited("\n```流程 聚餐\n记录：聚餐\n1. 吃\n```\n")
	form.Set("title", "")
	resp := li.edit(t, form)
	body := text(t, resp)
	if resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "没有“聚餐”这种记录") || !strings.Contains(body, "请填写章名") || !strings.Contains(body, "记录：聚餐\n1. 吃") {
		t.Errorf("%d: %s", resp.StatusCode, body)
	}
	form.Set("act", "preview")
	if body := text(t, li.edit(t, form)); !strings.Contains(body, "发布前请改正：") {
		t.Error("the preview does not tell what would be refused")
	}
}

// The same form sent twice is one version.
func TestAChapterSentTwiceIsPublishedOnce(t *testing.T) {
	c := newCity(t)
	li := c.signIn(t, "lishan")
	form := edited("\n一句。\n")
	form.Set(page.TokenField, li.token(t))
	for range 3 {
		if resp := li.do(t, "POST", page.EditChapterURL("dues"), form, nil); resp.StatusCode != http.StatusSeeOther {
			t.Fatalf("%d", resp.StatusCode)
		}
	}
	if body := text(t, li.do(t, "GET", page.ChapterVersionsURL("dues"), nil, nil)); strings.Contains(body, "第 3 版") || !strings.Contains(body, "第 2 版") {
		t.Error("the form was published more than once")
	}
}

func TestASearchTellsWhatItFinds(t *testing.T) {
	c := newCity(t)
	zhou := c.signIn(t, "zhoujie")
	for query, want := range map[string]string{
		"":        "至少两个字",
		"党":       "一个字太短",
		"收缴标准":    "找到 ",
		"党费怎么计算呢": "相近",
		"鲸鱼":      "没有找到",
		"%_":      "没有找到",
		"'; --":   "没有找到",
		`<b>党费`:   "&lt;b&gt;党费",
	} {
		resp := zhou.do(t, "GET", page.HandbookSearchURL+"?q="+url.QueryEscape(query), nil, nil)
		if body := text(t, resp); resp.StatusCode != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%q: %d without %q", query, resp.StatusCode, want)
		}
	}
}

// From the card of an item one click leads to the flow, and from the flow one
// click to recording it in the reader's own book.
func TestFromAnItemToRecordingIt(t *testing.T) {
	c := newYear(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	mine := c.of(t, "CZ-02")
	p := enter(t, server, "wangming")
	p.Visit(page.SelfURL(mine.ID) + "?area=B3")
	p.Within("#" + page.CardID("B3.4")).Click("怎么做")
	p.WaitText("问清接收的支部")
	if got := p.Script(`document.querySelector(decodeURIComponent(location.hash)).textContent`); got != `"办理组织关系接转"` {
		t.Errorf("led to %s", got)
	}
	p.Click("登记组织关系转接")
	if got, want := p.Path(), fmt.Sprintf("/book/%d/roster", mine.Branch); got != want || p.Status() != http.StatusOK {
		t.Errorf("the flow leads to %s (%d), want %s", got, p.Status(), want)
	}
}

// Every button of every flow leads to a page that is there.
func TestEveryFlowLeadsToAPage(t *testing.T) {
	c := newCity(t)
	wang := c.signIn(t, "wangming")
	button := regexp.MustCompile(`href="(/book/[^"]+)"`)
	found := map[string]bool{}
	for _, chapter := range handbook.First() {
		for _, m := range button.FindAllStringSubmatch(wang.get(t, page.ChapterURL(chapter.Chapter), http.StatusOK), -1) {
			found[html.UnescapeString(m[1])] = true
		}
	}
	if len(found) < 2 {
		t.Fatalf("only %d addresses", len(found))
	}
	for path := range found {
		wang.get(t, path, http.StatusOK)
	}
}
