package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/browsertest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
	"baolei/web/page"
)

// yearToClose is a city whose last year was reported by all 60 branches, with the
// year before closed.
func yearToClose(t *testing.T) *city {
	t.Helper()
	return serve(t, storetest.Filled(t, "a year to close", func(ctx context.Context, pool *pgxpool.Pool) error {
		loaded, err := settle(ctx, pool)
		if err != nil {
			return err
		}
		return errors.Join(loaded.Past(ctx, 2024, 60_00), loaded.Close(ctx, 2024), loaded.Past(ctx, 2025, 80_00))
	}))
}

// Both acts are signatures: the password, and the digest of what is seen. What
// moved since is a conflict that shows what is there now.
func TestClosingIsSigned(t *testing.T) {
	c := yearToClose(t)
	cycle := c.number(t, `select id from cycle where year = 2025`)
	show := page.ClosingURL(cycle)
	li, zhang := c.signIn(t, "lishan"), c.signIn(t, "zhanglei")
	c.clock.add(5*60 + 1)
	proposals, confirmed := `select count(*) from closing where cycle_id = `+strconv.FormatInt(cycle, 10), `select count(*) from cycle where year = 2025 and closing_at is not null`
	for _, x := range []struct {
		b      *client
		action string
		count  string
	}{{li, page.ProposeClosingURL(cycle), proposals}, {zhang, page.ConfirmClosingURL(cycle), confirmed}} {
		form := formOf(t, answers(t, x.b.do(t, "GET", show, nil, nil), http.StatusOK), x.action)
		for _, password := range []string{"", "not the password"} {
			form.Set(page.PasswordField, password)
			answers(t, x.b.do(t, "POST", x.action, form, nil), http.StatusUnprocessableEntity)
		}
		form.Set(page.PasswordField, testPassword)
		seen := form.Get(page.DigestField)
		form.Set(page.DigestField, strings.Repeat("0", 64))
		answers(t, x.b.do(t, "POST", x.action, form, nil), http.StatusConflict, "情况有变化")
		if n := c.number(t, x.count); n != 0 {
			t.Fatalf("%s acted without a signature", x.action)
		}
		form.Set(page.DigestField, seen)
		answers(t, x.b.do(t, "POST", x.action, form, nil), http.StatusSeeOther)
		if n := c.number(t, x.count); n != 1 {
			t.Errorf("%s acted %d times, want once", x.action, n)
		}
	}
	back := url.Values{page.TokenField: {zhang.token(t)}, "reason": {"再看看"}}
	answers(t, zhang.do(t, "POST", page.SendBackClosingURL(cycle), back, nil), http.StatusConflict, "正在归档")
}

