package branchcommittee

import (
	"fmt"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/paper"
	"baolei/web/ui"
)

// view is the organisation part.
type view struct {
	Text         string // in short
	Seats        ui.TableProps
	SeatActions  []ui.LinkButtonProps
	Term         []ui.Definition // the present one; none where none is recorded
	TermActions  []ui.LinkButtonProps
	Terms        ui.TableProps // those before
	Groups       ui.TableProps
	Ungrouped    string
	GroupActions []ui.LinkButtonProps
	Past         ui.TableProps // seats and groups that are no more
	Corrections  ui.TableProps
}

func viewOf(o *records.Organisation) view {
	v := view{Seats: seats(o), Terms: earlier(o), Groups: groups(o), Ungrouped: ungrouped(o), Past: past(o), Corrections: corrections(o)}
	v.Text = fmt.Sprintf("%d 个委员职位，%d 个党小组。", len(o.Seats), len(o.Groups))
	if len(o.Terms) > 0 {
		v.Term = present(o)
	}
	if o.CanSave {
		v.offer(o)
	}
	return v
}

// offer puts the ways to the forms on the page.
func (v *view) offer(o *records.Organisation) {
	v.SeatActions = []ui.LinkButtonProps{{Label: "登记委员职位", Href: page.NewSeatURL(o.Branch)}}
	v.TermActions = []ui.LinkButtonProps{{Label: "登记换届选举", Href: page.NewTermURL(o.Branch)}}
	if len(o.Terms) > 0 {
		id := o.Terms[0].ID
		v.TermActions = append(v.TermActions, ui.LinkButtonProps{Label: "更正本届", Href: page.TermURL(o.Branch, id)},
			ui.LinkButtonProps{Label: "添加文件", Href: page.RecordFilesURL(o.Branch, string(record.TermRecord), id)})
	}
	v.GroupActions = []ui.LinkButtonProps{{Label: "登记党小组", Href: page.NewGroupURL(o.Branch)}}
	if len(o.Groups) > 0 {
		v.GroupActions = append(v.GroupActions, ui.LinkButtonProps{Label: "编组", Href: page.GroupMembersURL(o.Branch)})
	}
}

// columns are those of a table, with one of actions for who keeps the records.
func columns(o *records.Organisation, labels ...string) []ui.Column {
	var list []ui.Column
	for _, l := range labels {
		list = append(list, ui.Column{Label: l})
	}
	if o.CanSave {
		list = append(list, ui.Column{Label: "办理"})
	}
	return list
}

// row is a line of a table, with what one can do about it for who keeps the
// records.
func row(o *records.Organisation, cells []ui.Cell, actions ...ui.LinkButtonProps) ui.TableRow {
	if o.CanSave {
		for i := range actions {
			actions[i].Small = true
		}
		cells = append(cells, ui.Cell{Body: linkButtons(actions)})
	}
	return ui.TableRow{Cells: cells}
}

func seats(o *records.Organisation) ui.TableProps {
	t := ui.TableProps{ID: "seats", Caption: "委员职位", Hide: true, Empty: "还没有登记支部委员会的职位。", Columns: columns(o, "职务", "现任", "任职日期", "历任")}
	for i := range o.Seats {
		x := &o.Seats[i]
		holder, since := holderOf(x, o.Today)
		t.Rows = append(t.Rows, row(o, []ui.Cell{{Text: x.Post}, holder, since, {Text: said(formerly(x, o.Today))}},
			ui.LinkButtonProps{Label: "任职变动", Href: page.SucceedURL(o.Branch, x.ID)}, ui.LinkButtonProps{Label: "更正", Href: page.SeatURL(o.Branch, x.ID)}))
	}
	return t
}

// holderOf tells who holds a seat and since when; of an empty one, since when it
// is empty.
func holderOf(x *record.Seat, today calendar.Date) (who, since ui.Cell) {
	if h, held := x.HolderOn(today); held {
		return ui.Cell{Text: h.Name}, ui.Cell{Text: day(h.Since)}
	}
	empty := x.VacantSince(today)
	who = ui.Cell{Badge: ui.BadgeProps{Text: "空缺", Tone: ui.Warn}, Sub: fmt.Sprintf("%s起，已 %d 天", empty.Chinese(), empty.DaysUntil(today))}
	if x.LongVacantOn(today) {
		who.Badge = ui.BadgeProps{Text: "空缺超过 3 个月", Tone: ui.Lost}
	}
	return who, ui.Cell{}
}

// formerly lists who held a seat before.
func formerly(x *record.Seat, today calendar.Date) string {
	var list []string
	for _, h := range x.Holdings {
		if !h.Until.IsZero() && !today.Before(h.Until) {
			list = append(list, held(h.Name, h.Since.Chinese(), h.Until.Chinese()))
		}
	}
	return strings.Join(list, "；")
}

// dueSoon is how many days before a re-election it is to be prepared.
const dueSoon = 90

