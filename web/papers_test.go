package web

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
)

// certificateFile writes a picture that stands for a scanned certificate.
func certificateFile(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 60, 40))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "证书.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// keepPapers records a paper of each kind at CZ-02; all are the first of theirs.
func (c *city) keepPapers(t *testing.T, member int64) {
	t.Helper()
	keep, branch := records.New(c.server.desk), c.organisation(t, "CZ-02")
	who, err := c.Actor(t.Context(), "wangming", day(2026, time.December, 20))
	if err != nil {
		t.Fatal(err)
	}
	form := func(key string) records.Change { return records.Change{Branch: branch, Key: "papers-" + key} }
	_, plan := keep.SavePlan(t.Context(), who, form("plan"), record.Plan{Kind: record.Yearly, Year: 2026, Title: "2026 年党支部工作计划", CleanGovernment: true, On: day(2026, time.January, 12),
		Content: "一、抓好理论学习，每月集中学习一次。\n二、按时开展“三会一课”和主题党日。\n三、落实党风廉政建设责任。"})
	_, rule := keep.SaveRule(t.Context(), who, form("rule"), record.Rule{Kind: "meeting", Title: "三会一课制度", On: day(2024, time.March, 1)})
	_, honour := keep.SaveHonour(t.Context(), who, form("honour"), record.Honour{Kind: record.Achievement, Level: "municipal", Title: "先进基层党组织", Issuer: "中共某市委员会",
		DocumentNo: "市委〔2026〕12号", On: day(2026, time.December, 10)}, false)
	_, decision := keep.SaveSanction(t.Context(), who, form("sanction"), record.Sanction{Member: member, Kind: "warning", Issuer: "局机关纪委", On: day(2026, time.May, 6)}, "决定内容。")
	if err := errors.Join(plan, rule, honour, decision); err != nil {
		t.Fatal(err)
	}
}

// A clerk records an honour on a phone, with its certificate; recording it once
// more, the document's number in other brackets, asks first.
func TestAClerkRecordsAnHonourOnAPhone(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	branch := c.organisation(t, "CZ-02")
	p := enter(t, server, "liufang")
	p.Phone()
	fill := func(number string) {
		p.Visit(page.NewPaperURL(branch, "honours"))
		p.Check("荣誉成果")
		p.Check("市委市政府")
		p.Fill("荣誉名称", "先进基层党组织")
		p.Fill("授予单位", "中共某市委员会")
		p.Fill("文号", number)
		p.Fill("授予日期", "2026-07-01")
		p.Click("登记")
	}
	fill("市委〔2026〕12号")
	p.WaitText("已保存")
	p.Click("添加照片或文件")
	p.Attach("选择文件", certificateFile(t))
	p.Within("#files").WaitText("证书.png")
	p.Look("honour")
	fill("市委[2026] 12 号")
	p.WaitText("“财政局第二党支部”已经登记过同一项荣誉")
	p.Look("honour-twice")
	if n := c.number(t, `select count(*) from honour`); n != 1 {
		t.Errorf("%d honours are recorded before anybody said so", n)
	}
	p.Check("仍要登记")
	p.Click("登记")
	p.WaitText("同一项荣誉还登记在本支部的“先进基层党组织”")
	p.Visit(page.BookPartURL(branch, "honours", 2026))
	p.WaitText("重复登记")
	p.Look("honours")
}

// The clerk and the reviewer see neither the list, nor a link to it, nor a
// difference between a decision that is there and one that is not; the
// secretary reads the text by asking for it.
func TestADecisionIsOnScreenForTheFew(t *testing.T) {
	c := newCity(t)
	member := c.joined(t, numbered(1)...)[0]
	branch := c.organisation(t, "CZ-02")
	secretary := c.signIn(t, "wangming")
	resp := secretary.post(t, page.NewPaperURL(branch, "sanctions"), "member", fmt.Sprint(member), "kind", "warning", "issuer", "局机关纪委", "on", "2026-05-06", "text", "决定内容原文")
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("recording a decision: %d, %s", resp.StatusCode, text(t, resp))
	}
	id := c.number(t, `select id from sanction`)
	one := page.BookRecordURL(branch, "sanctions", id)
	for _, account := range []string{"liufang", "chenjing", "lishan"} {
		b := c.signIn(t, account)
		there, none := text(t, b.do(t, "GET", one, nil, nil)), text(t, b.do(t, "GET", page.BookRecordURL(branch, "sanctions", 999999), nil, nil))
		if strip(there) != strip(none) || strings.Contains(there, "赵甲子") {
			t.Errorf("%s can tell a decision that is there from one that is not", account)
		}
		b.get(t, page.BookPartURL(branch, "sanctions", 0), http.StatusForbidden)
		if home := b.get(t, page.BookURL(branch), http.StatusOK); strings.Contains(home, "党纪处分") || strings.Contains(home, "/sanctions") {
			t.Errorf("%s is led to decisions", account)
		}
		answers(t, b.post(t, page.SanctionTextURL(branch, id), "correction", "0"), http.StatusForbidden)
	}
	c.signIn(t, "cz-01").get(t, one, http.StatusNotFound)
	if body := secretary.get(t, one, http.StatusOK); strings.Contains(body, "决定内容原文") {
		t.Error("the text is shown without being asked for")
	}
	before := c.number(t, `select count(*) from audit_entry where action = 'sanction.view' and outcome = 'done'`)
	answers(t, c.signIn(t, "zhaogang").post(t, page.SanctionTextURL(branch, id), "correction", "0"), http.StatusOK, "决定内容原文")
	if after := c.number(t, `select count(*) from audit_entry where action = 'sanction.view' and outcome = 'done'`); after != before+1 {
		t.Errorf("%d readings on the record, want one more than %d", after, before)
	}
	if edit := secretary.get(t, page.EditPaperURL(branch, "sanctions", id), http.StatusOK); strings.Contains(edit, "决定内容原文") {
		t.Error("the form shows the text")
	}
}

