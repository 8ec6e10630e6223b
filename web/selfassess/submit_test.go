package selfassess_test

import (
	"net/http"
	"net/url"
	"testing"

	"baolei/web/page"
)

func (c *client) submit(id int64, version string, left bool) *http.Response {
	form := url.Values{page.TokenField: {c.token()}, "version": {version}}
	if left {
		form.Set("left", "true")
	}
	return c.post(page.SelfSubmitURL(id), form)
}

func TestWhatIsUnansweredIsLeftKnowingly(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.get(page.SelfCheckURL(id)), http.StatusOK, "还没有填写", "其余 61 处按未发生计", "提交自评")
	wang.want(wang.submit(id, "1", false), http.StatusUnprocessableEntity, "还有 61 处没有填写", "勾选“其余 61 处按未发生计”", "没有提交")
	wang.want(wang.submit(id, "2", true), http.StatusConflict, "情况有变化")
	wang.want(wang.submit(id, "1", true), http.StatusSeeOther)
	wang.want(wang.get(page.SelfURL(id)), http.StatusOK, "待考核", "现在只能查看。考核还没有开始，需要修改时，请先点“撤回修改”。")
	wang.want(wang.answer(id, "B1.1a", "0", "count", "1"), http.StatusForbidden, "不能再改")
	wang.want(wang.post(page.SelfWithdrawURL(id), url.Values{page.TokenField: {wang.token()}, "version": {"2"}}), http.StatusSeeOther)
	wang.want(wang.answer(id, "B1.1a", "0", "count", "1"), http.StatusSeeOther)
}

func TestOnlyTheSecretarySubmits(t *testing.T) {
	c := newCity(t)
	id, liu := c.assessment(t, "CZ-02"), c.signIn(t, "liufang")
	liu.want(liu.get(page.SelfCheckURL(id)), http.StatusOK, "提交由支部书记办理")
	liu.want(liu.submit(id, "1", true), http.StatusForbidden)
	if n := c.count(t, `select count(*) from assessment where state = 'submitted'`); n != 0 {
		t.Error("it was submitted")
	}
}

func TestAClaimNeedsEvidence(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.answer(id, "P1a", "0", "tier-provincial", "1"), http.StatusSeeOther)
	wang.want(wang.get(page.SelfCheckURL(id)), http.StatusOK, "先锋 1 申报 5 分，还没有佐证")
	wang.want(wang.submit(id, "1", true), http.StatusUnprocessableEntity, "请先为 先锋 1 添加文件")
	wang.want(wang.upload(page.SelfFilesURL(id, "P1"), wang.token(), map[string][]byte{"证书.pdf": pdf("1")}), http.StatusSeeOther)
	wang.want(wang.submit(id, "1", true), http.StatusSeeOther)
}

func TestOddClaimsAreTold(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.answer(id, "B2.4a", "0", "actual", "13"), http.StatusSeeOther)
	wang.want(wang.answer(id, "B2.1a", "0", "actual", "2", "expected", "2"), http.StatusSeeOther)
	wang.want(wang.answer(id, "B3.3c", "0", "na", "true", "reason", "未设党小组"), http.StatusSeeOther)
	wang.want(wang.answer(id, "P1a", "0", "tier-national", "3"), http.StatusSeeOther)
	wang.want(wang.answer(id, "L1a", "0", "occurred", "true"), http.StatusSeeOther)
	wang.want(wang.get(page.SelfCheckURL(id)), http.StatusOK, "实有 13 次，多于应有的 12 次", "应有数填为 2，标准是 3", "未设党小组", "申报 18 分，按上限只计 12 分", "一票否决")
}

// A returned assessment asks for a reply to each remark before it goes out again.
func TestRemarksOfAReturnAreAnswered(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.submit(id, "1", true), http.StatusSeeOther)
	c.sendBack(t, id)
	wang.want(wang.get(page.SelfURL(id)), http.StatusOK, "陈静于12月20日 10:00退回", "2.4 请补充 4 月签到表原件")
	wang.want(wang.get(page.SelfAreaURL(id, "B2")), http.StatusOK, "退回意见待答复", "答复意见")
	wang.want(wang.submit(id, "3", true), http.StatusUnprocessableEntity, "还有 1 条退回意见没有答复")
	var remark int64
	if err := c.pool.QueryRow(t.Context(), `select id from remark`).Scan(&remark); err != nil {
		t.Fatal(err)
	}
	reply := func(version, text string) *http.Response {
		return wang.post(page.SelfReplyURL(id, remark), url.Values{page.TokenField: {wang.token()}, "version": {version}, "reply": {text}})
	}
	wang.want(reply("1", " "), http.StatusUnprocessableEntity, "请写明答复")
	wang.want(reply("1", "已上传照片"), http.StatusSeeOther)
	wang.want(reply("1", "另一个答复"), http.StatusConflict, "已上传照片", "另一个答复")
	wang.want(wang.submit(id, "3", true), http.StatusSeeOther)
	stranger := c.signIn(t, "cz-01")
	stranger.want(stranger.post(page.SelfReplyURL(id, remark), url.Values{page.TokenField: {stranger.token()}, "version": {"2"}, "reply": {"x"}}), http.StatusNotFound)
}

// Every figure of the total leads to a clause, a count, a person and a time.
// B2.4: 12 − 10 = 2 missing; B1.1: 3 × 2 = 6, at most 4; 80 − 2 − 4 = 74.
func TestTheScoreIsExplained(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.answer(id, "B2.4a", "0", "actual", "10"), http.StatusSeeOther)
	wang.want(wang.answer(id, "B1.1a", "0", "count", "3"), http.StatusSeeOther)
	wang.want(wang.get(page.SelfScoreURL(id)), http.StatusOK, "自评 74.0 分怎么来的", "应 12 次，实 10 次，少 2 次 × 1 分", "王明 12月20日 10:00",
		"合计扣 6 分，最多扣 4 分", `id="d-B2-4"`, `id="d-L6"`)
}

// sendBack returns a submitted assessment with one remark, on B2.4.
func (c *city) sendBack(t *testing.T, id int64) {
	t.Helper()
	chen := c.actor(t, "chenjing").Person
	for _, change := range []string{
		`insert into remark (assessment_id, item, text, written_by, written_at, sent_at) values ($1, 'B2.4', '请补充 4 月签到表原件', $2, $3, $3)`,
		`update assessment set state = 'returned', version = version + 1, returned_at = $3, returned_by = $2 where id = $1`,
	} {
		if _, err := c.pool.Exec(t.Context(), change, id, chen, c.now()); err != nil {
			t.Fatal(err)
		}
	}
}
