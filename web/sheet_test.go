package web

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/app/records/sheet"
	"baolei/internal/core/record/table"
	"baolei/web/page"
)

const (
	sheetCard  = "330702198503021238"
	sheetPhone = "13800000000"
)

var sealField = regexp.MustCompile(`name="seal" value="([^"]+)"`)

// excelFile writes a table, headings first, as an Excel file.
func excelFile(t *testing.T, name string, rows ...[]string) string {
	t.Helper()
	s := sheet.Sheet{Name: "Sheet1", Rows: rows[1:]}
	for _, heading := range rows[0] {
		s.Columns = append(s.Columns, sheet.Column{Heading: heading, Width: 12})
	}
	data, err := sheet.Write(s)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// fifteen is a roster of fifteen, the first with an identity card and a telephone.
func fifteen() [][]string {
	rows := [][]string{{"姓名", "性别", "身份证号", "出生日期", "党员身份", "何时起在本支部", "电话"}}
	for i, name := range numbered(15) {
		row := []string{name, "男", "", "1980-05-06", "正式党员", "2024-01-01", ""}
		if i == 0 {
			row[2], row[3], row[6] = sheetCard, "", sheetPhone
		}
		rows = append(rows, row)
	}
	return rows
}

// A clerk brings in a roster of fifteen by Excel. Two rows are wrong: nothing is
// written, both are told by line and column. Mended, all are previewed, the
// secret numbers masked; the book changes meanwhile, so that confirming shows
// the preview anew; then all are written.
func TestAClerkImportsARoster(t *testing.T) {
	c := newCity(t)
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	branch := c.organisation(t, "CZ-02")
	count := func() int64 {
		return c.number(t, `select count(*) from membership where branch_id = $1`, branch)
	}
	p := enter(t, server, "liufang")
	p.Visit(page.RosterURL(branch))
	p.Click("导入导出")
	rows := fifteen()
	rows[4][3], rows[9][6] = "1980-13-01", "12" // lines 5 and 10 of the sheet
	upload := func(name string) {
		p.Attach("选择文件", excelFile(t, name, rows...))
		p.Click("上传并核对")
	}
	upload("名册.xlsx")
	p.WaitText("“名册.xlsx”有 2 处需要修改，没有导入")
	p.Row("第 5 行").WaitText("出生日期")
	p.Row("第 10 行").WaitText("电话")
	p.Look("sheets-faults")
	if n := count(); n != 0 {
		t.Fatalf("%d members after a table with faults", n)
	}
	rows[4][3], rows[9][6] = "1980-03-01", ""
	upload("名册.xlsx")
	p.WaitText("确认导入 15 条")
	p.Row("赵甲子").WaitText("138****0000")
	if p.Says(sheetCard) || p.Says(sheetPhone) {
		t.Error("the preview shows a number in full")
	}
	p.Look("sheets-preview")
	c.joined(t, "赵乙子") // the second of the fifteen, by another hand
	p.AllowProblem("409")
	p.Click("确认导入 15 条")
	p.WaitText("预览之后记实本有了变化")
	p.Look("sheets-moved")
	if n := count(); n != 1 {
		t.Fatalf("%d members after a refused confirmation, want the other hand's one", n)
	}
	p.Click("确认导入 15 条")
	p.WaitText("已导入党员名册")
	p.WaitText("14 条") // new; the second is changed
	p.Look("sheets-done")
	if n := count(); n != 15 {
		t.Errorf("%d members, want 15", n)
	}
	p.Click("查看党员名册")
	p.WaitText("在册 15 名党员")
}

// Who only reads is led to the export alone, without numbers; the secretary gets
// them in full, on the record.
func TestARosterIsSentAsExcel(t *testing.T) {
	c := newCity(t)
	c.joined(t, numbered(2)...)
	branch := c.organisation(t, "CZ-02")
	cells := func(resp *http.Response) string {
		t.Helper()
		if kind := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || kind != records.WorkbookType || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") {
			t.Fatalf("%d, %s", resp.StatusCode, kind)
		}
		g, err := sheet.Read("名册.xlsx", []byte(text(t, resp)), table.Roster.Title)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, l := range g.Lines {
			for _, cell := range l.Cells {
				b.WriteString(cell.Text + "|")
			}
		}
		return b.String()
	}
	reviewer, secretary := c.signIn(t, "chenjing"), c.signIn(t, "wangming")
	list := reviewer.get(t, page.RosterURL(branch), http.StatusOK)
	if !strings.Contains(list, "导出 Excel") || strings.Contains(list, "导入导出") {
		t.Error("who only reads is led to the wrong page")
	}
	if got := cells(reviewer.do(t, "GET", page.ExportURL(branch, "roster", 2026), nil, nil)); !strings.Contains(got, "赵乙子|男|") || strings.Contains(got, "身份证号") {
		t.Error(got)
	}
	if got := cells(secretary.post(t, page.FullExportURL(branch))); !strings.Contains(got, "身份证号") {
		t.Error(got)
	}
	if n := c.number(t, `select count(*) from audit_entry where action = 'member.unmask' and detail->>'change' = 'export'`); n != 1 {
		t.Errorf("%d entries of the full export", n)
	}
	template := secretary.do(t, "GET", page.SheetTemplateURL(branch, "roster"), nil, nil)
	if got := cells(template); !strings.Contains(got, "姓名") {
		t.Error(got)
	}
	secretary.get(t, page.SheetURL(branch, "sanctions"), http.StatusNotFound)
}

