package records_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/app/records/sheet"
	"baolei/internal/core/calendar"
	"baolei/internal/core/dues"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// file makes an Excel file of rows: headings first, cells parted by "|".
func (c *city) file(rows ...string) app.Upload {
	c.Helper()
	s := sheet.Sheet{Name: "Sheet1"}
	for _, heading := range strings.Split(rows[0], "|") {
		s.Columns = append(s.Columns, sheet.Column{Heading: heading, Width: 10})
	}
	for _, row := range rows[1:] {
		s.Rows = append(s.Rows, strings.Split(row, "|"))
	}
	data, err := sheet.Write(s)
	c.Must(err)
	return app.Upload{Name: "表.xlsx", Data: data}
}

func (c *city) start(account string, form table.Form, file app.Upload) (records.Import, error) {
	c.Helper()
	f := c.form()
	return c.records.StartImport(c.Context(), c.Who(account), f.Branch, f.Key, form, file)
}

// preview hands a file in that must be taken, and looks at what it would do.
func (c *city) preview(account string, form table.Form, file app.Upload) records.Import {
	c.Helper()
	in, err := c.start(account, form, file)
	c.Must(err)
	if in.ID == 0 {
		c.Fatal(in.Faults)
	}
	shown, err := c.records.ImportOf(c.Context(), c.Who(account), c.branch, form, in.ID)
	c.Must(err)
	return shown
}

func (c *city) confirm(account string, in records.Import) (records.Import, error) {
	c.Helper()
	return c.records.ConfirmImport(c.Context(), c.Who(account), c.form(), in.Form, in.ID, in.Seal)
}

// exported is what a branch's records of a form are written as.
func (c *city) exported(account string, form table.Form) app.Upload {
	c.Helper()
	w, err := c.records.Export(c.Context(), c.Who(account), c.branch, form, 2026)
	c.Must(err)
	return app.Upload{Name: w.Name, Data: w.Data}
}

func faults(in records.Import) (list []string) {
	for _, f := range in.Faults {
		list = append(list, f.String())
	}
	return list
}

const rosterHead = "姓名|性别|身份证号|出生日期|党员身份|入党日期|转正日期|党小组|职务|何时起在本支部|电话"

// three are rows of a roster: two with identity cards, one without.
func three() []string {
	return []string{rosterHead,
		"周洁||" + card(day(1985, 3, 2), 124) + "||正式党员|2008-07-01|2009/7/1||组织委员|2020-01-01|138 1234 5678",
		"吴敏|女||1990年1月5日|预备|20260301||||2026-03-01|",
		"郑强||" + card(day(1970, 5, 6), 101) + "||正式党员|1995.7.1|||||"}
}

