package web

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/browsertest"
	"baolei/internal/core/scoring"
	"baolei/internal/demo"
	"baolei/internal/store/storetest"
	"baolei/web/page"
)

// From the publicity to the accepted report, at the browsers of those who do it.
// 财政局第二党支部 states 10 of 12 party days, 80 − 2 = 78; the review finds 9, 77.
// A member objects, the secretary of the committee upholds it: 78 again, and the
// publicity begins anew. The report is late, given back, sent again, accepted.
func TestAResultIsPublicisedObjectedToAndReported(t *testing.T) {
	j := &journey{people: map[string]*browsertest.Page{}, city: serve(t, storetest.Filled(t, "a city with publicity", func(ctx context.Context, pool *pgxpool.Pool) error {
		_, err := load(ctx, pool, demo.WithPublicity)
		return err
	}))}
	j.server = httptest.NewServer(j.handler)
	t.Cleanup(j.server.Close)
	j.id = j.of(t, "CZ-02").ID
	j.verified(t)

	zhao := j.as(t, "zhaogang")
	zhao.Visit(page.HomeURL)
	zhao.WaitText("1 个支部已签署，等您公示")
	zhao.Click("去公示")
	zhao.Look("delivery-publicity")
	zhao.Click("公示到2026年12月25日") // from Sunday the 20th the working days are 21 to 25
	zhao.WaitText("已公示，支部会收到提醒")
	zhao.Click("打印公示")
	zhao.WaitText("现将 2026 年度下列党支部的考评结果予以公示")
	zhao.Look("delivery-notice")
	if paper := zhao.Print(t, "notice"); paper.Pages != 1 || paper.Lacks("财政局第二党支部公示个工作日异议怎样提出盖章") != "" {
		t.Errorf("the notice has %d pages and lacks %q", paper.Pages, paper.Lacks("财政局第二党支部公示个工作日异议怎样提出盖章"))
	}

	member := j.as(t, "zhoujie")
	member.Visit(page.ResultURL(j.id) + "?area=B2")
	member.Within("#i-B2-4").Click("对这一项提出异议")
	member.WaitText("您的姓名只有党委书记看得到")
	member.Fill("理由", "9 月 12 日的主题党日有签到表，应算 10 次。")
	member.Look("delivery-object")
	member.Click("提出异议")
	member.WaitText("已提出，等党委书记处理")
	wang := j.as(t, "wangming")
	wang.Visit(page.ResultURL(j.id) + "?area=B2")
	wang.Within("#i-B2-4").WaitText("本支部党员")
	if wang.Says("周洁") {
		t.Error("the branch's secretary learns which member objects")
	}

	zhao.Visit(page.HomeURL)
	zhao.WaitText("有 1 条公示异议等您处理")
	zhao.Click("处理异议")
	zhao.WaitText("党员 周洁")
	zhao.Click("2.4 主题党日")
	zhao.Check("采纳：在下面改动核定")
	zhao.Fill("处理的理由", "核对原件，9 月签到表在。")
	zhao.Check("恢复为自评")
	zhao.Look("delivery-decide")
	zhao.Click("签署处理结果")
	zhao.WaitText("已处理，提出异议的人会收到提醒")
	wang.Visit(page.ResultURL(j.id) + "?area=B2")
	wang.Within("#i-B2-4").WaitText("核对原件，9 月签到表在。")
	wang.Look("delivery-result")

	j.sleep(72 * 24 * time.Hour) // 2 March 2027, two days after the report was due
	zhao = j.as(t, "zhaogang")
	zhao.Visit(page.HomeURL)
	zhao.WaitText("公示期满，可以报送")
	zhao.Click("报送结果")
	zhao.WaitText("已过期限 2 天")
	zhao.Check("先报其余支部，上面列出的 11 个支部以后补报")
	zhao.Fill("情况说明", "其余支部三月补报。")
	zhao.Look("delivery-report")
	zhao.Click("报送机关工委")
	zhao.WaitText("已报送，等工委接收")

	li := j.as(t, "lishan")
	li.Visit(page.ReportsURL)
	li.WaitText("逾期 2 天")
	li.Look("delivery-reports")
	li.Click("财政局机关党委")
	li.Fill("退回的意见", "请说明其余支部的安排。")
	li.Look("delivery-received")
	li.Click("退回")
	li.WaitText("已退回，党委会收到提醒")

	zhao.Visit(page.HomeURL)
	zhao.Click("看退回的意见")
	zhao.WaitText("请说明其余支部的安排。")
	zhao.Check("先报其余支部，上面列出的 11 个支部以后补报")
	zhao.Fill("办理情况", "其余支部 3 月 20 日前补报，已逐个落实。")
	zhao.Click("重新报送机关工委")
	zhao.WaitText("已报送，等工委接收")
	zhao.Row("第 2 次").Click("查看、打印")
	zhao.WaitText("退回后重报")
	zhao.Look("delivery-paper")

	li.Visit(page.ReportsURL)
	li.Click("财政局机关党委")
	li.Click("接收")
	li.WaitText("已接收，党委会收到提醒")
	li.Visit(page.ReopenURL(j.id))
	li.Look("delivery-reopen")
	if got := j.number(t, `select count(*) from committee_report where state = 'accepted'`); got != 1 {
		t.Errorf("%d reports are accepted", got)
	}
}

// sleep lets time pass; everybody has to sign in again.
func (j *journey) sleep(d time.Duration) {
	j.clock.add(int(d / time.Second))
	j.people = map[string]*browsertest.Page{}
}

// verified brings the branch to a signature, by what its people do.
func (j *journey) verified(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	desk := app.NewDesk(j.Store, j.clock.now)
	self, review := assess.New(desk), examine.New(desk)
	wang, chen, zhao := j.actor(t, "wangming"), j.actor(t, "chenjing"), j.actor(t, "zhaogang")
	_, err := self.SaveFinding(ctx, wang, j.id, "delivery-1", app.Statement{Finding: scoring.Finding{Clause: "B2.4a", Actual: 10}})
	must(err)
	must(self.Submit(ctx, wang, assess.Submit{Assessment: j.id, Key: "delivery-2", Version: j.of(t, "CZ-02").Version, LeftKnowingly: true}))
	v, err := review.View(ctx, chen, j.id)
	must(err)
	_, err = review.SaveReview(ctx, chen, j.id, "delivery-3", examine.Verdict{Item: "B2.4", Done: true,
		Clauses: []app.Statement{{Finding: scoring.Finding{Clause: "B2.4a", Actual: 9}, Reason: "9 月没有签到表。", Version: v.Findings[app.Review]["B2.4a"].Version}}})
	must(err)
	for _, it := range v.Items {
		if it.Code != "B2.4" {
			_, err := review.Agree(ctx, chen, j.id, "delivery-"+it.Code, it.Code, map[string]int{})
			must(err)
		}
	}
	v, err = review.View(ctx, zhao, j.id)
	must(err)
	must(review.Sign(ctx, zhao, examine.Sign{Assessment: j.id, Key: "delivery-4", Version: v.Version, Digest: v.Digest()}))
}
