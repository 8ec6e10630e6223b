package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"baolei/web/page"
)

// slip makes the slip of a result and returns its address.
func (c *city) slip(t *testing.T, account string, assessment int64) string {
	t.Helper()
	resp := c.signIn(t, account).send(t, "POST", page.MakeSlipURL(assessment))
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("make the slip: %d", resp.StatusCode)
	}
	return resp.Header.Get("Location")
}

func (c *client) reads(t *testing.T, path string, status int, words ...string) string {
	t.Helper()
	resp := c.do(t, "GET", path, nil, nil)
	body := text(t, resp)
	if resp.StatusCode != status {
		t.Errorf("%s: %d, want %d", path, resp.StatusCode, status)
	}
	for _, w := range words {
		if !strings.Contains(body, w) {
			t.Errorf("%s does not say %q", path, w)
		}
	}
	return body
}

func TestASlipIsMadeOnceAndProvesItself(t *testing.T) {
	c := newYear(t)
	id := c.handedIn(t).Assessment
	at := c.slip(t, "lishan", id)
	if again := c.slip(t, "zhanglei", id); again != at {
		t.Errorf("made twice: %s and %s", at, again)
	}
	li := c.signIn(t, "lishan")
	var token, digest, branch string
	if err := c.pool.QueryRow(t.Context(), `select s.token, s.digest, b.name from slip s join assessment a on a.id = s.assessment_id join organisation b on b.id = a.branch_id where a.id = $1`, id).Scan(&token, &digest, &branch); err != nil {
		t.Fatal(err)
	}
	li.reads(t, at, http.StatusOK, branch, "扣分依据单", "jinhua-2018", digest[:4]+" "+digest[4:8], "核验二维码", token[:4]+" "+token[4:8])

	// Whoever holds the paper, and knows the branch or not: the result, nothing behind it.
	holder := c.signIn(t, "sunli")
	if c.of(t, "CZ-02").ID == id {
		t.Fatal("the drawn branch is the one the other tests look at")
	}
	prove := page.ProveSlipURL(token)
	body := holder.reads(t, prove, http.StatusOK, branch, "与现在的结果一致", digest[:4]+" "+digest[4:8])
	if strings.Contains(body, "条款") {
		t.Error("the proof shows what the points were lost for")
	}
	resp := holder.do(t, "GET", page.SlipsURL+"?"+url.Values{"code": {strings.ToUpper(token[:13]) + " " + token[13:]}}.Encode(), nil, nil)
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != prove {
		t.Errorf("the letters lead to %d %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	holder.reads(t, page.SlipsURL+"?code=abcd", http.StatusUnprocessableEntity, "没有这个核验码")
	holder.reads(t, page.ProveSlipURL(strings.Repeat("a", 26)), http.StatusNotFound)

	// The result changes, and is taken back: the paper says so.
	c.exec(t, `update assessment set counts_total = counts_total - 100 where id = $1`, id)
	holder.reads(t, prove, http.StatusOK, "结果后来有变化")
	if other := c.slip(t, "lishan", id); other == at {
		t.Error("other figures print as the same slip")
	}
	li.reads(t, at, http.StatusOK, digest[:4]+" "+digest[4:8])
	c.exec(t, `update assessment set counts_total = counts_total + 100, state = 'submitted' where id = $1`, id)
	holder.reads(t, prove, http.StatusOK, "正在重新考核")
	if resp := li.send(t, "POST", page.MakeSlipURL(id)); resp.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a slip without a result: %d", resp.StatusCode)
	}
}

func (c *city) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := c.pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

// Where officers decided for the spot check the slip tells its finding; what was
// objected stands below its item, without a member's name.
func TestASlipTellsWhatCountsAndWhatWasObjected(t *testing.T) {
	c := newYear(t)
	id := c.handedIn(t).Assessment
	for level, held := range map[string]int{"review": 11, "spot": 10} {
		c.exec(t, `insert into finding (assessment_id, level, clause, value, saved_by, saved_at) select $1, $2, 'B2.4a', jsonb_build_object('clause', 'B2.4a', 'actual', $3::int), id, now()
			from person where account = 'sunli' on conflict (assessment_id, level, clause) do update set value = excluded.value, saved_by = excluded.saved_by, copied = false`, id, level, held)
	}
	c.exec(t, `insert into objection (assessment_id, item, reason, as_member, made_by, made_at) select $1, 'B2.4', '四月确实开过', true, id, now() from person where account = 'zhoujie'`, id)
	li := c.signIn(t, "lishan")
	body := li.reads(t, c.slip(t, "lishan", id), http.StatusOK, "2.4 主题党日", "实 11 次", "异议", "四月确实开过", "待处理")
	if strings.Contains(body, "周洁") {
		t.Error("the paper names the member who objected")
	}
	c.exec(t, `with d as (insert into spot_decision (spot_check_id, proposed_by, proposed_at, decided_by, decided_at, confirmed)
		  select k.id, a.id, now(), b.id, now(), true from spot_check k, person a, person b where k.assessment_id = $1 and a.account = 'lishan' and b.account = 'zhanglei' returning id)
		insert into spot_decision_item (decision_id, item, level, reason) select id, 'B2.4', 'spot', '签到表为证' from d`, id)
	li.reads(t, c.slip(t, "lishan", id), http.StatusOK, "实 10 次", "抽查 孙丽", "抽查认定", "以抽查为准", "提出 李珊 ", "确认 张磊 ", "签到表为证")
	item := page.ResultAreaURL(id, "B2")
	li.reads(t, item, http.StatusOK, "以抽查为准。李珊 ", " 提出，张磊 ", "理由：签到表为证", `href="`+page.SpotURL(id)+`"`)
	member := c.member(t, id)
	for _, hidden := range []string{"签到表为证", page.SpotURL(id)} {
		if strings.Contains(member.reads(t, item, http.StatusOK), hidden) {
			t.Errorf("a member reads %q, which is not public", hidden)
		}
	}
}

// member signs in an account that was made a member of a branch and nothing else.
func (c *city) member(t *testing.T, assessment int64) *client {
	t.Helper()
	c.exec(t, `update appointment set organisation_id = (select branch_id from assessment where id = $1) where role = 'member' and person_id = (select id from person where account = 'zhoujie')`, assessment)
	return c.signIn(t, "zhoujie")
}

// A slip is for the branch, its committee and the office.
func TestWhoPrintsASlip(t *testing.T) {
	c := newYear(t)
	id := c.of(t, "CZ-02").ID
	c.exec(t, `update assessment set state = 'verified', signed_at = now() where id = $1`, id)
	at := c.slip(t, "wangming", id)
	for account, want := range map[string]int{"wangming": 200, "chenjing": 200, "zhaogang": 200, "lishan": 200, "cz-01": 404, "jy-kaohe": 404, "zhoujie": 403} {
		if resp := c.signIn(t, account).do(t, "GET", at, nil, nil); resp.StatusCode != want {
			t.Errorf("%s: %d, want %d", account, resp.StatusCode, want)
		}
	}
}

// On a phone each line of a slip is a card: no column is a character wide.
func TestASlipReadsOnAPhone(t *testing.T) {
	c := newYear(t)
	at := c.slip(t, "lishan", c.handedIn(t).Assessment)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "lishan")
	p.Visit(at)
	p.Look("slip")
	p.Phone()
	if got := p.Script(`Math.min(...[...document.querySelectorAll(".sheet td > div")].filter(d => d.offsetParent && d.textContent.trim()).map(d => d.offsetWidth))`); len(got) < 3 {
		t.Errorf("the narrowest cell is %s pixels wide", got)
	}
	p.Visit(page.NewDrawURL)
	p.Phone()
	// A figure with its words takes the height of its field, 44 pixels, not of several lines.
	if got := p.Script(`[...document.querySelectorAll(".figures .actions")].filter(s => s.offsetHeight > 60).length`); got != "0" {
		t.Errorf("%s figures of the rules for tickets are broken into lines", got)
	}
}
