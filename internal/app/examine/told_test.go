package examine_test

import (
	"slices"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// told lists what somebody was told of an assessment, the earliest first: not that
// the cycle was opened.
func (c *city) told(account string) []string {
	c.Helper()
	var list []store.Notice
	var b store.Batch
	b.Notices(c.Who(account).Person, 100, &list)
	c.Must(c.Store.Read(ctx, &b))
	var texts []string
	for _, n := range slices.Backward(list) {
		if !strings.Contains(n.Text, "考评已开启") {
			texts = append(texts, n.Href+" "+n.Text)
		}
	}
	return texts
}

// Each step of an assessment is told once to who goes on with it: the reviewers
// of a submission and of its withdrawal, the branch of what comes back. Who acts
// is told nothing of it.
func TestWhoGoesOnIsTold(t *testing.T) {
	c := newCity(t)
	id := c.assessmentOf("wangming")
	in := assess.Submit{Assessment: id, Key: c.Key(), Version: c.stored(id).Version, LeftKnowingly: true}
	for range 2 { // the second is the same form again
		c.Must(c.self.Submit(ctx, c.Who("wangming"), in))
	}
	c.Must(c.self.Withdraw(ctx, c.Who("wangming"), id, c.Key(), c.stored(id).Version))
	in.Version--
	c.Fails(c.self.Submit(ctx, c.Who("wangming"), assess.Submit{Assessment: id, Key: c.Key(), Version: in.Version, LeftKnowingly: true}), fault.Conflict)
	c.submits("wangming", id)
	c.Must(c.review.AddRemark(ctx, c.Who("chenjing"), id, c.Key(), "B2.4", "请补签到表"))
	c.Must(c.returns("chenjing", id))
	v, err := c.self.View(ctx, c.Who("wangming"), id)
	c.Must(err)
	_, err = c.self.SaveReply(ctx, c.Who("wangming"), id, c.Key(), assess.Reply{Remark: v.Remarks[0].ID, Text: "已补", Version: v.Remarks[0].Version})
	c.Must(err)
	c.submits("wangming", id)
	c.agreesAll("chenjing", id)
	c.Must(c.signs("zhaogang", id))

	name, review := c.stored(id).BranchName, app.ReviewAddress(id)+" "
	up := []string{review + name + "已提交自评，可以考核。", review + name + "撤回了自评，修改后会重新提交。", review + name + "已提交自评，可以考核。", review + name + "已提交自评，可以考核。"}
	if got := c.told("chenjing"); !slices.Equal(got, up) {
		t.Errorf("the reviewer was told %q, want %q", got, up)
	}
	down := []string{app.SelfAddress(id) + " " + name + "的自评已退回，请答复意见、修改后重新提交，2027年1月10日截止。", app.ResultAddress(id) + " " + name + "的考核已签署，可以看每一项的得分和理由。"}
	if got := c.told("wangming"); !slices.Equal(got, down) {
		t.Errorf("the branch was told %q, want %q", got, down)
	}
	if got := c.told("zhaogang"); len(got) > 0 {
		t.Errorf("the committee's secretary, who signed, was told %q", got)
	}
}

// A reply date before the self-assessment ends takes nothing from the branch: it
// is told the day until which it may mend, which is the demo's 31 December.
func TestTheBranchIsToldUntilWhenItMayMend(t *testing.T) {
	c := newCity(t)
	id := c.assessmentOf("wangming")
	c.submits("wangming", id)
	c.Must(c.review.AddRemark(ctx, c.Who("chenjing"), id, c.Key(), "B2.4", "请补签到表"))
	in := examine.Return{Assessment: id, Key: c.Key(), Version: c.stored(id).Version, ReplyBy: calendar.Date{Year: 2026, Month: 12, Day: 28}}
	c.Must(c.review.Return(ctx, c.Who("chenjing"), in))
	a := c.stored(id)
	if until := a.FillUntil(); until.String() != "2026-12-31" {
		t.Errorf("the branch may mend until %s", until)
	}
	if got, want := c.told("wangming"), app.SelfAddress(id)+" "+a.BranchName+"的自评已退回，请答复意见、修改后重新提交，2026年12月31日截止。"; !slices.Equal(got, []string{want}) {
		t.Errorf("the branch was told %q, want %q", got, want)
	}
}
