package web

import (
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	"baolei/internal/browsertest"
	"baolei/web/page"
)

// A year of one branch. The clerk brings in the roster of fifteen by Excel and,
// on a phone, records a theme party day in every month but July, and an honour;
// the dues of December come by Excel too. In December the secretary takes what the record book
// suggests, and the task list names July.
//
//	1.4  nothing of the three held                                       2
//	2.1  3 plans of 3 missing, 0.5 each, of 1 at most                    1
//	2.4  11 of 12 months, 1 missing                                      1
//	2.6  no analysis, 1; 15 talks missing, 0.5 each, of 2 at most        2
//	3.3  4 members' meetings missing, 1 each, and more, of 4 at most     4
//	3.5  dues of months not recorded, nothing published: 1 + 0.5         1.5
//	4.6, 5.2, 5.3  nothing recorded                                  3 × 1
//	6.1  4 rules of 4 missing, 0.5 each                                  2
//
// which is 16.5; a municipal honour of 荣誉成果 earns 3: 80 − 16.5 + 3 = 66.5.
func TestAYearIsTypedOnce(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	branch := c.organisation(t, "CZ-02")
	liu := enter(t, server, "liufang")
	liu.Visit(page.RosterURL(branch))
	liu.Click("导入导出")
	liu.Attach("选择文件", excelFile(t, "名册.xlsx", fifteen()...))
	liu.Click("上传并核对")
	liu.Click("确认导入 15 条")
	liu.WaitText("已导入党员名册")
	liu.Phone()
	for month := time.January; month <= time.December; month++ {
		if month == time.July {
			continue
		}
		liu.Visit(fmt.Sprintf("%s/new?kind=theme_party_day&day=2026-%02d-09", page.BookPartURL(branch, "activities", 0), month))
		liu.Click("保存")
		liu.WaitText("已保存")
	}
	c.year(t, liu, branch)

	wang := enter(t, server, "wangming")
	id := c.of(t, "CZ-02").ID
	wang.Visit(page.SelfAreaURL(id, "B2"))
	wang.Within("#i-B2-4").WaitText("7月")
	wang.Click("采用全部建议")
	wang.Click("采用勾选的建议")
	wang.WaitText("已采用勾选的建议")
	wang.Within("#score").WaitText("66.5")
	wang.Visit(page.SelfAreaURL(id, "B2"))
	wang.Within("#i-B2-4").WaitText("与所填一致")
	wang.Visit(page.TasksURL(branch))
	wang.Within("#overdue").Row("主题党日").WaitText("7月")
}

// year brings in December's dues and records an honour with its certificate.
func (c *city) year(t *testing.T, p *browsertest.Page, branch int64) {
	t.Helper()
	rows := [][]string{{"姓名", "月份", "依据", "基数（元）", "实交（元）", "交费日期"}}
	for _, name := range numbered(15) {
		rows = append(rows, []string{name, "2026-12", "在职", "4200", "42", "2026-12-10"})
	}
	p.Visit(page.BookURL(branch) + "/sheets/dues")
	p.Attach("选择文件", excelFile(t, "党费.xlsx", rows...))
	p.Click("上传并核对")
	p.Click("确认导入 15 条")
	p.WaitText("已导入党费")
	p.Visit(page.DuesMonthURL(branch, november(time.December)))
	p.WaitText("630.00 元") // 15 × 4200 × 1 %
	p.Visit(page.NewPaperURL(branch, "honours"))
	p.Check("荣誉成果")
	p.Check("市委市政府")
	p.Fill("荣誉名称", "机关党建征文二等奖")
	p.Fill("授予单位", "中共某市委员会")
	p.Fill("授予日期", "2026-07-01")
	p.Click("登记")
	p.WaitText("已保存")
	p.Click("添加照片或文件")
	p.Attach("选择文件", certificateFile(t))
	p.Within("#files").WaitText("证书.png")
}
