package table

import (
	"slices"
	"strings"
	"testing"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// inWords tells faults as people read them.
func inWords(faults []Fault) (list []string) {
	for _, f := range faults {
		list = append(list, f.String())
	}
	return list
}

// grid is a sheet of texts; a text that begins with "n:" is a number.
func grid(rows ...string) Grid {
	var g Grid
	for i, row := range rows {
		l := Line{Number: i + 1}
		for _, text := range strings.Split(row, "|") {
			number, is := strings.CutPrefix(text, "n:")
			c := Cell{Text: number}
			if is {
				c.Kind = Number
			}
			l.Cells = append(l.Cells, c)
		}
		if strings.Trim(row, "| ") != "" {
			g.Lines = append(g.Lines, l)
		}
	}
	return g
}

func take(t *testing.T, f Form, g Grid) Table {
	t.Helper()
	out, faults, _ := Take(f, g)
	if len(faults) > 0 {
		t.Fatal(inWords(faults))
	}
	return out
}

// alike checks texts line by line; a wanted one may end in "…".
func alike(t *testing.T, what string, got, want []string) {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(want); i++ {
		begin, open := strings.CutSuffix(want[i], "…")
		ok = got[i] == want[i] || open && strings.HasPrefix(got[i], begin)
	}
	if !ok {
		t.Errorf("%s: got\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestHeadingsAreFoundInAnyOrder(t *testing.T) {
	g := grid("财政局第二党支部党员名册", "", "姓 名*|党员身份|出生日期(年月日)|性别", "张三|正式党员||男", "|||", "李四|预备||女")
	out, faults, notices := Take(Roster, g)
	alike(t, "faults", inWords(faults), nil)
	alike(t, "notices", notices, []string{"这些列不认识，没有读：“出生日期(年月日)”。", "表里没有这些列，原有的内容不变：“编号”“身份证号”“出生日期”“入党日期”“转正日期”“党小组”“职务”“何时起在本支部”“电话”。"})
	if len(out.Rows) != 2 || out.Rows[1].Line != 6 || out.Rows[1].Cells[RosterSex].Text != "女" {
		t.Errorf("%+v", out.Rows)
	}
}

func TestWhatKeepsATableFromBeingRead(t *testing.T) {
	for _, c := range []struct {
		name string
		g    Grid
		want []string
	}{
		{"nothing", Grid{}, []string{"没有找到表头。…"}},
		{"words", grid("张三|男|1985-03-02"), []string{"没有找到表头。…"}},
		{"a column twice", grid("姓名|党员身份|姓名"), []string{"第 1 行 姓名：这一列出现了两次，请只留一列。"}},
		{"two names of a column", grid("姓名|党员身份|电话|手机"), []string{"第 1 行 电话：这一列出现了两次，请只留一列。"}},
		{"a column missing", grid("", "姓名|性别"), []string{"第 2 行：缺少这些列：“党员身份”。请对照模板补上。"}},
	} {
		_, faults, _ := Take(Roster, c.g)
		alike(t, c.name, inWords(faults), c.want)
	}
}

func TestCellsThatAreNoValuesAreTold(t *testing.T) {
	g := grid("姓名|党员身份|性别", "张三|正式党员|男", "李四|正式党员|女")
	g.Lines[1].Cells[0].Kind, g.Lines[1].Cells[2].Kind, g.Lines[2].Cells[1].Kind = Formula, Covered, Failed
	_, faults, _ := Take(Roster, g)
	alike(t, "faults", inWords(faults), []string{"第 2 行 姓名：单元格是公式，请粘贴为数值。", "第 2 行 性别：单元格与旁边的合并了，请取消合并，逐格填写。", "第 3 行 党员身份：单元格里是错误值或逻辑值，请改为文字或数字。"})
}

func TestNotesAndExamplesAreNotRead(t *testing.T) {
	for _, f := range Forms() {
		var headings, notes, examples []string
		for _, c := range f.Columns {
			headings, notes, examples = append(headings, c.Heading), append(notes, c.Note), append(examples, c.Example)
		}
		unmarked := slices.Clone(examples)
		unmarked[0] = ""
		g := grid(strings.Join(headings, "|"), strings.Join(notes, "|"), strings.Join(examples, "|"), strings.Join(unmarked, "|"))
		if out := take(t, f, g); len(out.Rows) != 0 {
			t.Errorf("%s: %+v", f.Title, out.Rows)
		}
	}
}

func TestNoticesOfHiddenLinesAndOtherSheets(t *testing.T) {
	g := grid("姓名|党员身份", "张三|正式党员")
	g.Sheet, g.Others, g.Hidden = "名册", 2, []int{2, 3, 4, 5, 6, 7}
	_, _, notices := Take(Roster, g)
	alike(t, "notices", notices[1:], []string{"有 6 行是隐藏的（第 2、3、4、5、6 等 行），也一并读了；不需要的请删除后重新上传。", "只读了工作表“名册”，另有 2 张没有读。"})
}

// here are three on a roster, two of them of one name.
func here() []Person {
	person := func(id int64, name string, born calendar.Date, identity string) Person {
		return Person{Member: record.Member{ID: id, Name: name, Sex: record.Male, Stage: record.Full, Born: born, Since: date(2020, 1, 1), Version: 1}, Identity: identity}
	}
	a := person(1, "张三", date(1985, time.March, 2), "330702198503021238")
	a.Phone = "13800000000"
	return []Person{a, person(2, "王伟", date(1990, 1, 1), ""), person(3, "王伟", date(1970, 1, 1), "")}
}

func roll() Roll {
	l := Roll{Groups: []record.Group{{Entry: record.Entry{ID: 7}, Name: "第一党小组"}}}
	for _, p := range here() {
		l.Members = append(l.Members, p.Member)
	}
	return l
}

const rosterHead = "编号|姓名|性别|身份证号|出生日期|党员身份|入党日期|转正日期|党小组|职务|何时起在本支部|电话"

func TestBadCellsOfARoster(t *testing.T) {
	for row, want := range map[string][]string{
		"x|张三|男|||正式党员||||||":                                                      {"第 2 行 编号：编号由系统导出，请不要改动；新增的请留空。"},
		"9|张三|男|||正式党员||||||":                                                      {"第 2 行 编号：名册上没有编号为 9 的党员，可能已经转出。新增的请把编号留空。"},
		"|" + strings.Repeat("长", 41) + "|男|||正式党员||||||":                          {"第 2 行 姓名：最多 40 字，请精简。"},
		"|王伟|男|||正式党员||||||":                                                       {"第 2 行 姓名：名册上有 2 名“王伟”，请填写编号或身份证号以便区分。"},
		"|赵六|不详|||正式党员||||||":                                                      {"第 2 行 性别：“不详”不在选项里，请从这些词里选：男、女。"},
		"|赵六|男|33070219850302123||正式党员||||||":                                      {"第 2 行 身份证号：身份证号应为 18 位，前 17 位是数字，最后一位是数字或 X，请核对。"},
		"|赵六|男|330702198503021237||正式党员||||||":                                     {"第 2 行 身份证号：身份证号的校验位不对，可能有一位写错了，请对照证件核对。"},
		"|赵六|男|n:330702198503021000||正式党员||||||":                                   {"第 2 行 身份证号：号码被当成了数字，后几位已经变成 0。请把这一列设为文本，再重新填写。"},
		"|张三|男|3307***********239||正式党员||||||":                                     {"第 2 行 身份证号：带 * 的号码与名册上的不符。请填写完整的号码，或留空。"},
		"|赵六|男||1985-02-30|正式党员||||||":                                             {"第 2 行 出生日期：“1985-02-30”不是日期，请写成 2026-03-01。"},
		"|赵六|男||n:1985|正式党员||||||":                                                 {"第 2 行 出生日期：“1985”不是日期，请写成 2026-03-01。"},
		"|赵六|男|||积极分子||||||":                                                       {"第 2 行 党员身份：“积极分子”不在选项里，请从这些词里选：正式党员、预备党员。"},
		"|赵六|男|||正式党员|去年|今年||||":                                                   {"第 2 行 入党日期：“去年”不是日期，请写成 2026-03-01。", "第 2 行 转正日期：“今年”不是日期，请写成 2026-03-01。"},
		"|赵六|男|||正式党员|||第三党小组|||":                                                  {"第 2 行 党小组：本支部没有党小组“第三党小组”，请先在组织情况里登记，或留空。"},
		"|赵六|男|||正式党员||||" + strings.Repeat("长", 61) + "||":                        {"第 2 行 职务：最多 60 字，请精简。"},
		"|赵六|男|||正式党员|||||一月|12345":                                                {"第 2 行 何时起在本支部：“一月”不是日期，请写成 2026-03-01。", "第 2 行 电话：电话应为 11 位手机号，或带区号的固定电话，请核对。"},
		"|赵六|男|||正式党员||||||138****0000":                                            {"第 2 行 电话：带 * 的号码与名册上的不符。请填写完整的号码，或留空。"},
		"|赵六|男|||正式党员||||||\n|赵 六|男|||正式党员||||||":                                  {"第 3 行：与第 2 行说的是同一条记录，请只留一行。"},
		"1|张三|男|||正式党员||||||\n|李四|男|330702198503021238||正式党员||||||":                {"第 3 行：与第 2 行说的是同一条记录，请只留一行。"},
		"|甲|男|110101199003074514||正式党员||||||\n|乙|男|110101199003074514||正式党员||||||": {"第 3 行：与第 2 行说的是同一条记录，请只留一行。"},
	} {
		_, faults := ReadRoster(take(t, Roster, grid(append([]string{rosterHead}, strings.Split(row, "\n")...)...)), here(), roll())
		alike(t, row, inWords(faults), want)
	}
}

func TestMembersAreFoundAgain(t *testing.T) {
	for row, want := range map[string]int64{
		"|张 三|男|||正式党员||||||":                  1,
		"1|改名|男|||正式党员||||||":                  1,
		"|改名|男|330702198503021238||正式党员||||||": 1,
		"|王伟|男||1970-01-01|正式党员||||||":         3,
		"|王伟|男||1980-01-01|正式党员||||||":         0, // a third of the name
		"|张三|男|110101199003074514||正式党员||||||": 0, // another of the name
		"|张三|男|3307***********238||正式党员||||||": 1,
		"|赵六|男|||正式党员||||||":                   0,
	} {
		entries, faults := ReadRoster(take(t, Roster, grid(rosterHead, row)), here(), roll())
		if len(faults) > 0 || len(entries) != 1 || entries[0].New.ID != want || entries[0].Known != (want != 0) {
			t.Errorf("%s: %v, %+v", row, inWords(faults), entries)
		}
	}
}

// Only what a table has a column for is changed; an empty identity card stays,
// an empty telephone goes.
func TestColumnsThatAreNotThereLeaveTheMember(t *testing.T) {
	entries, _ := ReadRoster(take(t, Roster, grid("姓名|党员身份", "张三|预备党员")), here(), roll())
	want := here()[0]
	want.Stage = record.Probationary
	if len(entries) != 1 || entries[0].New != want || !entries[0].Changed() {
		t.Errorf("%+v", entries)
	}
	entries, _ = ReadRoster(take(t, Roster, grid("姓名|党员身份|身份证号|电话|职务", "张三|正式党员|||组织委员")), here(), roll())
	want = here()[0]
	want.Duty, want.Phone = "组织委员", ""
	if len(entries) != 1 || entries[0].New != want {
		t.Errorf("%+v", entries)
	}
}

func TestBadCellsOfDues(t *testing.T) {
	head := "党员编号|姓名|月份|依据|基数（元）|应交（元）|实交（元）|交费日期|备注"
	for row, want := range map[string][]string{
		"|张三|三月|在职|6000||90|2026-03-10|":                                 {"第 2 行 月份：“三月”不是月份，请写成 2026-03。"},
		"|赵六|2026-03|在职|6000||90|2026-03-10|":                            {"第 2 行 姓名：名册上没有“赵六”，请核对姓名，或先登记党员。"},
		"|王伟|2026-03|在职|6000||90|2026-03-10|":                            {"第 2 行 姓名：本支部有 2 名“王伟”，请在姓名后写上编号，例如“王伟[2]”；编号见导出的党员名册。"},
		"1|王伟|2026-03|在职|6000||90|2026-03-10|":                           {"第 2 行 姓名：编号 1 是“张三”，与姓名不符，请核对。"},
		"9|张三|2026-03|在职|6000||90|2026-03-10|":                           {"第 2 行 党员编号：本支部没有编号为 9 的党员，请核对或留空。"},
		"|张三|2026-03|工资|6000||90|2026-03-10|":                            {"第 2 行 依据：“工资”不在选项里，请从这些词里选：在职、离退休、农民、学生等定额、经批准少交免交。"},
		"|张三|2026-03|在职|六千||90|2026-03-10|":                              {"第 2 行 基数（元）：“六千”不是金额，请写成 4200.00，最多两位小数。"},
		"|张三|2026-03|在职|6000|60|90|2026-03-10|":                          {"第 2 行 应交（元）：按标准应交 90.00 元，与表中不符。…"}, // 6000 × 1.5 %
		"|张三|2026-03|在职|6000||90.123|2026-03-10|":                        {"第 2 行 实交（元）：“90.123”不是金额，请写成 4200.00，最多两位小数。"},
		"|张三|2026-03|在职|6000||-90|2026-03-10|":                           {"第 2 行 实交（元）：“-90”不是金额，请写成 4200.00，最多两位小数。"},
		"|张三|2026-03|在职|6000||90||":                                      {"第 2 行 交费日期：请填写交费日期，例如 2026-03-10。"},
		"|张三|2026-03|在职|6000|||2026-03-10|":                              {"第 2 行 交费日期：实交为空或 0，请填写实交金额，或把交费日期留空。"},
		"|张三|2026-03|在职|6000||90|2026-03-10|" + strings.Repeat("长", 101): {"第 2 行 备注：最多 100 字，请精简。"},
		"|张三|2026-03|在职|6000||90|2026-03-10|\n1|张三|2026年3月|在职|6000|||":   {"第 3 行：与第 2 行说的是同一条记录，请只留一行。"},
	} {
		_, faults := ReadDues(take(t, Dues, grid(append([]string{head}, strings.Split(row, "\n")...)...)), nil, roll())
		alike(t, row, inWords(faults), want)
	}
}

// 6000 yuan a month fall into the bracket up to 10,000, 1.5 %: 90.00.
func TestDuesAreReadWithWhatTheScaleGives(t *testing.T) {
	g := grid("姓名|月份|依据|基数|实交|交费日期", "张三|n:202603|在职|n:6000|９０|n:46091", "王伟[3]|2026-04|农民|0.20||") // 46091 is nine days after 2026-03-01
	entries, faults := ReadDues(take(t, Dues, g), nil, roll())
	march, april := calendar.Month{Year: 2026, Month: 3}, calendar.Month{Year: 2026, Month: 4}
	want := []record.Dues{{Month: march, Member: 1, Basis: record.Wage, Base: 6000_00, Due: 90_00, Paid: 90_00, PaidOn: date(2026, 3, 10)}, {Month: april, Member: 3, Basis: record.Farmer, Base: 20, Due: 20}}
	if len(faults) > 0 || len(entries) != 2 || entries[0].New != want[0] || entries[1].New != want[1] {
		t.Errorf("%v, %+v", inWords(faults), entries)
	}
}

const honourHead = "编号|名称|类别|级别|颁发单位|文号|日期|获奖党员|备注"

func TestBadCellsOfHonours(t *testing.T) {
	for row, want := range map[string][]string{
		"|||||||||": nil,
		"5|先进|荣誉成果|省级|省委||2026-06-30||":  {"第 2 行 编号：本支部没有编号为 5 的荣誉。新增的请把编号留空。"},
		"|先进||省级|||2026-06-30||":         {"第 2 行 类别：必填，请填写。", "第 2 行 授予单位：必填，请填写。"},
		"|先进|先进|县级|省委||6月30日||":          {"第 2 行 类别：“先进”不在选项里，请从这些词里选：服务中心、重点工作、创新特色、荣誉成果。", "第 2 行 级别：“县级”不在选项里，请从这些词里选：国家级、省级、市委市政府、市直机关工委、上一级党委（党组）。", "第 2 行 授予日期：“6月30日”不是日期，请写成 2026-03-01。"},
		"|先进|荣誉成果|省级|省委||2026-06-30|赵六|": {"第 2 行 获奖党员：名册上没有“赵六”，请核对姓名，或先登记党员。"},
		"|先进|荣誉成果|省级|省委|〔2026〕5号|2026-06-30||\n|先进支部|荣誉成果|省级|省 委|[2026]5号|2026-07-01||": {"第 3 行：与第 2 行说的是同一条记录，请只留一行。"},
	} {
		_, faults := ReadHonours(take(t, Honours, grid(append([]string{honourHead}, strings.Split(row, "\n")...)...)), nil, roll())
		alike(t, row, inWords(faults), want)
	}
}

// The same document's number under another way of writing it is the same honour.
func TestAnHonourIsFoundAgainByItsDocument(t *testing.T) {
	there := record.Honour{Entry: record.Entry{ID: 4, Version: 2}, Kind: record.Achievement, Level: "provincial", Title: "先进", Issuer: "省委", DocumentNo: "〔2026〕5号", On: date(2026, 6, 30)}
	there.Identity = record.HonourIdentity(&there)
	entries, faults := ReadHonours(take(t, Honours, grid(honourHead, "|先进党支部|荣誉成果|省级|省委|[2026]5号|2026-06-30||")), []record.Honour{there}, roll())
	if len(faults) > 0 || len(entries) != 1 || !entries[0].Changed() || entries[0].New.ID != 4 || entries[0].New.Title != "先进党支部" || entries[0].New.Version != 2 {
		t.Errorf("%v, %+v", inWords(faults), entries)
	}
}

const activityHead = "编号|日期|类型|主题|开始时间|时长（分钟）|地点|主持人|记录人|党小组|到会人员|请假人员|缺席人员|内容|决议"

func TestBadCellsOfActivities(t *testing.T) {
	there := []record.Activity{{Entry: record.Entry{ID: 1}, On: date(2026, 3, 1), Begins: 600, Title: "学习"}, {Entry: record.Entry{ID: 2}, On: date(2026, 3, 1), Begins: 900, Title: "学习"}}
	for row, want := range map[string][]string{
		"5|2026-03-12|党课|学党章|||||||||||":                                  {"第 2 行 编号：本支部没有编号为 5 的会议活动。新增的请把编号留空。"},
		"|2026-03-01|党课|学习|||||||||||":                                    {"第 2 行 主题：这一天有 2 条同名的记录，请填写编号，以便知道改的是哪一条。"},
		"||||||地点||||||||":                                                {"第 2 行 日期：必填，请填写。", "第 2 行 类型：必填，请填写。", "第 2 行 主题：必填，请填写。"},
		"|3月|党课、团课|学党章|三点|一小时|||||||||":                                   {"第 2 行 日期：“3月”不是日期，请写成 2026-03-01。", "第 2 行 类型：没有“团课”这种类型，…", "第 2 行 开始时间：“三点”不是时间，请写成 15:00。", "第 2 行 时长（分钟）：“一小时”不对，请填 1 到 1440 的整数，或留空。"},
		"|2026-03-12|党课|学党章||1500分钟|||||||||":                             {"第 2 行 时长（分钟）：“1500分钟”不对，请填 1 到 1440 的整数，或留空。"},
		"|2026-03-12|党课|学党章||||赵六|钱七||||||":                               {"第 2 行 主持人：名册上没有“赵六”，请核对姓名，或先登记党员。", "第 2 行 记录人：名册上没有“钱七”，请核对姓名，或先登记党员。"},
		"|2026-03-12|党课|学党章||||||第三党小组|||||":                              {"第 2 行 党小组：本支部没有党小组“第三党小组”，请先在组织情况里登记，或留空。"},
		"|2026-03-12|党课|学党章|||||||张三、王伟|||":                               {"第 2 行 到会人员：本支部有 2 名“王伟”，请在姓名后写上编号，例如“王伟[2]”；编号见导出的党员名册。"},
		"|2026-03-12|党课|学党章|||||||张三，张三|||":                               {"第 2 行 到会人员：“张三”写了两次，请只留一次。"},
		"|2026-03-12|党课|学党章|||||||张三|张三（出差）||":                            {"第 2 行 请假人员：“张三”同时写在两列里，请只留一处。"},
		"|2026-03-12|党课|学党章|||||||张三[8]|||":                               {"第 2 行 到会人员：“张三[8]”的编号不是本支部党员的。"},
		"|2026-03-12|党课|学党章||||||||张三（" + strings.Repeat("长", 61) + "）||": {"第 2 行 请假人员：“张三”的原因最多 60 字，请精简。"},
		"|2026-03-12|党课|学党章|||||||||||\n|2026-3-12|党课|学党章|||||||||||":     {"第 3 行：与第 2 行说的是同一条记录，请只留一行。"},
	} {
		_, faults := ReadActivities(take(t, Activities, grid(append([]string{activityHead}, strings.Split(row, "\n")...)...)), there, roll())
		alike(t, row, inWords(faults), want)
	}
}

func TestAttendanceIsReadByName(t *testing.T) {
	g := grid(activityHead, "|2026-03-12|主题党日、党课|3月主题党日|15:00|90|三楼|张三|王伟[3]||全体|王伟[2]（出差（北京、上海））||内容|决议")
	entries, faults := ReadActivities(take(t, Activities, g), nil, roll())
	if len(faults) > 0 || len(entries) != 1 {
		t.Fatal(inWords(faults))
	}
	a := entries[0].New
	if !slices.Equal(a.Kinds, []record.ActivityKind{record.ThemePartyDay, record.PartyClass}) || a.Begins != 900 || a.Minutes != 90 || a.Chair != 1 || a.Recorder != 3 {
		t.Errorf("%+v", a)
	}
	if !slices.Equal(a.Present, []int64{1, 3}) || !slices.Equal(a.OnLeave, []int64{2}) || a.Reasons[2] != "出差（北京、上海）" || len(a.Absent) != 0 {
		t.Errorf("%+v", a)
	}
}
