package web

import (
	"net/http"
	"strings"
	"testing"

	"baolei/web/page"
)

func TestTheCalendarOverHTTP(t *testing.T) {
	c := newCity(t)
	b := c.signIn(t, "lishan")
	body := b.get(t, page.CalendarOfURL(2026), http.StatusOK)
	// The National Day of 2026, and the Saturday after it that is worked on.
	for _, words := range []string{"10月1日（周四）至7日（周三）", "10月10日（周六）", "全年 248 个工作日", "2027 年放假安排还没有录入"} {
		if !strings.Contains(body, words) {
			t.Errorf("the year does not say %q", words)
		}
	}
	holds(t, b.get(t, page.CyclesURL, http.StatusOK), "2027 年放假安排还没有录入", page.CalendarOfURL(2027))

	answers(t, b.post(t, page.CalendarPasteURL, "year", "2027", "text", "元旦：1月1日至3日放假。\n春节：二月五日起放假。\n劳动节：5月1日休息。"),
		http.StatusUnprocessableEntity, "第 3 行", "没有写明是放假还是上班", "春节：二月五日起放假。")
	answers(t, b.post(t, page.CalendarAddURL, "year", "2027", "name", "抗洪", "first", "2027-07-40", "sort", "off"), http.StatusUnprocessableEntity, "请填写日期", "抗洪", "2027-07-40")
	answers(t, b.post(t, page.CalendarAddURL, "year", "2027", "name", "抗洪", "first", "2027-07-05", "sort", "work"), http.StatusUnprocessableEntity, "2027年7月5日不是周末，本来就上班", "抗洪", `value="2027-07-05"`, `id="first-error"`)
	answers(t, b.post(t, page.CalendarPasteURL, "year", "2027", "text", "元旦：1月1日至3日放假。\n劳动节：5月1日至5日放假。"), http.StatusSeeOther)
	body = b.get(t, page.CalendarOfURL(2027), http.StatusOK)
	if strings.Contains(body, "还没有录入，") {
		t.Error("what has been entered is asked for")
	}
	form := formOf(t, body[strings.Index(body, "1月1日（周五）"):], page.CalendarRemoveURL)
	other := c.signIn(t, "zhanglei")
	answers(t, other.post(t, page.CalendarRemoveURL, "year", "2027", "first", form.Get("first"), "last", form.Get("last"), "name", form.Get("name"), "sort", form.Get("sort")), http.StatusSeeOther)
	answers(t, b.do(t, "POST", page.CalendarRemoveURL, form, nil), http.StatusConflict, "情况有变化", "5月1日（周六）至5日（周三）")
	answers(t, b.post(t, page.CalendarRemoveURL, "year", "x"), http.StatusNotFound)
	answers(t, b.do(t, "GET", page.CalendarOfURL(999999), nil, nil), http.StatusNotFound)
}
