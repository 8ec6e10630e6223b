package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"baolei/web/page"
)

var nextYear = []string{"year", "2027", "set", "1", "target", "85.5%", "self_from", "2027-11-16", "self_until", "2027-12-31", "review_from", "2027-11-16", "review_until", "2028-01-31", "answer_days", "7"}

// with replaces a field of a form.
func with(pairs []string, field, value string) []string {
	out := append([]string{}, pairs...)
	for i := 0; i < len(out); i += 2 {
		if out[i] == field {
			out[i+1] = value
		}
	}
	return out
}

// over ends the cycle that runs, so that the next may be opened.
func (c *city) over(t *testing.T) {
	t.Helper()
	c.exec(t, `update cycle set closing_at = $1, closed_at = $1 where closed_at is null`, c.clock.now())
}

// While a cycle runs the page leads to its end, and has no form; what is sent all the
// same is refused and kept.
func TestNoCycleIsOpenedBesideAnother(t *testing.T) {
	city := newCity(t)
	officer := city.signIn(t, "lishan")
	end := `href="` + page.ClosingURL(city.Cycle) + `"`
	if body := answers(t, officer.do(t, "GET", page.NewCycleURL, nil, nil), http.StatusOK, end, "结束 2026 年考评"); strings.Contains(body, `id="target"`) {
		t.Error("the form is shown while a cycle runs")
	}
	if body := answers(t, officer.do(t, "GET", page.CyclesURL, nil, nil), http.StatusOK, end); strings.Contains(body, `href="`+page.NewCycleURL) {
		t.Error("the list offers to open a cycle while one runs")
	}
	answers(t, officer.post(t, page.NewCycleURL, nextYear...), http.StatusConflict, "2026 年的考评还没有结束", end, `value="2027-11-16"`, `value="85.5`)
	city.over(t)
	answers(t, officer.do(t, "GET", page.CyclesURL, nil, nil), http.StatusOK, `href="`+page.NewCycleURL)
	answers(t, officer.do(t, "GET", page.HomeURL, nil, nil), http.StatusOK, `href="`+page.NewCycleURL)
}

func TestACycleOpensByItsForm(t *testing.T) {
	city := newCity(t)
	city.over(t)
	officer := city.signIn(t, "lishan")
	answers(t, officer.do(t, "GET", page.NewCycleURL, nil, nil), http.StatusOK, `value="2027"`, `value="2027-11-16"`, `value="2028-01-31"`, `value="80"`, `id="answer_days" name="answer_days" type="text" value="5"`)
	for field, value := range map[string]string{"year": "二〇二七", "target": "101", "self_until": "2027-02-30", "review_until": "2027-11-01", "set": "999", "answer_days": "31"} {
		body := answers(t, officer.post(t, page.NewCycleURL, with(nextYear, field, value)...), http.StatusUnprocessableEntity, `id="`+field+`-error"`, `value="2027-11-16"`)
		if field != "set" && !strings.Contains(body, `value="`+value+`"`) {
			t.Errorf("%s: what was typed is gone", field)
		}
	}
	form := url.Values{page.TokenField: {officer.token(t)}}
	for i := 0; i < len(nextYear); i += 2 {
		form.Set(nextYear[i], nextYear[i+1])
	}
	var to string
	for range 2 { // pressed twice
		resp := officer.do(t, "POST", page.NewCycleURL, form, nil)
		if resp.StatusCode != http.StatusSeeOther || to != "" && resp.Header.Get("Location") != to {
			t.Fatalf("opening: %d to %s", resp.StatusCode, resp.Header.Get("Location"))
		}
		to = resp.Header.Get("Location")
	}
	answers(t, officer.do(t, "GET", to, nil, nil), http.StatusOK, "考评周期已开启", "2027 年考评", "85.5%", "抽查后 7 个工作日内答复")
	answers(t, city.signIn(t, "zhanglei").post(t, page.NewCycleURL, nextYear...), http.StatusConflict, "2027 年的考评周期已由李珊于12月20日")
}

