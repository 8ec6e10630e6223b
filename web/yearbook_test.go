package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/store"
	"baolei/web/page"
)

// kept is a branch whose book of 2026 has something in every part.
type kept struct {
	branch  int64
	members []int64
}

// keepBook writes a year's book of 财政局第二党支部 into the database: 30
// members, 12 theme days of which the third is a party class too, 4 members'
// meetings, a talk, dues, plans, an honour, a rule, a decision.
func (c *city) keepBook(t *testing.T) kept {
	t.Helper()
	ctx := context.Background()
	k := kept{branch: c.of(t, "CZ-02").Branch}
	by := int64(1)
	at := time.Date(2026, time.December, 1, 2, 0, 0, 0, time.UTC)
	write := func(queue func(*store.Batch)) {
		t.Helper()
		var b store.Batch
		queue(&b)
		if err := c.Store.Read(ctx, &b); err != nil {
			t.Fatal(err)
		}
	}
	var root int64
	if err := c.pool.QueryRow(ctx, `select id from organisation where level = 'work_committee'`).Scan(&root); err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		m := record.Member{Name: fmt.Sprintf("党员%02d", i+1), Sex: record.Male, Stage: record.Full, Born: day(1980, time.May, 17), Joined: day(2005, time.July, 1), Since: day(2020, time.January, 1), Duty: "科员"}
		write(func(b *store.Batch) { b.NewID("member", &m.ID) })
		sealed := store.Sealed{Identity: []byte("110101198005170011"), IdentityDigest: fmt.Appendf(nil, "d%d", i), Phone: []byte("13800138000")}
		write(func(b *store.Batch) { b.AddMember(root, &m, sealed, by, at); b.Join(k.branch, &m) })
		k.members = append(k.members, m.ID)
	}
	var id int64
	for month := time.January; month <= time.December; month++ {
		a := record.Activity{Kinds: []record.ActivityKind{record.ThemePartyDay}, On: day(2026, month, 5), Begins: 14 * 60, Minutes: 120, Title: "学习贯彻部署", Place: "三楼会议室",
			Chair: k.members[0], Recorder: k.members[1], Content: strings.Repeat("结合本单位实际讨论怎样落实，逐项明确了负责人和完成时间。\n", 8), Resolutions: "下月检查落实情况。",
			Present: k.members[:28], OnLeave: k.members[28:29], Absent: k.members[29:], Reasons: map[int64]string{k.members[28]: "出差"}}
		if month == time.March {
			a.Kinds = append(a.Kinds, record.PartyClass)
		}
		write(func(b *store.Batch) { b.AddActivity(k.branch, &a, by, at, &id) })
		if month%3 == 0 {
			a.Kinds, a.Title = []record.ActivityKind{record.MembersMeeting}, "季度党员大会"
			if month == time.March {
				a.Kinds = append(a.Kinds, record.ThemePartyDay)
				a.Title = "民主议事"
			}
			write(func(b *store.Batch) { b.AddActivity(k.branch, &a, by, at, &id) })
		}
		for i, member := range k.members {
			d := record.Dues{Branch: k.branch, Month: calendar.Month{Year: 2026, Month: month}, Member: member, Basis: record.Wage, Base: 800000, Due: 12000, Paid: 12000, PaidOn: day(2026, month, 5)}
			if i == 0 && month == time.February {
				d.Paid = 5000
			}
			write(func(b *store.Batch) { b.SaveDues(&d, by, at) })
		}
		whole := record.DuesMonth{Branch: k.branch, Month: calendar.Month{Year: 2026, Month: month}, HandedUp: 360000, HandedUpOn: day(2026, month, 20)}
		write(func(b *store.Batch) { b.SaveDuesMonth(&whole, by, at) })
	}
	talk := record.Activity{Kinds: []record.ActivityKind{record.Talk}, On: day(2026, time.April, 9), Begins: -1, Title: "谈心谈话", Chair: k.members[0], Present: k.members[5:6], Content: "了解工作和家庭情况。"}
	plan := record.Plan{Kind: record.Yearly, Year: 2026, Title: "年度工作计划", Content: "全年安排", CleanGovernment: true, On: day(2026, time.January, 10)}
	honour := record.Honour{Kind: record.CentralWork, Level: "municipal", Title: "先进基层党组织", Issuer: "市委", DocumentNo: "市委〔2026〕9号", On: day(2026, time.July, 1), Identity: "x"}
	rule := record.Rule{Kind: "study", Title: "学习制度", Content: "每月学习一次。", On: day(2025, time.March, 1)}
	sanction := record.Sanction{Member: k.members[9], Kind: "warning", Issuer: "驻局纪检组", On: day(2026, time.August, 8)}
	write(func(b *store.Batch) {
		b.AddActivity(k.branch, &talk, by, at, &id)
		b.AddPlan(k.branch, &plan, by, at, &id)
		b.AddHonour(k.branch, &honour, by, at, &id)
		b.AddRule(k.branch, &rule, by, at, &id)
		b.NewID("sanction", &sanction.ID)
	})
	write(func(b *store.Batch) { b.AddSanction(k.branch, &sanction, []byte("密封的文字"), by, at) })
	return k
}

