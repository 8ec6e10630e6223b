package web

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"baolei/internal/app/assess"
	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

func (c *city) who(t *testing.T, account string) access.Actor {
	t.Helper()
	actor, err := c.Actor(t.Context(), account, calendar.DateOf(c.clock.now()))
	if err != nil {
		t.Fatal(err)
	}
	return actor
}

// county opens 2027 with a table that has items for villages and for enterprises
// only: every branch is a village but CZ-01, which is an enterprise.
func (c *city) county(t *testing.T) int64 {
	t.Helper()
	yaml, err := os.ReadFile("../internal/core/indicator/testdata/county-2026.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c.over(t)
	office := oversee.New(c.server.desk)
	set, err := office.PublishSet(t.Context(), c.who(t, "lishan"), yaml)
	if err != nil {
		t.Fatal(err)
	}
	in := oversee.NewCycle{Key: "first", Year: 2027, Set: set, Target: 80_00,
		Self:   calendar.Window{From: day(2026, time.December, 1), Until: day(2027, time.January, 10)},
		Review: calendar.Window{From: day(2026, time.December, 1), Until: day(2027, time.January, 31)}}
	if _, err := office.OpenCycle(t.Context(), c.who(t, "lishan"), in); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "类型") {
		t.Fatalf("opened without kinds: %v", err)
	}
	xi, at := c.signIn(t, "xitong"), page.RenameURL(c.organisation(t, "CZ-01"))
	c.villages(t, xi)
	if body := xi.reads(t, at, http.StatusOK); !strings.Contains(body, `value="enterprise"`) {
		t.Error("the organisation's page does not offer the kinds")
	}
	resp := xi.do(t, "POST", at, url.Values{page.TokenField: {xi.token(t)}, "name": {"财政局第一党支部"}, "seen_name": {"财政局第一党支部"}, "seen_kind": {""}, "kind": {"enterprise"}}, nil)
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("say the kind: %d", resp.StatusCode)
	}
	in.Key = "second"
	id, err := office.OpenCycle(t.Context(), c.who(t, "lishan"), in)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// villages says of all branches but CZ-01 that they are villages, on one page; the
// form that is sent again after another has overtaken it keeps its ticks.
func (c *city) villages(t *testing.T, xi *client) {
	t.Helper()
	at := page.KindsURL(c.number(t, `select id from organisation where level = 'work_committee'`))
	xi.reads(t, page.OrganisationsURL, http.StatusOK, at)
	body := xi.reads(t, at, http.StatusOK, "60 个党支部中还有 60 个没有填类型", "财政局第二党支部（未填）")
	form := formOf(t, body, at+"?page=1")
	first := strconv.FormatInt(c.organisation(t, "CZ-01"), 10)
	for _, part := range strings.Split(body, `name="branch" value="`)[1:] {
		if box := part[:strings.Index(part, `"`)]; box != first+"." {
			form.Add("branch", box)
		}
	}
	wants(t, xi.do(t, "POST", at, form, nil), 422, "请选择类型", "checked")
	form.Set("kind", "village")
	c.exec(t, `update organisation set kind = 'enterprise' where code = 'CZ-02'`)
	body = wants(t, xi.do(t, "POST", at, form, nil), 409, "刚被别人改了类型", "财政局第二党支部（", "checked")
	if n := strings.Count(body, " checked"); n != 59 {
		t.Errorf("%d branches are still ticked, want 59", n)
	}
	form["branch"] = nil
	for _, part := range strings.Split(body, `name="branch" value="`)[1:] {
		if box := part[:strings.Index(part, `"`)]; box != first+"." {
			form.Add("branch", box)
		}
	}
	wants(t, xi.do(t, "POST", at, form, nil), 303)
	xi.reads(t, at, http.StatusOK, "60 个党支部中还有 1 个没有填类型")
	wang := c.signIn(t, "wangming") // whose year goes by a set without kinds
	for _, path := range []string{page.HomeURL, page.NoticesURL, page.TasksURL(c.organisation(t, "CZ-02"))} {
		wang.reads(t, path, http.StatusOK)
	}
}

// says asks that a page has some words and lacks others.
func (c *client) says(t *testing.T, path string, has, lacks []string) {
	t.Helper()
	body := c.reads(t, path, http.StatusOK, has...)
	for _, w := range lacks {
		if strings.Contains(body, w) {
			t.Errorf("%s says %q", path, w)
		}
	}
}

const (
	forVillages    = "村集体项目" // K1
	forEnterprises = "党员先锋岗" // K3
	forAll         = "志愿服务"  // A1.1
	village        = "财政局第二党支部"
	enterprise     = "财政局第一党支部"
)

