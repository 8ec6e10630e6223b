package web

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/web/page"
)

// An officer makes the next version: copies the set, breaks a sum and is told
// where, adds a clause that belongs to the rest, and publishes. All of it
// without script.
func TestTheOfficeMakesTheNextVersion(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "lishan")
	p.WithoutJavaScript()
	p.Visit(page.SetURL(c.Set))
	p.Click("以它为底稿另起一份")
	p.Fill("代码", "jinhua-2027")
	p.Fill("名称", "堡垒指数新版")
	p.Click("建立草稿")
	p.WaitText("草稿已建立")
	if !p.Says("本领域合计 15 / 15") {
		t.Error("the sum of the first area is not shown")
	}
	draft, _, _ := strings.Cut(p.Path(), "?")

	p.Click("B1.5 主流信息推送")
	p.Fill("权重分", "3")
	p.Click("保存")
	p.WaitText("已保存")
	if !p.Says("本领域合计 16 / 15") || !p.Says("不符") {
		t.Error("the sum that is no longer right is not shown")
	}
	p.Choose("增加评分点，类型", "单选")
	p.Click("保存并增加评分点")
	p.WaitText("评分点 B1.5b")
	for _, words := range []string{"评分点 B1.5b 缺少“选项”", "评分点缺少“填写内容”"} {
		if !p.Says(words) {
			t.Errorf("%s is not told", words)
		}
	}
	clause := p.Within("#clause-1")
	clause.Fill("填写内容", "推送的频次")
	options := p.Within("#clauses-1-options")
	options.Within(".due-fields:nth-of-type(1)").Fill("说法", "偶尔")
	options.Within(".due-fields:nth-of-type(1)").Fill("分值", "1")
	p.Click("保存")
	p.WaitText("已保存")
	if got := p.Value("权重分"); got != "3" {
		t.Errorf("the weight is %s", got)
	}
	if p.Says("处问题") {
		t.Errorf("the item still has problems: %s", p.Text("main"))
	}

	p.Visit(draft)
	p.WaitText("还有 1 处问题")
	p.Click("项目 B1 的权重分是 15，各条相加是 16") // leads to the area's weight
	p.WaitText("这里有 1 处问题")
	p.Fill("权重分", "16")
	p.Click("保存")
	p.Visit(draft + "/general")
	p.WaitText("基本分的权重分是 80，各项目相加是 81")
	p.Within(`[aria-label="基本分"]`).Fill("权重分", "81")
	p.Click("保存")
	p.WaitText("已保存")
	p.Visit(draft + "/publish")
	p.Click("发布")
	p.WaitText("已发布，从此不再改动")
	if !strings.HasPrefix(p.Path(), "/sets/") || p.Path() == draft {
		t.Errorf("it leads to %s", p.Path())
	}
}

// Two officers at one item: the second sees both versions and what was typed,
// and then decides.
func TestTwoOfficersAtOneItem(t *testing.T) {
	c := newCity(t)
	first, second := c.signIn(t, "lishan"), c.signIn(t, "zhanglei")
	made := first.do(t, "POST", page.NewSetURL, url.Values{page.TokenField: {first.token(t)}, "from": {"branch"}, "code": {"x-1"}, "name": {"某一版"}, "version": {"1"}}, nil)
	draft := strings.Split(made.Header.Get("Location"), "?")[0]
	at := draft + "/items/B1.1"
	seen := field(t, text(t, first.do(t, "GET", at, nil, nil)), "seen")
	form := func(who *client, title string) url.Values {
		return url.Values{page.TokenField: {who.token(t)}, "seen": {seen}, "title": {title}, "weight": {"4"}, "clauses.0.code": {"B1.1a"}, "clauses.0.kind": {"per_case"}, "clauses.0.label": {"某事"}, "clauses.0.amount": {"2"}}
	}
	if resp := second.do(t, "POST", at, form(second, "张磊写的"), nil); resp.StatusCode != 303 {
		t.Fatalf("the first saving: %d", resp.StatusCode)
	}
	resp := first.do(t, "POST", at, form(first, "李珊写的"), nil)
	body := text(t, resp)
	if resp.StatusCode != 409 || !strings.Contains(body, "张磊写的") || !strings.Contains(body, `value="李珊写的"`) || !strings.Contains(body, "张磊改过") {
		t.Errorf("the second saving: %d, %s", resp.StatusCode, body)
	}
	again := form(first, "李珊写的")
	again.Set("seen", field(t, body, "seen"))
	if resp := first.do(t, "POST", at, again, nil); resp.StatusCode != 303 {
		t.Errorf("saving after having seen both: %d", resp.StatusCode)
	}
	if body := text(t, first.do(t, "GET", at, nil, nil)); !strings.Contains(body, `value="李珊写的"`) {
		t.Error("what was decided is not there")
	}
}

// field takes the value of a hidden field from a page.
func field(t *testing.T, body, name string) string {
	t.Helper()
	_, after, found := strings.Cut(body, `name="`+name+`" value="`)
	value, _, closed := strings.Cut(after, `"`)
	if !found || !closed {
		t.Fatalf("the page has no field %s", name)
	}
	return value
}

// setDesks are the pages on which indicator sets are made, of a draft with
// something wrong in it.
func (c *city) setDesks(t *testing.T) []desk {
	t.Helper()
	ctx := t.Context()
	actor, err := c.Actor(ctx, "lishan", day(2026, time.December, 20))
	if err != nil {
		t.Fatal(err)
	}
	sets := indicators.New(app.NewDesk(c.Store, c.clock.now))
	draft, err := sets.Start(ctx, actor, indicators.Start{Key: "a draft to look at", From: c.Set, Code: "jinhua-2027", Name: "市直机关党支部堡垒指数", Version: "2027"})
	if err != nil {
		t.Fatal(err)
	}
	work, err := sets.Work(ctx, actor, draft)
	if err != nil {
		t.Fatal(err)
	}
	item, _, _ := work.Content.Item("B3.2")
	changed := *item
	changed.Weight, changed.Clauses = "3", append([]indicator.DraftClause{{Code: "B3.2b", Kind: "range", Min: "2", Max: "1", Step: "0.5"}}, item.Clauses...)
	if err := sets.SaveItem(ctx, actor, indicators.Form{Key: "a change to look at", Draft: draft, Seen: indicator.Mark(*item)}, changed); err != nil {
		t.Fatal(err)
	}
	return []desk{{"sets", "lishan", page.SetsURL}, {"set", "lishan", page.SetURL(c.Set)}, {"set-new", "lishan", page.NewSetFromURL(c.Set)}, {"draft", "lishan", page.DraftURL(draft)},
		{"draft-item", "lishan", page.DraftItemURL(draft, "B3.2")}, {"draft-general", "lishan", page.DraftGeneralURL(draft)}, {"draft-area", "lishan", page.DraftAreaURL(draft, "B3")},
		{"draft-item-new", "lishan", page.NewDraftItemURL(draft, "B3")}, {"draft-item-remove", "lishan", page.RemoveDraftItemURL(draft, "B1.1")}, {"draft-publish", "lishan", page.PublishDraftURL(draft)}}
}
