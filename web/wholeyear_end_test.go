package web

import (
	"testing"

	"baolei/internal/browsertest"
	"baolei/web/page"
)

// ends closes the cycle: one officer proposes, the other confirms, the background
// does it. 甲局 keeps its eligibility, 乙局 loses it.
func (j *journey) ends(t *testing.T) {
	t.Helper()
	first, second := j.as(t, "off-1"), j.as(t, "off-2")
	first.Visit(page.ClosingURL(j.Cycle))
	first.WaitText("全部支部都已报送，抽查都已认定")
	first.Axe(t)
	first.Click("提出结束 2026 年考评")
	second.Visit(page.ClosingURL(j.Cycle))
	second.Click("确认结束 2026 年考评")
	second.WaitText("归档")
	j.closes(t, "off-2")
	if n := j.number(t, `select count(*) from assessment where state = 'final'`); n != 4 {
		t.Errorf("%d of 4 branches are final", n)
	}
	first.Visit(page.OutcomeURL(j.Cycle))
	first.WaitText("50%")
	first.Row("甲局党委").WaitText("保留参评资格")
	first.Row("乙局党委").WaitText("取消参评资格")
	first.Axe(t)
}

// mends walks the file of B-2 from the plan to its end: what it lost at B1 and at
// L1 are its two problems.
func (j *journey) mends(t *testing.T) {
	t.Helper()
	opens := func(account, say string) *browsertest.Page {
		t.Helper()
		p := j.as(t, account)
		p.Visit(page.HomeURL)
		p.WaitText(say)
		p.Click("2026 年整改台账")
		p.Click("乙局第二党支部")
		return p
	}
	p := opens("sec-b2", "请逐项写明整改措施")
	for _, problem := range []string{"#p-B1", "#p-L1"} {
		p.Within(problem).Fill("整改措施", "定计划、专人盯办。")
		p.Within(problem).Fill("责任人", "毕二")
		p.Within(problem).Fill("完成期限", "2027-03-20")
		p.Within(problem).Click("保存措施")
		p.Within(problem).WaitText("未完成")
	}
	p.Click("开始整改")
	for _, problem := range []string{"#p-B1", "#p-L1"} {
		p.Within(problem).Fill("进展", "已补开，已答复来信人。")
		p.Within(problem).Check("这项措施已经完成")
		p.Within(problem).Click("登记进展")
		p.Within(problem).WaitText("已完成")
	}
	p.Click("提请党委检查")
	p.WaitText("等党委书记检查")
	s := opens("com-b", "等您检查")
	s.Axe(t)
	s.Click("检查通过，报工委销号")
	s.WaitText("等工委经办销号")
	o := opens("off-1", "等您销号")
	o.Click("销号")
	o.WaitText("整改已完成、已销号")
}