// until tells how long it is to the re-election, or since when it is due.
func until(due, today calendar.Date) ui.BadgeProps {
	switch left := today.DaysUntil(due); {
	case left < 0:
		return ui.BadgeProps{Text: fmt.Sprintf("已逾期 %d 天", -left), Tone: ui.Lost}
	case left == 0:
		return ui.BadgeProps{Text: "今天到期", Tone: ui.Warn}
	case left <= dueSoon:
		return ui.BadgeProps{Text: fmt.Sprintf("还有 %d 天，请筹备换届", left), Tone: ui.Warn}
	default:
		return ui.BadgeProps{Text: fmt.Sprintf("还有 %d 天", left), Tone: ui.Info}
	}
}

// present is the term that runs.
func present(o *records.Organisation) []ui.Definition {
	x := &o.Terms[0]
	list := []ui.Definition{{Term: "选举日期", Text: day(x.Elected)}, {Term: "应换届日期", Body: marked(day(x.Due), until(x.Due, o.Today))}, {Term: "说明", Text: said(x.Note)}}
	if late := paper.Late(x.Elected, x.RecordedAt); late.Text != "" {
		list[0] = ui.Definition{Term: "选举日期", Body: marked(day(x.Elected), late)}
	}
	return append(list, files(o, x.ID))
}

func files(o *records.Organisation, term int64) ui.Definition {
	n := 0
	for _, f := range o.Files {
		if f.Record == term {
			n++
		}
	}
	if n == 0 {
		return ui.Definition{Term: "文件", Text: said("")}
	}
	return ui.Definition{Term: "文件", Text: fmt.Sprintf("%d 个", n), Href: page.RecordFilesURL(o.Branch, string(record.TermRecord), term)}
}

// earlier are the terms before the present one.
func earlier(o *records.Organisation) ui.TableProps {
	t := ui.TableProps{ID: "terms", Caption: "以前各届", Columns: columns(o, "选举日期", "应换届日期", "说明", "文件")}
	for i := 1; i < len(o.Terms); i++ {
		x := &o.Terms[i]
		f := files(o, x.ID)
		t.Rows = append(t.Rows, row(o, []ui.Cell{{Text: day(x.Elected)}, {Text: day(x.Due)}, {Text: said(x.Note)}, {Text: f.Text, Href: f.Href}},
			ui.LinkButtonProps{Label: "更正", Href: page.TermURL(o.Branch, x.ID)}))
	}
	return t
}

func groups(o *records.Organisation) ui.TableProps {
	t := ui.TableProps{ID: "party-groups", Caption: "党小组", Hide: true, Empty: "没有划分党小组。", Columns: columns(o, "名称", "组长", "组员", "成立日期")}
	for _, g := range o.Groups {
		members := membersOf(o, g.ID)
		t.Rows = append(t.Rows, row(o, []ui.Cell{{Text: g.Name}, leader(o, g.Leader), {Text: fmt.Sprintf("%d 人", len(members)), Sub: listed(members)}, {Text: day(g.Formed)}},
			ui.LinkButtonProps{Label: "更改", Href: page.GroupURL(o.Branch, g.ID)}))
	}
	return t
}

// leader names who leads a group, and says where nobody does any more.
func leader(o *records.Organisation, id int64) ui.Cell {
	if id == 0 {
		return ui.Cell{Badge: ui.BadgeProps{Text: "没有组长", Tone: ui.Warn}}
	}
	c := ui.Cell{Text: nameOf(o.Everybody, id)}
	for i := range o.Members {
		if o.Members[i].ID == id {
			return c
		}
	}
	c.Badge = ui.BadgeProps{Text: "已离开本支部", Tone: ui.Warn}
	return c
}

// membersOf names the members of a group; of those without one for 0.
func membersOf(o *records.Organisation, group int64) []string {
	var list []string
	for i := range o.Members {
		if o.Members[i].Group == group {
			list = append(list, o.Members[i].Name)
		}
	}
	return list
}

func ungrouped(o *records.Organisation) string {
	list := membersOf(o, 0)
	if len(o.Groups) == 0 || len(list) == 0 {
		return ""
	}
	return fmt.Sprintf("未编组 %d 人：%s。", len(list), listed(list))
}

// past are the seats and groups that are no more.
func past(o *records.Organisation) ui.TableProps {
	t := ui.TableProps{ID: "past-table", Caption: "已撤销的职位和党小组", Hide: true, Columns: columns(o, "名称", "设立", "撤销", "历任或组长")}
	for i := range o.Closed {
		x := &o.Closed[i]
		t.Rows = append(t.Rows, row(o, []ui.Cell{{Text: x.Post}, {Text: day(x.Opened)}, {Text: day(x.Closed)}, {Text: said(formerly(x, o.Today))}},
			ui.LinkButtonProps{Label: "更正", Href: page.SeatURL(o.Branch, x.ID)}))
	}
	for _, g := range o.Dissolved {
		t.Rows = append(t.Rows, row(o, []ui.Cell{{Text: g.Name}, {Text: day(g.Formed)}, {Text: day(g.Dissolved)}, {Text: said(nameOf(o.Everybody, g.Leader))}},
			ui.LinkButtonProps{Label: "更正", Href: page.GroupURL(o.Branch, g.ID)}))
	}
	return t
}
