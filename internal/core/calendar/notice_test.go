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
