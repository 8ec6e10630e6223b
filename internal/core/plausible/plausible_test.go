package plausible

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

func day(month time.Month, d int) calendar.Date {
	return calendar.Date{Year: 2026, Month: month, Day: d}
}

func entry(id int64, occurred, recorded calendar.Date) Entry {
	return Entry{record.Ref{Kind: record.ActivityRecord, ID: id}, occurred, recorded.UTC().Add(2 * time.Hour)}
}

func activity(id int64, on calendar.Date, begins, minutes int, title string, present ...int64) record.Activity {
	return record.Activity{Entry: record.Entry{ID: id}, On: on, Begins: begins, Minutes: minutes, Title: title, Present: present}
}

var members = []record.Member{
	{ID: 1, Name: "王明", Since: day(time.January, 1)},
	{ID: 2, Name: "周洁", Since: day(time.January, 1)},
	{ID: 3, Name: "李强", Since: day(time.January, 1), Until: day(time.March, 20)}, // transferred out
}

func texts(hints []Hint) []string {
	var list []string
	for _, h := range hints {
		list = append(list, h.Text)
	}
	return list
}

func TestAttendanceAfterATransfer(t *testing.T) {
	b := Book{Members: members, Activities: []record.Activity{
		activity(1, day(time.March, 19), -1, 0, "三月主题党日", 1, 2, 3), // the last day on the roster
		activity(2, day(time.March, 20), -1, 0, "支委会", 1, 3),
	}}
	want := []string{"3月20日“支委会”记有 李强 到会，当天不在本支部名册。"}
	if got := texts(Hints(b)); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestOnePersonAtTwoPlaces(t *testing.T) {
	b := Book{Members: members, Activities: []record.Activity{
		activity(1, day(time.May, 8), 9*60, 90, "党员大会", 1, 2),
		activity(2, day(time.May, 8), 10*60, 60, "志愿服务", 2),        // 10:00 lies within 9:00–10:30
		activity(3, day(time.May, 8), 10*60+30, 60, "党课", 1),       // begins as the meeting ends; nobody of the volunteers
		activity(4, day(time.May, 9), 10*60, 60, "谈心谈话", 1, 2),     // another day
		activity(5, day(time.May, 8), -1, 0, "没有写时间的学习", 1, 2),     // not judged
		activity(6, day(time.May, 8), 14*60, 0, "下午的支委会", 1),       // half an hour is assumed
		activity(7, day(time.May, 8), 14*60+29, 0, "下午的谈心谈话", 1),   // 14:29 lies within
		activity(8, day(time.May, 8), 14*60+59, 30, "下午的走访", 1, 2), // 14:59 does not
	}}
	want := []string{
		"5月8日9:00“党员大会”与10:00“志愿服务”时间重叠，周洁 两处都到会。",
		"5月8日14:00“下午的支委会”与14:29“下午的谈心谈话”时间重叠，王明 两处都到会。",
	}
	if got := texts(Hints(b)); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestOneFileInSeveralPlaces(t *testing.T) {
	ref := func(id int64) record.Ref { return record.Ref{Kind: record.ActivityRecord, ID: id} }
	b := Book{Files: []Use{
		{Digest: "aa", Name: "合影.jpg", Ref: ref(2), Where: "主题党日 4月2日"},
		{Digest: "aa", Name: "合影.jpg", Ref: ref(1), Where: "主题党日 3月3日"},
		{Digest: "bb", Name: "证书.png", Ref: ref(3), Where: "荣誉“先进支部”"},
		{Digest: "bb", Name: "扫描.png", Ref: ref(9), Branch: "财政局第一党支部"},
		{Digest: "cc", Name: "签到.pdf", Ref: ref(4), Where: "党课 5月6日"},
		{Digest: "dd", Name: "别处.pdf", Ref: ref(5), Branch: "教育局第一党支部"},
		{Digest: "dd", Name: "别处.pdf", Ref: ref(6), Branch: "教育局第二党支部"},
	}}
	want := []string{"文件“合影.jpg”在 2 处使用：主题党日 3月3日、主题党日 4月2日。", "文件“证书.png”在 2 处使用：荣誉“先进支部”、财政局第一党支部。"}
	if got := texts(Hints(b)); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTextsThatRepeat(t *testing.T) {
	long := "会议传达学习了上级关于加强机关作风建设的通知精神，各位党员结合本职岗位谈了认识和体会，支部书记对下一步工作作了安排部署。"
	with := func(id int64, d int, content string) record.Activity {
		a := activity(id, day(time.June, d), -1, 0, "集中学习")
		a.Content = content
		return a
	}
	b := Book{Activities: []record.Activity{
		with(1, 1, long), with(2, 8, long+"散会。"), // 2 of some 56 characters more: alike
		with(3, 15, strings.Repeat("研究了发展党员、困难党员帮扶、志愿服务安排等不同的事项并形成决议。", 2)),
		with(4, 22, "学习了通知。"), with(5, 23, "学习了通知。"), // too short to tell
	}}
	want := []string{"“集中学习”等 2 条记录（6月1日、6月8日）内容几乎相同。"}
	if got := texts(Hints(b)); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestEntriesMadeInABatch(t *testing.T) {
	b := Book{Deadline: day(time.December, 31)}
	for i := range int64(10) { // 10 late ones in the last fortnight, of 20
		b.Entries = append(b.Entries, entry(i, day(time.March, int(i)+1), day(time.December, 17+int(i))))
	}
	for i := range int64(10) {
		b.Entries = append(b.Entries, entry(100+i, day(time.March, int(i)+1), day(time.March, int(i)+2)))
	}
	if got, want := texts(Hints(b)), []string{"10 条记录是自评截止前后集中补记的，占全年 20 条的 50%。"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	b.Entries = b.Entries[1:] // 9 of them are not told
	if got := Hints(b); len(got) != 0 {
		t.Errorf("9 late entries: %q", texts(got))
	}
	b.Entries = nil
	for i := range int64(6) { // one day in June, all more than 15 days late
		b.Entries = append(b.Entries, entry(i, day(time.May, int(i)+1), day(time.June, 20)))
	}
	if got, want := texts(Hints(b)), []string{"6月20日一天补记了 6 条早先的记录。"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	b.Entries[0].Occurred = day(time.June, 5) // 15 days are usual: 5 are left
	if got := Hints(b); len(got) != 0 {
		t.Errorf("5 late entries on a day: %q", texts(got))
	}
}

// Hints do not depend on the order in which the book is read.
func TestOrderIsIrrelevant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Book{Members: members, Deadline: day(time.December, 31)}
		for i := range rapid.Int64Range(0, 12).Draw(t, "activities") {
			on := day(time.Month(rapid.IntRange(3, 4).Draw(t, "month")), rapid.IntRange(18, 22).Draw(t, "day"))
			a := activity(i, on, rapid.SampledFrom([]int{-1, 540, 560, 600}).Draw(t, "begins"), rapid.IntRange(0, 90).Draw(t, "minutes"), "会", rapid.SliceOfNDistinct(rapid.Int64Range(1, 4), 0, 3, rapid.ID).Draw(t, "present")...)
			a.Content = strings.Repeat(rapid.SampledFrom([]string{"学习了上级文件并且讨论了落实的办法。", "研究了党费收缴和志愿服务的安排情况。"}).Draw(t, "content"), 4)
			b.Activities = append(b.Activities, a)
			b.Entries = append(b.Entries, entry(i, on, day(time.December, rapid.IntRange(1, 31).Draw(t, "recorded"))))
			b.Files = append(b.Files, Use{Digest: rapid.SampledFrom([]string{"aa", "bb", "cc"}).Draw(t, "digest"), Name: "f", Ref: ref(&a), Where: on.Short(), Branch: rapid.SampledFrom([]string{"", "", "别的支部"}).Draw(t, "branch")})
		}
		want := Hints(b)
		seed := rapid.Uint64().Draw(t, "seed")
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(b.Activities), func(i, j int) { b.Activities[i], b.Activities[j] = b.Activities[j], b.Activities[i] })
		r.Shuffle(len(b.Entries), func(i, j int) { b.Entries[i], b.Entries[j] = b.Entries[j], b.Entries[i] })
		r.Shuffle(len(b.Files), func(i, j int) { b.Files[i], b.Files[j] = b.Files[j], b.Files[i] })
		if got := Hints(b); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v\nin another order: %v", want, got)
		}
	})
}
