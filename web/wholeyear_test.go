package web

import (
	"strings"
	"testing"
	"time"

	"baolei/internal/store"
	"baolei/web/page"
)

// A year of two committees from its opening to its closing and after, each at
// the own browser. A branch has 100 − min(20a, 60) − min(5b, 40) − 10c; 90 is 达标,
// 100 is 优秀, below 80 is 后进整转. By hand:
//
//	      self               review            objection         spot check          counts
//	A-1   b=1: 95            b=3: 85           upheld, b=1: 95   b=1: 95             95  达标
//	A-2   100                100                                 b=2: 90, decided    90  达标, was 优秀
//	B-1   a=1: 80            80                                                      80  未达标
//	B-2   a=1, c=1: 70       70                                                      70  后进整转
//
// 甲局 reaches 2 of 2, 乙局 0 of 2, the city 2 of 4: 50 %, against 60 % wanted.
func TestAWholeYear(t *testing.T) {
	j := newWholeYear(t)
	j.opens(t)
	for _, s := range []struct{ account, branch, a, b, c, total string }{
		{"sec-a1", "A-1", "0", "1", "0", "95.0"}, {"sec-a2", "A-2", "0", "0", "0", "100"}, {"sec-b1", "B-1", "1", "0", "0", "80.0"}, {"sec-b2", "B-2", "1", "0", "1", "70.0"}} {
		j.assesses(t, s.account, s.branch, []string{s.a, s.b, s.c}, s.total)
	}
	j.sleep(21 * 24 * time.Hour) // Sunday, 10 January
	j.reviews(t, "rev-a", "A-1", "3")
	j.reviews(t, "rev-a", "A-2", "")
	for _, branch := range []string{"B-1", "B-2"} {
		j.reviews(t, "rev-b", branch, "")
	}
	for _, branch := range []string{"A-1", "A-2", "B-1", "B-2"} {
		j.signsResult(t, map[byte]string{'A': "com-a", 'B': "com-b"}[branch[0]], branch)
	}
	j.publicises(t, "com-a")
	j.publicises(t, "com-b")
	j.objects(t)
	j.sleep(8 * 24 * time.Hour) // 18 January, the publicity is over on the 15th
	j.reportsInTime(t)
	j.sleep(43 * 24 * time.Hour) // 2 March, two days after the last day of February
	j.reportsLate(t)
	j.draws(t)
	j.spotChecks(t)
	j.ends(t)
	j.mends(t)
}

func (j *journey) opens(t *testing.T) {
	t.Helper()
	p := j.as(t, "off-1")
	p.Visit(page.HomeURL)
	p.Click("开启考评周期")
	p.Fill("年度", "2026")
	p.Fill("达标率目标（%）", "60")
	p.Fill("自评开始", "2026-12-01")
	p.Fill("自评截止", "2026-12-31")
	p.Fill("考核验收开始", "2027-01-01")
	p.Fill("考核验收截止", "2027-01-31")
	p.Click("开启周期")
	p.WaitText("考评周期已开启")
	var cycles []store.Cycle
	j.queues(t, func(b *store.Batch) { b.Cycles(&cycles) })
	j.Cycle, j.Set = cycles[0].ID, cycles[0].Set
}

func (j *journey) assesses(t *testing.T, account, branch string, counts []string, total string) {
	t.Helper()
	id := j.of(t, branch).ID
	p := j.as(t, account)
	p.Visit(page.SelfURL(id) + "?area=B")
	p.Within("#i-B1").Fill("缺的组织生活", counts[0])
	p.Within("#i-B1").WaitText("已保存")
	p.Within("#i-B2").Fill("缺的学习", counts[1])
	p.Within("#i-B2").WaitText("已保存")
	p.Visit(page.SelfURL(id) + "?area=L")
	p.Within("#i-L1").Fill("信访件", counts[2])
	p.Within("#i-L1").WaitText("已保存")
	p.Within("#score").WaitText(total)
	p.Visit(page.SelfCheckURL(id))
	p.Click("提交自评")
	p.WaitText("已提交")
}

// reviews agrees with every item, but states another count at B2 where one is
// given.
func (j *journey) reviews(t *testing.T, account, branch, b2 string) {
	t.Helper()
	id := j.of(t, branch).ID
	p := j.as(t, account)
	for _, item := range []string{"B1", "B2", "L1"} {
		p.Visit(page.ReviewItemURL(id, item))
		if item == "B2" && b2 != "" {
			p.Fill("缺的学习", b2)
			p.WaitText("按此核定，")
			p.Fill("与自评不同，请写明理由", "两次学习没有签到表。")
			p.Click("按此核定，")
		} else {
			p.Click("同意自评，")
		}
		p.WaitText("已核")
	}
	p.Visit(page.ReviewURL(id))
	p.WaitText("已核 3 / 3 项")
}

func (j *journey) signsResult(t *testing.T, account, branch string) {
	t.Helper()
	p := j.as(t, account)
	p.Visit(page.ReviewSignURL(j.of(t, branch).ID))
	p.Click("签署")
	p.WaitText("已签署")
}

func (j *journey) publicises(t *testing.T, account string) {
	t.Helper()
	p := j.as(t, account)
	p.Visit(page.HomeURL)
	p.Click("去公示")
	p.Click("公示到2027年1月15日") // the working days after Sunday the 10th are the 11th to the 15th
	p.WaitText("已公示，支部会收到提醒")
}

