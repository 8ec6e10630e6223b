package web

import (
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"baolei/internal/core/sampling"
	"baolei/web/page"
)

const drawSeed = "27182818284590452353"

// wants asks for a status, and for words in the answer.
func wants(t *testing.T, resp *http.Response, status int, words ...string) string {
	t.Helper()
	body := text(t, resp)
	if resp.StatusCode != status {
		t.Errorf("%d, want %d: %s", resp.StatusCode, status, body[:min(len(body), 400)])
	}
	for _, word := range words {
		if !strings.Contains(body, word) {
			t.Errorf("the answer lacks %q", word)
		}
	}
	return body
}

// hiddenIn finds the value of a hidden field.
func hiddenIn(t *testing.T, body, name string) string {
	t.Helper()
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("the page has no field %s", name)
	}
	return m[1]
}

// draft is the officer's form of the year's second draw.
func (c *city) draft(b *client, t *testing.T) url.Values {
	t.Helper()
	return url.Values{page.TokenField: {b.token(t)}, "cycle": {strconv.FormatInt(c.Cycle, 10)}, "by": {"committee"}, "size-JY": {"2"}, "size-WJ": {"1"},
		"item": {"1"}, "branch": {"5"}, "committee": {"3"}, "seed_source": {"当众掷骰 20 次"}, "sealed": {"true"}}
}

// publishes looks the draft over and publishes it; it returns the draw's address.
func (c *city) publishes(t *testing.T, b *client) string {
	t.Helper()
	form := c.draft(b, t)
	body := wants(t, b.do(t, "POST", page.CheckDrawURL, form, nil), 200, "公布2026年度第2次抽查", "17 个支部", "共 3 个")
	back := regexp.MustCompile(`href="(/draws/new\?[^"]*seed_source[^"]*)"`).FindStringSubmatch(body)
	if back == nil {
		t.Fatal("no way back to what was typed")
	}
	wants(t, b.do(t, "GET", html.UnescapeString(back[1]), nil, nil), 200, "当众掷骰 20 次", `name="size-JY" type="number" min="0" max="8" value="2"`)
	for _, name := range []string{"population_digest", "inspectors_digest"} {
		form.Set(name, hiddenIn(t, body, name))
	}
	resp := b.do(t, "POST", page.DrawsURL, form, nil)
	wants(t, resp, 303)
	again := b.do(t, "POST", page.DrawsURL, form, nil) // a double click
	if got, want := again.Header.Get("Location"), resp.Header.Get("Location"); got != want {
		t.Errorf("the form sent twice leads to %s, then %s", want, got)
	}
	address, _, _ := strings.Cut(resp.Header.Get("Location"), "?")
	return address
}

