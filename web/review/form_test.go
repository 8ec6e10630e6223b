package review_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"baolei/internal/core/scoring"
	"baolei/web/page"
)

// itemForm opens the desk at an item and takes the item's form.
func (c *client) itemForm(id int64, item string) url.Values {
	c.Helper()
	return c.form(c.get(page.ReviewShowURL(id, item, "")), page.ReviewSaveURL(id, item), "核定 ")
}

func set(form url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func partyDays(held int64) scoring.Finding { return scoring.Finding{Clause: "B2.4a", Actual: held} }

func TestAnItemIsReviewedWithoutScript(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming", partyDays(10)) // 80 − 2 = 78
	chen := c.signIn("chenjing")

	// Without a reason nothing is saved, and what was typed comes back.
	form := set(chen.itemForm(id, "B2.4"), "B2.4a:actual", "9", "B2.4a:expected", "12", "done", "1")
	body := chen.want(chen.post(page.ReviewSaveURL(id, "B2.4"), form), http.StatusUnprocessableEntity, "请写明理由", `value="9"`)
	if !strings.Contains(body, ">78.0<") {
		t.Error("the total changed although nothing was saved")
	}
	// Saved without being dealt with: the total is one less.
	form = set(chen.itemForm(id, "B2.4"), "B2.4a:actual", "9", "B2.4a:expected", "12")
	resp := chen.post(page.ReviewSaveURL(id, "B2.4"), form)
	if chen.want(resp, http.StatusSeeOther); resp.Header.Get("Location") != page.ReviewShowURL(id, "B2.4", "")+"#"+page.CardID("B2.4") {
		t.Errorf("leads to %s", resp.Header.Get("Location"))
	}
	if body := chen.get(page.ReviewShowURL(id, "B2.4", "")); !strings.Contains(body, ">77.0<") || !strings.Contains(body, "缺理由") {
		t.Errorf("after saving: %s", excerpt(body))
	}
	// Dealt with: the next item that is open comes up, under the same filter.
	form = set(chen.itemForm(id, "B2.4"), "B2.4a:actual", "9", "B2.4a:expected", "12", "why-B2.4a", "四月无签到表", "done", "1", "show", "open")
	resp = chen.post(page.ReviewSaveURL(id, "B2.4"), form)
	if chen.want(resp, http.StatusSeeOther); resp.Header.Get("Location") != page.ReviewShowURL(id, "B2.5", "open") {
		t.Errorf("leads to %s", resp.Header.Get("Location"))
	}
	// The same form again acts once.
	chen.want(chen.post(page.ReviewSaveURL(id, "B2.4"), form), http.StatusSeeOther)
	if n := c.count(`select count(*) from audit_entry where action = 'review.agree' and object_id = $1`, id); n != 1 {
		t.Errorf("%d agreements on record, want 1", n)
	}
}

func (c *city) count(query string, args ...any) int {
	c.Helper()
	var n int
	c.must(c.pool.QueryRow(c.Context(), query, args...).Scan(&n))
	return n
}

func TestSavingInPlaceAnswersWithTheCardAndWhatStandsAround(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming", partyDays(10))
	chen := c.signIn("chenjing")
	form := set(chen.itemForm(id, "B2.4"), "B2.4a:actual", "9", "B2.4a:expected", "12")
	body := chen.want(chen.with().post(page.ReviewSaveURL(id, "B2.4"), form), http.StatusOK, `id="i-B2-4"`, ">77.0<", `id="queue" hx-swap-oob="true"`, "1.0 → 0.0")
	if strings.Contains(strings.ToLower(body), "<!doctype") {
		t.Error("the whole page was sent")
	}
	// Nothing changed: nothing is saved, and the review would not even begin by it.
	before := c.count(`select count(*) from audit_entry`)
	form = set(chen.itemForm(id, "B1.1"), "B1.1a:count", "0")
	chen.want(chen.with().post(page.ReviewSaveURL(id, "B1.1"), form), http.StatusOK)
	if after := c.count(`select count(*) from audit_entry`); after != before {
		t.Errorf("%d entries on record, want %d", after, before)
	}
}

func TestTheSecondOfTwoReviewersSeesBothVersions(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming", partyDays(10))
	chen, zhao := c.signIn("chenjing"), c.signIn("zhaogang")
	late := zhao.itemForm(id, "B2.4")
	form := set(chen.itemForm(id, "B2.4"), "B2.4a:actual", "9", "B2.4a:expected", "12", "why-B2.4a", "四月无签到表")
	chen.want(chen.post(page.ReviewSaveURL(id, "B2.4"), form), http.StatusSeeOther)

	set(late, "B2.4a:actual", "8", "B2.4a:expected", "12", "why-B2.4a", "四月、七月未开展")
	body := zhao.want(zhao.with().post(page.ReviewSaveURL(id, "B2.4"), late), http.StatusConflict, "陈静", "四月无签到表", "四月、七月未开展", "9 / 12 次", "8 / 12 次")
	keep := zhao.form(body, page.ReviewSaveURL(id, "B2.4"), "用我的")
	zhao.want(zhao.post(page.ReviewSaveURL(id, "B2.4"), keep), http.StatusSeeOther)
	if body := chen.get(page.ReviewShowURL(id, "B2.4", "")); !strings.Contains(body, "四月、七月未开展") || !strings.Contains(body, "赵刚") {
		t.Errorf("kept: %s", excerpt(body))
	}
}

func TestTwoReviewersOnTwoClausesOfAnItemDoNotMeet(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	chen, zhao := c.signIn("chenjing"), c.signIn("zhaogang")
	whole := []string{"B3.3a:actual", "4", "B3.3a:expected", "4", "B3.3b:actual", "12", "B3.3b:expected", "12", "B3.3c:actual", "12", "B3.3c:expected", "12", "B3.3d:actual", "4", "B3.3d:expected", "4"}
	one, other := set(chen.itemForm(id, "B3.3"), whole...), set(zhao.itemForm(id, "B3.3"), whole...)
	chen.want(chen.post(page.ReviewSaveURL(id, "B3.3"), set(one, "B3.3a:actual", "3")), http.StatusSeeOther)
	zhao.want(zhao.post(page.ReviewSaveURL(id, "B3.3"), set(other, "B3.3d:actual", "3")), http.StatusSeeOther)
	// One meeting short loses 1, one lecture short 0.5: 4 − 1.5 = 2.5.
	chen.want(chen.do("GET", page.ReviewShowURL(id, "B3.3", ""), nil), http.StatusOK, ">2.5<", ">78.5<")
}

// A secretary who reviews gives the signature away, and may be the only one who
// has it: that is told before the first item, and a reviewer is not bothered.
func TestTheSignerIsToldWhatReviewingCosts(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming")
	chen, zhao := c.signIn("chenjing"), c.signIn("zhaogang")
	const told = "本党委只有您能签署"
	if strings.Contains(chen.get(page.ReviewShowURL(id, "B2.4", "")), told) {
		t.Error("the reviewer is told what concerns the signer")
	}
	for _, path := range []string{page.ReviewShowURL(id, "B2.4", ""), page.ReviewAgreeURL(id)} {
		zhao.want(zhao.do("GET", path, nil), http.StatusOK, told, "请由考核员核定")
	}
	zhao.want(zhao.post(page.ReviewSaveURL(id, "B2.4"), set(zhao.itemForm(id, "B2.4"), "done", "1")), http.StatusSeeOther)
	if strings.Contains(zhao.get(page.ReviewShowURL(id, "B2.5", "")), told) {
		t.Error("told again once it is given away")
	}
	zhao.want(zhao.do("GET", page.ReviewSignURL(id), nil), http.StatusOK, "本党委现在没有另一位，请联系安全管理员任命")
}

func TestBadInputComesBackWithWords(t *testing.T) {
	c := newCity(t)
	id := c.submitted("wangming", partyDays(10))
	chen := c.signIn("chenjing")
	for name, pairs := range map[string][]string{
		"no number":     {"B2.4a:actual", "许多", "B2.4a:expected", "12"},
		"below 0":       {"B2.4a:actual", "-1", "B2.4a:expected", "12"},
		"emptied":       {"B2.4a:actual", "", "B2.4a:expected", "12"},
		"unknown field": {"B2.4a:actual", "9", "B2.4a:points", "99"},
		"a long reason": {"B2.4a:actual", "9", "B2.4a:expected", "12", "why-B2.4a", strings.Repeat("长", 501)},
	} {
		form := set(chen.itemForm(id, "B2.4"), pairs...)
		if body := chen.want(chen.with().post(page.ReviewSaveURL(id, "B2.4"), form), http.StatusUnprocessableEntity, "没有保存"); !strings.Contains(body, "i-B2-4") {
			t.Errorf("%s: no card came back", name)
		}
	}
	if n := c.count(`select count(*) from finding where assessment_id = $1 and level = 'review' and not copied`, id); n != 0 {
		t.Errorf("%d findings were saved", n)
	}
}

func TestWhoMayComeToTheDesk(t *testing.T) {
	c := newCity(t)
	id := c.submitted("cz-10") // below the general branch
	form := func(who *client) url.Values { return url.Values{page.TokenField: {who.token()}, "done": {"1"}} }
	for _, a := range []struct {
		account   string
		look, act int
	}{
		{"heping", http.StatusOK, http.StatusConflict}, // the form carries no versions: overtaken
		{"chenjing", http.StatusOK, http.StatusForbidden},
		{"jy-kaohe", http.StatusNotFound, http.StatusNotFound},
		{"cz-10", http.StatusForbidden, http.StatusForbidden},
		{"sunli", http.StatusForbidden, http.StatusForbidden},
	} {
		who := c.signIn(a.account)
		who.want(who.do("GET", page.ReviewURL(id), nil), a.look)
		who.want(who.post(page.ReviewSaveURL(id, "B1.1"), form(who)), a.act)
	}
}

// token takes a form token from the person's pages.
func (c *client) token() string {
	c.Helper()
	for _, h := range hidden.FindAllStringSubmatch(c.get(page.PasswordURL), -1) {
		if h[1] == page.TokenField {
			return h[2]
		}
	}
	c.Fatal("the page has no form token")
	return ""
}
