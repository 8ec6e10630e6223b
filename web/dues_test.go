package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/store"
	"baolei/web/page"
)

// joined puts people on the roster of CZ-02 from 2024 on.
func (c *city) joined(t *testing.T, names ...string) []int64 {
	t.Helper()
	ids := make([]int64, len(names))
	var b store.Batch
	for i := range names {
		b.NewID("member", &ids[i])
	}
	c.send(t, &b)
	branch := c.organisation(t, "CZ-02")
	b = store.Batch{}
	for i, name := range names {
		m := record.Member{ID: ids[i], Name: name, Sex: record.Male, Stage: record.Full, Since: day(2024, time.January, 1)}
		b.AddMember(c.number(t, `select root_id from organisation where id = $1`, branch), &m, store.Sealed{}, c.person(t, "wangming"), c.clock.now())
		b.Join(branch, &m)
	}
	c.send(t, &b)
	return ids
}

func (c *city) send(t *testing.T, b *store.Batch) {
	t.Helper()
	if err := c.Store.Read(context.Background(), b); err != nil {
		t.Fatal(err)
	}
}

// numbered makes so many names, up to 100.
func numbered(n int) []string {
	stems, branches := []rune("甲乙丙丁戊己庚辛壬癸"), []rune("子丑寅卯辰巳午未申酉")
	var names []string
	for i := range n {
		names = append(names, "赵"+string(stems[i%10])+string(branches[i/10]))
	}
	return names
}

func november(m time.Month) calendar.Month { return calendar.Month{Year: 2026, Month: m} }

// collected records that all of some members paid for a month on a wage of
// 4200 yuan: 42 yuan each.
func (c *city) collected(t *testing.T, m calendar.Month, members []int64) {
	t.Helper()
	clerk, err := c.Actor(t.Context(), "liufang", day(2026, time.December, 20))
	if err != nil {
		t.Fatal(err)
	}
	in := records.SaveDues{Change: records.Change{Branch: c.organisation(t, "CZ-02"), Key: "collected-" + m.String()}, Month: m, PaidOn: m.Last(), Rest: true}
	for _, id := range members {
		in.Entries = append(in.Entries, records.DuesEntry{Member: id, Basis: record.Wage, Base: 4200_00, Amount: -1})
	}
	if err := records.New(c.server.desk).SaveDues(t.Context(), clerk, in); err != nil {
		t.Fatal(err)
	}
}

// A clerk records November on a phone: 15 members as in October, all have paid
// but two. 15 × 4200 × 1 % = 15 × 42 = 630 due, 13 × 42 = 546 paid. Then one of
// the two pays a part, on another day: 20 of 42.
func TestAClerkRecordsAMonthOfDuesOnAPhone(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(15)...)
	c.collected(t, november(time.October), members)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "liufang")
	p.Phone()
	branch := c.organisation(t, "CZ-02")
	p.Visit(page.DuesURL(branch, 2026))
	p.Row("11月").WaitText("未登记")
	p.Visit(page.DuesMonthURL(branch, november(time.November)))
	p.Look("dues-new")
	bing := p.Within(fmt.Sprintf("#m-%d", members[2]))
	bing.Check("未交")
	p.Within(fmt.Sprintf("#m-%d", members[4])).Check("未交")
	p.Click("全部交齐")
	p.WaitText("已保存")
	p.WaitText("缺 2 人")
	p.WaitText("546.00 元")
	p.WaitText("630.00 元")
	bing.WaitText("未交")

	bing.Check("已交")
	bing.Click("在职 4200.00 元")
	bing.Fill("实交（元）", "20")
	bing.Fill("交费日期", "2026-12-03")
	p.Within(".save-bar").Click("保存")
	p.WaitText("还差 22.00 元")
	p.WaitText("566.00 元")
	p.Look("dues-saved")

	p.Fill("上缴日期", "2026-12-05")
	p.Click("保存上缴与公示")
	p.WaitText("已保存")
	if got := p.Value("上缴金额（元）"); got != "566.00" {
		t.Errorf("handed up %q, want what was collected, 566.00", got)
	}
	p.Visit(page.DuesURL(branch, 2026))
	p.Within("#months").Row("11月").WaitText("缺 2 人")
	p.Row("赵戊子").WaitText("42.00")
	p.Look("dues-year")
}

var hiddenRow = regexp.MustCompile(`name="(row-\d+)" value="([^"]*)"`)