func TestADrawFromPublicationToBundle(t *testing.T) {
	c := newYear(t)
	li, zhang := c.signIn(t, "lishan"), c.signIn(t, "zhanglei")
	form := c.draft(li, t)
	form.Set("size-JY", "99")
	form.Set("item", "1.234")
	wants(t, li.do(t, "POST", page.CheckDrawURL, form, nil), 422, `value="99"`, `value="1.234"`, "请填 0 至 8", "最多两位小数")
	draw := c.publishes(t, li)
	wants(t, li.do(t, "GET", draw, nil, nil), 200, "等待录入", "下载名单", "摘要一致")

	body := wants(t, li.do(t, "GET", draw, nil, nil), 200)
	version, digest := hiddenIn(t, body, "version"), hiddenIn(t, body, page.DigestField)
	step := func(b *client, what string, pairs ...string) *http.Response {
		form := url.Values{page.TokenField: {b.token(t)}, "version": {version}, page.DigestField: {digest}}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return b.do(t, "POST", draw+"/"+what, form, nil)
	}
	wants(t, step(li, "seed", "seed", "123"), 422, `value="123"`, "至少要有 20 位")
	wants(t, step(li, "seed", "seed", drawSeed+"x"), 422, "只能由数字 0 到 9 组成")
	wants(t, step(li, "seed", "seed", "27182 81828 ４５９０４　52353"), 303)                                                              // in groups, as the page shows them, some in full width
	wants(t, step(zhang, "seed", "seed", "99999999999999999999"), 409, "李珊 已于 ", "录入种子", "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9") // what was typed is not lost
	body = wants(t, zhang.do(t, "GET", draw, nil, nil), 200, "我核对无误，确认", "不一致，退回", "2 7 1 8 2 8")
	version = hiddenIn(t, body, "version")
	wants(t, step(zhang, "confirm", "seed", drawSeed), 409, "情况有变化") // the digest of a draw without a seed
	digest = hiddenIn(t, body, page.DigestField)
	if body := wants(t, li.do(t, "GET", draw, nil, nil), 200, "录入的人不能自己确认"); strings.Contains(body, "我核对无误") {
		t.Error("who typed the seed is offered to confirm it")
	}
	wants(t, step(li, "confirm", "seed", drawSeed), 403, "另一位")
	wants(t, step(zhang, "refuse", "reason", ""), 422, "为什么退回")
	wants(t, step(zhang, "confirm", "seed", drawSeed), 303)
	wants(t, step(zhang, "refuse", "reason", "太晚了"), 409, "已经抽取")

	member := c.signIn(t, "zhoujie")
	body = wants(t, member.do(t, "GET", draw, nil, nil), 200, "重算一致", "下载抽查包", "3 个支部")
	if strings.Contains(body, "换人") || strings.Contains(body, draw+"/seed") {
		t.Error("a member is shown what only officers may do")
	}
	bundle, err := sampling.ReadBundle([]byte(wants(t, member.do(t, "GET", draw+"/bundle.json", nil, nil), 200)))
	if err != nil || len(sampling.Verify(bundle)) > 0 || len(bundle.Drawn) != 3 {
		t.Errorf("bundle of %d: %v, %v", len(bundle.Drawn), err, sampling.Verify(bundle))
	}
	population := wants(t, member.do(t, "GET", draw+"/population.txt", nil, nil), 200)
	if sampling.Digest([]byte(population)) != bundle.Announcement.PopulationDigest || strings.Count(population, "\n") != 17 {
		t.Error("the population to download is not the one that was announced")
	}
	notice := wants(t, member.do(t, "GET", draw+"/notice.txt", nil, nil), 200)
	if sampling.Digest([]byte(notice)) != bundle.NoticeDigest {
		t.Error("the notice to download has another digest")
	}
}

func TestDrawsAreTheOfficersToMake(t *testing.T) {
	c := newYear(t)
	for _, account := range []string{"wangming", "chenjing", "zhaogang", "sunli", "zhoujie", "xitong"} {
		b := c.signIn(t, account)
		wants(t, b.do(t, "GET", page.DrawsURL, nil, nil), 200, "2026年度第1次抽查")
		wants(t, b.do(t, "GET", page.NewDrawURL, nil, nil), 403)
		wants(t, b.do(t, "POST", page.DrawsURL, c.draft(b, t), nil), 403)
		for _, step := range []string{"/seed", "/confirm", "/refuse", "/replace/1"} {
			wants(t, b.do(t, "POST", page.DrawURL(1)+step, url.Values{page.TokenField: {b.token(t)}, "seed": {drawSeed}, "version": {"1"}}, nil), 403)
		}
	}
	nobody := &client{handler: c.handler}
	if resp := nobody.do(t, "GET", page.DrawURL(1), nil, nil); resp.StatusCode != 303 {
		t.Errorf("nobody gets %d", resp.StatusCode)
	}
	officer := c.signIn(t, "lishan")
	for _, path := range []string{"/draws/99", "/draws/99/bundle.json", "/draws/1/replace/9999", "/draws/x"} {
		wants(t, officer.do(t, "GET", path, nil, nil), 404)
	}
}

// calculates sends the form to be calculated.
func (c *city) calculates(t *testing.T, b *client, form url.Values, do string) *http.Response {
	t.Helper()
	form = maps.Clone(form)
	form.Set("do", do)
	return b.do(t, "POST", page.CheckDrawURL, form, nil)
}

