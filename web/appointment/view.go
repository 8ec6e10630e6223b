package appointment

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/ui"
)

// query is what narrows the list; the address keeps it.
type query struct {
	At         int64
	Role, Text string
	Page       int // from 1
}

func read(r *http.Request) query {
	v := r.URL.Query()
	return query{At: page.QueryID(v, "at"), Role: page.Query(v, "role"), Text: page.Query(v, "q"), Page: page.QueryPage(v)}
}

func (q query) url(n int) string {
	v := url.Values{}
	if q.At > 0 {
		v.Set("at", strconv.FormatInt(q.At, 10))
	}
	for name, value := range map[string]string{"role": q.Role, "q": q.Text} {
		if value != "" {
			v.Set(name, value)
		}
	}
	v.Set("page", strconv.Itoa(n))
	return page.AppointmentsURL + "?" + v.Encode()
}

// listView is a page of the appointments.
type listView struct {
	Text    ui.Text
	At      ui.Select
	Role    ui.Select
	Appoint string // where to appoint somebody at the organisation chosen; "" where none is
	Where   string
	Table   ui.TableProps
	Pager   ui.PagerProps
}

func listViewOf(q query, tree people.Tree, list []people.Appointment, total int, today calendar.Date) listView {
	v := listView{Text: ui.Text{ID: "q", Name: "q", Label: "姓名或账号", Type: "search", Value: q.Text, MaxLength: "40"},
		At:   ui.Select{ID: "at", Name: "at", Label: "组织", Empty: "全部组织"},
		Role: ui.Select{ID: "role", Name: "role", Label: "角色", Empty: "全部角色", Value: q.Role}, Where: "全部组织"}
	for _, role := range access.Roles() {
		v.Role.Options = append(v.Role.Options, ui.Option{Value: string(role), Label: role.Chinese()})
	}
	chosen, err := tree.Find(q.At)
	options(&v.At, tree, tree.Root(), chosen, "")
	if len(tree.Organisations) > allListed {
		v.At.Hint = "组织多，先选党委并查看，再选它下面的支部。"
	}
	if o := chosen; err == nil {
		v.At.Value, v.Appoint, v.Where = strconv.FormatInt(o.ID, 10), page.AppointAtURL(o.ID), o.Name
	}
	v.Table, v.Pager = table(list, today), pager(q, len(list), total)
	return v
}

// allListed is up to how many organisations the choice has all; of more it has the
// branches of the one that is chosen.
const allListed = 300

// options lists the tree for choosing, each level set in by a space.
func options(s *ui.Select, tree people.Tree, o, chosen people.Organisation, indent string) {
	if o.ID == 0 {
		return
	}
	s.Options = append(s.Options, ui.Option{Value: strconv.FormatInt(o.ID, 10), Label: indent + o.Name})
	whole := len(tree.Organisations) <= allListed || chosen.ID != 0 && (o.ID == chosen.ID || o.ID == chosen.Parent)
	for _, below := range tree.Below(o.ID) {
		if whole || below.Level != access.Branch {
			options(s, tree, below, chosen, indent+"\u3000")
		}
	}
}