// table is the form of a month as a page shows it.
func (c *client) table(t *testing.T, path string) url.Values {
	t.Helper()
	form := url.Values{"paid_on": {"2026-11-10"}, page.TokenField: {c.token(t)}}
	for _, m := range hiddenRow.FindAllStringSubmatch(c.get(t, path, http.StatusOK), -1) {
		form.Set(m[1], m[2])
		id, seen := strings.TrimPrefix(m[1], "row-"), strings.Split(m[2], "|")
		for i, name := range []string{"paid", "basis", "base", "amount", "on", "note"} {
			form.Set(name+"-"+id, seen[i+1])
		}
	}
	return form
}

// Two people fill in the same month. Each keeps the rows that only they
// changed; the second sees both versions of the row that both did, with status
// 409, and saving once more keeps theirs.
func TestTwoPeopleFillInOneMonth(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(3)...)
	c.collected(t, november(time.November), members)
	path := page.DuesMonthURL(c.organisation(t, "CZ-02"), november(time.November))
	wang, liu := c.signIn(t, "wangming"), c.signIn(t, "liufang")
	first, second := wang.table(t, path), liu.table(t, path)
	id := func(name string, n int) string { return name + "-" + strconv.FormatInt(members[n], 10) }
	first.Set(id("base", 0), "5000.00")
	first.Set(id("base", 1), "6000.00")
	if resp := wang.do(t, "POST", path, first, nil); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("the first of two: %d", resp.StatusCode)
	}
	second.Set(id("base", 1), "7000.00")
	second.Set(id("base", 2), "8000.00")
	resp := liu.do(t, "POST", path, second, nil)
	body := text(t, resp)
	if resp.StatusCode != http.StatusConflict || !strings.Contains(body, "在职 6000.00 元") || !strings.Contains(body, "在职 7000.00 元") || !strings.Contains(body, "王明") {
		t.Fatalf("the second of two: %d without both versions", resp.StatusCode)
	}
	// All with what was paid before: base n × rate; 4200 was the base of the first before.
	base := func(n int) int64 {
		return c.number(t, `select base from dues where member_id = $1 and month = '2026-11-01'`, members[n])
	}
	if got := []int64{base(0), base(1), base(2)}; got[0] != 5000_00 || got[1] != 6000_00 || got[2] != 8000_00 {
		t.Errorf("after the conflict the bases are %v", got)
	}
	again := liu.table(t, path)
	again.Set(id("base", 1), "7000.00")
	if resp := liu.do(t, "POST", path, again, nil); resp.StatusCode != http.StatusSeeOther || base(1) != 7000_00 {
		t.Errorf("keeping one's own: %d, base %d", resp.StatusCode, base(1))
	}
}

func TestWhatIsWrongInDuesComesBackAsTyped(t *testing.T) {
	c := newCity(t)
	members := c.joined(t, numbered(2)...)
	path := page.DuesMonthURL(c.organisation(t, "CZ-02"), november(time.November))
	b := c.signIn(t, "liufang")
	form := b.table(t, path)
	form.Set(fmt.Sprintf("base-%d", members[0]), "四千二")
	form.Set(fmt.Sprintf("base-%d", members[1]), "3999.99")
	form.Set("rest", "true")
	resp := b.do(t, "POST", path, form, nil)
	body := text(t, resp)
	if resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "四千二") || !strings.Contains(body, "3999.99") || !strings.Contains(body, "赵甲子：请按元填写") {
		t.Errorf("%d, and the page does not show what was typed and what is wrong", resp.StatusCode)
	}
	if n := c.number(t, `select count(*) from dues`); n != 0 {
		t.Errorf("%d rows were kept", n)
	}
	for address, want := range map[string]int{"202613": 404, "209001": 404, "199912": 404, "x": 404, "202611": 200} {
		b.get(t, page.BookURL(c.organisation(t, "CZ-02"))+"/dues/"+address, want)
	}
}

// A page for 60 members stays under 100 KB.
func TestATableOfSixtyMembersIsSmall(t *testing.T) {
	c := newCity(t)
	c.collected(t, november(time.November), c.joined(t, numbered(60)...))
	body := c.signIn(t, "liufang").get(t, page.DuesMonthURL(c.organisation(t, "CZ-02"), november(time.November)), http.StatusOK)
	if len(body) > 100<<10 {
		t.Errorf("the page has %d bytes", len(body))
	}
}
