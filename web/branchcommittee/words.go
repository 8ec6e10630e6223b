package branchcommittee

import (
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// said is a text, or a dash where nothing was said.
func said(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func day(d calendar.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.Chinese()
}

// nameOf names a member; "" for 0.
func nameOf(members []record.Member, id int64) string {
	for i := range members {
		if members[i].ID == id {
			return members[i].Name
		}
	}
	if id == 0 {
		return ""
	}
	return "不在名册"
}

// groupOf names a party group; "" for 0.
func groupOf(groups []record.Group, id int64) string {
	for i := range groups {
		if groups[i].ID == id {
			return groups[i].Name
		}
	}
	return ""
}

func people(members []record.Member) []ui.Option {
	var list []ui.Option
	for i := range members {
		list = append(list, ui.Option{Value: page.IDText(members[i].ID), Label: members[i].Name})
	}
	return list
}

// held tells who held a seat, and when.
func held(name, since, until string) string {
	if until == "" {
		return name + "（" + since + "起）"
	}
	return name + "（" + since + "至" + until + "）"
}

func listed(names []string) string { return strings.Join(names, "、") }
