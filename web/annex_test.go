package web

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/app/records/sheet"
	"baolei/internal/core/access"
	"baolei/internal/core/scoring"
	"baolei/web/page"
)

// The annex's table has 52 items in three categories. CZ-02 held 10 of 12 party
// days, which takes 2 of that item's points and leaves 78 of 80; its reviewer
// finds 9, which takes 3 and leaves 77.
func TestTheAnnexsForm(t *testing.T) {
	c := newCity(t)
	id := c.of(t, "CZ-02").ID
	blank := c.signIn(t, "wangming").get(t, page.AnnexURL(id), 200)
	if !strings.Contains(blank, "考评内容标准") || strings.Contains(blank, "78.0") {
		t.Error("a draft's form is not blank")
	}
	c.signs(t, id, 10, 9)
	one := c.signIn(t, "zhaogang")
	printed := one.get(t, page.AnnexURL(id), 200)
	for _, want := range []string{"78.0", "77.0", "权重分", "支部书记（签字）", "王明", "党委书记（签字）", "赵刚"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q is not on the form", want)
		}
	}
	if rows := strings.Count(printed, `class="form-item"`); rows != 52 {
		t.Errorf("%d items, want 52", rows)
	}
	resp := one.do(t, http.MethodGet, page.AnnexFileURL(id), nil, nil)
	data, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%d %v", resp.StatusCode, err)
	}
	grid, err := sheet.Read("考评表.xlsx", data, "考评表")
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, line := range grid.Lines {
		for _, cell := range line.Cells {
			text += cell.Text + "|"
		}
		text += "\n"
	}
	if !strings.Contains(text, "总分||||78.0|77.0|") {
		t.Errorf("the file says\n%s", text)
	}
}

// signs brings a branch to its signature, with party days held as the branch
// and as the reviewer count them.
func (c *city) signs(t *testing.T, id, said, found int64) {
	t.Helper()
	ctx, desk := t.Context(), app.NewDesk(c.Store, c.clock.now)
	self, review := assess.New(desk), examine.New(desk)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	who := func(account string) access.Actor {
		t.Helper()
		actor, err := c.Actor(ctx, account, desk.Today())
		must(err)
		return actor
	}
	_, err := self.SaveFinding(ctx, who("wangming"), id, "annex-1", app.Statement{Finding: scoring.Finding{Clause: "B2.4a", Actual: said}})
	must(err)
	must(self.Submit(ctx, who("wangming"), assess.Submit{Assessment: id, Key: "annex-2", Version: 1, LeftKnowingly: true}))
	v, err := review.View(ctx, who("chenjing"), id)
	must(err)
	for _, it := range v.Items {
		in := examine.Verdict{Item: it.Code, Done: true, Seen: map[string]int{}}
		if it.Code == "B2.4" {
			version := v.Findings[app.Review]["B2.4a"].Version
			in.Seen["B2.4a"] = version
			in.Clauses = []app.Statement{{Finding: scoring.Finding{Clause: "B2.4a", Actual: found}, Reason: "按记录核定", Version: version}}
		}
		_, err := review.SaveReview(ctx, who("chenjing"), id, "annex-"+it.Code, in)
		must(err)
	}
	v, err = review.View(ctx, who("zhaogang"), id)
	must(err)
	must(review.Sign(ctx, who("zhaogang"), examine.Sign{Assessment: id, Key: "annex-3", Version: v.Version, Digest: v.Digest()}))
}
