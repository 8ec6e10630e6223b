package web

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/indicators"
	"baolei/internal/core/access"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
	"baolei/web/page"
)

// An officer makes the next version: copies the set, breaks a sum and is told
// where, adds a clause that belongs to the rest, and publishes. All of it
// without script.
func TestTheOfficeMakesTheNextVersion(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "lishan")
	p.WithoutJavaScript()
	p.Visit(page.SetURL(c.Set))
	p.Click("以它为底稿另起一份")
	p.Fill("代码", "jinhua-2027")
	p.Fill("名称", "堡垒指数新版")
	p.Click("建立草稿")
	p.WaitText("草稿已建立")
	if !p.Says("本领域合计 15 / 15") {
		t.Error("the sum of the first area is not shown")
	}
	draft, _, _ := strings.Cut(p.Path(), "?")

	p.Click("B1.5 主流信息推送")
	p.Fill("权重分", "abc")
	p.Click("保存")
	p.WaitText("已保存，还有问题要改。")
	p.Fill("权重分", "3")
	p.Click("保存")
	p.WaitText("已保存。")
	if !p.Says("本领域合计 16 / 15") || !p.Says("不符") {
		t.Error("the sum that is no longer right is not shown")
	}
	p.Choose("增加评分点，类型", "单选")
	p.Click("保存并增加评分点")
	p.WaitText("评分点 B1.5b")
	for _, words := range []string{"评分点 B1.5b 缺少“选项”", "评分点缺少“填写内容”"} {
		if !p.Says(words) {
			t.Errorf("%s is not told", words)
		}
	}
	clause := p.Within("#clause-1")
	clause.Fill("填写内容", "推送的频次")
	options := p.Within("#clauses-1-options")
	options.Within(".due-fields:nth-of-type(1)").Fill("说法", "偶尔")
	options.Within(".due-fields:nth-of-type(1)").Fill("分值", "1")
	p.Click("保存")
	p.WaitText("已保存")
	if got := p.Value("权重分"); got != "3" {
		t.Errorf("the weight is %s", got)
	}
	if p.Says("处问题") {
		t.Errorf("the item still has problems: %s", p.Text("main"))
	}

	p.Visit(draft)
	p.WaitText("还有 1 处问题")
	p.Click("项目 B1 的权重分是 15，各条相加是 16") // leads to the area's weight
	p.WaitText("这里有 1 处问题")
	p.Fill("权重分", "16")
	p.Click("保存")
	p.Visit(draft + "/general")
	p.WaitText("基本分的权重分是 80，各项目相加是 81")
	p.Within(`[aria-label="基本分"]`).Fill("权重分", "81")
	p.Click("保存")
	p.WaitText("已保存")
	p.Visit(draft + "/publish")
	p.Click("发布")
	p.WaitText("已发布，从此不再改动")
	if !strings.HasPrefix(p.Path(), "/sets/") || p.Path() == draft {
		t.Errorf("it leads to %s", p.Path())
	}
}

// Two officers at one item: the second sees both versions and what was typed,
// and then decides.
func TestTwoOfficersAtOneItem(t *testing.T) {
	c := newCity(t)
	first, second := c.signIn(t, "lishan"), c.signIn(t, "zhanglei")
	made := first.do(t, "POST", page.NewSetURL, url.Values{page.TokenField: {first.token(t)}, "from": {"branch"}, "code": {"x-1"}, "name": {"某一版"}, "version": {"1"}}, nil)
	draft := strings.Split(made.Header.Get("Location"), "?")[0]
	at := draft + "/items/B1.1"
	seen := field(t, text(t, first.do(t, "GET", at, nil, nil)), "seen")
	form := func(who *client, title string) url.Values {
		return url.Values{page.TokenField: {who.token(t)}, "seen": {seen}, "title": {title}, "weight": {"4"}, "clauses.0.code": {"B1.1a"}, "clauses.0.kind": {"per_case"}, "clauses.0.label": {"某事"}, "clauses.0.amount": {"2"}}
	}
	if resp := second.do(t, "POST", at, form(second, "张磊写的"), nil); resp.StatusCode != 303 {
		t.Fatalf("the first saving: %d", resp.StatusCode)
	}
	resp := first.do(t, "POST", at, form(first, "李珊写的"), nil)
	body := text(t, resp)
	if resp.StatusCode != 409 || !strings.Contains(body, "张磊写的") || !strings.Contains(body, `value="李珊写的"`) || !strings.Contains(body, "张磊改过") {
		t.Errorf("the second saving: %d, %s", resp.StatusCode, body)
	}
	again := form(first, "李珊写的")
	again.Set("seen", field(t, body, "seen"))
	if resp := first.do(t, "POST", at, again, nil); resp.StatusCode != 303 {
		t.Errorf("saving after having seen both: %d", resp.StatusCode)
	}
	if body := text(t, first.do(t, "GET", at, nil, nil)); !strings.Contains(body, `value="李珊写的"`) {
		t.Error("what was decided is not there")
	}
}

