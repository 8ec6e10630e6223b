package table

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// everybody stands for all who were at the branch on the day and are in no
// other list.
const everybody = "全体"

// reasonLimit is how long a reason may be, in characters.
const reasonLimit = 60

// attendee is a name in a list, with what stands in brackets behind it.
type attendee struct{ name, reason string }

const (
	parting = "、,，;；\n"
	opening = "（("
	closing = "）)"
)

// split reads a list of names: "张三（出差）、李四". Brackets may hold brackets
// and marks; a backslash takes away the meaning of what follows it.
func split(text string) []attendee {
	var list []attendee
	var name, reason strings.Builder
	depth, escaped := 0, false
	end := func() {
		if n := OneLine(name.String()); n != "" {
			list = append(list, attendee{n, OneLine(reason.String())})
		}
		name.Reset()
		reason.Reset()
	}
	for _, c := range text {
		to := &name
		if depth > 0 {
			to = &reason
		}
		switch {
		case escaped:
			to.WriteRune(c)
			escaped = false
		case c == '\\':
			escaped = true
		case depth == 0 && strings.ContainsRune(parting, c):
			end()
		case strings.ContainsRune(opening, c):
			if depth++; depth > 1 {
				reason.WriteRune(c)
			}
		case strings.ContainsRune(closing, c) && depth > 0:
			if depth--; depth > 0 {
				reason.WriteRune(c)
			}
		default:
			to.WriteRune(c)
		}
	}
	end()
	return list
}

// join writes a list so that split reads it again.
func join(list []attendee) string {
	parts := make([]string, len(list))
	for i, a := range list {
		parts[i] = a.name
		if a.reason != "" {
			parts[i] += "（" + quoted(a.reason) + "）"
		}
	}
	return strings.Join(parts, "、")
}

// quoted takes the meaning from brackets where they do not come in pairs.
func quoted(reason string) string {
	if balanced(reason) {
		return reason
	}
	var b strings.Builder
	for _, c := range reason {
		if c == '\\' || strings.ContainsRune(opening+closing, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func balanced(text string) bool {
	depth := 0
	for _, c := range text {
		switch {
		case c == '\\':
			return false
		case strings.ContainsRune(opening, c):
			depth++
		case strings.ContainsRune(closing, c):
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

// lists reads the three lists of who was present, on leave and absent.
func (r *reader) lists(roll *Roll, a *record.Activity) {
	w := on(a.On)
	reasons := map[int64]string{}
	read := func(column int, to *[]int64) {
		if !r.has(column) || Clean(r.row.Cells[column].Text) == TooLong {
			for _, id := range *to {
				if a.Reasons[id] != "" {
					reasons[id] = a.Reasons[id]
				}
			}
			return
		}
		*to = r.list(column, roll, w, *to, reasons)
	}
	read(ActivityOnLeave, &a.OnLeave)
	read(ActivityAbsent, &a.Absent)
	read(ActivityPresent, &a.Present)
	if r.has(ActivityPresent) && narrow(r.row.Cells[ActivityPresent].Text) == everybody {
		a.Present = roll.rest(a)
	}
	a.Reasons = reasons
	r.apart(roll, a)
}

// list reads one of them; was is who stood in it.
func (r *reader) list(column int, roll *Roll, w calendar.Window, was []int64, reasons map[int64]string) (ids []int64) {
	if column == ActivityPresent && narrow(r.row.Cells[column].Text) == everybody {
		return nil
	}
	for _, who := range split(Clean(r.row.Cells[column].Text)) {
		id, fault := roll.kept(who.name, w, was)
		switch {
		case fault != "":
			r.bad(column, fault)
		case slices.Contains(ids, id):
			r.bad(column, "“"+who.name+"”写了两次，请只留一次。")
		case utf8.RuneCountInString(who.reason) > reasonLimit:
			r.bad(column, fmt.Sprintf("“%s”的原因最多 %d 字，请精简。", who.name, reasonLimit))
		default:
			ids = append(ids, id)
			if who.reason != "" && column != ActivityPresent {
				reasons[id] = who.reason
			}
		}
	}
	return ids
}

// kept finds a member like find; who was there before is found by what was
// written for them, also where find would not know them.
func (l *Roll) kept(text string, w calendar.Window, was []int64) (id int64, fault string) {
	for _, id := range was {
		if l.write(id, w) == text {
			return id, ""
		}
	}
	return l.find(text, w)
}

// rest is everybody at the branch, or in its group that met, on the day who is
// in no other list.
func (l *Roll) rest(a *record.Activity) (ids []int64) {
	for i := range l.Members {
		m := &l.Members[i]
		if m.At(a.On) && (a.Group == 0 || m.Group == a.Group) && !slices.Contains(a.OnLeave, m.ID) && !slices.Contains(a.Absent, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// apart refuses somebody who stands in two lists.
func (r *reader) apart(roll *Roll, a *record.Activity) {
	seen := map[int64]bool{}
	for _, l := range []struct {
		column int
		ids    []int64
	}{{ActivityPresent, a.Present}, {ActivityOnLeave, a.OnLeave}, {ActivityAbsent, a.Absent}} {
		for _, id := range l.ids {
			if seen[id] {
				r.bad(l.column, "“"+roll.write(id, on(a.On))+"”同时写在两列里，请只留一处。")
			}
			seen[id] = true
		}
	}
}

// names writes a list in the order of the roll.
func (l *Roll) names(ids []int64, day calendar.Date, reasons map[int64]string) string {
	ids = slices.Clone(ids)
	place := func(id int64) int {
		i := slices.IndexFunc(l.Members, func(m record.Member) bool { return m.ID == id })
		if i < 0 {
			return len(l.Members)
		}
		return i
	}
	slices.SortStableFunc(ids, func(a, b int64) int { return place(a) - place(b) })
	list := make([]attendee, len(ids))
	for i, id := range ids {
		list[i] = attendee{l.write(id, on(day)), OneLine(reasons[id])}
	}
	return fit(join(list))
}
