package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/store"
	"baolei/web/page"
)

// joins puts a member on a branch's roster, with an account where one is named.
func (c *city) joins(t *testing.T, branch, name, account string) int64 {
	t.Helper()
	m := record.Member{Name: name, Sex: record.Female, Stage: record.Full, Since: day(2020, 1, 1)}
	if account != "" {
		actor, err := c.Actor(t.Context(), account, calendar.DateOf(c.clock.now()))
		if err != nil {
			t.Fatal(err)
		}
		m.Person = actor.Person
	}
	at := c.of(t, branch)
	if err := c.Store.Tx(t.Context(), func(ctx context.Context, tx *store.Tx) error {
		var id, add store.Batch
		id.NewID("member", &m.ID)
		if err := tx.Read(ctx, &id); err != nil {
			return err
		}
		add.AddMember(at.Root, &m, store.Sealed{}, 1, c.clock.now())
		add.Join(at.Branch, &m)
		return tx.Commit(ctx, &add)
	}); err != nil {
		t.Fatal(err)
	}
	return m.ID
}

// A member states the index on a phone, the branch checks it with a reason, the
// work committee takes the average. Of the base's 80, 12 are earned by serving:
// 68 for who states nothing special. 10 of 12 party days: −2, so 66; the branch
// counts 9: 65. Only one is checked, so the average is 65.
func TestAMembersIndexFromTheMemberToTheCity(t *testing.T) {
	c := newCity(t)
	c.joins(t, "CZ-02", "周洁", "zhoujie")
	c.joins(t, "CZ-02", "吴敏", "")
	branch := c.of(t, "CZ-02").Branch
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	zhou := enter(t, server, "zhoujie")
	zhou.Visit(page.MeURL)
	zhou.Look("me")
	zhou.Click("填写先锋指数自评")
	zhou.Fill("参加主题党日的月数", "10")
	zhou.Fill("按时足额交纳的月数", "12")
	for _, label := range []string{"无故缺席", "因工作不力被本单位批评", "经查属实的投诉", "参加志愿服务", "参加联系帮扶", "承担急难任务", "受到处罚或处分", "连续三个月的情形"} {
		zhou.Fill(label, "0")
	}
	zhou.Choose("学习任务完成情况", "全部完成")
	zhou.Choose("组织生活会", "已参加")
	zhou.Click("提交给支部")
	zhou.WaitText("民主评议党员：请填写这一项")
	zhou.Choose("民主评议党员", "已参加")
	zhou.Choose("转接和报告", "按期办理或无此情况")
	for _, level := range []string{"国家级", "警告"} {
		zhou.Fill(level, "0")
	}
	zhou.Look("my-index")
	zhou.Click("提交给支部")
	zhou.WaitText("已提交，等支部核定")
	zhou.WaitText("66.0")

	wang := enter(t, server, "wangming")
	wang.Visit(page.MemberIndexListURL(branch, 0))
	wang.Look("member-index")
	wang.Click("周洁")
	wang.Fill("参加主题党日的月数", "9")
	wang.Click("核定")
	wang.WaitText("与本人自评不同，请写明理由")
	wang.Within("#i-M1-1").Fill("与本人不同的理由", "九月请假没有说明")
	wang.Look("member-check")
	wang.Click("核定")
	wang.WaitText("已核定")
	wang.WaitText("65.0")

	li := enter(t, server, "lishan")
	li.Visit(page.CityAverageURL(c.Cycle))
	li.Click("取定平均分")
	li.WaitText("已取定，以这一次为准")
	li.Look("city-average")
	li.Row("以此为准").WaitText("65.0")

	zhou.Visit(page.MyIndexURL)
	zhou.WaitText("支部核定的理由：九月请假没有说明")
}

// A member takes the own data along: with the numbers in full, on the record,
// and with nothing of anybody else.
// The year that is examined is shown until it ends, then the current one; the other
// years are there to choose, with their index.
func TestAMemberChoosesTheYear(t *testing.T) {
	c := newCity(t)
	c.joins(t, "CZ-02", "周洁", "zhoujie")
	c.clock.add(90 * 24 * 60 * 60) // 20 March 2027
	zhou := c.signIn(t, "zhoujie")
	index := `href="` + page.MyIndexOfURL(2026) + `"`
	answers(t, zhou.do(t, "GET", page.MeURL, nil, nil), http.StatusOK, "2026 年先锋指数", index, `href="`+page.MeOfURL(2027)+`"`)
	if body := answers(t, zhou.do(t, "GET", page.MeOfURL(2027), nil, nil), http.StatusOK); strings.Contains(body, "先锋指数") && strings.Contains(body, index) {
		t.Error("2027 has the index of 2026")
	}
	c.over(t)
	if body := answers(t, zhou.do(t, "GET", page.MeURL, nil, nil), http.StatusOK); strings.Contains(body, index) {
		t.Error("after the end the year before is shown instead of the current one")
	}
	answers(t, zhou.do(t, "GET", page.MeOfURL(2026), nil, nil), http.StatusOK, "2026 年先锋指数", index)
	answers(t, zhou.do(t, "GET", page.MyIndexOfURL(2026), nil, nil), http.StatusOK)
	answers(t, zhou.do(t, "GET", page.MeURL+"?year=1999", nil, nil), http.StatusOK)
}

func TestAMemberTakesTheOwnDataAlong(t *testing.T) {
	c := newYear(t)
	zhou := c.signIn(t, "zhoujie")
	body := text(t, zhou.do(t, "POST", page.MyDataURL, url.Values{page.TokenField: {zhou.token(t)}}, nil))
	var got map[string]any
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatal(err)
	}
	if id, _ := got["身份证号"].(string); got["姓名"] != "周洁" || len(id) != 18 || got["电话"] == "" || len(got["参加活动"].([]any)) == 0 || strings.Contains(body, "刘芳") {
		t.Errorf("the file: %.600s", body)
	}
	if n := c.number(t, `select count(*) from audit_entry where action = 'member.export' and outcome = 'done'`); n != 1 {
		t.Errorf("%d entries in the log, want 1", n)
	}
}