// JY has 8 branches left and WJ 9. At 90 %, with 2 of 8 off, drawing 6 misses
// both with C(6,6)/C(8,6) = 1/28 and 5 with C(6,5)/C(8,5) = 6/56, a bit above a
// tenth. With 3 of 9 off, drawing 5 misses with C(6,5)/C(9,5) = 6/126 and 4 with
// 15/126, above a tenth again.
func TestPlanningWithoutScript(t *testing.T) {
	c := newYear(t)
	li := c.signIn(t, "lishan")
	form := c.draft(li, t)
	form.Set("off-JY", "2")
	form.Set("off-WJ", "3")
	form.Set("percent", "90")
	form.Set("seed_source", "还没想好")
	wants(t, c.calculates(t, li, form, "calculate"), 200, "还没想好", `value="2"`, "少于 2 个：抽 6 个", "少于 3 个：抽 5 个", "抽 2 个都没有超差，有 90% 的把握")
	wants(t, c.calculates(t, li, form, "fill"), 200, `name="size-JY" type="number" min="0" max="8" value="6"`, `name="size-WJ" type="number" min="0" max="9" value="5"`)
	typed := maps.Clone(form)
	for field, text := range map[string]string{"branch": "五分", "percent": "101", "off": "0", "off-JY": "9"} {
		typed.Set(field, text)
	}
	body := wants(t, c.calculates(t, li, typed, "calculate"), 422, `value="五分"`, `value="101"`, `value="0"`, `value="9"`, "允许差请填 0 至 100 之间的分数", "请填 1 至 99 的整数", "请填 1 至 17 的整数", "请填 1 至 8 的整数", "改正以后再算")
	if strings.Contains(body, "超过 五分") {
		t.Error("a tolerance that cannot be read is said back")
	}
	typed = maps.Clone(form)
	typed.Set("branch", "-3")
	if body := wants(t, c.calculates(t, li, typed, "calculate"), 422, "偏差超过允许差，抽", `value="-3"`); strings.Contains(body, "超过 -3") || strings.Contains(body, "超过 −3") {
		t.Error("a tolerance below zero is said back")
	}
	form.Set("size-JY", "many")
	wants(t, c.calculates(t, li, form, "calculate"), 422, `value="many"`, "抽取数请填整数", "还没想好")
}

// The draw tells by what its sizes were chosen: 80 % and 3 of JY's 8. Two drawn
// miss all three with C(5,2)/C(8,2) = 10/28, three with 10/56, a bit below a fifth.
// Two that hold leave fewer than 5 off: C(3,2)/28 is below a fifth, C(4,2)/28 above.
func TestADrawTellsWhatItsSizesWereChosenBy(t *testing.T) {
	c := newYear(t)
	li := c.signIn(t, "lishan")
	form := c.draft(li, t)
	form.Set("percent", "80")
	form.Set("off-JY", "3")
	body := wants(t, li.do(t, "POST", page.CheckDrawURL, form, nil), 200)
	form = formOf(t, body, page.DrawsURL)
	resp := li.do(t, "POST", page.DrawsURL, form, nil)
	wants(t, resp, 303)
	address, _, _ := strings.Cut(resp.Header.Get("Location"), "?")
	wants(t, li.do(t, "GET", address, nil, nil), 200, "按准备抽查时填的假设推算：要有 80% 的把握",
		"共 8 个，若有 3 个以上偏差超过 5 分，抽 2 个时有 64% 的把握至少碰到一个；抽 3 个时 82%。抽 2 个都没有超差，有 80% 的把握：超差的少于 5 个。")
	wants(t, li.do(t, "GET", page.DrawURL(1), nil, nil), 200, "按统一的假设推算")
}

func TestTicketsAndItemsFromFormToNotice(t *testing.T) {
	c := newYear(t)
	li := c.signIn(t, "lishan")
	form := c.draft(li, t)
	for name, value := range map[string]string{"tickets": "true", "rule-most": "9", "rule-years": "3", "rule-proportion": "4", "rule-least": "3", "rule-difference": "1",
		"rule-difference_from": "2.5", "rule-hints": "0", "rule-hints_from": "2", "rule-unchecked": "3", "part": "part"} {
		form.Set(name, value)
	}
	form.Set("rule-most", "101")
	form.Set("size-JY", "20") // of 8
	wrong := wants(t, c.calculates(t, li, form, "calculate"), 422, `value="101"`, "请填 1 至 100", `value="20"`, "有 8 个支部可抽，请填 0 至 8", "规则改正以后再算")
	if strings.Contains(wrong, "每个都是") || strings.Contains(wrong, "共加") {
		t.Error("rules that cannot be are reckoned with")
	}
	form.Set("size-JY", "2")
	wants(t, li.do(t, "POST", page.CheckDrawURL, form, nil), 422, "请填 1 至 100", "请至少选一个项目")
	form.Set("rule-most", "9")
	form["items"] = []string{"B2.4", "B1.1"}
	// 1, 4 because no committee has a record of 3 checks, 3 because nobody was checked before this year.
	wants(t, c.calculates(t, li, form, "calculate"), 200, "17 个支部，每个都是 8 张签", "按抽查记录 +4，多年没有抽查 +3", "17 个支部，共加 68 张")
	form.Set("only", "hints")
	wants(t, c.calculates(t, li, form, "calculate"), 200, "没有符合条件的支部")
	body := wants(t, li.do(t, "POST", page.CheckDrawURL, form, nil), 200, "近 3 年没有被抽查过的，加 3 张。", "上一年度自评与考核总分相差 2.5 分以上的，加 1 张。", "只查 2 项：", "2.4 主题党日", "1.1 贯彻上级部署")
	for _, name := range []string{"population_digest", "inspectors_digest"} {
		form.Set(name, hiddenIn(t, body, name))
	}
	resp := li.do(t, "POST", page.DrawsURL, form, nil)
	wants(t, resp, 303)
	draw, _, _ := strings.Cut(resp.Header.Get("Location"), "?")
	member := c.signIn(t, "zhoujie")
	wants(t, member.do(t, "GET", draw, nil, nil), 200, "谁多一张签，为什么", "近 3 年没有被抽查过的，加 3 张。", "只查 2 项", "136 张签")
	wants(t, member.do(t, "GET", draw+"/notice.txt", nil, nil), 200, "rule\t近 3 年没有被抽查过的，加 3 张。\n", "item\tB1.1\nitem\tB2.4\n")
	wants(t, member.do(t, "GET", draw+"/reasons.txt", nil, nil), 200, "\tunchecked\t3\n")
	wants(t, member.do(t, "GET", draw+"/population?only=unchecked&q=WJ-01", nil, nil), 200, "WJ-01", "第 1–1 个，共 1 个", "多年没有抽查 +3")
	wants(t, member.do(t, "GET", draw+"/population?only=difference", nil, nil), 200, "没有符合条件的支部")
}