func TestItemsForAKindOfBranchOnEveryDesk(t *testing.T) {
	c := newCity(t)
	cycle := c.county(t)
	ids := map[string]int64{}
	rows, err := c.pool.Query(t.Context(), `select b.code, a.id from assessment a join organisation b on b.id = a.branch_id where a.cycle_id = $1`, cycle)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var code string
		var id int64
		if err := rows.Scan(&code, &id); err != nil {
			t.Fatal(err)
		}
		ids[code] = id
	}
	one, two := ids["CZ-01"], ids["CZ-02"]
	c.clock.add(1)

	// The self-assessment: each sees its own, and cannot answer the other's.
	wang, first := c.signIn(t, "wangming"), c.signIn(t, "cz-01")
	wang.reads(t, page.HowToURL("B3.3"), http.StatusOK, "三会一课") // of the year before, which the open set has not
	wang.says(t, page.SelfAreaURL(two, "K"), []string{forVillages}, []string{forEnterprises})
	first.says(t, page.SelfAreaURL(one, "K"), []string{forEnterprises}, []string{forVillages})
	form := url.Values{page.TokenField: {wang.token(t)}, "K3a:actual": {"1"}, "K3a:expected": {"2"}, "version": {"0"}}
	if resp := wang.do(t, "POST", page.SelfClauseURL(two, "K3a"), form, nil); resp.StatusCode != http.StatusNotFound {
		t.Errorf("a village answers for an enterprise: %d", resp.StatusCode)
	}
	c.submit(t, "wangming", two)
	c.submit(t, "cz-01", one)
	// Nothing answered, an enterprise: 10 + 18 + 40 = 68, as the file says at its head.
	if total := c.number(t, `select self_total from assessment where id = $1`, one); total != 68_00 {
		t.Errorf("an enterprise has %d", total)
	}

	// The review, by branch and by item.
	chen := c.signIn(t, "chenjing")
	chen.says(t, page.ReviewURL(two), []string{forVillages, forAll}, []string{forEnterprises})
	chen.says(t, page.ReviewURL(one), []string{forEnterprises, forAll}, []string{forVillages})
	chen.says(t, page.AcrossListOfURL(cycle, ""), []string{forVillages, forEnterprises, "0 / 2", "0 / 1"}, nil)
	chen.says(t, page.AcrossShowURL(cycle, "A1.1", "", ""), []string{village, enterprise}, nil)
	chen.says(t, page.AcrossShowURL(cycle, "K1", "", ""), []string{village, forVillages}, []string{enterprise})
	chen.says(t, page.AcrossShowURL(cycle, "K3", "", ""), []string{enterprise, forEnterprises}, []string{village})

	// The comparison finds each item among the scores of its own kind.
	c.exec(t, `insert into item_entry (assessment_id, level, item, done_by, done_at, saved_by, saved_at)
		select a.id, 'review', x.item, p.id, now(), p.id, now() from person p, (values ($1::bigint, 'K1'), ($2::bigint, 'K3')) as x (of, item) join assessment a on a.id = x.of where p.account = 'chenjing'`, two, one)
	c.exec(t, `update assessment set review_items = self_items where id in ($1, $2)`, one, two)
	chen.says(t, page.CalibrationOfURL(cycle, 0, "K1"), []string{village}, nil)
	chen.says(t, page.CalibrationOfURL(cycle, 0, "K3"), []string{enterprise}, nil)
}

func (c *city) submit(t *testing.T, account string, id int64) {
	t.Helper()
	self := assess.New(c.server.desk)
	v, err := self.View(t.Context(), c.who(t, account), id)
	if err != nil {
		t.Fatal(err)
	}
	err = self.Submit(context.Background(), c.who(t, account), assess.Submit{Assessment: id, Key: account + " submits", Version: v.Version, LeftKnowingly: true})
	if err != nil {
		t.Fatal(err)
	}
}

// A cycle whose branches do not say their kind is tried all the same: who lacks
// one is listed, each with the page that tells it, and only moving is refused.
func TestATrialListsWhoLacksAKind(t *testing.T) {
	c := newCity(t)
	yaml, err := os.ReadFile("../internal/core/indicator/testdata/county-2026.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, err := oversee.New(c.server.desk).PublishSet(t.Context(), c.who(t, "lishan"), yaml)
	if err != nil {
		t.Fatal(err)
	}
	c.exec(t, `update organisation set kind = 'village' where level = 'branch' and code <> 'CZ-02'`)
	body := answers(t, c.signIn(t, "lishan").do(t, "GET", page.TryMoveURL(c.Cycle, set, 1), nil, nil), http.StatusOK, "没有填明类型的支部", "共 1 个",
		`href="`+page.OrganisationURL(c.organisation(t, "CZ-02"))+`"`, "未提交或已退回的 59 个不计", "没有填明类型的 1 个无法按新版算分，都不计", "有 1 个支部还没有填明类型")
	if strings.Contains(body, "换用新版的理由") {
		t.Error("a cycle is offered to be moved in which a branch cannot be scored")
	}
}
