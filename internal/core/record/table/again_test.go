package table

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// nasty draws texts that marks, escapes or reading could break.
func nasty(limit int) *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "=1+1", "@x", "-", "+86", " 张 三 ", "张三", "李四", "张三、李四", "张三[1]", "[2]", "王五（出差）", "）（", "(", `\`, `\）`, "a\nb", "a\r\nb", "\x00x", "\u0085", "\ufffe", "示例",
			"全体", TooLong, "2026-03-01", "46082", "1E5", "无", "…", "😀", "＃ＡＢＣ１２３", "男"}),
		rapid.StringOfN(rapid.RuneFrom([]rune("=+-@ \t\n、，；()（）[]\\张三李四1２ab😀")), 0, limit, -1),
		rapid.StringN(0, limit, -1),
	)
}

func someDay(from calendar.Date) *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date { return from.AddDays(rapid.IntRange(0, 1500).Draw(t, "days")) })
}

func maybeDay(from calendar.Date) *rapid.Generator[calendar.Date] {
	return rapid.OneOf(rapid.Just(calendar.Date{}), someDay(from))
}

func named(list []record.Named) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string { return rapid.SampledFrom(list).Draw(t, "word").Code })
}

// rolls draws who is at a branch, namesakes and people who left among them.
func rolls() *rapid.Generator[Roll] {
	return rapid.Custom(func(t *rapid.T) Roll {
		var l Roll
		for id := int64(1); id <= rapid.Int64Range(1, 6).Draw(t, "members"); id++ {
			m := record.Member{ID: id, Name: rapid.OneOf(rapid.SampledFrom([]string{"张三", "张 三", "李四", "王、五", "赵（六）", "[3]", "全体"}), nasty(8)).Draw(t, "name"),
				Since: date(2024, 1, 1), Group: rapid.Int64Range(0, 2).Draw(t, "group")}
			if rapid.Bool().Draw(t, "left") {
				m.Until = someDay(date(2024, 2, 1)).Draw(t, "until")
			}
			l.Members = append(l.Members, m)
		}
		for id := int64(1); id <= 2; id++ {
			l.Groups = append(l.Groups, record.Group{Entry: record.Entry{ID: id}, Name: rapid.SampledFrom([]string{"第一党小组", "第二党小组", "、"}).Draw(t, "group name")})
		}
		return l
	})
}

// whole is a table of rows that were written, as a file would hand it over.
func whole(f Form, rows [][]string) Table {
	g := Grid{Lines: []Line{{Number: 1}}}
	for _, heading := range f.Headings() {
		g.Lines[0].Cells = append(g.Lines[0].Cells, Cell{Text: heading})
	}
	for i, row := range rows {
		l := Line{Number: i + 2}
		for _, text := range row {
			l.Cells = append(l.Cells, Cell{Text: text})
		}
		g.Lines = append(g.Lines, l)
	}
	t, faults, notices := Take(f, g)
	if len(faults)+len(notices) > 0 || len(t.Rows) != len(rows) {
		panic(faults)
	}
	return t
}

// unchanged checks that rows as they were written say nothing new.
func unchanged[T any](t *rapid.T, entries []Entry[T], faults []Fault, n int) {
	t.Helper()
	for _, f := range faults {
		t.Fatalf("%s", f)
	}
	if len(entries) != n {
		t.Fatalf("%d entries of %d", len(entries), n)
	}
	for _, e := range entries {
		if !e.Known || e.Changed() {
			t.Fatalf("line %d: known %v\n%q\n%q", e.Line, e.Known, e.Before, e.After)
		}
	}
}

// touched makes every cell of a column differ by what does not count, so that
// the rows are really read and not only compared.
func touched(rows [][]string, column int) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = slices.Clone(row)
		out[i][column] = strings.Replace(row[column], "-", "/", 2)
	}
	return out
}

func people() *rapid.Generator[[]Person] {
	return rapid.Custom(func(t *rapid.T) []Person {
		var list []Person
		for id := int64(1); id <= rapid.Int64Range(0, 6).Draw(t, "people"); id++ {
			p := Person{Member: record.Member{ID: id, Name: nasty(40).Draw(t, "name"), Sex: record.Sex(named(record.Sexes()).Draw(t, "sex")), Stage: record.Stage(named(record.Stages()).Draw(t, "stage")),
				Born: maybeDay(date(1950, 1, 1)).Draw(t, "born"), Joined: maybeDay(date(2000, 1, 1)).Draw(t, "joined"), FullOn: maybeDay(date(2001, 1, 1)).Draw(t, "full"),
				Duty: nasty(60).Draw(t, "duty"), Group: rapid.Int64Range(0, 3).Draw(t, "group"), Since: someDay(date(2020, 1, 1)).Draw(t, "since"), Version: 1}}
			p.Identity = rapid.SampledFrom([]string{"", "330702198503021238", "110101199003074514"}).Draw(t, "identity")
			p.Phone = rapid.SampledFrom([]string{"", "13800000000", "057982345678"}).Draw(t, "phone")
			list = append(list, p)
		}
		return list
	})
}

func TestARosterThatWasWrittenChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, roll := people().Draw(t, "list"), rolls().Draw(t, "roll")
		var plain, masked [][]string
		for i := range list {
			row := WritePerson(&list[i], &roll)
			plain, masked = append(plain, row), append(masked, Mask(row))
		}
		for _, rows := range [][][]string{plain, masked} {
			entries, faults := ReadRoster(whole(Roster, rows), list, roll)
			unchanged(t, entries, faults, len(list))
		}
	})
}

func TestDuesThatWereWrittenChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		roll := rolls().Draw(t, "roll")
		var list []record.Dues
		var rows [][]string
		for _, m := range roll.Members {
			for month := range time.Month(rapid.IntRange(0, 3).Draw(t, "months")) {
				d := record.Dues{Member: m.ID, Month: calendar.Month{Year: 2024, Month: month + 1}, Basis: record.Basis(named(record.Bases()).Draw(t, "basis")),
					Base: record.Fen(rapid.Int64Range(0, 100_000_00).Draw(t, "base")), Due: record.Fen(rapid.Int64Range(0, 1000_00).Draw(t, "due")), Note: nasty(100).Draw(t, "note"), Version: 1}
				if rapid.Bool().Draw(t, "paid") {
					d.Paid, d.PaidOn = record.Fen(rapid.Int64Range(1, 1000_00).Draw(t, "amount")), someDay(date(2024, 1, 1)).Draw(t, "on")
				}
				list = append(list, d)
				rows = append(rows, WriteDues(&d, &roll))
			}
		}
		entries, faults := ReadDues(whole(Dues, rows), list, roll)
		unchanged(t, entries, faults, len(list))
	})
}

func TestHonoursThatWereWrittenChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		roll := rolls().Draw(t, "roll")
		var list []record.Honour
		var rows [][]string
		for id := int64(1); id <= rapid.Int64Range(0, 6).Draw(t, "honours"); id++ {
			h := record.Honour{Entry: record.Entry{ID: id}, Kind: record.HonourKind(named(record.HonourKinds()).Draw(t, "kind")), Level: record.HonourLevel(named(record.HonourLevels()).Draw(t, "level")),
				Title: nasty(100).Draw(t, "title"), Issuer: nasty(80).Draw(t, "issuer"), DocumentNo: nasty(60).Draw(t, "number"), On: someDay(date(2024, 1, 1)).Draw(t, "on"),
				Member: rapid.Int64Range(0, 7).Draw(t, "member"), Note: nasty(1000).Draw(t, "note")}
			h.Identity = record.HonourIdentity(&h)
			list = append(list, h)
			rows = append(rows, WriteHonour(&h, &roll))
		}
		entries, faults := ReadHonours(whole(Honours, rows), list, roll)
		unchanged(t, entries, faults, len(list))
	})
}

func attendance(t *rapid.T, a *record.Activity, members int64) {
	a.Reasons = map[int64]string{}
	for id := int64(1); id <= members+1; id++ { // one of them was never here
		switch rapid.IntRange(0, 3).Draw(t, "attends") {
		case 1:
			a.Present = append(a.Present, id)
		case 2:
			a.OnLeave = append(a.OnLeave, id)
		case 3:
			a.Absent = append(a.Absent, id)
		}
		if len(a.OnLeave)+len(a.Absent) > 0 && !slices.Contains(a.Present, id) && (slices.Contains(a.OnLeave, id) || slices.Contains(a.Absent, id)) {
			a.Reasons[id] = nasty(40).Draw(t, "reason")
		}
	}
}

func anActivity(t *rapid.T, id int64, roll *Roll) record.Activity {
	a := record.Activity{Entry: record.Entry{ID: id}, On: someDay(date(2024, 1, 1)).Draw(t, "on"), Begins: rapid.IntRange(-1, 1439).Draw(t, "begins"), Minutes: rapid.IntRange(0, 1440).Draw(t, "minutes"),
		Title: nasty(100).Draw(t, "title"), Place: nasty(60).Draw(t, "place"), Content: nasty(2000).Draw(t, "content"), Resolutions: nasty(500).Draw(t, "resolutions"),
		Group: rapid.Int64Range(0, 3).Draw(t, "group"), Chair: rapid.Int64Range(0, 7).Draw(t, "chair"), Recorder: rapid.Int64Range(0, 7).Draw(t, "recorder")}
	for _, k := range rapid.SliceOfNDistinct(rapid.SampledFrom(record.ActivityKinds()), 1, 6, func(n record.Named) string { return n.Code }).Draw(t, "kinds") {
		a.Kinds = append(a.Kinds, record.ActivityKind(k.Code))
	}
	attendance(t, &a, int64(len(roll.Members)))
	return a
}

func TestActivitiesThatWereWrittenChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		roll := rolls().Draw(t, "roll")
		var list []record.Activity
		var rows [][]string
		for id := int64(1); id <= rapid.Int64Range(0, 5).Draw(t, "activities"); id++ {
			a := anActivity(t, id, &roll)
			list = append(list, a)
			rows = append(rows, WriteActivity(&a, &roll))
		}
		entries, faults := ReadActivities(whole(Activities, rows), list, roll)
		unchanged(t, entries, faults, len(list))
	})
}

// Attendance that is read cell by cell, because the day is written in another
// way, is the attendance that was written.
func TestAttendanceIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		roll := rolls().Draw(t, "roll")
		a := anActivity(t, 1, &roll)
		a.Title, a.Group, a.Content, a.Resolutions = "主题党日", 0, "内容", ""
		entries, faults := ReadActivities(whole(Activities, touched([][]string{WriteActivity(&a, &roll)}, ActivityOn)), []record.Activity{a}, roll)
		for _, f := range faults {
			if f.Column != Activities.Columns[ActivityChair].Heading && f.Column != Activities.Columns[ActivityRecorder].Heading {
				t.Fatalf("%s", f)
			}
		}
		for _, e := range entries {
			if e.Changed() {
				t.Fatalf("\n%q\n%q", e.Before, e.After)
			}
		}
	})
}

// A long text of characters that take two units each does not fit a cell. Its
// row says so, and reading it leaves the text.
func TestWhatACellCannotHoldIsLeft(t *testing.T) {
	a := record.Activity{Entry: record.Entry{ID: 1}, On: date(2026, 3, 1), Begins: -1, Kinds: []record.ActivityKind{record.Study}, Title: "学习", Content: strings.Repeat("😀", 16_384)} // 32,768 units
	var roll Roll
	row := WriteActivity(&a, &roll)
	if row[ActivityContent] != TooLong {
		t.Fatalf("the cell holds %d bytes", len(row[ActivityContent]))
	}
	row[ActivityTitle] = "集中学习"
	entries, faults := ReadActivities(whole(Activities, [][]string{row}), []record.Activity{a}, roll)
	if len(faults) > 0 || len(entries) != 1 || entries[0].New.Content != a.Content || entries[0].New.Title != "集中学习" {
		t.Errorf("%v, %+v", faults, entries)
	}
	a.Content = strings.Repeat("长", 20_000)
	if WriteActivity(&a, &roll)[ActivityContent] != a.Content {
		t.Error("20,000 Chinese characters fit")
	}
}
