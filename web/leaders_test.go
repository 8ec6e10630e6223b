package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"baolei/web/page"
)

// done checks that a form acted.
func (c *client) done(t *testing.T, path string, pairs ...string) {
	t.Helper()
	if resp := c.post(t, path, pairs...); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("POST %s: %d, %s", path, resp.StatusCode, strip(text(t, resp)))
	}
}

func holds(t *testing.T, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(body, w) {
			t.Errorf("the page does not hold %q", w)
		}
	}
}

// Today is 20 December 2026. From 19 September it is 11 + 31 + 30 + 20 = 92 days
// and one day more than three months; three years from 1 June 2023 ended on
// 1 June 2026, 29 + 31 + 31 + 30 + 31 + 30 + 20 = 202 days ago.
func TestTheOrganisationPageTellsWhatIsEmptyAndOverdue(t *testing.T) {
	c := newCity(t)
	first := fmt.Sprint(c.joined(t, numbered(3)...)[0])
	branch := c.organisation(t, "CZ-02")
	wang := c.signIn(t, "wangming")
	holds(t, wang.get(t, page.BookOrganisationURL(branch), http.StatusOK), "还没有登记支部委员会的职位", "还没有登记本届任期", "没有划分党小组")
	wang.done(t, page.NewTermURL(branch), "version", "0", "elected", "2023-06-01")
	holds(t, wang.get(t, page.NewSeatURL(branch), http.StatusOK), `value="2023-06-01"`)
	wang.done(t, page.NewSeatURL(branch), "post", "组织委员", "opened", "2024-06-01", "member", first)
	seat := c.number(t, `select id from seat`)
	body := wang.get(t, page.BookOrganisationURL(branch), http.StatusOK)
	holds(t, body, "赵甲子", "2024年6月1日", "2026年6月1日", "已逾期 202 天")
	wang.done(t, page.SucceedURL(branch, seat), "version", "1", "member", "0", "since", "2026-09-20")
	holds(t, wang.get(t, page.BookOrganisationURL(branch), http.StatusOK), ">空缺<", "2026年9月20日起，已 91 天", "赵甲子（2024年6月1日至2026年9月20日）")
	wang.done(t, page.SeatURL(branch, seat), "version", "2", "post", "组织委员", "opened", "2024-06-01", "member-1", first, "since-1", "2024-06-01", "until-1", "2026-09-19")
	body = c.signIn(t, "chenjing").get(t, page.BookOrganisationURL(branch), http.StatusOK)
	holds(t, body, "空缺超过 3 个月", "2026年9月19日起，已 92 天", "更正记录", "任职：赵甲子（2024-06-01至2026-09-20） → 赵甲子（2024-06-01至2026-09-19）")
	for _, form := range []string{"任职变动</a>", "登记委员职位", "登记换届选举", "登记党小组"} {
		if strings.Contains(body, form) {
			t.Errorf("who only reads is offered %q", form)
		}
	}
	c.signIn(t, "chenjing").get(t, page.SeatURL(branch, seat), http.StatusForbidden)
	other := c.signIn(t, "cz-03")
	other.get(t, page.BookOrganisationURL(branch), http.StatusNotFound)
	answers(t, other.post(t, page.SucceedURL(branch, seat), "version", "3", "member", "0", "since", "2026-12-01"), http.StatusNotFound)
	other.get(t, page.SeatURL(c.organisation(t, "CZ-03"), seat), http.StatusNotFound)
}