// A removal sent twice acts once and leads to the same place; with another form it
// is told that the item is gone.
func TestAnItemIsRemovedOnce(t *testing.T) {
	c := newCity(t)
	b := c.signIn(t, "lishan")
	made := b.do(t, "POST", page.NewSetURL, url.Values{page.TokenField: {b.token(t)}, "from": {"branch"}, "code": {"x-1"}, "name": {"某一版"}, "version": {"1"}}, nil)
	at := strings.Split(made.Header.Get("Location"), "?")[0] + "/items/B1.1/remove"
	form := url.Values{page.TokenField: {b.token(t)}, "seen": {field(t, text(t, b.do(t, "GET", at, nil, nil)), "seen")}}
	for range 2 {
		if resp := b.do(t, "POST", at, form, nil); resp.StatusCode != http.StatusSeeOther {
			t.Errorf("removing: %d", resp.StatusCode)
		}
	}
	form.Set(page.TokenField, b.token(t))
	wants(t, b.do(t, "POST", at, form, nil), http.StatusConflict, "删去")
	form.Del("seen")
	form.Set(page.TokenField, b.token(t))
	wants(t, b.do(t, "POST", at, form, nil), http.StatusNotFound)
}

// A new question for what the record book holds already is told where it is
// written and where it is published, and stops neither.
func TestANewQuestionForWhatIsHeldIsTold(t *testing.T) {
	c := newCity(t)
	b := c.signIn(t, "lishan")
	made := b.do(t, "POST", page.NewSetURL, url.Values{page.TokenField: {b.token(t)}, "from": {"branch"}, "code": {"x-1"}, "name": {"某一版"}, "version": {"1"}}, nil)
	draft := strings.Split(made.Header.Get("Location"), "?")[0]
	at := draft + "/items/B1.1"
	body := text(t, b.do(t, "GET", at, nil, nil))
	if strings.Contains(body, "可能重复的填写项") {
		t.Error("what was asked before is told as new")
	}
	b.do(t, "POST", at, url.Values{page.TokenField: {b.token(t)}, "seen": {field(t, body, "seen")}, "title": {"某事"}, "weight": {"4"},
		"clauses.0.code": {"B1.1z"}, "clauses.0.kind": {"per_case"}, "clauses.0.label": {"未召开的主题党日"}, "clauses.0.unit": {"次"}, "clauses.0.amount": {"2"}}, nil)
	for _, address := range []string{at, draft, draft + "/publish"} {
		wants(t, b.do(t, "GET", address, nil, nil), http.StatusOK, "可能重复的填写项", "B1.1z“未召开的主题党日”：记实本“组织生活和活动”已经有")
	}
	if body := text(t, b.do(t, "GET", draft+"/items/B1.2", nil, nil)); strings.Contains(body, "可能重复的填写项") {
		t.Error("it is told at another item")
	}
}

// field takes the value of a hidden field from a page.
func field(t *testing.T, body, name string) string {
	t.Helper()
	_, after, found := strings.Cut(body, `name="`+name+`" value="`)
	value, _, closed := strings.Cut(after, `"`)
	if !found || !closed {
		t.Fatalf("the page has no field %s", name)
	}
	return value
}

