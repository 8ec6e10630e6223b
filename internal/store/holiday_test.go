package store_test

import (
	"context"
	"slices"
	"testing"

	"baolei/internal/core/calendar"
	"baolei/internal/store"
)

// The arrangements of 2025 and 2026 as they were announced.
var announced = map[int]string{
	2025: `元旦：1月1日（周三）放假1天，不调休。
春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
清明节：4月4日（周五）至6日（周日）放假，共3天。
劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
端午节：5月31日（周六）至6月2日（周一）放假，共3天。
国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`,
	2026: `元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
清明节：4月4日（周六）至6日（周一）放假，共3天。
劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
端午节：6月19日（周五）至21日（周日）放假，共3天。
中秋节：9月25日（周五）至27日（周日）放假，共3天。
国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`,
}

func TestTheShippedCalendarIsTheAnnouncedOne(t *testing.T) {
	db, _, _ := newDB(t)
	var days calendar.Days
	var b store.Batch
	b.Holidays(day(2025, 12, 31), day(2026, 1, 1), &days)
	if err := db.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for year, text := range announced {
		list, wrong := calendar.ReadNotice(year, text)
		if len(wrong) > 0 {
			t.Fatal(wrong)
		}
		want := calendar.NewDays(list).Exceptions(calendar.Year(year))
		if got := days.Exceptions(calendar.Year(year)); !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", year, got, want)
		}
	}
	// 2026 has 365 days, 52 weeks and a Thursday: 261 from Monday to Friday. 3 + 9 + 3 + 5 + 3 + 3 + 7 = 33 days are
	// off, 14 of them on Saturdays and Sundays (3 January; 15, 21 and 22 February; 4 and 5 April; 2 and 3 May; 20 and
	// 21 June; 26 and 27 September; 3 and 4 October), and 6 are made up: 261 − (33 − 14) + 6.
	if got := days.Count(calendar.Year(2026)); got != 248 {
		t.Errorf("2026 has %d working days, want 248", got)
	}
}

func TestHolidaysAreAddedAndRemoved(t *testing.T) {
	db, _, _ := newDB(t)
	send := func(queue func(*store.Batch)) error {
		var b store.Batch
		queue(&b)
		return db.Read(context.Background(), &b)
	}
	one := []calendar.Exception{{Day: day(2027, 1, 1), Off: true, Name: "元旦"}, {Day: day(2027, 1, 2), Off: false, Name: "元旦"}}
	var days calendar.Days
	for _, step := range []struct {
		queue func(*store.Batch)
		want  int
	}{
		{func(b *store.Batch) { b.AddHolidays(one) }, 2},
		{func(b *store.Batch) { b.RemoveHolidays(calendar.Window{From: day(2027, 1, 2), Until: day(2027, 1, 2)}) }, 1},
	} {
		if err := send(step.queue); err != nil {
			t.Fatal(err)
		}
		if err := send(func(b *store.Batch) { b.Holidays(day(2027, 6, 1), day(2027, 6, 2), &days) }); err != nil {
			t.Fatal(err)
		}
		if got := days.Exceptions(calendar.Year(2027)); len(got) != step.want || got[0] != one[0] {
			t.Errorf("the calendar holds %v", got)
		}
	}
	if send(func(b *store.Batch) { b.AddHolidays(one[:1]) }) == nil {
		t.Error("a day was overwritten")
	}
}
