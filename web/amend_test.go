package web

import (
	"net/http"
	"strings"
	"testing"

	"baolei/web/page"
)

// The form offers what can still be changed, keeps what was typed, and leaves what
// it did not offer as it was.
func TestACycleIsAmendedByItsForm(t *testing.T) {
	city := newCity(t)
	city.exec(t, `update assessment set self_answered = 1 where id = $1`, city.of(t, "CZ-02").ID)
	officer, path := city.signIn(t, "lishan"), page.AmendCycleURL(city.Cycle)
	answers(t, officer.do(t, "GET", page.CycleURL(city.Cycle), nil, nil), http.StatusOK, `href="`+path+`"`)
	body := answers(t, officer.do(t, "GET", path, nil, nil), http.StatusOK, "已经有支部开始自评，不能再改", `value="2026-12-31"`)
	if strings.Contains(body, `name="year"`) || strings.Contains(body, `name="set"`) {
		t.Error("the form offers year or set")
	}
	answers(t, officer.fillIn(t, path, path, "self_until", "2026-12-19", "reason", "顺延"), http.StatusUnprocessableEntity, "这一天已经过去", `value="2026-12-19"`, "顺延")
	answers(t, officer.fillIn(t, path, path, "target", "85.5", "reason", ""), http.StatusUnprocessableEntity, "请写明调整的理由", `value="85.5"`)
	answers(t, officer.fillIn(t, path, path, "reason", "没有改"), http.StatusUnprocessableEntity, "没有改动")
	second := city.signIn(t, "zhanglei")
	late := formOf(t, text(t, second.do(t, "GET", path, nil, nil)), path)
	answers(t, officer.fillIn(t, path, path, "self_until", "2027-01-05", "year", "2030", "reason", "元旦后再留几天"), http.StatusSeeOther)
	answers(t, officer.do(t, "GET", page.CycleURL(city.Cycle), nil, nil), http.StatusOK, "2026 年考评", "至2027年1月5日")
	late.Set("target", "90")
	late.Set("reason", "提高目标")
	answers(t, second.do(t, "POST", path, late, nil), http.StatusConflict, "李珊 已于 12月20日", "调整了本周期", `value="90"`, "提高目标", "元旦后再留几天")
	// The form that comes back has the other's dates, which were left alone, and says of what both changed.
	answers(t, officer.fillIn(t, path, path, "target", "85", "reason", "再核"), http.StatusSeeOther)
	answers(t, second.do(t, "POST", path, late, nil), http.StatusConflict, `value="2027-01-05"`, `value="90"`, "达标率目标刚被另一位经办改为85%")
	answers(t, city.signIn(t, "wangming").do(t, "GET", page.HomeURL, nil, nil), http.StatusOK, "2027年1月5日")
	city.over(t)
	answers(t, officer.do(t, "GET", path, nil, nil), http.StatusOK, "本周期已经结束")
}
