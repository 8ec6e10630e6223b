package roster

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// query is what narrows the list; the address keeps it.
type query struct {
	Text string // part of a name
	Show string // "" who counts today, "full", "probationary", "out", "none" without a group, or a group's id
	Year int    // of the transfers
}

func (q query) url(branch int64, show string) string {
	v := url.Values{"year": {strconv.Itoa(q.Year)}}
	for name, value := range map[string]string{"q": q.Text, "show": show} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return page.RosterURL(branch) + "?" + v.Encode()
}

// listView is the roster.
type listView struct {
	Text      string
	Actions   []ui.LinkButtonProps
	Awaited   []ui.Definition
	Find      ui.Form
	Search    ui.Text
	Clear     string
	Filters   []ui.Filter
	Table     ui.TableProps
	Transfers ui.TableProps
	ReadOnly  bool
}

func listOf(r records.Roster, q query, find ui.Form, wrong map[string]string) listView {
	v := listView{Find: find, ReadOnly: !r.CanSave, Filters: filters(r, q), Table: members(r, q), Transfers: transfers(r, q.Year)}
	v.Text = fmt.Sprintf("在册 %d 名党员。", count(r, ""))
	v.Search = ui.Text{ID: "q", Name: "q", Label: "姓名或身份证号", Value: q.Text, Error: wrong["q"], Type: "search", MaxLength: "40", Required: true}
	if q.Text != "" {
		v.Clear = (query{Year: q.Year}).url(r.Branch, q.Show)
	}
	excel := page.SheetLink(r.Branch, "roster", q.Year, r.CanSave)
	v.Actions = []ui.LinkButtonProps{excel}
	if r.CanSave {
		v.Actions = []ui.LinkButtonProps{{Label: "登记党员", Href: page.NewMemberURL(r.Branch), Kind: ui.Primary}, {Label: "登记转入", Href: page.TransferInURL(r.Branch)}, excel}
	}
	for _, x := range r.Awaited {
		v.Awaited = append(v.Awaited, ui.Definition{Term: x.Name, Href: page.TransferOutURL(r.Branch, x.Member),
			Text: fmt.Sprintf("“%s”%s登记了转入，去办理转出", x.BranchName, x.Asked.Chinese())})
	}
	return v
}

// shows tells whether a member is among what a filter shows.
func shows(m *record.Member, today calendar.Date, show string) bool {
	if show == "out" || !m.At(today) {
		return show == "out" && !m.At(today)
	}
	switch show {
	case "":
		return true
	case string(record.Full), string(record.Probationary):
		return string(m.Stage) == show
	case "none":
		return m.Group == 0
	}
	return page.IDText(m.Group) == show
}

func count(r records.Roster, show string) int {
	n := 0
	for i := range r.Members {
		if shows(&r.Members[i], r.Today, show) {
			n++
		}
	}
	return n
}

func filters(r records.Roster, q query) []ui.Filter {
	var list []ui.Filter
	add := func(label, show string) {
		if n := count(r, show); n > 0 || show == "" || show == q.Show {
			list = append(list, ui.Filter{Label: label, Href: q.url(r.Branch, show), Count: strconv.Itoa(n), On: show == q.Show})
		}
	}
	add("在册", "")
	for _, s := range record.Stages() {
		add(s.Chinese, s.Code)
	}
	for _, g := range r.Groups {
		add(g.Name, page.IDText(g.ID))
	}
	if len(r.Groups) > 0 {
		add("未编组", "none")
	}
	add("已离开", "out")
	return list
}

// members is the table of those whom the query lets through.
func members(r records.Roster, q query) ui.TableProps {
	t := ui.TableProps{ID: "members", Caption: "党员", Hide: true, Empty: empty(r, q),
		Columns: []ui.Column{{Label: "姓名"}, {Label: "性别"}, {Label: "出生日期"}, {Label: "党员身份"}, {Label: "入党日期"}, {Label: "党小组"}, {Label: "职务"}}}
	if q.Show == "out" {
		t.Columns = []ui.Column{{Label: "姓名"}, {Label: "性别"}, {Label: "来本支部"}, {Label: "离开"}}
	}
	for i := range r.Members {
		m := &r.Members[i]
		if !shows(m, r.Today, q.Show) || !strings.Contains(m.Name, q.Text) {
			continue
		}
		name := ui.Cell{Text: m.Name, Href: page.MemberURL(r.Branch, m.ID)}
		if q.Show == "out" {
			t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{name, {Text: m.Sex.Chinese()}, {Text: day(m.Since)}, {Text: day(m.Until)}}})
			continue
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{name, {Text: m.Sex.Chinese()}, {Text: day(m.Born)}, {Text: m.Stage.Chinese()}, {Text: day(m.Joined)},
			{Text: said(groupName(r.Groups, m.Group))}, {Text: said(m.Duty)}}})
	}
	return t
}

func empty(r records.Roster, q query) string {
	switch {
	case q.Text != "":
		return "没有找到姓名含“" + q.Text + "”的党员。"
	case len(r.Members) == 0 && r.CanSave:
		return "还没有登记党员。请点“登记党员”逐个登记。"
	}
	return "没有党员。"
}

// transfers is the table of those that were open in the year.
func transfers(r records.Roster, year int) ui.TableProps {
	t := ui.TableProps{ID: "transfers-table", Caption: "组织关系转接", Hide: true, Empty: strconv.Itoa(year) + " 年没有办理中的转接。",
		Columns: []ui.Column{{Label: "姓名"}, {Label: "方向"}, {Label: "对方党组织"}, {Label: "提出"}, {Label: "办结"}}}
	for i := range r.Transfers {
		x := &r.Transfers[i]
		row := ui.TableRow{Cells: []ui.Cell{{Text: x.Name, Href: page.TransferURL(r.Branch, x.ID)}, {Text: x.Direction.Chinese()}, {Text: x.Other}, {Text: day(x.Asked)}, {Text: day(x.Done)}}}
		if x.Done.IsZero() {
			row.Cells[4] = ui.Cell{Badge: state(x, r.Today)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// state is how a transfer stands.
func state(x *record.Transfer, today calendar.Date) ui.BadgeProps {
	switch {
	case !x.Done.IsZero():
		return ui.BadgeProps{Text: "已办结", Tone: ui.Good}
	case x.OverdueOn(today):
		return ui.BadgeProps{Text: "超过 6 个月未办结", Tone: ui.Lost}
	}
	return ui.BadgeProps{Text: "办理中", Tone: ui.Info}
}

func groupName(groups []record.Group, id int64) string {
	for _, g := range groups {
		if g.ID == id {
			return g.Name
		}
	}
	return ""
}

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