// setDesks are the pages on which indicator sets are made, of a draft with
// something wrong in it.
func (c *city) setDesks(t *testing.T) []desk {
	t.Helper()
	ctx := t.Context()
	actor, err := c.Actor(ctx, "lishan", day(2026, time.December, 20))
	if err != nil {
		t.Fatal(err)
	}
	sets := indicators.New(app.NewDesk(c.Store, c.clock.now))
	draft, err := sets.Start(ctx, actor, indicators.Start{Key: "a draft to look at", From: c.Set, Code: "jinhua-2027", Name: "市直机关党支部堡垒指数", Version: "2027"})
	if err != nil {
		t.Fatal(err)
	}
	work, err := sets.Work(ctx, actor, draft)
	if err != nil {
		t.Fatal(err)
	}
	item, _, _ := work.Content.Item("B3.2")
	changed := *item
	changed.Weight, changed.Clauses = "3", append([]indicator.DraftClause{{Code: "B3.2b", Kind: "range", Min: "2", Max: "1", Step: "0.5"}}, item.Clauses...)
	if err := sets.SaveItem(ctx, actor, indicators.Form{Key: "a change to look at", Draft: draft, Seen: indicator.Mark(*item)}, changed); err != nil {
		t.Fatal(err)
	}
	return []desk{{"sets", "lishan", page.SetsURL}, {"set", "lishan", page.SetURL(c.Set)}, {"set-new", "lishan", page.NewSetFromURL(c.Set)}, {"draft", "lishan", page.DraftURL(draft)},
		{"draft-item", "lishan", page.DraftItemURL(draft, "B3.2")}, {"draft-general", "lishan", page.DraftGeneralURL(draft)}, {"draft-area", "lishan", page.DraftAreaURL(draft, "B3")},
		{"draft-item-new", "lishan", page.NewDraftItemURL(draft, "B3")}, {"draft-item-remove", "lishan", page.RemoveDraftItemURL(draft, "B1.1")}, {"draft-publish", "lishan", page.PublishDraftURL(draft)},
		{"sets-import", "lishan", page.ImportSetURL}, {"sets-compare", "lishan", page.CompareSetsOfURL(page.SetRef(c.Set), page.DraftRef(draft))}, {"cycle-move", "lishan", page.MoveCycleURL(c.Cycle)}}
}

// sendNamed sends a form with one file under its name.
func (c *client) sendNamed(t *testing.T, path, name string, data []byte, pairs ...string) *http.Response {
	t.Helper()
	return c.sendForm(t, path, c.token(t), name, data, pairs...)
}

func (c *client) sendForm(t *testing.T, path, token, name string, data []byte, pairs ...string) *http.Response {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	errs := []error{w.WriteField(page.TokenField, token)}
	for i := 0; i+1 < len(pairs); i += 2 {
		errs = append(errs, w.WriteField(pairs[i], pairs[i+1]))
	}
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = part.Write(data)
	if err := errors.Join(append(errs, err, w.Close())...); err != nil {
		t.Fatal(err)
	}
	return c.do(t, "POST", path, url.Values{}, func(r *http.Request) {
		r.Header.Set("Content-Type", w.FormDataContentType())
		r.Body = io.NopCloser(bytes.NewReader(body.Bytes()))
	})
}

// A set that is sent as a file and taken in again is the same set, in both forms.
func TestASetGoesOutAndComesIn(t *testing.T) {
	c := newCity(t)
	lishan := c.signIn(t, "lishan")
	for i, kind := range []string{"xlsx", "yaml"} {
		sent := lishan.do(t, "GET", page.SetFileURL(c.Set, kind), nil, nil)
		if sent.StatusCode != http.StatusOK || !strings.Contains(sent.Header.Get("Content-Disposition"), "jinhua-2018."+kind) {
			t.Fatalf("%s: %d %s", kind, sent.StatusCode, sent.Header.Get("Content-Disposition"))
		}
		file := []byte(text(t, sent))
		taken := lishan.sendNamed(t, page.ImportSetURL, "改好的."+kind, file, "code", "again-"+kind, "from", fmt.Sprint(c.Set))
		if taken.StatusCode != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", kind, taken.StatusCode, text(t, taken))
		}
		body := lishan.get(t, page.CompareSetsOfURL(page.SetRef(c.Set), page.DraftRef(int64(i+1))), http.StatusOK)
		if !strings.Contains(body, "两个版本内容相同") {
			t.Errorf("%s came back as another set", kind)
		}
		again := lishan.sendNamed(t, page.ImportSetURL, "改好的."+kind, file, "code", "again-"+kind)
		if again.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text(t, again), "这个代码已有草稿在用") {
			t.Errorf("%s under a code in use: %d", kind, again.StatusCode)
		}
	}
}