// strip leaves out what differs from one rendering to the next.
func strip(body string) string { return tokenField.ReplaceAllString(body, "") }

// A plan of last year is taken over with its years moved on.
func TestLastYearsPlanIsTakenOver(t *testing.T) {
	c := newCity(t)
	branch := c.organisation(t, "CZ-02")
	b := c.signIn(t, "liufang")
	b.post(t, page.NewPaperURL(branch, "plans"), "kind", "yearly", "year", "2025", "title", "2025 年工作计划", "on", "2025-01-10", "clean_government", "true", "content", "2025 年重点")
	id := c.number(t, `select id from study_plan`)
	body := b.get(t, page.BookPartURL(branch, "plans", 2026), http.StatusOK)
	href := fmt.Sprintf("%s?copy=%d&amp;year=2026", page.NewPaperURL(branch, "plans"), id)
	if !strings.Contains(body, href) || !strings.Contains(body, "沿用去年的“2025 年工作计划”") || !strings.Contains(body, "还没有月度或季度学习计划") {
		t.Error("the list does not offer last year's plan, or does not say what is missing")
	}
	form := b.get(t, strings.ReplaceAll(href, "&amp;", "&"), http.StatusOK)
	for _, want := range []string{`value="2026 年工作计划"`, "2026 年重点", `value="yearly" checked`, `value="true" checked`, `value="2026-12-20"`} {
		if !strings.Contains(form, want) {
			t.Errorf("the form does not hold %s", want)
		}
	}
	c.signIn(t, "chenjing").get(t, page.NewPaperURL(branch, "plans"), http.StatusForbidden)
}

// What is wrong comes back as typed; the second of two people sees both
// versions and keeps theirs; taking back marks.
func TestTheFormOfAPaper(t *testing.T) {
	c := newCity(t)
	branch := c.organisation(t, "CZ-02")
	liu, wang := c.signIn(t, "liufang"), c.signIn(t, "wangming")
	add := page.NewPaperURL(branch, "rules")
	answers(t, liu.post(t, add, "kind", "meeting", "title", "三会一课制度", "on", "明天"), http.StatusUnprocessableEntity, "三会一课制度", "明天", "请填写日期")
	if resp := liu.post(t, add, "kind", "meeting", "title", "三会一课制度", "on", "2024-03-01", "content", "一、"); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("adding: %d", resp.StatusCode)
	}
	id := c.number(t, `select id from branch_rule`)
	edit := page.EditPaperURL(branch, "rules", id)
	change := func(b *client, version, title string) *http.Response {
		return b.post(t, edit, "version", version, "kind", "meeting", "title", title, "on", "2024-03-01", "content", "一、")
	}
	if resp := change(wang, "1", "王明的名称"); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("changing: %d", resp.StatusCode)
	}
	answers(t, change(liu, "1", "刘芳的名称"), http.StatusConflict, "王明的名称", "刘芳的名称", "用我填写的内容保存", `name="version" value="2"`)
	if resp := change(liu, "2", "刘芳的名称"); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("keeping one's own: %d", resp.StatusCode)
	}
	sheet := liu.get(t, page.BookRecordURL(branch, "rules", id), http.StatusOK)
	if !strings.Contains(sheet, "名称：三会一课制度 → 王明的名称") || !strings.Contains(sheet, "名称：王明的名称 → 刘芳的名称") {
		t.Error("the page does not tell what was corrected")
	}
	answers(t, liu.post(t, page.RemovePaperURL(branch, "rules", id), "version", "1"), http.StatusConflict, "刘芳的名称")
	if resp := liu.post(t, page.RemovePaperURL(branch, "rules", id), "version", "3"); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("taking back: %d", resp.StatusCode)
	}
	liu.get(t, page.BookRecordURL(branch, "rules", id), http.StatusNotFound)
	if n := c.number(t, `select count(*) from branch_rule where removed_at is not null`); n != 1 {
		t.Errorf("%d rules are marked as taken back", n)
	}
}
