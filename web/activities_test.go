package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"baolei/internal/app/records"
	"baolei/internal/browsertest"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
)

// partyDay records a theme party day of CZ-02 at which the first of some members
// was in the chair, the second kept the record and the last was on leave.
func (c *city) partyDay(t *testing.T, on calendar.Date, members []int64) int64 {
	t.Helper()
	clerk, err := c.Actor(t.Context(), "liufang", day(2026, time.December, 20))
	if err != nil {
		t.Fatal(err)
	}
	last := members[len(members)-1]
	a := record.Activity{Kinds: []record.ActivityKind{record.ThemePartyDay}, On: on, Begins: 14 * 60, Title: on.Short() + "主题党日", Place: "三楼会议室",
		Chair: members[0], Recorder: members[1], Present: members[:len(members)-1], OnLeave: []int64{last}, Reasons: map[int64]string{last: "外出学习"}, Content: "学习《条例》"}
	id, err := records.New(c.server.desk).AddActivity(t.Context(), clerk, records.Change{Branch: c.organisation(t, "CZ-02"), Key: "party-day-" + on.String()}, a, nil)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// filled is a form of a party day on 10 December with all present.
func filled(members []int64) url.Values {
	form := url.Values{"kinds": {"theme_party_day"}, "day": {"2026-12-10"}, "title": {"12月主题党日"}, "who": {"all"}, "said_who": {"all"}, "said_title": {"12月主题党日"}, "content": {"参观纪念馆"}}
	for _, id := range members {
		form.Set("a-"+strconv.FormatInt(id, 10), "present")
	}
	return form
}

// upload sends a form the way a form with files is sent.
func (c *client) upload(t *testing.T, path string, form url.Values) *http.Response {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	errs := []error{w.WriteField(page.TokenField, c.token(t))}
	for name, values := range form {
		for _, v := range values {
			errs = append(errs, w.WriteField(name, v))
		}
	}
	if err := errors.Join(append(errs, w.Close())...); err != nil {
		t.Fatal(err)
	}
	return c.do(t, "POST", path, url.Values{}, func(r *http.Request) {
		r.Header.Set("Content-Type", w.FormDataContentType())
		r.Body = io.NopCloser(bytes.NewReader(body.Bytes()))
	})
}

// absent says of one member on a page that the member was missing, and why.
func absent(p *browsertest.Page, member int64, how, why string) {
	line := p.Within(fmt.Sprintf("#m%d", member))
	line.Check(how)
	line.Fill("原因", why)
}

// A clerk records a party day on a phone: 15 members on the roster, one on
// leave, one absent: 13 / 15 = 86.66… %, cut off. Place, chair and recorder are
// those of the last time.
func TestAClerkRecordsAPartyDayOnAPhone(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(15)...)
	c.partyDay(t, day(2026, time.November, 12), members)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "liufang")
	p.Phone()
	p.Visit(page.ActivitiesURL(c.organisation(t, "CZ-02"), 2026, ""))
	p.Click("登记主题党日")
	p.WaitText("登记会议活动")
	for label, want := range map[string]string{"名称": "12月主题党日", "日期": "2026-12-20", "地点": "三楼会议室"} {
		if got := p.Value(label); got != want {
			t.Errorf("%s stands at %q, want %q", label, got, want)
		}
	}
	if n := p.Count(`.roll input[value="present"]:checked`); n != 15 {
		t.Errorf("%d members are present before anything is said, want 15", n)
	}
	p.WaitText("还缺：内容")
	p.Check("党课")
	for deadline := time.Now().Add(10 * time.Second); p.Value("名称") != "12月主题党日暨党课"; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the title does not follow the kinds: %q", p.Value("名称"))
		}
	}
	absent(p, members[2], "请假", "出差")
	absent(p, members[4], "缺席", "值班")
	p.Fill("内容", "参观纪念馆，书记讲党课。")
	p.WaitText("要素齐全")
	p.Look("activity-new")
	p.Phone()
	p.Click("保存")
	p.WaitText("已保存")
	p.WaitText("86.6")
	p.WaitText("（出差）")
	p.Look("activity")
	if n := c.number(t, `select count(*) from activity where title = '12月主题党日暨党课' and cardinality(present) = 13 and place = '三楼会议室' and chair_id = $1`, members[0]); n != 1 {
		t.Errorf("%d such activities are kept, want 1", n)
	}
}

// The same without JavaScript: a button has the list follow kind and day.
func TestAnActivityIsRecordedWithoutJavaScript(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(4)...)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "liufang")
	p.WithoutJavaScript()
	p.Visit(page.NewActivityURL(c.organisation(t, "CZ-02"), ""))
	p.Check("主题党日")
	p.Fill("日期", "2026-12-10")
	p.Click("按类型和日期更新名单")
	if got := p.Value("名称"); got != "12月主题党日" {
		t.Errorf("the title is %q", got)
	}
	p.Within(fmt.Sprintf("#m%d", members[0])).Check("缺席")
	p.Click("保存")
	p.WaitText("已保存")
	p.WaitText("还缺：")
	if n := c.number(t, `select count(*) from activity where occurred_on = '2026-12-10' and absent = array[$1::bigint] and cardinality(present) = 3`, members[0]); n != 1 {
		t.Errorf("%d such activities are kept, want 1", n)
	}
}

