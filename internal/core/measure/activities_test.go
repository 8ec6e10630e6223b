package measure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
)

type held = record.Activity

// Of a month one counts: twelve theme party days in January and one on the 29th
// of February of a leap year are 2 months of 12; 10 are missing.
func TestTwelveInOneMonthAreOne(t *testing.T) {
	f := over()
	f.Year, f.Today = 2028, on(2029, 1, 10)
	for i := range 12 {
		f.Activities = append(f.Activities, activity(int64(i+1), on(2028, 1, i+1), record.ThemePartyDay))
	}
	f.Activities = append(f.Activities, activity(20, on(2028, 2, 29), record.ThemePartyDay, record.PartyClass),
		activity(21, on(2027, 12, 31), record.ThemePartyDay), activity(22, on(2029, 1, 1), record.ThemePartyDay)) // other years'
	s := one(t, "B2.4a", f)
	if s.Finding.Actual != 2 || s.Finding.HasExpected || len(s.Records) != 13 || len(s.Missing) != 10 || len(s.Open) != 0 {
		t.Errorf("%+v", s)
	}
	if got := names(s.Missing); !strings.HasPrefix(got, "3月 4月 ") || s.Because != "记实本中有 2 个月登记了主题党日，应有 12 个月" {
		t.Errorf("%q, missing %s", s.Because, got)
	}
	// The party class within it counts for its quarter: 1 of 4.
	if s := one(t, "B3.3d", f); s.Finding.Actual != 1 || names(s.Missing) != "第二季度 第三季度 第四季度 " {
		t.Errorf("%+v", s)
	}
}

// On the 10th of November: held in January to September, so 9 of 12. October is
// past and missing; November and December can still be done.
func TestWhatIsStillToComeIsNotMissing(t *testing.T) {
	f := over()
	f.Today = day(11, 10)
	for m := 1; m <= 9; m++ {
		f.Activities = append(f.Activities, activity(int64(m), day(m, 5), record.ThemePartyDay))
	}
	f.Activities = append(f.Activities, activity(30, day(11, 11), record.ThemePartyDay)) // has not happened yet
	s := one(t, "B2.4a", f)
	if s.Finding.Actual != 9 || !s.Running || names(s.Missing) != "10月 " || names(s.Open) != "11月 12月 " {
		t.Errorf("%+v", s)
	}
	if !strings.HasPrefix(s.Because, "截至11月：") {
		t.Error(s.Because)
	}
	// Members' meetings: none at all. Three quarters are past, the fourth runs.
	if s := one(t, "B3.3a", f); s.Finding.Actual != 0 || len(s.Missing) != 3 || names(s.Open) != "第四季度 " {
		t.Errorf("%+v", s)
	}
	f.Today = on(2025, 12, 31)
	if got := measure.Suggest(embedded(), "", f); got != nil {
		t.Errorf("a year that has not begun: %+v", got)
	}
}

// Two groups in all the year; a third stands in March and April only. Both met
// from January to June but the second not in May; the third met in March and not
// in April. So January, February, March and June: 4 of 12.
func TestEachPartyGroupMustHaveMet(t *testing.T) {
	f := over()
	f.Groups = []record.Group{{Entry: entry(1), Name: "第一党小组", Formed: on(2020, 1, 1)}, {Entry: entry(2), Name: "第二党小组", Formed: on(2020, 1, 1)},
		{Entry: entry(3), Name: "第三党小组", Formed: day(3, 10), Dissolved: day(4, 20)}}
	id := int64(0)
	meet := func(month int, groups ...int64) {
		for _, g := range groups {
			id++
			a := activity(id, day(month, 8), record.GroupMeeting)
			a.Group = g
			f.Activities = append(f.Activities, a)
		}
	}
	for _, m := range []int{1, 2, 4, 6} {
		meet(m, 1, 2)
	}
	meet(3, 1, 2, 3)
	meet(5, 1)
	meet(7, 0) // of no group: with two standing it tells nothing
	s := one(t, "B3.3c", f)
	if s.Finding.Actual != 4 || s.Finding.HasExpected {
		t.Errorf("%+v", s.Finding)
	}
	if got := names(s.Missing); !strings.HasPrefix(got, "4月第三党小组 5月第二党小组 7月第一党小组 7月第二党小组 8月") || s.Missing[0].Group != 3 {
		t.Error(got)
	}
}

// One group formed in October: 3 months ask, of which 2 are there; a meeting
// that names no group is its own.
func TestAGroupCountsWhileItStands(t *testing.T) {
	f := over()
	f.Groups = []record.Group{{Entry: entry(1), Name: "党小组", Formed: day(10, 8)}}
	f.Activities = []held{activity(1, day(10, 20), record.GroupMeeting), activity(2, day(12, 20), record.GroupMeeting)}
	s := one(t, "B3.3c", f)
	if s.Finding.Actual != 2 || s.Finding.Expected != 3 || !s.Finding.HasExpected || names(s.Missing) != "11月 " {
		t.Errorf("%+v", s)
	}
	f.Groups = nil
	if s := one(t, "B3.3c", f); !s.Finding.NotApplicable || s.Finding.Reason != "未设党小组" || len(s.Missing) != 0 {
		t.Errorf("%+v", s)
	}
}