func TestARosterIsPreviewedAndWrittenAsPreviewed(t *testing.T) {
	c := newCity(t)
	before := c.Count(`select count(*) from member`)
	rows := three()
	rows[3] = strings.Replace(rows[3], "|||||", "||||2019-01-01|", 1)
	in := c.preview("liufang", table.Roster, c.file(rows...))
	if in.Added != 3 || in.Changed != 0 || in.Same != 0 || len(in.Lines) != 3 || in.Late {
		t.Fatalf("%+v", in)
	}
	if c.Count(`select count(*) from member`) != before {
		t.Fatal("something was written before it was confirmed")
	}
	if after := in.Lines[0].After; after[table.RosterBorn] != "1985-03-02" || after[table.RosterSex] != "女" || after[table.RosterIdentity] != "3307***********"+card(day(1985, 3, 2), 124)[15:] || after[table.RosterPhone] != "138****5678" {
		t.Errorf("the preview shows %q", after)
	}
	done, err := c.confirm("liufang", in)
	c.Must(err)
	if done.Added != 3 || c.Count(`select count(*) from member`) != before+3 {
		t.Errorf("%d added, %d members", done.Added, c.Count(`select count(*) from member`))
	}
	id := c.Number(`select id from member where name = '周洁'`)
	if m := c.member1("wangming", c.branch, id); m.Sex != record.Female || m.Born != day(1985, 3, 2) || m.FullOn != day(2009, 7, 1) || m.Duty != "组织委员" || m.PhoneMask != "138****5678" {
		t.Errorf("%+v", m)
	}
	plain, err := c.records.Unmask(c.Context(), c.Who("wangming"), c.branch, id, records.PhoneField)
	c.Must(err)
	if plain != "13812345678" {
		t.Errorf("the telephone is %q", plain)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'record.import' and detail->>'form' = 'roster' and (detail->>'added')::int = 3`); n != 1 {
		t.Errorf("%d audit entries", n)
	}
}

// Numbers that the law protects are nowhere in plain text, before and after.
func TestAKeptTableIsSealed(t *testing.T) {
	c := newCity(t)
	in := c.preview("wangming", table.Roster, c.file(three()[:2]...))
	number := card(day(1985, 3, 2), 124)
	if dump := c.dump(); strings.Contains(dump, number) || strings.Contains(dump, "13812345678") || strings.Contains(dump, "138 1234 5678") {
		t.Error("a number is in the database in plain text")
	}
	text, err := json.Marshal(in)
	c.Must(err)
	if bytes.Contains(text, []byte(number)) || bytes.Contains(text, []byte("12345678")) {
		t.Error("the preview holds a number in plain text")
	}
	_, err = c.confirm("wangming", in)
	c.Must(err)
	if n := c.Count(`select count(*) from import_preview where rows_sealed is not null`); n != 0 {
		t.Error("the rows are kept after they were confirmed")
	}
}

func TestATableWithFaultsIsTakenAsAWholeOrNotAtAll(t *testing.T) {
	c := newCity(t)
	c.Must(c.add("wangming", somebody(nil)))
	before := c.Count(`select count(*) from member`)
	in, err := c.start("wangming", table.Roster, c.file(rosterHead,
		"吴敏|女||1990-01-05|正式党员|2015-07-01||||2026-01-01|",
		"郑强|男|"+card(day(1970, 5, 6), 102)+"||正式党员|1969-01-01|||||",
		"孙丽|||1980-13-01|正式党员||||||",
		"李娜|女|||预备党员|2026-01-01|2026-02-01|||2027-01-01|12"))
	c.Must(err)
	want := []string{
		"第 3 行 入党日期：入党日期早于出生日期，请核对。",
		"第 3 行 性别：与身份证号中的性别（女）不一致，请核对。",
		"第 3 行 何时起在本支部：请填写何时起在本支部。",
		"第 4 行 出生日期：“1980-13-01”不是日期，请写成 2026-03-01。",
		"第 5 行 电话：电话应为 11 位手机号，或带区号的固定电话，请核对。",
	}
	if got := faults(in); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if in.ID != 0 || in.Added != 2 || c.Count(`select count(*) from member`) != before || c.Count(`select count(*) from import_preview`) != 0 {
		t.Errorf("%+v", in)
	}
}

// Somebody of another branch is told by the branch's name, and that is recorded.
func TestACardOfAnotherBranchIsRefused(t *testing.T) {
	c := newCity(t)
	c.Must(c.records.AddMember(c.Context(), c.Who("cz-01"), c.at("CZ-01"), somebody(nil)))
	in, err := c.start("wangming", table.Roster, c.file(three()[:2]...))
	c.Must(err)
	name := ""
	c.Must(c.Pool.QueryRow(c.Context(), `select name from organisation where code = 'CZ-01'`).Scan(&name))
	if got := faults(in); len(got) != 1 || got[0] != "第 2 行 身份证号：这张身份证已在“"+name+"”的名册上，请登记转入，不要另建一名党员。" {
		t.Error(got)
	}
	if c.Count(`select count(*) from audit_entry where action = 'member.found_elsewhere'`) != 1 {
		t.Error("not recorded")
	}
}

func TestConfirmingTwiceActsOnce(t *testing.T) {
	c := newCity(t)
	in := c.preview("wangming", table.Roster, c.file(three()[:3]...))
	before := c.Count(`select count(*) from member`)
	var all sync.WaitGroup
	same := c.form()
	for i := range 10 {
		form := same
		if i%2 == 0 {
			form.Key = fmt.Sprint("other-", i)
		}
		all.Go(func() {
			if _, err := c.records.ConfirmImport(c.Context(), c.Who("wangming"), form, in.Form, in.ID, in.Seal); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := c.Count(`select count(*) from member`) - before; n != 2 {
		t.Errorf("%d members were added", n)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'record.import'`); n != 1 {
		t.Errorf("%d audit entries", n)
	}
	again, err := c.records.ImportOf(c.Context(), c.Who("wangming"), c.branch, table.Roster, in.ID)
	c.Must(err)
	if again.DoneAt.IsZero() || again.Added != 2 || len(again.Lines) != 0 {
		t.Errorf("%+v", again)
	}
}

