package yearbook

import (
	"fmt"
	"slices"
	"strconv"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// seats lists the branch committee with who held each seat in the year.
func (m maker) seats() block {
	t := table{Heads: []string{"职务", "姓名", "任职日期", "离任日期"}}
	w := calendar.Year(m.y.Year)
	for _, s := range m.y.Seats {
		held := false
		for _, h := range s.Holdings {
			if w.Until.Before(h.Since) || !h.Until.IsZero() && !w.From.Before(h.Until) {
				continue
			}
			held = true
			t.Rows = append(t.Rows, []string{s.Post, h.Name, day(h.Since), day(h.Until)})
		}
		if !held {
			t.Rows = append(t.Rows, []string{s.Post, "空缺", unsaid, unsaid})
		}
	}
	return tabled("支部委员会", "没有登记支部委员会成员。", t)
}

// terms lists the terms that reach into the year.
func (m maker) terms() block {
	t := table{Heads: []string{"选举日期", "应换届日期", "说明"}}
	w := calendar.Year(m.y.Year)
	for i, x := range m.y.Terms { // the latest first
		over := i > 0 && !w.From.Before(m.y.Terms[i-1].Elected)
		if !over && !w.Until.Before(x.Elected) {
			t.Rows = append(t.Rows, []string{day(x.Elected), day(x.Due), or(x.Note, unsaid)})
		}
	}
	slices.Reverse(t.Rows)
	return tabled("任期和换届", "没有登记任期。", t)
}

func (m maker) groups() block {
	t := table{Heads: []string{"党小组", "组长", "成立日期", "撤销日期"}}
	for _, g := range m.y.Groups {
		t.Rows = append(t.Rows, []string{g.Name, m.name(g.Leader), day(g.Formed), day(g.Dissolved)})
	}
	return tabled("党小组", "没有划分党小组。", t)
}

// last is the day on which the roster is counted: the year's last, or today.
func (m maker) last() calendar.Date {
	w := calendar.Year(m.y.Year)
	if m.y.Today.Before(w.Until) {
		return m.y.Today
	}
	return w.Until
}

func (m maker) headcount() string {
	full, probationary := 0, 0
	seen := map[int64]bool{}
	for i := range m.y.Members {
		x := &m.y.Members[i]
		if !x.At(m.last()) || seen[x.ID] {
			continue
		}
		seen[x.ID] = true
		if x.Stage == record.Probationary {
			probationary++
		} else {
			full++
		}
	}
	return fmt.Sprintf("截至 %s，党员 %d 人，其中正式党员 %d 人，预备党员 %d 人。", m.last().Chinese(), full+probationary, full, probationary)
}

// roster lists everybody who counted at the branch on any day of the year.
func (m maker) roster() block {
	t := table{Class: "dense", Heads: []string{"序号", "姓名", "性别", "出生年月", "入党日期", "类别", "职务", "党小组", "年内进出"}}
	for i := range m.y.Members {
		x := &m.y.Members[i]
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), x.Name, x.Sex.Chinese(), monthOf(x.Born), day(x.Joined), x.Stage.Chinese(), or(x.Duty, unsaid),
			or(m.group[x.Group], unsaid), or(m.moves(x), unsaid)})
	}
	return tabled("名册", "没有登记党员。", t)
}

// moves tells from and until when somebody counted who did not all the year.
func (m maker) moves(x *record.Member) string {
	w := calendar.Year(m.y.Year)
	var in, out string
	if w.Has(x.Since) && x.Since != w.From {
		in = x.Since.Short() + "起"
	}
	if !x.Until.IsZero() && !w.Until.Before(x.Until) {
		out = x.Until.AddDays(-1).Short() + "止"
	}
	return joined(in, out)
}

func (m maker) transfers() block {
	t := table{Heads: []string{"姓名", "方向", "对方组织", "申请日期", "办结日期"}}
	for _, x := range slices.Backward(m.y.Transfers) {
		done := day(x.Done)
		if x.Done.IsZero() {
			done = "未办结"
		}
		t.Rows = append(t.Rows, []string{x.Name, x.Direction.Chinese(), x.Other, day(x.Asked), done})
	}
	return tabled("组织关系接转", nothing, t)
}