func TestTheYearBookHoldsEveryPart(t *testing.T) {
	c := newCity(t)
	k := c.keepBook(t)
	wang := c.signIn(t, "wangming")
	book := wang.get(t, page.YearBookURL(k.branch, 2026), http.StatusOK)
	for _, want := range []string{"财政局第二党支部", "一、组织情况", "二、党员名册", "三、学习教育", "四、会议考评", "五、党费收缴", "六、荣誉成果", "七、基本制度", "八、志愿服务和联系帮扶",
		"党员 30 人，其中正式党员 30 人，预备党员 0 人", "1980-05", "2005-07-01",
		// 12 theme days and the members' meeting of March that was one too; 4 members' meetings; one talk.
		"主题党日 13 次，党课 1 次", "党员大会 4 次，支委会 0 次", "谈心谈话 1 次",
		"应到 30 人，实到 28 人，到会率 93.33%", // 28 ÷ 30 = 0.93333…
		"党员29（出差）", "3月5日 主题党日、党课：学习贯彻部署", "见“学习教育”部分。", "谈话对象", "党员06",
		"50.00/120.00", "1370.00", // 11 × 120 + 50
		"3530.00", "43130.00", // 30 × 120 − 70; 12 × 30 × 120 − 70
		"先进基层党组织", "市委〔2026〕9号", "学习制度", "每月学习一次。", "全年安排", "已列入", "没有划分党小组。", "没有登记支部委员会成员。", "2026-12-01 补记", "下月检查落实情况。"} {
		if !strings.Contains(book, want) {
			t.Errorf("the book does not hold %q", want)
		}
	}
	for _, never := range []string{"1980-05-17", "110101", "13800138000", "党纪处分</h2>", "驻局纪检组", "密封"} {
		if strings.Contains(book, never) {
			t.Errorf("the book holds %q", never)
		}
	}
	empty := wang.get(t, page.YearBookURL(k.branch, 2015), http.StatusOK)
	if n := strings.Count(empty, "没有"); n < 9 {
		t.Errorf("an empty book says only %d times that there is nothing", n)
	}
	for _, year := range []string{"1999", "2028", "x", "0"} {
		wang.get(t, fmt.Sprintf("/book/%d/year/%s", k.branch, year), http.StatusNotFound)
	}
}

// Decisions of discipline are in the book for who may see them, and only when
// they ask; another branch's book is not there.
func TestTheYearBookKeepsDecisionsToThoseWhoMaySeeThem(t *testing.T) {
	c := newCity(t)
	k := c.keepBook(t)
	address := page.YearBookURL(k.branch, 2026)
	for account, want := range map[string]struct{ plain, asked int }{
		"wangming": {200, 200}, "zhaogang": {200, 200}, "liufang": {200, 403}, "chenjing": {200, 403}, "lishan": {200, 403}, "cz-03": {404, 404}, "zhoujie": {403, 403}, "shenji": {403, 403},
	} {
		one := c.signIn(t, account)
		plain := one.get(t, address, want.plain)
		if offered := strings.Contains(plain, "附上党纪处分"); offered != (want.asked == 200) {
			t.Errorf("%s is offered the decisions: %v", account, offered)
		}
		asked := one.get(t, address+"?sanctions=1", want.asked)
		if shown := strings.Contains(asked, "驻局纪检组"); shown != (want.asked == 200) || strings.Contains(asked, "密封") {
			t.Errorf("%s sees the decisions: %v", account, shown)
		}
	}
}

// On paper: several pages of A4, and the text is on them.
func TestTheYearBookPrints(t *testing.T) {
	c := newCity(t)
	k := c.keepBook(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "wangming")
	p.Visit(page.BookURL(k.branch))
	p.Click("打印年度记实本")
	p.WaitText("党支部工作记实本")
	p.Look("yearbook")
	paper := p.Print(t, "yearbook")
	// The cover; a roster of 30 lines, dues of 30 lines; 17 records of 8 lines and more.
	if paper.Pages < 6 || paper.Pages > 40 {
		t.Errorf("%d pages", paper.Pages)
	}
	if missing := paper.Lacks("财政局第二党支部工作记实本年度组织情况党员名册学习教育会议考评费收缴荣誉成果基本制谈话对象应到实率下月检查落实市委〔2026〕9号"); missing != "" {
		t.Errorf("%q is printed nowhere", missing)
	}
	if paper.Lacks("鲸") == "" {
		t.Error("a character that stands nowhere is found")
	}
}
