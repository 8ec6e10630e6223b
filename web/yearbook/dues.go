package yearbook

import (
	"strconv"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// dues is a line for each member with what was paid for each month. What is
// still owed is told behind a stroke.
func (m maker) dues() block {
	t := table{Class: "money", Heads: []string{"姓名"}}
	for month := 1; month <= 12; month++ {
		t.Heads = append(t.Heads, strconv.Itoa(month)+"月")
	}
	t.Heads = append(t.Heads, "合计")
	line := map[int64]int{}
	paid := map[int64]record.Fen{}
	months := make([]record.Fen, 13)
	for i := range m.y.Dues {
		d := &m.y.Dues[i]
		at, ok := line[d.Member]
		if !ok {
			at = len(t.Rows)
			line[d.Member] = at
			t.Rows = append(t.Rows, append([]string{d.Name}, blanks(13)...))
		}
		t.Rows[at][int(d.Month.Month)] = money(d)
		paid[d.Member] += d.Paid
		months[int(d.Month.Month)] += d.Paid
		t.Rows[at][13] = paid[d.Member].String()
	}
	t.Foot = total(months)
	return tabled("党员交纳情况（元）", nothing, t)
}

func blanks(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = unsaid
	}
	return list
}

// money tells what was paid, and where that is less, of how much.
func money(d *record.Dues) string {
	if d.Settled() {
		return d.Paid.String()
	}
	return d.Paid.String() + "/" + d.Due.String()
}

func total(months []record.Fen) []string {
	foot := []string{"合计"}
	var all record.Fen
	for _, f := range months[1:] {
		all += f
		foot = append(foot, f.String())
	}
	return append(foot, all.String())
}

// duesMonths is what the branch did with each month's dues.
func (m maker) duesMonths() block {
	collected, owed := map[calendar.Month]record.Fen{}, map[calendar.Month]record.Fen{}
	for i := range m.y.Dues {
		d := &m.y.Dues[i]
		collected[d.Month] += d.Paid
		owed[d.Month] += d.Due
	}
	t := table{Heads: []string{"月份", "应收", "实收", "上缴", "上缴日期", "公布日期", "公布地点"}}
	for _, x := range m.y.DuesMonths {
		t.Rows = append(t.Rows, []string{x.Month.Short(), owed[x.Month].String(), collected[x.Month].String(), x.HandedUp.String(), day(x.HandedUpOn), day(x.PublishedOn), or(x.PublishedAt, unsaid)})
	}
	return tabled("上缴和公布情况（元）", nothing, t)
}