// The upload sent twice is one preview.
func TestUploadingTwiceIsOnePreview(t *testing.T) {
	c := newCity(t)
	f, file := c.form(), c.file(three()[:3]...)
	var ids []int64
	for range 2 {
		in, err := c.records.StartImport(c.Context(), c.Who("wangming"), f.Branch, f.Key, table.Roster, file)
		c.Must(err)
		ids = append(ids, in.ID)
	}
	if ids[0] == 0 || ids[0] != ids[1] || c.Count(`select count(*) from import_preview`) != 1 {
		t.Error(ids)
	}
}

func TestWhatChangedMeanwhileIsPreviewedAnew(t *testing.T) {
	c := newCity(t)
	id := c.added(nil)
	in, err := c.start("wangming", table.Roster, c.file("姓名|党员身份|职务", "周洁|正式党员|宣传委员", "吴敏|正式党员|"))
	c.Must(err)
	if got := faults(in); !slices.Equal(got, []string{"第 3 行 性别：请选择性别；填了身份证号可以不选。", "第 3 行 何时起在本支部：请填写何时起在本支部。"}) {
		t.Error(got)
	}
	in = c.preview("wangming", table.Roster, c.file("姓名|党员身份|职务", "周洁|正式党员|宣传委员"))
	c.Exec(`update member set joined_on = '2007-07-01', version = version + 1 where id = $1`, id)
	moved, err := c.confirm("wangming", in)
	c.kind("confirming what is no more", err, fault.Conflict)
	if _, ok := errors.AsType[*records.ImportMoved](err); !ok || moved.Seal == in.Seal || len(moved.Lines) != 1 || moved.Lines[0].After[table.RosterJoined] != "2007-07-01" {
		t.Errorf("%+v, %v", moved, err)
	}
	if c.Count(`select count(*) from membership where member_id = $1 and duty = '宣传委员'`, id) != 0 {
		t.Error("it was written all the same")
	}
	_, err = c.confirm("wangming", moved)
	c.Must(err)
	if c.Count(`select count(*) from membership where member_id = $1 and duty = '宣传委员'`, id) != 1 || c.Count(`select count(*) from correction where kind = 'member' and record_id = $1`, id) != 1 {
		t.Error("it was not written")
	}
}

// Where the last row cannot be written, the first is not either.
func TestAnImportThatFailsHalfWayLeavesNothing(t *testing.T) {
	c := newCity(t)
	in := c.preview("wangming", table.Roster, c.file(three()[:3]...))
	before := c.Count(`select count(*) from member`)
	c.Exec(`create function refuse() returns trigger language plpgsql as $$ begin if new.name = '吴敏' then raise exception 'no'; end if; return new; end $$`)
	c.Exec(`create trigger refuse before insert on member for each row execute function refuse()`)
	if _, err := c.confirm("wangming", in); err == nil {
		t.Fatal("it was confirmed")
	}
	if c.Count(`select count(*) from member`) != before || c.Count(`select count(*) from import_preview where done_at is not null`) != 0 {
		t.Error("half of it was written")
	}
	c.Exec(`drop trigger refuse on member`)
	_, err := c.confirm("wangming", in)
	c.Must(err)
	if c.Count(`select count(*) from member`) != before+2 {
		t.Error("it cannot be confirmed after all")
	}
}