// The year's only check that is handed in found 2 points less than the review,
// just the committee's tolerance; the next draw is stricter.
func TestEscalatingOverHTTP(t *testing.T) {
	c := newYear(t)
	h := c.handedIn(t)
	if _, err := c.pool.Exec(t.Context(), `set session_replication_role = replica; update draw set committee_tolerance = 100; set session_replication_role = default`); err != nil {
		t.Fatal(err)
	}
	li := c.signIn(t, "lishan")
	// Whoever changes the terms behind the page's back is found out, and nothing is concluded from the draw.
	wants(t, li.do(t, "GET", page.DrawURL(1), nil, nil), 200, "重算不一致")
	wants(t, li.do(t, "GET", page.DrawDifferencesURL(1), nil, nil), 200, "还没有可以比较的")
	if _, err := c.pool.Exec(t.Context(), `set session_replication_role = replica; update draw set committee_tolerance = 200; set session_replication_role = default`); err != nil {
		t.Fatal(err)
	}
	committee := h.Code[:2]
	wants(t, li.do(t, "GET", page.DrawDifferencesURL(1), nil, nil), 200, "平均 +2，最多差 2", "还有 3 个支部的抽查没有交回", "2.4 主题党日")
	wants(t, li.do(t, "GET", page.DrawDifferingURL(1, committee, "", "review-spot"), nil, nil), 200, h.Name, "考核与抽查不同")
	wants(t, li.do(t, "GET", page.DrawDifferingURL(1, "", "B2.4", "self-review"), nil, nil), 200, "没有这样的支部")
	for _, path := range []string{page.DrawDifferingURL(1, "XX", "", ""), page.DrawDifferingURL(1, "", "B9.9", ""), page.DrawDifferingURL(1, committee, "", "self-self"), page.DrawDifferencesURL(99)} {
		wants(t, li.do(t, "GET", path, nil, nil), 404)
	}
	id := c.organisation(t, committee)
	form := url.Values{page.TokenField: {li.token(t)}, "mean": {"2"}, "verdict": {"accept"}, "reason": {" "}}
	wants(t, li.do(t, "POST", page.DrawEscalateURL(1, id), form, nil), 422, "为什么这样决定")
	form.Set("reason", "虚高较多")
	wants(t, li.do(t, "POST", page.DrawEscalateURL(1, id), form, nil), 404) // within the tolerance
}

func TestADrawOfAWholeCommittee(t *testing.T) {
	c := newYear(t)
	li := c.signIn(t, "lishan")
	wants(t, li.do(t, "GET", page.WholeDrawURL(c.Cycle, "JY"), nil, nil), 200, `name="size-JY" type="number" min="0" max="8" value="8"`, `name="size-WJ" type="number" min="0" max="9" value="0"`)
	wants(t, li.do(t, "GET", page.NewDrawOfURL(c.Cycle, "grade"), nil, nil), 200, "按等次分层", "每层抽几个")
}

