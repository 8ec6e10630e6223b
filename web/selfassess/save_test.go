package selfassess_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"baolei/web/page"
)

// Without script a saved clause leads back to its card. B2.4 weighs 3 and loses
// 12 − 10 = 2; B1.1 loses 1 × 2 of 4: 80 − 2 − 2 = 76.
func TestSavingAClauseLeadsBackToItsCard(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	resp := wang.answer(id, "B2.4a", "0", "actual", "10", "expected", "12")
	wang.want(resp, http.StatusSeeOther)
	if at := resp.Header.Get("Location"); at != page.SelfItemURL(id, "B2", "B2.4") {
		t.Errorf("led to %s", at)
	}
	wang.want(wang.answer(id, "B1.1a", "0", "count", "1"), http.StatusSeeOther)
	wang.want(wang.get(page.SelfAreaURL(id, "B2")), http.StatusOK, "76.0", "−2.0", "已保存 10:00", "本项最多还能扣 1 分")
	if n := c.count(t, `select self_total from assessment where id = $1`, id); n != 7600 {
		t.Errorf("the stored total is %d, want 7600", n)
	}
	if n := c.count(t, `select count(*) from audit_entry where action = 'finding.save' and object_id = $1 and outcome = 'done'`, id); n != 2 {
		t.Errorf("%d audit entries, want 2", n)
	}
}

func TestTheScriptGetsTheCardAndWhatStandsAroundIt(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming").with()
	body := wang.want(wang.answer(id, "B1.4a", "0", "occurred", "true"), http.StatusOK, `id="i-B1-4"`, "78.0", "−2.0", "已答 1 / 52 项", "4 项未填")
	if n := strings.Count(body, "hx-swap-oob"); n != 3 {
		t.Errorf("%d parts ride along, want bar, areas and list", n)
	}
	if strings.Contains(body, "<html") || len(body) > 20_000 {
		t.Errorf("the answer has %d bytes", len(body))
	}
}

// Each line is refused with its status, and nothing is saved.
func TestBadAnswersAreRefused(t *testing.T) {
	c := newCity(t)
	id := c.assessment(t, "CZ-02")
	for name, tt := range map[string]struct {
		account, clause, version string
		fields                   []string
		status                   int
		words                    string
	}{
		"unknown clause":       {"wangming", "B9.9a", "0", []string{"count", "1"}, 404, "没有找到"},
		"off the step":         {"wangming", "B2.2a", "0", []string{"amount", "1.25"}, 422, "没有这一档"},
		"past the range":       {"wangming", "B2.2a", "0", []string{"amount", "4"}, 422, "没有这一档"},
		"no whole count":       {"wangming", "B1.1a", "0", []string{"count", "1.5"}, 422, "请填写 0 或更大的整数"},
		"negative":             {"wangming", "B1.1a", "0", []string{"count", "-1"}, 422, "请填写 0 或更大的整数"},
		"past counting":        {"wangming", "B1.1a", "0", []string{"count", "9223372036854775807"}, 422, "这个数太大"},
		"unknown option":       {"wangming", "B3.2a", "0", []string{"option", "never"}, 422, "请选择其中一项"},
		"nothing chosen":       {"wangming", "B1.2a", "0", nil, 422, "请选择其中一项"},
		"another kind's field": {"wangming", "B1.1a", "0", []string{"count", "1", "amount", "2"}, 422, "没有读懂"},
		"no reason":            {"wangming", "B3.3c", "0", []string{"na", "true", "reason", " "}, 422, "请写明为什么不适用"},
		"only what was due":    {"wangming", "B2.6b", "0", []string{"actual", "14"}, 422, "还要填写应有数"},
		"stale":                {"wangming", "B1.1a", "7", []string{"count", "1"}, 409, "改过这一项"},
		"no version":           {"wangming", "B1.1a", "x", []string{"count", "1"}, 422, "已过期"},
		"another branch":       {"cz-01", "B1.1a", "0", []string{"count", "1"}, 404, "没有找到"},
		"its reviewer":         {"chenjing", "B1.1a", "0", []string{"count", "1"}, 403, "没有这项权限"},
		"a member":             {"zhoujie", "B1.1a", "0", []string{"count", "1"}, 403, "没有这项权限"},
		"an administrator":     {"xitong", "B1.1a", "0", []string{"count", "1"}, 403, "没有这项权限"},
	} {
		t.Run(name, func(t *testing.T) {
			who := c.signIn(t, tt.account)
			who.want(who.answer(id, tt.clause, tt.version, tt.fields...), tt.status, tt.words)
			who = who.with()
			who.want(who.answer(id, tt.clause, tt.version, tt.fields...), tt.status, tt.words)
		})
	}
	if n := c.count(t, `select count(*) from finding`); n != 0 {
		t.Errorf("%d findings were saved", n)
	}
	if n := c.count(t, `select count(*) from audit_entry where action = 'finding.save' and outcome = 'refused'`); n == 0 {
		t.Error("no refusal is on record")
	}
}

