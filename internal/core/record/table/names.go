package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// Roll is who is meant by a name: everybody who ever was at the branch, each
// once, and its party groups.
type Roll struct {
	Members []record.Member
	Groups  []record.Group
}

// find finds a member by what stands in a table: a name, where it is that of
// one member only, or a name with the member's number, "张三[12]". The fault
// is in words for the person, "" where there is none. Among several of a name
// those count who are at the branch on some day of a window.
func (l *Roll) find(text string, w calendar.Window) (id int64, fault string) {
	if number, ok := numbered(text); ok {
		if slices.ContainsFunc(l.Members, func(m record.Member) bool { return m.ID == number }) {
			return number, ""
		}
		return 0, "“" + text + "”的编号不是本支部党员的。"
	}
	named, here := l.named(text, w)
	switch {
	case len(here) == 1:
		return here[0], ""
	case len(here) > 1:
		return 0, fmt.Sprintf("本支部有 %d 名“%s”，请在姓名后写上编号，例如“%s[%d]”；编号见导出的党员名册。", len(here), text, text, here[0])
	case len(named) == 1:
		return named[0], ""
	case len(named) > 1:
		return 0, fmt.Sprintf("当时不在名册上的“%s”有 %d 名，请在姓名后写上编号，例如“%s[%d]”。", text, len(named), text, named[0])
	}
	return 0, "名册上没有“" + text + "”，请核对姓名，或先登记党员。"
}

// named lists those of a name, and of them who are there in a window.
func (l *Roll) named(name string, w calendar.Window) (all, here []int64) {
	for i := range l.Members {
		if m := &l.Members[i]; plainName(m.Name) == plainName(name) {
			all = append(all, m.ID)
			if m.During(w) {
				here = append(here, m.ID)
			}
		}
	}
	return all, here
}

// write is how a member is written so that find finds them: by the name alone
// where that is enough, and means nobody else. Somebody unknown here is written by
// the number.
func (l *Roll) write(id int64, w calendar.Window) string {
	if id == 0 {
		return ""
	}
	i := slices.IndexFunc(l.Members, func(m record.Member) bool { return m.ID == id })
	if i < 0 {
		return "[" + strconv.FormatInt(id, 10) + "]"
	}
	name := safe(l.Members[i].Name)
	if found, fault := l.find(name, w); fault == "" && found == id && name != "" && name == OneLine(l.Members[i].Name) && narrow(name) != everybody {
		return name
	}
	return name + "[" + strconv.FormatInt(id, 10) + "]"
}

// plainName compares names without spaces: in tables, names of two characters
// are often written with one between.
func plainName(name string) string { return narrow(name) }

// safe is a name without the marks that part names in a cell.
func safe(name string) string {
	return OneLine(strings.Map(func(r rune) rune {
		if strings.ContainsRune("、,，;；[]【】()（）\\\n", r) {
			return ' '
		}
		return r
	}, name))
}

// on is the window of a day.
func on(day calendar.Date) calendar.Window { return calendar.Window{From: day, Until: day} }

// numbered reads the number behind a name.
func numbered(text string) (int64, bool) {
	open := strings.LastIndexByte(text, '[')
	if open < 0 || !strings.HasSuffix(text, "]") {
		return 0, false
	}
	id, err := strconv.ParseInt(text[open+1:len(text)-1], 10, 64)
	return id, err == nil && id > 0
}

// group finds a party group by its name; the fault is "" where there is one.
func (l *Roll) group(name string) (id int64, fault string) {
	if number, ok := numbered(name); ok {
		if slices.ContainsFunc(l.Groups, func(g record.Group) bool { return g.ID == number }) {
			return number, ""
		}
	}
	var ids []int64
	for _, g := range l.Groups {
		if plainName(g.Name) == plainName(name) {
			ids = append(ids, g.ID)
		}
	}
	switch len(ids) {
	case 1:
		return ids[0], ""
	case 0:
		return 0, "本支部没有党小组“" + name + "”，请先在组织情况里登记，或留空。"
	}
	return 0, fmt.Sprintf("有 %d 个党小组叫“%s”，请写成“%s[%d]”。", len(ids), name, name, ids[0])
}

func (l *Roll) writeGroup(id int64) string {
	if id == 0 {
		return ""
	}
	i := slices.IndexFunc(l.Groups, func(g record.Group) bool { return g.ID == id })
	if i < 0 {
		return "[" + strconv.FormatInt(id, 10) + "]"
	}
	name := safe(l.Groups[i].Name)
	if found, fault := l.group(name); fault == "" && found == id && name != "" && name == OneLine(l.Groups[i].Name) {
		return name
	}
	return name + "[" + strconv.FormatInt(id, 10) + "]"
}
