package account

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/people"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/ui"
)

// listView is a page of the accounts.
type listView struct {
	Text, State string
	Clear       string // address without the search; "" where there is none
	Filters     []ui.Filter
	Table       ui.TableProps
	Pager       ui.PagerProps
}

var states = []struct{ state, label string }{{"", "全部"}, {"active", "在用"}, {"initial", "未改初始密码"}, {"disabled", "已停用"}}

func listViewOf(q query, list []people.Account, total int) listView {
	v := listView{Text: q.Text, State: q.State}
	if q.Text != "" {
		v.Clear = q.url(func(q *query) { q.Text, q.Page = "", 1 })
	}
	for _, f := range states {
		filter := ui.Filter{Label: f.label, On: q.State == f.state, Href: q.url(func(q *query) { q.State, q.Page = f.state, 1 })}
		if filter.On {
			filter.Count = strconv.Itoa(total)
		}
		v.Filters = append(v.Filters, filter)
	}
	v.Table = table(list)
	v.Pager = pager(q, len(list), total)
	return v
}

func table(list []people.Account) ui.TableProps {
	t := ui.TableProps{ID: "accounts", Caption: "账号", Hide: true, Columns: []ui.Column{{Label: "账号"}, {Label: "姓名"}, {Label: "任职"}, {Label: "建立"}, {Label: "状态"}},
		Empty: "没有符合条件的账号。"}
	for _, a := range list {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.Account, Href: page.AccountURL(a.ID)}, {Text: a.Name},
			{Text: posts(a)}, {Text: calendar.DateOf(a.CreatedAt).Chinese()}, {Badge: state(a.Person)}}})
	}
	return t
}

func posts(a people.Account) string {
	if len(a.Appointments) == 0 {
		return "没有任职"
	}
	list := make([]string, len(a.Appointments))
	for i, x := range a.Appointments {
		list[i] = x.Name + " " + x.Role.Chinese()
	}
	return strings.Join(list, "；")
}

func state(p people.Person) ui.BadgeProps {
	switch {
	case p.Disabled:
		return ui.BadgeProps{Text: "已停用", Tone: ui.Lost}
	case p.MustChange:
		return ui.BadgeProps{Text: "未改初始密码", Tone: ui.Warn}
	}
	return ui.BadgeProps{Text: "在用", Tone: ui.Good}
}

func pager(q query, shown, total int) ui.PagerProps {
	p := ui.PagerProps{Text: fmt.Sprintf("共 %d 个", total)}
	if first := (q.Page-1)*pageSize + 1; shown > 0 {
		p.Text = fmt.Sprintf("第 %d–%d 个，共 %d 个", first, first+shown-1, total)
	}
	if q.Page > 1 {
		p.Previous = q.url(func(q *query) { q.Page-- })
	}
	if q.Page*pageSize < total {
		p.Next = q.url(func(q *query) { q.Page++ })
	}
	return p
}

func accountField(in people.NewAccount, wrong map[string]string) ui.Text {
	return ui.Text{ID: "account", Name: "account", Label: "账号", Value: in.Account, Error: wrong["account"], Required: true, MaxLength: "40", Autocomplete: "off",
		Hint: "小写字母、数字、“.”“-”或“_”，例如 zhangwei2。不要用身份证号、手机号。"}
}

func nameField(in people.NewAccount, wrong map[string]string) ui.Text {
	return ui.Text{ID: "name", Name: "name", Label: "姓名", Value: in.Name, Error: wrong["name"], Required: true, MaxLength: "40", Autocomplete: "off"}
}

// handedView tells an initial password.
type handedView struct {
	Title    string
	Facts    []ui.Definition
	Password string
	Again    bool // the form had acted before, so that the password is not known any more
	Href     string
}

func handedViewOf(h people.Handed, title string) handedView {
	v := handedView{Title: title, Password: h.Password, Again: h.Password == "", Href: page.AccountsURL, Facts: []ui.Definition{{Term: "账号", Text: h.Account}, {Term: "姓名", Text: h.Name}}}
	if h.Person != 0 {
		v.Href = page.AccountURL(h.Person)
	}
	return v
}

// accountView is one account.
type accountView struct {
	Title                  string
	Badge                  ui.BadgeProps
	Facts                  []ui.Definition
	Own, Disabled          bool
	Reset, Disable, Enable ui.Form
}

// accountViewOf makes the view; hidden makes the fields of one form, a key of
// its own among them: the forms differ in nothing else.
func accountViewOf(p people.Person, own bool, hidden func() []ui.Hidden) accountView {
	at := page.AccountURL(p.ID)
	return accountView{Title: p.Name, Badge: state(p), Own: own, Disabled: p.Disabled,
		Facts:   []ui.Definition{{Term: "账号", Text: p.Account}, {Term: "姓名", Text: p.Name}},
		Reset:   ui.Form{Action: at + "/reset", Hidden: hidden()},
		Disable: ui.Form{Action: at + "/disable", Hidden: hidden()},
		Enable:  ui.Form{Action: at + "/enable", Hidden: hidden()}}
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}
