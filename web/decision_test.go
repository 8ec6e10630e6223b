package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
)

// fillIn sends the form of a page that goes to an address, with some fields set.
func (c *client) fillIn(t *testing.T, from, action string, pairs ...string) *http.Response {
	t.Helper()
	form := formOf(t, text(t, c.do(t, "GET", from, nil, nil)), action)
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return c.do(t, "POST", action, form, nil)
}

// apart is a check that was handed in, with one item of the demo's that is beyond
// the tolerance: B2.4 by 10 of 12 where the review has 12, 2 points.
func (c *city) apart(t *testing.T) (id int64, secretary, item string) {
	t.Helper()
	h := c.handedIn(t)
	return h.Assessment, strings.ToLower(h.Code), "B2.4"
}

func TestFromTheAnswerToWhatCounts(t *testing.T) {
	c := newYear(t)
	id, account, item := c.apart(t)
	c.clock.add(-27 * 24 * 3600) // 23 November, two days after it was handed in
	address := page.SpotURL(id)
	branch, first, second := c.signIn(t, account), c.signIn(t, "lishan"), c.signIn(t, "zhanglei")

	wants(t, first.do(t, "GET", address, nil, nil), 200, "现在计分的是考核结果", "超出允许差", "可以答复到")
	wants(t, branch.fillIn(t, address, page.SpotAnswerURL(id), spotcheck.AnswerField(item), strings.Repeat("说", 1001), "agreed", ""), 422, "1000 字", strings.Repeat("说", 1001))
	answer := url.Values{page.TokenField: {branch.token(t)}, spotcheck.AnswerField(item): {"五月的两次记在另一本上"}}
	wants(t, branch.do(t, "POST", page.SpotAnswerURL(id), answer, nil), 303)
	wants(t, branch.do(t, "POST", page.SpotAnswerURL(id), answer, nil), 303)

	body := wants(t, first.do(t, "GET", address, nil, nil), 200, "五月的两次记在另一本上", "以抽查为准")
	if strings.Contains(body, "约定不查") {
		t.Error("items are said to be left out where all are checked")
	}
	choices := []string{}
	for _, code := range []string{"B2.4", "B6.2", "B3.3", "B1.4"} {
		if strings.Contains(body, `name="`+spotcheck.LevelField(code)+`"`) {
			choices = append(choices, spotcheck.LevelField(code), "spot", spotcheck.ReasonField(code), "现场只见到十次记录")
		}
	}
	if len(choices) == 0 {
		t.Fatal("nothing is beyond the tolerance")
	}
	wants(t, first.fillIn(t, address, page.SpotProposeURL(id), choices[0], "spot"), 422, "请写明理由")
	late := formOf(t, text(t, second.do(t, "GET", address, nil, nil)), page.SpotProposeURL(id))
	for i := 0; i < len(choices); i += 2 {
		late.Set(choices[i], choices[i+1])
	}
	late.Set(choices[2], "签到表上缺两次")
	wants(t, first.fillIn(t, address, page.SpotProposeURL(id), choices...), 303)
	wants(t, second.do(t, "POST", page.SpotProposeURL(id), late, nil), 409, "李珊 已于 11月23日", "您刚才填写的内容", "以抽查为准：签到表上缺两次")
	wants(t, first.do(t, "GET", address, nil, nil), 200, "等另一位经办确认", "请由另一位经办确认")
	wants(t, second.fillIn(t, address, page.SpotSendBackURL(id), "reason", "x"), 422, "2 至 400 字")
	wants(t, second.fillIn(t, address, page.SpotSendBackURL(id), "reason", "请再看一遍照片"), 303)
	again := wants(t, first.do(t, "GET", address, nil, nil), 200, "请再看一遍照片", `value="spot" checked`, ">现场只见到十次记录</textarea>")
	if formOf(t, again, page.SpotProposeURL(id)).Get(choices[0]) != "spot" { // nothing is typed again
		t.Error("the form does not start from the proposal that was sent back")
	}
	wants(t, first.fillIn(t, address, page.SpotProposeURL(id), choices...), 303)
	foretold := wants(t, second.do(t, "GET", address, nil, nil), 200, "确认后计入 ", "现在是 ")
	wants(t, second.fillIn(t, address, page.SpotConfirmURL(id)), 303)
	wants(t, second.do(t, "GET", address, nil, nil), 200, "以抽查为准：", "已认定")
	wants(t, branch.do(t, "GET", page.ResultURL(id), nil, nil), 200, "以抽查为准：", "计入")
	review, counts := c.number(t, `select review_total from assessment where id = $1`, id), c.number(t, `select counts_total from assessment where id = $1`, id)
	if review == counts {
		t.Errorf("what counts is still the review's %s", scoring.Points(review))
	}
	if !strings.Contains(foretold, "确认后计入 "+figures.Points(scoring.Points(counts))+" 分") {
		t.Errorf("the officer who confirmed was not told of %s", scoring.Points(counts))
	}
	for _, account := range []string{"zhoujie", "wangming", "shenji"} {
		resp := c.signIn(t, account).do(t, "POST", page.SpotAnswerURL(id), url.Values{page.TokenField: {c.signIn(t, account).token(t)}}, nil)
		if resp.StatusCode != 403 && resp.StatusCode != 404 && resp.StatusCode != 401 {
			t.Errorf("%s answers: %d", account, resp.StatusCode)
		}
	}
}

