package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"baolei/web/page"
)

// post sends a form with a good token of its own.
func (c *client) post(t *testing.T, path string, pairs ...string) *http.Response {
	t.Helper()
	form := url.Values{page.TokenField: {c.token(t)}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return c.do(t, "POST", path, form, nil)
}

// get asks for a page and returns its text.
func (c *client) get(t *testing.T, path string, want int) string {
	t.Helper()
	resp := c.do(t, "GET", path, nil, nil)
	body := text(t, resp)
	if resp.StatusCode != want {
		t.Errorf("GET %s: %d, want %d", path, resp.StatusCode, want)
	}
	return body
}

// answers checks status and words of an answer.
func answers(t *testing.T, resp *http.Response, status int, words ...string) string {
	t.Helper()
	body := text(t, resp)
	if resp.StatusCode != status {
		t.Errorf("%d, want %d", resp.StatusCode, status)
	}
	for _, w := range words {
		if !strings.Contains(body, w) {
			t.Errorf("the answer does not say %q", w)
		}
	}
	return body
}

// number asks the database for one number.
func (c *city) number(t *testing.T, sql string, args ...any) int64 {
	t.Helper()
	var n int64
	if err := c.pool.QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (c *city) person(t *testing.T, account string) int64 {
	t.Helper()
	return c.number(t, `select id from person where account = $1`, account)
}

func (c *city) organisation(t *testing.T, code string) int64 {
	t.Helper()
	return c.number(t, `select id from organisation where code = $1`, code)
}

var initialPassword = regexp.MustCompile(`<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>`)

func TestANewPersonGetsInWithTheInitialPasswordAndMustChangeIt(t *testing.T) {
	city := newCity(t)
	admin := city.signIn(t, "xitong")
	form := url.Values{page.TokenField: {admin.token(t)}, "account": {"zhangwei"}, "name": {"张伟"}}
	body := answers(t, admin.do(t, "POST", page.NewAccountURL, form, nil), http.StatusOK, "账号已建立", "张伟")
	m := initialPassword.FindStringSubmatch(body)
	if m == nil {
		t.Fatal("no initial password is told")
	}
	again := answers(t, admin.do(t, "POST", page.NewAccountURL, form, nil), http.StatusOK, "只显示一次")
	if initialPassword.MatchString(again) {
		t.Error("the password is told twice")
	}
	fresh := &client{handler: city.handler}
	resp := fresh.do(t, "POST", page.SignInURL, url.Values{"account": {"zhangwei"}, "password": {m[1]}}, nil)
	if resp.Header.Get("Location") != page.PasswordURL {
		t.Fatalf("signed in, led to %q, want the change of the password", resp.Header.Get("Location"))
	}
	fresh.cookie = resp.Cookies()[0]
	if resp := fresh.do(t, "GET", page.ResultsURL, nil, nil); resp.Header.Get("Location") != page.PasswordURL {
		t.Error("another page opens before the password is changed")
	}
	answers(t, fresh.post(t, page.PasswordURL, "old", m[1], "new", "Password2026", "again", "Password2026"), http.StatusUnprocessableEntity, "这个密码很常见")
	resp = fresh.post(t, page.PasswordURL, "old", m[1], "new", "春天种下的第一棵树苗", "again", "春天种下的第一棵树苗")
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("changing the password: %d", resp.StatusCode)
	}
	fresh.cookie = resp.Cookies()[0]
	answers(t, fresh.do(t, "GET", page.HomeURL, nil, nil), http.StatusOK, "您还没有任职")
}

func TestAWrongAccountFormComesBackAsTyped(t *testing.T) {
	city := newCity(t)
	admin := city.signIn(t, "xitong")
	answers(t, admin.post(t, page.NewAccountURL, "account", "wangming", "name", "王 <b>小明"), http.StatusUnprocessableEntity,
		"这个账号已经有人用", `value="wangming"`, "王 &lt;b&gt;小明")
	answers(t, admin.post(t, page.NewAccountURL, "account", "", "name", ""), http.StatusUnprocessableEntity, "账号用 2 至 40 个", "姓名请填")
}

func TestADisabledAccountLosesItsSessionOnTheNextRequest(t *testing.T) {
	city := newCity(t)
	wang, admin := city.signIn(t, "wangming"), city.signIn(t, "xitong")
	wang.get(t, page.HomeURL, http.StatusOK)
	path := page.AccountURL(city.person(t, "wangming"))
	if resp := admin.post(t, path+"/disable"); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("disabling: %d", resp.StatusCode)
	}
	wang.get(t, page.HomeURL, http.StatusSeeOther) // to the sign-in
	answers(t, admin.do(t, "GET", path, nil, nil), http.StatusOK, "已停用", "启用账号")
	admin.post(t, path+"/enable")
	wang.get(t, page.HomeURL, http.StatusSeeOther) // the old session stays ended
	city.signIn(t, "wangming").get(t, page.HomeURL, http.StatusOK)
}