// Dues, honours and activities come in the same way; confirming twice acts once.
func TestOtherTablesComeInTheSameWay(t *testing.T) {
	c := newCity(t)
	c.joined(t, "赵甲子")
	branch := c.organisation(t, "CZ-02")
	keep := records.New(c.server.desk)
	who, err := c.Actor(t.Context(), "wangming", day(2026, time.December, 20))
	if err != nil {
		t.Fatal(err)
	}
	b := c.signIn(t, "wangming")
	for _, one := range []struct {
		form  table.Form
		count string
		rows  [][]string
		says  string
	}{
		{table.Dues, `select count(*) from dues`, [][]string{{"姓名", "月份", "依据", "基数（元）", "实交（元）", "交费日期"}, {"赵甲子", "2026-01", "在职", "6000", "90", "2026-01-10"}}, "赵甲子 2026-01"},
		{table.Honours, `select count(*) from honour`, [][]string{{"荣誉名称", "类别", "级别", "授予单位", "授予日期"}, {"先进党支部", "荣誉成果", "省级", "省委", "2026-06-30"}}, "先进党支部"},
		{table.Activities, `select count(*) from activity`, [][]string{{"日期", "类型", "主题"}, {"2026-03-12", "主题党日", "3月主题党日"}}, "3月主题党日"},
	} {
		data, err := os.ReadFile(excelFile(t, "表.xlsx", one.rows...))
		if err != nil {
			t.Fatal(err)
		}
		in, err := keep.StartImport(t.Context(), who, branch, "key-"+one.form.Code, one.form, app.Upload{Name: "表.xlsx", Data: data})
		if err != nil || in.ID == 0 {
			t.Fatal(one.form.Title, err, in.Faults)
		}
		address := page.ImportURL(branch, one.form.Code, in.ID)
		body := b.get(t, address, http.StatusOK)
		if !strings.Contains(body, one.says) {
			t.Errorf("%s: the preview does not say %q", one.form.Title, one.says)
		}
		seal := sealField.FindStringSubmatch(body)
		if seal == nil {
			t.Fatal(one.form.Title, "has nothing to confirm")
		}
		for range 2 {
			if resp := b.post(t, address, "seal", seal[1]); resp.StatusCode != http.StatusSeeOther {
				t.Errorf("%s: %d", one.form.Title, resp.StatusCode)
			}
		}
		if n := c.number(t, one.count); n != 1 {
			t.Errorf("%s: %d records, want 1", one.form.Title, n)
		}
		b.get(t, address, http.StatusOK)
	}
}