func TestAPreviewIsItsPersonsAlone(t *testing.T) {
	c := newCity(t)
	in := c.preview("wangming", table.Roster, c.file(three()[:3]...))
	look := func(account string, branch int64) error {
		_, err := c.records.ImportOf(c.Context(), c.Who(account), branch, in.Form, in.ID)
		return err
	}
	c.kind("the clerk of the same branch", look("liufang", c.branch), fault.NotFound)
	c.kind("another branch's secretary", look("cz-01", c.branch), fault.NotFound)
	c.kind("at another branch", look("wangming", c.at("CZ-01").Branch), fault.NotFound)
	c.kind("a reviewer", look("chenjing", c.branch), fault.Forbidden)
	_, err := c.records.ImportOf(c.Context(), c.Who("wangming"), c.branch, table.Dues, in.ID)
	c.kind("as another form", err, fault.NotFound)
	f := c.form()
	_, err = c.records.ConfirmImport(c.Context(), c.Who("liufang"), f, in.Form, in.ID, in.Seal)
	c.kind("confirmed by the clerk", err, fault.NotFound)
	c.Now = c.Now.Add(2*time.Hour + time.Second)
	c.kind("after its time", look("wangming", c.branch), fault.NotFound)
	_, err = c.confirm("wangming", in)
	c.kind("confirmed after its time", err, fault.NotFound)
}

func TestWhoMayImportAndExport(t *testing.T) {
	c := newCity(t)
	file := c.file(three()[:3]...)
	for account, want := range map[string][4]fault.Kind{ // import, template, export, export in full
		"wangming": {0, 0, 0, 0}, "liufang": {0, 0, 0, fault.Forbidden}, "chenjing": {fault.Forbidden, fault.Forbidden, 0, fault.Forbidden}, "lishan": {fault.Forbidden, fault.Forbidden, 0, fault.Forbidden},
		"cz-01": {fault.NotFound, fault.NotFound, fault.NotFound, fault.NotFound}, "maqiang": {fault.NotFound, fault.NotFound, fault.NotFound, fault.NotFound},
		"zhoujie": {fault.NotFound, fault.NotFound, fault.NotFound, fault.NotFound}, "xitong": {fault.NotFound, fault.NotFound, fault.NotFound, fault.NotFound},
	} {
		_, err := c.start(account, table.Roster, file)
		c.kind(account+" imports", err, want[0])
		_, err = c.records.ImportTemplate(c.Context(), c.Who(account), c.branch, table.Roster)
		c.kind(account+" takes the template", err, want[1])
		_, err = c.records.Export(c.Context(), c.Who(account), c.branch, table.Roster, 2026)
		c.kind(account+" exports", err, want[2])
		_, err = c.records.ExportFull(c.Context(), c.Who(account), c.branch)
		c.kind(account+" exports in full", err, want[3])
	}
}

// texts are the cells of an exported file.
func (c *city) texts(file app.Upload) string {
	c.Helper()
	g, err := sheet.Read(file.Name, file.Data, "")
	c.Must(err)
	var b strings.Builder
	for _, l := range g.Lines {
		for _, cell := range l.Cells {
			b.WriteString(cell.Text + "|")
		}
	}
	return b.String()
}

func TestNumbersAreExportedMaskedUnlessAskedFor(t *testing.T) {
	c := newCity(t)
	c.added(nil)
	number := card(day(1985, 3, 2), 124)
	masked := c.texts(c.exported("liufang", table.Roster))
	if strings.Contains(masked, number) || strings.Contains(masked, "13812345678") || !strings.Contains(masked, "3307***********") {
		t.Error(masked)
	}
	if above := c.texts(c.exported("chenjing", table.Roster)); strings.Contains(above, "3307") || strings.Contains(above, "身份证号") || !strings.Contains(above, "周洁") {
		t.Error(above)
	}
	full, err := c.records.ExportFull(c.Context(), c.Who("wangming"), c.branch)
	c.Must(err)
	if text := c.texts(app.Upload{Name: full.Name, Data: full.Data}); !strings.Contains(text, number) || !strings.Contains(text, "13812345678") {
		t.Error(text)
	}
	if c.Count(`select count(*) from audit_entry where action = 'member.unmask' and detail->>'change' = 'export'`) != 1 {
		t.Error("not recorded")
	}
	again, err := c.start("wangming", table.Roster, app.Upload{Name: full.Name, Data: full.Data})
	c.Must(err)
	if len(again.Faults) > 0 || again.Added+again.Changed != 0 {
		t.Errorf("%+v", again)
	}
}

