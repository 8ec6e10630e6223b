package web

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/store/storetest"
	"baolei/web/page"
)

// laggingCity is a city whose last year is closed, so that its lagging branches
// have files.
func laggingCity(t *testing.T) *city {
	t.Helper()
	return serve(t, storetest.Filled(t, "a closed year to mend", func(ctx context.Context, pool *pgxpool.Pool) error {
		loaded, err := settle(ctx, pool)
		if err != nil {
			return err
		}
		return errors.Join(loaded.Past(ctx, 2025, 80_00), loaded.Close(ctx, 2025), loaded.Open(ctx, opened))
	}))
}

var measureAction = regexp.MustCompile(`action="[^"]*/measures/([^"]+)"`)

// A secretary types progress while the committee has the plan made anew: the
// answer is a conflict, on a page that still holds what was typed.
func TestProgressTypedWhileThePlanIsGivenBackIsKept(t *testing.T) {
	c := laggingCity(t)
	file := c.number(t, `select min(id) from rectification where state = 'planning'`)
	show := page.RectificationURL(file)
	branch, committee := c.signIn(t, c.holder(t, file, "branch")), c.signIn(t, c.holder(t, file, "committee"))
	var item string
	for _, m := range measureAction.FindAllStringSubmatch(branch.get(t, show, http.StatusOK), -1) {
		item = m[1]
		answers(t, branch.fillIn(t, show, page.MeasureURL(file, item), "measure", "补开主题党日并登记", "responsible", "王明", "deadline", "2027-06-30"), http.StatusSeeOther)
	}
	answers(t, branch.fillIn(t, show, page.RectificationStepURL(file, "start")), http.StatusSeeOther)
	progress := formOf(t, branch.get(t, show, http.StatusOK), page.MendingURL(file, item))
	progress.Set("text", "五月已补开两次，签到表在记实本里。")

	answers(t, committee.fillIn(t, show, page.RectificationStepURL(file, "replan"), "text", "措施写得太笼统"), http.StatusSeeOther)
	body := answers(t, branch.do(t, "POST", page.MendingURL(file, item), progress, nil), http.StatusConflict, " 已于 ", "您刚才填写的内容", "五月已补开两次，签到表在记实本里。", "措施写得太笼统")
	if strings.Contains(body, page.MendingURL(file, item)) {
		t.Error("progress may be told before there is a plan")
	}
}

// The printed file holds each word of progress with who told it and when.
func TestThePaperHoldsTheProgress(t *testing.T) {
	c := laggingCity(t)
	file := c.number(t, `select min(id) from rectification where state = 'planning'`)
	show := page.RectificationURL(file)
	branch := c.signIn(t, c.holder(t, file, "branch"))
	var item string
	for _, m := range measureAction.FindAllStringSubmatch(branch.get(t, show, http.StatusOK), -1) {
		item = m[1]
		answers(t, branch.fillIn(t, show, page.MeasureURL(file, item), "measure", "补开主题党日并登记", "responsible", "王明", "deadline", "2027-06-30"), http.StatusSeeOther)
	}
	answers(t, branch.fillIn(t, show, page.RectificationStepURL(file, "start")), http.StatusSeeOther)
	if body := branch.get(t, page.RectificationPaperURL(file), http.StatusOK); strings.Contains(body, "整改进展") {
		t.Error("progress is printed before there is any")
	}
	answers(t, branch.fillIn(t, show, page.MendingURL(file, item), "text", "五月已补开两次。"), http.StatusSeeOther)
	var name string
	if err := c.pool.QueryRow(t.Context(), `select p.name from rectification_entry e join person p on p.id = e.by_id where e.rectification_id = $1 and e.action = 'progress'`, file).Scan(&name); err != nil {
		t.Fatal(err)
	}
	told := regexp.MustCompile(`<td>2026年12月20日 10:00</td><th scope="row">[^<]+</th><td class="doc-text">五月已补开两次。</td><td>` + name + `</td>`)
	if body := branch.get(t, page.RectificationPaperURL(file), http.StatusOK); !told.MatchString(body) {
		t.Errorf("the paper has no row like %s", told)
	}
}
