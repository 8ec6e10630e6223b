package web

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"baolei/web/page"
)

// Two committees have results, ten branches reported and eleven signed.
func (c *city) withResults(t *testing.T) {
	t.Helper()
	for _, sql := range []string{
		`update assessment a set state = case when code ~ 'JY' then 'reported' else 'verified' end, self_total = 9500, self_items[cardinality(self_items) - 10] = 1500, self_grade = 'attained'
			from organisation o where o.id = a.branch_id and code ~ '^(JY|WJ)'`,
		`update assessment set review_items = self_items, review_total = self_total, review_grade = self_grade, counts_items = self_items, counts_total = self_total, counts_grade = self_grade
			where state in ('reported', 'verified')`,
		`update assessment a set counts_items[1] = 100, counts_total = 9200 from organisation o where o.id = a.branch_id and code = 'JY-01'`,
	} {
		if _, err := c.pool.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// Every link of every board leads to a page that opens, for each who sees it.
func TestEveryFigureOfABoardLeadsToItsList(t *testing.T) {
	c := newCity(t)
	c.withResults(t)
	seen := map[string]bool{}
	for account, start := range map[string]string{"lishan": page.BoardURL(page.BoardAt{Print: true}), "jy-shuji": page.BoardsURL, "jy-03": page.BoardsURL} {
		b := c.signIn(t, account)
		resp := b.do(t, http.MethodGet, start, nil, nil)
		body := text(t, resp)
		if resp.StatusCode != http.StatusOK || !strings.Contains(body, `<svg class="chart"`) {
			t.Fatalf("%s: %d, %d bytes", account, resp.StatusCode, len(body))
		}
		for _, part := range strings.Split(body, `href="`)[1:] {
			to := strings.ReplaceAll(part[:strings.Index(part, `"`)], "&amp;", "&")
			if seen[account+to] || !strings.HasPrefix(to, page.BoardsURL) && !strings.HasPrefix(to, page.ResultsURL) {
				continue
			}
			seen[account+to] = true
			if resp := b.do(t, http.MethodGet, to, nil, nil); resp.StatusCode != http.StatusOK {
				t.Errorf("%s: %s answers %d", account, to, resp.StatusCode)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d links", len(seen))
	}
}

// 21 of 60 branches attain: 35 %. The file holds what the page shows, as text.
func TestABoardsTableComesAsAFile(t *testing.T) {
	c := newCity(t)
	c.withResults(t)
	b := c.signIn(t, "lishan")
	if body := text(t, b.do(t, http.MethodGet, page.BoardsURL, nil, nil)); !strings.Contains(body, "35%") || !strings.Contains(body, "还差 27 个支部") {
		t.Error("the board does not say that 21 of 60 attain, 27 short of 80 %")
	}
	resp := b.do(t, http.MethodGet, page.BoardTableURL(page.BoardAt{}, "attainment"), nil, nil)
	data := []byte(text(t, resp))
	if !strings.Contains(resp.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%v", resp.Header)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("各党委达标率（已签署）")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 7 || rows[2][0] != "教育局机关党委" || rows[2][3] != "10" || rows[2][4] != "100%" {
		t.Errorf("%v", rows)
	}
	for _, path := range []string{page.BoardTableURL(page.BoardAt{}, "nothing"), page.BoardTableURL(page.BoardAt{Cycle: 999}, "attainment"), page.BoardURL(page.BoardAt{Cycle: 999}), page.BoardURL(page.BoardAt{Place: 999})} {
		if resp := b.do(t, http.MethodGet, path, nil, nil); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
}

// No branch and no member learns how others stand.
func TestABranchsBoardComparesWithNobody(t *testing.T) {
	c := newCity(t)
	c.withResults(t)
	body := text(t, c.signIn(t, "jy-03").do(t, http.MethodGet, page.BoardsURL, nil, nil))
	if !strings.Contains(body, "教育局第三党支部") || strings.Contains(body, "教育局第一党支部") || strings.Contains(body, "达标率") {
		t.Error("the page compares")
	}
}