// unchanged checks that an export says nothing new.
func (c *city) unchanged(form table.Form, n int) {
	c.Helper()
	in := c.preview("wangming", form, c.exported("wangming", form))
	if in.Added+in.Changed != 0 || in.Same != n || len(in.Lines) != 0 {
		c.Errorf("%s: %d added, %d changed, %d same of %d: %+v", form.Title, in.Added, in.Changed, in.Same, n, in.Lines)
	}
}

func TestTheTemplateHasNothingToImport(t *testing.T) {
	c := newCity(t)
	for _, form := range table.Forms() {
		w, err := c.records.ImportTemplate(c.Context(), c.Who("wangming"), c.branch, form)
		c.Must(err)
		in, err := c.start("wangming", form, app.Upload{Name: w.Name, Data: w.Data})
		c.Must(err)
		if got := faults(in); len(got) != 1 || !strings.HasPrefix(got[0], "表里没有可以导入的行。") {
			t.Errorf("%s: %v", form.Title, got)
		}
	}
}

// A year's dues of two for two months: 6000 × 1.5 % = 90.00, 0.20 by agreement.
func TestDuesAreImported(t *testing.T) {
	c := newCity(t)
	c.member("甲", day(2020, 1, 1), calendar.Date{})
	leaves := c.member("乙", day(2020, 1, 1), day(2026, 2, 10))
	head := "姓名|月份|依据|基数（元）|实交（元）|交费日期"
	in := c.preview("liufang", table.Dues, c.file(head, "甲|2026-01|在职|6000|90|2026-01-10", "甲|2026-02|在职|6000||", "乙|2026年1月|农民|0.2|0.2|2026-01-10", "乙|2026-02|农民|0.2||"))
	_, err := c.confirm("liufang", in)
	c.Must(err)
	if r := c.duesOf(1, leaves); r.Paid != 20 || r.Due != 20 || r.Basis != record.Farmer || r.PaidOn != day(2026, 1, 10) || r.Version != 1 {
		t.Errorf("%+v", r)
	}
	if table := c.table(2); table.Due != 90_20 || table.Paid != 0 || table.Missing != 2 {
		t.Errorf("%+v", table.Standing)
	}
	c.unchanged(table.Dues, 4)
	bad, err := c.start("liufang", table.Dues, c.file(head, "乙|2026-03|农民|0.2||", "甲|2026-03|在职|0|1|2026-03-10", "甲|2026-04|农民|5||", "甲|2026-05|在职|6000|90|2027-01-01"))
	c.Must(err)
	want := []string{"第 2 行 姓名：2026年3月不在本支部名册上，请核对月份。", "第 3 行 基数（元）：请填写月收入，例如 4200.00。", "第 4 行 基数（元）：农民党员每月交纳 0.20 元至 1.00 元。", "第 5 行 交费日期：这一天还没有到，请在发生以后再登记。"}
	if got := faults(bad); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// After the branch has submitted, a change asks for a reason and keeps what was.
func TestAChangeOfASubmittedYearAsksForAReason(t *testing.T) {
	c := newCity(t)
	who := c.member("甲", day(2020, 1, 1), calendar.Date{})
	c.Must(c.saveDues("liufang", 1, paid(who, 0, 6000_00)))
	c.submit()
	in := c.preview("liufang", table.Dues, c.file("姓名|月份|依据|基数（元）|实交（元）|交费日期", "甲|2026-01|在职|6000|80|2026-01-10", "甲|2026-02|在职|6000|90|2026-02-10"))
	if !in.Late || in.Added != 1 || in.Changed != 1 {
		t.Fatalf("%+v", in)
	}
	_, err := c.confirm("liufang", in)
	c.kind("without a reason", err, fault.Invalid)
	f := c.form()
	f.Reason = " 少收了十元 "
	_, err = c.records.ConfirmImport(c.Context(), c.Who("liufang"), f, in.Form, in.ID, in.Seal)
	c.Must(err)
	if c.Count(`select count(*) from correction where kind = 'dues' and late and reason = '少收了十元' and record_id = $1`, who) != 1 {
		t.Error("what was is not kept")
	}
	if r := c.duesOf(1, who); r.Paid != 80_00 || r.Version != 2 {
		t.Errorf("%+v", r)
	}
}

func TestHonoursAndActivitiesAreImported(t *testing.T) {
	c := newCity(t)
	a, b := c.member("甲", day(2020, 1, 1), calendar.Date{}), c.member("乙", day(2026, 4, 1), calendar.Date{})
	in := c.preview("wangming", table.Honours, c.file("荣誉名称|类别|级别|授予单位|文号|授予日期|获奖党员", "先进党支部|荣誉成果|省级|省委|〔2026〕5号|2026-06-30|", "优秀党员|荣誉成果|市直机关工委|市直机关工委||2026年7月1日|甲"))
	_, err := c.confirm("wangming", in)
	c.Must(err)
	if c.Count(`select count(*) from honour where member_id = $1 and title = '优秀党员' and occurred_on = '2026-07-01' and identity <> ''`, a) != 1 {
		t.Error("the honour of 甲 is not there")
	}
	c.unchanged(table.Honours, 2)

	head := "日期|类型|主题|开始时间|时长（分钟）|主持人|到会人员|请假人员|内容"
	in = c.preview("wangming", table.Activities, c.file(head, "2026-03-12|主题党日、党课|3月主题党日|15:00|90|甲|全体||学习", "2026-04-09|支委会|研究发展党员|||甲|甲|乙（出差）|"))
	_, err = c.confirm("wangming", in)
	c.Must(err)
	if c.Count(`select count(*) from activity where title = '3月主题党日' and present = array[$1::bigint] and begins = 900 and minutes = 90 and kinds = '{theme_party_day,party_class}'`, a) != 1 {
		t.Error("March holds something else; 乙 was not there yet")
	}
	if c.Count(`select count(*) from activity where on_leave = array[$1::bigint] and reasons->>($1::bigint::text) = '出差'`, b) != 1 {
		t.Error("乙 was not on leave")
	}
	c.unchanged(table.Activities, 2)
	bad, err := c.start("wangming", table.Activities, c.file(head, "2026-03-20|党课|学党章|||乙|甲||", "2027-03-20|党课|学党章|||||"))
	c.Must(err)
	want := []string{"第 2 行 主持人：3月20日时乙不在本支部名册上。请核对日期；日期没有错，就不能计入这次活动。", "第 3 行 日期：这一天还没有到，请在发生以后再登记。"}
	if got := faults(bad); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// An honour that another branch has is told, not refused.
func TestAnHonourOfAnotherBranchIsTold(t *testing.T) {
	c := newCity(t)
	h := record.Honour{Kind: record.Achievement, Level: "provincial", Title: "先进", Issuer: "省委", DocumentNo: "〔2026〕5号", On: day(2026, 6, 30)}
	_, err := c.records.SaveHonour(c.Context(), c.Who("cz-01"), c.at("CZ-01"), h, false)
	c.Must(err)
	in := c.preview("wangming", table.Honours, c.file("荣誉名称|类别|级别|授予单位|文号|授予日期", "先进党支部|荣誉成果|省级|省委|[2026]5号|2026-06-30"))
	if n := len(in.Notices); n == 0 || !strings.HasPrefix(in.Notices[n-1], "第 2 行：“") || in.Added != 1 {
		t.Errorf("%+v", in.Notices)
	}
}

// nasty draws texts that files, formulas or reading could break, as the
// database may hold them.
func nasty(limit int) *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"=1+1", "@SUM(A1)", "+86", "-", " 两 边 ", "张三、李四", "王五（出差）", "_x0041_", "a\nb", "a\r\nb", "\tx", "\x01", "示例", "全体", "2026-03-01", "46082", "😀", "<c>&", `"`}),
		rapid.StringOfN(rapid.RuneFrom([]rune("=+-@ \t\n_x05F、，；（）()[]\\张三1a😀<&")), 1, limit, -1),
	)
}

