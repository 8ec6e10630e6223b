package web

import (
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/report"
	"baolei/web/page"
)

// Every item of 财政局第五党支部 is reviewed; nobody signed it by the last day of
// January. In February its secretary still may.
func TestWhatWasReviewedInTimeIsSignedLater(t *testing.T) {
	c := newYear(t)
	id := c.of(t, "CZ-05").ID
	c.clock.add(60 * 24 * 60 * 60)
	zhao := c.signIn(t, "zhaogang")
	wants(t, zhao.do(t, "GET", page.ReviewURL(id), nil, nil), 200, "签署……")
	body := wants(t, zhao.do(t, "GET", page.ReviewSignURL(id), nil, nil), 200, "确认签署")
	if strings.Contains(body, "没有这项权限") {
		t.Error("the page does not let him sign")
	}
	wants(t, zhao.fillIn(t, page.ReviewSignURL(id), page.ReviewSignURL(id)), 303)
	wants(t, zhao.do(t, "GET", page.ReviewSignURL(id), nil, nil), 200, "已由赵刚于 ")
}

// Whoever has to verify a branch anew reads on the desk, where it is signed and in
// the notice who wants it, and why.
func TestWhyABranchIsVerifiedAnewIsTold(t *testing.T) {
	c := newYear(t)
	id := c.of(t, "ZJ-07").ID
	if _, err := c.pool.Exec(t.Context(), `update assessment set state = 'reported' where id = $1`, id); err != nil {
		t.Fatal(err)
	}
	reports := report.New(app.NewDesk(c.Store, c.clock.now))
	b, err := reports.Branch(t.Context(), c.actor(t, "lishan"), id)
	if err != nil {
		t.Fatal(err)
	}
	in := report.Reopen{Assessment: id, Key: "again", Version: b.Version, Digest: b.Digest(), Until: day(2027, 1, 20), Reason: "先锋一的证书请重核。"}
	if err := reports.Reopen(t.Context(), c.actor(t, "lishan"), in); err != nil {
		t.Fatal(err)
	}
	li := c.signIn(t, "lishan")
	wants(t, li.do(t, "GET", page.ResultsOfURL(c.Cycle, "reach", "again"), nil, nil), 200, "共 1 个支部", "重新考核，没有重新报送")
	wants(t, li.do(t, "GET", page.ResultsOfURL(c.Cycle, "reach", "contested"), nil, nil), 200, "共 1 个支部", "有异议没有处理")
	for account, pages := range map[string][]string{"zj-kaohe": {page.ReviewURL(id), page.NoticesURL}, "zj-shuji": {page.ReviewURL(id), page.ReviewSignURL(id), page.NoticesURL}} {
		who := c.signIn(t, account)
		for _, at := range pages {
			wants(t, who.do(t, "GET", at, nil, nil), 200, "要求重新考核", "理由：先锋一的证书请重核")
		}
	}
}