func TestWhatWasTypedComesBack(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.answer(id, "B2.6b", "0", "actual", "14"), 422, `value="14"`, "还要填写应有数")
	long := strings.Repeat("说", 1001)
	form := url.Values{page.TokenField: {wang.token()}, "version": {"0"}, "note": {long}}
	wang.want(wang.post(page.SelfNoteURL(id, "B1.1"), form), 422, long, "最多 1000 字")
}

func TestNobodyGetsInWithoutASessionOrToken(t *testing.T) {
	c := newCity(t)
	id := c.assessment(t, "CZ-02")
	nobody := &client{t: t, handler: c.handler}
	nobody.want(nobody.post(page.SelfClauseURL(id, "B1.1a"), url.Values{"B1.1a:count": {"1"}}), http.StatusUnauthorized)
	wang := c.signIn(t, "wangming")
	wang.want(wang.post(page.SelfClauseURL(id, "B1.1a"), url.Values{"B1.1a:count": {"1"}, "version": {"0"}}), http.StatusForbidden, "已过期")
	wang.want(wang.upload(page.SelfFilesURL(id, "B1.1"), "made up", map[string][]byte{"a.pdf": []byte("%PDF-")}), http.StatusForbidden)
	if n := c.count(t, `select count(*) from finding`) + c.count(t, `select count(*) from evidence`); n != 0 {
		t.Errorf("%d rows", n)
	}
}

// Two people on one clause: the second sees both versions and may keep either.
func TestTheSecondOfTwoSeesBothVersions(t *testing.T) {
	c := newCity(t)
	id, wang, liu := c.assessment(t, "CZ-02"), c.signIn(t, "wangming"), c.signIn(t, "liufang")
	wang.want(wang.answer(id, "B2.4a", "0", "actual", "10"), http.StatusSeeOther)
	body := liu.want(liu.answer(id, "B2.4a", "0", "actual", "9"), http.StatusConflict, "王明 在 12月20日 10:00 改过这一项", "10 / 12 次", "9 / 12 次", "用我的", "用现在保存着的")
	keep := url.Values{}
	for _, f := range hiddenFields(t, body, page.SelfClauseURL(id, "B2.4a"), "B2.4a:actual") {
		keep.Set(f[0], f[1])
	}
	if keep.Get("version") != "1" || keep.Get("B2.4a:actual") != "9" {
		t.Fatalf("keeping mine sends %v", keep)
	}
	liu.want(liu.post(page.SelfClauseURL(id, "B2.4a"), keep), http.StatusSeeOther)
	if n := c.count(t, `select (value->>'actual')::int from finding where assessment_id = $1 and clause = 'B2.4a'`, id); n != 9 {
		t.Errorf("held %d, want 9", n)
	}
	wang.want(wang.with().get(page.SelfCardURL(id, "B2.4")), http.StatusOK, "刘芳 保存于 10:00", `value="9"`)
}

func TestTwoNotesOnAnItemMeet(t *testing.T) {
	c := newCity(t)
	id, wang, liu := c.assessment(t, "CZ-02"), c.signIn(t, "wangming"), c.signIn(t, "liufang").with()
	note := func(who *client, text string) *http.Response {
		return who.post(page.SelfNoteURL(id, "B2.4"), url.Values{page.TokenField: {who.token()}, "version": {"0"}, "note": {text}})
	}
	wang.want(note(wang, "3 月因换届推迟"), http.StatusSeeOther)
	liu.want(note(liu, "7 月停电"), http.StatusConflict, "3 月因换届推迟", "7 月停电", "用我的")
}

// Ten sendings of one form at once act once.
func TestAFormSentTenTimesActsOnce(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	form := url.Values{page.TokenField: {wang.token()}, "version": {"0"}, "B1.1a:count": {"1"}}
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			if resp := wang.post(page.SelfClauseURL(id, "B1.1a"), form); resp.StatusCode != http.StatusSeeOther {
				t.Errorf("status %d", resp.StatusCode)
			}
		})
	}
	wait.Wait()
	if n := c.count(t, `select version from finding where assessment_id = $1 and clause = 'B1.1a'`, id); n != 1 {
		t.Errorf("version %d, want 1", n)
	}
	if n := c.count(t, `select count(*) from audit_entry where action = 'finding.save' and outcome = 'done'`); n != 1 {
		t.Errorf("%d audit entries, want 1", n)
	}
}