func TestDecidingManyOnOnePage(t *testing.T) {
	c := newYear(t)
	var ids []int64
	for _, check := range c.checks(t) {
		if !check.HandedIn.IsZero() {
			continue
		}
		checker := c.signIn(t, check.Checkers[0].Account)
		c.looks(t, check.Checkers[0].Account, check.Assessment) // all as reviewed, so nothing is apart
		wants(t, c.handIn(t, checker, check.Assessment), 303)
		branch := c.signIn(t, strings.ToLower(check.Code))
		wants(t, branch.fillIn(t, page.SpotURL(check.Assessment), page.SpotAnswerURL(check.Assessment), "agreed", "true"), 303)
		ids = append(ids, check.Assessment)
	}
	first, second := c.signIn(t, "lishan"), c.signIn(t, "zhanglei")
	body := wants(t, first.do(t, "GET", page.DecisionsURL, nil, nil), 200, "可以一起提出", "没有异议", "答复中")
	form := formOf(t, body, page.DecisionsProposeURL)
	if len(form["assessment"]) != len(ids) || len(ids) != 3 {
		t.Errorf("%d of %d are ticked", len(form["assessment"]), len(ids))
	}
	none := url.Values{page.TokenField: form[page.TokenField], "digest": form["digest"]}
	wants(t, first.do(t, "POST", page.DecisionsProposeURL, none, nil), 422, "至少勾选一个")
	form = formOf(t, text(t, first.do(t, "GET", page.DecisionsURL, nil, nil)), page.DecisionsProposeURL)
	wants(t, first.do(t, "POST", page.DecisionsProposeURL, form, nil), 303)
	wants(t, first.do(t, "POST", page.DecisionsProposeURL, form, nil), 303)
	wants(t, first.do(t, "GET", page.DecisionsURL, nil, nil), 200, "您提出，等另一位经办")
	wants(t, second.fillIn(t, page.DecisionsURL, page.DecisionsConfirmURL), 303)
	if n := c.number(t, `select count(*) from spot_decision where confirmed`); n != 3 {
		t.Errorf("%d confirmed", n)
	}
	wants(t, second.do(t, "GET", page.DecisionsURL, nil, nil), 200, "已认定")
}

// answering is a check that was handed in just now, so that the branch may
// answer it.
func (c *city) answering(t *testing.T) (id int64, secretary string) {
	t.Helper()
	for _, check := range c.checks(t) {
		if check.HandedIn.IsZero() {
			checker := c.signIn(t, check.Checkers[0].Account)
			wants(t, checker.post(t, page.SpotClauseURL(check.Assessment, "B2.4a"), "version", "0", "B2.4a:actual", "9"), 303)
			c.looks(t, check.Checkers[0].Account, check.Assessment)
			wants(t, c.handIn(t, checker, check.Assessment), 303)
			return check.Assessment, strings.ToLower(check.Code)
		}
	}
	t.Fatal("no check is open")
	return 0, ""
}