// Founded on the 10th of March: April to December are 9 months, three quarters.
// What was held in March does not stand in for another month.
func TestABranchFoundedWithinTheYear(t *testing.T) {
	f := over()
	f.Founded = day(3, 10)
	f.Activities = []held{activity(1, day(3, 20), record.ThemePartyDay), activity(2, day(4, 20), record.ThemePartyDay)}
	if s := one(t, "B2.4a", f); s.Finding.Actual != 1 || s.Finding.Expected != 9 || len(s.Missing) != 8 {
		t.Errorf("%+v", s)
	}
	if s := one(t, "B3.3a", f); s.Finding.Expected != 3 || s.Finding.Actual != 0 {
		t.Errorf("%+v", s)
	}
	f.Founded = day(12, 2)
	if s := one(t, "B2.4a", f); !s.Finding.NotApplicable {
		t.Errorf("%+v", s)
	}
	f.Founded, f.Closed = calendar.Date{}, day(7, 1) // six months, two quarters
	if s := one(t, "B3.3d", f); s.Finding.Expected != 2 || s.Running {
		t.Errorf("%+v", s)
	}
}

// What is asked for once in the year: that there was none is what occurred.
func TestOnceAYear(t *testing.T) {
	for clause, kind := range map[string]record.ActivityKind{"B1.4a": record.Oath, "B2.6a": record.ThoughtAnalysis, "B4.6a": record.ContactHelp, "B5.3a": record.DisciplineStudy} {
		f := over()
		if s := one(t, clause, f); !s.Finding.Occurred || len(s.Missing) != 1 || len(s.Records) != 0 {
			t.Errorf("%s: %+v", clause, s)
		}
		f.Activities = []held{activity(7, day(5, 4), kind)}
		s := one(t, clause, f)
		if s.Finding.Occurred || len(s.Missing) != 0 || !slices.Equal(ids(s.Records), []int64{7}) || !strings.Contains(s.Because, kind.Chinese()) {
			t.Errorf("%s: %+v", clause, s)
		}
	}
	f := over()
	f.Today = day(11, 10)
	if s := one(t, "B4.6a", f); !s.Finding.Occurred || len(s.Missing) != 0 || names(s.Open) != "联系帮扶 " {
		t.Errorf("%+v", s)
	}
}

// Members at the year's end: 王 (secretary), 李 (deputy), 赵, 孙; 钱 left in March.
// The secretary talked with 李 and 钱, the deputy with 赵; 赵 once talked with 孙,
// which is no talk of the secretary's. So 王, 李, 赵 of 4; 孙 is missing.
func TestTalksWithEachMember(t *testing.T) {
	f := over()
	left := member(5, "钱")
	left.Until = day(3, 15)
	f.Members = []record.Member{member(1, "王"), member(2, "李"), member(3, "赵"), member(4, "孙"), left, member(3, "赵")}
	f.Members[5].Since, f.Members[5].Until = on(2015, 1, 1), on(2019, 1, 1) // an earlier membership of 赵
	f.Seats = []record.Seat{{Entry: entry(1), Post: "书记", Opened: on(2020, 1, 1), Holdings: []record.Holding{{Member: 1, Since: on(2020, 1, 1)}}}}
	f.Members[1].Duty = "副书记"
	talk := func(id int64, month int, chair int64, with ...int64) held {
		a := activity(id, day(month, 2), record.Talk)
		a.Chair, a.Present = chair, with
		return a
	}
	f.Activities = []held{talk(1, 2, 1, 2, 5), talk(2, 6, 2, 3), talk(3, 7, 3, 4), talk(4, 8, 0, 4)}
	s := one(t, "B2.6b", f)
	if s.Finding.Actual != 3 || s.Finding.Expected != 4 || names(s.Missing) != "孙 " || s.Missing[0].Member != 4 || !slices.Equal(ids(s.Records), []int64{1, 2}) {
		t.Errorf("%+v", s)
	}
	if want := "名册上有 4 名党员，记实本中有书记或副书记与其中 3 人的谈心谈话；另有 2 次谈话的主谈人不是书记或副书记，没有计入"; s.Because != want {
		t.Error(s.Because)
	}
	// On the 10th of March 钱 is still there: 4 of 5 with the talk in February,
	// but the deputy's in June has not been held yet: 王, 李, 钱.
	f.Today = day(3, 10)
	if s := one(t, "B2.6b", f); s.Finding.Actual != 3 || s.Finding.Expected != 5 || names(s.Open) != "赵 孙 " {
		t.Errorf("%+v", s)
	}
	f.Members = nil
	if _, ok := maybe("B2.6b", f); ok {
		t.Error("a suggestion without a roster")
	}
}

func ExampleSuggest() {
	f := over()
	f.Activities = []held{activity(1, day(1, 5), record.MembersMeeting), activity(2, day(6, 30), record.MembersMeeting)}
	s, _ := maybe("B3.3a", f)
	fmt.Println(s.Because)
	fmt.Println(names(s.Missing))
	// Output:
	// 记实本中有 2 个季度登记了党员大会，应有 4 个季度
	// 第三季度 第四季度
}
