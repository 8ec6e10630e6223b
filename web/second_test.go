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
