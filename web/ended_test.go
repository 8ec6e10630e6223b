package web

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/app/oversee"
	"baolei/internal/store"
	"baolei/web/page"
)

// close proposes, confirms and does the closing of the city's cycle, as two
// officers and the background do.
func (c *city) close(t *testing.T) {
	t.Helper()
	desk := app.NewDesk(c.Store, c.clock.now).WithKeys(keys)
	svc := closing.New(desk)
	for _, account := range []string{"lishan", "zhanglei"} {
		v, err := svc.View(t.Context(), c.actor(t, account), c.Cycle)
		if err != nil {
			t.Fatal(err)
		}
		step := closing.Step{Cycle: c.Cycle, Key: "close-" + account, Digest: v.Matter().Digest(), Reason: "多次催办，仍没有报送。"}
		if account == "lishan" {
			err = svc.Propose(t.Context(), c.actor(t, account), step)
		} else {
			_, err = svc.Confirm(t.Context(), c.actor(t, account), step)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	c.closes(t, "zhanglei")
}

// Of 60 branches 21 are signed, all of them 达标: 35 %. The ten of JY are reported:
// 16.66 %, written 16.6 %. While the cycle runs both stand side by side, each under
// its name; the eleven of WJ, which never are reported, have no result once it has
// ended: 10 of 60, 16.6 %, on every page and in every file.
func TestAnEndedCycleHasOneRateEverywhere(t *testing.T) {
	c := newCity(t)
	c.withResults(t)
	li := c.signIn(t, "lishan")
	pages := []string{page.HomeURL, page.CyclesURL, page.CycleURL(c.Cycle), page.BoardsURL, page.BoardURL(page.BoardAt{Print: true}), page.ResultsURL, page.ClosingURL(c.Cycle)}
	for _, at := range pages {
		body := text(t, li.do(t, "GET", at, nil, nil))
		if at != page.ClosingURL(c.Cycle) && (!strings.Contains(body, "达标率（已签署）") || !strings.Contains(body, "35%")) {
			t.Errorf("%s does not say that 35 %% attain by what is signed", at)
		}
		if !strings.Contains(body, "达标率（已报送）") || !strings.Contains(body, "16.6%") {
			t.Errorf("%s does not say that 16.6 %% attain by what is reported", at)
		}
	}
	c.close(t)
	for _, at := range append(pages, page.OutcomesURL) {
		body := text(t, li.do(t, "GET", at, nil, nil))
		if !strings.Contains(body, "16.6%") || strings.Contains(body, "35%") {
			t.Errorf("%s does not say that 16.6 %% attained, or says something else too", at)
		}
	}
	for query, want := range map[string]string{"&reach=yes": "共 10 个支部", "&reach=has": "共 10 个支部", "&reach=none": "共 50 个支部", "&grade=attained": "共 10 个支部", "&gap=self_over": "共 0 个支部", "&from=90": "共 10 个支部"} {
		if body := text(t, li.do(t, "GET", page.ResultsOfURL(c.Cycle)+query, nil, nil)); !strings.Contains(body, want) {
			t.Errorf("the list %s does not have %s", query, want)
		}
	}
	c.endedBelow(t)
	c.endedFiles(t, li)
	c.nothingIsLeft(t)
}

// endedBelow looks at the same as the committee of the branches without a result,
// and as one of them.
func (c *city) endedBelow(t *testing.T) {
	t.Helper()
	above, branch := c.signIn(t, "wj-shuji"), c.signIn(t, "wj-03")
	for _, at := range []string{page.HomeURL, page.BoardsURL, page.ResultsURL, page.OutcomesURL} {
		if body := text(t, above.do(t, "GET", at, nil, nil)); !strings.Contains(body, ">0%<") {
			t.Errorf("%s of the committee without results does not say 0 %%", at)
		}
	}
	id := c.of(t, "WJ-03").ID
	for at, word := range map[string]string{page.ResultURL(id): "周期结束时没有报送", page.ResultsURL: "签署后没有报送", page.HomeURL: "没有报送结果", page.BoardsURL: "签署后没有报送"} {
		if body := text(t, branch.do(t, "GET", at, nil, nil)); !strings.Contains(body, word) || strings.Contains(body, "· 计入") {
			t.Errorf("%s of a branch without a result does not say %s, or counts something", at, word)
		}
	}
}

// nothingIsLeft looks half a year later at pages which speak of what is due while the
// cycle runs, and at what those without a result were told: 39 drafts and 11 signed.
func (c *city) nothingIsLeft(t *testing.T) {
	t.Helper()
	c.clock.add(200 * 24 * 60 * 60)
	self := c.of(t, "CZ-02").ID
	for account, pages := range map[string][]string{
		"lishan": {page.HomeURL, page.CycleURL(c.Cycle), page.ReportsOfURL(c.Cycle)}, "wangming": {page.HomeURL, page.SelfListURL, page.SelfURL(self)},
		"wj-shuji": {page.HomeURL, page.ReviewListURL, page.PublicityOfURL(c.Cycle, c.organisation(t, "WJ")), page.ReportOfURL(c.Cycle, c.organisation(t, "WJ"))}} {
		b := c.signIn(t, account)
		for _, at := range pages {
			body := answers(t, b.do(t, "GET", at, nil, nil), 200)
			for _, word := range []string{"逾期 ", "已逾期", "自评逾期", "已过期限", "已截止", "还在自评的支部", "公示中", "待公示", "延期", "前报送机关工委", "2026年12月31日"} {
				if strings.Contains(body, word) {
					t.Errorf("%s, %s: the ended cycle still says %s", account, at, word)
				}
			}
		}
	}
	if n := c.number(t, `select count(distinct key) from notice where key like 'cycle.no_result %' and text like '%多次催办，仍没有报送。'`); n != 50 {
		t.Errorf("%d of 50 branches without a result were told why", n)
	}
}

// endedFiles reads the files: the board's table, and the export of all results,
// where ten of 60 branches have a score that counts.
func (c *city) endedFiles(t *testing.T, li *client) {
	t.Helper()
	rows := sheetOf(t, []byte(text(t, li.do(t, "GET", page.BoardTableURL(page.BoardAt{}, "attainment"), nil, nil))))
	for i, want := range map[int]string{2: "100%", 3: "0%"} { // JY, WJ
		if rows[i][4] != want {
			t.Errorf("the board's file says %v, want %s", rows[i], want)
		}
	}
	task, turn := c.takes(t, c.asked(t))
	desk := app.NewDesk(c.Store, c.clock.now)
	done, err := oversee.New(desk).Export(t.Context(), app.NewRun(desk, task, c.actor(t, "lishan")))
	if err != nil {
		t.Fatal(err)
	}
	c.queues(t, func(b *store.Batch) { b.FinishTask(turn, done.Message, done.Digest, done.Name, c.clock.now()) })
	scores := 0
	for _, row := range sheetOf(t, []byte(text(t, li.do(t, "GET", page.TaskFileURL(task.ID), nil, nil))))[1:] {
		if len(row) > 11 && row[11] != "" {
			scores++
		}
	}
	if scores != 10 {
		t.Errorf("%d branches have a score that counts in the export, want 10", scores)
	}
}

// sheetOf reads the first sheet of an Excel file.
func sheetOf(t *testing.T, data []byte) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		t.Fatal("the sheet is empty: " + strconv.Itoa(len(data)) + " bytes")
	}
	return rows
}