func (j *journey) objects(t *testing.T) {
	t.Helper()
	id := j.of(t, "A-1").ID
	p := j.as(t, "sec-a1")
	p.Visit(page.ResultURL(id) + "?area=B")
	p.Within("#i-B2").Click("对这一项提出异议")
	p.Fill("理由", "两次学习的签到表在支部，附后。")
	p.Click("提出异议")
	p.WaitText("已提出，等党委书记处理")
	s := j.as(t, "com-a")
	s.Visit(page.HomeURL)
	s.Click("处理异议")
	s.Click("2 学习教育")
	s.Check("采纳：在下面改动核定")
	s.Fill("处理的理由", "看了原件。")
	s.Check("恢复为自评")
	s.Click("签署处理结果")
	s.WaitText("已处理，提出异议的人会收到提醒")
	p.Visit(page.ResultURL(id))
	p.WaitText("95.0")
}

// reportsInTime has 乙局 report in time, be given it back, and report again.
func (j *journey) reportsInTime(t *testing.T) {
	t.Helper()
	p, o := j.as(t, "com-b"), j.as(t, "off-1")
	send := func(button string) {
		t.Helper()
		p.Visit(page.ReportOfURL(j.Cycle, j.of(t, "B-1").Committee))
		p.Click(button)
		p.WaitText("已报送，等工委接收")
		o.Visit(page.ReportsURL)
		o.Click("乙局党委")
	}
	send("报送机关工委")
	o.Fill("退回的意见", "请写明后进支部的打算。")
	o.Click("退回")
	o.WaitText("已退回，党委会收到提醒")
	p.Visit(page.ReportOfURL(j.Cycle, j.of(t, "B-1").Committee))
	p.Fill("办理情况", "后进支部已定专人帮带。")
	p.Click("重新报送机关工委")
	p.WaitText("已报送，等工委接收")
	o.Visit(page.ReportsURL)
	o.Click("乙局党委")
	o.Click("接收")
	o.WaitText("已接收，党委会收到提醒")
}

func (j *journey) reportsLate(t *testing.T) {
	t.Helper()
	p, o := j.as(t, "com-a"), j.as(t, "off-1")
	p.Visit(page.HomeURL)
	p.Click("报送结果")
	p.WaitText("已过期限 2 天")
	p.Click("报送机关工委")
	p.WaitText("已报送，等工委接收")
	o.Visit(page.ReportsURL)
	o.WaitText("逾期 2 天")
	o.Click("甲局党委")
	o.Click("接收")
	o.WaitText("已接收，党委会收到提醒")
}

// draws draws both branches of 甲局.
func (j *journey) draws(t *testing.T) {
	t.Helper()
	p := j.as(t, "off-1")
	p.Visit(page.HomeURL)
	p.Click("公布抽查名单")
	p.Fill("甲局党委抽几个", "2")
	p.Fill("乙局党委抽几个", "0")
	p.Fill("种子从哪里来", "3月2日下午当众掷骰 20 次")
	p.Click("下一步：核对")
	p.Click("公布，之后不再修改")
	p.WaitText("名单已公布")
	p.Fill("种子", "27182818284590452353")
	p.Click("录入，交另一位经办确认")
	p.WaitText("请另一位经办核对确认")
	second := j.as(t, "off-2")
	second.Visit(page.HomeURL)
	second.Click("核对种子")
	second.Click("我核对无误，确认")
	second.WaitText("重算一致")
}

// spots hands a check in.
func (j *journey) spots(t *testing.T, branch string, counts []string) {
	t.Helper()
	j.id = j.of(t, branch).ID
	p := j.as(t, j.checker(t))
	p.Visit(page.SpotURL(j.id) + "?area=B")
	p.Within("#i-B1").Fill("缺的组织生活", counts[0])
	p.Within("#i-B1").WaitText("已保存")
	p.Within("#i-B2").Fill("缺的学习", counts[1])
	p.Within("#i-B2").WaitText("已保存")
	p.Visit(page.SpotURL(j.id) + "?area=L")
	p.Within("#i-L1").Fill("信访件", counts[2])
	p.Within("#i-L1").WaitText("已保存")
	p.Visit(page.HandInURL(j.id))
	p.Click("交回，之后不能再改")
	p.WaitText("考核")
}

// spotChecks spot-checks both branches; that of A-2 counts.
func (j *journey) spotChecks(t *testing.T) {
	t.Helper()
	j.spots(t, "A-1", []string{"0", "1", "0"})
	j.spots(t, "A-2", []string{"0", "2", "0"})
	one, two := j.of(t, "A-1").ID, j.of(t, "A-2").ID
	for account, id := range map[string]int64{"sec-a1": one, "sec-a2": two} {
		p := j.as(t, account)
		p.Visit(page.SpotURL(id))
		p.Click("没有异议")
		p.Click("确认没有异议")
		p.WaitText("没有异议")
	}
	first, second := j.as(t, "off-1"), j.as(t, "off-2")
	first.Visit(page.DecisionsURL)
	first.Click("提出：以考核为准")
	first.Visit(page.SpotURL(two))
	first.Check("以抽查为准：30.0")
	first.Fill("理由", "少的两次没有记录。")
	first.Click("提出，交另一位经办确认")
	second.Visit(page.DecisionsURL)
	second.Click("确认：以考核为准")
	second.Visit(page.SpotURL(two))
	second.Click("确认，按此计入")
	j.stands(t, map[string]string{"A-1": "95.0 达标", "A-2": "90.0 达标", "B-1": "80.0 未达标", "B-2": "70.0 后进整转"})
}

// stands checks what counts, as the list of results tells the office.
func (j *journey) stands(t *testing.T, want map[string]string) {
	t.Helper()
	p := j.as(t, "off-1")
	p.Visit(page.ResultsURL)
	for branch, figure := range want {
		row := p.Row(branch)
		for _, word := range strings.Fields(figure) {
			row.WaitText(word)
		}
	}
}