// What is wrong comes back as typed; the second of two people sees both versions
// and keeps theirs; taking back marks and is told in the list.
func TestTheFormOfAnActivity(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(3)...)
	branch := c.organisation(t, "CZ-02")
	liu, wang := c.signIn(t, "liufang"), c.signIn(t, "wangming")
	add, form := page.NewActivityURL(branch, ""), filled(members)
	form.Set("day", "2026-12-21")
	form.Set("begins", "下午")
	answers(t, liu.upload(t, add, form), http.StatusUnprocessableEntity, "参观纪念馆", "下午", "请填写时间", "2026-12-21")
	form.Set("begins", "14:30")
	answers(t, liu.upload(t, add, form), http.StatusUnprocessableEntity, "参观纪念馆", "这一天还没有到")
	form.Set("day", "2026-12-10")
	if resp := liu.upload(t, add, form); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("adding: %d, %s", resp.StatusCode, text(t, resp))
	}
	id := c.number(t, `select id from activity`)
	change := func(b *client, version, title string) *http.Response {
		form := filled(members)
		form.Set("version", version)
		form.Set("title", title)
		form.Set(page.TokenField, b.token(t))
		return b.do(t, "POST", page.EditActivityURL(branch, id), form, nil)
	}
	if resp := change(wang, "1", "王明的名称"); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("changing: %d", resp.StatusCode)
	}
	answers(t, change(liu, "1", "刘芳的名称"), http.StatusConflict, "王明的名称", "刘芳的名称", "用我填写的内容保存", `name="version" value="2"`)
	if resp := change(liu, "2", "刘芳的名称"); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("keeping one's own: %d", resp.StatusCode)
	}
	one := page.ActivityURL(branch, id)
	if body := liu.get(t, one, http.StatusOK); !strings.Contains(body, "更正记录") || !strings.Contains(body, "王明的名称") || !strings.Contains(body, "更正 2 次") {
		t.Error("the page does not tell what was corrected")
	}
	remove := page.RemoveActivityURL(branch, id)
	answers(t, wang.post(t, remove, "version", "1"), http.StatusConflict, "刘芳的名称", "刚被刘芳改过")
	if resp := wang.post(t, remove, "version", "3"); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("taking back: %d", resp.StatusCode)
	}
	answers(t, change(liu, "3", "还想改的名称"), http.StatusConflict, "已撤销", "还想改的名称", page.NewActivityURL(branch, ""))
	liu.get(t, one, http.StatusNotFound)
	if body := liu.get(t, page.ActivitiesURL(branch, 2026, ""), http.StatusOK); !strings.Contains(body, "已撤销的登记") || !strings.Contains(body, "刘芳的名称") {
		t.Error("the list does not tell what was taken back")
	}
}

// The list tells by month how many came, what is missing and what came late, and
// shows one kind where asked. 3 of 4 = 75 %. 12 November to 20 December: 38 days.
func TestTheListOfActivities(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(4)...)
	id := c.partyDay(t, day(2026, time.November, 12), members)
	branch := c.organisation(t, "CZ-02")
	reviewer := c.signIn(t, "chenjing")
	body := reviewer.get(t, page.ActivitiesURL(branch, 2026, ""), http.StatusOK)
	for _, want := range []string{"11月", "3 / 4 · 75", "补记 38 天", "齐全", "没有主题党日"} {
		if !strings.Contains(body, want) {
			t.Errorf("the list does not say %s", want)
		}
	}
	if strings.Contains(body, "登记主题党日") {
		t.Error("who only reads is led to the form")
	}
	if body := reviewer.get(t, page.ActivitiesURL(branch, 2026, "talk"), http.StatusOK); strings.Contains(body, page.ActivityURL(branch, id)) {
		t.Error("the list of talks shows a party day")
	}
	one := reviewer.get(t, page.ActivityURL(branch, id), http.StatusOK)
	if strings.Contains(one, "/edit") || strings.Contains(one, "<form method=\"post\" action=\""+page.ActivityURL(branch, id)) || !strings.Contains(one, "（外出学习）") {
		t.Error("who only reads sees a form, or not why somebody was away")
	}
	reviewer.get(t, page.NewActivityURL(branch, ""), http.StatusForbidden)
	c.signIn(t, "cz-01").get(t, page.ActivityURL(branch, id), http.StatusNotFound)
}

// A task leads to a form that knows whom it is about, and another one like the
// last is a click away.
func TestTheFormOfAnActivityKnowsWhatItIsAbout(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(3)...)
	id := c.partyDay(t, day(2026, time.November, 12), members)
	branch := c.organisation(t, "CZ-02")
	b := c.signIn(t, "liufang")
	talk := b.get(t, page.NewRecordURL(branch, record.ActivityRecord, "talk", members[1], 0), http.StatusOK)
	for i, m := range members {
		name := fmt.Sprintf(`id="m%d-present" name="a-%d" value="present" checked`, m, m)
		if strings.Contains(talk, name) != (i == 1) {
			t.Errorf("member %d is listed: %t", i, i != 1)
		}
	}
	if !strings.Contains(talk, "谈话人") || !strings.Contains(talk, `value="12月谈心谈话"`) {
		t.Error("the form is not that of a talk")
	}
	again := b.get(t, page.LikeActivityURL(branch, id), http.StatusOK)
	for _, want := range []string{`value="三楼会议室"`, `value="14:00"`, `value="12月主题党日"`, `value="2026-12-20"`} {
		if !strings.Contains(again, want) {
			t.Errorf("the form like the last does not hold %s", want)
		}
	}
}