// A file that is sent twice with one form makes one draft, to which both answers
// lead.
func TestASetSentTwiceIsTakenOnce(t *testing.T) {
	c := newCity(t)
	lishan := c.signIn(t, "lishan")
	file := []byte(text(t, lishan.do(t, "GET", page.SetFileURL(c.Set, "yaml"), nil, nil)))
	token := lishan.token(t)
	var to string
	for range 2 {
		taken := lishan.sendForm(t, page.ImportSetURL, token, "指标.yaml", file, "code", "again", "from", fmt.Sprint(c.Set))
		if taken.StatusCode != http.StatusSeeOther || to != "" && taken.Header.Get("Location") != to {
			t.Fatalf("%d to %s", taken.StatusCode, taken.Header.Get("Location"))
		}
		to = taken.Header.Get("Location")
	}
	if n := c.number(t, `select count(*) from indicator_draft`); n != 1 {
		t.Errorf("%d drafts", n)
	}
}

// Every cell that is wrong is told, and nothing is taken.
func TestAFaultySetIsToldBySheetRowAndColumn(t *testing.T) {
	c := newCity(t)
	lishan := c.signIn(t, "lishan")
	sent := []byte(text(t, lishan.do(t, "GET", page.SetFileURL(c.Set, "xlsx"), nil, nil)))
	f, err := excelize.OpenReader(bytes.NewReader(sent))
	if err != nil {
		t.Fatal(err)
	}
	cell := func(sheet, at string, value any) {
		if err := f.SetCellValue(sheet, at, value); err != nil {
			t.Fatal(err)
		}
	}
	cell("考评内容", "F2", "四")  // the weight of B1.1
	cell("评分点", "C3", "按心情") // the kind of B1.2a
	cell("等次", "C4", 70)     // below the grade before; a number, not a text
	if err := f.SetCellFormula("选项", "D2", "1+1"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	resp := lishan.sendNamed(t, page.ImportSetURL, "改错的.xlsx", out.Bytes(), "code", "next")
	body := text(t, resp)
	if resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "选项") || !strings.Contains(body, "这一格是公式") {
		t.Errorf("with a formula: %d %s", resp.StatusCode, body)
	}
	cell("选项", "D2", "1")
	out.Reset()
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	resp = lishan.sendNamed(t, page.ImportSetURL, "改错的.xlsx", out.Bytes(), "code", "next")
	body = text(t, resp)
	for _, row := range [][]string{{"考评内容", "第 2 行", "权重分"}, {"评分点", "第 3 行", "类型"}, {"等次", "第 4 行", "起点"}} {
		if !regexp.MustCompile(`(?s)<tr[^>]*>[^~]{0,400}` + strings.Join(row, `.{0,200}`)).MatchString(body) {
			t.Errorf("not told: %v", row)
		}
	}
	if resp.StatusCode != http.StatusUnprocessableEntity || c.number(t, `select count(*) from indicator_draft`) != 0 {
		t.Errorf("%d, and %d drafts", resp.StatusCode, c.number(t, `select count(*) from indicator_draft`))
	}
	for name, data := range map[string][]byte{"a.txt": []byte("x"), "a.xlsx": []byte("PK\x03\x04 nothing"), "a.yaml": []byte("a: [")} {
		if resp := lishan.sendNamed(t, page.ImportSetURL, name, data); resp.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, resp.StatusCode)
		}
	}
}