// What is wrong comes back as typed; the second of two people sees both versions
// and keeps theirs; once the branch has submitted a reason is asked for.
func TestTheFormsOfASeat(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(3)...)
	id := func(i int) string { return fmt.Sprint(members[i]) }
	branch := c.organisation(t, "CZ-02")
	wang, liu := c.signIn(t, "wangming"), c.signIn(t, "liufang")
	answers(t, wang.post(t, page.NewSeatURL(branch), "post", "纪检委员", "opened", "昨天", "member", id(1)), http.StatusUnprocessableEntity, "纪检委员", "昨天", "请填写日期", fmt.Sprintf(`value="%s" selected`, id(1)))
	wang.done(t, page.NewSeatURL(branch), "post", "纪检委员", "opened", "2024-06-01", "member", id(0))
	seat := c.number(t, `select id from seat`)
	succeed := page.SucceedURL(branch, seat)
	answers(t, wang.post(t, succeed, "version", "1", "member", "", "since", "2026-02-01"), http.StatusUnprocessableEntity, "没有人接任的选“空缺”", `value="2026-02-01"`, `name="version" value="1"`)
	wang.done(t, succeed, "version", "1", "member", id(1), "since", "2026-01-01")
	answers(t, liu.post(t, succeed, "version", "1", "member", id(2), "since", "2026-02-01"), http.StatusConflict, "王明", "赵乙子", "2026年1月1日", "赵丙子", "2026年2月1日", "用我填写的内容保存", `name="version" value="2"`)
	liu.done(t, succeed, "version", "2", "member", id(2), "since", "2026-02-01")
	holds(t, liu.get(t, page.BookOrganisationURL(branch), http.StatusOK), "赵丙子", "赵甲子（2024年6月1日至2026年1月1日）；赵乙子（2026年1月1日至2026年2月1日）")

	whole := func(b *client, version string, more ...string) *http.Response {
		return b.post(t, page.SeatURL(branch, seat), append([]string{"version", version, "post", "纪检委员", "opened", "2024-06-01", "member-1", id(0), "since-1", "2024-06-01", "until-1", "2026-02-01",
			"member-2", id(1), "since-2", "2026-01-01", "until-2", "2026-02-01", "member-3", id(2), "since-3", "2026-02-01"}, more...)...)
	}
	answers(t, whole(wang, "3"), http.StatusUnprocessableEntity, "赵乙子从2026年1月1日起的任职，与前后任职或职位的起止日期不合", `value="2026-02-01"`)
	answers(t, whole(wang, "2", "drop-2", "true"), http.StatusConflict, "刘芳", "赵甲子（2024年6月1日至2026年2月1日）；赵丙子（2026年2月1日起）")
	if resp := whole(wang, "3", "drop-2", "true", "closed", "2026-12-01"); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("closing: %d", resp.StatusCode)
	}
	holds(t, wang.get(t, page.BookOrganisationURL(branch), http.StatusOK), "已撤销", "赵甲子（2024年6月1日至2026年2月1日）；赵丙子（2026年2月1日至2026年12月1日）")
	if n := c.number(t, `select count(*) from seat_holding where seat_id = $1`, seat); n != 2 {
		t.Errorf("%d held it, want 2", n)
	}
	if _, err := c.pool.Exec(t.Context(), `update assessment set state = 'submitted', submitted_at = now() where branch_id = $1`, branch); err != nil {
		t.Fatal(err)
	}
	answers(t, whole(wang, "4", "drop-2", "true"), http.StatusUnprocessableEntity, "更正理由", "请写明理由")
	if resp := whole(wang, "4", "drop-2", "true", "reason", "职位并未撤销"); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("with a reason: %d, %s", resp.StatusCode, strip(text(t, resp)))
	}
	holds(t, wang.get(t, page.BookOrganisationURL(branch), http.StatusOK), "职位并未撤销", "撤销日期：2026-12-01 → 空")
}

// Members are put into groups in one form, on a phone without JavaScript; who is
// overtaken sees both choices and keeps theirs.
func TestAClerkPutsMembersIntoGroupsOnAPhone(t *testing.T) {
	c := newCity(t)
	c.joined(t, numbered(3)...)
	branch := c.organisation(t, "CZ-02")
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "liufang")
	p.WithoutJavaScript()
	p.Phone()
	for _, name := range []string{"第一党小组", "第二党小组"} {
		p.Visit(page.BookOrganisationURL(branch))
		p.Click("登记党小组")
		p.Fill("名称", name)
		p.Choose("组长", "赵甲子")
		p.Click("登记")
		p.WaitText("已保存")
	}
	p.Click("编组")
	p.Choose("赵甲子", "第一党小组")
	p.Choose("赵乙子", "第一党小组")
	first, second := c.number(t, `select min(id) from party_group`), c.number(t, `select max(id) from party_group`)
	yi := c.number(t, `select s.id from membership s join member m on m.id = s.member_id where m.name = '赵乙子'`)
	c.signIn(t, "wangming").done(t, page.GroupMembersURL(branch), fmt.Sprintf("was-%d", yi), "0", fmt.Sprintf("group-%d", yi), fmt.Sprint(second))
	p.Click("保存")
	p.WaitText("您的还没有保存")
	if got := p.Status(); got != http.StatusConflict {
		t.Errorf("status %d", got)
	}
	if box := p.Text("#conflict"); !strings.Contains(box, "第二党小组") || strings.Contains(box, "赵甲子") {
		t.Errorf("the box tells %q, want only whom somebody else moved", box)
	}
	if n := c.number(t, `select count(*) from membership where group_id = $1`, first); n != 0 {
		t.Errorf("%d are in the first group before anybody said so", n)
	}
	if over := p.Overflow(); over > 0 {
		t.Errorf("%d pixels wider than a phone", over)
	}
	p.Click("用我填写的内容保存")
	p.WaitText("未编组 1 人：赵丙子")
	if n := c.number(t, `select count(*) from membership where group_id = $1`, first); n != 2 {
		t.Errorf("%d are in the first group, want 2", n)
	}
}
