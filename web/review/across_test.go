package review_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"baolei/web/page"
)

func text(id int64) string { return strconv.FormatInt(id, 10) }

// Three branches, one item, no script: each verdict leads to the next branch,
// the last one to the word that the item is through.
func TestAnItemIsReviewedAcrossBranchesWithoutScript(t *testing.T) {
	c := newCity(t)
	for _, secretary := range []string{"wangming", "cz-01", "cz-03"} {
		c.submitted(secretary, partyDays(10))
	}
	chen := c.signIn("chenjing")
	chen.want(chen.do("GET", page.ReviewListURL, nil), http.StatusOK, "按项目考核", page.AcrossListURL)
	chen.want(chen.do("GET", page.AcrossListURL, nil), http.StatusOK, "0 / 3", "3 个支部")

	at := page.AcrossShowURL(c.Cycle, "B2.4", "", "")
	visited := map[string]bool{}
	for n := range 3 {
		body := chen.want(chen.do("GET", at, nil), http.StatusOK, fmt.Sprintf("%d / 3", n), "为您单独打乱")
		action := formTag.FindStringSubmatch(body[strings.Index(body, `id="i-B2-4-form"`)-200:])[1]
		if visited[action] {
			t.Fatalf("%s comes up twice", action)
		}
		visited[action] = true
		form := set(chen.form(body, action, "核定 "), "B2.4a:actual", "10", "B2.4a:expected", "12", "done", "1")
		resp := chen.post(action, form)
		chen.want(resp, http.StatusSeeOther)
		at = resp.Header.Get("Location")
		if u, err := url.Parse(at); err != nil || u.Path != page.AcrossURL("B2.4") {
			t.Fatalf("leads to %s", at)
		}
	}
	chen.want(chen.do("GET", at, nil), http.StatusOK, "3 / 3", "请换下一项", "下一项目 2.5")
	chen.want(chen.do("GET", page.AcrossListOfURL(c.Cycle, "open"), nil), http.StatusOK, "2.5")
}

// What is wrong, and what was changed by somebody else, comes back on the same
// way, with what was typed.
func TestTroubleComesBackOnTheWayByItem(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming", partyDays(10))
	other := c.submitted("cz-01", partyDays(12))
	chen, zhao := c.signIn("chenjing"), c.signIn("zhaogang")
	at := page.AcrossShowURL(c.Cycle, "B2.4", text(id), "")
	late := zhao.form(zhao.get(at), page.ReviewSaveURL(id, "B2.4"), "核定 ")

	form := set(chen.form(chen.get(at), page.ReviewSaveURL(id, "B2.4"), "核定 "), "B2.4a:actual", "9", "B2.4a:expected", "12", "done", "1")
	chen.want(chen.post(page.ReviewSaveURL(id, "B2.4"), form), http.StatusUnprocessableEntity, "请写明理由", `value="9"`, "0 / 2", "各支部的这一项")
	form.Set("why-B2.4a", "四月无签到表")
	resp := chen.post(page.ReviewSaveURL(id, "B2.4"), form)
	if chen.want(resp, http.StatusSeeOther); resp.Header.Get("Location") != page.AcrossShowURL(c.Cycle, "B2.4", text(other), "") {
		t.Errorf("leads to %s", resp.Header.Get("Location"))
	}
	set(late, "B2.4a:actual", "8", "B2.4a:expected", "12", "why-B2.4a", "四月、七月未开展")
	body := zhao.want(zhao.post(page.ReviewSaveURL(id, "B2.4"), late), http.StatusConflict, "陈静", "四月无签到表", "四月、七月未开展", `action="`+page.AcrossURL("B2.4")+`"`)
	keep := zhao.form(body, page.ReviewSaveURL(id, "B2.4"), "用我的")
	resp = zhao.with().post(page.ReviewSaveURL(id, "B2.4"), keep)
	zhao.want(resp, http.StatusOK, `id="queue" hx-swap-oob="true"`, "财政局第一党支部", "四月、七月未开展")
}

// A branch that changed what was asked about says so on both ways.
func TestWhatChangedSinceTheLastLookIsMarkedOnBothWays(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming", partyDays(10))
	chen, wang := c.signIn("chenjing"), c.signIn("wangming")
	remark := page.ReviewRemarkURL(id, "B2.4")
	form := set(chen.form(chen.get(page.AcrossShowURL(c.Cycle, "B2.4", text(id), "")), remark, "写下意见"), "remark", "四月的签到表呢？")
	resp := chen.post(remark, form)
	if chen.want(resp, http.StatusSeeOther); resp.Header.Get("Location") != page.AcrossShowURL(c.Cycle, "B2.4", text(id), "")+"#talk" {
		t.Errorf("leads to %s", resp.Header.Get("Location"))
	}
	back := page.ReviewReturnURL(id)
	chen.want(chen.post(back, set(chen.form(chen.get(back), back, "退回"), "reply_by", "2026-12-28")), http.StatusSeeOther)
	chen.want(chen.do("GET", page.AcrossShowURL(c.Cycle, "B2.4", text(id), ""), nil), http.StatusSeeOther)
	c.answered(wang, id)
	c.submits("wangming", id)
	const mark = "自上次查看后有变化"
	chen.want(chen.do("GET", page.ReviewShowURL(id, "B2.4", ""), nil), http.StatusOK, mark)
	chen.want(chen.do("GET", page.AcrossShowURL(c.Cycle, "B2.4", text(id), ""), nil), http.StatusOK, mark)
	chen.want(chen.do("GET", page.AcrossListOfURL(c.Cycle, "again"), nil), http.StatusOK, "2.4 ")
}

// answered replies to every remark of an assessment.
func (c *city) answered(who *client, id int64) {
	c.Helper()
	v, err := c.self.View(c.Context(), c.who("wangming"), id)
	c.must(err)
	for _, m := range v.Remarks {
		form := url.Values{page.TokenField: {who.token()}, "reply": {"已补上。"}, "version": {strconv.Itoa(m.Version)}}
		who.want(who.post(page.SelfReplyURL(id, m.ID), form), http.StatusSeeOther)
	}
}