// Whatever is wrong with a file as a whole is said beside its field, with what
// was typed still there; nothing is taken, and nothing is opened that is too large.
func TestAHostileSetFileIsRefused(t *testing.T) {
	c := newCity(t)
	lishan := c.signIn(t, "lishan")
	exported := []byte(text(t, lishan.do(t, "GET", page.SetFileURL(c.Set, "xlsx"), nil, nil)))
	bomb := rezipped(t, exported, func(name string, data []byte) []byte {
		if name == "xl/worksheets/sheet6.xml" {
			return bytes.Repeat([]byte(" "), 60<<20)
		}
		return data
	})
	laughs := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for i := 'b'; i < 'k'; i++ {
		laughs += fmt.Sprintf("%c: &%c [%[3]s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", i-1), 9), ","))
	}
	rows := strings.Repeat("- {code: x}\n", 5000)
	for _, bad := range []struct {
		name   string
		data   []byte
		status int
		words  string
	}{
		{"a bomb.xlsx", bomb, http.StatusRequestEntityTooLarge, "不能打开|解开后过大|内容太多"},
		{"ten megabytes.xlsx", append(bytes.Clone(exported), make([]byte, 10<<20)...), http.StatusRequestEntityTooLarge, "文件超过 2 MB"},
		{"ten megabytes.yaml", bytes.Repeat([]byte("# 注\n"), 2<<20), http.StatusRequestEntityTooLarge, "文件超过 2 MB"},
		{"twenty-five megabytes.yaml", bytes.Repeat([]byte("# 注释\n"), 5<<19), http.StatusRequestEntityTooLarge, "20 MB"},
		{"laughs.yaml", []byte(laughs), http.StatusUnprocessableEntity, "要改"},
		{"deep.yaml", []byte("areas: " + strings.Repeat("[", 20_000)), http.StatusUnprocessableEntity, "要改"},
		{"half.xlsx", exported[:len(exported)/2], http.StatusUnprocessableEntity, "不能打开|不规范"},
		{"nothing.yaml", nil, http.StatusUnprocessableEntity, "要改|空"},
		{"picture.yaml", []byte("\x89PNG\r\n\x1a\n\x00\x00"), http.StatusUnprocessableEntity, "要改"},
		{"many faults.yaml", []byte("code: x\nkinds:\n" + rows), http.StatusUnprocessableEntity, "先列出前 100 处"},
	} {
		start := time.Now()
		resp := lishan.sendNamed(t, page.ImportSetURL, bad.name, bad.data, "code", "typed-code")
		body := text(t, resp)
		if resp.StatusCode != bad.status || !regexp.MustCompile(bad.words).MatchString(body) {
			t.Errorf("%s: %d, %.2000s", bad.name, resp.StatusCode, body[max(0, strings.Index(body, "<main")):])
		}
		if bad.name != "twenty-five megabytes.yaml" && !strings.Contains(body, `value="typed-code"`) { // of that one nothing was read
			t.Errorf("%s: what was typed is gone", bad.name)
		}
		t.Logf("%s: %d in %v, %d bytes of page", bad.name, resp.StatusCode, time.Since(start), len(body))
	}
	if n := c.number(t, `select count(*) from indicator_draft`); n != 0 {
		t.Errorf("%d drafts", n)
	}
}