// From the proposal to close last year's examination to the end of a lagging
// branch's file, at the browsers of those who do it. The year was reported by all
// 60 branches; the work in the background is done between two pages.
func TestACycleIsClosedAndALaggingBranchMends(t *testing.T) {
	j := &journey{people: map[string]*browsertest.Page{}, city: yearToClose(t)}
	j.server = httptest.NewServer(j.handler)
	t.Cleanup(j.server.Close)
	cycle := j.number(t, `select id from cycle where year = 2025`)

	li := j.as(t, "lishan")
	li.Visit(page.CyclesURL)
	li.Click("2025 年")
	li.Click("结束周期")
	li.WaitText("没有。全部支部都已报送")
	li.Look("closing-propose")
	li.Click("提出结束 2025 年考评")
	li.WaitText("已提出，等另一位经办核对确认")
	li.WaitText("结束周期是您提出的")

	zhang := j.as(t, "zhanglei")
	zhang.Visit(page.NoticesURL)
	zhang.Click("2025 年考评等待另一位经办确认结束。")
	zhang.WaitText("确认后立即生效，不能撤回")
	zhang.Fill("退回的理由", "先核对一遍总数。")
	zhang.Look("closing-confirm")
	zhang.Click("退回")
	zhang.WaitText("已退回，提出的经办会收到提醒")

	li.Visit(page.ClosingURL(cycle))
	li.WaitText("先核对一遍总数。")
	li.Click("提出结束 2025 年考评")
	li.WaitText("已提出，等另一位经办核对确认")
	zhang.Visit(page.ClosingURL(cycle))
	zhang.Click("确认结束 2025 年考评")
	zhang.WaitText("已确认，正在后台归档")
	zhang.Look("closing-working")
	j.closes(t, "zhanglei")
	zhang.Visit(page.ClosingURL(cycle))
	zhang.WaitText("结果已归档")
	zhang.Look("closing-closed")
	zhang.Click("达标率和参评资格")
	zhang.WaitText("2025 年结果运用")
	zhang.Look("closing-outcome")
	zhang.Click("星级评定和评优参考")
	zhang.WaitText("没有规定几分评几星")
	zhang.Look("closing-stars")
	zhang.Click("导出全部支部（Excel）")
	zhang.WaitText("排队中")

	file := j.number(t, `select min(r.id) from rectification r where r.cycle_id = $1`, cycle)
	secretary, above := j.holder(t, file, "branch"), j.holder(t, file, "committee")
	zhao := j.as(t, above)
	zhao.Visit(page.OutcomesURL)
	zhao.WaitText("2025 年结果运用")
	zhao.Look("closing-outcome-committee")

	wang := j.as(t, secretary)
	wang.Visit(page.HomeURL)
	wang.WaitText("请逐项写明整改措施、责任人和期限")
	wang.Look("closing-home-branch")
	wang.Visit(page.RectificationURL(file))
	wang.WaitText("支部书记逐项写明措施、责任人和期限")
	wang.Look("closing-plan")
	problems := strings.Fields(strings.Trim(wang.Script(`[...document.querySelectorAll("section[id^=p-]")].map(s => s.id.slice(2)).join(" ")`), `"`))
	for _, item := range problems {
		id := "#p-" + item
		wang.Within(id).Fill("整改措施", "补开并登记，支委会每月检查。")
		wang.Within(id).Fill("责任人", "王明")
		wang.Within(id).Fill("完成期限", "2027-06-30")
		wang.Within(id).Click("保存措施")
		wang.WaitText("措施已保存")
	}
	wang.Click("开始整改")
	wang.WaitText("已开始整改")
	wang.Look("closing-mending")
	for _, item := range problems {
		id := "#p-" + item
		wang.Within(id).Fill("进展", "已补开，签到表已上传。")
		wang.Within(id).Check("这项措施已经完成")
		wang.Within(id).Click("登记进展")
		wang.WaitText("进展已登记")
	}
	wang.Click("提请党委检查")
	wang.WaitText("已提请党委检查")

	zhao.Visit(page.HomeURL)
	zhao.WaitText("个支部整改完成，等您检查")
	zhao.Look("closing-home-committee")
	zhao.Visit(page.RectificationURL(file))
	zhao.Look("closing-check")
	zhao.Click("检查通过，报工委销号")
	zhao.WaitText("检查通过，等工委销号")

	li.Visit(page.HomeURL)
	li.WaitText("个支部通过党委检查，等您销号")
	li.Visit(page.RectificationsURL)
	li.Look("closing-files")
	li.Visit(page.RectificationURL(file))
	li.Click("销号")
	li.WaitText("整改已完成、已销号")
	li.Look("closing-ended")
	li.Click("打印")
	li.WaitText("后进整转党支部整改台账")
	li.Look("closing-paper")
	if paper := li.Print(t, "closing-paper"); paper.Pages < 1 || paper.Lacks("整改措施责任人期限支部书记党委检查工委销号") != "" {
		t.Errorf("the paper has %d pages and lacks %q", paper.Pages, paper.Lacks("整改措施责任人期限支部书记党委检查工委销号"))
	}
	if got := j.number(t, `select count(*) from rectification where state = 'ended' and ended_at is not null and id = $1`, file); got != 1 {
		t.Error("the file is not ended")
	}
}

// closes does the work of closing that waits, as the background does for who
// confirmed it.
func (c *city) closes(t *testing.T, account string) {
	t.Helper()
	var due []store.Turn
	var task store.Task
	var found bool
	c.queues(t, func(b *store.Batch) { b.DueTasks(10, &due) })
	if len(due) != 1 {
		t.Fatalf("%d pieces of work wait", len(due))
	}
	c.queues(t, func(b *store.Batch) { b.TakeTask(due[0], time.Hour, c.clock.now(), &task, &found) })
	if !found || task.Kind != closing.Kind {
		t.Fatalf("what waits is %q (%v)", task.Kind, found)
	}
	desk := app.NewDesk(c.Store, c.clock.now)
	run := app.NewRun(desk, task, c.actor(t, account))
	done, err := closing.New(desk).Close(t.Context(), run)
	if err != nil {
		t.Fatal(err)
	}
	c.queues(t, func(b *store.Batch) {
		b.FinishTask(run.Turn(), done.Message, "", "", c.clock.now())
		done.Also(b)
	})
}

// holder is the account of the secretary of a file's branch, or of its committee.
func (c *city) holder(t *testing.T, file int64, at string) string {
	t.Helper()
	var account string
	if err := c.pool.QueryRow(t.Context(), `select p.account from rectification r join appointment x on x.organisation_id = case when $2 = 'branch' then r.branch_id else r.committee_id end
		and x.role = $2 || '_secretary' join person p on p.id = x.person_id where r.id = $1 limit 1`, file, at).Scan(&account); err != nil {
		t.Fatal(err)
	}
	return account
}
