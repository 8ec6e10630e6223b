// Package book is the record book's own pages: the list of books, a branch's
// overview of a year, and the navigation that every part of a book stands under.
package book

import (
	"strconv"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/web/page"
	"baolei/web/ui"
)

// Part is a page of a branch's record book; its value is in the address.
type Part string

// The parts.
const (
	Overview     Part = ""
	Tasks        Part = "tasks"
	Organisation Part = "organisation"
	Roster       Part = "roster"
	Plans        Part = "plans"
	Activities   Part = "activities"
	Dues         Part = "dues"
	Honours      Part = "honours"
	Sanctions    Part = "sanctions"
	Rules        Part = "rules"
	Index        Part = "index"
)

// parts names them, those that are opened most often first.
var parts = []struct {
	part Part
	name string
}{
	{Overview, "总览"}, {Tasks, "任务清单"}, {Activities, "会议活动"}, {Plans, "学习计划"}, {Organisation, "组织情况"}, {Roster, "党员名册"},
	{Dues, "党费收缴"}, {Honours, "荣誉成果"}, {Rules, "基本制度"}, {Index, "党员先锋指数"}, {Sanctions, "党纪处分"},
}

// Chinese returns the part's name; "" for an unknown part.
func (p Part) Chinese() string {
	for _, x := range parts {
		if x.part == p {
			return x.name
		}
	}
	return ""
}

// narrower are the parts that not everybody may see who may see the book.
var narrower = map[Part]access.Action{Sanctions: access.ViewSanction, Index: access.CheckMember}

// Under puts a page under the navigation of a branch's record book: whose book
// and year it is, and the parts that the person may see.
func Under(frame ui.PageProps, actor access.Actor, p records.Place, year int, here Part) ui.PageProps {
	t := ui.TabsProps{Label: "记实本", Title: p.Name, Note: "工作记实本 " + strconv.Itoa(year) + " 年"}
	for _, x := range parts {
		if right, asked := narrower[x.part]; !asked || access.Allow(actor, right, p.Place()).Allowed {
			t.Items = append(t.Items, ui.NavItem{Label: x.name, Href: page.BookPartURL(p.Branch, string(x.part), year), Current: x.part == here})
		}
	}
	frame.Top = ui.Tabs(t)
	return frame
}
