package selfassess_test

import (
	"fmt"
	"net/http"
	"testing"

	"baolei/web/page"
)

// recorded fills the record book of 财政局第二党支部: a theme party day on the
// 5th of January to September, and a municipal honour with nothing attached.
func (c *city) recorded(t *testing.T) {
	t.Helper()
	run := func(sql string, args ...any) {
		if _, err := c.pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	for m := 1; m <= 9; m++ {
		run(`insert into activity (branch_id, committee_id, kinds, occurred_on, title, content, recorded_by, recorded_at)
			select id, committee_id, array['theme_party_day'], $1::date, '主题党日', '集体学习', (select min(id) from person), $2
			from organisation where code = 'CZ-02'`, fmt.Sprintf("2026-%02d-05", m), c.now())
	}
	run(`insert into honour (branch_id, committee_id, kind, level, title, issuer, occurred_on, identity, recorded_by, recorded_at)
		select id, committee_id, 'key_work', 'municipal', '党建示范点', '市委', '2026-07-01', 'one', (select min(id) from person), $1
		from organisation where code = 'CZ-02'`, c.now())
}

// The secretary has said of 1.4 that it was held; the book knows nothing of it.
// All other suggestions taken, the items lose
//
//	2.1  3 plans of 3 missing, 0.5 each, of 1 at most       1
//	2.4  3 of 12 missing, 1 each                            3
//	2.6  no analysis                                        1
//	3.3  4 members' meetings of 4 missing, 1 each, and
//	     more, of 4 at most                                 4
//	4.6, 5.2, 5.3  nothing recorded                     3 × 1
//	6.1  4 rules of 4 missing, 0.5 each                     2
//
// which is 14, and the honour earns 4: 80 − 14 + 4 = 70. Without the honour it
// is 66; with 12 theme party days in place of 9 it is 69.
func TestASecretaryTakesAllSuggestions(t *testing.T) {
	c := newCity(t)
	c.recorded(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.answer(id, "B1.4a", "0", "occurred", "false"), http.StatusSeeOther)
	p := c.visitor(t, "wangming")
	p.Visit(page.SelfAreaURL(id, "B2"))
	p.Within("#i-B2-4").WaitText("10月")
	p.Look("advised-desk")
	p.Click("采用全部建议")
	p.WaitText("1 处填的与建议不同")
	p.Look("advised-list")
	p.Click("采用勾选的建议")
	p.WaitText("已采用勾选的建议")
	p.Within("#score").WaitText("70.0")
	if n := c.count(t, `select count(*) from taken_record where kind = 'activity' and clause = 'B2.4a'`) + c.count(t, `select count(*) from honour_claim`); n != 9+1 {
		t.Errorf("%d records and claims, want 9 days and 1 honour", n)
	}

	p.Visit(page.SelfAreaURL(id, "P"))
	p.Within("#i-P2").WaitText("与所填一致")
	p.Look("advised-honours")
	p.Within("#i-P2").Uncheck("党建示范点（")
	p.Within("#score").WaitText("66.0")
	p.Within("#i-P2").Check("党建示范点（")
	p.Within("#score").WaitText("70.0")
}

// Who differs is asked for the reason, and may submit without it.
func TestASecretaryDiffersAndSaysWhy(t *testing.T) {
	c := newCity(t)
	c.recorded(t)
	id, p := c.assessment(t, "CZ-02"), c.visitor(t, "wangming")
	p.Visit(page.SelfAreaURL(id, "B2"))
	card := p.Within("#i-B2-4")
	card.Click("采用")
	card.WaitText("与所填一致")
	p.Within("#score").WaitText("77.0") // 80 − 3
	p.Fill("已开展主题党日", "12")
	card.WaitText("与所填不同")
	p.Within("#score").WaitText("80.0")
	p.Look("advised-differs")
	p.Click("检查并提交")
	p.WaitText("与记实本不同，没有说明原因1 处")
	p.Look("advised-check")
	p.Visit(page.SelfAreaURL(id, "B2"))
	card.Fill("与记实本不同的原因", "三次与机关党委合办，记在机关党委的本子上。")
	card.Click("保存原因")
	card.WaitText("已保存")
	p.Visit(page.SelfCheckURL(id))
	p.WaitNoText("没有说明原因")
}

// What a form carries is checked as everything is: an offer that has changed,
// or a list that is none, takes nothing.
func TestOffersThatDoNotHold(t *testing.T) {
	c := newCity(t)
	c.recorded(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.get(page.SelfSuggestionsURL(id)), http.StatusOK, "记实本对 18 处给出了建议")
	all := answerForm(wang, "", "")
	wang.want(wang.post(page.SelfSuggestionsURL(id), all), http.StatusUnprocessableEntity, "请先勾选")
	all.Set("take", "B2.4a 0 stale")
	wang.want(wang.post(page.SelfSuggestionsURL(id), all), http.StatusConflict, "情况有变化")
	all.Set("take", "B2.4a")
	wang.want(wang.post(page.SelfSuggestionsURL(id), all), http.StatusNotFound)
	for _, refused := range []struct {
		path, field, value string
		status             int
	}{
		{page.SelfTakeURL(id, "B2.4a"), "offer", "stale", http.StatusConflict},
		{page.SelfTakeURL(id, "B1.1a"), "offer", "", http.StatusNotFound}, // nothing is suggested
		{page.SelfHonoursURL(id, "P2a"), "honour", "x", http.StatusNotFound},
		{page.SelfDepartureURL(id, "B2.4a"), "departure", "因", http.StatusNotFound}, // nothing is stated
	} {
		form := answerForm(wang, "", "0")
		form.Set(refused.field, refused.value)
		wang.want(wang.post(refused.path, form), refused.status)
	}
	if n := c.count(t, `select count(*) from finding`); n != 0 {
		t.Errorf("%d findings", n)
	}
}