func TestAPublicationThatWasOvertaken(t *testing.T) {
	c := newYear(t)
	li := c.signIn(t, "lishan")
	form := c.draft(li, t)
	form.Set("population_digest", strings.Repeat("0", 64))
	wants(t, li.do(t, "POST", page.DrawsURL, form, nil), 409, "名单有变化", "当众掷骰 20 次")
	c.publishes(t, li)
	wants(t, li.do(t, "GET", page.NewDrawURL, nil, nil), 200, "先去完成")
}

func TestReplacingOverHTTP(t *testing.T) {
	c := newYear(t)
	li := c.signIn(t, "lishan")
	link := regexp.MustCompile(`/draws/1/replace/\d+`).FindString(wants(t, li.do(t, "GET", page.DrawURL(1), nil, nil), 200))
	body := wants(t, li.do(t, "GET", link, nil, nil), 200, "换成谁", "已是该支部的抽查员")
	account := regexp.MustCompile(`<option value="([a-z]+)"`).FindStringSubmatch(body)[1]
	send := func(account, reason string) *http.Response {
		return li.do(t, "POST", link, url.Values{page.TokenField: {li.token(t)}, "account": {account}, "reason": {reason}}, nil)
	}
	wants(t, send("", "住院"), 422, "请选择一位", "住院")
	wants(t, send(account, " "), 422, "为什么换人")
	wants(t, send(account, "住院治疗"), 303)
	wants(t, send(account, "住院治疗"), 409, "情况有变化")
	wants(t, li.do(t, "GET", page.DrawURL(1), nil, nil), 200, "重算一致", "住院治疗", "指派")
}

// The pages that come and go during a draw, for looking at.
func TestScreenshotsOfADraw(t *testing.T) {
	c := newYear(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	li, zhang := enter(t, server, "lishan"), enter(t, server, "zhanglei")
	li.Visit(page.NewDrawURL)
	li.Fill("种子从哪里来", "12月26日上午当众掷十面骰 20 次")
	li.Look("draw-prepare")
	li.Click("谁有几张签，为什么")
	li.Choose("列出", "全部支部")
	li.Click("计算并列出")
	li.WaitText("谁有几张签")
	li.Look("draw-tickets")
	li.Click("下一步：核对")
	li.Look("draw-confirm")
	li.Click("公布，之后不再修改")
	li.Look("draw-published")
	li.Fill("种子", "31415926535897932385")
	li.Click("录入，交另一位经办确认")
	zhang.Visit(page.DrawURL(2))
	zhang.Look("draw-to-decide")
	zhang.Click("不一致，退回")
	zhang.Fill("为什么退回", "末位录错，现场是 4")
	zhang.Click("退回这个种子")
	li.Visit(page.DrawURL(2))
	li.Fill("种子", "31415926535897932384")
	li.Click("录入，交另一位经办确认")
	li.WaitText("录入的人不能自己确认")
	li.Look("draw-waiting")
	zhang.Visit(page.DrawURL(2))
	zhang.Click("我核对无误，确认")
	zhang.WaitText("重算一致")
	zhang.Look("draw-drawn")
	zhang.Within("#result tbody tr:first-child .cell > div:first-child").Click("换人")
	zhang.WaitText("换成谁")
	zhang.Look("draw-replace")
	zhang.Visit(page.DrawPopulationURL(2, "more"))
	zhang.Look("draw-population")
	zhang.Visit(page.DrawURL(1))
	zhang.Look("draw-outcome")
	zhang.Click("差在哪里：按党委、按项目")
	zhang.Look("draw-differences")

	// Two cases at B1.1 cost all of its 4 points, more than the committee's tolerance of 3.
	first := c.checksOf(t, 2)[0]
	checker := c.signIn(t, first.Checkers[0].Account)
	wants(t, checker.do(t, "POST", page.SpotClauseURL(first.Assessment, "B1.1a"), url.Values{page.TokenField: {checker.token(t)}, "version": {"0"}, "B1.1a:count": {"2"}}, nil), 303)
	c.looks(t, first.Checkers[0].Account, first.Assessment)
	wants(t, c.handIn(t, checker, first.Assessment), 303)
	zhang.Visit(page.DrawDifferencesURL(2))
	zhang.WaitText("建议对该党委的支部全部复核")
	zhang.Look("draw-proposal")
	zhang.Fill("理由", "学习教育一项多处没有落实")
	zhang.Click("记录决定")
	zhang.WaitText("全部复核，张磊")
	zhang.Look("draw-escalated")
	zhang.Click("准备抽查其余")
	zhang.WaitText("准备2026年度第3次抽查")
}