// rezipped is an archive with its entries changed.
func rezipped(t *testing.T, data []byte, change func(name string, data []byte) []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		src, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		whole, err := io.ReadAll(src)
		to, made := w.Create(f.Name)
		if err := errors.Join(err, made); err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(change(f.Name, whole)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// nextSet publishes a version in which B1.4 asks for another clause, and returns
// its id.
func (c *city) nextSet(t *testing.T, code, name string) int64 {
	t.Helper()
	ctx := t.Context()
	lishan, err := c.Actor(ctx, "lishan", day(2026, time.December, 20))
	if err != nil {
		t.Fatal(err)
	}
	sets := indicators.New(app.NewDesk(c.Store, c.clock.now))
	draft, err := sets.Start(ctx, lishan, indicators.Start{Key: code + " 1", From: c.Set, Code: code, Name: name, Version: "2027"})
	if err != nil {
		t.Fatal(err)
	}
	work := c.draftWork(t, sets, lishan, draft)
	item, _, _ := work.Content.Item("B1.4")
	changed := *item
	changed.Clauses = []indicator.DraftClause{{Code: "B1.4b", Kind: "per_case", Label: "未组织的活动", Amount: "1", Unit: "项"}}
	if err := sets.SaveItem(ctx, lishan, indicators.Form{Key: code + " 2", Draft: draft, Seen: indicator.Mark(*item)}, changed); err != nil {
		t.Fatal(err)
	}
	lishan.ProvenAt = c.clock.now()
	set, err := sets.Publish(ctx, lishan, code+" 3", draft, c.draftWork(t, sets, lishan, draft).Text().Digest())
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func (c *city) draftWork(t *testing.T, sets *indicators.Service, actor access.Actor, draft int64) *indicators.Work {
	t.Helper()
	work, err := sets.Work(t.Context(), actor, draft)
	if err != nil {
		t.Fatal(err)
	}
	return work
}

// states lets the secretary of a branch state something about a clause.
func (c *city) states(t *testing.T, account string, assessment int64, f scoring.Finding) {
	t.Helper()
	actor, err := c.Actor(t.Context(), account, day(2026, time.December, 20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := assess.New(app.NewDesk(c.Store, c.clock.now)).SaveFinding(t.Context(), actor, assessment, "states "+f.Clause, app.Statement{Finding: f}); err != nil {
		t.Fatal(err)
	}
}

// An officer moves the running cycle to the next version: sees whose figures
// change, gives the reason, and the branch sees what no longer counts.
func TestTheCycleMovesToTheNextVersion(t *testing.T) {
	c := newCity(t)
	mine := c.of(t, "CZ-02").ID
	c.nextSet(t, "jinhua-2027", "新版")
	c.states(t, "wangming", mine, scoring.Finding{Clause: "B1.4a", Occurred: true})

	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "lishan")
	p.WithoutJavaScript()
	p.Visit(page.CycleURL(c.Cycle))
	p.Click("换用新版指标")
	p.Choose("换用", "新版（jinhua-2027）")
	p.Click("试算")
	p.WaitText("还没有换，这是试算")
	row := p.Row("财政局第二党支部") // has not submitted
	for _, words := range []string{"未提交", "草稿，不列"} {
		if !row.Says(words) {
			t.Errorf("the trial does not say %s", words)
		}
	}
	if row.Says("78") || !p.Says("自评两栏只计已提交的 0 个支部，未提交或已退回的 60 个不计") || !p.Says("另有 1 个支部只是草稿") {
		t.Error("the trial counts a draft as a score")
	}
	c.exec(t, `update assessment set state = 'publicised', review_total = self_total, review_grade = self_grade, review_items = self_items, counts_total = self_total, counts_grade = self_grade, counts_items = self_items,
		public_from = '2026-12-18', public_until = '2026-12-25' where id = $1`, mine)
	p.Click("试算")
	p.WaitText("有 1 个支部正在公示，换用后公示的得分或等次会变：财政局第二党支部")
	for _, words := range []string{"78", "80"} { // 2 of 80 are lost by B1.4a, which is gone
		if !p.Row("财政局第二党支部").Says(words) {
			t.Errorf("the trial does not say %s", words)
		}
	}
	if p.Says("换用新版的理由") {
		t.Error("it is offered to change a public score")
	}
	held := enter(t, server, "zhanglei")
	held.Visit(p.Path())
	held.Look("cycle-move-held")
	c.exec(t, `update assessment set state = 'reported' where id = $1`, mine)
	p.Click("试算")
	if !p.Says("B1.4a") || !p.Says("B1.4b") {
		t.Error("the clauses that go and come are not told")
	}
	other := enter(t, server, "zhanglei") // the rules of accessibility need a script
	other.Visit(p.Path())
	other.Look("cycle-move-trial")
	p.Fill("换用新版的理由", "改")
	p.Click("换用新版并重算")
	p.WaitText("请写明换用新版的理由，2 至 400 个字")
	p.Fill("换用新版的理由", "文件调整了要求")
	p.Click("换用新版并重算")
	p.WaitText("已换用新版，所有支部的得分已重算")
	p.Visit(page.MoveCycleURL(c.Cycle))
	p.WaitText("文件调整了要求")

	wang := enter(t, server, "wangming")
	wang.Visit(page.SelfURL(mine) + "?area=B1")
	wang.WaitText("以前填的 1 处不再计分")
	if !wang.Says("B1.4a 党性体检、政治生日、重温誓词") || !wang.Says("未组织的活动") {
		t.Error("the branch is not told what no longer counts, or not asked for the new clause")
	}
}

// grows gives a cycle so many more branches that it is tried and moved in the
// background; none of them has stated anything.
func (c *city) grows(t *testing.T) {
	t.Helper()
	c.exec(t, `insert into organisation (code, name, level, parent_id, root_id, committee_id, created_at)
		select 'ZZ-' || n, '新设第' || n || '支部', 'branch', parent_id, root_id, committee_id, created_at from organisation, generate_series(1, 2000) n where code = 'CZ-02'`)
	c.exec(t, `insert into assessment (cycle_id, committee_id, branch_id, nearest_id, root_id, state, self_base, self_total, self_grade, self_items)
		select a.cycle_id, a.committee_id, n.id, a.nearest_id, a.root_id, 'draft', a.self_base, a.self_total, a.self_grade, a.self_items
		from assessment a join organisation b on b.id = a.branch_id and b.code = 'CZ-03', organisation n where n.code like 'ZZ-%'`)
}

// works does what waits for the background: trials and moves of cycles.
func (c *city) works(t *testing.T) {
	t.Helper()
	sets := indicators.New(app.NewDesk(c.Store, c.clock.now))
	kinds := map[string]app.Work{indicators.TrialKind: sets.TryLarge, indicators.MoveKind: sets.MoveLarge}
	var turns []store.Turn
	c.queues(t, func(b *store.Batch) { b.DueTasks(100, &turns) })
	for _, turn := range turns {
		var task store.Task
		var found bool
		c.queues(t, func(b *store.Batch) { b.TakeTask(turn, time.Hour, c.clock.now(), &task, &found) })
		actor, err := c.Actor(t.Context(), "lishan", day(2026, time.December, 20))
		if err != nil || !found {
			t.Fatal(found, err)
		}
		outcome, err := kinds[task.Kind](t.Context(), app.NewRun(sets.Desk, task, actor))
		if err != nil {
			t.Fatal(err)
		}
		c.queues(t, func(b *store.Batch) {
			b.FinishTask(turn, outcome.Message, outcome.Digest, outcome.Name, c.clock.now())
			if outcome.Also != nil {
				outcome.Also(b)
			}
		})
	}
}

// A cycle of many branches is tried and moved in the background, followed on the
// page of the work, without script.
func TestALargeCycleMovesInTheBackground(t *testing.T) {
	c := newCity(t)
	mine := c.of(t, "CZ-02").ID
	set := c.nextSet(t, "jinhua-2027", "新版")
	c.states(t, "wangming", mine, scoring.Finding{Clause: "B1.4a", Occurred: true})
	c.grows(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	p := enter(t, server, "lishan")
	p.WithoutJavaScript()
	p.Visit(page.TryMoveURL(c.Cycle, set, 1))
	p.WaitText("这个周期有 2060 个支部，试算和换用都在后台进行")
	if p.Says("换用新版的理由") {
		t.Error("it can be moved before it was tried")
	}
	p.Click("开始试算")
	p.WaitText("排队中")
	p.Visit(page.TryMoveURL(c.Cycle, set, 1))
	p.WaitText("正在试算")
	other := enter(t, server, "zhanglei")
	other.Visit(page.TryMoveURL(c.Cycle, set, 1))
	other.WaitText("正在试算")
	other.Look("cycle-move-trying")
	if other.Says("看进度") || other.Says("开始试算") {
		t.Error("another officer is led to work that is not theirs, or asked to try once more")
	}
	c.works(t)
	p.Click("看进度")
	p.WaitText("试算好了，还没有换")
	p.Click("看试算结果")
	p.WaitText("试算于")
	if row := p.Row("财政局第二党支部"); !row.Says("未提交") || row.Says("78") { // loses B1.4a, which is gone
		t.Error("the trial does not say what changes")
	}
	p.Fill("换用新版的理由", "文件调整了要求")
	p.Click("换用新版并重算")
	p.WaitText("排队中")
	c.works(t)
	p.Click("刷新")
	p.WaitText("已换用新版，所有支部的得分已重算")
	if n := c.number(t, `select self_total from assessment where id = $1`, mine); n != 80_00 {
		t.Errorf("the branch stands at %d", n)
	}
	wang := enter(t, server, "wangming")
	wang.Visit(page.NoticesURL)
	wang.WaitText("2026 年考评换用了新版指标“新版”（jinhua-2027）")
}
