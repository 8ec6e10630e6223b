package outlook

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/outlook"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// belowView is how the year stands at the branches below.
type belowView struct {
	Title  string
	Sealed string // which branches are left out, and why; "" where none is
	Stats  []ui.Stat
	Order  []ui.Filter
	Table  ui.TableProps
	Pager  ui.PagerProps
}

var orders = []struct{ code, label string }{{"forecast", "预计得分低的在前"}, {"overdue", "过期多的在前"}, {"name", "按党委和支部"}}

func belowOf(b outlook.Below, f outlook.Filter) belowView {
	v := belowView{Title: strconv.Itoa(b.Year) + " 年中进度"}
	if len(b.Sealed) > 0 {
		v.Sealed = "您密封抽查的" + app.SealedNames(b.Sealed) + "不列在这里，也不计入下面的数；交回抽查结果以后照常列出。"
	}
	if b.Set != nil {
		for _, g := range b.Set.Grades {
			v.Stats = append(v.Stats, ui.Stat{Label: "预计" + g.Name, Value: strconv.Itoa(b.Grades[g.Code])})
		}
	}
	for i, o := range orders {
		v.Order = append(v.Order, ui.Filter{Label: o.label, Href: page.OutlookOfURL(o.code, 1), On: f.Order == o.code || f.Order == "" && i == 0})
	}
	v.Table = ui.TableProps{ID: "below", Caption: "各支部", Hide: true, Empty: "还没有支部登记记实本。登记以后，这里每天更新。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "已过期", Number: true}, {Label: "要办", Number: true}, {Label: "指数至今", Number: true}, {Label: "若不再开展", Number: true}, {Label: "预计等次"}, {Label: "算于"}}}
	for _, l := range b.Lines {
		overdue := ui.Cell{Text: strconv.Itoa(l.Overdue)}
		if l.Overdue > 0 {
			overdue.Tone = ui.Lost
		}
		v.Table.Rows = append(v.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName, Href: page.TasksURL(l.Branch)}, {Text: l.CommitteeName}, overdue, {Text: strconv.Itoa(l.Due)},
			{Text: figures.Points(l.SoFar)}, {Text: figures.Points(l.Forecast)}, {Badge: figures.Grade(b.Set.Set, l.ForecastGrade)}, {Text: figures.When(l.MadeAt)}}})
	}
	first := (max(f.Page, 1) - 1) * outlook.PageSize
	v.Pager.Text = fmt.Sprintf("共 %d 个支部", b.Total)
	if f.Page > 1 {
		v.Pager.Previous = page.OutlookOfURL(f.Order, f.Page-1)
	}
	if first+len(b.Lines) < b.Total {
		v.Pager.Next = page.OutlookOfURL(f.Order, max(f.Page, 1)+1)
	}
	return v
}

// noticesView is what waits for a person, what the person was told, and how the
// person wants to be.
type noticesView struct {
	Waits     ui.TableProps
	Table     ui.TableProps
	Read      *ui.Form
	How       ui.Form
	Mistakes  []ui.Mistake
	Reminders ui.Check
	Email     ui.Text
	Mails     ui.Check
}

func (s *Screen) noticesOf(r *http.Request, t outlook.Told, waits []Wait, wrong map[string]string) noticesView {
	v := noticesView{Waits: waitsOf(waits), Table: ui.TableProps{ID: "notices", Caption: "提醒", Hide: true, Empty: "还没有提醒。", Columns: []ui.Column{{Label: "内容"}, {Label: "时间"}, {Label: "状态"}}}}
	for _, n := range t.List {
		row := ui.TableRow{Cells: []ui.Cell{{Text: n.Text, Href: n.Href}, {Text: figures.Moment(n.MadeAt)}, {Text: "已读"}}}
		if n.ReadAt.IsZero() {
			row.Cells[2] = ui.Cell{Badge: ui.BadgeProps{Text: "未读", Tone: ui.Info}}
		}
		v.Table.Rows = append(v.Table.Rows, row)
	}
	if t.Unread > 0 && len(t.List) > 0 {
		v.Read = &ui.Form{Action: page.NoticesReadURL, Hidden: s.Hidden(r, "up_to", strconv.FormatInt(t.List[0].ID, 10)), Submit: "全部标为已读"}
	}
	v.How = ui.Form{Action: page.NoticesRemindURL, Hidden: s.Hidden(r), Submit: "保存", Label: "怎么提醒"}
	v.Mistakes = page.Mistakes(wrong, "email")
	v.Reminders = ui.Check{ID: "reminders", Name: "reminders", Label: "到期提醒我", On: t.How.Reminders, Hint: "到期前和过期后各提醒一次。办理情况的通知总会列在上面。"}
	v.Email = ui.Text{ID: "email", Name: "email", Label: "邮箱", Type: "email", Value: t.How.Email, Error: wrong["email"], Autocomplete: "email", MaxLength: "120"}
	v.Mails = ui.Check{ID: "mails", Name: "mails", Label: "同时发到邮箱", On: t.How.Mails, Hint: "系统配置了发件服务器时才会发出。"}
	return v
}

func waitsOf(waits []Wait) ui.TableProps {
	t := ui.TableProps{ID: "waits", Caption: "等我办的", Hide: true, Empty: "现在没有等您办的。", Columns: []ui.Column{{Label: "事项"}, {Label: "去办"}}}
	for _, w := range waits {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: w.What, Sub: w.Say}, {Text: w.Do.Label, Href: w.Do.Href}}})
	}
	return t
}