// The forms of one page differ in nothing but their address; each must act all
// the same after another did.
func TestTheFormsOfAnAccountActOneAfterAnother(t *testing.T) {
	city := newCity(t)
	admin := city.signIn(t, "xitong")
	path := page.AccountURL(city.person(t, "wangming"))
	body := admin.get(t, path, http.StatusOK)
	tokens := tokenField.FindAllStringSubmatch(body, -1)
	seen := map[string]bool{}
	for _, m := range tokens {
		if seen[m[1]] {
			t.Error("two forms share a key")
		}
		seen[m[1]] = true
	}
	if len(seen) < 3 {
		t.Errorf("%d forms, want sign-out, reset and disable", len(seen))
	}
}

func TestAChangedAppointmentCountsOnTheNextRequest(t *testing.T) {
	city := newCity(t)
	member, security := city.signIn(t, "zhoujie"), city.signIn(t, "anquan")
	member.get(t, page.SelfListURL, http.StatusForbidden)
	at := city.organisation(t, "CZ-02")
	form := []string{"at", strconv.FormatInt(at, 10), "q", "周洁", "person", strconv.FormatInt(city.person(t, "zhoujie"), 10), "role", "branch_clerk", "from", "2026-12-20"}
	open := formOf(t, security.get(t, page.AppointAtURL(at)+"&q="+url.QueryEscape("周洁"), http.StatusOK), page.NewAppointmentURL)
	form = append(form, page.DigestField, open.Get(page.DigestField))
	if resp := security.post(t, page.NewAppointmentURL, form...); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("appointing: %d", resp.StatusCode)
	}
	member.get(t, page.SelfListURL, http.StatusOK)
	id := city.number(t, `select id from appointment where role = 'branch_clerk' and person_id = $1`, city.person(t, "zhoujie"))
	body := answers(t, security.do(t, "GET", page.EndAppointmentURL(id), nil, nil), http.StatusOK, "结束这项任职", "周洁")
	answers(t, security.post(t, page.EndAppointmentURL(id)), http.StatusConflict, "没有结束", "周洁") // without what is signed
	if resp := security.do(t, "POST", page.EndAppointmentURL(id), formOf(t, body, page.EndAppointmentURL(id)), nil); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("ending: %d", resp.StatusCode)
	}
	member.get(t, page.SelfListURL, http.StatusForbidden)
	security.get(t, page.EndAppointmentURL(id), http.StatusNotFound)
}

func TestAWrongAppointmentFormComesBackAsTyped(t *testing.T) {
	city := newCity(t)
	security := city.signIn(t, "anquan")
	root := strconv.FormatInt(city.organisation(t, "GW"), 10)
	digest := formOf(t, security.get(t, page.AppointAtURL(city.organisation(t, "GW"))+"&q=shenji", http.StatusOK), page.NewAppointmentURL).Get(page.DigestField)
	auditor := strconv.FormatInt(city.person(t, "shenji"), 10)
	answers(t, security.post(t, page.NewAppointmentURL, "at", root, "q", "沈审计", "person", auditor, "role", "system_admin", "from", "2026-12-20", "digest", digest),
		http.StatusUnprocessableEntity, "三员分立", `value="2026-12-20"`, "沈审计（shenji）", `value="system_admin" checked`)
	answers(t, security.post(t, page.NewAppointmentURL, "at", root, "q", "沈审计", "person", auditor, "role", "auditor", "from", "2026-12-40"),
		http.StatusUnprocessableEntity, "请填写日期", `value="2026-12-40"`)
	own := strconv.FormatInt(city.person(t, "anquan"), 10)
	answers(t, security.post(t, page.NewAppointmentURL, "at", root, "q", "冯", "person", own, "role", "officer", "from", "2026-12-20"), http.StatusForbidden, "不能任命自己")
	answers(t, security.post(t, page.NewAppointmentURL, "at", "999999", "person", own, "role", "officer", "from", "2026-12-20"), http.StatusNotFound)
	answers(t, security.do(t, "GET", page.NewAppointmentURL+"?at="+root+"&q=没有这个人", nil, nil), http.StatusOK, "没有找到“没有这个人”")
}

