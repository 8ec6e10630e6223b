package web

import (
	"strings"
	"testing"

	"baolei/web/page"
)

// Of two who decide the same objection, the second sees who was first and when,
// what is stored, and what they typed.
func TestTheSecondToDecideAnObjectionLosesNothing(t *testing.T) {
	c := newYear(t)
	address := page.ObjectionURL(c.number(t, `select min(id) from objection where decided_at is null`))
	first, second := c.signIn(t, "zj-shuji"), c.signIn(t, "zj-shuji")
	late := formOf(t, text(t, second.do(t, "GET", address, nil, nil)), address)
	clause := ""
	for field := range late {
		if code, _, ok := strings.Cut(field, ":actual"); ok {
			clause = code
			late.Set(field, "7")
		}
	}
	if clause == "" {
		t.Fatalf("no figure to type in %v", late)
	}
	late.Set("decision", "upheld")
	late.Set("answer", "补交的记录\n可以采信")
	wants(t, first.fillIn(t, address, address, "decision", "rejected", "answer", "记录不全"), 303)
	body := wants(t, second.do(t, "POST", address, late, nil), 409, "已于 ", "处理了这条异议：不采纳", "您刚才填写的内容", "补交的记录\n可以采信", "记录不全")
	kept, stored, _ := strings.Cut(body, `id="as-it-is"`)
	if !strings.Contains(kept, "7 ") || strings.Contains(stored, "7 / ") {
		t.Errorf("what is typed stands where what is stored is to be: %s", stored)
	}
}

// An objection that is upheld to the branch's harm is asked about once more, and then
// taken.
func TestUpholdingThatCostsPointsAsksOnceMore(t *testing.T) {
	c := newYear(t)
	address := page.ObjectionURL(c.number(t, `select min(id) from objection where decided_at is null`))
	b := c.signIn(t, "zj-shuji")
	form := formOf(t, text(t, b.do(t, "GET", address, nil, nil)), address)
	for field := range form {
		if clause, _, ok := strings.Cut(field, ":actual"); ok {
			form.Set(field, "1")
			form.Set("why-"+clause, "重新核对，只有一次有记录")
		}
	}
	form.Set("decision", "upheld")
	form.Set("answer", "按记录重新核定")
	body := wants(t, b.do(t, "POST", address, form, nil), 422, "确认减少得分", "支部受损", "按记录重新核定")
	if again := formOf(t, body, address); again.Get("lower") != "" {
		t.Error("it is confirmed before anybody did")
	}
	form.Set("lower", "true")
	wants(t, b.do(t, "POST", address, form, nil), 303)
}

// Of two officers who give a report back the second keeps the reason.
func TestTheSecondToGiveAReportBackLosesNothing(t *testing.T) {
	c := newYear(t)
	id := c.number(t, `select min(id) from committee_report where state = 'sent'`)
	address := page.ReceivedURL(id)
	first, second := c.signIn(t, "lishan"), c.signIn(t, "zhanglei")
	accept := formOf(t, text(t, second.do(t, "GET", address, nil, nil)), page.AcceptURL(id))
	late := formOf(t, text(t, second.do(t, "GET", address, nil, nil)), page.GiveBackURL(id))
	late.Set("reason", "签到表缺两次")
	wants(t, first.fillIn(t, address, page.GiveBackURL(id), "reason", "得分算错"), 303)
	wants(t, second.do(t, "POST", page.GiveBackURL(id), late, nil), 409, "李珊 已于 ", "退回了这次报送", "您刚才填写的内容", "签到表缺两次")
	wants(t, second.do(t, "POST", page.AcceptURL(id), accept, nil), 409, "李珊 已于 ", "退回了这次报送")
}

// The reason of a clause is not asked for where an objection is upheld, and so its
// absence is taken: the decision's stands for it.
func TestUpholdingAsksForOneReason(t *testing.T) {
	c := newYear(t)
	id := c.number(t, `select min(id) from objection where decided_at is null`)
	address := page.ObjectionURL(id)
	zhou := c.signIn(t, "zj-shuji")
	body := text(t, zhou.do(t, "GET", address, nil, nil))
	if !strings.Contains(body, "可以不写：不写的，就用上面“处理的理由”。") || strings.Contains(body, "与自评不同，请写明理由") {
		t.Error("the form does not say that one reason is enough")
	}
	form := formOf(t, body, address)
	clause := ""
	for field := range form {
		if code, _, ok := strings.Cut(field, ":actual"); ok {
			clause = code
			form.Set(field, "7")
		}
		if strings.HasPrefix(field, "why-") {
			form.Set(field, "")
		}
	}
	form.Set("decision", "upheld")
	form.Set("answer", "补交的记录可以采信")
	form.Set("lower", "true") // 7 of 12 cost more than before
	wants(t, zhou.do(t, "POST", address, form, nil), 303)
	if n := c.number(t, `select count(*) from finding f join objection o on o.assessment_id = f.assessment_id where o.id = $1 and f.level = 'review' and f.clause = $2 and f.reason = '补交的记录可以采信'`, id, clause); n != 1 {
		t.Error("the review does not have the decision's reason")
	}
}
