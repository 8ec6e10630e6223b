package review_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"baolei/internal/app/assess"
	"baolei/web/page"
)

// From the list to the report, as people go, without script.
func TestTheWayFromSubmissionToReport(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming", partyDays(10)) // 78
	chen, zhao := c.signIn("chenjing"), c.signIn("zhaogang")
	chen.want(chen.do("GET", page.ReviewListURL, nil), http.StatusOK, "财政局第二党支部", "0 / 52", "78.0")

	// A remark, dropped and written again; then the return.
	chen.want(chen.do("GET", page.ReviewReturnURL(id), nil), http.StatusOK, "还没有写意见")
	desk := chen.get(page.ReviewShowURL(id, "B5.1", ""))
	add := chen.form(desk, page.ReviewRemarkURL(id, "B5.1"), "remark")
	chen.want(chen.post(page.ReviewRemarkURL(id, "B5.1"), set(add, "remark", " ")), http.StatusUnprocessableEntity, "请写明意见")
	chen.want(chen.post(page.ReviewRemarkURL(id, "B5.1"), set(add, "remark", "请补充责任书。")), http.StatusSeeOther)
	remark := int64(c.count(`select id from remark where assessment_id = $1`, id))
	back := chen.get(page.ReviewReturnURL(id))
	drop := chen.form(back, page.ReviewDropURL(id, remark), "撤销")
	chen.want(chen.post(page.ReviewDropURL(id, remark), drop), http.StatusSeeOther)
	add = chen.form(chen.get(page.ReviewShowURL(id, "B5.1", "")), page.ReviewRemarkURL(id, "B5.1"), "remark")
	chen.want(chen.with().post(page.ReviewRemarkURL(id, "B5.1"), set(add, "remark", "请补充签字的责任书。")), http.StatusOK, "未发送", "退回（1 条意见）")
	form := chen.form(chen.get(page.ReviewReturnURL(id)), page.ReviewReturnURL(id), "退回")
	chen.want(chen.post(page.ReviewReturnURL(id), set(form, "reply_by", "2026-12-01")), http.StatusUnprocessableEntity, "不能早于今天", `value="2026-12-01"`)
	chen.want(chen.post(page.ReviewReturnURL(id), set(form, "reply_by", "2026-12-28")), http.StatusSeeOther)
	chen.want(chen.do("GET", page.ReviewURL(id), nil), http.StatusOK, "现在只能查看", "已退回")

	// The branch answers; its answer is marked.
	v, err := c.self.View(t.Context(), c.who("wangming"), id)
	c.must(err)
	last := v.Remarks[len(v.Remarks)-1]
	_, err = c.self.SaveReply(t.Context(), c.who("wangming"), id, c.key(), assess.Reply{Remark: last.ID, Text: "已补充。", Version: last.Version})
	c.must(err)
	c.submits("wangming", id)
	chen.want(chen.do("GET", page.ReviewShowURL(id, "B5.1", "again"), nil), http.StatusOK, "自上次查看后有变化", "已补充。", "支部答复")

	// All plain items at once: the 41 of the base but B2.4 and B5.1, and the 5 pioneer items, not claimed.
	bulk := chen.get(page.ReviewAgreeURL(id))
	ticks := chen.form(bulk, page.ReviewAgreeURL(id), "勾选")
	chen.want(chen.post(page.ReviewAgreeURL(id), ticks), http.StatusUnprocessableEntity, "没有可以一并同意的项目") // nothing ticked
	for _, item := range strings.Split(bulk, `name="item" value="`)[1:] {
		code, _, _ := strings.Cut(item, `"`)
		ticks.Add("item", code)
	}
	if n := len(ticks["item"]); n != 44 { // 41 − 2 + 5
		t.Errorf("%d items are offered, want 44", n)
	}
	chen.want(chen.post(page.ReviewAgreeURL(id), ticks), http.StatusSeeOther)

	zhao.want(zhao.do("GET", page.ReviewSignURL(id), nil), http.StatusOK, "还没有考核（8 项）", page.ReviewItemURL(id, "B2.4"))
	early := url.Values{page.TokenField: {zhao.token()}, page.PasswordField: {password}, "version": {strconv.Itoa(c.count(`select version from assessment where id = $1`, id))}}
	zhao.want(zhao.post(page.ReviewSignURL(id), early), http.StatusUnprocessableEntity, "没有签署", "还有 8 项没有考核", "签署核定结果")
	for _, item := range []string{"B2.4", "B5.1", "L1", "L2", "L3", "L4", "L5", "L6"} {
		chen.want(chen.post(page.ReviewSaveURL(id, item), set(chen.itemForm(id, item), "done", "1")), http.StatusSeeOther)
	}
	zhao.want(zhao.do("GET", page.ReviewListURL, nil), http.StatusOK, "已核完，待签署")
	chen.want(chen.do("GET", page.ReviewSignURL(id), nil), http.StatusForbidden) // a reviewer has nothing to sign

	// Signed as seen, and only as seen.
	stale := set(zhao.form(zhao.get(page.ReviewSignURL(id)), page.ReviewSignURL(id), "digest"), page.PasswordField, password)
	change := set(chen.itemForm(id, "B2.4"), "B2.4a:actual", "9", "B2.4a:expected", "12", "why-B2.4a", "少一次")
	chen.want(chen.post(page.ReviewSaveURL(id, "B2.4"), change), http.StatusSeeOther)
	zhao.want(zhao.post(page.ReviewSignURL(id), stale), http.StatusConflict, "核定有变化", "少一次", "77.0")
	sign := set(zhao.form(zhao.get(page.ReviewSignURL(id)), page.ReviewSignURL(id), "digest"), page.PasswordField, password)
	zhao.want(zhao.post(page.ReviewSignURL(id), sign), http.StatusSeeOther)
	zhao.want(zhao.post(page.ReviewSignURL(id), sign), http.StatusSeeOther) // the same form again

	// What was left knowingly is no longer asked for.
	if body := zhao.get(page.ResultURL(id)); strings.Contains(body, "项未填") || !strings.Contains(body, "15 / 15") {
		t.Errorf("the signed result: %s", excerpt(body))
	}

	report := zhao.get(page.ReportURL)
	send := zhao.form(report, page.ReportURL, "digest")
	if !strings.Contains(report, "上面列出的 11 个支部以后补报") {
		t.Errorf("the report: %s", excerpt(report))
	}
	zhao.want(zhao.post(page.ReportURL, send), http.StatusUnprocessableEntity, "还有 11 个支部不能报送", "请写明为什么有支部没有报送")
	set(send, "without", "true", "note", "其余支部还在考核，一月底补报。")
	empty := url.Values{page.TokenField: send[page.TokenField], "cycle": send["cycle"], "committee": send["committee"], "note": send["note"]}
	zhao.want(zhao.post(page.ReportURL, empty), http.StatusConflict, "情况有变化", "其余支部还在考核")
	zhao.want(zhao.post(page.ReportURL, send), http.StatusSeeOther)
	zhao.want(zhao.do("GET", page.ReportURL, nil), http.StatusOK, "待接收", "赵刚", "77.0")
	if c.count(`select count(*) from assessment where state = 'reported'`) != 1 {
		t.Error("not exactly one branch is reported")
	}
}