func TestAnOrganisationIsAddedAndRenamedByItsForms(t *testing.T) {
	city := newCity(t)
	admin := city.signIn(t, "xitong")
	cz := city.organisation(t, "CZ")
	answers(t, admin.post(t, page.NewOrganisationURL(cz), "level", "branch", "code", "CZ-02", "name", "第十三党支部"), http.StatusUnprocessableEntity,
		"这个代码已经有组织在用", `value="第十三党支部"`, `value="CZ-02"`)
	if resp := admin.post(t, page.NewOrganisationURL(cz), "level", "branch", "code", "CZ-13", "name", "财政局第十三党支部", "founded", "2026-03-10"); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("adding: %d", resp.StatusCode)
	}
	answers(t, admin.do(t, "GET", page.OrganisationURL(cz), nil, nil), http.StatusOK, "财政局第十三党支部")
	answers(t, admin.post(t, page.NewOrganisationURL(cz), "level", "branch", "code", "CZ-14", "name", "第十四党支部", "founded", "三月"), http.StatusUnprocessableEntity, "日期请写成")
	id := city.organisation(t, "CZ-13")
	answers(t, admin.do(t, "GET", page.OrganisationURL(id), nil, nil), http.StatusOK, "2026年3月10日")
	overtaken := admin.post(t, page.RenameURL(id), "seen_name", "从前的名字", "name", "财政局国库党支部")
	answers(t, overtaken, http.StatusConflict, "刚被别人改为“财政局第十三党支部”", `value="财政局国库党支部"`)
	if resp := admin.post(t, page.RenameURL(id), "seen_name", "财政局第十三党支部", "name", "财政局国库党支部"); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("renaming: %d", resp.StatusCode)
	}
	admin.get(t, page.NewOrganisationURL(id), http.StatusNotFound) // nothing stands below a branch
	city.signIn(t, "lishan").get(t, page.OrganisationURL(id), http.StatusOK)
}

func TestTheLogReadsBackWithoutWhatWasTyped(t *testing.T) {
	city := newCity(t)
	city.signIn(t, "xitong").get(t, page.ResultsURL, http.StatusForbidden)
	auditor := city.signIn(t, "shenji")
	answers(t, auditor.do(t, "GET", page.AuditURL+"?outcome=refused", nil, nil), http.StatusOK, "查看考评得分", "被拒绝", "钱系统（xitong）")
	answers(t, auditor.do(t, "GET", page.AuditURL+"?account=nobody&action=session.sign_in&from=2026-12-20&until=2026-12-20", nil, nil), http.StatusOK, "没有符合条件的记录")
	answers(t, auditor.do(t, "GET", page.AuditURL+"?from=tomorrow", nil, nil), http.StatusUnprocessableEntity, "请填写日期", `value="tomorrow"`)
}

// What the database cannot hold, or nobody types, narrows nothing and breaks
// nothing.
func TestListsBearAnyAddress(t *testing.T) {
	city := newCity(t)
	for account, paths := range map[string][]string{
		"xitong": {page.AccountsURL, page.OrganisationsURL}, "anquan": {page.AppointmentsURL}, "shenji": {page.AuditURL}, "lishan": {page.ResultsURL, page.CyclesURL}} {
		b := city.signIn(t, account)
		for _, path := range paths {
			for _, query := range []string{"?q=%00&action=%00&account=%00&role=%00&state=%00&grade=%00", "?q=%ff&account=%fe&state=%fd", "?page=99999999999999999999&at=-1&before=x&committee=-5",
				"?page=100000", "?q=" + strings.Repeat("a", 5000), "?sort=nothing&order=up&state=nothing&grade=nothing&role=nothing&outcome=nothing"} {
				if resp := b.do(t, "GET", path+query, nil, nil); resp.StatusCode != http.StatusOK {
					t.Errorf("%s%.60s: %d", path, query, resp.StatusCode)
				}
			}
		}
	}
}

// The page of a cycle says whether members evaluate their branch, and what follows.
func TestACycleSaysWhetherMembersEvaluate(t *testing.T) {
	c := newCity(t)
	officer := c.signIn(t, "lishan")
	for on, says := range map[bool]string{false: "不设党员测评：不请党员评价本支部，考核员没有测评汇总可看，得分不受影响。",
		true: "设党员测评：自评期间党员不记名评价本支部；自评截止后，满 5 人作答的，考核员看到汇总。只作参考，不计分。"} {
		c.exec(t, `update cycle set evaluation = $1`, on)
		answers(t, officer.do(t, "GET", page.CycleURL(c.Cycle), nil, nil), http.StatusOK, says)
	}
}

// The log names what it is about as people know it: a branch and its year, an
// account, a draw; no number stands where a name is known.
func TestTheLogNamesWhatItIsAbout(t *testing.T) {
	city := newCity(t)
	officer := city.signIn(t, "lishan")
	id := city.of(t, "CZ-02").ID
	answers(t, officer.post(t, page.ExtendURL(city.Cycle, id), "until", "2027-01-10", "reason", "书记交接"), http.StatusSeeOther)
	log := text(t, city.signIn(t, "shenji").do(t, "GET", page.AuditURL+"?account=lishan", nil, nil))
	for _, word := range []string{"考评：财政局第二党支部 2026 年", "周期：2026 年"} {
		if !strings.Contains(log, word) {
			t.Errorf("the log lacks %q", word)
		}
	}
	if number := "考评 " + strconv.FormatInt(id, 10); strings.Contains(log, number) {
		t.Errorf("the log says %q", number)
	}
}

// 60 branches fill two pages of 30.
func TestAPageThatIsNotThereIsTheLast(t *testing.T) {
	city := newCity(t)
	answers(t, city.signIn(t, "lishan").do(t, "GET", page.ResultsURL+"?page=99&state=draft", nil, nil), http.StatusOK, "第 31–60 个，共 60 个支部")
}