func TestABranchIsGivenMoreTimeByItsForm(t *testing.T) {
	city := newCity(t)
	officer := city.signIn(t, "lishan")
	path := page.ExtendURL(city.Cycle, city.of(t, "CZ-02").ID)
	officer.get(t, path, http.StatusOK)
	officer.get(t, page.ExtendURL(999, city.of(t, "CZ-02").ID), http.StatusNotFound)
	answers(t, officer.post(t, path, "until", "2026-12-31", "reason", "交接"), http.StatusUnprocessableEntity, "请填晚于", "交接")
	answers(t, officer.post(t, path, "until", "", "reason", "交接"), http.StatusUnprocessableEntity, "请填写日期", "交接")
	if resp := officer.post(t, path, "until", "2027-01-10", "reason", "书记交接"); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("extending: %d", resp.StatusCode)
	}
	answers(t, officer.post(t, path, "until", "2027-01-12", "reason", "再延两天"), http.StatusConflict, "李珊 已于 ", "给该支部延期到", "书记交接", `value="2027-01-12"`)
	answers(t, city.signIn(t, "wangming").do(t, "GET", page.HomeURL, nil, nil), http.StatusOK, "1月10日")
}

// A branch and its members get their own result and no list of others; nobody
// else's is there for them.
func TestNoLeagueTableForBranchesAndMembers(t *testing.T) {
	city := newYear(t)
	mine, other := city.of(t, "JY-01"), city.of(t, "JY-02")
	b := city.signIn(t, "jy-01")
	body := b.get(t, page.ResultsURL, http.StatusOK)
	if !strings.Contains(body, "教育局第一党支部") || strings.Contains(body, "教育局第二党支部") || strings.Contains(body, "达标率") {
		t.Error("a branch's list is not its own alone")
	}
	answers(t, b.do(t, "GET", page.ResultURL(mine.ID), nil, nil), http.StatusOK, "考核 · 计入", "总分怎么来的")
	answers(t, b.do(t, "GET", page.ResultURL(mine.ID)+"?area=B2", nil, nil), http.StatusOK, "沿用自评", "主题党日")
	b.get(t, page.ResultURL(mine.ID)+"?area=nothing", http.StatusNotFound)
	b.get(t, page.ResultURL(other.ID), http.StatusNotFound)
	b.get(t, page.ResultURL(other.ID)+"?area=B2", http.StatusNotFound)
	member := city.signIn(t, "zhoujie")
	member.get(t, page.ResultURL(mine.ID), http.StatusNotFound)
	member.get(t, page.ResultURL(city.of(t, "CZ-02").ID), http.StatusNotFound) // not reported
	city.signIn(t, "chenjing").get(t, page.ResultURL(mine.ID), http.StatusNotFound)
}

func TestACheckerSeesNoResultBeforeHandingIn(t *testing.T) {
	city := newYear(t)
	h := city.handedIn(t)
	checker := city.signIn(t, h.other)
	checker.get(t, page.ResultsURL, http.StatusForbidden)
	checker.get(t, page.ResultURL(h.open), http.StatusForbidden)
	answers(t, city.signIn(t, "lishan").do(t, "GET", page.ResultURL(h.Assessment), nil, nil), http.StatusOK, "自评", "考核 · 计入", "抽查")
}

// The first page says what to do next, for each role.
func TestTheFirstPageByRole(t *testing.T) {
	city := newYear(t)
	for account, words := range map[string][]string{
		"wangming": {"财政局第二党支部", "继续自评", "截止"}, "cz-01": {"查看退回意见", "待答复的退回意见"}, "jy-01": {"查看结果", "计入得分"},
		"chenjing": {"考核财政局", "已等"}, "zhaogang": {"达标率（已签署） · 目标 80%", "待签署"}, "lishan": {"2026 年考评", "1 份党委报送等工委接收或退回", "看报送", "各党委"},
		"sunli": {"现场抽查"}, "zhoujie": {"我所在的支部", "公示后可以查看"}, "xitong": {"账号和组织"}, "anquan": {"任命和结束任职"}, "shenji": {"查看日志"},
	} {
		body := city.signIn(t, account).get(t, page.HomeURL, http.StatusOK)
		for _, w := range words {
			if !strings.Contains(body, w) {
				t.Errorf("%s: the first page does not say %q", account, w)
			}
		}
	}
	empty := city.signIn(t, "wangming").get(t, page.HomeURL, http.StatusOK)
	if strings.Contains(empty, "达标率") {
		t.Error("a branch's first page shows the city's rate")
	}
}
