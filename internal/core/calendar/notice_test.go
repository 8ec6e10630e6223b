package calendar

import (
	"strings"
	"testing"
)

func TestAnnouncementsAreReadAsTheyArePublished(t *testing.T) {
	text := `各省、自治区、直辖市人民政府：
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）放假1天，不调休。
节假日期间，各地区、各部门要妥善安排好值班。`
	list, wrong := ReadNotice(2026, text)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	var got []string
	for _, s := range NewDays(list).Spans(Year(2026)) {
		got = append(got, strings.Join([]string{s.Name, s.From.String(), s.Until.String(), map[bool]string{true: "off", false: "work"}[s.Off]}, " "))
	}
	want := []string{"元旦 2026-01-01 2026-01-03 off", "元旦 2026-01-04 2026-01-04 work", "春节 2026-02-14 2026-02-14 work",
		"春节 2026-02-15 2026-02-23 off", "春节 2026-02-28 2026-02-28 work", "清明节 2026-04-04 2026-04-04 off"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestHolidaysOverTheEndOfAMonthAndPlainDates(t *testing.T) {
	for line, want := range map[string]string{
		"春节：1月28日（周二）至2月4日（周二）放假调休，共8天。":  "2025-01-28 2025-02-04",
		"端午节：5月31日至6月2日放假":                "2025-05-31 2025-06-02",
		"国庆节: 2025-10-01 至 2025-10-08 放假": "2025-10-01 2025-10-08",
		"8. 中秋节：2025/10/6 放假":             "2025-10-06 2025-10-06",
	} {
		list, wrong := ReadNotice(2025, line)
		spans := NewDays(list).Spans(Year(2025))
		if len(wrong) > 0 || len(spans) != 1 || spans[0].From.String()+" "+spans[0].Until.String() != want || !spans[0].Off {
			t.Errorf("%q: %v, %v", line, spans, wrong)
		}
	}
}

func TestWhatIsNotUnderstoodIsToldByLine(t *testing.T) {
	for text, want := range map[string]string{
		"":        "没有找到日期",
		"祝大家节日快乐": "没有找到日期",
		"元旦：1月1日放假\n1月4日上班":          "第 2 行：请写成",
		"元旦：1月1日至3日":                 "第 1 行：“1月1日至3日”没有写明是放假还是上班",
		"元旦：1月1日放假和上班":               "没有写明",
		"清明节：2月30日放假":                "“2月30日”不是一个日期",
		"清明节：4日放假":                   "“4日”不是一个日期",
		"清明节：13月4日放假":                "不是一个日期",
		"国庆节：10月7日至1日放假":             "起止日期不对",
		"国庆节：1月1日至12月31日放假":          "起止日期不对",
		"国庆节：10月1日至3日至5日放假":          "没有读懂",
		"元旦：2027年1月1日放假":             "不在 2026 年",
		"元旦：2026年12月31日至2027年1月2日放假": "不在 2026 年",
	} {
		if _, wrong := ReadNotice(2026, text); len(wrong) != 1 || !strings.Contains(wrong[0], want) {
			t.Errorf("%q: told %q, want %q", text, wrong, want)
		}
	}
}

// 1 January 2026 is a Thursday, 1 January 2027 a Friday.
func TestWeekdaysAndCountsMustBeThoseOfTheDates(t *testing.T) {
	for line, want := range map[string]string{
		"元旦：1月1日（周五）至3日（周日）放假，共3天。":              "第 1 行：1月1日在2026年是周四，这里写的是周五",
		"元旦：1月1日（周四）至3日（周六）放假，共4天。":              "第 1 行：写的日期是3天，和写明的“共4天”不一致",
		"元旦：1月1日（周四）至3日（星期日）放假":                  "1月3日在2026年是周六，这里写的是周日",
		"元旦：1月1日星期五放假":                           "1月1日在2026年是周四",
		"元旦：1月1日至3日（周四至周日）放假":                    "1月3日在2026年是周六",
		"清明节：4月4日（周六）放假2天，不调休。":                  "写的日期是1天，和写明的2天不一致",
		"清明节：4月4日放假，共三天":                         "写的日期是1天，和写明的“共三天”不一致",
		"元旦：1月1日至3日放假调休，共3天。1月4日（周一）上班。":         "1月4日在2026年是周日",
		"春节：2月15日至23日放假调休，共9天。2月14日、2月28日上班，共1天": "写的日期是2天，和写明的“共1天”不一致",
		"元旦：周四1月1日放假":                            "没有读懂“周四”说的是哪一天",
	} {
		if _, wrong := ReadNotice(2026, line); len(wrong) != 1 || !strings.Contains(wrong[0], want) {
			t.Errorf("%q: told %q, want %q", line, wrong, want)
		}
	}
	for _, line := range []string{"元旦：1月1日、2日（周四、周五）放假，1月3日放假一天，共三天。1月4日（周天）上班。", "元旦（周四）：1月1日至3日（周四至周六）放假3天"} {
		if list, wrong := ReadNotice(2026, line); len(wrong) > 0 || list[0].Name != "元旦" {
			t.Errorf("%q: told %q", line, wrong)
		}
	}
}

func TestAWholeNoticeIsPasted(t *testing.T) {
	text := `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
发布日期：2025年11月04日 10:00
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置。
国务院办公厅
2025年11月4日
国务院办公厅　2025年11月4日印发
（此件公开发布）`
	if list, wrong := ReadNotice(2026, text); len(wrong) > 0 || len(list) != 4 {
		t.Errorf("read %v, told %q", list, wrong)
	}
	if _, wrong := ReadNotice(2026, "元旦：1月1日放假\n各单位12月25日前报送值班表。"); len(wrong) != 1 || !strings.Contains(wrong[0], "不是放假安排的，请删去这一行") {
		t.Errorf("told %q", wrong)
	}
}

func FuzzReadNotice(f *testing.F) {
	f.Add(2026, "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。")
	f.Add(2025, "国庆节: 2025-10-01 至 2025-10-08 放假")
	f.Fuzz(func(t *testing.T, year int, text string) {
		list, wrong := ReadNotice(year, text)
		if len(list) == 0 && len(wrong) == 0 {
			t.Fatal("nothing was read and nothing is told")
		}
		for _, e := range list {
			if e.Day.Year != year || FromUTC(e.Day.UTC()) != e.Day || e.Name == "" {
				t.Fatalf("read %v of %d", e, year)
			}
		}
	})
}