// Whatever stands in the database, what is exported changes nothing when it is
// imported again.
func TestAnExportThatIsImportedChangesNothing(t *testing.T) {
	c := newCity(t)
	person := c.Who("wangming").Person
	members := []int64{c.member("甲", day(2020, 1, 1), calendar.Date{}), c.member("甲", day(2021, 1, 1), calendar.Date{}), c.member("乙、丙", day(2026, 3, 1), calendar.Date{})}
	rapid.Check(t, func(r *rapid.T) {
		c.Exec(`delete from activity`)
		c.Exec(`delete from honour`)
		c.Exec(`delete from dues`)
		who := rapid.SampledFrom(members)
		var b store.Batch
		n, id := rapid.IntRange(1, 4).Draw(r, "records"), int64(0)
		for i := range n {
			on := day(2026, 1, 1).AddDays(rapid.IntRange(0, 300).Draw(r, "day"))
			h := record.Honour{Kind: record.Achievement, Level: "national", Title: nasty(100).Draw(r, "title"), Issuer: nasty(80).Draw(r, "issuer"), On: on, Note: nasty(1000).Draw(r, "note")}
			h.Identity = record.HonourIdentity(&h)
			b.AddHonour(c.branch, &h, person, c.Now, &id)
			a := record.Activity{Kinds: []record.ActivityKind{record.Study}, On: on, Begins: -1, Title: nasty(100).Draw(r, "title"), Place: nasty(60).Draw(r, "place"), Content: nasty(500).Draw(r, "content"),
				Chair: who.Draw(r, "chair"), Present: []int64{members[0]}, OnLeave: []int64{members[1]}, Absent: []int64{members[2]}}
			a.Reasons = map[int64]string{members[1]: nasty(60).Draw(r, "reason"), members[2]: nasty(60).Draw(r, "reason")}
			b.AddActivity(c.branch, &a, person, c.Now, &id)
			d := record.Dues{Branch: c.branch, Month: month(time.Month(i + 3)), Member: who.Draw(r, "payer"), Basis: record.Wage, Base: record.Fen(rapid.Int64Range(1, 20000_00).Draw(r, "base")), Note: nasty(100).Draw(r, "note")}
			d.Due = dues.Due(d.Basis, d.Base)
			b.SaveDues(&d, person, c.Now)
		}
		c.Exec(`update membership set duty = $1 where branch_id = $2`, strings.ReplaceAll(nasty(60).Draw(r, "duty"), "\x00", ""), c.branch)
		c.run(&b)
		c.unchanged(table.Roster, 3)
		c.unchanged(table.Dues, n)
		c.unchanged(table.Honours, n)
		c.unchanged(table.Activities, n)
	})
}

// A table of many rows is written within the time of a transaction.
func TestALargeTableIsWritten(t *testing.T) {
	c := newCity(t)
	rows := []string{"姓名|性别|党员身份|何时起在本支部"}
	for i := range 4000 {
		rows = append(rows, fmt.Sprintf("党员%04d|男|正式党员|2020-01-01", i))
	}
	start := time.Now()
	in := c.preview("wangming", table.Roster, c.file(rows...))
	_, err := c.confirm("wangming", in)
	c.Must(err)
	t.Logf("4,000 members previewed and written in %v", time.Since(start).Round(time.Millisecond))
	rows = append(rows, rows[1:]...)
	in, err = c.start("wangming", table.Roster, c.file(rows...))
	c.Must(err)
	if got := faults(in); len(got) != 1 || got[0] != "表里有 8000 行，一次最多导入 5000 行，请分几次导入。" {
		t.Error(got)
	}
}