func table(list []people.Appointment, today calendar.Date) ui.TableProps {
	t := ui.TableProps{ID: "appointments", Caption: "任职", Hide: true, Empty: "没有符合条件的任职。选定一个组织后可以任命。",
		Columns: []ui.Column{{Label: "姓名"}, {Label: "角色"}, {Label: "组织"}, {Label: "起"}, {Label: "止"}, {Label: "办理"}}}
	for _, a := range list {
		row := ui.TableRow{Cells: []ui.Cell{{Text: a.PersonName, Sub: a.Account}, {Text: a.Role.Chinese()}, {Text: a.OrganisationName, Href: page.AppointmentsAtURL(a.Organisation)},
			{Text: a.From.Chinese()}, {Text: until(a)}, {Text: "结束", Href: page.EndAppointmentURL(a.ID)}}}
		if today.Before(a.From) {
			row.Cells[3].Badge = ui.BadgeProps{Text: "未开始", Tone: ui.Info}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func until(a people.Appointment) string {
	if a.Until.IsZero() {
		return "长期"
	}
	return a.Until.Chinese()
}

func pager(q query, shown, total int) ui.PagerProps {
	p := ui.PagerProps{Text: fmt.Sprintf("共 %d 项", total)}
	if first := (q.Page-1)*pageSize + 1; shown > 0 {
		p.Text = fmt.Sprintf("第 %d–%d 项，共 %d 项", first, first+shown-1, total)
	}
	if q.Page > 1 {
		p.Previous = q.url(q.Page - 1)
	}
	if q.Page*pageSize < total {
		p.Next = q.url(q.Page + 1)
	}
	return p
}

// formView is the form that appoints.
type formView struct {
	Title     string
	Back      ui.Link
	Search    ui.Text
	SearchAt  ui.Form
	Found     bool // somebody was found: the form can be filled in
	None      string
	Form      ui.Form
	Mistakes  []ui.Mistake
	Person    ui.Radios
	Role      ui.Radios
	From, To  ui.Text
	Signature ui.SignatureProps
}

func formViewOf(in typed, o people.Organisation, list []people.Person, wrong map[string]string) formView {
	at := strconv.FormatInt(o.ID, 10)
	v := formView{Title: "任命：" + o.Name, Back: ui.Link{Label: o.Name + "的任职", Href: page.AppointmentsAtURL(o.ID)}, Found: len(list) > 0,
		Search:   ui.Text{ID: "q", Name: "q", Label: "姓名或账号", Type: "search", Value: in.Search, Required: true, MaxLength: "40"},
		SearchAt: ui.Form{Action: page.NewAppointmentURL, Get: true, Label: "找人", Hidden: []ui.Hidden{{Name: "at", Value: at}}},
		Mistakes: page.Mistakes(wrong, "person", "role", "from", "until", page.PasswordField),
		Person:   ui.Radios{ID: "person", Name: "person", Label: "任命谁", Value: in.Person, Error: wrong["person"]},
		Role:     ui.Radios{ID: "role", Name: "role", Label: "担任", Value: in.Role, Error: wrong["role"]},
		From:     ui.Text{ID: "from", Name: "from", Label: "开始日期", Type: "date", Value: in.From, Error: wrong["from"], Required: true},
		To:       ui.Text{ID: "until", Name: "until", Label: "截止日期", Type: "date", Value: in.To, Error: wrong["until"], Hint: "含当日；留空为长期。"}}
	if in.Search != "" && len(list) == 0 {
		v.None = "没有找到“" + in.Search + "”。请核对姓名；还没有账号的，先请系统管理员建立。"
	}
	for _, p := range list {
		v.Person.Options = append(v.Person.Options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name + "（" + p.Account + "）"})
	}
	if len(list) == 1 && in.Person == "" {
		v.Person.Value = v.Person.Options[0].Value
	}
	for _, role := range access.Roles() {
		if role.HeldAt(o.Level) {
			v.Role.Options = append(v.Role.Options, ui.Option{Value: string(role), Label: role.Chinese()})
		}
	}
	return v
}

func endViewOf(a people.Appointment, hidden []ui.Hidden) ui.ConfirmProps {
	return ui.ConfirmProps{ID: "end", Title: "结束这项任职？", Text: "从这位同志的下一次操作起不再有效，今天起就不能再办理这个岗位的事项。已经办过的都保留在记录里。",
		Facts: []ui.Definition{{Term: "姓名", Text: a.PersonName + "（" + a.Account + "）"}, {Term: "角色", Text: a.Role.Chinese()}, {Term: "组织", Text: a.OrganisationName},
			{Term: "任期", Text: a.From.Chinese() + "至" + until(a)}},
		Form: ui.Form{Action: page.EndAppointmentURL(a.ID), Hidden: hidden, Submit: "结束任职"}, Danger: true, Cancel: ui.Link{Label: "返回", Href: page.AppointmentsAtURL(a.Organisation)}}
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}