func TestAnAnswerCanBeTakenBackAndSetAside(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.answer(id, "B3.3c", "0", "actual", "2"), http.StatusSeeOther)
	wang.want(wang.answer(id, "B3.3c", "1", "na", "true", "reason", "未设党小组"), http.StatusSeeOther)
	wang.want(wang.get(page.SelfAreaURL(id, "B3")), http.StatusOK, "不适用", "未设党小组", "改为适用")
	if n := c.count(t, `select count(*) from audit_entry where detail::text like '%党小组%'`); n != 0 {
		t.Error("the log holds the words of a reason, which may name somebody")
	}
	wang.want(wang.answer(id, "B3.3c", "2", "clear", "true"), http.StatusSeeOther)
	if n := c.count(t, `select count(*) from finding`); n != 0 {
		t.Errorf("%d findings left", n)
	}
	wang.want(wang.answer(id, "B3.3c", "2", "clear", "true"), http.StatusConflict, "改过这一项")
}

// After the deadline, and in another state, the desk is for reading and says why.
func TestTheDeskSaysWhyItIsOnlyForReading(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.answer(id, "B2.4a", "0", "actual", "10"), http.StatusSeeOther)
	c.setTime(time.Date(2026, time.December, 31, 16, 0, 0, 0, time.UTC)) // midnight in Shanghai
	wang = c.signIn(t, "wangming")
	body := wang.want(wang.get(page.SelfAreaURL(id, "B2")), http.StatusOK, "现在只能查看", "截止", "10 / 12 次")
	if strings.Contains(body, "data-auto") || strings.Contains(body, "添加佐证") {
		t.Error("there is still a form on it")
	}
	wang.want(wang.answer(id, "B2.4a", "1", "actual", "12"), http.StatusForbidden, "截止")
	officer := c.signIn(t, "lishan")
	officer.want(officer.get(page.SelfURL(id)), http.StatusOK, "现在只能查看")
}

func TestDesksOfOthersAreNotThere(t *testing.T) {
	c := newCity(t)
	id := c.assessment(t, "CZ-02")
	for account, status := range map[string]int{"cz-01": 404, "jy-kaohe": 404, "zhoujie": 403, "sunli": 403, "xitong": 403, "shenji": 403} {
		who := c.signIn(t, account)
		for _, path := range []string{page.SelfURL(id), page.SelfScoreURL(id), page.SelfCardURL(id, "B1.1")} {
			if resp := who.get(path); resp.StatusCode != status {
				t.Errorf("%s at %s: %d, want %d", account, path, resp.StatusCode, status)
			}
		}
	}
	wang := c.signIn(t, "wangming")
	for _, path := range []string{"/self/0", "/self/x", "/self/999999", page.SelfAreaURL(id, "B9"), page.SelfCardURL(id, "B9.9")} {
		wang.want(wang.get(path), http.StatusNotFound)
	}
}

func TestPagesStayBelow100KB(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	for _, area := range []string{"B1", "B2", "B3", "B4", "B5", "B6", "P", "L"} {
		if n := len(text(t, wang.get(page.SelfAreaURL(id, area)))); n > 100_000 {
			t.Errorf("area %s has %d bytes", area, n)
		}
	}
	for _, path := range []string{page.SelfCheckURL(id), page.SelfScoreURL(id)} {
		if n := len(text(t, wang.get(path))); n > 100_000 {
			t.Errorf("%s has %d bytes", path, n)
		}
	}
}

// hiddenFields reads the hidden fields of the form with that action which has a field.
func hiddenFields(t *testing.T, body, action, field string) [][2]string {
	t.Helper()
	for _, form := range strings.Split(body, "<form")[1:] {
		form, _, _ = strings.Cut(form, "</form>")
		if !strings.Contains(form, `action="`+action+`"`) || !strings.Contains(form, `type="hidden" name="`+field+`"`) {
			continue
		}
		var list [][2]string
		for _, input := range strings.Split(form, `<input type="hidden" name="`)[1:] {
			name, rest, _ := strings.Cut(input, `" value="`)
			value, _, _ := strings.Cut(rest, `"`)
			list = append(list, [2]string{name, value})
		}
		return list
	}
	t.Fatalf("no form to %s with %s", action, field)
	return nil
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
