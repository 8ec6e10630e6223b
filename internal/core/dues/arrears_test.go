package dues

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

func day(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

func month(m time.Month) calendar.Month { return calendar.Month{Year: 2026, Month: m} }

func member(id int64, since, until calendar.Date) record.Member {
	return record.Member{ID: id, Name: string(rune('甲' + id)), Since: since, Until: until}
}

// rows are a member's dues of 10 yuan for months, paid or not.
func rows(id int64, paid record.Fen, months ...calendar.Month) []record.Dues {
	var list []record.Dues
	for _, m := range months {
		list = append(list, record.Dues{Member: id, Month: m, Due: 10_00, Paid: paid})
	}
	return list
}

func ids(list []record.Member) []int64 {
	var all []int64
	for _, m := range list {
		all = append(all, m.ID)
	}
	return all
}

func TestWhoLeftInMarchIsNotInTheTableOfApril(t *testing.T) {
	members := []record.Member{
		member(1, day(2020, 1, 1), calendar.Date{}),
		member(2, day(2020, 1, 1), day(2026, 3, 15)), // left on 15 March
		member(3, day(2020, 1, 1), day(2026, 4, 1)),  // 1 April is the first day without
		member(4, day(2026, 3, 31), calendar.Date{}),
		member(1, day(2019, 1, 1), day(2019, 6, 1)), // somebody who came back
	}
	for m, want := range map[time.Month][]int64{2: {1, 2, 3}, 3: {1, 2, 3, 4}, 4: {1, 4}} {
		if got := ids(Roster(members, month(m))); !slices.Equal(got, want) {
			t.Errorf("the table of month %d has %v, want %v", m, got, want)
		}
	}
}

func TestStatesOfAMonth(t *testing.T) {
	b := Book{Members: []record.Member{member(1, day(2020, 1, 1), calendar.Date{}), member(2, day(2020, 1, 1), calendar.Date{}), member(3, day(2020, 1, 1), calendar.Date{})}, Today: day(2026, 5, 10)}
	b.Dues = slices.Concat(rows(1, 10_00, month(1), month(2), month(3)), rows(2, 10_00, month(1), month(3)), rows(3, 10_00, month(1)), rows(3, 4_00, month(2)))
	b.Elsewhere = []record.DuesElsewhere{{Member: 3, Month: month(3), BranchName: "第九党支部"}}
	for m, want := range map[time.Month]Standing{
		1: {State: Collected, Expected: 3, Due: 30_00, Paid: 30_00},
		2: {State: Short, Expected: 3, Missing: 2, Due: 20_00, Paid: 14_00}, // 2 is not recorded, 3 paid a part
		3: {State: Collected, Expected: 2, Due: 20_00, Paid: 20_00},         // 3 paid at another branch
		4: {State: Unrecorded, Expected: 3, Missing: 3},
		5: {State: Unrecorded, Expected: 3, Missing: 3},
		6: {State: Ahead, Expected: 3, Missing: 3},
	} {
		want.Month = month(m)
		if got := b.Standing(month(m)); got != want {
			t.Errorf("month %d: %+v, want %+v", m, got, want)
		}
	}
}

func TestArrearsNameTheMonths(t *testing.T) {
	b := Book{Members: []record.Member{member(1, day(2020, 1, 1), calendar.Date{}), member(2, day(2026, 2, 1), calendar.Date{})}, Today: day(2026, 5, 10)}
	b.Dues = slices.Concat(rows(1, 10_00, month(1), month(3)), rows(1, 0, month(2)), rows(1, 4_00, month(4)), rows(1, 0, month(5)), rows(2, 10_00, month(2), month(4)))
	got := b.Arrears(month(1), month(12))
	// 1 owes February (10) and 6 of April; May is not over. 2 was not there in January, and is missing in March.
	if len(got) != 2 {
		t.Fatalf("%d members owe, want 2: %+v", len(got), got)
	}
	if a := got[0]; a.Member != 1 || a.Amount != 16_00 || !slices.Equal(a.Owed, []calendar.Month{month(2), month(4)}) || a.Unrecorded != nil || a.InARow != 0 {
		t.Errorf("1 owes %+v", a)
	}
	if a := got[1]; a.Member != 2 || a.Amount != 0 || a.Owed != nil || !slices.Equal(a.Unrecorded, []calendar.Month{month(3)}) {
		t.Errorf("2 owes %+v", a)
	}
}

// Six months in a row are counted over the turn of the year; what the branch
// did not record neither counts nor ends them, and one payment does.
func TestSixMonthsWithoutPayingAreNamed(t *testing.T) {
	last := func(m time.Month) calendar.Month { return calendar.Month{Year: 2025, Month: m} }
	for _, c := range []struct {
		name string
		dues []record.Dues
		want int
	}{
		{"five", rows(1, 0, last(11), last(12), month(1), month(2), month(3)), 5},
		{"six", rows(1, 0, last(10), last(11), last(12), month(1), month(2), month(3)), 6},
		{"six around a gap", rows(1, 0, last(9), last(10), last(11), month(1), month(2), month(3)), 6},
		{"one paid between", slices.Concat(rows(1, 0, last(9), last(10), last(11), last(12), month(2), month(3)), rows(1, 1_00, month(1))), 2},
		{"the month that runs does not count", rows(1, 0, last(11), last(12), month(1), month(2), month(3), month(4)), 5},
	} {
		b := Book{Members: []record.Member{member(1, day(2020, 1, 1), calendar.Date{})}, Dues: c.dues, Today: day(2026, 4, 30)}
		got := b.Arrears(month(1), month(12))
		if len(got) != 1 || got[0].InARow != c.want || got[0].Long() != (c.want >= 6) {
			t.Errorf("%s: %+v, want %d in a row", c.name, got, c.want)
		}
	}
}

// Whatever was paid, what members owe comes to what is due and not paid, months
// that are over alone; and paying never makes anybody owe more.
func TestArrearsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Book{Today: day(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "now")), rapid.IntRange(1, 28).Draw(t, "day"))}
		var owed record.Fen
		for id := int64(1); id <= int64(rapid.IntRange(1, 5).Draw(t, "members")); id++ {
			b.Members = append(b.Members, member(id, day(2020, 1, 1), calendar.Date{}))
			for m := time.January; m <= time.December; m++ {
				if !rapid.Bool().Draw(t, "recorded") {
					continue
				}
				d := record.Dues{Member: id, Month: month(m), Due: bases(100_00).Draw(t, "due"), Paid: bases(100_00).Draw(t, "paid")}
				b.Dues = append(b.Dues, d)
				if m < b.Today.Month {
					owed += max(d.Due-d.Paid, 0)
				}
			}
		}
		before := total(b.Arrears(month(1), month(12)))
		if before != owed {
			t.Fatalf("members owe %s, want %s", before, owed)
		}
		if len(b.Dues) > 0 {
			d := &b.Dues[rapid.IntRange(0, len(b.Dues)-1).Draw(t, "who pays")]
			d.Paid += bases(100_00).Draw(t, "more")
			if after := total(b.Arrears(month(1), month(12))); after > before {
				t.Fatalf("paying made %s of %s", after, before)
			}
		}
	})
}

func total(list []Arrears) record.Fen {
	var sum record.Fen
	for _, a := range list {
		sum += a.Amount
	}
	return sum
}
